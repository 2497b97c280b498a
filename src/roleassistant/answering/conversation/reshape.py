"""The same answer in another form: shorter, as a table, as a list. Nothing is reworded.

Every fact keeps its claim and its citations; only which facts are shown, where, and with that the
numbers of the citations, change. What is left out is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from roleassistant.answering.conversation.thread import Layout, Shape
from roleassistant.answering.wording import counted
from roleassistant.domain.answer import (
    Answer,
    Block,
    Citation,
    Claim,
    Fact,
    Facts,
    Heading,
    Remark,
    Table,
    TableRow,
)

# What fits a glance; a comparison keeps as many rows.
_STRONGEST = 3
_DISAGREES = "The profiles disagree"


def reshaped(answer: Answer, shape: Shape) -> Answer:
    """`answer` as `shape` wants it; as it is where it already is so."""
    if answer.abstained or shape == Shape():
        return answer
    blocks = answer.blocks
    if shape.short:
        blocks = _short(answer)
    if shape.layout is Layout.TABLE:
        blocks = _as_table(blocks, answer)
    if shape.layout is Layout.LIST:
        blocks = tuple(_as_list(block) for block in blocks)
    return rebuilt(answer, blocks)


def rebuilt(answer: Answer, blocks: Sequence[Block]) -> Answer:
    """`answer` with `blocks` of its own facts: claims and citations follow, numbered anew."""
    count = _Count(answer)
    fresh = tuple(count.block(block) for block in blocks)
    others: dict[str, Any] = {
        name: tuple(new for one in found if (new := _renumbered(one, count.numbers)) is not None)
        for name, found in what_else_cites(answer).items()
    }
    return replace(
        answer,
        blocks=fresh,
        claims=tuple(count.claims),
        citations=tuple(count.citations),
        **others,
    )


def what_else_cites(answer: Answer) -> dict[str, tuple[Any, ...]]:
    """The values beside the blocks that name citations, by field: conflicts, for one."""
    own = ("blocks", "claims", "citations")
    held = {f.name: getattr(answer, f.name) for f in fields(answer) if f.name not in own}
    return {
        name: value
        for name, value in held.items()
        if isinstance(value, tuple) and value and is_dataclass(value[0])
    }


def _renumbered(value: Any, numbers: Mapping[str, str]) -> Any:
    """`value` with its citations under their new numbers; None where one is not shown any more."""
    if isinstance(value, tuple):
        items = tuple(_renumbered(item, numbers) for item in value)
        lost = any(new is None and old is not None for new, old in zip(items, value, strict=True))
        return None if lost else items
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {}
    for held in fields(value):
        before = getattr(value, held.name)
        cites = held.name == "citation" and before is not None
        after = numbers.get(before) if cites else _renumbered(before, numbers)
        if after is None and before is not None:
            return None
        changes[held.name] = after
    return replace(value, **changes)


def facts_of(blocks: Sequence[Block]) -> Iterator[Fact]:
    """Every fact, in the order in which it is shown."""
    for block in blocks:
        if isinstance(block, Facts):
            yield from block.items
        elif isinstance(block, Table):
            yield from (fact for row in block.rows for cell in row.cells for fact in cell)


@dataclass
class _Count:
    """Numbers citations in order of appearance and finds the claim of each fact."""

    answer: Answer
    numbers: dict[str, str] = field(default_factory=dict)
    citations: list[Citation] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._by_id = {citation.id: citation for citation in self.answer.citations}
        self._claim = {(c.text, c.citations): c for c in self.answer.claims}

    def block(self, block: Block) -> Block:
        if isinstance(block, Facts):
            return Facts(tuple(self._fact(item) for item in block.items))
        if isinstance(block, Table):
            rows = tuple(
                TableRow(row.label, tuple(tuple(self._fact(f) for f in cell) for cell in row.cells))
                for row in block.rows
            )
            return Table(block.columns, rows)
        return block

    def _fact(self, fact: Fact) -> Fact:
        marks = tuple(self._number(mark) for mark in fact.marks)
        claim = self._claim[fact.text, fact.marks]
        self.claims.append(replace(claim, citations=marks))
        return replace(fact, marks=marks)

    def _number(self, mark: str) -> str:
        if mark not in self.numbers:
            self.numbers[mark] = str(len(self.citations) + 1)
            self.citations.append(replace(self._by_id[mark], id=self.numbers[mark]))
        return self.numbers[mark]


def _short(answer: Answer) -> tuple[Block, ...]:
    """The strongest facts, what both sides say where they are disputed, and how many more."""
    total = sum(1 for _ in facts_of(_undisputed(answer.blocks)))
    kept = _strongest(answer)
    blocks: list[Block] = []
    waiting: list[Block] = []
    for block in _undisputed(answer.blocks):
        if isinstance(block, Heading | Remark):
            waiting.append(block)
            continue
        fitting = _only(block, kept)
        if fitting is not None:
            blocks += [*waiting, fitting]
        waiting = []
    blocks += waiting
    shown = sum(1 for _ in facts_of(blocks))
    cited = {mark for fact in facts_of(blocks) for mark in fact.marks}
    blocks += _disputes(answer, cited)
    if total > shown:
        blocks.append(Remark(f"{counted(total - shown, 'more fact')}: ask for more detail."))
    else:
        blocks.append(Remark(f"That is all: {counted(total, 'fact')}."))
    return tuple(blocks)


def _strongest(answer: Answer) -> set[tuple[str, tuple[str, ...], str | None]]:
    """The facts to keep. What a page states comes before what was inferred, and what sets levels
    side by side before what is said of one; else the order of the answer holds."""
    tables = [block for block in answer.blocks if isinstance(block, Table)]
    if tables:
        rows = sorted(tables[0].rows, key=lambda row: -sum(1 for cell in row.cells if cell))
        full = [row for row in tables[0].rows if row in rows[:_STRONGEST]]
        return {_key(fact) for row in full for cell in row.cells for fact in cell}
    by_id = {citation.id: citation for citation in answer.citations}
    facts = list(facts_of(_undisputed(answer.blocks)))
    stated = sorted(
        facts, key=lambda f: any(by_id[m].attribution.how == "inferred" for m in f.marks)
    )
    return {_key(fact) for fact in stated[:_STRONGEST]}


def _key(fact: Fact) -> tuple[str, tuple[str, ...], str | None]:
    return fact.text, fact.marks, fact.label


def _only(block: Facts | Table, kept: set[tuple[str, tuple[str, ...], str | None]]) -> Block | None:
    if isinstance(block, Facts):
        items = tuple(item for item in block.items if _key(item) in kept)
        return Facts(items) if items else None
    rows = tuple(row for row in block.rows if any(_key(f) in kept for c in row.cells for f in c))
    return Table(block.columns, rows) if rows else None


def _undisputed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without those that set the sides of a conflict beside each other."""
    kept, skip = [], False
    for block in blocks:
        if isinstance(block, Heading):
            skip = block.text.startswith(_DISAGREES)
        if not skip:
            kept.append(block)
    return tuple(kept)


def _disputes(answer: Answer, cited: set[str]) -> list[Block]:
    """The conflicts of which a side is shown, whole."""
    sides = {mark for c in answer.conflicts for s in c.sides for mark in (s.citation,)}
    shown = {
        conflict.about
        for conflict in answer.conflicts
        if any(side.citation in cited & sides for side in conflict.sides)
    }
    blocks: list[Block] = []
    taking = False
    for block in answer.blocks:
        if isinstance(block, Heading):
            taking = block.text.startswith(_DISAGREES) and block.text.endswith(tuple(shown))
            taking = taking and bool(shown)
        if taking:
            blocks.append(block)
    return blocks


def _as_table(blocks: Sequence[Block], answer: Answer) -> tuple[Block, ...]:
    """All facts in one table, where there is none yet: a column for each level or role."""
    body = _undisputed(blocks)
    if any(isinstance(block, Table) for block in body):
        return tuple(blocks)
    by_id = {citation.id: citation for citation in answer.citations}
    several = len({c.title for c in answer.citations}) > 1
    placed = [(_column(by_id[f.marks[0]], several), f) for f in facts_of(body)]
    columns = tuple(dict.fromkeys(column for column, _ in placed))
    rows: dict[str, dict[str, list[Fact]]] = {}
    for column, fact in placed:
        citation = by_id[fact.marks[0]]
        label = citation.dimension or citation.section
        rest = _rest_of(fact.label, citation)
        rows.setdefault(label, {}).setdefault(column, []).append(replace(fact, label=rest))
    table = Table(
        columns,
        tuple(
            TableRow(label, tuple(tuple(cells.get(column, ())) for column in columns))
            for label, cells in rows.items()
        ),
    )
    first = next((block for block in body if isinstance(block, Heading)), None)
    remarks = [block for block in body if isinstance(block, Remark)]
    disputes = [block for block in blocks if block not in body]
    return (*([first] if first else []), table, *disputes, *remarks)


def _column(citation: Citation, several: bool) -> str:
    level = citation.level or ("all levels" if not several else "")
    return " — ".join(part for part in (citation.title if several else "", level) if part)


def _rest_of(label: str | None, citation: Citation) -> str | None:
    """What a label says that the row and the column of the table do not say already."""
    said = {citation.dimension, citation.section, citation.level, citation.title}
    said.add(f"{citation.title} — {citation.level}")
    parts = [part for part in (label or "").split(" · ") if part and part not in said]
    return " · ".join(parts) or None


def _as_list(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    return Facts(
        tuple(
            replace(fact, label=" · ".join(x for x in (column, row.label, fact.label) if x))
            for row in block.rows
            for column, cell in zip(block.columns, row.cells, strict=True)
            for fact in cell
        )
    )
