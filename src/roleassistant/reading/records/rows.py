"""Where the header of a table stands, and what merged cells leave out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roleassistant.reading.records.cells import Cell, Row
from roleassistant.reading.records.headers import Kind, kind_of_header

# A header stands within the first rows: above it there may be a title.
_HEADER_WITHIN = 12


def header_at(rows: Sequence[Row]) -> int | None:
    """The row that names the columns: the first of several short cells, no wider one below it."""
    widest = max((_filled(row) for row in rows[:200]), default=0)
    for at, row in enumerate(rows[:_HEADER_WITHIN]):
        named = sum(kind_of_header(cell.text) is not None for cell in row)
        short = all(len(cell.text) <= 120 for cell in row)
        if short and _filled(row) >= 2 and (named >= 2 or _filled(row) >= 0.6 * widest):
            return at
    return None


def joined_header(rows: Sequence[Row], at: int) -> tuple[Row, int]:
    """The header, and the row below it. Where it leaves columns open that the next row names, and
    that one leaves open what it names, both are the header."""
    header = rows[at]
    second = rows[at + 1] if at + 1 < len(rows) else ()
    opened = [i for i, cell in enumerate(header) if not cell.text.strip()]
    named = [i for i, cell in enumerate(second) if cell.text.strip()]
    filled = all(i < len(second) and second[i].text.strip() for i in opened)
    if not opened or not filled or any(i not in opened for i in named):
        return header, at + 1
    joined = tuple(second[i] if i in opened else cell for i, cell in enumerate(header))
    return joined, at + 2


def _filled(row: Row) -> int:
    return sum(bool(cell.text.strip()) for cell in row)


def filled_down(records: Sequence[Row], kinds: Sequence[Kind | None]) -> Iterator[Row]:
    """The records with what merged cells say once said in every row that they span: a name that is
    left out, with all names before it, is that of the row above."""
    named = [at for at, kind in enumerate(kinds) if kind in _NAMES]
    above: dict[int, Cell] = {}
    for row in records:
        cells = list(row)
        inherits = True
        for at in named:
            empty = at >= len(cells) or not cells[at].text.strip()
            if empty and inherits and at in above and at < len(cells):
                cells[at] = above[at]
            elif not empty:
                if inherits:
                    above = {place: cell for place, cell in above.items() if place < at}
                inherits = False
                above[at] = cells[at]
        yield tuple(cells)


_NAMES = (Kind.FAMILY, Kind.ROLE, Kind.LEVEL, Kind.GROUP, Kind.SKILL)
