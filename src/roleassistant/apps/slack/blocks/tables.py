"""Comparisons as Slack's tables, parted between rows where one table does not take them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from roleassistant.apps.slack.blocks.elements import rich, runs, text
from roleassistant.apps.slack.blocks.facts import Disputes, in_a_line
from roleassistant.apps.slack.blocks.inert import pieces, said, shortened, size
from roleassistant.apps.slack.blocks.limits import TABLE_CELL, TABLE_COLUMNS, TABLE_ROWS
from roleassistant.apps.slack.blocks.message import Json, letters
from roleassistant.domain.answer import Fact, Facts, Table, TableRow

# Every column of Slack's tables has a name; the labels of ours have none.
CORNER = "Aspect"
NOT_STATED = "not stated"
GOES_ON = "(continued)"
ABOVE = "(above)"
_LABEL = 200
_NAME = 150
# Of the words of a table, of which Slack takes 10,000, and of one of its rows: what the table is
# about fits the same message.
_MOST = 8_000
_MOST_IN_A_ROW = 5_000
_LEAST = 80


def tables(table: Table, disputes: Disputes) -> Iterator[Json]:
    """Tables of which each fits a message of its own and bears the names of its columns."""
    step = TABLE_COLUMNS - 1
    for first in range(0, max(1, len(table.columns)), step):
        chosen = slice(first, first + step)
        names = [_raw(said(name), _NAME) for name in (CORNER, *table.columns[chosen])]
        settings = [{"is_wrapped": True}] * len(names)
        room = min(TABLE_CELL, _MOST_IN_A_ROW // max(1, len(names) - 1))
        rows: list[list[Json]] = []
        taken = empty = letters(names)
        for row in table.rows:
            for cells in _rows(row, chosen, disputes, room):
                own = letters(cells)
                if rows and (taken + own > _MOST or len(rows) == TABLE_ROWS - 1):
                    yield _table(names, rows, settings)
                    rows, taken = [], empty
                rows.append(cells)
                taken += own
        if rows:
            yield _table(names, rows, settings)


def as_facts(table: Table) -> Facts:
    """The same, told cell by cell: a table of one row is not worth a message of its own."""
    return Facts(
        tuple(
            replace(fact, label=" · ".join(filter(None, (row.label, name, fact.label))))
            for row in table.rows
            for name, cell in zip(table.columns, row.cells, strict=True)
            for fact in cell or (Fact(NOT_STATED, ()),)
        )
    )


def _table(names: list[Json], rows: list[list[Json]], settings: list[Json]) -> Json:
    return {"type": "table", "rows": [names, *rows], "column_settings": settings}


def _rows(row: TableRow, chosen: slice, disputes: Disputes, room: int) -> Iterator[list[Json]]:
    """The row; where a cell holds more than `room` characters, it goes on in rows below."""
    columns = [list(_fitting(cell, disputes, room)) for cell in row.cells[chosen]]
    for position, cells in enumerate(zip_longest(*columns)):
        label = row.label if position == 0 else f"{row.label} {GOES_ON}"
        nothing = NOT_STATED if position == 0 else ABOVE
        yield [_raw(said(label), _LABEL), *(_cell(cell or [nothing]) for cell in cells)]


def _fitting(cell: Sequence[Fact], disputes: Disputes, room: int) -> Iterator[list[str]]:
    """The lines of a cell in portions of at most `room` characters."""
    portion: list[str] = []
    taken = 0
    for entry in (line for fact in cell for line in _lines(fact, disputes, room)):
        own = size(entry) + 3
        if portion and taken + own > room:
            yield portion
            portion, taken = [], 0
        portion.append(entry)
        taken += own
    yield portion


def _lines(fact: Fact, disputes: Disputes, room: int) -> Iterator[str]:
    """A fact in lines, each with its marks: one, unless it is longer than `room`."""
    around = size(in_a_line(fact, "", disputes, first=True, last=True))
    most = max(_LEAST, room - around - 3)
    parts = [part.strip() for part in pieces(said(fact.text), most)] or [""]
    for position, part in enumerate(parts):
        first, last = position == 0, position == len(parts) - 1
        yield in_a_line(fact, part, disputes, first=first, last=last)


def _cell(lines: Sequence[str]) -> Json:
    if len(lines) == 1:
        return _raw(lines[0])
    ends = [f"• {line}\n" for line in lines[:-1]] + [f"• {lines[-1]}"]
    return rich(runs(*(text(line) for line in ends)))


def _raw(words: str, most: int | None = None) -> Json:
    """Plain characters: Slack reads no syntax in them. None at all is refused."""
    return {"type": "raw_text", "text": (shortened(words, most) if most else words) or "–"}
