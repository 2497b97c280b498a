"""What somebody asked the bot for, as it is queued: plain values, without Slack's objects."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from enum import StrEnum


class Kind(StrEnum):
    """What is to be done. `REVISED` is a question whose message was edited after its answer,
    `THE_REST` one that was answered in a channel, whose asker may see more than everybody there."""

    QUESTION = "question"
    REVISED = "revised"
    JOB_POST = "job_post"
    SHARE = "share"
    HELP = "help"
    THE_REST = "the_rest"


class Surface(StrEnum):
    """Where it was asked; it decides who sees the answer."""

    MENTION = "mention"
    FOLLOW_UP = "follow_up"  # in a thread in which the bot takes part, without a mention
    DIRECT = "direct"
    COMMAND = "command"
    SHORTCUT = "shortcut"


@dataclass(frozen=True, slots=True)
class Request:
    """A question or an order. Answers go to `channel`, below `thread_ts` where there is one.

    `ts` is the message that asked, None where none did. `response_url` takes an answer that only
    the asker sees; it is set where the answer is private and not in a direct message. `about` says
    what a share, a job post or the rest of an answer is of: the id of an answer, or the form that
    was filled in, as JSON. `follows` is who asked last in the thread, where that was another.
    """

    kind: Kind
    surface: Surface
    team: str
    user: str
    channel: str
    text: str
    enterprise: str | None = None
    thread_ts: str | None = None
    ts: str | None = None
    response_url: str | None = None
    conversation: str = ""
    about: str = ""
    follows: str = ""

    @property
    def public(self) -> bool:
        """Whether others than the asker see the answer."""
        return self.surface in (Surface.MENTION, Surface.FOLLOW_UP) or self.kind is Kind.SHARE

    @property
    def lane(self) -> str:
        """Requests of one lane are done one after the other, in order."""
        return f"{self.team}:{self.conversation}"

    def as_text(self) -> str:
        """As JSON, for the queue."""
        return json.dumps(asdict(self), separators=(",", ":"))


def request_from(text: str) -> Request:
    """The request that `as_text` wrote.

    Raises:
        ValueError: the text is something else.
    """
    held = json.loads(text)
    known = {field.name for field in fields(Request)}
    if not isinstance(held, dict) or not held.keys() <= known:
        raise ValueError("a request was expected")
    try:
        return Request(**{**held, "kind": Kind(held["kind"]), "surface": Surface(held["surface"])})
    except (KeyError, TypeError) as problem:
        raise ValueError("a request was expected") from problem
