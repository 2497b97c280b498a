"""An answer before it is verified: facts that point at the chunks they are taken from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from roleassistant.answering.difference import Item
from roleassistant.domain import Level
from roleassistant.domain.answer import Heading, Remark
from roleassistant.indexing.chunks import Chunk


class Computed(Protocol):
    """Something worked out from statements, that can be worked out from them once more."""

    @property
    def says(self) -> str: ...

    def again(self, chunks: Sequence[Chunk]) -> Computed | None:
        """The same, worked out from `chunks` alone; None where they do not give it."""
        ...


@dataclass(frozen=True, slots=True)
class DraftFact:
    """`text` as it will be shown and the chunks that it rests on, the best first.

    `computed` is set where the fact says more than its text: `note` is then what was worked out,
    and the chunks are all that it was worked out from.
    """

    text: str
    chunks: tuple[Chunk, ...]
    label: str | None = None
    note: str | None = None
    computed: Computed | None = None


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """Facts one under the other."""

    items: tuple[DraftFact, ...]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One cell per column; a cell holds any number of facts."""

    label: str
    cells: tuple[tuple[DraftFact, ...], ...]


@dataclass(frozen=True, slots=True)
class DraftTable:
    """As `domain.answer.Table`."""

    columns: tuple[str, ...]
    rows: tuple[DraftRow, ...]


@dataclass(frozen=True, slots=True)
class DraftDifference:
    """An item of the difference between two levels. `looked_through` are the statements of the
    level that lacks it, in the same section."""

    item: Item
    levels: tuple[Level, Level]
    looked_through: tuple[Chunk, ...] = ()


DraftBlock = Heading | Remark | DraftFacts | DraftTable


@dataclass(frozen=True, slots=True)
class Draft:
    """`reason` is set when the profiles do not answer; `blocks` may then say what they do hold.

    `about` are the roles and levels that the answer touches: conflicts between statements of
    these are shown even where only one side was quoted. `differences` are given beside the blocks
    for programs, as far as the blocks cite them. `off_topic` says that the question turned out to
    be about nothing that profiles describe; `by_words` that nothing was found by the words of the
    question, so that a statement in other words may still answer it; `searched` that what is shown
    was found by these words, so that it may be about something else.
    """

    blocks: tuple[DraftBlock, ...] = ()
    reason: str | None = None
    suggestions: tuple[str, ...] = ()
    about: tuple[tuple[str, Level | None], ...] = ()
    differences: tuple[DraftDifference, ...] = ()
    off_topic: bool = False
    by_words: bool = False
    searched: bool = False


# How a reader says that the text of another level holds here, because this level refers to it.
INHERITED = "inherited from"


def facts_of(draft: Draft) -> Iterator[DraftFact]:
    """Every fact of a draft, in the order in which a reader meets it."""
    for block in draft.blocks:
        if isinstance(block, DraftFacts):
            yield from block.items
        elif isinstance(block, DraftTable):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell


def quoted(chunk: Chunk, label: str | None = None) -> DraftFact:
    """The chunk's own words. A level that was worked out is said so."""
    return DraftFact(chunk.statement.text, (chunk,), label, note_of(chunk))


def note_of(chunk: Chunk) -> str | None:
    """What must be said of a statement that the source does not state as it is used."""
    attribution = chunk.statement.attribution
    if attribution.how == "stated":
        return None
    if attribution.method is not None and attribution.method.startswith(INHERITED):
        return f"{attribution.how}: {attribution.method}"
    if attribution.confidence is None:
        return f"{attribution.how}"
    return f"level {attribution.how}, confidence {attribution.confidence:.2f}"


def abstain(reason: str, suggestions: tuple[str, ...] = (), *, by_words: bool = False) -> Draft:
    """A draft that says that the profiles do not answer, and why. With `by_words` that is as far
    as the words of the question go."""
    return Draft(reason=reason, suggestions=suggestions, by_words=by_words)
