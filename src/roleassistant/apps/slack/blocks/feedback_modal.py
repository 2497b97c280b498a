"""What was wrong with an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from roleassistant.apps.slack.blocks.actions import FEEDBACK_MODAL, MOST_ID
from roleassistant.apps.slack.blocks.elements import context, option
from roleassistant.apps.slack.blocks.forms import asked, filled, modal, words
from roleassistant.apps.slack.blocks.inert import line, shortened
from roleassistant.apps.slack.blocks.message import Json

_WRONG, _EXPECTED, _COMMENT = "wrong", "expected", "comment"
_MOST_WORDS = 1_000


class Wrong(StrEnum):
    """What somebody can say was wrong; the value is what is kept."""

    UNTRUE = "untrue"
    UNSUPPORTED = "unsupported"
    INCOMPLETE = "incomplete"
    MISUNDERSTOOD = "misunderstood"
    UNANSWERED = "unanswered"
    UNREADABLE = "unreadable"
    OTHER = "other"

    @property
    def shown_as(self) -> str:
        """What the form calls it."""
        return _SHOWN_AS[self]


_SHOWN_AS = {
    Wrong.UNTRUE: "It is not true, or not any more",
    Wrong.UNSUPPORTED: "A source does not say what is claimed",
    Wrong.INCOMPLETE: "Something is missing",
    Wrong.MISUNDERSTOOD: "It answers another question",
    Wrong.UNANSWERED: "It should have been answered",
    Wrong.UNREADABLE: "It is hard to read",
    Wrong.OTHER: "Something else",
}


def shown_as(wrong: str) -> str:
    """What the form calls what was kept; of another version, what was kept itself."""
    return Wrong(wrong).shown_as if wrong in list(Wrong) else wrong


@dataclass(frozen=True, slots=True)
class FeedbackForm:
    """What somebody filled in. `wrong` is one of `Wrong`; the words are empty where none were
    written."""

    answer_id: str
    wrong: str
    expected: str = ""
    comment: str = ""

    @classmethod
    def read(cls, view: Mapping[str, Any]) -> FeedbackForm:
        """Raises ValueError for a form that is not ours."""
        answer_id, wrong = str(view.get("private_metadata") or ""), filled(view, _WRONG)
        if not answer_id or len(answer_id) > MOST_ID or wrong not in list(Wrong):
            raise ValueError("no feedback on an answer")
        return cls(answer_id, wrong, filled(view, _EXPECTED), filled(view, _COMMENT))


def feedback_modal(answer_id: str, question: str = "") -> Json:
    """The form that opens on "Not helpful"."""
    told = [context(f"The question: {shortened(line(question), 300)}")] if question else []
    reasons = [option(wrong.shown_as, wrong.value) for wrong in Wrong]
    return modal(
        "What was wrong?",
        *told,
        asked(_WRONG, "What fits best", {"type": "radio_buttons", "options": reasons}),
        asked(
            _EXPECTED,
            "What should it have said?",
            words(most=_MOST_WORDS),
            optional=True,
            hint="Best with the page that says so.",
        ),
        asked(_COMMENT, "Anything else", words(most=_MOST_WORDS), optional=True),
        context("Whoever looks after the profiles reads this."),
        callback=FEEDBACK_MODAL,
        submit="Send",
        about=answer_id,
    )
