"""XLSX → its cells. Runs in the process with limits; see `worker`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from roleassistant.reading.containers.parts import Part

# A sheet that was formatted to the last row says that it has a million of them.
_MAX_ROWS = 200_000
_MAX_COLUMNS = 500
_MAX_CELLS = 600_000
_EMPTY_ROWS = 2_000


def parts(file: Path) -> Iterator[Part]:
    """The cells of every sheet that is shown; empty cells of a row too, so that columns stay."""
    import openpyxl

    book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    count = 0
    for table, sheet in enumerate(book.worksheets):
        if sheet.sheet_state != "visible":
            yield Part("note", f"the sheet {sheet.title!r} is hidden and was not read.")
            continue
        sheet.reset_dimensions()
        empty = 0
        for row, values in enumerate(sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS)):
            texts = [_text(value) for value in values]
            while texts and not texts[-1].strip():
                texts.pop()
            empty = 0 if texts else empty + 1
            if empty > _EMPTY_ROWS or row >= _MAX_ROWS:
                break
            count += len(texts)
            if count > _MAX_CELLS:
                yield Part("too much", f"more than {_MAX_CELLS:,} cells")
                return
            for column, text in enumerate(texts):
                yield Part("cell", text, 0, table, row, column, sheet=sheet.title)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        value = value.date() if value.time() == value.time().min else value
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
