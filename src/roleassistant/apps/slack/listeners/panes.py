"""The Home tab and the agent's pane, opened: what they show is worked out after Slack was told."""

from __future__ import annotations

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.blocks.home import Household, home_view
from roleassistant.apps.slack.blocks.notices import prompts, welcome
from roleassistant.apps.slack.listeners.reception import Reception, team_in
from roleassistant.apps.slack.off_loop import in_a_thread
from roleassistant.apps.slack.runtime import CALL_FAILED
from roleassistant.apps.slack.storage.queue import Accepted
from roleassistant.apps.slack.wording import stands_alone
from roleassistant.errors import RoleAssistantError

_LOOKED_BACK = 20
_TITLE = "You can ask, for example:"


def register_panes(app: AsyncApp, reception: Reception) -> None:
    """Listen to panes being opened."""
    runtime = reception.runtime

    async def on_home(
        event: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        user = str(event.get("user") or "")
        if event.get("tab") == "home":
            runtime.soon(publish_home(reception, client, team_in(context), user))
        elif event.get("tab") == "messages":
            # Here prompts belong to no thread: with one, Slack takes and never shows them.
            viewing = _channel_in(event.get("context") or event.get("app_context") or {})
            runtime.soon(suggest(str(event.get("channel") or ""), None, viewing, context, client))

    async def on_assistant(
        event: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        thread = event.get("assistant_thread") or {}
        viewing = (thread.get("context") or {}).get("channel_id") or ""
        channel, thread_ts = str(thread.get("channel_id") or ""), thread.get("thread_ts")
        if event.get("type") == "assistant_thread_started" and channel and thread_ts:
            runtime.soon(greet(channel, str(thread_ts), context, client))
        runtime.soon(suggest(channel, thread_ts, viewing, context, client))

    async def greet(
        channel: str, thread_ts: str, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        """A thread of the older pane begins with a word of ours, once."""
        claim = [f"welcome:{team_in(context)}:{channel}:{thread_ts}"]
        try:
            taken = await runtime.accepting(lambda: runtime.queue.accept(claim, None))
        except RoleAssistantError:
            return  # a greeting can be missed; a question will say what is wrong
        if taken is not Accepted.TAKEN_BEFORE:
            await runtime.courtesy(
                "Welcoming",
                client.chat_postMessage(
                    channel=channel, thread_ts=thread_ts, **welcome(()).payload()
                ),
            )

    async def suggest(
        channel: str,
        thread_ts: str | None,
        viewing: str,
        context: AsyncBoltContext,
        client: AsyncWebClient,
    ) -> None:
        user = context.user_id or ""
        name = await _name_of(client, viewing) if viewing else ""
        try:
            groups = await runtime.audience.groups_of(client, team_in(context), user, public=False)
            questions = await in_a_thread(lambda: runtime.service.first_questions(groups, name))
        except RoleAssistantError:
            return  # there is no index: the answer to a question says so
        if channel and questions:
            await runtime.courtesy(
                "Suggesting questions",
                client.assistant_threads_setSuggestedPrompts(
                    channel_id=channel,
                    thread_ts=thread_ts,
                    title=_TITLE,
                    prompts=prompts(questions),
                ),
            )

    app.event("app_home_opened")(on_home)
    app.event("assistant_thread_started")(on_assistant)
    app.event("assistant_thread_context_changed")(on_assistant)


async def publish_home(reception: Reception, client: AsyncWebClient, team: str, user: str) -> None:
    """Show a user's Home tab as it is now."""
    runtime, settings = reception.runtime, reception.runtime.settings
    groups = await runtime.audience.groups_of(client, team, user, public=False)
    try:
        roles = await in_a_thread(lambda: runtime.service.roles(groups))
        questions = await in_a_thread(lambda: runtime.service.first_questions(groups))
    except RoleAssistantError:
        roles, questions = (), ()
    recent = await runtime.stored(lambda: runtime.traces.recent(team, user, _LOOKED_BACK))
    choices = {role.key for role in roles}
    view = home_view(
        Household(
            roles=roles,
            first_questions=questions,
            recent=[one for one in recent if stands_alone(one, choices)],
            keep_days=settings.slack.keep_days,
            follow_ups=settings.slack.follow_ups,
        )
    )
    await runtime.courtesy("Showing the Home tab", client.views_publish(user_id=user, view=view))


def _channel_in(context: dict[str, Any]) -> str:
    """The channel beside which the pane was opened."""
    for entity in context.get("entities") or ():
        if str(entity.get("type", "")).endswith("channel_id"):
            return str(entity.get("value") or "")
    return ""


async def _name_of(client: AsyncWebClient, channel: str) -> str:
    """What a channel is called; empty where the bot may not know."""
    try:
        told = await client.conversations_info(channel=channel)
    except CALL_FAILED:
        return ""
    return str((told.get("channel") or {}).get("name") or "")
