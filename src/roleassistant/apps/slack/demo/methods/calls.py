"""A call of the Web API: its arguments, who makes it; how a method is declared, and refuses."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from roleassistant.apps.slack.demo.limits.surfaces import (
    BLOCKS_IN_A_MESSAGE,
    problems_of_message,
    tables_in,
    too_long,
)
from roleassistant.apps.slack.demo.workspace import BOT_USER, Channel, Message, Workspace

Json = dict[str, Any]


class Refused(Exception):
    """`ok: false`, with the name of the error, and what else the answer says."""

    def __init__(self, error: str, messages: list[str] | None = None, **more: Any) -> None:
        super().__init__(error)
        self.answer: Json = {"ok": False, "error": error, **more}
        if messages:
            self.answer["errors"] = messages
            self.answer["response_metadata"] = {"messages": [f"[ERROR] {m}" for m in messages]}


@dataclass(slots=True)
class Triggers:
    """The short-lived permits to open a modal: three seconds, once."""

    lifetime: float = 3.0
    given: dict[str, tuple[str, float]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Call:
    """One call by the bot of one team."""

    team: Workspace
    arguments: Json
    triggers: Triggers
    now: float
    stream_lifetime: float
    upload_url: str = ""
    scopes: Collection[str] | None = None

    def text(self, name: str, required: bool = True, error: str = "invalid_arguments") -> str:
        """A textual argument; what is required and missing is refused by `error`."""
        value = self.arguments.get(name)
        if value in (None, ""):
            if required:
                raise Refused(error, [f"missing required field: {name}"])
            return ""
        if not isinstance(value, str):
            raise Refused("invalid_arguments", [f"{name} must be a string"])
        return value

    def value(self, name: str) -> Any:
        """An argument that is JSON, itself or as text."""
        value = self.arguments.get(name)
        if isinstance(value, str) and value[:1] in ("[", "{"):
            return json.loads(value)
        return value

    def truth(self, name: str, default: bool) -> bool:
        value = self.arguments.get(name)
        return default if value is None else value in (True, "true", "1", 1)

    def channel(self, name: str = "channel") -> Channel:
        """The channel that the bot may write to; a person's id stands for direct messages."""
        wanted = self.text(name, error="channel_not_found")
        if wanted in self.team.users:
            wanted = f"D{wanted[1:]}"
        channel = self.team.channels.get(wanted)
        if channel is None:
            raise Refused("channel_not_found")
        if BOT_USER not in channel.members:
            raise Refused("not_in_channel" if channel.kind == "channel" else "channel_not_found")
        if channel.archived:
            raise Refused("is_archived")
        if channel.read_only:
            raise Refused("restricted_action")
        return channel

    def blocks(self, most: int = BLOCKS_IN_A_MESSAGE) -> list[Json]:
        """The blocks of a message, each within its limits, or refused as Slack does."""
        try:
            blocks = self.value("blocks")
        except json.JSONDecodeError:
            raise Refused("invalid_blocks_format") from None
        return checked(blocks or [], most)

    def own(self, channel: str, ts: str) -> Message:
        """A message that the bot wrote and can change."""
        message = self.team.messages.get((channel, ts))
        if message is None or message.deleted or message.only_for:
            raise Refused("message_not_found")
        if not message.by_app:
            raise Refused("cant_update_message")
        return message


def checked(blocks: Any, most: int = BLOCKS_IN_A_MESSAGE) -> list[Json]:
    """Blocks of a message as Slack would keep them, named where they are not."""
    if not blocks:
        return []
    problems = problems_of_message(blocks, most)
    if problems:
        raise Refused("invalid_blocks", problems)
    if tables_in(blocks) > 1:
        raise Refused("invalid_attachments", ["only_one_table_allowed"])
    if too_long(blocks):
        raise Refused("msg_blocks_too_long")
    return [{"block_id": f"b{place}", **block} for place, block in enumerate(blocks)]


Handler = Callable[[Call], Json]


@dataclass(frozen=True, slots=True)
class Method:
    """A method: what answers it, which scopes (one of them), calls a minute."""

    answer: Handler
    scopes: tuple[str, ...]
    a_minute: int


METHODS: dict[str, Method] = {}


def method(name: str, *scopes: str, a_minute: int = 50) -> Callable[[Handler], Handler]:
    """Declare what answers a method of the Web API."""

    def declare(answer: Handler) -> Handler:
        METHODS[name] = Method(answer, scopes, a_minute)
        return answer

    return declare
