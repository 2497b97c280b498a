"""The middleware before every listener: what is not for the bot is acknowledged and left.

Nothing is left because Slack sends it again: whether it was answered is in the store.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

# Messages of people; what else has a subtype is about a message, a channel or a bot.
_OF_PEOPLE = frozenset({None, "file_share", "thread_broadcast"})
# What happens to a question afterwards.
_AFTERWARDS = frozenset({"message_changed", "message_deleted"})
_SLACKBOT = "USLACKBOT"


async def screen(
    body: dict[str, Any],
    context: AsyncBoltContext,
    next: Callable[[], Awaitable[None]],
) -> BoltResponse | None:
    """Let only people's own events through."""
    event = body.get("event")
    if isinstance(event, dict) and not is_for_the_bot(event, context.bot_user_id):
        return BoltResponse(status=200, body="")
    await next()
    return None


def is_for_the_bot(event: dict[str, Any], bot_user: str | None) -> bool:
    """Whether a person, and no bot, not this one either, did what `event` says."""
    subtype = event.get("subtype")
    if event.get("type") == "message" and subtype in _AFTERWARDS:
        # Of the bot's own messages too, which it edits itself.
        held = event.get("message") or event.get("previous_message") or {}
        if subtype == "message_deleted" or is_tombstone(held):
            held = event.get("previous_message") or {}
        return not _is_of_a_bot(held, bot_user)
    if event.get("type") in ("message", "app_mention") and subtype not in _OF_PEOPLE:
        return False
    return not _is_of_a_bot(event, bot_user)


def is_tombstone(message: dict[str, Any]) -> bool:
    """Whether a message stands in the place of a deleted one, to which there are replies."""
    return message.get("subtype") == "tombstone"


def _is_of_a_bot(event: dict[str, Any], bot_user: str | None) -> bool:
    user = event.get("user")
    user = user.get("id") if isinstance(user, dict) else user
    return bool(event.get("bot_id") or event.get("bot_profile")) or user in (
        _SLACKBOT,
        bot_user or _SLACKBOT,
    )
