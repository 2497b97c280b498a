"""Chunks and plans written down, for the stages that take them."""

from __future__ import annotations

from roleassistant.domain import (
    STATED,
    Attribution,
    Level,
    SectionKind,
    SourceSpan,
    Statement,
    StatementKind,
)
from roleassistant.indexing.chunks import Chunk, Source

SHA = "0" * 64


def chunk(
    text: str,
    *levels: str,
    row: int = 1,
    role: str = "A.ROLE",
    section: SectionKind = SectionKind.GUIDELINES,
    dimension: str | None = "Typical Degree & Years",
    kind: StatementKind = StatementKind.FACT,
    attribution: Attribution = STATED,
    page: str = "P1",
) -> Chunk:
    """A statement of one page; the page is of its first level, or of `page`."""
    rungs = tuple(Level.parse(level) for level in levels)
    own = rungs[0] if rungs else Level.parse(page)
    span = SourceSpan("a.txt", SHA, row, row, 0, len(text))
    source = Source("a.txt", SHA, row, row, 0, len(text), f"{role}.{own}", own, "2026-01-01")
    statement = Statement(text, section, "Heading", span, rungs, dimension, kind, attribution)
    return Chunk(row, f"id-{row}", role, "A Role", statement, (source,))
