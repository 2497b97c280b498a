"""What Slack tells the bot when a person does something: events, commands, interactions."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from roleassistant.apps.slack.demo.requests import new_event_id
from roleassistant.apps.slack.demo.workspace import (
    APP_ID,
    BOT_USER,
    Channel,
    Message,
    User,
    View,
    Workspace,
)

Json = dict[str, Any]
_TOKEN = "verification-token-of-old"  # noqa: S105 - deprecated by Slack, still in each payload


def event_callback(team: Workspace, event: Json, event_id: str | None = None) -> Json:
    """The envelope of an event."""
    return {
        "token": _TOKEN,
        "team_id": team.id,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": event_id or new_event_id(),
        "event_time": int(time.time()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team.id,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-context",
    }


def message_event(team: Workspace, channel: Channel, message: Message, kind: str) -> Json:
    """A message (`message`) or a mention of the bot (`app_mention`) as an event."""
    event: Json = {
        "type": kind,
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": team.id,
        "channel": channel.id,
        "event_ts": message.ts,
        "client_msg_id": f"{message.ts}-{message.user}",
        "blocks": [
            {
                "type": "rich_text",
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "text", "text": message.text}],
                    }
                ],
            }
        ],
    }
    if kind == "message":
        event["channel_type"] = channel.kind
    if message.thread_ts:
        event["thread_ts"] = message.thread_ts
    if message.files:
        event |= {"subtype": "file_share", "files": message.files}
    if message.by_app:
        event |= {"bot_id": "B0OTHER" if message.user != BOT_USER else "B0ROLEBOT"}
    return event


def changed_event(channel: Channel, before: Json, after: Json | None, ts: str) -> Json:
    """A message that was edited, or deleted where there is no `after`."""
    event: Json = {
        "type": "message",
        "subtype": "message_changed" if after else "message_deleted",
        "channel": channel.id,
        "channel_type": channel.kind,
        "previous_message": before,
        "ts": ts,
        "event_ts": ts,
        "hidden": True,
    }
    if after:
        event["message"] = after
    else:
        event["deleted_ts"] = before["ts"]
    return event


def tombstone(message: Message) -> Json:
    """What stands in the place of a deleted message to which there are replies."""
    return {
        "type": "message",
        "subtype": "tombstone",
        "user": "USLACKBOT",
        "text": "This message was deleted.",
        "hidden": True,
        "ts": message.ts,
        "thread_ts": message.ts,
    }


def _who(team: Workspace, user: User) -> Json:
    return {
        "type": "",
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": team.id},
        "api_app_id": APP_ID,
        "token": _TOKEN,
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def command(
    team: Workspace, user: User, channel: Channel, name: str, text: str, permits: Mapping[str, str]
) -> Json:
    """A slash command."""
    return {
        "token": _TOKEN,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.direct else channel.name,
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        **permits,
    }


def shortcut(
    team: Workspace,
    user: User,
    callback: str,
    permits: Mapping[str, str],
    about: tuple[Channel, Message] | None = None,
) -> Json:
    """A shortcut: global, or about a message."""
    payload = _who(team, user) | {
        "type": "shortcut",
        "callback_id": callback,
        "action_ts": f"{time.time():.6f}",
        "trigger_id": permits["trigger_id"],
    }
    if about is not None:
        channel, message = about
        payload |= {
            "type": "message_action",
            "channel": {"id": channel.id, "name": channel.name},
            "message_ts": message.ts,
            "message": message.as_json(),
            "response_url": permits["response_url"],
        }
    return payload


def block_action(
    team: Workspace,
    user: User,
    action: Json,
    place: tuple[Channel, Message] | View,
    state: Json,
    permits: Mapping[str, str],
) -> Json:
    """A click, or a choice, in a message or a view."""
    payload = _who(team, user) | {
        "type": "block_actions",
        "trigger_id": permits["trigger_id"],
        "state": {"values": state},
        "actions": [action | {"action_ts": f"{time.time():.6f}"}],
    }
    if isinstance(place, View):
        view = place.as_json(team.id) | {"state": {"values": state}}
        return payload | {"container": {"type": "view", "view_id": place.id}, "view": view}
    channel, message = place
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload |= {
        "container": container,
        "channel": {"id": channel.id, "name": channel.name},
        "response_url": permits["response_url"],
    }
    # Of an ephemeral message Slack tells no more than its container.
    return payload if message.only_for else payload | {"message": message.as_json()}


def view_event(team: Workspace, user: User, view: View, state: Json, trigger: str | None) -> Json:
    """A modal that was submitted, or closed where there is no trigger."""
    payload = _who(team, user)
    shown = view.as_json(team.id) | {"state": {"values": state}}
    if trigger is None:
        return payload | {"type": "view_closed", "view": shown, "is_cleared": False}
    return payload | {
        "type": "view_submission",
        "trigger_id": trigger,
        "view": shown,
        "response_urls": [],
    }
