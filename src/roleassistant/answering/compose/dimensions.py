"""The statements of a level under their dimensions, for tables and for lists."""

from __future__ import annotations

from roleassistant.answering.draft import DraftFact, quoted
from roleassistant.answering.evidence import Evidence
from roleassistant.domain import Level, SectionKind
from roleassistant.domain.answer import Remark
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.plan import Plan

LEVEL_MEANING = "Level"


def by_dimension(
    role: Role, level: Level, evidence: Evidence, *sections: SectionKind
) -> dict[str, list[Chunk]]:
    """Dimension → what `sections` say of it at `level`, in the order of the page."""
    found: dict[str, list[Chunk]] = {}
    for chunk in evidence.of(role, *sections, level=level):
        found.setdefault(chunk.statement.dimension or LEVEL_MEANING, []).append(chunk)
    return found


def wanted(plan: Plan, dimension: str) -> bool:
    """Whether the question asks for this dimension; a question that names none asks for all."""
    if plan.attribute is not None and plan.attribute.dimension is not None:
        if plan.attribute.dimension.search(dimension):
            return True
        return dimension in plan.dimensions
    return not plan.dimensions or dimension in plan.dimensions


def narrowed(plan: Plan) -> bool:
    """Whether the question asks for some dimensions only."""
    return bool(plan.dimensions) or (
        plan.attribute is not None and plan.attribute.dimension is not None
    )


def responsibilities(
    role: Role, level: Level, evidence: Evidence
) -> tuple[tuple[DraftFact, ...], Remark | None]:
    """The responsibilities at a level, and what must be said once where levels were inferred."""
    chunks = evidence.of(role, SectionKind.RESPONSIBILITIES, level=level)
    inferred = [c.statement.attribution.confidence or 0.0 for c in chunks if _inferred(c)]
    facts = tuple(
        DraftFact(c.statement.text, (c,), note="inferred" if _inferred(c) else None) for c in chunks
    )
    if not inferred:
        return facts, None
    return facts, Remark(
        f"The page lists responsibilities without level headings; that these belong to {level} "
        f"is inferred (confidence {min(inferred):.2f} to {max(inferred):.2f})."
    )


def cell(chunks: list[Chunk]) -> tuple[DraftFact, ...]:
    return tuple(quoted(chunk) for chunk in chunks)


def _inferred(chunk: Chunk) -> bool:
    return chunk.statement.attribution.how == "inferred"
