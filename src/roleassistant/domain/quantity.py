"""Amounts of time as people write them: "8+ years", "8–12 yrs", "18 months", "a decade"."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
_NUMBER = rf"(?:\d+(?:\.\d+)?|{'|'.join(NUMBER_WORDS)})"
_UNIT = r"(?P<unit>years?|yrs?\.?|months?|mos?\.?|decades?)"
_RANGE = re.compile(
    rf"(?P<before>\b(?:at least|minimum(?: of)?|min\.?|over|more than|from|up to|less than|under|"
    rf"below|fewer than)\s+)?(?<![\w.])(?P<low>{_NUMBER}|an?\b)\s*(?P<plus>\+)?\s*"
    rf"(?:(?:[–—-]|\bto\b|\bor\b|\band\b)\s*(?P<high>{_NUMBER})\s*(?P<plus_high>\+)?\s*)?"
    rf"(?P<more>\s+or\s+more\s+)?\s*(?:full\s+|whole\s+)?{_UNIT}"
    rf"(?P<after>\s+(?:or more|or longer|plus|"
    rf"minimum|and (?:more|up)))?",
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
    """An amount of time as written, and what it comes to."""

    text: str
    years: Years


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Every amount of time in `text`, in order."""
    return tuple(
        Amount(match.group().strip(), _years(match)) for match in _RANGE.finditer(text[:_MAX_TEXT])
    )


def _years(match: re.Match[str]) -> Years:
    scale = _scale(match["unit"])
    low = _value(match["low"]) * scale
    before = (match["before"] or "").casefold().strip()
    if match["high"] is not None:
        return Years(low, None if match["plus_high"] else _value(match["high"]) * scale)
    if before in ("up to", "less than", "under", "below", "fewer than"):
        return Years(0.0, low)
    if match["plus"] or match["more"] or match["after"] or before:
        return Years(low, None)
    return Years(low, low)


def _value(text: str) -> float:
    folded = text.casefold()
    if folded in ("a", "an"):
        return 1.0
    return float(NUMBER_WORDS[folded]) if folded in NUMBER_WORDS else float(text)


def _scale(unit: str) -> float:
    folded = unit.casefold()
    if folded.startswith("mo"):
        return 1 / 12
    return 10.0 if folded.startswith("dec") else 1.0
