"""chat.*Stream: a message that grows; it may be appended to only between its start and its end."""

from __future__ import annotations

import time
from typing import Any

from roleassistant.apps.slack.demo.limits.blocks import BLOCKS
from roleassistant.apps.slack.demo.limits.shapes import array, one_of, record, string, tagged
from roleassistant.apps.slack.demo.methods.calls import Call, Json, Refused, checked, method
from roleassistant.apps.slack.demo.workspace import BOT_USER, Message

_MARKDOWN = 12_000
_OF_A_TASK = 256
_SOURCE = record({"type": one_of("url"), "url": string(3000), "text": string(150)})
_CHUNK = tagged(
    {
        "markdown_text": record({"type": one_of("markdown_text"), "text": string(_MARKDOWN)}),
        "task_update": record(
            {
                "type": one_of("task_update"),
                "id": string(255),
                "title": string(_OF_A_TASK),
                "status": one_of("pending", "in_progress", "complete", "error"),
            },
            {
                "details": string(_OF_A_TASK),
                "output": string(_OF_A_TASK),
                "sources": array(_SOURCE, 100),
            },
        ),
        "plan_update": record({"type": one_of("plan_update"), "title": string(_OF_A_TASK)}),
        "blocks": record({"type": one_of("blocks"), "blocks": array(tagged(BLOCKS), 50)}),
    }
)
_CHUNKS = array(_CHUNK, 100)


def _append(call: Call, message: Message) -> None:
    markdown, chunks = call.text("markdown_text", required=False), call.value("chunks") or []
    if len(markdown) > _MARKDOWN:
        raise Refused("msg_too_long")
    problems = [*_CHUNKS(chunks, "/chunks")] if chunks else []
    if problems:
        raise Refused("invalid_chunks", problems)
    message.markdown += markdown
    for chunk in chunks:
        _take(message, chunk)


def _take(message: Message, chunk: Json) -> None:
    match chunk["type"]:
        case "markdown_text":
            message.markdown += chunk["text"]
        case "task_update":
            message.tasks[chunk["id"]] = message.tasks.get(chunk["id"], {}) | chunk
        case "plan_update":
            message.plan = chunk["title"]
        case "blocks":
            message.blocks += checked(chunk["blocks"])


def _streaming(call: Call) -> Message:
    channel = call.channel()
    message = call.team.messages.get((channel.id, call.text("ts")))
    if message is None:
        raise Refused("message_not_found")
    if not message.by_app:
        raise Refused("message_not_owned_by_app")
    if message.streaming and time.monotonic() - message.started > call.stream_lifetime:
        message.streaming, message.stream_ended = False, "expired"
    if not message.streaming:
        raise Refused("message_not_in_streaming_state")
    return message


@method("chat.startStream", "chat:write", a_minute=20)
def start(call: Call) -> Json:
    channel = call.channel()
    root = call.text("thread_ts", error="invalid_thread_ts")
    if (channel.id, root) not in call.team.messages:
        raise Refused("invalid_thread_ts")
    if not channel.direct:
        call.text("recipient_team_id", error="missing_recipient_team_id")
        recipient = call.text("recipient_user_id", error="missing_recipient_user_id")
        person = call.team.users.get(recipient)
        if person is None or person.is_bot:
            raise Refused("invalid_recipient_user_id")
    message = Message(channel.id, call.team.clock.stamp(), BOT_USER, thread_ts=root, by_app=True)
    message.streaming, message.started, message.unfurl = True, time.monotonic(), False
    _append(call, message)
    call.team.say(message)
    call.team.statuses.pop((channel.id, root), None)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.appendStream", "chat:write", a_minute=100)
def append(call: Call) -> Json:
    message = _streaming(call)
    if not call.arguments.get("markdown_text") and not call.arguments.get("chunks"):
        raise Refused("no_text")
    _append(call, message)
    message.versions += 1
    return {"channel": message.channel, "ts": message.ts}


@method("chat.stopStream", "chat:write", a_minute=20)
def stop(call: Call) -> Json:
    message = _streaming(call)
    blocks: list[Any] = call.blocks()
    _append(call, message)
    status = call.text("session_status", required=False)
    if status:
        call.team.sessions[message.channel, message.root] = status
    message.blocks += blocks
    message.metadata = call.value("metadata")
    message.streaming, message.stream_ended = False, "stopped"
    return {"channel": message.channel, "ts": message.ts, "message": message.as_json()}
