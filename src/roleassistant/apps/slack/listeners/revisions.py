"""A question that was edited is answered anew, in the place of its answer; one that was deleted is
not answered, and what was answered goes with it."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.inbox import identities_of_event, identity_of_mention
from roleassistant.apps.slack.listeners.reception import Reception, team_in
from roleassistant.apps.slack.requests import Kind, Request, Surface
from roleassistant.apps.slack.screening import is_tombstone
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
    after = event.get("message") or {}
    if event["subtype"] == "message_deleted" or is_tombstone(after):
        ts = str(event.get("deleted_ts") or after.get("ts") or before.get("ts") or "")
        await _withdrawn(reception, team, channel, ts, client)
        return
    bot_user = context.bot_user_id or ""
    text, ts = str(after.get("text") or ""), str(after.get("ts") or "")
    question = question_in(text, bot_user)
    said = str(before.get("text") or "")
    same = question == question_in(said, bot_user)
    if not ts or not question or (same and mentions(said, bot_user) == mentions(text, bot_user)):
        return  # a preview was added, or a reaction: the words are the same
    runtime = reception.runtime
    known = await runtime.accepting(lambda: runtime.traces.of_message(team, channel, ts))
    waiting = await runtime.accepting(lambda: runtime.queue.holds(team, channel, ts))
    if same and (known or waiting):
        return  # it is answered already, with the mention or without
    if await runtime.accepting(lambda: runtime.queue.amend(team, channel, ts, question)):
        return
    identities = identities_of_event({**body, "event": {}}, team)
    if known is None and not waiting:
        if not mentions(text, bot_user):
            return
        identities.append(identity_of_mention(body, team, channel, ts))
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
    # What is not answered yet, whoever leases it takes back.
    began = await runtime.accepting(lambda: runtime.queue.withdraw(team, channel, ts))
    reception.workers.cancel(began)
    known = await runtime.accepting(lambda: runtime.traces.of_message(team, channel, ts))
    if known is not None:
        rests = await runtime.accepting(lambda: runtime.traces.rests_of(team, channel, ts))
        messages = tuple(each for trace in (known, *rests) for each in _messages_of(trace))
        runtime.soon(_delete(reception, client, messages))


def _messages_of(trace: Trace) -> list[tuple[str, str]]:
    """What shows an answer, with the line above it where it has a thread of its own."""
    shown = [(trace.shown_in, ts) for ts in trace.messages]
    return [*shown, trace.direct] if trace.direct is not None else shown


async def _delete(
    reception: Reception, client: AsyncWebClient, messages: tuple[tuple[str, str], ...]
) -> None:
    for channel, ts in messages:
        await reception.runtime.courtesy(
            "Deleting an answer", client.chat_delete(channel=channel, ts=ts)
        )
