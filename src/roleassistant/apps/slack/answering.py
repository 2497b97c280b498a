"""A question of the queue, answered: looked up off the event loop, kept as a trace, shown."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.answering.assistant import Answered
from roleassistant.apps.slack.blocks.answer import Around, closing_blocks
from roleassistant.apps.slack.blocks.asking import Choice
from roleassistant.apps.slack.blocks.limits import MESSAGE_BLOCKS
from roleassistant.apps.slack.blocks.streaming import streamed
from roleassistant.apps.slack.delivery import Delivered, Delivery
from roleassistant.apps.slack.looking import Looking
from roleassistant.apps.slack.off_loop import in_a_thread, to_its_end
from roleassistant.apps.slack.renderings import renderings
from roleassistant.apps.slack.requests import Kind, Request, Surface
from roleassistant.apps.slack.rests import Rests
from roleassistant.apps.slack.runtime import Runtime
from roleassistant.apps.slack.service import NOBODYS, Asker
from roleassistant.apps.slack.status import Status
from roleassistant.apps.slack.storage.jobs import Job
from roleassistant.apps.slack.storage.traces import Trace, trace_of
from roleassistant.apps.slack.streams import Stream
from roleassistant.apps.slack.workspaces import Workspace
from roleassistant.domain.answer import Answer

_log = logging.getLogger(__name__)

# A model has its own budget, `models.budget_seconds`, up to ten minutes; this is for what hangs.
HANGS_AFTER_SECONDS = 660.0
# In a direct message the pane shows that something happens; in a channel only what takes long.
_STATUS_AFTER = {Surface.DIRECT: 0.15}
_STATUS_AFTER_ELSEWHERE = 0.7
_TITLE = 80


@dataclass(frozen=True, slots=True)
class _Found:
    """An answer with its trace, and the job that holds it; `stream` has shown some of it."""

    job: Job
    trace: Trace
    understood: str | None
    choices: tuple[Choice, ...]
    stream: Stream | None = None


class Answering:
    """Answers the question of one job."""

    def __init__(self, runtime: Runtime, workspace: Workspace, client: AsyncWebClient) -> None:
        self._runtime = runtime
        self._workspace = workspace
        self._client = client
        self._delivery = Delivery(runtime, client)
        self._rests = Rests(runtime, client)

    async def answer(self, job: Job) -> Delivered | None:
        """Answer it; None where there was nothing to say to it.

        Raises:
            Later, Undeliverable: of the delivery.
            RoleAssistantError: of the answer.
            TimeoutError: nothing came of it in time.
        """
        job = await self._revising(job)
        request = job.request
        after = _STATUS_AFTER.get(request.surface, _STATUS_AFTER_ELSEWHERE)
        thread_ts = None if request.response_url is not None else request.thread_ts
        async with Status(self._runtime, self._client, request.channel, thread_ts, after):
            found = await self._found(job)
            if found is None:
                return None
            job = await self._delivery.opened(found.job)
            delivered = await self._shown(job, found)
        done = delivered.job.progress
        await self._runtime.stored(
            lambda: self._runtime.traces.shown(found.trace.id, done.messages, done.direct)
        )
        await self._titled(request)
        await self._rests.former_gone(request, found.trace)
        await self._rests.follow(job, found.trace)
        return delivered

    # --- finding ----------------------------------------------------------------------------------

    async def _found(self, job: Job) -> _Found | None:
        if job.progress.answer is not None:
            # Answered before whatever interrupted it: the conversation has that turn already.
            known = job.progress.answer
            trace = await self._runtime.stored(lambda: self._runtime.traces.get(known))
            if trace is not None:
                asker = await self.asker_of(job.request)
                return _Found(job, trace, None, await self._choices(trace.answer, asker))
        request = job.request
        asker = await self.asker_of(request)
        began = time.monotonic()
        view = await self._view(asker.groups)
        async with self._streaming(job) as stream:
            answered = await self._answered(job, asker, stream)
        milliseconds = (time.monotonic() - began) * 1000
        answer = answered.answer
        if await self._view(asker.groups) != view:
            view = NOBODYS  # who may see what was changed meanwhile: nobody is shown it again
        if request.surface is Surface.FOLLOW_UP and _is_not_for_the_bot(answer):
            return None
        if request.kind is Kind.THE_REST and not await self._rests.say_more(answer, request.about):
            return None
        choices = await self._choices(answer, asker)
        answer_id = secrets.token_urlsafe(9)
        trace = trace_of(request, answer_id, answer, view, milliseconds, time.time())
        streams = stream.messages if stream is not None else ()
        begun = replace(
            job.progress,
            answer=trace.id,
            begun=max(job.progress.begun, len(streams)),
            messages=streams or job.progress.messages,
            adrift=stream is not None and stream.start_lost,
        )
        kept = await self._runtime.stored(lambda: self._runtime.queue.keep(job, begun, trace))
        if kept is None:
            if stream is not None:
                await stream.delete()
            return None
        return _Found(kept, trace, answered.understood, choices, stream)

    async def asker_of(self, request: Request) -> Asker:
        """Who asks, with the rights that hold where the answer is read."""
        groups = await self._runtime.audience.groups_of(
            self._client, request.team, request.user, public=request.public
        )
        return Asker(request.team, request.user, request.conversation, groups, request.follows)

    async def _view(self, groups: frozenset[str]) -> str:
        return await in_a_thread(lambda: self._runtime.service.view(groups))

    async def _answered(self, job: Job, asker: Asker, stream: Stream | None) -> Answered:
        if stream is None:
            work = in_a_thread(lambda: self._turn(job, asker))
            async with asyncio.timeout(HANGS_AFTER_SECONDS):
                return await work
        loop = asyncio.get_running_loop()
        pieces: asyncio.Queue[Answer | None] = asyncio.Queue()

        def watch(piece: Answer) -> None:
            loop.call_soon_threadsafe(pieces.put_nowait, piece)

        async def show() -> None:
            while (piece := await pieces.get()) is not None:
                await to_its_end(self._append(job, stream, streamed(piece)))

        showing = asyncio.create_task(show())
        try:
            work = in_a_thread(lambda: self._turn(job, asker, watch))
            async with asyncio.timeout(HANGS_AFTER_SECONDS):
                answered = await work
            pieces.put_nowait(None)
            await showing
            return answered
        finally:
            showing.cancel()
            await asyncio.wait([showing])

    def _turn(
        self, job: Job, asker: Asker, watch: Callable[[Answer], None] | None = None
    ) -> Answered:
        """The next turn of the asker's conversation. It is in a thread, which nobody can end: what
        it writes of somebody who was forgotten meanwhile it takes back itself."""
        service = self._runtime.service
        try:
            if watch is None:
                return service.answer(job.request.text, asker)
            return service.answer(job.request.text, asker, watch)
        finally:
            if self._runtime.queue.forgotten(job):
                service.forget(asker.team, asker.user)

    async def _choices(self, answer: Answer, asker: Asker) -> tuple[Choice, ...]:
        if not answer.abstained or not (answer.reason or "").rstrip().endswith("?"):
            return ()
        roles = await in_a_thread(lambda: self._runtime.service.choices(asker))
        return tuple(Choice(f"{role.title} ({role.key})", role.key) for role in roles)

    @asynccontextmanager
    async def _streaming(self, job: Job) -> AsyncIterator[Stream | None]:
        """A stream for what is slow, ended where the answer never comes. What has messages already
        that it left behind is not streamed into others."""
        request = job.request
        slow = self._runtime.service.is_slow and self._runtime.settings.slack.streaming == "auto"
        fitting = request.thread_ts is not None and request.response_url is None
        if not slow or not fitting or job.progress.begun or request.kind is Kind.REVISED:
            yield None
            return
        stream = Stream(self._client, request)
        try:
            yield stream
        except BaseException:
            await stream.abandon()
            raise

    # --- showing ----------------------------------------------------------------------------------

    async def _shown(self, job: Job, found: _Found) -> Delivered:
        trace, stream = found.trace, found.stream
        around = Around(
            understood=found.understood,
            choices=found.choices,
            shareable=job.request.response_url is not None and not trace.answer.abstained,
        )
        if job.progress.adrift:
            job = await Looking(self._runtime, self._client).moored(job, self._workspace)
        elif stream is not None and stream.messages:
            job = await self._streamed_so_far(job, stream)
            rest = _still_to_show(streamed(trace.answer), stream.text)
            closing = list(closing_blocks(trace.answer, trace.id, around))
            if rest is not None and len(closing) <= MESSAGE_BLOCKS:
                await stream.append(rest)
                if await stream.close(closing):
                    return Delivered(await self._streamed_so_far(job, stream), job.request.channel)
            await stream.abandon()
            job = await self._streamed_so_far(job, stream)
        return await self._delivery.settle(job, renderings(trace.answer, trace.id, around))

    async def _append(self, job: Job, stream: Stream, text: str) -> None:
        before = stream.messages, stream.start_lost
        await stream.append(text)
        if (stream.messages, stream.start_lost) != before:
            await self._streamed_so_far(job, stream)

    async def _streamed_so_far(self, job: Job, stream: Stream) -> Job:
        progress = replace(
            job.progress,
            begun=max(job.progress.begun, len(stream.messages)),
            messages=stream.messages,
            adrift=stream.start_lost,
        )
        return await self._runtime.stored(lambda: self._runtime.queue.record(job, progress))

    async def _revising(self, job: Job) -> Job:
        """A question that was edited takes the place of the answer that was given before."""
        request = job.request
        if request.kind is not Kind.REVISED or job.progress.messages or request.ts is None:
            return job
        ts = request.ts
        before = await self._runtime.stored(
            lambda: self._runtime.traces.of_message(request.team, request.channel, ts)
        )
        if before is None or not before.messages:
            return job
        shown = replace(
            job.progress,
            begun=len(before.messages),
            messages=before.messages,
            led=before.direct is not None,
            direct=before.direct,
        )
        return await self._runtime.stored(lambda: self._runtime.queue.record(job, shown))

    async def _titled(self, request: Request) -> None:
        """The first question of a thread in the pane is what the thread is called."""
        if request.surface is Surface.DIRECT and request.ts == request.thread_ts and request.ts:
            await self._runtime.courtesy(
                "Setting a title",
                self._client.assistant_threads_setTitle(
                    channel_id=request.channel,
                    thread_ts=request.ts,
                    title=_shortened(" ".join(request.text.split()), _TITLE),
                ),
            )


def _still_to_show(whole: str, shown: str) -> str | None:
    """What is still to be shown; None where what was shown is not how the answer begins."""
    return whole[len(shown) :] if whole.startswith(shown) else None


def _is_not_for_the_bot(answer: Answer) -> bool:
    """Whether people in a thread talk to each other: nobody named the bot, and nothing of what was
    said is a question that it could answer."""
    return answer.abstained and answer.intent == "off_topic"


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
