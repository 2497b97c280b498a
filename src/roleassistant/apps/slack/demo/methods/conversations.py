"""conversations.*, users.* and usergroups.*: who and what there is."""

from __future__ import annotations

from roleassistant.apps.slack.demo.methods.calls import Call, Json, Refused, method
from roleassistant.apps.slack.demo.workspace import Channel, Message, direct_id

_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_SCOPES_OF = {"channel": "channels", "group": "groups", "im": "im"}


def _channel(call: Call) -> Channel:
    channel = call.team.channels.get(call.text("channel", error="channel_not_found"))
    if channel is None:
        raise Refused("channel_not_found")
    return _permitted(call, channel, "read")


def _permitted(call: Call, channel: Channel, what: str) -> Channel:
    """The channel, where the scope for channels of its kind was given."""
    scope = f"{_SCOPES_OF[channel.kind]}:{what}"
    if call.scopes is not None and scope not in call.scopes:
        raise Refused("missing_scope", needed=scope)
    return channel


def _limit(call: Call) -> int:
    return int(call.arguments.get("limit") or 100)


@method("conversations.open", "im:write", a_minute=50)
def open_conversation(call: Call) -> Json:
    user = call.text("users", error="users_list_not_supplied")
    if user not in call.team.users:
        raise Refused("user_not_found")
    return {"channel": {"id": direct_id(user)}}


@method("conversations.info", *_READ, a_minute=50)
def info(call: Call) -> Json:
    channel = _channel(call)
    about: Json = {
        "id": channel.id,
        "name": channel.name,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.direct,
        "is_private": channel.kind != "channel",
        "is_archived": channel.archived,
    }
    return {"channel": about}


@method("conversations.members", *_READ, a_minute=100)
def members(call: Call) -> Json:
    return {"members": sorted(_channel(call).members), "response_metadata": {"next_cursor": ""}}


def _page(call: Call, messages: list[Message]) -> Json:
    shown = [message.as_json() for message in messages if not message.only_for]
    most = _limit(call)
    return {
        "messages": shown[:most],
        "has_more": len(shown) > most,
        "response_metadata": {"next_cursor": ""},
    }


@method("conversations.replies", *_HISTORY, a_minute=50)
def replies(call: Call) -> Json:
    channel = _permitted(call, call.channel(), "history")
    root = call.text("ts")
    if (channel.id, root) not in call.team.messages:
        raise Refused("thread_not_found")
    return _page(call, call.team.in_thread(channel.id, root))


@method("conversations.history", *_HISTORY, a_minute=50)
def history(call: Call) -> Json:
    channel = _permitted(call, call.channel(), "history")
    roots = [m for m in call.team.in_channel(channel.id) if m.thread_ts in (None, m.ts)]
    return _page(call, roots[::-1])


@method("users.info", "users:read", a_minute=100)
def user_info(call: Call) -> Json:
    user = call.team.users.get(call.text("user", error="user_not_found"))
    if user is None:
        raise Refused("user_not_found")
    about: Json = {
        "id": user.id,
        "team_id": call.team.id,
        "name": user.name,
        "real_name": user.real_name,
        "is_bot": user.is_bot,
        "profile": {"real_name": user.real_name, "display_name": user.name, "email": user.email},
    }
    return {"user": about}


@method("usergroups.list", "usergroups:read", a_minute=20)
def groups(call: Call) -> Json:
    listed = [
        {"id": name, "handle": name.lower(), "name": name, "user_count": len(people)}
        | ({"users": sorted(people)} if call.truth("include_users", False) else {})
        for name, people in call.team.groups.items()
    ]
    return {"usergroups": listed}


@method("usergroups.users.list", "usergroups:read", a_minute=20)
def group_members(call: Call) -> Json:
    group = call.text("usergroup")
    if group not in call.team.groups:
        raise Refused("no_such_subteam")
    return {"users": sorted(call.team.groups[group])}
