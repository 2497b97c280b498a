"""What people press: the ids by which Slack says what was pressed, and what comes with it.

Ids end in a number where a block holds several of a kind, since they must differ within it:
`matching` gives the pattern under which all of them are listened for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CITATION = "citation"  # value: see CitationRef; opens the modal of one source
ASK = "ask"  # value: a question, to be asked as the next turn
CHOOSE = "choose"  # value: what was meant, to be asked as the next turn
FEEDBACK = "feedback"  # value: see Rating
SHARE = "share"  # value: the answer id; posts a private answer in the channel
FORGET = "forget_me"  # value: where it was pressed; Slack has asked whether it is meant
JOB_POST = "job_post"  # value: where it was pressed; opens the form
JOB_POST_ROLE = "job_post_role"  # an option: a role was chosen, and the form shows its levels

FEEDBACK_MODAL = "feedback_modal"
JOB_POST_MODAL = "job_post_modal"
SHARE_MODAL = "share_modal"

# Of answers; far more than an id of ours has.
MOST_ID = 100


def matching(action: str) -> re.Pattern[str]:
    """Every id of `action`: "ask", "ask.0", "ask.1", …"""
    return re.compile(rf"{re.escape(action)}(?:\.\d+)?")


def numbered(action: str, number: int) -> str:
    """The id of one of several of a kind in a block."""
    return f"{action}.{number}"


@dataclass(frozen=True, slots=True)
class CitationRef:
    """Which source of which answer. Whoever opens it is checked again: ids can be guessed."""

    answer_id: str
    citation: str

    @property
    def value(self) -> str:
        return f"{self.answer_id}:{self.citation}"

    @classmethod
    def read(cls, value: str) -> CitationRef:
        """Raises ValueError for what is no value of ours."""
        answer_id, colon, citation = value.rpartition(":")
        if not (answer_id and colon and citation.isascii() and citation.isdigit()):
            raise ValueError("no citation of an answer")
        return cls(answer_id, citation)


@dataclass(frozen=True, slots=True)
class Rating:
    """What somebody pressed under an answer."""

    answer_id: str
    good: bool

    @property
    def value(self) -> str:
        return f"{self.answer_id}:{'up' if self.good else 'down'}"

    @classmethod
    def read(cls, value: str) -> Rating:
        """Raises ValueError for what is no value of ours."""
        answer_id, colon, pressed = value.rpartition(":")
        if not (answer_id and colon and pressed in ("up", "down")):
            raise ValueError("no rating of an answer")
        return cls(answer_id, pressed == "up")
