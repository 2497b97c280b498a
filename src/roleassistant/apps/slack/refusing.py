"""Telling people that their question was not taken: in the background, a few at a time.

What is full has to be told to as many as ask, while Slack takes a message a second for a channel. A
refusal waits its turn here, and costs nobody's acknowledgement; there are at most so many waiting
that memory stays flat, and what does not fit is counted and logged.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.blocks.notices import busy
from roleassistant.apps.slack.requests import Request, Surface
from roleassistant.apps.slack.runtime import CALL_FAILED, Runtime, name_of

_log = logging.getLogger(__name__)

_SENDERS = 4
_MOST_WAITING = 5_000


class Refusing:
    """Sends refusals as long as it runs."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._waiting: asyncio.Queue[tuple[AsyncWebClient, Request]] = asyncio.Queue(_MOST_WAITING)
        self._senders: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to send."""
        self._senders = [asyncio.create_task(self._send()) for _ in range(_SENDERS)]

    def tell(self, client: AsyncWebClient, request: Request) -> None:
        """Say that a question was not taken."""
        try:
            self._waiting.put_nowait((client, request))
        except asyncio.QueueFull:
            self._runtime.metrics.events.labels(outcome="not_told").inc()
            _log.error("So many questions are refused that not everybody can be told.")

    async def stop(self, grace_seconds: float) -> None:
        """Send what waits, for as long as the grace lasts."""
        with suppress(TimeoutError):
            async with asyncio.timeout(grace_seconds):
                await self._waiting.join()
        for sender in self._senders:
            sender.cancel()
        await asyncio.gather(*self._senders, return_exceptions=True)

    async def _send(self) -> None:
        message = busy()
        while True:
            client, request = await self._waiting.get()
            try:
                if request.surface is Surface.DIRECT:
                    await client.chat_postMessage(
                        channel=request.channel, thread_ts=request.thread_ts, **message.payload()
                    )
                else:
                    said = {k: v for k, v in message.payload().items() if "unfurl" not in k}
                    await client.chat_postEphemeral(
                        channel=request.channel,
                        user=request.user,
                        thread_ts=request.thread_ts,
                        text=said["text"],
                        blocks=said["blocks"],
                    )
            except CALL_FAILED as problem:
                self._runtime.metrics.refusals.labels(error=name_of(problem)).inc()
                _log.warning("Somebody could not be told that it is busy: %s", name_of(problem))
            finally:
                self._waiting.task_done()
