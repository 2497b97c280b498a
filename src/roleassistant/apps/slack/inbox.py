"""Where events come in: claimed and queued in one step, or refused in words.

A listener acknowledges only after this has returned. Where it raises, Bolt answers 500 (or leaves
the envelope unacknowledged), and Slack sends the event again.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import time
from collections.abc import Callable, Sequence
from typing import Any

from roleassistant.apps.slack.requests import Request
from roleassistant.apps.slack.runtime import Runtime
from roleassistant.apps.slack.storage.queue import Accepted
from roleassistant.errors import SlackStoreUnavailable

_log = logging.getLogger(__name__)

_MOMENT_SECONDS = 3.0
# Slack waits three seconds. Where the store is locked, what came first waits for it, and everything
# else behind that: it is better to say in time that it cannot be now.
PATIENCE_SECONDS = 2.2


class Inbox:
    """Takes what listeners understood of an event."""

    def __init__(self, runtime: Runtime, wake: Callable[[], None]) -> None:
        self._runtime = runtime
        self._wake = wake

    async def accept(self, identities: Sequence[str], request: Request | None) -> Accepted:
        """Claim an event by its identities, and queue what it asks.

        Raises:
            SlackStoreUnavailable: it was not taken, and is not to be acknowledged.
        """
        runtime, began = self._runtime, time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                accepted = await runtime.accepting(
                    lambda: runtime.queue.accept(identities, request)
                )
        except TimeoutError:
            runtime.metrics.events.labels(outcome="refused").inc()
            raise SlackStoreUnavailable(
                "Others wait for the store, and an event did too long."
            ) from None
        except SlackStoreUnavailable:
            runtime.metrics.events.labels(outcome="refused").inc()
            raise
        runtime.metrics.accepting.observe(time.monotonic() - began)
        runtime.metrics.events.labels(outcome=accepted.name.lower()).inc()
        if request is not None and accepted is Accepted.QUEUED:
            said = (
                request.text if runtime.settings.slack.log_text else f"{len(request.text)} letters"
            )
            _log.info("%s by %s: %s", request.kind.value, request.surface.value, said)
            self._wake()
        return accepted


def identities_of_event(body: dict[str, Any], team: str) -> list[str]:
    """What an event is known by, so that it is answered once: its id, and the message that it is
    about, which Slack may tell of twice (as a mention and as a message)."""
    event = body.get("event") or {}
    app = body.get("api_app_id") or "-"
    known = []
    if body.get("event_id"):
        known.append(f"event:{app}:{team}:{body['event_id']}")
    ts, channel = event.get("ts"), event.get("channel")
    if event.get("type") in ("message", "app_mention") and ts and channel:
        known.append(f"message:{app}:{team}:{channel}:{ts}")
        if event.get("edited"):
            known.append(identity_of_mention(body, team, str(channel), str(ts)))
    return known


def identity_of_mention(body: dict[str, Any], team: str, channel: str, ts: str) -> str:
    """What the bot's being named in an edit is known by: the message was told of before it was,
    and was not for the bot then."""
    return f"mentioned:{body.get('api_app_id') or '-'}:{team}:{channel}:{ts}"


def identity_of_press(body: dict[str, Any], team: str) -> list[str]:
    """What a command, a button or a form is known by. `trigger_id` is new for each press."""
    app = body.get("api_app_id") or "-"
    pressed = (body.get("actions") or [{}])[0]
    given = body.get("trigger_id") or pressed.get("action_ts") or body.get("action_ts")
    return [f"press:{app}:{team}:{given}"] if given else []


def identities_of_choice(body: dict[str, Any], team: str) -> list[str]:
    """What a button that asks something is known by: pressed twice within seconds, as a double
    click does, it asks once. Each press claims the moment and the next one, so that two that are
    closer than that have one in common."""
    pressed = (body.get("actions") or [{}])[0]
    container = body.get("container") or {}
    said = (pressed.get("selected_option") or {}).get("value") or pressed.get("value")
    where = (container.get("channel_id"), container.get("message_ts") or container.get("view_id"))
    user = (body.get("user") or {}).get("id")
    what = json.dumps([team, user, where, pressed.get("action_id"), said])
    name = hashlib.sha256(what.encode()).hexdigest()
    moment = int(time.time() // _MOMENT_SECONDS)
    app = body.get("api_app_id") or "-"
    moments = [f"choice:{app}:{team}:{name}:{moment + n}" for n in (0, 1)]
    return [*identity_of_press(body, team), *moments]
