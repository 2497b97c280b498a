"""What is taken out of a file that is no text, piece by piece, and the text that it makes.

Each piece is a line of the text, or the row of a table is one, with its cells side by side. In a
line a vertical tab stands for a line end of the file: its lines are counted as a person counts
paragraphs and rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

# Between the cells of a row. A tab stands in no cell: white space is folded there.
BETWEEN = "\t"
LINE_END = "\v"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece as the file shows it.

    `kind` is heading, weak (a line that only looks like one), paragraph, item, cell, furniture, or
    note, which is a remark of ours about the file and no text of it. `depth` is of headings and
    items; `table`, `row`, `column` are the place of a cell, from 0, with what it spans; `page`,
    `paragraph` and `sheet` are where a person finds it, counted from 1.
    """

    kind: str
    text: str
    depth: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    rows: int = 1
    columns: int = 1
    page: int | None = None
    paragraph: int | None = None
    sheet: str | None = None

    def plain(self) -> list[object]:
        """As JSON takes it."""
        return [
            *(self.kind, self.text, self.depth, self.table, self.row, self.column),
            *(self.rows, self.columns, self.page, self.paragraph, self.sheet),
        ]


@dataclass(frozen=True, slots=True)
class Placed:
    """A part with the stretch of the text that shows it."""

    part: Part
    start: int
    end: int


Place = tuple[int | None, int | None, str | None, int | None]
"""Page, paragraph, sheet and row, from 1."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The text that was taken out, its parts, where each line of it stands, and remarks."""

    text: str
    parts: tuple[Placed, ...]
    places: tuple[Place, ...]
    notes: tuple[str, ...]


def taken(parts: Iterable[Part]) -> Taken:
    """Lay out parts as a text."""
    lines: list[str] = []
    places: list[Place] = []
    found: list[Placed] = []
    notes: list[str] = []
    at = 0
    for (table, _, row), group in groupby(parts, key=_line_of):
        here = list(group)
        if here[0].kind == "note":
            notes += [part.text for part in here]
            continue
        for line in [here] if table >= 0 else [[part] for part in here]:
            texts: list[str] = []
            for number, part in enumerate(line):
                texts += [BETWEEN] * bool(number) + [_clean(part.text)]
                start = at + sum(map(len, texts)) - len(texts[-1])
                found.append(Placed(part, start, start + len(texts[-1])))
            text = "".join(texts)
            lines.append(text)
            first = line[0]
            places.append(
                (first.page, first.paragraph, first.sheet, row + 1 if table >= 0 else None)
            )
            at += len(text) + 1
    return Taken("\n".join(lines), tuple(found), tuple(places), tuple(notes))


def cells_of(text: str) -> list[tuple[int, int]]:
    """Where the cells of a row stand in its line."""
    spans, start = [], 0
    for piece in text.split(BETWEEN):
        spans.append((start, start + len(piece)))
        start += len(piece) + len(BETWEEN)
    return spans


def part_of(plain: Sequence[Any]) -> Part:
    """What `Part.plain` gave."""
    return Part(*plain)


def _line_of(part: Part) -> tuple[int, str | None, int]:
    return (part.table, part.sheet, part.row if part.table >= 0 else -1)


def _clean(text: str) -> str:
    """White space that is no line end as one space, and line ends as the mark for them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return LINE_END.join(" ".join(line.split()) for line in lines).strip(LINE_END + " ")
