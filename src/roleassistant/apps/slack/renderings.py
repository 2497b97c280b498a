"""An answer as Slack should take it, and as it takes it more surely."""

from __future__ import annotations

from collections.abc import Sequence

from roleassistant.answering.markdown import markdown
from roleassistant.apps.slack.blocks.answer import Around, answer_messages
from roleassistant.apps.slack.blocks.inert import mrkdwn
from roleassistant.apps.slack.blocks.limits import MESSAGE
from roleassistant.apps.slack.blocks.message import Message
from roleassistant.domain.answer import Answer

_PLAIN_LETTERS = 3_500


def renderings(answer: Answer, answer_id: str, around: Around) -> Sequence[Sequence[Message]]:
    """An answer as it should be, then in shorter messages, and at last as plain text."""
    rich = answer_messages(answer, answer_id, around)
    shorter = answer_messages(answer, answer_id, around, most=MESSAGE // 3)
    return rich, shorter, tuple(_plain(answer))


def _plain(answer: Answer) -> list[Message]:
    said = markdown(answer)
    quotes = [f"[{c.id}] {c.source.document}:{c.source.line_start}" for c in answer.citations]
    lines = [*said.splitlines(), "", *quotes]
    messages, held = [], ""
    for line in lines:
        for start in range(0, max(1, len(line)), _PLAIN_LETTERS):
            part = mrkdwn(line[start : start + _PLAIN_LETTERS])
            if held and len(held) + len(part) > _PLAIN_LETTERS:
                messages.append(Message(held, ()))
                held = ""
            held = f"{held}\n{part}" if held else part
    return [*messages, Message(held, ())] if held else messages
