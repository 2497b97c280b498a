"""The bot over HTTP: Bolt's ASGI adapter behind a guard, health and metrics beside it.

The guard refuses what is no request of Slack before anything reads it: Bolt parses a body before it
verifies its signature, and breaks on bodies that are no object and on timestamps that are no
number.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler

from roleassistant.apps.slack.app import Bot
from roleassistant.errors import SlackStoreUnavailable

EVENTS_PATH = "/slack/events"
# Slack's largest payloads hold a modal of 100 blocks; a few hundred kilobytes.
MOST_BYTES = 1 << 20

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]


class _Refused(Exception):
    """The request is none of Slack's."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def asgi_of(bot: Bot) -> Application:
    """The ASGI application of a bot that runs: /slack/events, /healthz, /metrics and, with OAuth,
    /slack/install and /slack/oauth_redirect."""
    bolt = AsyncSlackRequestHandler(bot.app, path=EVENTS_PATH)

    async def application(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await bolt(scope, receive, send)  # type: ignore[arg-type]
            return
        path, method = scope["path"], scope["method"]
        try:
            if path == EVENTS_PATH and method == "POST":
                body = await _guarded(scope, receive)
                await bolt(scope, _again(body), send)  # type: ignore[arg-type]
            elif path == "/healthz" and method in ("GET", "HEAD"):
                await _healthy(bot, send)
            elif path == "/metrics" and method in ("GET", "HEAD"):
                metrics = bot.runtime.metrics
                await _answer(send, 200, metrics.text(), metrics.content_type)
            else:
                await bolt(scope, receive, send)  # type: ignore[arg-type]
        except _Refused as refused:
            await _answer(send, refused.status, refused.reason.encode())

    return application


async def _guarded(scope: MutableMapping[str, Any], receive: Receive) -> bytes:
    """The body of what may be a request of Slack."""
    headers = {name.decode("latin-1").lower(): value for name, value in scope["headers"]}
    timestamp = headers.get("x-slack-request-timestamp", b"").decode("latin-1")
    signature = headers.get("x-slack-signature", b"")
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12 and signature):
        raise _Refused(401, "not signed by Slack")
    declared = headers.get("content-length", b"0").decode("latin-1")
    if not declared.isdecimal() or int(declared) > MOST_BYTES:
        raise _Refused(413, "too large")
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Refused(400, "cut off")
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            raise _Refused(413, "too large")
        if not message.get("more_body"):
            break
    kind = headers.get("content-type", b"").decode("latin-1").partition(";")[0].strip().lower()
    if not _is_an_object(bytes(body), kind):
        raise _Refused(400, "not understood")
    return bytes(body)


def _is_an_object(body: bytes, kind: str) -> bool:
    """Whether Bolt can read it: a JSON object, or a form that may hold one as `payload`."""
    try:
        text = body.decode("utf-8")
        if kind == "application/json":
            return isinstance(json.loads(text), dict)
        if kind != "application/x-www-form-urlencoded":
            return False
        fields = parse_qs(
            text, keep_blank_values=True, strict_parsing=bool(text), max_num_fields=200
        )
        payload = fields.get("payload")
        return payload is None or isinstance(json.loads(payload[0]), dict)
    except (ValueError, RecursionError):
        return False


def _again(body: bytes) -> Receive:
    """The body, as if it had not been read."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _healthy(bot: Bot, send: Send) -> None:
    """Whether events can be stored: what cannot be stored is not acknowledged."""
    try:
        await bot.runtime.accepting(bot.runtime.queue.depth)
    except SlackStoreUnavailable:
        await _answer(send, 503, b"the store does not answer")
        return
    await _answer(send, 200, b"ok")


async def _answer(
    send: Send, status: int, body: bytes, content_type: str = "text/plain; charset=utf-8"
) -> None:
    headers = [(b"content-type", content_type.encode()), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
