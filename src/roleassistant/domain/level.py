"""Levels of a job ladder: lettered (P4, M2, IC3, L5) and named (Senior, Staff)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering

# Named rungs in the order in which common career ladders use them. Only the order matters.
_NAMED = (
    "intern",
    "trainee",
    "apprentice",
    "entry",
    "associate",
    "junior",
    "intermediate",
    "mid",
    "senior",
    "lead",
    "staff",
    "senior staff",
    "principal",
    "senior principal",
    "distinguished",
    "fellow",
)
_LETTERED = re.compile(r"(?P<track>[A-Za-z]{1,3})[\s\-]?(?P<grade>\d{1,2})")


class InvalidLevel(ValueError):
    """The text names no level."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Level:
    """One rung of a ladder.

    `track` is the letters ("P", "M", "IC"), empty for a named rung; `grade` is its height on
    that track. Levels of one track are ordered by grade; tracks are ordered by their letters,
    which carries no meaning but makes every listing deterministic.
    """

    label: str
    track: str
    grade: int

    @classmethod
    def parse(cls, text: str) -> Level:
        """Read "P4", "p-4", "IC 3" or "Senior".

        Raises:
            InvalidLevel: the text is neither letters with a number nor a known rung.
        """
        folded = " ".join(text.split())
        if match := _LETTERED.fullmatch(folded):
            track, grade = match["track"].upper(), int(match["grade"])
            return cls(f"{track}{grade}", track, grade)
        if folded.casefold() in _NAMED:
            return cls(folded.capitalize(), "", _NAMED.index(folded.casefold()))
        raise InvalidLevel(
            f"{text!r} is not a level. A level is letters and a number (P4, M2, IC3) "
            f"or a rung such as Senior or Staff."
        )

    @property
    def sort_key(self) -> tuple[str, int, str]:
        return (self.track, self.grade, self.label)

    def __lt__(self, other: Level) -> bool:
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        return self.label
