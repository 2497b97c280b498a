"""The rest of an answer: in a channel everybody is answered from what all may see, and an asker who
may see more is told the rest directly. In the channel nothing says that there is a rest."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.audience import EVERYBODY
from roleassistant.apps.slack.off_loop import in_a_thread
from roleassistant.apps.slack.requests import Kind, Request, Surface
from roleassistant.apps.slack.runtime import Runtime
from roleassistant.apps.slack.storage.jobs import Job
from roleassistant.apps.slack.storage.traces import Trace
from roleassistant.domain.answer import Answer


class Rests:
    """Sees to it that the rest of an answer is told once, and no longer than the answer holds."""

    def __init__(self, runtime: Runtime, client: AsyncWebClient) -> None:
        self._runtime = runtime
        self._client = client

    async def say_more(self, answer: Answer, public: str) -> bool:
        """Whether an answer holds what the one for everybody does not."""
        trace = await self._runtime.stored(lambda: self._runtime.traces.get(public))
        if answer.abstained or trace is None:
            return False
        told = {claim.text for claim in trace.answer.claims}
        return any(claim.text not in told for claim in answer.claims)

    async def follow(self, job: Job, given: Trace) -> None:
        """Queue the rest of the answer that a job has given, where there may be one, unless what
        was asked is gone meanwhile."""
        request, runtime = job.request, self._runtime
        if not request.public or request.kind not in (Kind.QUESTION, Kind.REVISED):
            return
        groups = await runtime.audience.groups_of(
            self._client, request.team, request.user, public=False
        )
        if not groups:
            return
        service = runtime.service
        if await in_a_thread(lambda: service.view(groups) == service.view(EVERYBODY)):
            return
        rest = Request(
            kind=Kind.THE_REST,
            surface=Surface.DIRECT,
            team=request.team,
            enterprise=request.enterprise,
            user=request.user,
            channel=request.user,
            text=request.text,
            conversation=f"rest:{request.conversation}",
            about=given.id,
        )
        await runtime.stored(lambda: runtime.queue.accept([f"rest:{given.id}"], rest, job))

    async def former_gone(self, request: Request, given: Trace) -> None:
        """What the asker was told beyond the answer to the words before is not so any more."""
        if request.kind is not Kind.REVISED or request.ts is None or not request.public:
            return
        runtime, ts = self._runtime, request.ts
        await runtime.stored(
            lambda: runtime.queue.withdraw_rests(request.team, request.channel, ts, but=given.id)
        )
        rests = await runtime.stored(
            lambda: runtime.traces.rests_of(request.team, request.channel, ts)
        )
        for rest in rests:
            if rest.about == given.id or not rest.messages:
                continue
            lead = (rest.direct[1],) if rest.direct is not None else ()
            for message in (*rest.messages, *lead):
                await runtime.courtesy(
                    "Deleting what is out of date",
                    self._client.chat_delete(channel=rest.shown_in, ts=message),
                )
            await runtime.stored(lambda one=rest.id: runtime.traces.shown(one, ()))  # type: ignore[misc]
