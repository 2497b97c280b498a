"""A document of any format as a sequence of blocks: what every reader of a format gives.

A reader of a format says what its file shows and where: headings, paragraphs, list items, tables,
and the keys and values of data. It does not say what is a role or a level: that is worked out from
the blocks, alike for all formats, in `interpretation`.

Text is as it is shown (`showing`), and `start` and `end` are offsets in the text of the document,
so that the stretch between them shows exactly that text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from roleassistant.reading.document import Document


@dataclass(frozen=True, slots=True)
class Words:
    """A text as shown, and the stretch of the document that shows it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """`depth` is from 1; deeper headings stand under shallower ones. `weak` is a line that only
    looks like a heading, such as a paragraph in bold type: it stands under every real one.
    `stands_for` is what it means where that is not what it says: "level: Mate" of a level that is
    named elsewhere, or, `by_place`, what only its place in a list tells ("Milestone 3")."""

    words: Words
    depth: int
    weak: bool = False
    stands_for: str | None = None
    by_place: bool = False
    id: str = ""  # by which data refers to what the heading names


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose. `lead` is the label that it begins with, where the format marks one ("**Scope** …");
    `words` is what follows, or the whole where there is none. `called`: it is what the thing above
    it is called, and says nothing else of it."""

    words: Words
    lead: Words | None = None
    called: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `depth` is from 1, and deeper items belong to the one above them."""

    words: Words
    depth: int = 1
    lead: Words | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A key with a scalar, of the data at the head of a document: "title: Backend Engineer"."""

    key: Words
    value: Words


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table at its place from 0, and how many rows and columns it spans. `parts` are
    its paragraphs and list items, each of which can be quoted alone; an empty cell has none."""

    row: int
    column: int
    parts: tuple[Words, ...]
    rows: int = 1
    columns: int = 1
    heads: bool = False  # the format says that it is a header

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as its cells, row by row. `caption` is the title that it carries itself, such as the
    name of a sheet."""

    cells: tuple[Cell, ...]
    caption: Words | None = None

    @property
    def height(self) -> int:
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        return max((cell.column + cell.columns for cell in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Divide:
    """Where what was begun ends: what follows stands under the title of the document alone."""


Block = Heading | Paragraph | Item | Field | Table | Divide


@dataclass(frozen=True, slots=True)
class Blocks:
    """A document cut into blocks, in its order.

    `title` is what the document calls itself, where the format has a place for that apart from its
    headings; `group` is what the site or the data files it under. `furniture` are the numbers of
    lines that show no more than navigation, markup and keys of data; every other line that is not
    blank and that no block covers will be reported as unplaced. `notes` say what a person should
    know, such as facts that stand in images only.
    """

    document: Document
    blocks: tuple[Block, ...]
    title: Words | None = None
    group: Words | None = None
    furniture: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)  # short form → what it stands for


def words_of(block: Block) -> Iterator[Words]:
    """Every stretch of text that a block shows, in its order."""
    match block:
        case Heading():
            yield block.words
        case Paragraph() | Item():
            if block.lead is not None:
                yield block.lead
            yield block.words
        case Field():
            yield block.key
            yield block.value
        case Table():
            if block.caption is not None:
                yield block.caption
            for cell in block.cells:
                yield from cell.parts


def grid(table: Table) -> list[list[Cell | None]]:
    """The table as rows of equal width: a cell that spans several places stands at all of them."""
    rows: list[list[Cell | None]] = [[None] * table.width for _ in range(table.height)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                rows[row][column] = cell
    return rows


def table_of(rows: Sequence[Sequence[Words | None]], *, headed: bool = False) -> Table:
    """A table without spans, of rows of cells; `headed`: its first row is a header."""
    return Table(
        tuple(
            Cell(at, column, (words,) if words is not None else (), heads=headed and at == 0)
            for at, row in enumerate(rows)
            for column, words in enumerate(row)
        )
    )
