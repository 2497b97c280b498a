"""Lists and tables that fold to the width there is."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from roleassistant.apps.cli.terminal import is_plain

# A column narrower than this breaks sentences into single words: then one goes under the other.
_NARROWEST_COLUMN = 20
_LABELS = 24


def bullets(items: Sequence[Text]) -> RenderableType:
    """Items one under the other, their lines hanging from the mark."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    for item in items:
        grid.add_row("-", item)
    return grid


def side_by_side(
    columns: Sequence[str], rows: Sequence[tuple[Text, Sequence[Text]]], to: Console
) -> RenderableType:
    """A table of labelled rows; where the columns get too narrow, the cells of a row stand one
    under the other."""
    labels = min(_LABELS, max((label.cell_len for label, _ in rows), default=0), to.width // 5)
    room = (to.width - labels) // max(1, len(columns)) - 3
    if room < _NARROWEST_COLUMN:
        return _stacked(columns, rows)
    table = _table(to)
    # A label may fold between words, never within one.
    longest = max((len(w) for label, _ in rows for w in label.plain.split()), default=0)
    table.add_column("", width=max(labels, min(longest, _LABELS)), overflow="fold")
    for name in columns:
        table.add_column(name, ratio=1, overflow="fold")
    for label, cells in rows:
        table.add_row(label, *cells)
    return table


def listing(columns: Sequence[str], rows: Sequence[Sequence[Text | str]], to: Console) -> Table:
    """A table as narrow as what stands in it."""
    table = Table(
        box=None if is_plain(to) else box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="bold",
    )
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def indented(part: RenderableType) -> RenderableType:
    """`part`, two columns to the right."""
    return Padding(part, (0, 0, 0, 2))


def _table(to: Console) -> Table:
    plain = is_plain(to)
    return Table(
        box=_PLAIN if plain else box.HORIZONTALS,
        show_lines=True,
        show_edge=False,
        pad_edge=False,
        expand=True,
        header_style="bold",
        border_style="dim",
    )


# Between rows a line of hyphens, and nothing else, so that a file of it reads well anywhere.
_PLAIN = box.Box(
    "    \n    \n -- \n    \n -- \n -- \n    \n    \n",
    ascii=True,
)


def _stacked(columns: Sequence[str], rows: Sequence[tuple[Text, Sequence[Text]]]) -> RenderableType:
    parts: list[RenderableType] = []
    for label, cells in rows:
        if parts:
            parts.append(Text())
        parts.append(label)
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(style="bold", max_width=_NARROWEST_COLUMN, overflow="fold")
        grid.add_column(overflow="fold")
        for name, cell in zip(columns, cells, strict=True):
            grid.add_row(name, cell)
        parts.append(indented(grid))
    return Group(*parts)
