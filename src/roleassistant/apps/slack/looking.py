"""Looking for what a call that broke off may have done: before anything is posted a second time.

A look that fails for now puts the job off: what cannot be seen now is not posted again now. Only
where the bot may not look at all is there nothing to know, and it goes on as if nothing was there:
of the two mistakes, doubled is better than lost.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.outcomes import Later, as_ours
from roleassistant.apps.slack.runtime import CALL_FAILED, Runtime, name_of
from roleassistant.apps.slack.storage.jobs import Job
from roleassistant.apps.slack.workspaces import Workspace

_log = logging.getLogger(__name__)

METADATA = "roleassistant_answer"
LEAD = "roleassistant_lead"
_LOOKED_AT = 200

_Result = TypeVar("_Result")


class Looking:
    """Looks where one job says something. What it raises is `Later`: it cannot be seen now."""

    def __init__(self, runtime: Runtime, client: AsyncWebClient) -> None:
        self._runtime = runtime
        self._client = client

    async def parts(self, job: Job) -> dict[int, str]:
        """The messages that show the job's answer, or the one from before its question changed,
        each by the number of its part."""
        wanted = {job.progress.answer, job.progress.former} - {None}
        held: dict[int, str] = {}
        for message in await self._messages(*job.place, job.request.ts):
            payload = _payload(message, METADATA)
            if payload.get("answer") in wanted:
                held[int(payload.get("part", 0))] = str(message["ts"])
        return held

    async def lead(self, job: Job) -> tuple[str, str] | None:
        """The direct conversation and the line in it that begins the job's thread."""
        user = job.request.user
        told = await self._asked(lambda: self._client.conversations_open(users=[user]))
        if told is None:
            return None
        channel = str(told["channel"]["id"])
        for message in await self._messages(channel, None, None):
            if _payload(message, LEAD).get("answer") == (job.progress.answer or ""):
                return channel, str(message["ts"])
        return None

    async def file(self, job: Job, name: str) -> bool:
        """Whether a file of this name is in the job's thread."""
        messages = await self._messages(*job.place, job.request.ts)
        return any(file.get("name") == name for m in messages for file in m.get("files") or ())

    async def moored(self, job: Job, workspace: Workspace) -> Job:
        """The job with the message of its stream, which Slack may have begun though its answer that
        it did was lost.

        Raises:
            Later: it cannot be looked for now, and would be left in the thread for good.
        """
        request, traces = job.request, self._runtime.traces
        assert request.thread_ts is not None
        thread_ts = request.thread_ts
        known = await self._runtime.stored(
            lambda: traces.in_thread(request.team, request.channel, thread_ts)
        )
        shown = job.progress.messages
        found = await self._stream(job, workspace, known | {*shown})
        messages = shown if found is None else (*shown, found)
        progress = replace(
            job.progress,
            adrift=False,
            begun=max(job.progress.begun, len(messages)),
            messages=messages,
        )
        return await self._runtime.stored(lambda: self._runtime.queue.record(job, progress))

    async def _stream(self, job: Job, workspace: Workspace, known: Collection[str]) -> str | None:
        """The message of the bot in the job's thread that is none of those that are known."""
        since = job.request.ts or job.request.thread_ts or ""
        for message in await self._messages(*job.place, job.request.ts):
            own = message.get("user") == workspace.bot_user
            ts = str(message["ts"])
            if own and ts > since and ts not in known and not message.get("metadata"):
                return ts
        return None

    async def _messages(
        self, channel: str, thread_ts: str | None, since: str | None
    ) -> list[dict[str, Any]]:
        if thread_ts is not None:
            told = await self._asked(
                lambda: self._client.conversations_replies(
                    channel=channel,
                    ts=thread_ts,
                    limit=_LOOKED_AT,
                    oldest=since,
                    include_all_metadata=True,
                )
            )
        else:
            told = await self._asked(
                lambda: self._client.conversations_history(
                    channel=channel, limit=_LOOKED_AT, include_all_metadata=True
                )
            )
        return list(told.get("messages") or ()) if told is not None else []

    async def _asked(self, call: Callable[[], Awaitable[_Result]]) -> _Result | None:
        try:
            return await call()
        except CALL_FAILED as problem:
            ours = as_ours(self._runtime, problem)
            if isinstance(ours, Later):
                raise ours from problem
            _log.warning("What was posted before cannot be seen: %s", name_of(problem))
            return None


def _payload(message: dict[str, Any], kind: str) -> dict[str, Any]:
    metadata = message.get("metadata") or {}
    return (metadata.get("event_payload") or {}) if metadata.get("event_type") == kind else {}
