"""An answer before it is verified: facts that point at the chunks they are taken from."""

from __future__ import annotations

from dataclasses import dataclass

from roleassistant.domain import Level
from roleassistant.domain.answer import Heading, Remark
from roleassistant.indexing.chunks import Chunk


@dataclass(frozen=True, slots=True)
class DraftFact:
    """`text` as it will be shown and the chunks that it rests on, the best first."""

    text: str
    chunks: tuple[Chunk, ...]
    label: str | None = None
    note: str | None = None


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


DraftBlock = Heading | Remark | DraftFacts | DraftTable


@dataclass(frozen=True, slots=True)
class Draft:
    """`reason` is set when the profiles do not answer; `blocks` may then say what they do hold.

    `about` are the roles and levels that the answer touches: conflicts between statements of
    these are shown even where only one side was quoted.
    """

    blocks: tuple[DraftBlock, ...] = ()
    reason: str | None = None
    suggestions: tuple[str, ...] = ()
    about: tuple[tuple[str, Level | None], ...] = ()


def quoted(chunk: Chunk, label: str | None = None) -> DraftFact:
    """The chunk's own words. A level that was worked out is said so."""
    return DraftFact(chunk.statement.text, (chunk,), label, note_of(chunk))


def note_of(chunk: Chunk) -> str | None:
    """What must be said of a statement that the source does not state as it is used."""
    attribution = chunk.statement.attribution
    if attribution.how == "stated":
        return None
    if attribution.confidence is None:
        return f"{attribution.how}"
    return f"level {attribution.how}, confidence {attribution.confidence:.2f}"


def abstain(reason: str, suggestions: tuple[str, ...] = ()) -> Draft:
    """A draft that says that the profiles do not answer, and why."""
    return Draft(reason=reason, suggestions=suggestions)
