"""What a disagreement is: two or more sides, each with the statements that take it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roleassistant.domain import Level
from roleassistant.indexing.chunks import Chunk


class Severity(StrEnum):
    """MAJOR: answers are wrong on one side. MINOR: somebody should look. NOTE: good to know."""

    MAJOR = "major"
    MINOR = "minor"
    NOTE = "note"


class Kind(StrEnum):
    """What the sides differ in."""

    VALUE = "value"  # a typed value: years, a degree, a number of people, money, a share
    REPORTING = "reporting"  # who is reported to, whether people are managed
    NEGATION = "negation"  # one says that it is so, the other that it is not
    VERSION = "version"  # one cell or duty in two wordings, on different pages
    LEVEL = "level"  # to which level something belongs, or what a level is called
    CODE = "code"  # codes of a classification
    DEFINITION = "definition"  # what a term means
    DISTANCE = "distance"  # how far apart two roles are
    ALIAS = "alias"  # which role or level a title is of


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that are given, with the statements that give it, the first to cite.

    Each comes with its own words for the value ("12+ years", "twelve years or more"). A side that
    is `undoubted` bears witness against the others, and is itself in no doubt.
    """

    said: tuple[tuple[str, Chunk], ...]
    undoubted: bool = False

    @property
    def text(self) -> str:
        return self.said[0][0]

    @property
    def chunk(self) -> Chunk:
        return self.said[0][1]

    def preferring(self, rows: frozenset[int]) -> tuple[str, Chunk]:
        """The words and the statement to show: one of `rows` where there is one."""
        return next((one for one in self.said if one[1].row in rows), self.said[0])


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Sides that cannot all hold. `level` is None where they are about the role.

    `also` are the rows of statements that stand or fall with a side without giving it, such as
    the level definition of a page whose level is in doubt.
    """

    kind: Kind
    severity: Severity
    role: str
    title: str
    level: Level | None
    about: str
    sides: tuple[Side, ...]
    also: frozenset[int] = frozenset()

    @property
    def subject(self) -> str:
        return f"{self.about} of {self.level}" if self.level else self.about

    @property
    def rows(self) -> frozenset[int]:
        """The statements that are a side of it."""
        return frozenset(chunk.row for side in self.sides for _, chunk in side.said)

    def is_touched_by(self, rows: frozenset[int]) -> bool:
        """Whether one of the statements `rows` is in doubt because of it."""
        doubted = (side for side in self.sides if not side.undoubted)
        return not rows.isdisjoint(self.also) or any(
            chunk.row in rows for side in doubted for _, chunk in side.said
        )

    @property
    def roles(self) -> tuple[str, ...]:
        """The keys of the roles whose statements are its sides."""
        keys = dict.fromkeys(chunk.role for side in self.sides for _, chunk in side.said)
        return tuple(keys)
