"""How events reach the bot: through a websocket (Socket Mode) or as signed requests.

What is not acknowledged within three seconds is sent again, as Slack does; interactions and
commands are not. Everything sent is kept, with when it was acknowledged and with what.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from roleassistant.apps.slack.demo.requests import EVENT, encoded, signature
from roleassistant.apps.slack.demo.workspace import APP_ID

Json = dict[str, Any]

_PATIENCE_S = 3.0
_NOBODY_LISTENS_S = 0.05


@dataclass(slots=True, eq=False)
class Delivery:
    """One thing that was sent to the bot, and what the bot said to it."""

    kind: str
    payload: Json
    sent: float = 0.0
    attempts: int = 0
    acknowledged: float | None = None
    response: Any = None
    status: int | None = None
    settled: bool = False
    then: Callable[[Delivery], None] | None = None

    @property
    def waited(self) -> float | None:
        """Seconds from the first sending to the acknowledgement."""
        return None if self.acknowledged is None else self.acknowledged - self.sent

    @property
    def event_id(self) -> str:
        return str(self.payload.get("event_id", ""))


@dataclass(slots=True)
class Courier:
    """Sends; keeps the sockets that are open and what was delivered."""

    changed: Callable[[], None]
    signing_secret: str
    request_url: str | None = None
    retry_after: tuple[float, ...] = (0.0, 60.0, 300.0)
    patience: float = _PATIENCE_S
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    connections: int = 0
    _open: dict[str, Delivery] = field(default_factory=dict)
    _acknowledged: dict[str, asyncio.Event] = field(default_factory=dict)
    _session: aiohttp.ClientSession | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _turn: itertools.count[int] = field(default_factory=itertools.count)

    def post(self, kind: str, payload: Json, copies: int = 1, first_lost: bool = False) -> Delivery:
        """Send, at once or as soon as the bot listens; again until it says that it has it.

        copies: how often the same is sent. first_lost: Slack believes that it sent it once.
        """
        delivery = Delivery(kind, payload, sent=time.monotonic(), attempts=int(first_lost))
        self.deliveries.append(delivery)
        for _ in range(copies):
            self._start(self._deliver(delivery))
        return delivery

    def _start(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, delivery: Delivery) -> None:
        waits = (0.0, *self.retry_after) if delivery.kind == EVENT else (0.0,)
        for wait in waits:
            await asyncio.sleep(wait)
            if delivery.acknowledged is not None:
                break
            if await self._attempt(delivery):
                break
        delivery.settled = True
        self.changed()

    async def _attempt(self, delivery: Delivery) -> bool:
        attempt, delivery.attempts = delivery.attempts, delivery.attempts + 1
        if self.request_url:
            return await self._by_http(delivery, attempt)
        return await self._by_socket(delivery, attempt)

    async def _by_socket(self, delivery: Delivery, attempt: int) -> bool:
        envelope = str(uuid.uuid4())
        self._open[envelope] = delivery
        event = self._acknowledged[envelope] = asyncio.Event()
        message: Json = {
            "envelope_id": envelope,
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.kind != EVENT,
        }
        if delivery.kind == EVENT:
            message |= {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
        try:
            return await self._sent(json.dumps(message), event)
        finally:
            self._open.pop(envelope, None)
            self._acknowledged.pop(envelope, None)

    async def _sent(self, message: str, acknowledged: asyncio.Event) -> bool:
        deadline = time.monotonic() + self.patience
        while True:
            listening = [socket for socket in self.sockets if not socket.closed]
            if listening:
                socket = listening[next(self._turn) % len(listening)]
                with contextlib.suppress(ConnectionError, aiohttp.ClientError):
                    await socket.send_str(message)
                    break
            if time.monotonic() > deadline:
                return False
            await asyncio.sleep(_NOBODY_LISTENS_S)
        # What was sent on a connection that ends is lost, unless it was acknowledged before.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(acknowledged.wait(), self.patience)
        return acknowledged.is_set()

    async def listen(self, request: web.Request) -> web.WebSocketResponse:
        """A websocket of the bot, from hello to its end."""
        socket = web.WebSocketResponse(heartbeat=None, max_msg_size=0)
        await socket.prepare(request)
        self.connections += 1
        hello: Json = {
            "type": "hello",
            "num_connections": len(self.sockets) + 1,
            "debug_info": {"host": "applink", "approximate_connection_time": 18060},
            "connection_info": {"app_id": APP_ID},
        }
        await socket.send_str(json.dumps(hello))
        self.sockets.append(socket)
        self.changed()
        try:
            # A pong to a connection that was aborted fails; it is the end of that connection.
            with contextlib.suppress(ConnectionError):
                async for message in socket:
                    if message.type == aiohttp.WSMsgType.TEXT:
                        self._take(json.loads(message.data))
        finally:
            self.sockets.remove(socket)
            self.changed()
        return socket

    def _take(self, message: Json) -> None:
        envelope = message.get("envelope_id", "")
        delivery, event = self._open.get(envelope), self._acknowledged.get(envelope)
        if delivery is None or event is None:
            return  # too late, or of no envelope of ours
        self._acknowledge(delivery, message.get("payload"))
        event.set()

    def _acknowledge(self, delivery: Delivery, response: Any) -> None:
        if delivery.acknowledged is None:
            delivery.acknowledged, delivery.response = time.monotonic(), response
            if delivery.then is not None:
                delivery.then(delivery)
        self.changed()

    async def _by_http(self, delivery: Delivery, attempt: int) -> bool:
        body, content_type = encoded(delivery.kind, delivery.payload)
        headers = {"Content-Type": content_type, **signature(self.signing_secret, body)}
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_timeout"}
        session = self._session = self._session or aiohttp.ClientSession()
        limit = aiohttp.ClientTimeout(total=self.patience)
        assert self.request_url is not None
        try:
            async with session.post(
                self.request_url, data=body, headers=headers, timeout=limit
            ) as answer:
                text = await answer.text()
                delivery.status = answer.status
                if answer.status != 200:
                    return False
        except (aiohttp.ClientError, TimeoutError, ConnectionError):
            return False
        response: Any = text
        if "json" in answer.headers.get("Content-Type", ""):
            response = json.loads(text or "null")
        self._acknowledge(delivery, response or None)
        return True

    async def end_connections(self, how: str) -> None:
        """End each open websocket: `refresh` and `warning` as announced, `close`, `abort`."""
        for socket in list(self.sockets):
            match how:
                case "abort":
                    transport = socket._req.transport if socket._req is not None else None
                    if transport is not None:
                        transport.abort()
                case "close":
                    # Not waited for: the other side may not read.
                    self._start(socket.close())
                case _:
                    reason = {"refresh": "refresh_requested"}.get(how, how)
                    message = {"type": "disconnect", "reason": reason, "debug_info": {}}
                    await socket.send_str(json.dumps(message))

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        for socket in list(self.sockets):
            with contextlib.suppress(ConnectionError, TimeoutError):
                await asyncio.wait_for(socket.close(), 1)
        if self._session is not None:
            await self._session.close()
