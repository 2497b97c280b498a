"""`/role`: a question for the asker alone, or one of a few words that do something else."""

from __future__ import annotations

import asyncio
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.blocks.message import Message
from roleassistant.apps.slack.blocks.notices import busy, forgotten, help_message, how_to_compare
from roleassistant.apps.slack.forgetting import forget
from roleassistant.apps.slack.inbox import PATIENCE_SECONDS, identity_of_press
from roleassistant.apps.slack.listeners.job_post_form import open_form
from roleassistant.apps.slack.listeners.reception import Reception, team_in
from roleassistant.apps.slack.requests import Kind, Request, Surface
from roleassistant.apps.slack.storage.queue import Accepted
from roleassistant.apps.slack.wording import question_in
from roleassistant.errors import ServiceError

COMMAND = "/role"

_JOB_POST = ("jobpost", "job post", "job-post")
_NOT_NOW = "I could not take this now. Please ask again in a minute."


def register(app: AsyncApp, reception: Reception) -> None:
    """Listen to the command. Slack waits three seconds and tries no second time: whatever goes
    wrong is said in the acknowledgement."""
    runtime = reception.runtime

    async def on_command(
        command: dict[str, Any],
        ack: AsyncAck,
        body: dict[str, Any],
        context: AsyncBoltContext,
        client: AsyncWebClient,
        respond: AsyncRespond,
    ) -> None:
        text = question_in(str(command.get("text") or ""))
        team, user = team_in(context), str(command.get("user_id") or "")
        said = " ".join(text.casefold().split()).strip(" ?.!")
        if said in ("", "help"):
            await _say(ack, _help(reception))
        elif said in ("forget me", "forget-me", "forgetme"):
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    answers = await forget(runtime, team, user)
            except (ServiceError, TimeoutError):
                await ack(text=_NOT_NOW, response_type="ephemeral")
            else:
                await _say(ack, forgotten(answers))
        elif said == "compare":
            await _say(ack, how_to_compare(COMMAND))
        elif is_job_post(text):
            await _form(reception, command, context, client, ack, respond, text)
        else:
            await _taken(reception, command, body, context, ack, text)

    app.command(COMMAND)(on_command)


def is_job_post(text: str) -> bool:
    """Whether a command asks for the form of job posts."""
    said = text.casefold()
    return any(said == word or said.startswith(f"{word} ") for word in _JOB_POST)


async def _form(
    reception: Reception,
    command: dict[str, Any],
    context: AsyncBoltContext,
    client: AsyncWebClient,
    ack: AsyncAck,
    respond: AsyncRespond,
    text: str,
) -> None:
    await ack()

    async def tell(message: Message) -> None:
        await respond(text=message.text, blocks=list(message.blocks), response_type="ephemeral")

    word = next(w for w in _JOB_POST if text.casefold().startswith(w))
    opening = open_form(
        reception,
        client,
        team=team_in(context),
        user=str(command.get("user_id") or ""),
        trigger=str(command.get("trigger_id") or ""),
        about=text[len(word) :].strip(),
        channel=str(command.get("channel_id") or ""),
        tell=tell,
    )
    reception.runtime.soon(opening)


async def _taken(
    reception: Reception,
    command: dict[str, Any],
    body: dict[str, Any],
    context: AsyncBoltContext,
    ack: AsyncAck,
    text: str,
) -> None:
    request = Request(
        kind=Kind.QUESTION,
        surface=Surface.COMMAND,
        team=team_in(context),
        enterprise=context.enterprise_id,
        user=str(command.get("user_id") or ""),
        channel=str(command.get("channel_id") or ""),
        text=text,
        response_url=command.get("response_url"),
    )
    try:
        accepted = await reception.inbox.accept(identity_of_press(body, request.team), request)
    except ServiceError:
        await ack(text=_NOT_NOW, response_type="ephemeral")
        return
    if accepted is Accepted.FULL:
        await _say(ack, busy())
    else:
        await ack()


def _help(reception: Reception) -> Message:
    follow_ups = reception.runtime.settings.slack.follow_ups
    return help_message(COMMAND, follow_ups=follow_ups)


async def _say(ack: AsyncAck, message: Message) -> None:
    await ack(text=message.text, blocks=list(message.blocks), response_type="ephemeral")
