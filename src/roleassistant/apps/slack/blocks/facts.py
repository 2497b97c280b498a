"""Facts and headings as rich text: nothing in it is read as syntax."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from roleassistant.apps.slack.blocks.elements import bullets, emoji, header, rich, runs, text
from roleassistant.apps.slack.blocks.inert import pieces, said, size
from roleassistant.apps.slack.blocks.limits import HEADER
from roleassistant.apps.slack.blocks.message import Json
from roleassistant.domain.answer import Answer, Fact, Facts

DISPUTED = "⚠ disputed"
# A longer paragraph is parted at a sentence, and each part bears the marks.
MOST_IN_A_FACT = 2_000
# A block of bullets that is longer is several, so that messages can part between them.
_MOST_IN_A_BLOCK = 3_000


@dataclass(frozen=True, slots=True)
class Disputes:
    """What of an answer is contradicted: the ids of the citations, and what it is about."""

    citations: Collection[str]
    about: tuple[str, ...]

    def __contains__(self, fact: Fact) -> bool:
        return any(mark in self.citations for mark in fact.marks)

    def is_told_by(self, heading: str) -> bool:
        """Whether `heading` stands over the sides of a contradiction."""
        return bool(self.about) and heading.endswith(self.about)


NO_DISPUTES = Disputes((), ())


def disputes_of(answer: Answer) -> Disputes:
    """What the conflicts of an answer are about."""
    return Disputes(
        {side.citation for conflict in answer.conflicts for side in conflict.sides},
        tuple(conflict.about for conflict in answer.conflicts),
    )


def title(words: str) -> Json:
    """What the whole answer is about."""
    words = said(words)
    return header(words) if size(words) <= HEADER else heading(words)


def heading(words: str, *, disputed: bool = False) -> Json:
    """What the next block is about; with a warning where that is contradicted."""
    warned = [emoji("warning"), text(" ")] if disputed else []
    return rich(runs(*warned, *(text(part, "bold") for part in pieces(said(words), 2_000))))


def remark(words: str) -> Json:
    """Words of the program about the answer."""
    return rich(runs(*(text(part, "italic") for part in pieces(said(words), 2_000))))


def facts(block: Facts, disputes: Disputes) -> Iterator[Json]:
    """Blocks that show the facts in order: a sentence by itself as a paragraph, more as bullets."""
    items = [item for fact in block.items for item in _paragraphs(fact, disputes)]
    if len(items) == 1:
        yield rich(items[0])
        return
    held: list[Json] = []
    length = 0
    for item in items:
        own = sum(size(run.get("text", "")) for run in item["elements"])
        if held and length + own > _MOST_IN_A_BLOCK:
            yield rich(bullets(held))
            held, length = [], 0
        held.append(item)
        length += own
    if held:
        yield rich(bullets(held))


def _paragraphs(fact: Fact, disputes: Disputes) -> Iterator[Json]:
    parts = [part.strip() for part in pieces(said(fact.text), MOST_IN_A_FACT)] or [""]
    for position, part in enumerate(parts):
        first, last = position == 0, position == len(parts) - 1
        yield runs(*_runs(fact, part, disputes, first=first, last=last))


def _runs(fact: Fact, part: str, disputes: Disputes, *, first: bool, last: bool) -> Iterator[Json]:
    label = said(fact.label or "")
    if label and first:
        yield text(f"{label}: ", "bold")
    if part:
        yield text(part)
    if fact.note and last:
        yield text(f" ({said(fact.note)})", "italic")
    if fact in disputes:
        yield text(f" {DISPUTED}", "bold")
    if fact.marks:
        yield text(f" {marks(fact.marks)}", "bold")


def in_a_line(fact: Fact, part: str, disputes: Disputes, *, first: bool, last: bool) -> str:
    """The same as plain characters, for the cell of a table."""
    return "".join(run["text"] for run in _runs(fact, part, disputes, first=first, last=last))


def marks(numbers: Sequence[str]) -> str:
    """The numbers of citations, as "[1][2]"."""
    return "".join(f"[{number}]" for number in numbers)
