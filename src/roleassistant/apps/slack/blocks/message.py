"""What is handed to Slack: plain JSON, in the shapes that its Block Kit reference gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from roleassistant.apps.slack.blocks.inert import size

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `text` stands in for the blocks in notifications and for screen readers."""

    text: str
    blocks: tuple[Json, ...]

    def payload(self) -> Json:
        """The arguments for `chat.postMessage`, but for where it goes. Nothing in it unfurls, and
        `text`, which is escaped all the same, is not read as mrkdwn."""
        return {
            "text": self.text,
            "blocks": list(self.blocks),
            "unfurl_links": False,
            "unfurl_media": False,
            "mrkdwn": False,
        }


def weight(value: Any) -> int:
    """How long `value` is as compact JSON, escapes aside: in UTF-16, as Slack counts."""
    if isinstance(value, str):
        return size(value) + 2
    if isinstance(value, dict):
        return 2 + sum(len(name) + 4 + weight(part) for name, part in value.items())
    if isinstance(value, list | tuple):
        return 2 + sum(weight(part) + 1 for part in value)
    return 5
