"""A drafted job post: what its recruiter has to know first, and the draft where no file can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roleassistant.apps.slack.blocks.elements import bullets, header, rich, runs, text
from roleassistant.apps.slack.blocks.facts import heading
from roleassistant.apps.slack.blocks.inert import inert, line, mrkdwn, pieces, shortened
from roleassistant.apps.slack.blocks.message import Json, Message
from roleassistant.apps.slack.blocks.packing import packed

_MOST_TOLD = 12
_MOST_IN_A_NOTE = 600
_MOST_IN_A_PARAGRAPH = 2_500


def draft_begins(role: str, level: str) -> str:
    """What the thread of a draft begins with, as `mrkdwn`."""
    return f"Your job post draft: {mrkdwn(shortened(line(f'{role}, {level}'), 300))}"


def draft_summary(
    title: str, role: str, level: str, told: Sequence[tuple[str, Sequence[str]]]
) -> tuple[Message, ...]:
    """What the draft is of, and what is left to decide: notes under headings."""
    about = " — ".join(line(part) for part in (role, level) if line(part))
    first = [header(f"Draft: {line(title)}"), rich(runs(text(about or "–", "italic")))]
    groups = [[heading(name), rich(bullets(_notes(notes)))] for name, notes in told if notes]
    return packed([first, *groups])


def draft_text(draft: str) -> tuple[Message, ...]:
    """The draft itself, as messages, where the app may not upload files."""
    paragraphs = [part.strip("\n") for part in inert(draft).split("\n\n")]
    return packed(
        [rich(runs(text(piece)))]
        for paragraph in paragraphs
        for piece in pieces(paragraph, _MOST_IN_A_PARAGRAPH)
        if piece.strip()
    )


def _notes(notes: Sequence[str]) -> Iterator[Json]:
    for note in notes[:_MOST_TOLD]:
        yield runs(text(shortened(line(note), _MOST_IN_A_NOTE) or "–"))
    if len(notes) > _MOST_TOLD:
        yield runs(text(f"and {len(notes) - _MOST_TOLD} more, in the document", "italic"))
