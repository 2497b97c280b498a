"""A question that was edited is answered anew, in the place of its answer; one that was deleted is
not answered, and what was answered goes with it."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.inbox import identities_of_event
from roleassistant.apps.slack.listeners.reception import Reception, team_in
from roleassistant.apps.slack.requests import Kind, Request, Surface
from roleassistant.apps.slack.storage.traces import Trace
from roleassistant.apps.slack.wording import mentions, question_in


async def revise(
    reception: Reception,
    event: dict[str, Any],
    body: dict[str, Any],
    context: AsyncBoltContext,
    client: AsyncWebClient,
) -> None:
    """Do what an edit or a deletion asks for."""
    team, channel = team_in(context), str(event.get("channel") or "")
    before = event.get("previous_message") or {}
    if event["subtype"] == "message_deleted":
        ts = str(event.get("deleted_ts") or before.get("ts") or "")
        await _withdrawn(reception, team, channel, ts, client)
        return
    after = event.get("message") or {}
    bot_user = context.bot_user_id or ""
    text, ts = str(after.get("text") or ""), str(after.get("ts") or "")
    question = question_in(text, bot_user)
    if not ts or not question or question == question_in(str(before.get("text") or ""), bot_user):
        return  # a preview was added, or a reaction: the words are the same
    runtime = reception.runtime
    if await runtime.accepting(lambda: runtime.queue.amend(team, channel, ts, question)):
        return
    known = await runtime.accepting(lambda: runtime.traces.of_message(team, channel, ts))
    waiting = await runtime.accepting(lambda: runtime.queue.holds(team, channel, ts))
    identities = identities_of_event({**body, "event": {}}, team)
    if known is None and not waiting:
        if not mentions(text, bot_user):
            return
        app = body.get("api_app_id") or "-"
        identities.append(f"message:{app}:{team}:{channel}:{ts}")
    direct = event.get("channel_type") == "im" or channel.startswith("D")
    request = Request(
        kind=Kind.REVISED if known or waiting else Kind.QUESTION,
        surface=Surface.DIRECT if direct else Surface.MENTION,
        team=team,
        enterprise=context.enterprise_id,
        user=str(after.get("user") or ""),
        channel=channel,
        text=question,
        thread_ts=str(after.get("thread_ts") or ts),
        ts=ts,
    )
    await reception.take(identities, request, client)


async def _withdrawn(
    reception: Reception, team: str, channel: str, ts: str, client: AsyncWebClient
) -> None:
    if not ts:
        return
    runtime = reception.runtime
    reception.workers.cancel(team, channel, ts=ts)
    await runtime.accepting(lambda: runtime.queue.withdraw(team, channel, ts))
    known = await runtime.accepting(lambda: runtime.traces.of_message(team, channel, ts))
    if known is not None and known.messages:
        runtime.soon(_delete(reception, client, known))


async def _delete(reception: Reception, client: AsyncWebClient, trace: Trace) -> None:
    for ts in trace.messages:
        await reception.runtime.courtesy(
            "Deleting an answer", client.chat_delete(channel=trace.channel, ts=ts)
        )
