"""The shortcut in a message's menu: the answer is for whoever chose it."""

from __future__ import annotations

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.inbox import identity_of_press
from roleassistant.apps.slack.listeners.reception import Reception, team_in
from roleassistant.apps.slack.requests import Kind, Request, Surface
from roleassistant.apps.slack.wording import question_in

ASK_ABOUT_MESSAGE = "ask_about_message"


def register(app: AsyncApp, reception: Reception) -> None:
    """Listen to the shortcut."""

    async def on_shortcut(
        shortcut: dict[str, Any],
        body: dict[str, Any],
        ack: AsyncAck,
        context: AsyncBoltContext,
        client: AsyncWebClient,
    ) -> None:
        message = shortcut.get("message") or {}
        text = question_in(str(message.get("text") or ""), context.bot_user_id or "")
        request = Request(
            kind=Kind.QUESTION if text else Kind.HELP,
            surface=Surface.SHORTCUT,
            team=team_in(context),
            enterprise=context.enterprise_id,
            user=str((shortcut.get("user") or {}).get("id") or ""),
            channel=str((shortcut.get("channel") or {}).get("id") or ""),
            text=text,
            response_url=shortcut.get("response_url"),
        )
        await reception.take(identity_of_press(body, request.team), request, client)
        await ack()

    app.shortcut(ASK_ABOUT_MESSAGE)(on_shortcut)
