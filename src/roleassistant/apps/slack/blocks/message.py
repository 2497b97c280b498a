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


def letters(value: Any) -> int:
    """How long all text in `value` is that a reader sees, counted as Slack counts."""
    if isinstance(value, dict):
        return sum(
            size(part) if name == "text" and isinstance(part, str) else letters(part)
            for name, part in value.items()
        )
    if isinstance(value, list | tuple):
        return sum(letters(part) for part in value)
    return 0
