"""Whether a number that is asked about fits those that are stated."""

from __future__ import annotations

import re

from roleassistant.answering.compose.yes_no.asked import telling_words
from roleassistant.domain.pattern import Pattern
from roleassistant.domain.quantity import NUMBER_WORDS, amounts_in
from roleassistant.indexing.chunks import Chunk
from roleassistant.retrieval.attributes import EXPERIENCE
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import covered
from roleassistant.retrieval.words import stems

_OF_YEARS = frozenset(
    {stem for word in NUMBER_WORDS for stem in stems(word)}
    | {*stems("year years yrs experience enough sufficient suffice suffices least minimum")}
)
_ENOUGH = Pattern(r"\b(?:enough|sufficient|suffices?|will do|ok(?:ay)?|get in)\b", re.IGNORECASE)
_SUM = (
    r"(?P<number>\d+(?:[.,]\d+)*)\s*(?P<scale>k|thousand|m|mn|million)?\s*"
    r"(?P<unit>euros?|eur|dollars?|pounds?|francs?)\b"
)
_MONEY = Pattern(_SUM)
_LIMIT = Pattern(rf"\bup to {_SUM}")
_SCALE_WORDS = frozenset(stems("k thousand m mn million eur dollars pounds francs euros"))
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6}


def within_the_limit(plan: Plan, chunks: list[Chunk]) -> bool | None:
    """Whether an amount of money asked about is within the one limit that is stated, if one is."""
    asked = _MONEY.search(plan.question.casefold())
    telling = [w for w in telling_words(plan) if not w.isdigit() and w not in _SCALE_WORDS]
    limits = [
        limit
        for chunk in chunks
        if telling and not covered(plan, telling, chunk)[1]
        if not plan.levels or set(plan.levels) & set(chunk.statement.levels)
        for limit in _LIMIT.finditer(chunk.statement.text.casefold())
    ]
    if asked is None or len(limits) != 1 or asked["unit"][:3] != limits[0]["unit"][:3]:
        return None
    return _amount(asked) <= _amount(limits[0])


def by_years(plan: Plan, chunks: list[Chunk]) -> str | None:
    """Whether a number of years asked about fits those that every statement gives."""
    asked = amounts_in(plan.question)
    beside = [w for w in telling_words(plan) if w not in _OF_YEARS and not w.isdigit()]
    if beside or len(asked) != 1 or plan.attribute is not EXPERIENCE or not plan.levels:
        return None
    stated = [
        amount.years
        for chunk in chunks
        if EXPERIENCE.recorded_by(chunk.statement) and set(plan.levels) & {*chunk.statement.levels}
        for amount in amounts_in(chunk.statement.text)[:1]
    ]
    years = asked[0].years.low
    if not stated:
        return None
    if all(s.high is not None and s.high < years for s in stated):
        return "No: that is more than is stated."
    if all(years < s.low for s in stated):
        return "No: that is less than is stated." if _ENOUGH.search(plan.question) else None
    if all(s.low <= years and (s.high is None or years <= s.high) for s in stated):
        return "Yes, within what is stated."
    return None


def _amount(said: re.Match[str]) -> float:
    number = re.sub(r"[.,](?=\d{3}\b)", "", said["number"]).replace(",", ".")
    return float(number) * _SCALES.get(said["scale"] or "", 1.0)
