"""In which channel a private answer is shared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from roleassistant.apps.slack.blocks.actions import MOST_ID, SHARE_MODAL
from roleassistant.apps.slack.blocks.elements import context, plain, rich, runs, text
from roleassistant.apps.slack.blocks.forms import asked, filled, modal, words
from roleassistant.apps.slack.blocks.inert import line, shortened
from roleassistant.apps.slack.blocks.message import Json

_CHANNEL, _WORDS = "channel", "words"
_MOST_WORDS = 1_000


@dataclass(frozen=True, slots=True)
class ShareForm:
    """Which answer goes where, and what its sharer says with it."""

    answer_id: str
    channel: str
    words: str = ""

    @classmethod
    def read(cls, view: Mapping[str, Any]) -> ShareForm:
        """Raises ValueError for a form that is not ours."""
        answer_id, channel = str(view.get("private_metadata") or ""), filled(view, _CHANNEL)
        if not answer_id or len(answer_id) > MOST_ID or not channel:
            raise ValueError("no sharing of an answer")
        return cls(answer_id, channel, filled(view, _WORDS))


def share_modal(answer_id: str, question: str, channel: str = "") -> Json:
    """The form that opens on "Share in channel"; `channel` is where it was pressed."""
    where: Json = {
        "type": "conversations_select",
        "placeholder": plain("Choose a channel"),
        # Not with other companies: what the profiles say is for one's own.
        "filter": {
            "include": ["public", "private"],
            "exclude_bot_users": True,
            "exclude_external_shared_channels": True,
        },
        **({"initial_conversation": channel} if channel else {}),
    }
    return modal(
        "Share the answer",
        context(f"Your question: {shortened(line(question), 300)}"),
        asked(_CHANNEL, "Channel", where),
        asked(_WORDS, "A word with it", words(most=_MOST_WORDS), optional=True),
        context("Everybody there will see the question and the answer, and that you shared it."),
        callback=SHARE_MODAL,
        submit="Share",
        about=answer_id,
    )


def shared_by(user: str, question: str, said: str = "") -> tuple[Json, ...]:
    """What stands above a shared answer."""
    who = runs(
        {"type": "user", "user_id": user}, text(f" asked: {shortened(line(question), 1_000)}")
    )
    own = [runs(text(shortened(line(said), _MOST_WORDS)))] if said else []
    return (rich(who, *own),)
