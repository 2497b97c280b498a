"""Messages, mentions, the panes, and what becomes of a question afterwards."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.inbox import identities_of_event
from roleassistant.apps.slack.listeners.panes import register_panes
from roleassistant.apps.slack.listeners.reception import Reception, team_in
from roleassistant.apps.slack.listeners.revisions import revise
from roleassistant.apps.slack.requests import Kind, Request, Surface
from roleassistant.apps.slack.wording import is_addressed_to_another, mentions, question_in


def register(app: AsyncApp, reception: Reception) -> None:
    """Listen to events."""

    async def on_mention(
        event: dict[str, Any],
        body: dict[str, Any],
        context: AsyncBoltContext,
        client: AsyncWebClient,
    ) -> None:
        await _take(reception, event, body, context, client, Surface.MENTION)

    async def on_message(
        event: dict[str, Any],
        body: dict[str, Any],
        context: AsyncBoltContext,
        client: AsyncWebClient,
    ) -> None:
        if event.get("subtype") in ("message_changed", "message_deleted"):
            await revise(reception, event, body, context, client)
            return
        surface = _surface(event, context.bot_user_id or "", reception)
        if surface is not None:
            await _take(reception, event, body, context, client, surface)

    async def on_stop(event: dict[str, Any], context: AsyncBoltContext) -> None:
        team, channel = team_in(context), str(event.get("channel") or event.get("channel_id") or "")
        thread_ts = str(event.get("thread_ts") or "")
        if channel and thread_ts:
            runtime = reception.runtime
            reception.workers.cancel(
                await runtime.accepting(lambda: runtime.queue.stop(team, channel, thread_ts))
            )

    app.event("app_mention")(on_mention)
    app.event("message")(on_message)
    app.event("agent_session_stopped")(on_stop)
    register_panes(app, reception)


def register_the_rest(app: AsyncApp) -> None:
    """Acknowledge what nobody listens to: Slack sends again what is not acknowledged."""

    async def nothing() -> None:
        return None

    app.event(re.compile(".*"))(nothing)


def _surface(event: dict[str, Any], bot_user: str, reception: Reception) -> Surface | None:
    """How a message speaks to the bot; None where it does not."""
    text = str(event.get("text") or "")
    if event.get("channel_type") == "im":
        return Surface.DIRECT
    if mentions(text, bot_user):
        return Surface.MENTION  # comes as an event of its own too; the first of the two is taken
    if not reception.runtime.settings.slack.follow_ups or not event.get("thread_ts"):
        return None
    if not text.strip() or is_addressed_to_another(text, bot_user):
        return None
    return Surface.FOLLOW_UP


async def _take(
    reception: Reception,
    event: dict[str, Any],
    body: dict[str, Any],
    context: AsyncBoltContext,
    client: AsyncWebClient,
    surface: Surface,
) -> None:
    request = request_of(event, context, surface)
    if request is not None and body.get("is_ext_shared_channel") and surface is not Surface.DIRECT:
        request = _among_strangers(request, event)
    if request is not None:
        await reception.take(identities_of_event(body, request.team), request, client)


def _among_strangers(request: Request, event: dict[str, Any]) -> Request | None:
    """What is asked in a channel that is shared with another company: its people are not answered,
    and one's own people directly, since everybody in the channel would read it."""
    of_asker = event.get("user_team") or event.get("team") or request.team
    if of_asker not in (request.team, request.enterprise) or request.surface is Surface.FOLLOW_UP:
        return None
    return replace(request, surface=Surface.DIRECT, channel=request.user, thread_ts=None, ts=None)


def request_of(
    event: dict[str, Any], context: AsyncBoltContext, surface: Surface
) -> Request | None:
    """What a message asks. Where it only names the bot, or only brings a file, that is how to ask;
    an empty one asks nothing."""
    text = str(event.get("text") or "")
    question = question_in(text, context.bot_user_id or "")
    if not question and not text.strip() and not event.get("files"):
        return None
    ts = str(event["ts"])
    return Request(
        kind=Kind.QUESTION if question else Kind.HELP,
        surface=surface,
        team=team_in(context),
        enterprise=context.enterprise_id,
        user=str(event.get("user") or ""),
        channel=str(event["channel"]),
        text=question,
        thread_ts=str(event.get("thread_ts") or ts),
        ts=ts,
    )
