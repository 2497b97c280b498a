"""The cells of a table → statements under their column, their row and their level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from roleassistant.domain import Level, SectionKind, Statement, StatementKind
from roleassistant.reading.context import Block, PageContext
from roleassistant.reading.levels import NamedLevels, named_levels
from roleassistant.reading.pieces import Piece, Quoting, cell_piece, piece_of, value_kind
from roleassistant.reading.rungs import LEVEL_COLUMN
from roleassistant.reading.tables import Cell, Table, with_tables

LEVEL_NAME = "Level name"
_MAX_LEVEL_COLUMN = 8


def statements_of(table: Table, quote: Quoting, page: PageContext) -> Iterator[Statement]:
    """Levels as rows or as columns; where there are none, rows and columns as dimensions."""
    if table.header and named_levels(table.header[0].text, page.rungs):
        table = replace(table, header=(), rows=table.all_rows)
    found = list(_cells_of(table, quote, page))
    yield from found
    # The name of a column stands in its cells' dimension; one that stands in none is kept too.
    said = {statement.dimension for statement in found} | LEVEL_COLUMN
    for cell in table.header:
        names_levels = named_levels(cell.text, page.rungs) is not None
        if not names_levels and said.isdisjoint({_label(cell), _label(cell).casefold()}):
            yield quote(cell_piece(cell), kind=StatementKind.NOTE)


def _cells_of(table: Table, quote: Quoting, page: PageContext) -> Iterator[Statement]:
    header = table.header
    page.keep([cell.line for cell in header[:1]])
    page.keep(line for line in table.lines if not any(c.isalnum() for c in line.text))
    columns = [named_levels(cell.text, page.rungs) for cell in header]
    by_column = len(header) > 1 and sum(map(bool, columns[1:])) > (len(header) - 1) / 2
    at = 0 if by_column else _level_column(header, table.rows, page)
    if by_column:
        for cell, found in zip(header, columns, strict=True):
            if found:
                page.ladder.update(found.levels)
                yield from level_name(quote, cell_piece(cell), found)
    for cells in table.rows:
        if header and len(cells) != len(header):
            page.note(
                f"line {cells[0].line.number} has {len(cells)} cells, the table's header "
                f"{len(header)}; what is missing counts as not stated."
            )
        if by_column:
            yield from _dimension_row(cells, columns, quote)
        elif at is not None:
            yield from _level_row(cells, header, at, quote, page)
        else:
            yield from _plain_row(cells, header, quote)


def beside_tables(
    block: Block, quote: Quoting, page: PageContext
) -> tuple[list[Piece], list[Statement]]:
    """The lines of a section that are in no table, and the statements of those that are."""
    pieces: list[Piece] = []
    found: list[Statement] = []
    for line in with_tables(block.lines):
        if isinstance(line, Table):
            found.extend(statements_of(line, quote, page))
        else:
            pieces.append(piece_of(line))
    return pieces, found


def level_name(quote: Quoting, piece: Piece, found: NamedLevels) -> Iterator[Statement]:
    """What a heading or a cell calls its levels, where it says more than "P4"."""
    if found.name and found.name_at >= 0:
        name = piece.part(found.name_at, found.name_at + len(found.name))
        yield quote(name, levels=found.levels, dimension=LEVEL_NAME, kind=StatementKind.TERM)


def _level_column(
    header: Sequence[Cell], rows: Sequence[Sequence[Cell]], page: PageContext
) -> int | None:
    """The column that names each row's level, if there is one."""
    for at in range(_MAX_LEVEL_COLUMN):
        found = [len(cells) > at and named_levels(cells[at].text, page.rungs) for cells in rows]
        named = at < len(header) and _label(header[at]).casefold() in LEVEL_COLUMN
        if any(found) and (named or (at < 2 and sum(map(bool, found)) * 2 > len(rows))):
            return at
    return None


def _level_row(
    cells: Sequence[Cell], header: Sequence[Cell], at: int, quote: Quoting, page: PageContext
) -> Iterator[Statement]:
    found = named_levels(cells[at].text, page.rungs) if at < len(cells) else None
    levels: tuple[Level, ...] = ()
    if found is not None:
        levels = found.levels
        page.ladder.update(levels)
        page.keep([cells[at].line])
        yield from level_name(quote, cell_piece(cells[at]), found)
    elif at < len(cells) and any(c.isalnum() for c in cells[at].text):
        page.note(
            f"line {cells[at].line.number}: {cells[at].text!r} is no level that the page has; its "
            f"row stands without a level."
        )
    for index, cell in enumerate(cells):
        if index == at and (found is not None or not cell.text):
            continue
        column = _label(header[index]) if index < len(header) else ""
        yield from _cell(quote, cell, levels, column)


def _dimension_row(
    cells: Sequence[Cell], columns: Sequence[NamedLevels | None], quote: Quoting
) -> Iterator[Statement]:
    for index, cell in enumerate(cells[1:], 1):
        found = columns[index] if index < len(columns) else None
        yield from _cell(quote, cell, found.levels if found else (), _label(cells[0]))


def _plain_row(
    cells: Sequence[Cell], header: Sequence[Cell], quote: Quoting
) -> Iterator[Statement]:
    if len(cells) == 2:
        first, second = map(cell_piece, cells)
        if quote.heading.kind is SectionKind.SKILLS:
            yield quote(first, kind=StatementKind.TERM)
        yield quote(second, dimension=first.text, kind=value_kind(second))
        return
    for index, cell in enumerate(cells):
        yield from _cell(quote, cell, (), _label(header[index]) if index < len(header) else "")


def _cell(
    quote: Quoting, cell: Cell, levels: tuple[Level, ...], dimension: str
) -> Iterator[Statement]:
    """Nothing for an empty cell or a dash; "TBD" is a statement that nothing is stated."""
    if any(character.isalnum() for character in cell.text):
        piece = cell_piece(cell)
        yield quote(piece, levels=levels, dimension=dimension, kind=value_kind(piece))


def _label(cell: Cell) -> str:
    return " ".join(cell_piece(cell).text.split())
