"""An answer → the messages that show it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roleassistant.answering.markdown import abstention
from roleassistant.apps.slack.blocks.asking import Choice, choosing, feedback, follow_ups, sharing
from roleassistant.apps.slack.blocks.elements import context, rich, runs, text
from roleassistant.apps.slack.blocks.facts import (
    NO_DISPUTES,
    Disputes,
    disputes_of,
    facts,
    heading,
    marks,
    remark,
    title,
)
from roleassistant.apps.slack.blocks.inert import line, pieces, said, shortened
from roleassistant.apps.slack.blocks.limits import MESSAGE
from roleassistant.apps.slack.blocks.message import Json, Message
from roleassistant.apps.slack.blocks.packing import Group, packed
from roleassistant.apps.slack.blocks.sources import sources
from roleassistant.apps.slack.blocks.tables import as_facts, tables
from roleassistant.domain.answer import Answer, Conflict, Facts, Heading, Remark, Table

_MOST_IN_A_NOTE = 1_500
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Around:
    """What is shown around an answer. `understood` says how the question was read, `choices` what
    it may have meant; a private answer can be `shareable`."""

    understood: str | None = None
    choices: Sequence[Choice] = ()
    shareable: bool = False


def answer_messages(
    answer: Answer, answer_id: str, around: Around = Around(), *, most: int = MESSAGE
) -> tuple[Message, ...]:
    """The messages that show an answer whole, in order.

    Its sources, what can be asked next and the feedback stand at the end. `most` characters go
    into a message: Slack documents no limit, so where it refuses one, ask for shorter ones.
    """
    return packed(_groups(answer, answer_id, around), most)


def closing_blocks(answer: Answer, answer_id: str, around: Around = Around()) -> tuple[Json, ...]:
    """What is shown below an answer whose words were streamed: what contradicts each other in it,
    its sources, and what can be pressed."""
    told = [block for conflict in answer.conflicts for block in _conflict(conflict)]
    closing = [block for group in _closing(answer, answer_id, around) for block in group]
    return (*told, *closing)


def _groups(answer: Answer, answer_id: str, around: Around) -> Iterator[Group]:
    disputes = disputes_of(answer)
    waiting: list[Json] = []  # headings, which stay with what follows
    if answer.abstained:
        yield from ([rich(runs(text(part)))] for part in pieces(said(abstention(answer)), 2_000))
    marked = disputes
    tabled = False
    for position, block in enumerate(answer.blocks):
        if isinstance(block, Heading):
            disputed = disputes.is_told_by(block.text)
            # Below its heading, no side has to say once more that it is disputed.
            marked = NO_DISPUTES if disputed else disputes
            waiting.append(
                title(block.text)
                if position == 0 and not disputed
                else heading(block.text, disputed=disputed)
            )
            continue
        if isinstance(block, Table) and tabled and len(block.rows) == 1:
            block = as_facts(block)  # noqa: PLW2901 - Slack takes one table a message
        tabled = tabled or isinstance(block, Table)
        shown = list(_block(block, marked))
        if shown:
            yield [*waiting, shown[0]]
            waiting = []
            yield from ([part] for part in shown[1:])
    if waiting:
        yield waiting
    yield from _untold(answer, disputes)
    yield from _closing(answer, answer_id, around)


def _block(block: Remark | Facts | Table, disputes: Disputes) -> Iterator[Json]:
    if isinstance(block, Remark):
        yield remark(block.text)
    elif isinstance(block, Facts):
        yield from facts(block, disputes)
    else:
        yield from tables(block, disputes)


def _untold(answer: Answer, disputes: Disputes) -> Iterator[Group]:
    """Contradictions that no block of the answer tells, with both sides."""
    told = [b.text for b in answer.blocks if isinstance(b, Heading) and disputes.is_told_by(b.text)]
    for conflict in answer.conflicts:
        if not any(words.endswith(conflict.about) for words in told):
            yield list(_conflict(conflict))


def _conflict(conflict: Conflict) -> Iterator[Json]:
    yield heading(f"The profiles disagree: {conflict.about}", disputed=True)
    for side in conflict.sides:
        parts = list(pieces(said(side.text), 2_000)) or [""]
        for part in parts:
            yield rich(runs(text(f"• {part}"), text(f" {marks([side.citation])}", "bold")))


def _closing(answer: Answer, answer_id: str, around: Around) -> Iterator[Group]:
    notes = list(_notes(answer, around))
    if notes:
        yield [context(shortened(note, _MOST_IN_A_NOTE)) for note in notes]
    yield from sources(answer, answer_id)
    # What there is to choose from is what would be suggested.
    asks = choosing(around.choices) if around.choices else follow_ups(answer)
    if asks:
        yield asks
    yield [*([sharing(answer_id)] if around.shareable else []), feedback(answer_id)]


def _notes(answer: Answer, around: Around) -> Iterator[str]:
    if around.understood and not _says(answer, around.understood):
        yield f"Understood as: {line(around.understood)}"
    if answer.fallback:
        yield f"Quoted, not worded by a language model: {line(answer.fallback)}"
    elif answer.answered_by != "extractive":
        yield f"Worded by {line(answer.answered_by)}, each sentence checked against its sources"
    yield from (f"⚠ {line(warning)}" for warning in answer.warnings)


def _says(answer: Answer, understood: str) -> bool:
    """Whether an answer names by itself the roles and levels that it was understood to be about."""
    first = answer.blocks[0] if answer.blocks else None
    named = first.text if isinstance(first, Heading) else answer.reason or ""
    subject = understood.partition(":")[0]
    return set(_WORD.findall(subject.casefold())) <= set(_WORD.findall(named.casefold()))
