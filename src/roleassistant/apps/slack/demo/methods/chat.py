"""chat.*: messages said, changed and taken back."""

from __future__ import annotations

import time

from roleassistant.apps.slack.demo.methods.calls import Call, Json, Refused, method
from roleassistant.apps.slack.demo.workspace import BOT_USER, Channel, Message

_TEXT_KEPT = 40_000
_MARKDOWN = 12_000


def _thread(call: Call, channel: Channel) -> str | None:
    root = call.text("thread_ts", required=False) or None
    if root is not None and (channel.id, root) not in call.team.messages:
        raise Refused("thread_not_found" if channel.direct else "invalid_thread_ts")
    return root


def _said(call: Call, channel: Channel, only_for: str | None = None) -> Message:
    markdown = call.text("markdown_text", required=False)
    text, blocks = call.text("text", required=False), call.blocks()
    if markdown and (text or blocks):
        raise Refused("markdown_text_conflict")
    if len(markdown) > _MARKDOWN:
        raise Refused("msg_too_long")
    if not (markdown or text or blocks or call.value("attachments")):
        raise Refused("no_text")
    return call.team.say(
        Message(
            channel.id,
            call.team.clock.stamp(),
            BOT_USER,
            text[:_TEXT_KEPT],
            blocks,
            thread_ts=_thread(call, channel),
            markdown=markdown,
            only_for=only_for,
            metadata=call.value("metadata"),
            unfurl=call.truth("unfurl_links", True) or call.truth("unfurl_media", True),
            by_app=True,
            started=time.monotonic(),
        )
    )


@method("chat.postMessage", "chat:write", a_minute=60)
def post_message(call: Call) -> Json:
    channel = call.channel()
    message = _said(call, channel)
    # A message of the app ends its status in the thread.
    call.team.statuses.pop((channel.id, message.root), None)
    return {"channel": channel.id, "ts": message.ts, "message": message.as_json()}


@method("chat.postEphemeral", "chat:write", a_minute=100)
def post_ephemeral(call: Call) -> Json:
    channel = call.channel()
    user = call.text("user", error="user_not_in_channel")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    return {"message_ts": _said(call, channel, only_for=user).ts}


@method("chat.update", "chat:write")
def update(call: Call) -> Json:
    channel = call.channel()
    message = call.own(channel.id, call.text("ts"))
    if message.streaming:
        raise Refused("streaming_state_conflict")
    text, markdown = call.text("text", required=False), call.text("markdown_text", required=False)
    if len(markdown) > _MARKDOWN:
        raise Refused("msg_too_long")
    if not (text or markdown or "blocks" in call.arguments):
        raise Refused("no_text")
    if "blocks" in call.arguments or markdown:
        message.blocks = call.blocks()
        message.markdown = markdown
    elif text:
        message.blocks, message.markdown = [], ""
    if text:
        message.text = text[:_TEXT_KEPT]
    message.versions += 1
    return {"channel": channel.id, "ts": message.ts, "text": message.text}


@method("chat.delete", "chat:write")
def delete(call: Call) -> Json:
    channel = call.channel()
    message = call.own(channel.id, call.text("ts"))
    message.deleted = True
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink", a_minute=100)
def permalink(call: Call) -> Json:
    channel = call.channel()
    ts = call.text("message_ts")
    if (channel.id, ts) not in call.team.messages:
        raise Refused("message_not_found")
    address = f"https://{call.team.domain}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": address}
