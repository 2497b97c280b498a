"""Amounts of time as people write them: "8+ years", "8–12 yrs", "18 months", "a decade"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
NUMBER_WORDS = {
    **{word: number for number, word in enumerate(_SMALL)},
    **_TENS,
    **{f"{ten}-{_SMALL[n]}": tens + n for ten, tens in _TENS.items() for n in range(1, 10)},
}
# The longest first: "twenty-five" is no range from twenty to five.
_WORDS = "|".join(sorted(NUMBER_WORDS, key=lambda word: (-len(word), word)))
_NUMBER = rf"(?:\d+(?:[.,]\d+)?|{_WORDS})"
_UNITS = r"(?:years?|yrs?\.?|months?|mos?\.?|decades?)(?!\w)"
# Matched on folded text, in which white space is one space: with `\s*` beside `\s*`, a digit
# before a few hundred spaces would take minutes.
_RANGE = re.compile(
    rf"(?P<before>\b(?:at least|minimum(?: of)?|min\.?|over|more than|from|up to|less than|under|"
    rf"below|fewer than) )?(?<![\w.,])(?P<low>{_NUMBER}|(?<!half )an?\b) ?(?P<plus>\+|plus\b)? ?"
    rf"(?:(?P<unit_low>{_UNITS}) ?(?=[–—‒‑−-]|to\b))?"
    rf"(?:(?:[–—‒‑−-]|\bto\b|\bor\b|\band\b) ?(?P<high>{_NUMBER}) ?(?P<plus_high>\+)? ?)?"
    rf"(?P<more>or more )?(?:full |whole )?(?P<unit>{_UNITS})"
    rf"(?P<after> ?\+| (?:or more|or longer|plus|minimum|and (?:more|up)))?",
    re.IGNORECASE,
)
_MAX_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Years:
    """A range of years. `high` is None where it is open ("8+ years")."""

    low: float
    high: float | None

    def disagrees_with(self, other: Years) -> bool:
        """Whether both cannot be the same requirement.

        An open range agrees with a closed one that begins where it begins: "8+" and "8–12" ask
        for the same minimum. Two closed ranges agree only when both ends do.
        """
        if self.low != other.low:
            return True
        return self.high is not None and other.high is not None and self.high != other.high


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of time as written (white space folded), and what it comes to."""

    text: str
    years: Years


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Every amount of time in `text`, in order."""
    folded = " ".join(text[:_MAX_TEXT].split())
    return tuple(Amount(match.group().strip(), _years(match)) for match in _RANGE.finditer(folded))


def _years(match: re.Match[str]) -> Years:
    scale = _scale(match["unit"])
    low = _value(match["low"]) * _scale(match["unit_low"] or match["unit"])
    before = (match["before"] or "").casefold().strip()
    if match["high"] is not None:
        high = _value(match["high"]) * scale
        return Years(min(low, high), None if match["plus_high"] else max(low, high))
    if before in ("up to", "less than", "under", "below", "fewer than"):
        return Years(0.0, low)
    if match["plus"] or match["more"] or match["after"] or before:
        return Years(low, None)
    return Years(low, low)


def _value(text: str) -> float:
    folded = text.casefold()
    if folded in ("a", "an"):
        return 1.0
    if folded in NUMBER_WORDS:
        return float(NUMBER_WORDS[folded])
    return float(text.replace(",", "."))


def _scale(unit: str) -> float:
    folded = unit.casefold()
    if folded.startswith("mo"):
        return 1 / 12
    return 10.0 if folded.startswith("dec") else 1.0
