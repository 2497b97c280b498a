"""One reader per kind of section: its lines → statements with exact spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from roleassistant.domain import Section, SectionKind, Statement
from roleassistant.reading.context import Block, PageContext
from roleassistant.reading.guidelines import guidelines
from roleassistant.reading.labelled import level_definition, provenance
from roleassistant.reading.lists import adjacent_roles, classification, skills, title_aliases
from roleassistant.reading.pieces import Quoting, kind_of, piece_of, sentence_pieces
from roleassistant.reading.responsibilities import responsibilities
from roleassistant.reading.table_statements import statements_of
from roleassistant.reading.tables import Table, with_tables


def read_section(block: Block, page: PageContext) -> Section:
    """The statements of a section, in the order in which they stand."""
    read = _READERS.get(block.heading.kind, _prose)
    found = [statement for statement in read(block, page) if statement.text]
    numbers = [number for line in block.lines for number in (line.numbers[0], line.numbers[-1])]
    if block.heading_line is not None:
        numbers.append(block.heading_line.number)
    return Section(
        block.heading.kind,
        block.heading.text,
        min(numbers, default=1),
        max(numbers, default=1),
        tuple(sorted(found, key=lambda statement: statement.span.start)),
    )


def _prose(block: Block, page: PageContext) -> Iterator[Statement]:
    """Paragraphs by the sentence; list items whole; cells of tables under their column."""
    quote = Quoting(page.document, block.heading)
    for line in with_tables(block.lines):
        if isinstance(line, Table):
            yield from statements_of(line, quote, page)
            continue
        piece = piece_of(line)
        for part in [piece] if piece.bulleted else sentence_pieces(piece):
            yield quote(part, kind=kind_of(part))


_READERS: dict[SectionKind, Callable[[Block, PageContext], Iterator[Statement]]] = {
    SectionKind.RESPONSIBILITIES: responsibilities,
    SectionKind.GUIDELINES: guidelines,
    SectionKind.SKILLS: skills,
    SectionKind.LEVEL_DEFINITION: level_definition,
    SectionKind.PROVENANCE: provenance,
    SectionKind.ADJACENT_ROLES: adjacent_roles,
    SectionKind.TITLE_ALIASES: title_aliases,
    SectionKind.CLASSIFICATION: classification,
}
