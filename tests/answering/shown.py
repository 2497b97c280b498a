"""What an answer shows, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from roleassistant.domain import SourceSpan
from roleassistant.domain.answer import Answer, Fact, Facts, Heading, Remark, Table

MARK = re.compile(r"(?<!\\)\[(\d+)\]")


def facts(answer: Answer) -> Iterator[Fact]:
    """Every fact in the order in which a reader meets it."""
    for block in answer.blocks:
        if isinstance(block, Facts):
            yield from block.items
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell


def own_words(answer: Answer) -> Iterator[str]:
    """What the program says of its own: headings, remarks, notes."""
    for block in answer.blocks:
        if isinstance(block, Heading | Remark):
            yield block.text
    yield from (fact.note for fact in facts(answer) if fact.note)


def table(answer: Answer) -> Table:
    """The one table of an answer."""
    (only,) = (block for block in answer.blocks if isinstance(block, Table))
    return only


def lines_of(span: SourceSpan, root: Path) -> str:
    """The lines that a citation names, as they stand in the file."""
    lines = (root / span.document).read_text(encoding="utf-8").splitlines()
    return "\n".join(lines[span.line_start - 1 : span.line_end])
