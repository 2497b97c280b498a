"""Amounts as people write them: "8+ years", "18 months", "5–8 direct reports", "up to €2m", "20 %".

What an amount comes to is a range with a unit: years and months are one unit, so are days and
weeks. Nothing is converted between currencies.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from roleassistant.domain.pattern import Pattern

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
# The longest first: "twenty-five" is no range from twenty to five. Short, since compiling a pattern
# in which every number stands several times takes longer than answering a question.
_WORDS = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(reversed(_SMALL))}"
_AT_LEAST = (
    r"at least|at a minimum|minimum(?: of)?|min\.?|over|more than|(?:no|not) (?:less|fewer) than|"
    r"upwards of|in excess of|from"
)
_AT_MOST = (
    r"up to|(?:no|not) more than|at most|maximum(?: of)?|max\.?|less than|under|below|fewer than"
)
_BEFORE = rf"(?P<before>\b(?:{_AT_LEAST}|{_AT_MOST}) |[<>]=? ?|[≥≤] ?)?"
_IS_AT_MOST = Pattern(rf"(?:{_AT_MOST}|<=?|≤)", re.IGNORECASE)
_OR_LESS = Pattern(r"less|fewer|under|most|max", re.IGNORECASE)
_AFTER = (
    r" ?\+| (?:or more|or longer|or above|or over|plus|minimum|min\b\.?|at (?:a )?minimum|"
    r"and (?:more|up|over|above|beyond)|or (?:less|fewer|under)|at most|max(?:imum)?\b)"
)
_DASH = r"[–—‒‑−-]"
_REPEATED = r"(?: ?\([\w-]{1,12}\+?\))"  # "ten (10)"

# Time. Matched on folded text, in which white space is one space: with `\s*` beside `\s*`, a digit
# before a few hundred spaces would take minutes.
_NUMBER = rf"(?:\d+(?:[.,]\d+)?½?|{_WORDS})"
_UNITS = r"(?:years?|yrs?\.?|yoe|months?|mths?\.?|mos?\.?|decades?)(?!\w)"
_TIME = Pattern(
    rf"{_BEFORE}(?<![\w.,])(?P<low>{_NUMBER}|(?<!half )an?\b)(?P<half> and a half)?"
    rf"{_REPEATED}? ?(?P<plus>\+|-?plus\b)? ?"
    rf"(?:(?P<unit_low>{_UNITS}) ?(?={_DASH}|to\b))?"
    rf"(?:(?:{_DASH}|\bto\b|\bthrough\b|\bor\b|\band\b|&) ?(?P<high>{_NUMBER}) ?"
    rf"(?P<plus_high>\+)? ?)?"
    rf"(?P<more>(?:or|and) (?:more|over|fewer|less) )?(?:full |whole |solid |complete )?"
    rf"(?P<unit>{_UNITS})(?P<half_after> and a half\b)?"
    rf"(?P<after>{_AFTER})?",
    re.IGNORECASE,
)

_OF_TIME = Pattern(r"y(?:ea)?r|yoe|mo|mth|decade", re.IGNORECASE)

# Everything else: a number with a currency, a per cent sign, days or weeks, or what is counted.
_NOT_ALL = r"(?!\w|[.,]\d)"
_CODE_OR_DATE = r"(?!\d{4}-\d\d\b|\d\d-\d{4}\b)"
_FIGURE_NUMBER = rf"(?:\d{{1,3}}(?:[,'’ ]\d{{3}}){{1,4}}(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?|{_WORDS})"
_TIMES = r"(?: ?(?:thousand|million|billion)\b| ?(?:k|mio|mn|bn|m)\b)"
_SIGN = r"[$€£¥]|(?:usd|eur|gbp|chf|cad|aud|jpy|inr|sek|nok|dkk|pln)(?![a-z])"
_FIGURE_UNIT = (
    r"%|per ?cent\b|pct\b|weeks?\b|wks?\b|days?\b|(?:us )?dollars?\b|euros?\b|pounds?\b|"
    rf"(?:swiss )?francs?\b|{_SIGN}"
)
# Where one may begin; what stands before it is looked at there, and not at every letter.
_BEGINS = Pattern(
    rf"(?<![\w.,])(?<!\d-)(?=(?:(?:{_SIGN}) ?)?(?:\d|(?:{_WORDS})\b)){_CODE_OR_DATE}",
    re.IGNORECASE,
)
_LEADS_IN = Pattern(rf"(?P<between>\bbetween )?{_BEFORE}$", re.IGNORECASE)
_LONGEST_LEAD = len("between in excess of ")
_FIGURE = Pattern(
    rf"(?P<sign>(?:{_SIGN}) ?)?(?P<low>{_FIGURE_NUMBER})(?:(?P<times>{_TIMES})|{_NOT_ALL})"
    rf"{_REPEATED}?(?: ?%)?(?P<plus> ?\+| ?-?plus\b)?"
    rf"(?: ?(?:{_DASH}|\bto\b|\bor\b|(?P<and>and\b)) ?(?:(?:{_SIGN}) ?)?"
    rf"(?P<high>{_FIGURE_NUMBER})(?:(?P<times_high>{_TIMES})|{_NOT_ALL})"
    rf"(?P<plus_high>\+)?)?"
    rf"(?P<more> (?:or|and) (?:more|fewer|less)(?= ))?"
    rf"(?: ?(?P<unit>{_FIGURE_UNIT}))?(?P<after>{_AFTER})?",
    re.IGNORECASE,
)
_COUNTED = Pattern(r"(?: [A-Za-z][\w'’&/-]*){1,5}")
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "us": "USD", "do": "USD"}
_CURRENCIES |= {"eu": "EUR", "po": "GBP", "sw": "CHF", "fr": "CHF"}
_SCALES = {"k": 1e3, "t": 1e3, "m": 1e6, "b": 1e9}
_MAX_TEXT = 2000

COUNT, PERCENT, DAYS, YEARS = "count", "percent", "days", "years"


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`. `high` is None where it is open ("8 or more")."""

    low: float
    high: float | None

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    def disagrees_with(self, other: Range, tolerance: float = 1e-6) -> bool:
        """Whether both cannot be the same requirement.

        An open range agrees with a closed one that begins where it begins: "8+" and "8–12" ask
        for the same minimum, and so does a plain "8". Two closed ranges agree only when both ends
        do. `tolerance` is the share by which ends may differ.
        """
        if not math.isclose(self.low, other.low, rel_tol=tolerance, abs_tol=1e-9):
            return True
        if self.high is None or other.high is None or self.is_point or other.is_point:
            return False
        return not math.isclose(self.high, other.high, rel_tol=tolerance, abs_tol=1e-9)

    @property
    def is_bound(self) -> bool:
        """Whether it only bounds a number: "up to ten", "at least four"."""
        return self.high is None or (self.low == 0.0 and self.high > 0.0)

    def holds(self, other: Range) -> bool:
        """Whether every value of `other` lies in this one."""
        if self.high is None:
            return self.low <= other.low
        return self.low <= other.low and other.high is not None and other.high <= self.high

    def meets(self, other: Range) -> bool:
        """Whether some value lies in both."""
        below = self.high is None or other.low <= self.high
        return below and (other.high is None or self.low <= other.high)


@dataclass(frozen=True, slots=True)
class Years(Range):
    """A range of years."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of time as written (white space folded), and what it comes to.

    `start` is where it stands in the folded text.
    """

    text: str
    years: Years
    start: int = 0


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of anything. `unit` is "years", "days", "percent", a currency such as "EUR", or
    "count"; `counted` are then the words that follow ("direct reports in two countries").

    `start` and `end` are places in the folded text.
    """

    text: str
    range: Range
    unit: str
    start: int
    end: int
    counted: str = ""


def folded(text: str) -> str:
    """The text in which amounts are looked for: its beginning, with white space folded."""
    return " ".join(text[:_MAX_TEXT].split())


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Every amount of time in `text` that comes to years, in order."""
    return tuple(
        Amount(match.group().strip(), _years(match), match.start())
        for match in _times_in(folded(text))
    )


def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Every amount in `text`, in order; what is part of a code or a date is none."""
    whole = folded(text)
    found = [
        Quantity(match.group().strip(), _years(match), YEARS, match.start(), match.end())
        for match in _times_in(whole)
    ]
    taken = [(one.start, one.end) for one in found]
    found += (one for one in _figures_in(whole) if not _overlaps(one, taken))
    return tuple(sorted(found, key=lambda one: one.start))


def _times_in(whole: str) -> Iterator[re.Match[str]]:
    # Most texts name no unit of time, and that is seen sooner than it is matched.
    return _TIME.finditer(whole) if _OF_TIME.search(whole) else iter(())


def _overlaps(one: Quantity, taken: list[tuple[int, int]]) -> bool:
    return any(one.start < end and start < one.end for start, end in taken)


def _figures_in(whole: str) -> Iterator[Quantity]:
    end = 0
    for begin in _BEGINS.finditer(whole):
        at = begin.start()
        match = _FIGURE.match(whole, at) if at >= end else None
        if match is None:
            continue
        lead = _LEADS_IN.compiled().search(whole, max(end, at - _LONGEST_LEAD), at)
        if match["and"] and not (lead and lead["between"]):
            # "10 and 12 people" are two numbers.
            match = _FIGURE.compiled().match(whole, at, match.start("and")) or match
        start, end = (lead.start() if lead else at), match.end()
        unit = _unit(match)
        words = _COUNTED.match(whole, end) if unit == COUNT else None
        yield Quantity(
            whole[start:end].strip(),
            _figure(match, unit, (lead["before"] or "").strip() if lead else ""),
            unit,
            start,
            end,
            words.group().strip() if words else "",
        )


def _years(match: re.Match[str]) -> Years:
    scale = _scale(match["unit"])
    low = _value(match["low"]) + (0.5 if match["half"] else 0.0)
    low *= _scale(match["unit_low"] or match["unit"])
    low += 0.5 * scale if match["half_after"] else 0.0
    high = _value(match["high"]) * scale if match["high"] is not None else None
    return Years(*_ends(match, low, high, (match["before"] or "").strip()))


def _figure(match: re.Match[str], unit: str, before: str) -> Range:
    days = 7.0 if unit == DAYS and (match["unit"] or "").casefold().startswith("w") else 1.0
    low = _value(match["low"]) * _times(match["times"] or match["times_high"]) * days
    high = None
    if match["high"] is not None:
        high = _value(match["high"]) * _times(match["times_high"] or match["times"]) * days
    return Range(*_ends(match, low, high, before))


def _ends(
    match: re.Match[str], low: float, high: float | None, before: str
) -> tuple[float, float | None]:
    if high is not None:
        return min(low, high), None if match["plus_high"] else max(low, high)
    after = match["after"] or match["more"] or ""
    if _IS_AT_MOST.fullmatch(before) or _OR_LESS.search(after):
        return 0.0, low
    return low, None if match["plus"] or after or before else low


def _unit(match: re.Match[str]) -> str:
    written = (match["sign"] or match["unit"] or "").casefold().strip()
    if not written:
        # "20% to 30" and "20% of the time".
        return PERCENT if "%" in match.group() else COUNT
    if written == "%" or written.startswith(("per", "pct")):
        return PERCENT
    if written.startswith(("week", "wk", "day")):
        return DAYS
    return _CURRENCIES.get(written[:1]) or _CURRENCIES.get(written[:2]) or written[:3].upper()


def _value(text: str) -> float:
    word = text.casefold()
    if word in ("a", "an"):
        return 1.0
    if word in NUMBER_WORDS:
        return float(NUMBER_WORDS[word])
    half = 0.5 if word.endswith("½") else 0.0
    digits = word.removesuffix("½")
    if re.fullmatch(r"\d{1,3}(?:[,'’ ]\d{3})+(?:\.\d+)?", digits):
        digits = re.sub(r"[,'’ ]", "", digits)
    return float(digits.replace(",", ".")) + half


def _scale(unit: str) -> float:
    written = unit.casefold()
    if written.startswith("m"):
        return 1 / 12
    return 10.0 if written.startswith("dec") else 1.0


def _times(text: str | None) -> float:
    return _SCALES[text.strip()[0].casefold()] if text else 1.0
