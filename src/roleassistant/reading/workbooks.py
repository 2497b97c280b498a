"""XLSX: every sheet is a table of records, or one that levels head."""

from __future__ import annotations

from itertools import groupby
from pathlib import PurePosixPath

from roleassistant.reading import record_files
from roleassistant.reading.containers.parts import Placed
from roleassistant.reading.document import Document
from roleassistant.reading.reading import Reading
from roleassistant.reading.records.cells import Cell, Grid
from roleassistant.reading.records.naming import role_called
from roleassistant.reading.segmentation import Likeness

SUFFIXES = frozenset({".xlsx", ".xlsm"})
VERSION = "workbooks/1"


def recognises(document: Document) -> bool:
    """Whether the file is called so."""
    return PurePosixPath(document.path.lower()).suffix in SUFFIXES


def read(document: Document, likeness: Likeness) -> Reading:
    """Read every sheet.

    Raises:
        DocumentError: no sheet says anything of roles.
    """
    parts = document.taken.parts if document.taken is not None else ()
    grids = tuple(
        Grid(tuple(_rows(document, tuple(here))), name=sheet or "")
        for sheet, here in groupby(parts, key=lambda one: one.part.sheet)
    )
    name = role_called(PurePosixPath(document.path).stem)
    return record_files.read_grids(document, grids, name)


def _rows(document: Document, parts: tuple[Placed, ...]) -> list[tuple[Cell, ...]]:
    rows = []
    for _, here in groupby(parts, key=lambda one: one.part.row):
        cells = [Cell(document.text[one.start : one.end], one.start, one.end) for one in here]
        if any(cell.text.strip() for cell in cells):
            rows.append(tuple(cells))
    return rows
