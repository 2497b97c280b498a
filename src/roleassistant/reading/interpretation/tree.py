"""Blocks → texts under the labels that they stand under: headings, leads, rows and columns.

Nothing is decided here of what a label means, but for tables: which of their rows and columns are
labels depends on where the names of levels are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from roleassistant.reading.blocks import (
    Block,
    Blocks,
    Cell,
    Divide,
    Field,
    Heading,
    Item,
    Paragraph,
    Table,
    Words,
    grid,
)
from roleassistant.reading.interpretation.jobs import plain
from roleassistant.reading.interpretation.leads import label_before
from roleassistant.reading.interpretation.lists import labelling
from roleassistant.reading.interpretation.naming import Sureness, named
from roleassistant.reading.interpretation.tabular import (
    filled_down,
    first_ticked,
    header_rows,
    is_divider,
    label_columns,
    names_names,
    ticks,
)


class Origin(Enum):
    """Where a label stands."""

    HEADING = "heading"
    LEAD = "lead"
    ITEM = "item"
    ROW = "row"
    COLUMN = "column"


# Labels of one group stand side by side: under one heading, in one row or column of a table.
Group = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A text that others stand under. `number` tells it from any other of the document; `text` is
    what it means, which only its place in a list may tell (`by_place`)."""

    number: int
    words: Words
    origin: Origin
    depth: int
    group: Group
    text: str
    by_place: bool = False
    id: str = ""  # by which data refers to it


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text that is no label, and the labels above it, outermost first. `intro`: it explains the
    label over a list, and is not of the list; `called`: it is another name of what it is under."""

    words: Words
    labels: tuple[Label, ...]
    item: bool = False
    cell: bool = False
    intro: bool = False
    called: bool = False


@dataclass
class Tree:
    """`fields` are keys with values at the head of the document. `top` is its first heading where
    nothing stands beside it: the title that the page shows."""

    leaves: list[Leaf] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    top: Label | None = None

    def groups(self) -> dict[Group, list[Label]]:
        """The labels that stand side by side, in their order."""
        found: dict[Group, list[Label]] = {}
        for label in self.labels:
            found.setdefault(label.group, []).append(label)
        return found


# The group of what stands over the labels of the rows.
CORNER = "corner"
_WEAK = 10  # deeper than any real heading
_WEAKEST = 500
_STEP = 10


def tree_of(blocks: Blocks, told: frozenset[str] = frozenset()) -> Tree:
    """The texts of a document under their labels; `told` are the keys of what a mapping says are
    levels."""
    return _Growing(told).grow(blocks.blocks)


class _Growing:
    def __init__(self, told: frozenset[str]) -> None:
        self._told = told
        self._tree = Tree()
        self._path: list[Label] = []
        self._items: list[tuple[int, Label | None]] = []
        self._tables = 0
        self._over_lists: set[str] = set()  # what items are called that stand over others

    def grow(self, blocks: Sequence[Block]) -> Tree:
        telling = [block for block in blocks if not isinstance(block, Field)]
        self._tree.fields = [block for block in blocks if isinstance(block, Field)]
        over_items = labelling(telling)
        self._over_lists = {
            plain(block.words.text).casefold()
            for at in over_items
            if isinstance(block := telling[at], Item) and block.words.text.rstrip().endswith(":")
        }
        titled: Label | None = None
        for index, block in enumerate(telling):
            following = telling[index + 1] if index + 1 < len(telling) else None
            match block:
                case Heading():
                    self._heading(block, following)
                case Paragraph():
                    self._items.clear()
                    self._paragraph(block, following)
                case Item():
                    self._item(block, following, index in over_items)
                case Table():
                    self._items.clear()
                    self._table(block)
                case Divide():
                    self._items.clear()
                    first = [one for one in self._path[:1] if one.number == 0]
                    self._path = first if first and first[0].depth == _STEP else []
                    # The head of the document says what it is called.
                    titled = titled or (self._path[0] if self._path else None)
        self._tree.top = self._top() or titled
        return self._tree

    def _top(self) -> Label | None:
        """The first heading, where it is over all others, or beside others that are of another
        kind: a level over sections, or a title over levels."""
        heads = [one for one in self._tree.labels if one.origin is Origin.HEADING]
        least = min((one.depth for one in heads), default=0)
        if not heads or heads[0].depth != least:
            return None
        first, *beside = [one for one in heads if one.depth == least]
        before = any(leaf.words.start < first.words.start for leaf in self._tree.leaves)
        if not beside:
            return first
        own = named(first.text).sureness >= Sureness.RUNG
        others = [named(one.text).sureness >= Sureness.RUNG for one in beside]
        return first if not before and (not any(others) if own else all(others)) else None

    def _label(self, words: Words, origin: Origin, depth: int, text: str = "") -> Label:
        above = tuple(one.number for one in self._path)
        return self._made(words, origin, depth, (above, origin.value, depth), text)

    def _made(
        self, words: Words, origin: Origin, depth: int, group: Group, text: str = ""
    ) -> Label:
        number = len(self._tree.labels)
        label = Label(number, words, origin, depth, group, text or words.text)
        self._tree.labels.append(label)
        return label

    def _paragraph(self, block: Paragraph, following: Block | None) -> None:
        """A paragraph; the label that it begins with stands over the list that follows it."""
        if block.called:
            self._tree.leaves.append(Leaf(block.words, tuple(self._path), called=True))
            return
        if block.lead is not None and self._path and _introduces(self._path[-1]):
            # What a line with a colon introduces ends where another label begins.
            last = self._tree.leaves[-1] if self._tree.leaves else None
            if last is not None and last.item and self._path[-1] in last.labels:
                self._path.pop()
        if block.lead is None or not isinstance(following, Item):
            self._text(block.words, block.lead, item=False)
            return
        while self._path and self._path[-1].depth >= _WEAKEST:
            self._path.pop()
        self._path.append(self._label(block.lead, Origin.LEAD, _WEAKEST))
        self._tree.leaves.append(Leaf(block.words, tuple(self._path), intro=True))

    def _heading(self, block: Heading, following: Block | None) -> None:
        self._items.clear()
        depth = (block.depth + _WEAK if block.weak else block.depth) * _STEP
        if block.weak and isinstance(following, Heading) and not following.weak:
            # It stands over headings itself, as the summary of what unfolds does.
            depth = following.depth * _STEP - 1
        while self._path and self._path[-1].depth >= depth:
            self._path.pop()
        label = self._label(block.words, Origin.HEADING, depth, block.stands_for or "")
        if block.by_place or block.id:
            label = replace(label, by_place=block.by_place, id=block.id)
            self._tree.labels[label.number] = label
        self._path.append(label)

    def _item(self, block: Item, following: Block | None, labels: bool) -> None:
        while self._items and self._items[-1][0] >= block.depth:
            self._items.pop()
        above = [label for _, label in self._items if label is not None]
        deeper = isinstance(following, Item) and following.depth > block.depth
        if labels and block.lead is None:
            label = self._label(block.words, Origin.ITEM, block.depth)
            label = self._regrouped(label, above)
            self._items.append((block.depth, label))
            return
        lead = self._text(block.words, block.lead, item=True, above=above)
        self._items.append((block.depth, lead if deeper else None))

    def _regrouped(self, label: Label, above: Sequence[Label]) -> Label:
        """The same label, beside those under the same items only."""
        group = (*label.group, tuple(one.number for one in above))
        made = replace(label, group=group)
        self._tree.labels[label.number] = made
        return made

    def _text(
        self, words: Words, lead: Words | None, *, item: bool, above: Sequence[Label] = ()
    ) -> Label | None:
        """A text with the label that it begins with; that label."""
        lead_label = None
        if lead is None and (cut := label_before(words, self._over_lists, self._told)) is not None:
            lead, words = cut
        if lead is not None:
            lead_label = self._regrouped(self._label(lead, Origin.LEAD, 0), above)
        labels = (*self._path, *above, *([lead_label] if lead_label else []))
        self._tree.leaves.append(Leaf(words, labels, item))
        return lead_label

    def _table(self, table: Table) -> None:
        self._tables += 1
        rows = grid(table)
        if not rows or not rows[0]:
            return
        heads = header_rows(rows)
        ticked = first_ticked(rows, heads)
        columns = label_columns(rows, heads, self._told) if ticked is None else tuple(range(ticked))
        place = (tuple(one.number for one in self._path), "table", self._tables)
        above = tuple(self._path)
        if table.caption is not None:
            caption = self._label(table.caption, Origin.HEADING, _WEAK * _STEP)
            above = (*above, caption)
        made: dict[tuple[int, int], Label] = {}

        def label_at(cell: Cell, origin: Origin, *extra: object) -> Label | None:
            key = (cell.row, cell.column)
            if key not in made and cell.parts:
                words = Words(cell.text, cell.parts[0].start, cell.parts[-1].end)
                made[key] = self._made(words, origin, 0, (*place, origin.value, *extra))
            return made.get(key)

        # Headers first, so that they are labels in the order in which they are read.
        for at in range(heads):
            for column, cell in enumerate(rows[at]):
                if cell is not None:
                    label_at(cell, Origin.COLUMN, CORNER if column in columns else at)
        divider: list[Label] = []
        above_row: list[Label | None] = []
        for at in range(heads, len(rows)):
            labelled: list[Label | None] = []
            for column in columns:
                cell = rows[at][column]
                labelled.append(label_at(cell, Origin.ROW, column) if cell is not None else None)
            if is_divider(rows[at], len(columns)):
                divider = [one for one in labelled[:1] if one is not None]
                above_row = []
                continue
            above_row = filled_down(labelled, above_row)
            row_labels = [one for one in above_row if one is not None]
            if ticked is not None and row_labels:
                # What is ticked is said of the columns that have the tick.
                *outer, own = row_labels
                over_ticks = [rows[0][n] for n in ticks(rows[at], ticked)]
                headed = [label_at(one, Origin.COLUMN, 0) for one in over_ticks if one]
                under = [label for label in headed if label is not None]
                self._tree.leaves.append(Leaf(own.words, (*above, *divider, *outer, *under)))
                continue
            for column in range(len(rows[at])):
                cell = rows[at][column]
                if column in columns or cell is None or (cell.row, cell.column) != (at, column):
                    continue
                across = range(cell.column, min(cell.column + cell.columns, len(rows[at])))
                column_labels: list[Label] = []
                for head in range(heads):
                    for over in across:
                        top = rows[head][over]
                        found_top = label_at(top, Origin.COLUMN, head) if top else None
                        if found_top is not None and found_top not in column_labels:
                            column_labels.append(found_top)
                labels = (*above, *dict.fromkeys((*divider, *row_labels)), *column_labels)
                called = bool(column_labels) and names_names(column_labels[-1].text)
                for part in cell.parts:
                    item = len(cell.parts) > 1
                    self._tree.leaves.append(Leaf(part, labels, item, cell=True, called=called))


def _introduces(label: Label) -> bool:
    """Whether it is a line that only looks like a heading, and says that something follows."""
    return label.depth > _WEAK * _STEP and label.words.text.endswith(":")
