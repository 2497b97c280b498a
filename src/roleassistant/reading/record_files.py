"""CSV and TSV files: tables of records, one of roles, levels and skills in each row."""

from __future__ import annotations

from pathlib import PurePosixPath

from roleassistant.reading.blocks import Blocks, Table
from roleassistant.reading.blocks import Cell as BlockCell
from roleassistant.reading.document import Document
from roleassistant.reading.interpretation.placing import compiled
from roleassistant.reading.reading import Reading
from roleassistant.reading.records import delimited
from roleassistant.reading.records.cells import Grid, passages
from roleassistant.reading.records.columns import layout
from roleassistant.reading.records.naming import role_called
from roleassistant.reading.records.placing import Placements, place
from roleassistant.reading.segmentation import Likeness

SUFFIXES = frozenset({".csv", ".tsv", ".tab"})
VERSION = "record-files/2"


def recognises(document: Document) -> bool:
    """Whether the file is called so; any text is a table of at least one column."""
    return PurePosixPath(document.path.lower()).suffix in SUFFIXES


def read(document: Document, likeness: Likeness) -> Reading:
    """Read the table.

    Raises:
        DocumentError: far more cells than a table of roles has, or it is a table of something else.
    """
    name = role_called(PurePosixPath(document.path).stem)
    return read_grids(document, (delimited.grid(document.text, document.path),), name)


def read_grids(document: Document, grids: tuple[Grid, ...], name: str) -> Reading:
    """Read the tables of one document; `name` is the role where a table names none."""
    whole = Placements()
    others: list[Grid] = []
    for grid in grids:
        found = layout(grid)
        if found is None:
            others.append(grid)
            continue
        here = place(found, document.path, role_called(grid.name) or name)
        whole.placed += here.placed
        whole.labels += here.labels
        whole.ladders.update(here.ladders)
        whole.notes += here.notes
    if not whole.placed:
        from roleassistant.reading.interpretation.reading import interpret

        return interpret(blocks_of(document, grids), VERSION)
    return compiled(
        Blocks(document, ()),
        whole.placed,
        VERSION,
        labels=whole.labels,
        partial=True,
        notes=whole.notes,
        ladders=whole.ladders,
    )


def blocks_of(document: Document, grids: tuple[Grid, ...]) -> Blocks:
    """Tables as the blocks that every format gives."""
    tables = (
        Table(
            tuple(
                BlockCell(at, column, tuple(one.words for one in passages(cell)), heads=at == 0)
                for at, row in enumerate(grid.rows)
                for column, cell in enumerate(row)
            )
        )
        for grid in grids
    )
    return Blocks(document, tuple(tables))
