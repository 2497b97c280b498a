"""What a workspace holds: people, channels, messages, panes, views; and who may see what.

A plain model that the fake Slack writes, and tests and the page read. It knows no protocol.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

BOT_USER = "U0ROLEBOT"
BOT_ID = "B0ROLEBOT"
APP_ID = "A0ROLEBOT"

Json = dict[str, Any]


class Clock:
    """Timestamps as Slack gives them: seconds with six digits, each once, ever later."""

    def __init__(self) -> None:
        self._last = 0

    def stamp(self) -> str:
        self._last = max(self._last + 1, time.time_ns() // 1000)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"


@dataclass(slots=True)
class User:
    """A person, a guest, or a bot."""

    id: str
    name: str
    real_name: str
    is_bot: bool = False
    email: str = ""


@dataclass(slots=True)
class Channel:
    """A public or private channel, or the direct messages of one person with the bot."""

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    kind: str = "channel"  # channel, group, im
    archived: bool = False
    read_only: bool = False

    @property
    def direct(self) -> bool:
        return self.kind == "im"


@dataclass(slots=True)
class Message:
    """What was said, by whom, where; what became of it since."""

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    markdown: str = ""
    only_for: str | None = None
    streaming: bool = False
    stream_ended: str | None = None
    tasks: dict[str, Json] = field(default_factory=dict)
    plan: str = ""
    metadata: Json | None = None
    files: list[Json] = field(default_factory=list)
    edited: bool = False
    deleted: bool = False
    unfurl: bool = True
    by_app: bool = False
    versions: int = 1
    started: float = 0.0

    @property
    def root(self) -> str:
        """The timestamp of the thread that it is in, or would open."""
        return self.thread_ts or self.ts

    @property
    def shown(self) -> str:
        """All text that a reader of the message sees."""
        seen = [self.markdown, *_texts(self.blocks)]
        return "\n".join(filter(None, seen)) or self.text

    def as_json(self) -> Json:
        """The message as events and `conversations.replies` carry it."""
        shown: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text}
        if self.by_app:
            shown |= {"bot_id": BOT_ID, "app_id": APP_ID}
        if self.markdown and not self.text:
            shown["text"] = self.markdown
        for name in ("blocks", "thread_ts", "metadata", "files"):
            if getattr(self, name):
                shown[name] = getattr(self, name)
        if self.edited:
            shown["edited"] = {"user": self.user, "ts": self.ts}
        return shown


@dataclass(slots=True)
class View:
    """A modal that a person has open, or the Home of the app."""

    id: str
    user: str
    content: Json
    hash: str
    root: str
    previous: str | None = None
    open: bool = True

    def as_json(self, team: str) -> Json:
        """The view as interactions carry it."""
        return {
            "id": self.id,
            "team_id": team,
            "app_id": APP_ID,
            "bot_id": BOT_ID,
            "hash": self.hash,
            "root_view_id": self.root,
            "previous_view_id": self.previous,
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
            "state": {"values": {}},
            **self.content,
        }


@dataclass(slots=True)
class Workspace:
    """One team."""

    id: str
    name: str
    domain: str
    clock: Clock
    users: dict[str, User] = field(default_factory=dict)
    groups: dict[str, set[str]] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[tuple[str, str], Message] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    statuses: dict[tuple[str, str], str] = field(default_factory=dict)
    past_statuses: list[tuple[str, str, str]] = field(default_factory=list)
    titles: dict[tuple[str, str], str] = field(default_factory=dict)
    prompts: dict[tuple[str, str | None], Json] = field(default_factory=dict)
    sessions: dict[tuple[str, str], str] = field(default_factory=dict)
    files: dict[str, Json] = field(default_factory=dict)
    canvases: dict[str, Json] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def new_id(self, letter: str) -> str:
        """An id of the kind that the letter stands for, not used before."""
        return f"{letter}{self.id[1:4]}{next(self._numbers):06d}"

    def join(self, user: str, name: str, real_name: str, is_bot: bool = False) -> User:
        """A new member of the team, with direct messages to the bot."""
        member = User(user, name, real_name, is_bot, f"{name}@example.com")
        self.users[user] = member
        direct = direct_id(user)
        self.channels[direct] = Channel(direct, name, {user, BOT_USER}, kind="im")
        return member

    def say(self, message: Message) -> Message:
        self.messages[message.channel, message.ts] = message
        return message

    def in_channel(self, channel: str) -> list[Message]:
        """Its messages as they stand, in order, those of threads and ephemerals too."""
        return [
            message
            for message in list(self.messages.values())
            if message.channel == channel and not message.deleted
        ]

    def in_thread(self, channel: str, root: str) -> list[Message]:
        """The message that opened the thread, and the answers to it, in order."""
        return [message for message in self.in_channel(channel) if message.root == root]


def direct_id(user: str) -> str:
    """The channel of a person's direct messages with the bot."""
    return f"D{user[1:]}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name in ("text", "title", "alt_text") and isinstance(part, str):
                yield part
            else:
                yield from _texts(part)
