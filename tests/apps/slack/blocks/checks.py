"""What must hold of whatever is handed to Slack."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from roleassistant.apps.slack.blocks.message import Message
from roleassistant.apps.slack.demo.limits.surfaces import (
    problems_of_message,
    problems_of_view,
    tables_in,
    too_long,
)

_CALLS = re.compile(r"<[!@#]|@(?:here|channel|everyone)\b", re.IGNORECASE)
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;)")
# Elements of rich text that call somebody, or lead somewhere.
_LIVE = {"user", "usergroup", "channel", "broadcast", "link", "team"}


def check_messages(messages: Sequence[Message]) -> None:
    """Slack takes each of them, and obeys nothing in them."""
    assert messages
    for message in messages:
        payload = message.payload()
        assert problems_of_message(payload["blocks"]) == []
        assert not too_long(payload["blocks"])
        assert tables_in(payload["blocks"]) <= 1
        assert 1 <= len(message.text) <= 4_000
        assert payload["unfurl_links"] is payload["unfurl_media"] is False
        for block in payload["blocks"]:
            parsed = Block.parse(json.loads(json.dumps(block)))
            assert parsed is not None
            parsed.validate_json()
        check_inert(payload["blocks"])
        assert "<" not in message.text and ">" not in message.text  # noqa: PT018
        assert not _ENTITY.search(message.text)
        assert not _CALLS.search(message.text)


def check_view(view: dict[str, Any]) -> None:
    """Slack takes it, and obeys nothing in it."""
    assert problems_of_view(view) == []
    View(**json.loads(json.dumps(view))).validate_json()
    check_inert(view["blocks"])


def check_inert(value: Any) -> None:
    """No text calls anybody, is a command, or has syntax that is not ours."""
    for part in _objects(value):
        assert part.get("type") not in _LIVE
        words = part.get("text")
        if not isinstance(words, str):
            continue
        assert not _CALLS.search(words)
        assert not _COMMANDS.search(words)
        assert words.encode()
        assert part["type"] != "mrkdwn" or part["verbatim"]


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _objects(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _objects(part)
