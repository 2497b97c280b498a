"""What can be pressed below an answer: what was meant, what to ask next, whether it helped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roleassistant.apps.slack.blocks.actions import ASK, CHOOSE, FEEDBACK, SHARE, Rating, numbered
from roleassistant.apps.slack.blocks.elements import actions, button, context, menu, option
from roleassistant.apps.slack.blocks.inert import size
from roleassistant.apps.slack.blocks.limits import (
    ACTIONS_ELEMENTS,
    BUTTON_VALUE,
    OPTION_VALUE,
    OPTIONS,
)
from roleassistant.apps.slack.blocks.message import Json
from roleassistant.domain.answer import Answer

_MOST_SUGGESTED = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things that a question may have meant. `says` is asked as the next turn."""

    label: str
    says: str


def choosing(choices: Sequence[Choice]) -> list[Json]:
    """A menu of what was meant; buttons where a menu cannot carry what is to be said.

    What does not fit is left to be typed: the answer says so.
    """
    if choices and all(0 < size(choice.says) <= OPTION_VALUE for choice in choices):
        options = [option(choice.label, choice.says) for choice in choices[:OPTIONS]]
        return [actions(menu("Which do you mean?", CHOOSE, options))]
    carried = [choice for choice in choices if 0 < size(choice.says) <= BUTTON_VALUE]
    buttons = [
        button(choice.label, numbered(CHOOSE, position), choice.says)
        for position, choice in enumerate(carried[:ACTIONS_ELEMENTS])
    ]
    return [actions(*buttons)] if buttons else []


def follow_ups(answer: Answer) -> list[Json]:
    """A button for each question that the profiles can answer next."""
    asked = [q for q in answer.suggestions if 0 < size(q) <= BUTTON_VALUE][:_MOST_SUGGESTED]
    if not asked:
        return []
    buttons = [button(q, numbered(ASK, position), q) for position, q in enumerate(asked)]
    told = "The profiles can answer" if answer.abstained else "Ask next"
    return [context(told), actions(*buttons)]


def feedback(answer_id: str) -> Json:
    """Whether it helped. A "no" opens a form that asks what was wrong."""
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": FEEDBACK,
                "positive_button": {
                    "text": {"type": "plain_text", "text": "Helpful", "emoji": False},
                    "value": Rating(answer_id, good=True).value,
                    "accessibility_label": "This answer helped",
                },
                "negative_button": {
                    "text": {"type": "plain_text", "text": "Not helpful", "emoji": False},
                    "value": Rating(answer_id, good=False).value,
                    "accessibility_label": "Something is wrong with this answer",
                },
            }
        ],
    }


def sharing(answer_id: str) -> Json:
    """For an answer that only the asker sees."""
    return actions(button("Share in channel", SHARE, answer_id))
