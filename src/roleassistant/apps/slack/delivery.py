"""From messages to what people see: posted once, wherever they can be.

The ladder: a message is posted where it was asked for; where Slack refuses its blocks, shorter ones
are rendered, and at last plain text; where the bot may not post, the asker gets it as a direct
message. An answer that only the asker sees goes to the `response_url` of what they pressed or
typed, and as a direct message once that has expired.

Posted once: before a message is sent off, the job says so; after it, the job holds its `ts`. Where
a process died, or a call broke off, between the two, the message is looked for in the thread by its
metadata (the id of the answer and the number of the part) before it is posted again. That needs the
history of the place: the bot has it in direct messages and, where follow-ups are on, in channels.
Without it the message is posted again: of the two mistakes, doubled is better than lost. A
`response_url` cannot be looked at, so what broke off there may come twice, to the asker alone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from roleassistant.apps.slack.blocks.inert import mrkdwn
from roleassistant.apps.slack.blocks.message import Message
from roleassistant.apps.slack.blocks.notices import not_here
from roleassistant.apps.slack.requests import Surface
from roleassistant.apps.slack.runtime import CALL_FAILED, Runtime, name_of
from roleassistant.apps.slack.storage.queue import Job, Progress
from roleassistant.apps.slack.workspaces import retry_after

_log = logging.getLogger(__name__)

METADATA = "roleassistant_answer"
# Slack takes five answers at a response_url; one is left for what goes wrong.
_MOST_BY_URL = 4
_LOOKED_AT = 100

_NOT_HERE = frozenset(
    "not_in_channel channel_not_found is_archived restricted_action no_permission "
    "restricted_action_read_only_channel restricted_action_thread_only_channel "
    "restricted_action_non_threadable_channel restricted_action_thread_locked "
    "thread_not_found cannot_reply_to_message message_not_found "
    "ekm_access_denied team_access_not_granted".split()
)
_NOT_SO = frozenset(
    "invalid_blocks invalid_blocks_format msg_blocks_too_long msg_too_long "
    "block_mismatch invalid_attachments".split()
)
_NOT_ANY_MORE = frozenset("message_not_found cant_update_message edit_window_closed".split())

Render = Callable[[int], Sequence[Message]]


class Later(Exception):
    """It cannot be done now. `seconds` is set where Slack said when to come back; `counts` where it
    was no trouble of Slack's, so that it is not tried for ever."""

    def __init__(self, cause: str, seconds: float | None = None, *, counts: bool = False) -> None:
        super().__init__(cause)
        self.cause = cause
        self.seconds = seconds
        self.counts = counts


class Undeliverable(Exception):
    """There is no way to this asker."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """Where the messages are. `channel` differs from the job's where they went to the asker."""

    job: Job
    channel: str


class Delivery:
    """Delivers what one job says."""

    def __init__(self, runtime: Runtime, client: AsyncWebClient) -> None:
        self._runtime = runtime
        self._client = client

    async def settle(self, job: Job, renderings: Sequence[Sequence[Message]]) -> Delivered:
        """See to it that people see the first of `renderings` that Slack takes, and see it once.

        What the job has shown already is brought up to date, what is missing posted, what is left
        over deleted.

        Raises:
            Later: not now.
            Undeliverable: never.
        """
        request = job.request
        if request.response_url is not None:
            return await self._by_url(job, renderings)
        try:
            job = await self._looked_for(job, request.channel)
            return Delivered(await self._posted(job, request.channel, renderings), request.channel)
        except SlackApiError as problem:
            if name_of(problem) not in _NOT_HERE or request.surface is Surface.DIRECT:
                raise self._as_ours(problem) from problem
            _log.info("The bot may not post there (%s); the asker is told.", name_of(problem))
            return await self._directly(job, renderings, why=name_of(problem))
        except CALL_FAILED as problem:
            raise self._as_ours(problem) from problem

    async def opened(self, job: Job, beginning: str = "") -> Job:
        """The job in a thread of the asker's direct messages, where it was asked in no channel: it
        begins with what was asked, since nobody typed it there, or else with `beginning`.

        Raises:
            Later: not now.
            Undeliverable: never.
        """
        request = job.request
        if request.channel != request.user:
            return job
        try:
            # Posting to a user opens the conversation with them.
            told = await self._client.chat_postMessage(
                channel=request.user,
                text=beginning or _asked(request.text),
                unfurl_links=False,
                unfurl_media=False,
            )
        except CALL_FAILED as problem:
            raise self._as_ours(problem) from problem
        channel, thread_ts = str(told["channel"]), str(told["ts"])
        moved = replace(request, channel=channel, thread_ts=thread_ts)
        return await self._runtime.stored(lambda: self._runtime.queue.move(job, moved))

    # --- in a channel or a direct message ---------------------------------------------------------

    async def _posted(
        self,
        job: Job,
        channel: str,
        renderings: Sequence[Sequence[Message]],
        thread_ts: str | None = None,
    ) -> Job:
        thread_ts = thread_ts or (job.request.thread_ts if channel == job.request.channel else None)
        for attempt, messages in enumerate(renderings, 1):
            try:
                for number, message in enumerate(messages):
                    job = await self._show(job, channel, thread_ts, number, message)
                return await self._without_the_rest(job, channel, len(messages))
            except SlackApiError as problem:
                if name_of(problem) not in _NOT_SO or attempt == len(renderings):
                    raise
                _log.warning("Slack refuses a message (%s); a plainer one goes.", name_of(problem))
        return job

    async def _show(
        self, job: Job, channel: str, thread_ts: str | None, number: int, message: Message
    ) -> Job:
        shown = job.progress.messages
        if number < len(shown):
            try:
                await self._changed(channel, shown[number], message)
                return job
            except SlackApiError as problem:
                if name_of(problem) not in _NOT_ANY_MORE:
                    raise
                job = replace(job, progress=replace(job.progress, messages=shown[:number]))
        job = await self._record(job, begun=number + 1)
        posted = await self._client.chat_postMessage(
            channel=channel,
            thread_ts=thread_ts,
            metadata={
                "event_type": METADATA,
                "event_payload": {"answer": job.progress.answer or "", "part": number},
            },
            **message.payload(),
        )
        return await self._record(job, messages=(*job.progress.messages, str(posted["ts"])))

    async def _changed(self, channel: str, ts: str, message: Message) -> None:
        text, blocks = message.text, list(message.blocks)
        try:
            await self._client.chat_update(channel=channel, ts=ts, text=text, blocks=blocks)
        except SlackApiError as problem:
            if name_of(problem) != "streaming_state_conflict":
                raise
            # Its stream could not be ended before; as long as it lasts nothing can be changed.
            await self._client.chat_stopStream(channel=channel, ts=ts)
            await self._client.chat_update(channel=channel, ts=ts, text=text, blocks=blocks)

    async def _without_the_rest(self, job: Job, channel: str, wanted: int) -> Job:
        for ts in job.progress.messages[wanted:]:
            await self._runtime.courtesy(
                "Deleting what is out of date", self._client.chat_delete(channel=channel, ts=ts)
            )
        return await self._record(job, messages=job.progress.messages[:wanted])

    async def _looked_for(self, job: Job, channel: str) -> Job:
        """The job, with what was posted before it broke off."""
        progress = job.progress
        if progress.begun <= len(progress.messages) or progress.answer is None:
            return job
        thread_ts = job.request.thread_ts
        try:
            if thread_ts is not None:
                told = await self._client.conversations_replies(
                    channel=channel, ts=thread_ts, limit=_LOOKED_AT, include_all_metadata=True
                )
            else:
                told = await self._client.conversations_history(
                    channel=channel, limit=_LOOKED_AT, include_all_metadata=True
                )
        except SlackApiError as problem:
            if name_of(problem) in ("ratelimited", "internal_error", "fatal_error"):
                raise
            _log.warning("Whether it was posted before cannot be seen: %s", name_of(problem))
            return job
        held: dict[int, str] = {}
        for message in told.get("messages") or ():
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if payload.get("answer") == progress.answer:
                held[int(payload.get("part", 0))] = str(message["ts"])
        found = tuple(held[part] for part in sorted(held))
        if len(found) > len(progress.messages):
            return await self._record(job, messages=found)
        return job

    # --- to the asker alone -----------------------------------------------------------------------

    async def _by_url(self, job: Job, renderings: Sequence[Sequence[Message]]) -> Delivered:
        request = job.request
        assert request.response_url is not None
        messages = renderings[0]
        if len(messages) > _MOST_BY_URL:
            return await self._directly(job, renderings, why="long")
        webhook = AsyncWebhookClient(
            request.response_url, timeout=self._client.timeout, session=self._client.session
        )
        for number in range(len(job.progress.messages), len(messages)):
            job = await self._record(job, begun=number + 1)
            try:
                answered = await webhook.send_dict(
                    {
                        **messages[number].payload(),
                        "response_type": "ephemeral",
                        "replace_original": False,
                    }
                )
            except (aiohttp.ClientError, TimeoutError, ValueError) as problem:
                raise Later(type(problem).__name__) from problem
            if answered.status_code == 429 or answered.status_code >= 500:
                seconds = retry_after(answered.headers) if answered.status_code == 429 else None
                raise Later(f"status {answered.status_code}", seconds)
            if answered.status_code != 200:
                _log.info("A response_url is of no use any more; the asker is told directly.")
                return await self._directly(job, renderings, why="expired")
            job = await self._record(job, messages=(*job.progress.messages, "private"))
        return Delivered(job, request.channel)

    async def _directly(
        self, job: Job, renderings: Sequence[Sequence[Message]], *, why: str
    ) -> Delivered:
        """As a direct message, with a line that says where it was asked."""
        request = job.request
        fresh = replace(job, progress=replace(job.progress, begun=0, messages=()))
        lead = not_here(request.text) if why not in ("long", "expired") else None
        said = lead.text if lead else _asked(request.text)
        try:
            # Posting to a user opens the conversation with them.
            told = await self._client.chat_postMessage(
                channel=request.user, text=said, unfurl_links=False, unfurl_media=False
            )
            channel = str(told["channel"])
            done = await self._posted(fresh, channel, renderings, str(told["ts"]))
        except CALL_FAILED as problem:
            raise self._as_ours(problem) from problem
        return Delivered(done, channel)

    # --- bookkeeping ------------------------------------------------------------------------------

    async def _record(self, job: Job, **changed: Any) -> Job:
        progress: Progress = replace(job.progress, **changed)
        return await self._runtime.stored(lambda: self._runtime.queue.record(job, progress))

    def _as_ours(self, problem: BaseException) -> Later | Undeliverable:
        name = name_of(problem)
        self._runtime.metrics.refusals.labels(error=name).inc()
        if not isinstance(problem, SlackApiError):
            return Later(name)
        response = problem.response
        if name == "ratelimited" or getattr(response, "status_code", 200) == 429:
            return Later(name, retry_after(response.headers))
        if getattr(response, "status_code", 200) >= 500 or name in _PASSING:
            return Later(name)
        return Undeliverable(name)


def _asked(text: str) -> str:
    return f"You asked: {mrkdwn(' '.join(text.split())[:300])}"


# Slack's own trouble, and a token that somebody is about to put right.
_PASSING = frozenset(
    "internal_error fatal_error service_unavailable request_timeout unknown "
    "invalid_auth not_authed token_expired accesslimited team_added_to_org".split()
)
