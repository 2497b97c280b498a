"""Levels of a job ladder: lettered (P4, M2, IC3), numbered under a word (Band 6, Grade VII), and
named by whatever a house calls them (Senior, Charge Hand)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache, total_ordering

# Named rungs in the order in which common career ladders use them. Only the order matters, and only
# where the pages of a house give none.
_NAMED = (
    "intern",
    "trainee",
    "apprentice",
    "entry",
    "associate",
    "junior",
    "intermediate",
    "mid",
    "medior",
    "regular",
    "confirmed",
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
_NUMBERED = re.compile(
    r"(?P<word>[^\W\d_]+(?: [^\W\d_]+){0,2})"
    r"(?:[ \-]?(?P<digits>\d{1,2})|[ \-](?P<roman>X{0,2}(?:IX|IV|V?I{0,3})))",
    re.IGNORECASE,
)
# "Band 8a", "IC3b": several levels of one number.
_PART = re.compile(r"\d[a-z]$")
# So many capitals are initials: "ME II" is no Me.
_INITIALS = 3
_ROMAN = {"I": 1, "V": 5, "X": 10}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
# The grade of a level of which nothing says how high it is.
UNRANKED = -1


class InvalidLevel(ValueError):
    """The text names no level."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Level:
    """One rung of a ladder.

    `track` is the letters ("P", "M", "IC") or the word ("Band") before its number, empty for a
    named rung; `grade` is its height on that track, UNRANKED where it is not known. Levels of one
    track are ordered by grade; tracks are ordered by their letters, which carries no meaning but
    makes every listing deterministic. Two levels are one where their labels are: how high a rung
    stands is for each ladder to say.
    """

    label: str
    track: str = field(compare=False)
    grade: int = field(compare=False)

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

    @classmethod
    def called(cls, name: str) -> Level:
        """The level of that name, whatever a house calls it: "Band 6", "Grade VII", "Foreman"."""
        folded = " ".join(name.split())
        try:
            return cls.parse(folded)
        except InvalidLevel:
            match = _NUMBERED.fullmatch(folded)
        if match and (match["digits"] or match["roman"]):
            written = match["digits"] or match["roman"].upper()
            grade = int(written) if match["digits"] else _of_roman(written)
            word = match["word"]
            shouted = word.isupper() and len(word) > _INITIALS
            word = word.title() if shouted or word.islower() else word
            return cls(f"{word} {written}", word, grade)
        return cls(folded, "", UNRANKED)

    def at(self, grade: int) -> Level:
        """The level of this track with another number, written as this one is."""
        if self.label[-1:].isdigit():
            between = " " if " " in self.label else ""
            return replace(self, label=f"{self.track}{between}{grade}", grade=grade)
        return replace(self, label=f"{self.track} {_roman(grade)}", grade=grade)

    @property
    def key(self) -> str:
        """The label without case, spaces and punctuation, its number in digits: "Charge Hand" is
        CHARGE_HAND, "Grade VII" is GRADE-7."""
        numbered = self if self.track else Level.called(self.label)
        if not numbered.track or _PART.search(self.label):
            return rung_key(self.label)
        return rung_key(f"{numbered.track}{numbered.grade}")

    @property
    def sort_key(self) -> tuple[str, int, str]:
        return (self.track, self.grade, self.label)

    def __lt__(self, other: Level) -> bool:
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        return self.label

    def __bool__(self) -> bool:
        """Whether it is a level at all: `NO_LEVEL` is none."""
        return bool(self.label)


# Of a page that is of a role, or of all roles, and of no level.
NO_LEVEL = Level("", "", UNRANKED)


# Pages of one role, and of one house, say the same words where levels may stand.
@lru_cache(maxsize=8192)
def rung_key(text: str) -> str:
    """What two spellings of the name of a level have in common; codes are written without
    umlauts and accents."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_UMLAUTS))
    return "".join(c for c in plain if c.isalnum() or c == "+")


def usual_rank(level: Level) -> int:
    """How high common career ladders put a rung of this name; UNRANKED where they have none."""
    name = level.label.casefold()
    return _NAMED.index(name) if name in _NAMED else UNRANKED


def _of_roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + " I II III IV V VI VII VIII IX".split(" ")[ones]
