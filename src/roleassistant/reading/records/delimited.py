"""Comma- and tab-separated text → its cells, each with its place in the document.

As RFC 4180 has it: a cell in quotes may hold the delimiter and line ends, and a quote in it is
doubled. The `csv` module reads the same cells and does not say where they stand. What is no such
text, such as a quote that never closes, is taken as it stands: nothing is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from roleassistant.errors import DocumentError
from roleassistant.reading.records.cells import Cell, Grid, Row

# Some 100 bytes each: what one file may cost in memory.
MAX_CELLS = 600_000
_DELIMITERS = ",;\t|"
# Rows by which the delimiter is told.
_SAMPLED_ROWS = 40
_SAMPLED_CHARACTERS = 200_000
# Looking for the end of a quote that never closes reads the rest of the file each time.
_MAX_UNCLOSED = 20


def grid(text: str, path: str) -> Grid:
    """The table that `text` holds.

    Raises:
        DocumentError: more cells than a table of roles has.
    """
    rows: list[Row] = []
    count = 0
    for row in _rows(text, delimiter_of(text)):
        count += len(row)
        if count > MAX_CELLS:
            raise DocumentError(
                f"{path} has more than {MAX_CELLS:,} cells; a table of roles has fewer. "
                f"Split it, or leave it out."
            )
        if any(cell.text.strip() for cell in row):
            rows.append(row)
    return Grid(tuple(rows))


def delimiter_of(text: str) -> str:
    """The mark that parts the cells: that by which most rows have the same number of several."""
    sample = text[:_SAMPLED_CHARACTERS]
    best, most = ",", (0, 0)
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        widths: Counter[int] = Counter()
        for number, row in enumerate(_rows(sample, delimiter)):
            if number >= _SAMPLED_ROWS:
                break
            # A quote within a plain cell: another mark parts these cells.
            if not any('"' in cell.text and sample[cell.start - 1] != '"' for cell in row):
                widths[len(row)] += 1
        if not widths:
            continue
        width, rows = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
        if width > 1 and (rows, width) > most:
            best, most = delimiter, (rows, width)
    return best


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    row: list[Cell] = []
    ends = re.compile(f"[{re.escape(delimiter)}\r\n]")
    at, length, unclosed = 0, len(text), 0
    if text[:1] == "\ufeff":
        at = 1
    while at < length:
        close = _closing(text, at, delimiter) if text[at] == '"' and unclosed < _MAX_UNCLOSED else 0
        if close > 0:
            inner = text[at + 1 : close]
            row.append(Cell(inner.replace('""', '"'), at + 1, close))
            at = close + 1
        else:
            unclosed += close < 0
            found = ends.search(text, at)
            end = found.start() if found else length
            row.append(Cell(text[at:end], at, end))
            at = end
        if at < length and text[at] == delimiter:
            at += 1
            if at == length:
                row.append(Cell("", at, at))
            continue
        if text[at : at + 2] == "\r\n":
            at += 2
        elif at < length:
            at += 1
        yield tuple(row)
        row = []
    if row:
        yield tuple(row)


def _closing(text: str, at: int, delimiter: str) -> int:
    """Where the quote that opens at `at` closes; 0 where what follows is no end of a cell, -1 where
    it never closes."""
    close = text.find('"', at + 1)
    while close >= 0 and text[close + 1 : close + 2] == '"':
        close = text.find('"', close + 2)
    if close < 0:
        return -1
    after = text[close + 1 : close + 2]
    return close if after in ("", delimiter, "\n", "\r") else 0
