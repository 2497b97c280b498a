"""Statements that say the very words of a question, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from roleassistant.answering.evidence import Evidence
from roleassistant.domain import StatementKind
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import Passage
from roleassistant.retrieval.topic import RUNG
from roleassistant.retrieval.words import fold, stems

# What stands before the words that are looked for: "at which level do people", "who".
_ASKING = Pattern(
    rf"^.*?\b(?:who|(?:which|what) (?:[\w-]+ ){{0,2}}?{RUNG})\b"
    r"(?: (?:do|does|can|should|must|may|will|would))?"
    r"(?: (?:i|we|you|they|people|someone|somebody))?"
)
# Fewer words are said in many ways, and more of them seldom.
_ENOUGH, _FEW_ROLES = 3, 50


def said_so(passages: Sequence[Passage], plan: Plan) -> list[Passage]:
    """Those of `passages` whose statement holds all that is asked word for word."""
    words = _asked(plan)
    if len(words) < _ENOUGH:
        return []
    return [p for p in passages if _stands_in(words, stems(p.chunk.statement.text))]


def of_function_words(plan: Plan, roles: Sequence[Role], evidence: Evidence) -> list[Passage]:
    """Statements of levels with the words of a question none of which tells anything by itself:
    "who knows when and how to say no"."""
    words = _asked(plan)
    if plan.words or len(words) <= _ENOUGH or len(roles) > _FEW_ROLES:
        return []
    return [
        Passage(chunk, 1.0, 1.0, None, ())
        for role in roles
        for chunk in evidence.of(role)
        if chunk.statement.levels
        and chunk.statement.kind is StatementKind.FACT
        and _stands_in(words, stems(chunk.statement.text))
    ]


def _asked(plan: Plan) -> tuple[str, ...]:
    text = fold(plan.question).rstrip(" ?!.")
    found = _ASKING.match(text)
    return stems(text[found.end() :]) if found else ()


def _stands_in(words: Sequence[str], said: Sequence[str]) -> bool:
    length = len(words)
    return any(tuple(said[at : at + length]) == words for at in range(len(said) - length + 1))
