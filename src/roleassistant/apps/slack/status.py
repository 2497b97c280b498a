"""What stands under a thread while the bot works: set if that takes long, always cleared."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from types import TracebackType

from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.runtime import Runtime

# Slack clears a status by itself after two minutes.
_RENEWED_SECONDS = 90.0
_STATUS = "is looking it up…"
_LOADING = [
    "Reading the profiles…",
    "Finding the statements that answer this…",
    "Checking each sentence against its source…",
]


class Status:
    """Entered when work begins. Nothing is shown of work that is done within `after` seconds: a
    call costs more than that."""

    def __init__(
        self,
        runtime: Runtime,
        client: AsyncWebClient,
        channel: str,
        thread_ts: str | None,
        after: float,
    ) -> None:
        self._runtime = runtime
        self._client = client
        self._channel = channel
        self._thread_ts = thread_ts
        self._after = after
        self._begun = False
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Status:
        if self._thread_ts is not None:
            self._task = asyncio.create_task(self._keep_up())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._task is None:
            return
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task
        if self._begun:
            # Also where a message was posted, which clears it: nobody knows in which order the
            # two calls arrived.
            await self._set("")

    async def _keep_up(self) -> None:
        await asyncio.sleep(self._after)
        while True:
            self._begun = True
            await self._set(_STATUS, _LOADING)
            await asyncio.sleep(_RENEWED_SECONDS)

    async def _set(self, status: str, loading: list[str] | None = None) -> None:
        assert self._thread_ts is not None
        await self._runtime.courtesy(
            "Setting the status",
            self._client.assistant_threads_setStatus(
                channel_id=self._channel,
                thread_ts=self._thread_ts,
                status=status,
                loading_messages=loading,
            ),
        )
