"""Statements as answers show them: which of them, for which levels, under which label."""

from __future__ import annotations

from collections.abc import Sequence

from roleassistant.answering.draft import (
    Draft,
    DraftFacts,
    quoted,
)
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.answering.wording import counted, listed
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.domain.answer import Remark
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import Passage, merged
from roleassistant.retrieval.words import LIGHT_STEMS

MAX_FACTS = 4


def found(plan: Plan, role: Role, chunks: Sequence[Chunk], evidence: Evidence) -> Draft:
    facts = tuple(quoted(chunk, where(chunk)) for chunk in chunks[:MAX_FACTS])
    return Draft(
        (DraftFacts(facts), *left_out(len(chunks) - MAX_FACTS)),
        suggestions=suggestions_for(role, evidence, plan),
    )


def listed_all(plan: Plan, role: Role, chunks: Sequence[Chunk], evidence: Evidence) -> Draft:
    """Every one of the statements, however many: where all of them are what is asked for."""
    facts = tuple(quoted(chunk, where(chunk)) for chunk in chunks)
    return Draft((DraftFacts(facts),), suggestions=suggestions_for(role, evidence, plan))


def left_out(count: int) -> tuple[Remark, ...]:
    """What must be said where a list was cut short."""
    if count <= 0:
        return ()
    return (Remark(f"{counted(count, 'more statement')} not shown: name a role or a level."),)


def said_whole(plan: Plan, evidence: Evidence) -> list[Chunk]:
    """Statements that hold every telling word of a question that has two or more."""
    if len([word for word in plan.words if word not in LIGHT_STEMS]) < 2:
        return []
    return [
        chunk
        for chunk in evidence.retriever.holding_all(plan, levels=plan.levels)
        if chunk.statement.kind is not StatementKind.TERM
        and (plan.value is None or plan.value.given_in(chunk.statement.text))
    ]


def at_levels(plan: Plan, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks that speak of the levels asked for: by their own level, or by their page's."""
    if not plan.levels:
        return list(chunks)
    return [
        chunk
        for chunk in chunks
        if any(level in (chunk.statement.levels or chunk.page_levels) for level in plan.levels)
        or _of_all_levels(chunk)
    ]


def _of_all_levels(chunk: Chunk) -> bool:
    """Whether a statement is of the role as a whole; a section of a house's own is of its page."""
    statement = chunk.statement
    own = statement.section is SectionKind.OTHER
    return not (statement.levels or statement.dimension or own)


def each_text_once(chunks: Sequence[Chunk]) -> list[Chunk]:
    return [p.chunk for p in merged([Passage(c, 0.0, 0.0, None, ()) for c in chunks])]


def where(chunk: Chunk, with_role: bool = False) -> str:
    """The place of a statement as its label: level and dimension, with the role if asked."""
    statement = chunk.statement
    level = listed([str(x) for x in statement.levels])
    parts = [_at_level(chunk, level) if with_role else level, statement.dimension or ""]
    return " · ".join(part for part in parts if part)


def _at_level(chunk: Chunk, level: str) -> str:
    return f"{chunk.title} — {level}" if level else chunk.title
