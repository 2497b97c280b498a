"""Forms and sources are opened at once or not at all: the permission to open one lasts three
seconds. Whoever pressed for one that did not open is told."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.blocks.message import Json
from roleassistant.apps.slack.blocks.notices import not_opened
from roleassistant.apps.slack.listeners.reception import Place
from roleassistant.apps.slack.runtime import Runtime


async def open_view(
    runtime: Runtime, client: AsyncWebClient, body: dict[str, Any], place: Place, view: Json
) -> None:
    """Open a view for what was pressed, above the form in which it was, if in one."""
    trigger = str(body.get("trigger_id") or "")
    in_a_modal = (body.get("view") or {}).get("type") == "modal"
    opening = client.views_push if in_a_modal else client.views_open
    if not await runtime.courtesy("Opening a form", opening(trigger_id=trigger, view=view)):
        await tell_not_opened(runtime, client, place)


async def tell_not_opened(runtime: Runtime, client: AsyncWebClient, place: Place) -> None:
    """Say beside what was pressed, to whoever did, that nothing opened."""
    said = not_opened()
    if place.channel == place.user:
        telling = client.chat_postMessage(channel=place.user, **said.payload())
    else:
        telling = client.chat_postEphemeral(
            channel=place.channel,
            user=place.user,
            thread_ts=place.thread_ts,
            text=said.text,
            blocks=list(said.blocks),
        )
    await runtime.courtesy("Telling that nothing opened", telling)
