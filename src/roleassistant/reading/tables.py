"""Tables, written with pipes or pasted with tabs, with the span of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from roleassistant.reading.characters import edges
from roleassistant.reading.document import Line

_PIPE = re.compile(r"(?<!\\)\|")
_RULE_CHARACTERS = frozenset(" \t:|-–—+=")
# A tab also stands between a label and its value; three cells make a row.
_MIN_TABBED = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text without surrounding white space, and where that stands."""

    line: Line
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand together. `header` is empty where the first row is a row like the others."""

    lines: tuple[Line, ...]
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def all_rows(self) -> tuple[tuple[Cell, ...], ...]:
        return (self.header, *self.rows) if self.header else self.rows


def is_row(line: Line) -> bool:
    """Whether the line looks like a row of a table."""
    return _is_row(line.text)


# Every line is looked at several times, and sibling pages have most of their lines in common.
@lru_cache(maxsize=4096)
def _is_row(line: str) -> bool:
    text = line.strip(" ")
    if "|" in text:
        bars = len(_PIPE.findall(text))
        return bars >= (2 if text.startswith("|") else 1) and len(_cells(line)) > 1
    filled = [part for part in text.split("\t") if part.strip()] if "\t" in text else []
    return len(filled) >= _MIN_TABBED


def is_rule(line: Line) -> bool:
    """Whether the line is the rule under a header: |---|---|."""
    text = line.text.strip()
    return "--" in text and _RULE_CHARACTERS.issuperset(text)


def row(line: Line) -> tuple[Cell, ...]:
    """The cells of a row; the outer pipes make no cells of their own."""
    return tuple(
        Cell(line, line.start + first, line.start + last, line.text[first:last])
        for first, last in _cells(line.text)
    )


@lru_cache(maxsize=4096)
def _cells(text: str) -> tuple[tuple[int, int], ...]:
    """Where the content of each cell begins and ends."""
    bars = [match.start() for match in _PIPE.finditer(text)]
    if not bars:
        bars = [at for at, character in enumerate(text) if character == "\t"]
    boundaries = [-1, *bars, len(text)]
    begin, end = edges(text)
    if text[begin : begin + 1] == "|":
        boundaries = boundaries[1:]
    if bars and bars[-1] == end - 1:
        boundaries = boundaries[:-1]
    cells = []
    for left, right in pairwise(boundaries):
        first, last = edges(text[left + 1 : right])
        cells.append((left + 1 + first, left + 1 + last))
    return tuple(cells)


def with_tables(lines: Sequence[Line]) -> Iterator[Line | Table]:
    """The lines, with those that make up a table put together.

    One line with a pipe is no table: it takes a rule, or several rows that begin with a pipe or
    have the same number of cells.
    """
    run: list[Line] = []
    for line in lines:
        if (is_rule(line) and (run or "|" in line.text)) or is_row(line):
            run.append(line)
        else:
            yield from _table(run)
            run = []
            yield line
    yield from _table(run)


def _table(run: Sequence[Line]) -> Iterator[Line | Table]:
    ruled = [is_rule(line) for line in run]
    rows = [row(line) for line, rule in zip(run, ruled, strict=True) if not rule]
    widths = {len(cells) for cells in rows}
    piped = all(line.text.lstrip().startswith("|") for line in run)
    if not rows or (not any(ruled) and (len(rows) < 2 or (len(widths) > 1 and not piped))):
        yield from run
        return
    # Of two columns without a rule the first holds names: there is no header to speak of.
    headed = any(ruled) or (len(rows) > 1 and min(widths) > 2)
    header = rows[0] if headed and len(rows) > 1 else ()
    yield Table(tuple(run), header, tuple(rows[1:] if header else rows))
