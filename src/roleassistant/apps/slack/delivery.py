"""From messages to what people see: posted once, wherever they can be.

The ladder: a message is posted where it was asked for; where Slack refuses its blocks, shorter ones
are rendered, and at last plain text; where the bot may not post, the asker gets it as a direct
message. An answer that only the asker sees goes to the `response_url` of what they pressed or
typed, and as a direct message once that has expired.

Posted once: before a message or a file is sent off, the job says so; after it, the job holds its
`ts`. Where a process died, or a call broke off, between the two, it is looked for before it is sent
again (`looking`), a message by its metadata: the id of the answer and the number of the part. A
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
from roleassistant.apps.slack.looking import LEAD, METADATA, Looking
from roleassistant.apps.slack.off_loop import to_its_end
from roleassistant.apps.slack.outcomes import Later, as_ours
from roleassistant.apps.slack.requests import Surface
from roleassistant.apps.slack.runtime import CALL_FAILED, Runtime, name_of
from roleassistant.apps.slack.storage.jobs import Job, Progress
from roleassistant.apps.slack.workspaces import retry_after

_log = logging.getLogger(__name__)

# Slack takes five answers at a response_url; one is left for what goes wrong.
_MOST_BY_URL = 4

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
        self._looking = Looking(runtime, client)

    async def settle(self, job: Job, renderings: Sequence[Sequence[Message]]) -> Delivered:
        """See to it that people see the first of `renderings` that Slack takes, and see it once.

        What the job has shown already is brought up to date, what is missing posted, what is left
        over deleted.

        Raises:
            Later: not now.
            Undeliverable: never.
        """
        request = job.request
        if job.progress.led:
            return await self._directly(job, renderings)
        if request.response_url is not None:
            return await self._by_url(job, renderings)
        try:
            job = await self._looked_for(job)
            return Delivered(await self._posted(job, renderings), request.channel)
        except SlackApiError as problem:
            if name_of(problem) not in _NOT_HERE or request.surface is Surface.DIRECT:
                raise as_ours(self._runtime, problem) from problem
            _log.info("The bot may not post there (%s); the asker is told.", name_of(problem))
            return await self._directly(job, renderings)
        except CALL_FAILED as problem:
            raise as_ours(self._runtime, problem) from problem

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
            job = await self._led(job, beginning or _asked(request.text))
        except CALL_FAILED as problem:
            raise as_ours(self._runtime, problem) from problem
        channel, thread_ts = job.place
        moved = replace(request, channel=channel, thread_ts=thread_ts)
        return await self._runtime.stored(lambda: self._runtime.queue.move(job, moved))

    # --- in a channel or a direct message ---------------------------------------------------------

    async def _posted(self, job: Job, renderings: Sequence[Sequence[Message]]) -> Job:
        for attempt, messages in enumerate(renderings, 1):
            try:
                for number, message in enumerate(messages):
                    job = await self._show(job, number, message)
                return await self._without_the_rest(job, len(messages))
            except SlackApiError as problem:
                if name_of(problem) not in _NOT_SO or attempt == len(renderings):
                    raise
                _log.warning("Slack refuses a message (%s); a plainer one goes.", name_of(problem))
        return job

    async def _show(self, job: Job, number: int, message: Message) -> Job:
        shown, (channel, _) = job.progress.messages, job.place
        if number < len(shown):
            try:
                await self._changed(channel, shown[number], message)
                return job
            except SlackApiError as problem:
                if name_of(problem) not in _NOT_ANY_MORE:
                    raise
                # Those after it would stand above it.
                job = await self._without_the_rest(job, number)
        return await to_its_end(self._post(job, number, message))

    async def _post(self, job: Job, number: int, message: Message) -> Job:
        channel, thread_ts = job.place
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

    async def _without_the_rest(self, job: Job, wanted: int) -> Job:
        channel, _ = job.place
        for ts in job.progress.messages[wanted:]:
            await self._runtime.courtesy(
                "Deleting what is out of date", self._client.chat_delete(channel=channel, ts=ts)
            )
        return await self._record(job, messages=job.progress.messages[:wanted])

    async def _looked_for(self, job: Job) -> Job:
        """The job, with what was posted before it broke off."""
        progress = job.progress
        if progress.begun <= len(progress.messages) or progress.answer is None:
            return job
        found, messages = await self._looking.parts(job), progress.messages
        while (ts := found.get(len(messages))) is not None:
            messages = (*messages, ts)
        return job if messages == progress.messages else await self._record(job, messages=messages)

    # --- to the asker alone -----------------------------------------------------------------------

    async def _by_url(self, job: Job, renderings: Sequence[Sequence[Message]]) -> Delivered:
        request = job.request
        assert request.response_url is not None
        messages = renderings[0]
        if len(messages) > _MOST_BY_URL:
            return await self._directly(job, renderings)
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
                return await self._directly(job, renderings)
            job = await self._record(job, messages=(*job.progress.messages, "private"))
        return Delivered(job, request.channel)

    async def _directly(self, job: Job, renderings: Sequence[Sequence[Message]]) -> Delivered:
        """As a direct message, below a line that says what was asked."""
        request = job.request
        if not job.progress.led:
            job = replace(job, progress=replace(job.progress, begun=0, messages=()))
        by_url = request.response_url is not None
        try:
            job = await self._led(job, _asked(request.text) if by_url else _not_here(request.text))
            job = await self._looked_for(job)
            done = await self._posted(job, renderings)
        except CALL_FAILED as problem:
            raise as_ours(self._runtime, problem) from problem
        return Delivered(done, done.place[0])

    async def _led(self, job: Job, said: str) -> Job:
        """The job in a thread with the asker alone that begins with a line, posted once."""
        progress = job.progress
        if progress.direct is not None:
            return job
        found = await self._looking.lead(job) if progress.led else None
        if found is not None:
            return await self._record(job, direct=found)
        return await to_its_end(self._lead(job, said))

    async def _lead(self, job: Job, said: str) -> Job:
        job = await self._record(job, led=True, begun=job.progress.begun, messages=())
        # Posting to a user opens the conversation with them.
        told = await self._client.chat_postMessage(
            channel=job.request.user,
            text=said,
            metadata={
                "event_type": LEAD,
                "event_payload": {"answer": job.progress.answer or ""},
            },
            unfurl_links=False,
            unfurl_media=False,
        )
        return await self._record(job, direct=(str(told["channel"]), str(told["ts"])))

    async def file(self, job: Job, content: bytes | str, name: str, title: str) -> Job:
        """The job with a file in its thread, uploaded once.

        Raises:
            Later: not now.
            Undeliverable: never, as where the app may upload no files.
        """
        if job.progress.filed and await self._looking.file(job, name):
            return job
        job = await self._record(job, filed=True)
        channel, thread_ts = job.place
        upload = {"file": content, "filename": name, "title": title}
        try:
            await self._client.files_upload_v2(
                channel=channel, thread_ts=thread_ts, file_uploads=[upload]
            )
        except CALL_FAILED as problem:
            raise as_ours(self._runtime, problem) from problem
        return job

    # --- bookkeeping ------------------------------------------------------------------------------

    async def _record(self, job: Job, **changed: Any) -> Job:
        progress: Progress = replace(job.progress, **changed)
        return await self._runtime.stored(lambda: self._runtime.queue.record(job, progress))


def _asked(text: str) -> str:
    return f"You asked: {mrkdwn(' '.join(text.split())[:300])}"


def _not_here(text: str) -> str:
    return not_here(text).text
