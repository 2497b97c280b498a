"""The app's manifest: what it is called, what it listens to, and the least that it may do.

Each feature says which scopes and events it needs; what is switched off in the settings asks for
none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from roleassistant.apps.slack.blocks.limits import TITLE
from roleassistant.apps.slack.listeners.commands import COMMAND
from roleassistant.apps.slack.listeners.shortcuts import ASK_ABOUT_MESSAGE
from roleassistant.settings import Settings

_NAME = "Role Assistant"
_SHORT = "Answers questions about roles and levels from your profiles, every statement cited"
_LONG = (
    "Ask what a level is expected to do, what separates two levels, or which role fits. Answers "
    "come from the role profiles of your organisation alone: each statement names the file and the "
    "line that it is quoted from, and where the profiles do not say, that is what you are told. "
    "It works in a channel, in a direct message, by command and from the menu of a message."
)


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that people can do, and what the app needs for it."""

    name: str
    scopes: tuple[str, ...]
    events: tuple[str, ...] = ()
    optional: str | None = None  # how it is switched


FEATURES = (
    Feature("answers", ("chat:write",)),
    Feature("mentions in channels", ("app_mentions:read",), ("app_mention",)),
    Feature(
        "agent pane and direct messages",
        ("assistant:write", "im:history", "im:write"),
        ("app_home_opened", "message.im", "agent_session_stopped"),
    ),
    Feature("questions that fit the channel beside the pane", ("channels:read",)),
    Feature(f"the command {COMMAND} and the message shortcut", ("commands",)),
    Feature(
        "follow-ups in threads without a mention, edits and deletions in channels",
        ("channels:history", "groups:history"),
        ("message.channels", "message.groups"),
        "slack.follow_ups",
    ),
    Feature("profiles for user groups", ("usergroups:read",), (), "slack.groups"),
    Feature("job posts, as files", ("files:write",)),
    Feature("uninstalling", (), ("app_uninstalled", "tokens_revoked"), "OAuth"),
)


def features(settings: Settings, *, oauth: bool = False) -> Iterator[Feature]:
    """Those that are switched on."""
    switched = {
        "OAuth": oauth,
        "slack.follow_ups": settings.slack.follow_ups,
        "slack.groups": bool(settings.slack.groups),
    }
    for feature in FEATURES:
        if feature.optional is None or switched[feature.optional]:
            yield feature


def scopes(settings: Settings) -> tuple[str, ...]:
    """What the bot token may do, sorted."""
    return tuple(sorted({scope for feature in features(settings) for scope in feature.scopes}))


def manifest(settings: Settings, *, url: str | None = None, oauth: bool = False) -> dict[str, Any]:
    """The manifest: for Socket Mode, or for requests to `url` over HTTP."""
    events = sorted(
        {event for feature in features(settings, oauth=oauth) for event in feature.events}
    )
    endpoint = f"{url.rstrip('/')}/slack/events" if url else None
    command: dict[str, Any] = {
        "command": COMMAND,
        "description": "Ask about roles and levels; only you see the answer",
        "usage_hint": "what separates P4 from P5 for field sales | compare … | help",
        "should_escape": True,
    }
    interactivity: dict[str, Any] = {"is_enabled": True}
    subscriptions: dict[str, Any] = {"bot_events": events}
    config: dict[str, Any] = {"scopes": {"bot": list(scopes(settings))}}
    if endpoint is not None:
        command["url"] = interactivity["request_url"] = endpoint
        subscriptions["request_url"] = endpoint
        if oauth:
            assert url is not None
            config["redirect_urls"] = [f"{url.rstrip('/')}/slack/oauth_redirect"]
    return {
        "_metadata": {"major_version": 2},
        "display_information": {
            "name": _NAME,
            "description": _SHORT,
            "long_description": _LONG,
        },
        "features": {
            "agent_view": {"agent_description": _SHORT},
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": _NAME, "always_online": True},
            "shortcuts": [
                {
                    "name": "Ask about this message"[:TITLE],
                    "type": "message",
                    "callback_id": ASK_ABOUT_MESSAGE,
                    "description": "Answers it from the profiles; only you see the answer",
                }
            ],
            "slash_commands": [command],
        },
        "oauth_config": config,
        "settings": {
            "event_subscriptions": subscriptions,
            "interactivity": interactivity,
            "org_deploy_enabled": True,
            "socket_mode_enabled": endpoint is None,
            "token_rotation_enabled": oauth,
        },
    }
