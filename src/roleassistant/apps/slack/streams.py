"""An answer as it is being worded: verified pieces, appended to a streamed message.

Used where a language model takes its seconds; starting and stopping a stream are limited to 20 a
minute for a workspace, so what is quick is one message. A stream that gets old or long is stopped
and another begun. Where streaming fails, nothing is lost: the answer is delivered as messages, into
those that the stream left behind.
"""

from __future__ import annotations

import logging
import time

from slack_sdk.web.async_chat_stream import AsyncChatStream
from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.blocks.message import Json
from roleassistant.apps.slack.requests import Request
from roleassistant.apps.slack.runtime import CALL_FAILED, name_of

_log = logging.getLogger(__name__)

# Slack ends a stream after some five minutes, and takes 12,000 characters in one.
ROLLED_OVER_SECONDS = 230.0
MOST_LETTERS = 11_000
_BUFFER = 120


class Stream:
    """The streamed messages of one answer. `messages` are their ts, `text` what was appended."""

    def __init__(self, client: AsyncWebClient, request: Request) -> None:
        assert request.thread_ts is not None
        self._client = client
        self._request = request
        self._thread_ts = request.thread_ts
        self._stream: AsyncChatStream | None = None
        self._began = 0.0
        self._in_this = 0
        self.messages: tuple[str, ...] = ()
        self.text = ""
        self.failed = False
        self.start_lost = False  # it failed at a start that Slack may have made all the same

    async def append(self, text: str) -> None:
        """Show more of the answer, unless streaming has failed before."""
        if self.failed or not text:
            return
        try:
            await self._make_room(len(text))
            stream = self._stream or self._begin()
            await stream.append(markdown_text=text)
            self._keep_ts(stream)
        except CALL_FAILED as problem:
            self._give_up(problem)
            return
        self.text += text
        self._in_this += len(text)

    async def close(self, blocks: list[Json]) -> bool:
        """End the stream with `blocks` below it; whether all of it is shown."""
        if self._stream is None or self.failed:
            return False
        try:
            await self._stream.stop(blocks=blocks)
        except CALL_FAILED as problem:
            self._give_up(problem)
            return False
        self._keep_ts(self._stream)
        return True

    async def abandon(self) -> None:
        """End the stream where it is, since nothing more will come."""
        if self._stream is not None and not self.failed and self._stream.ts is not None:
            try:
                await self._stream.stop()
            except CALL_FAILED as problem:
                self._give_up(problem)

    async def delete(self) -> None:
        """Take back what it has shown."""
        await self.abandon()
        for ts in self.messages:
            try:
                await self._client.chat_delete(channel=self._request.channel, ts=ts)
            except CALL_FAILED as problem:
                _log.warning("A stream is left in a thread (%s).", name_of(problem))

    async def _make_room(self, letters: int) -> None:
        old = time.monotonic() - self._began > ROLLED_OVER_SECONDS
        long = self._in_this + letters > MOST_LETTERS
        if self._stream is not None and (old or long):
            await self._stream.stop()
            self._keep_ts(self._stream)
            self._stream = None

    def _begin(self) -> AsyncChatStream:
        self._stream = AsyncChatStream(
            self._client,
            channel=self._request.channel,
            logger=_log,
            thread_ts=self._thread_ts,
            buffer_size=_BUFFER,
            recipient_team_id=self._request.team or self._request.enterprise,
            recipient_user_id=self._request.user,
        )
        self._began, self._in_this = time.monotonic(), 0
        return self._stream

    def _keep_ts(self, stream: AsyncChatStream) -> None:
        if stream.ts is not None and stream.ts not in self.messages:
            self.messages = (*self.messages, stream.ts)

    def _give_up(self, problem: BaseException) -> None:
        _log.warning("Streaming failed (%s); the answer is delivered whole.", name_of(problem))
        if self._stream is not None:
            self._keep_ts(self._stream)
            self.start_lost = self._stream.ts is None
        self.failed = True
