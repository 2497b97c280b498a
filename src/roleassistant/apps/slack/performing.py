"""What is done for a job of each kind, and what the asker is told where it cannot be done."""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import replace
from enum import StrEnum

from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.answering import Answering
from roleassistant.apps.slack.audience import EVERYBODY
from roleassistant.apps.slack.blocks.answer import Around
from roleassistant.apps.slack.blocks.message import Message
from roleassistant.apps.slack.blocks.notices import failed, help_message, lost, no_index
from roleassistant.apps.slack.blocks.sharing_modal import shared_by
from roleassistant.apps.slack.delivery import Delivery
from roleassistant.apps.slack.jobposts import deliver_job_post
from roleassistant.apps.slack.logs import place_of
from roleassistant.apps.slack.looking import Looking
from roleassistant.apps.slack.off_loop import in_a_thread
from roleassistant.apps.slack.outcomes import Later, Undeliverable
from roleassistant.apps.slack.renderings import renderings
from roleassistant.apps.slack.requests import Kind, Request
from roleassistant.apps.slack.runtime import Runtime
from roleassistant.apps.slack.storage.jobs import Job
from roleassistant.apps.slack.storage.queue import MOST_ATTEMPTS
from roleassistant.apps.slack.workspaces import Workspace
from roleassistant.errors import IndexUnusable, RoleAssistantError, ServiceError

_log = logging.getLogger(__name__)


class End(StrEnum):
    """How a job ended."""

    ANSWERED = "answered"
    NOTHING_TO_SAY = "nothing_to_say"
    FAILED = "failed"
    UNDELIVERABLE = "undeliverable"


class Performing:
    """Does jobs, of any workspace."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    async def perform(self, job: Job) -> End:
        """Do what a job asks for. What goes wrong is told to the asker, with a number by which it
        is found in the log, and never how.

        Raises:
            Later: not now; the job goes back into the queue.
            SlackUnavailable: the workspace cannot be reached now.
            SlackStoreUnavailable: how far it came cannot be written down.
        """
        request = job.request
        workspace = await self._workspace_of(request)
        if workspace is None:
            _log.error("Workspace %s uninstalled the app; a question is dropped.", request.team)
            return End.UNDELIVERABLE
        client = self._runtime.client_of(workspace)
        try:
            if job.attempts > MOST_ATTEMPTS:
                _log.error("A question was given up after %d attempts.", MOST_ATTEMPTS)
                await self._say(job, client, lost(job.request.text))
                return End.FAILED
            return await self._done(job, workspace, client)
        except Undeliverable as problem:
            _log.error("An answer has no way to its asker: %s", problem)
            return End.UNDELIVERABLE

    async def take_back(self, job: Job) -> None:
        """Delete what was said of a job so far: its question was deleted.

        Raises:
            Later: what was said cannot be looked for now.
            SlackUnavailable: the workspace cannot be reached now.
            SlackStoreUnavailable: how far it came cannot be read.
        """
        request, runtime = job.request, self._runtime
        progress = await runtime.stored(lambda: runtime.queue.progress_of(job))
        workspace = await self._workspace_of(request)
        if progress is None or workspace is None:
            return
        job, client = replace(job, progress=progress), runtime.client_of(workspace)
        looking = Looking(runtime, client)
        if progress.adrift:
            job = await looking.moored(job, workspace)
        if progress.led and progress.direct is None:
            job = replace(job, progress=replace(job.progress, direct=await looking.lead(job)))
        progress, messages = job.progress, job.progress.messages
        if progress.begun > len(messages) and request.response_url is None:
            found = await looking.parts(job)
            messages = tuple(dict.fromkeys((*messages, *found.values())))
        shown = [
            (job.place[0], ts) for ts in messages if request.response_url is None or progress.led
        ]
        for channel, ts in [*shown, *([progress.direct] if progress.direct else [])]:
            await runtime.courtesy("Deleting an answer", client.chat_delete(channel=channel, ts=ts))

    async def _workspace_of(self, request: Request) -> Workspace | None:
        whole_organisation = request.team == (request.enterprise or "")
        return await self._runtime.workspaces.find(
            request.team, request.enterprise, whole_organisation
        )

    async def _done(self, job: Job, workspace: Workspace, client: AsyncWebClient) -> End:
        try:
            if job.request.kind is Kind.HELP:
                follow_ups = self._runtime.settings.slack.follow_ups
                message = help_message(follow_ups=follow_ups)
                await self._say(job, client, message)
            elif job.request.kind is Kind.SHARE:
                return await self._share(job, client)
            elif job.request.kind is Kind.JOB_POST:
                await deliver_job_post(self._runtime, client, job)
            else:
                answering = Answering(self._runtime, workspace, client)
                if await answering.answer(job) is None:
                    return End.NOTHING_TO_SAY
            return End.ANSWERED
        except (Later, Undeliverable):
            raise
        except ServiceError as problem:
            if job.attempts < MOST_ATTEMPTS:
                raise Later(type(problem).__name__, counts=True) from problem
            return await self._failed(job, client, problem)
        except (RoleAssistantError, TimeoutError) as problem:
            return await self._failed(job, client, problem)
        except Exception as problem:  # noqa: BLE001 - one question must not take the worker along
            return await self._failed(job, client, problem, unforeseen=True)

    async def _share(self, job: Job, client: AsyncWebClient) -> End:
        """Post an answer that only its asker saw, for everybody in the channel: only by whoever
        asked, and only where it was given from what everybody may see."""
        request = job.request
        trace = await self._runtime.stored(lambda: self._runtime.traces.get(request.about))
        if trace is None or (trace.team, trace.user) != (request.team, request.user):
            _log.warning("An answer that is gone, or of somebody else, was not shared.")
            return End.NOTHING_TO_SAY
        service = self._runtime.service
        if not await in_a_thread(lambda: service.may_see(trace.view, EVERYBODY)):
            await self._privately(job, client, _NOT_FOR_ALL)
            return End.NOTHING_TO_SAY
        # A trace of its own: the answer stays where its asker sees it, and goes to other channels.
        shared = replace(
            trace,
            id=job.progress.answer or secrets.token_urlsafe(9),
            surface=Kind.SHARE.value,
            public=True,
            channel=request.channel,
            thread_ts=None,
            ts=None,
            at=time.time(),
            messages=(),
            direct=None,
            about=trace.id,
        )
        begun = replace(job.progress, answer=shared.id)
        kept = await self._runtime.stored(lambda: self._runtime.queue.keep(job, begun, shared))
        if kept is None:
            return End.NOTHING_TO_SAY
        job = replace(kept, request=replace(request, response_url=None))
        above = shared_by(request.user, trace.question, request.text)
        shown = [
            [replace(first, blocks=(*above, *first.blocks)), *others]
            for first, *others in renderings(trace.answer, shared.id, Around())
        ]
        done = (await Delivery(self._runtime, client).settle(job, shown)).job.progress
        await self._runtime.stored(
            lambda: self._runtime.traces.shown(shared.id, done.messages, done.direct)
        )
        return End.ANSWERED

    async def _privately(self, job: Job, client: AsyncWebClient, text: str) -> None:
        await self._runtime.courtesy(
            "Telling the asker",
            client.chat_postEphemeral(
                channel=job.request.channel, user=job.request.user, text=text
            ),
        )

    async def _failed(
        self, job: Job, client: AsyncWebClient, problem: Exception, *, unforeseen: bool = False
    ) -> End:
        incident = _incident()
        # What a question said may stand in the words of an exception.
        said = str(problem) if self._runtime.settings.slack.log_text else ""
        where = f"\n{place_of(problem)}" if unforeseen else ""
        _log.error("[%s] %s %s%s", incident, type(problem).__name__, said, where)
        told = isinstance(problem, IndexUnusable)
        message = no_index() if told else failed(incident, job.request.text)
        await self._say(job, client, message)
        return End.FAILED

    async def _say(self, job: Job, client: AsyncWebClient, message: Message) -> None:
        """Say something in place of an answer, and of what was shown of one."""
        runtime = self._runtime
        held = await runtime.stored(lambda: runtime.queue.progress_of(job)) or job.progress
        job = replace(job, progress=replace(held, answer=held.answer or secrets.token_urlsafe(9)))
        workspace = await self._workspace_of(job.request) if held.adrift else None
        if workspace is not None:
            job = await Looking(runtime, client).moored(job, workspace)
        await Delivery(runtime, client).settle(job, [[message]])


_NOT_FOR_ALL = "Parts of this answer are not for everybody in this channel, so it was not shared."


def _incident() -> str:
    """A short name by which what went wrong is found in the log."""
    return secrets.token_hex(3)
