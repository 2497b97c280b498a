"""Requests as Slack makes them over HTTP: what is in them, and by what they are signed."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
import time
import urllib.parse
from typing import Any

Json = dict[str, Any]

EVENT, INTERACTION, COMMAND = "events_api", "interactive", "slash_commands"
_FORM = "application/x-www-form-urlencoded"


def signature(secret: str, body: bytes, at: float | None = None) -> Json:
    """The headers by which Slack shows that a request comes from it."""
    stamp = str(int(time.time() if at is None else at))
    base = b"v0:" + stamp.encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def encoded(kind: str, payload: Json) -> tuple[bytes, str]:
    """The body of a request, and its type: events are JSON, the others are forms."""
    if kind == EVENT:
        return json.dumps(payload).encode(), "application/json"
    if kind == COMMAND:
        return urllib.parse.urlencode(payload).encode(), _FORM
    return urllib.parse.urlencode({"payload": json.dumps(payload)}).encode(), _FORM


def new_event_id() -> str:
    """An id as events have one."""
    return f"Ev{random.randrange(36**9):09d}{time.time_ns() % 10**6:06d}"  # noqa: S311
