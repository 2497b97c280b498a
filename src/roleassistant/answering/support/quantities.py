"""Amounts in a text, with their units and open or closed ranges, and whether one says another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roleassistant.answering.support.words import Word
from roleassistant.domain.quantity import NUMBER_WORDS, amounts_in

_VALUES = {**NUMBER_WORDS, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
_NUMBER_WORD = "|".join(sorted(_VALUES, key=lambda word: (-len(word), word)))
_DIGITS = r"\d+(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_VALUE = rf"(?:{_DIGITS}|(?:{_NUMBER_WORD})\b|a dozen\b)"
_SCALE = r"(?:\s?(?:k|m|mn|bn|thousand|million|billion|hundred)\b)"
_MONEY = r"(?:[$€£¥]|(?:USD|EUR|GBP|CHF)\s)"
_BEFORE = (
    r"at least|minimum(?: of)?|min\.?|over|more than|above|from|up to|at most|less than|under|"
    r"below|fewer than"
)
_COUNTED = re.compile(
    rf"(?P<before>\b(?:{_BEFORE}) )?(?<![\w.,-])(?P<money>{_MONEY})?"
    rf"(?P<low>{_VALUE})(?P<scale_low>{_SCALE})?(?P<plus> ?\+| plus\b)?"
    rf"(?: ?(?:[–—‒‑−-]|\bto\b|\bor\b|\band\b) ?(?P<money_high>{_MONEY})?"
    rf"(?P<high>{_VALUE})(?P<scale_high>{_SCALE})?(?P<plus_high> ?\+)?)?"
    rf"(?P<unit> ?%| (?:per ?cent|percent(?:age points?)?)\b|"
    rf" ?(?:€|£|\$|USD|EUR|GBP|CHF|euros?|dollars?|pounds?|francs?)(?!\w))?"
    rf"(?P<after> ?\+| or (?:more|fewer|less|above|over)\b| and (?:more|above|up)\b)?"
    rf"(?![\w-]*\w*\.\w)",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"[,;:()]")
# Codes and dates: compared as they are written.
_LITERAL = re.compile(r"(?<![\w.])\d[\d.,:/-]*[:/-]\d+(?![\d])|(?<!\w)(?:19|20)\d\d(?!\w)")
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_DATE = re.compile(
    rf"\b(?P<month>{'|'.join(m[:3] + f'(?:{m[3:]})?' for m in _MONTHS)})\.? "
    r"(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_CURRENCIES = {
    "$": "USD", "usd": "USD", "dollar": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR",
    "£": "GBP", "gbp": "GBP", "pound": "GBP", "chf": "CHF", "franc": "CHF", "¥": "JPY",
}  # fmt: skip
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9,
           "billion": 1e9, "hundred": 100.0}  # fmt: skip
# "8+ and 12+ years respectively": two amounts, no range.
_IN_TURN = re.compile(r"(\d+\+?) and (\d+\+?) (years?|yrs?|months?)", re.IGNORECASE)
# Wordings of the same bound, brought into those that are read.
_REWORDED = (
    (re.compile(r"\b(?:no|not) (?:more|greater|longer|higher|later) than\b", re.I), "up to"),
    (re.compile(r"\b(?:no|not) (?:less|fewer|lower|shorter) than\b", re.I), "at least"),
    (re.compile(r"\b(?:at (?:the )?most|a maximum of|max\.?(?: of)?(?= \d))", re.I), "up to"),
    (re.compile(r"\ba minimum of\b|\bat a minimum,?|\bexceeding\b", re.I), "at least"),
    (
        re.compile(r"\b(\S+ (?:years?|months?|yrs?)) (?:or (?:less|fewer)|at most)\b", re.I),
        r"up to \1",
    ),
    (re.compile(r"\b(\S+) or (?:fewer|less)\b", re.I), r"up to \1"),
    (re.compile(r"\b(?:or|and) (?:above|over|upwards?|beyond)\b", re.I), "or more"),
    (
        re.compile(r"\bnot (?:mandatory|required|compulsory|obligatory|necessary)\b", re.I),
        "optional",
    ),
    (re.compile(r"\b(?:an?|the) single\b(?!-)", re.I), "one"),
    (re.compile(r"\bin order to\b", re.I), "to"),
    (re.compile(r"\btwice\b", re.I), "two times"),
    (re.compile(r"\bthrice\b", re.I), "three times"),
    (re.compile(r"(?<=\w)[- ](?=(?:years?|months?)\b)", re.I), " "),
    (re.compile(r"(?<=\d),(?=\d{3}\b)"), ""),
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low` to `high`, None where it is open. `unit` is "year", "%", a currency, or "" for what is
    counted; `of` are then the roots of what follows. `span` is where it stands in the text."""

    low: float
    high: float | None
    unit: str
    of: tuple[str, ...]
    span: tuple[int, int]
    text: str

    def says(self, other: Quantity) -> bool:
        """Whether this amount, of the evidence, is the one of the claim."""
        if (self.low, self.high) != (other.low, other.high):
            return False
        if other.unit:
            return self.unit == other.unit
        if other.of and self.unit == "year":
            return False
        return not (self.of and other.of) or bool(set(self.of) & set(other.of))


def reworded(text: str) -> str:
    """`text` with bounds worded as the parser knows them."""
    if "respectively" in text.casefold():
        text = _IN_TURN.sub(r"\1 \3 and \2 \3", text)
    for pattern, instead in _REWORDED:
        text = pattern.sub(instead, text)
    return text


def literals_in(text: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    """Codes, years and dates as written, months as YYYY-MM, each with its span."""
    found = []
    taken: list[tuple[int, int]] = []
    for match in _DATE.finditer(text):
        month = next(
            i for i, m in enumerate(_MONTHS, 1) if m.startswith(match["month"].casefold()[:3])
        )
        found.append((f"{match['year']}-{month:02}", match.span()))
        taken.append(match.span())
    for match in _LITERAL.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            found.append((match.group(), match.span()))
    return tuple(found)


def quantities_in(text: str, words: Sequence[Word]) -> tuple[Quantity, ...]:
    """Every amount in `text`, in order; `words` are its words."""
    found = list(_times(text))
    taken = [q.span for q in found] + [span for _, span in literals_in(text)]
    for match in _COUNTED.finditer(text):
        span = match.span()
        if any(a < span[1] and span[0] < b for a, b in taken):
            continue
        quantity = _counted(match, text, words)
        if quantity is not None:
            found.append(quantity)
    return tuple(sorted(found, key=lambda q: q.span))


def _times(text: str) -> list[Quantity]:
    found, at = [], 0
    for amount in amounts_in(text):
        start = text.find(amount.text, at)
        if start < 0:
            continue
        at = start + len(amount.text)
        low, high = amount.years.low, amount.years.high
        found.append(
            Quantity(
                round(low, 4),
                None if high is None else round(high, 4),
                "year",
                (),
                (start, at),
                amount.text,
            )
        )
    return found


def _counted(match: re.Match[str], text: str, words: Sequence[Word]) -> Quantity | None:
    written = match["low"].casefold()
    bare = match.group().strip().casefold()
    # "One of", "no one": a pronoun. A lone number word counts only what follows it.
    following = _following(match.end(), text, words)
    if bare in ("one", "zero") and not following:
        return None
    unit = _unit(match)
    high_scale = _scale(match["scale_high"])
    low = _value(written) * (_scale(match["scale_low"]) if match["scale_low"] else high_scale)
    before = (match["before"] or "").casefold().strip()
    after = (match["after"] or "").casefold()
    low_, high_ = low, low
    if match["high"] is not None:
        high = _value(match["high"].casefold()) * high_scale
        low_, high_ = min(low, high), max(low, high)
        if match["plus_high"]:
            return _quantity(low_, None, unit, following, match)
    elif before in ("up to", "at most", "less than", "under", "below", "fewer than"):
        low_ = 0.0
    elif match["plus"] or after or before:
        return _quantity(low_, None, unit, following, match)
    return _quantity(low_, high_, unit, following, match)


def _quantity(
    low: float, high: float | None, unit: str, of: tuple[str, ...], match: re.Match[str]
) -> Quantity:
    return Quantity(low, high, unit, () if unit else of, match.span(), match.group().strip())


def _following(end: int, text: str, words: Sequence[Word]) -> tuple[str, ...]:
    """The roots of up to three content words right after an amount."""
    roots: list[str] = []
    for word in words:
        if word.start < end:
            continue
        if not word.is_content or len(roots) == 3 or _PAUSE.search(text[end : word.start]):
            break
        roots.append(word.root)
        end = word.end
    return tuple(roots)


def _unit(match: re.Match[str]) -> str:
    money = match["money"] or match["money_high"]
    unit = (match["unit"] or "").strip().casefold()
    if "%" in unit or unit.startswith("per"):
        return "%"
    for text in (unit, (money or "").strip().casefold()):
        if text:
            return _CURRENCIES.get(text, _CURRENCIES.get(text.removesuffix("s"), text))
    return ""


def _value(text: str) -> float:
    if text in _VALUES:
        return float(_VALUES[text])
    if text == "a dozen":
        return 12.0
    if re.fullmatch(r"\d+(?:[.,]\d{3})+", text):
        return float(re.sub(r"[.,]", "", text))
    return float(text.replace(",", "."))


def _scale(text: str | None) -> float:
    return _SCALES[text.strip().casefold()] if text else 1.0
