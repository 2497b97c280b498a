"""The statements of a level under their dimensions, for tables and for lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from roleassistant.answering.difference import SECTIONS
from roleassistant.answering.draft import DraftFact, quoted
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.wording import listed, track_of
from roleassistant.domain import Level, SectionKind
from roleassistant.domain.answer import Remark
from roleassistant.domain.level import rung_key
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import fold

LEVEL_MEANING = "Level"
_EXCEPT = re.compile(
    r"\b(?:except|excluding|besides|apart from|aside from|other than|leaving out|but not)\b"
)
CRITERIA = (SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION)


def in_ladder_order(role: Role, levels: Collection[Level]) -> list[Level]:
    """Those of `levels` that the role has, from the bottom of its ladder up."""
    return [level for level in role.described_levels if level in levels]


def statements_at(role: Role, level: Level, evidence: Evidence) -> list[Chunk]:
    """What sets a level apart: its guidelines, its definition and its responsibilities."""
    return evidence.of(role, *SECTIONS, level=level)


def by_dimension(
    role: Role, level: Level, evidence: Evidence, *sections: SectionKind
) -> dict[str, list[Chunk]]:
    """Dimension → what `sections` say of it at `level`, in the order of the page."""
    # "Story-telling" on one page is the "Storytelling" of another.
    spelt = {rung_key(d): d for d in reversed(evidence.generation.dimensions(role.key))}
    found: dict[str, list[Chunk]] = {}
    for chunk in evidence.of(role, *sections, level=level):
        own = chunk.statement.dimension or LEVEL_MEANING
        found.setdefault(spelt.get(rung_key(own), own), []).append(chunk)
    return found


def label_of(chunk: Chunk) -> str:
    """What a statement of a level is about, for the label of a row or of a line."""
    statement = chunk.statement
    if statement.section is SectionKind.RESPONSIBILITIES:
        return "Responsibility"
    return shown_dimension(statement.dimension or LEVEL_MEANING, statement.section)


def shown_dimension(dimension: str, section: SectionKind) -> str:
    if dimension == LEVEL_MEANING:
        return "What the level means" if section is SectionKind.LEVEL_DEFINITION else "Guideline"
    return dimension


def wanted(plan: Plan, dimension: str) -> bool:
    """Whether the question asks for this dimension; a question that names none asks for all."""
    return _is_named(plan, dimension) is not _excludes(plan)


def _excludes(plan: Plan) -> bool:
    """Whether the dimensions that the question names are those that it does not want."""
    return bool(plan.dimensions or plan.attribute) and bool(_EXCEPT.search(fold(plan.question)))


def _is_named(plan: Plan, dimension: str) -> bool:
    if plan.attribute is not None and plan.attribute.dimension is not None:
        if plan.attribute.dimension.search(dimension):
            return True
        return dimension in plan.dimensions
    return not plan.dimensions or dimension in plan.dimensions


def narrowed(plan: Plan) -> bool:
    """Whether the question asks for some dimensions only."""
    names_some = bool(plan.dimensions) or (
        plan.attribute is not None and plan.attribute.dimension is not None
    )
    return names_some and not _excludes(plan)


def responsibilities(
    role: Role, level: Level, evidence: Evidence
) -> tuple[tuple[DraftFact, ...], Remark | None]:
    """The responsibilities at a level, and what must be said once where levels were inferred."""
    chunks = evidence.of(role, SectionKind.RESPONSIBILITIES, level=level)
    return tuple(duty(c) for c in chunks), inferred_levels(chunks, (level,))


def duty(chunk: Chunk, note: str | None = None) -> DraftFact:
    """A responsibility as shown. `note` is what is said of it beside how its level is known."""
    notes = [*filter(None, [note]), *(["inferred"] if is_inferred(chunk) else [])]
    return DraftFact(chunk.statement.text, (chunk,), note="; ".join(notes) or None)


def inferred_levels(chunks: Sequence[Chunk], levels: Sequence[Level]) -> Remark | None:
    """What must be said once of responsibilities whose levels were inferred."""
    sure = [c.statement.attribution.confidence or 0.0 for c in chunks if is_inferred(c)]
    if not sure:
        return None
    return Remark(
        f"The page lists responsibilities without level headings; that these belong to "
        f"{listed([str(level) for level in levels])} is inferred (confidence {min(sure):.2f} to "
        f"{max(sure):.2f})."
    )


def different_tracks(levels: Sequence[Level]) -> Remark | None:
    """What must be said where levels of different ladders stand side by side."""
    tracks = list(dict.fromkeys(track_of(level) for level in levels))
    if len({level.track for level in levels}) < 2:
        return None
    return Remark(
        f"{listed(tracks)} are different tracks: the profiles do not say which of their levels "
        f"correspond."
    )


def cell(chunks: Sequence[Chunk]) -> tuple[DraftFact, ...]:
    return tuple(quoted(chunk) for chunk in chunks)


def is_inferred(chunk: Chunk) -> bool:
    return chunk.statement.attribution.how == "inferred"
