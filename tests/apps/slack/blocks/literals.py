"""Answers and citations written out, for tests that need just one."""

from __future__ import annotations

from dataclasses import replace

from roleassistant.domain import STATED, SourceSpan
from roleassistant.domain.answer import Answer, Block, Citation, Claim, Fact, Facts, Table


def citation(number: str = "1", **changed: object) -> Citation:
    span = SourceSpan("sales/p4.txt", "f" * 64, int(number), int(number), 0, 10)
    found = Citation(
        id=number,
        role_code="SALES.FIELD.P4",
        title="Field Sales",
        section="Level guidelines",
        heading="Level Guidelines",
        level="P4",
        dimension="Scope",
        quote="Owns the plan of a region.",
        attribution=STATED,
        source=span,
        ingested_at="2026-01-31T09:00:00Z",
    )
    return replace(found, **changed)  # type: ignore[arg-type]


def cited(answer: Answer) -> Answer:
    """`answer` in which each distinct mark of its facts is a number and has a citation."""
    numbers: dict[str, str] = {}

    def fact(given: Fact) -> Fact:
        marks = tuple(numbers.setdefault(m, str(len(numbers) + 1)) for m in given.marks)
        return replace(given, marks=marks)

    def numbered(block: Block) -> Block:
        if isinstance(block, Facts):
            return Facts(tuple(fact(item) for item in block.items))
        if isinstance(block, Table):
            rows = [
                replace(row, cells=tuple(tuple(fact(f) for f in cell) for cell in row.cells))
                for row in block.rows
            ]
            return replace(block, rows=tuple(rows))
        return block

    blocks = [numbered(block) for block in answer.blocks]
    facts = [f for b in blocks if isinstance(b, Facts) for f in b.items]
    return replace(
        answer,
        blocks=tuple(blocks),
        claims=tuple(Claim(f.text, f.marks, "supported", 1.0) for f in facts),
        citations=tuple(citation(number) for number in numbers.values()),
    )
