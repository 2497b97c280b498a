"""Guidelines: what distinguishes the levels, as a table or as groups under level headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from roleassistant.domain import Level, Statement, StatementKind
from roleassistant.domain.ladder import ladder
from roleassistant.reading.context import Block, PageContext
from roleassistant.reading.levels import level_heading
from roleassistant.reading.pieces import Quoting, kind_of, piece_of, sentence_pieces, value_kind
from roleassistant.reading.table_statements import level_name, statements_of
from roleassistant.reading.tables import Cell, Table, is_row, is_rule, row, with_tables
from roleassistant.reading.wording import is_name


def guidelines(block: Block, page: PageContext) -> Iterator[Statement]:
    """Cells under level and dimension; "Dimension: text" or a dimension over its text."""
    quote = Quoting(page.document, block.heading)
    levels: tuple[Level, ...] = ()
    label: str | None = None
    header: tuple[Cell, ...] = ()
    for part in with_tables(block.lines):
        if isinstance(part, Table):
            # A note between rows does not end a table: the rows below it have its columns.
            table = part
            if header and not any(map(is_rule, part.lines)):
                table = replace(part, header=header, rows=part.all_rows)
            header = table.header or header
            yield from statements_of(table, quote, page)
            continue
        line = part
        if header and is_row(line):
            yield from statements_of(Table((line,), header, (row(line),)), quote, page)
            continue
        if is_rule(line):
            page.keep([line])
            continue
        piece = piece_of(line)
        if found := level_heading(piece.text, page.rungs):
            levels, label = found.levels, None
            page.keep([line])
            page.ladder.update(levels)
            yield from level_name(quote, piece, found)
        elif not levels:
            for note in sentence_pieces(piece):
                yield quote(note, kind=kind_of(note, StatementKind.NOTE))
        elif pair := piece.label_and_value():
            yield quote(pair[1], levels=levels, dimension=pair[0].text, kind=value_kind(pair[1]))
            label = None
        elif label is None and is_name(piece.text) and len(piece.text.split()) <= 5:
            label = piece.without_colon().text
        else:
            yield quote(piece, levels=levels, dimension=label, kind=value_kind(piece))
            label = label if piece.bulleted else None


def learn_guidelines(block: Block, page: PageContext) -> None:
    """Keep each level's cells on the page, for responsibilities that lost their headings.

    A level whose cells state nothing is kept as well: its responsibilities are there all the same.
    """
    quiet = replace(page, notes=[], ladder=set(), structure=set())
    stated = [one for one in guidelines(block, quiet) if one.kind is StatementKind.FACT]
    cells: dict[Level, list[str]] = {level: list(texts) for level, texts in page.guidelines}
    for level in quiet.ladder:
        cells.setdefault(level, [])
    for statement in stated:
        for level in statement.levels:
            cells.setdefault(level, []).append(statement.text)
    page.rungs = page.rungs.also(level.track for level in cells)
    page.guidelines = tuple((level, tuple(cells[level])) for level in ladder(cells, stated))
