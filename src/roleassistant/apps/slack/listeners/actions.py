"""What is pressed under an answer, in the Home tab and in a form."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.blocks import actions as ids
from roleassistant.apps.slack.blocks.citation_modal import citation_modal, no_citation_modal
from roleassistant.apps.slack.blocks.feedback_modal import feedback_modal
from roleassistant.apps.slack.blocks.message import Json
from roleassistant.apps.slack.blocks.notices import failed, forgotten
from roleassistant.apps.slack.blocks.sharing_modal import share_modal
from roleassistant.apps.slack.forgetting import forget
from roleassistant.apps.slack.inbox import identities_of_choice
from roleassistant.apps.slack.listeners.job_post_form import open_form, role_chosen
from roleassistant.apps.slack.listeners.opening import open_view
from roleassistant.apps.slack.listeners.panes import publish_home
from roleassistant.apps.slack.listeners.reception import Place, Reception, place_of
from roleassistant.apps.slack.off_loop import in_a_thread
from roleassistant.apps.slack.requests import Kind
from roleassistant.apps.slack.storage.traces import Feedback, Trace
from roleassistant.errors import ServiceError

_log = logging.getLogger(__name__)

Work = Callable[[dict[str, Any], AsyncBoltContext, AsyncWebClient], Coroutine[Any, Any, None]]


def register(app: AsyncApp, reception: Reception) -> None:
    """Listen to buttons and menus. What opens a form does so after the acknowledgement, and at
    once: the permission to open one lasts three seconds."""
    runtime = reception.runtime

    async def seen(ack: AsyncAck) -> None:
        await ack()

    async def on_ask(
        body: dict[str, Any], ack: AsyncAck, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        place, question = place_of(body, context), pressed(body)
        if question:
            request = place.request(Kind.QUESTION, question)
            await reception.take(identities_of_choice(body, place.team), request, client)
        await ack()

    async def on_citation(
        body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        place = place_of(body, context)
        view = await source_view(reception, place, client, pressed(body))
        await open_view(runtime, client, body, place, view)

    async def on_feedback(
        body: dict[str, Any], ack: AsyncAck, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        place = place_of(body, context)
        try:
            rating = ids.Rating.read(pressed(body))
        except ValueError:
            await ack()
            return
        trace = await visible(reception, rating.answer_id, place)
        if trace is not None:
            given = Feedback(trace.id, place.team, place.user, rating.good)
            await runtime.accepting(lambda: runtime.traces.rate(given))
        await ack()
        if trace is not None and not rating.good:
            form = feedback_modal(trace.id, trace.question)
            runtime.soon(open_view(runtime, client, body, place, form))

    async def on_share(
        body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        place = place_of(body, context)
        trace = await visible(reception, pressed(body), place)
        if trace is not None and trace.user == place.user:
            channel = "" if place.is_direct else place.channel
            form = share_modal(trace.id, trace.question, channel)
            await open_view(runtime, client, body, place, form)

    async def on_forget(
        body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        place = place_of(body, context)
        try:
            done = forgotten(await forget(runtime, place.team, place.user))
        except ServiceError as problem:
            _log.warning("%s Somebody who wants to be forgotten has to ask again.", problem)
            done = failed("store")
        await publish_home(reception, client, place.team, place.user)
        await runtime.courtesy(
            "Telling who was forgotten",
            client.chat_postMessage(channel=place.user, **done.payload()),
        )

    async def on_job_post(
        body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        place = place_of(body, context)
        await open_form(
            reception,
            client,
            team=place.team,
            user=place.user,
            trigger=str(body.get("trigger_id") or ""),
            channel=place.channel,
            tell=lambda said: client.chat_postMessage(channel=place.user, **said.payload()),
        )

    async def on_role(
        body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        place, view = place_of(body, context), body.get("view") or {}
        await role_chosen(
            reception,
            client,
            team=place.team,
            user=place.user,
            view_id=str(view.get("id") or ""),
            role=pressed(body),
            channel=str(view.get("private_metadata") or ""),
        )

    def afterwards(work: Work) -> Callable[..., Awaitable[None]]:
        async def listener(
            body: dict[str, Any], ack: AsyncAck, context: AsyncBoltContext, client: AsyncWebClient
        ) -> None:
            await ack()
            runtime.soon(work(body, context, client))

        return listener

    for action in (ids.ASK, ids.CHOOSE):
        app.action(ids.matching(action))(on_ask)
    app.action(ids.matching(ids.CITATION))(afterwards(on_citation))
    app.action(ids.matching(ids.FEEDBACK))(on_feedback)
    app.action(ids.matching(ids.SHARE))(afterwards(on_share))
    app.action(ids.matching(ids.FORGET))(afterwards(on_forget))
    app.action(ids.matching(ids.JOB_POST))(afterwards(on_job_post))
    app.action(ids.JOB_POST_ROLE)(afterwards(on_role))
    # What only leads somewhere is told as well, and is to be acknowledged.
    app.action(re.compile(".*"))(seen)


def pressed(body: dict[str, Any]) -> str:
    """The value of what was pressed or chosen."""
    action = (body.get("actions") or [{}])[0]
    chosen = action.get("selected_option") or {}
    return str(chosen.get("value") or action.get("value") or "")


async def visible(reception: Reception, answer: str, place: Place) -> Trace | None:
    """The trace of an answer, where whoever pressed may see it; ids can be guessed."""
    runtime = reception.runtime
    trace = await runtime.accepting(lambda: runtime.traces.get(answer))
    if trace is None or not trace.may_see(place.team, place.user, place.channel):
        return None
    return trace


async def source_view(
    reception: Reception, place: Place, client: AsyncWebClient, value: str
) -> Json:
    """The modal of one source, where whoever pressed may see it now."""
    try:
        wanted = ids.CitationRef.read(value)
    except ValueError:
        return no_citation_modal()
    trace = await visible(reception, wanted.answer_id, place)
    cited = trace.answer.citations if trace is not None else ()
    citation = next((c for c in cited if c.id == wanted.citation), None)
    if trace is None or citation is None:
        return no_citation_modal()
    runtime = reception.runtime
    groups = await runtime.audience.groups_of(client, place.team, place.user, public=trace.public)
    if not await in_a_thread(lambda: runtime.service.may_see(trace.view, groups)):
        return no_citation_modal()
    around = await in_a_thread(lambda: runtime.service.around(citation, groups))
    return citation_modal(trace.answer, citation, around)
