"""What every listener has at hand, and how it tells who did something, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.inbox import Inbox
from roleassistant.apps.slack.refusing import Refusing
from roleassistant.apps.slack.requests import Kind, Request, Surface
from roleassistant.apps.slack.runtime import Runtime
from roleassistant.apps.slack.storage.queue import Accepted
from roleassistant.apps.slack.workers import Workers


@dataclass(frozen=True, slots=True)
class Reception:
    """The parts of the bot that listeners use."""

    runtime: Runtime
    inbox: Inbox
    workers: Workers
    refusing: Refusing

    async def take(
        self, identities: list[str], request: Request, client: AsyncWebClient
    ) -> Accepted:
        """Queue a request; where there is no room, see to it that the asker is told."""
        accepted = await self.inbox.accept(identities, request)
        if accepted is Accepted.FULL:
            self.refusing.tell(client, request)
        return accepted


def team_in(context: AsyncBoltContext) -> str:
    """The workspace; for an app installed in a whole organisation, that, where there is none."""
    return context.team_id or context.enterprise_id or ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a button was pressed. `channel` is the user where it was no channel: the Home tab."""

    team: str
    enterprise: str | None
    user: str
    channel: str
    thread_ts: str | None
    response_url: str | None
    is_direct: bool

    def request(self, kind: Kind, text: str, about: str = "") -> Request:
        """A request from here; its answer is seen by those who see what was pressed."""
        private = self.response_url is not None
        surface = Surface.COMMAND if private else Surface.MENTION
        if self.is_direct and not private:
            surface = Surface.DIRECT
        return Request(
            kind=kind,
            surface=surface,
            team=self.team,
            enterprise=self.enterprise,
            user=self.user,
            channel=self.channel,
            text=text,
            thread_ts=self.thread_ts,
            response_url=self.response_url,
            about=about,
        )


def place_of(body: dict[str, Any], context: AsyncBoltContext) -> Place:
    """Where something was pressed: under a message that all or one can see, or in a view."""
    container = body.get("container") or {}
    user = str((body.get("user") or {}).get("id") or "")
    held = body.get("channel") or {}
    channel = str(container.get("channel_id") or held.get("id") or user)
    private = bool(container.get("is_ephemeral"))
    ts = container.get("thread_ts") or container.get("message_ts")
    of_message = container.get("type") == "message"
    return Place(
        team=team_in(context),
        enterprise=context.enterprise_id,
        user=user,
        channel=channel,
        thread_ts=str(ts) if of_message and ts and not private else None,
        response_url=str(body["response_url"]) if private and body.get("response_url") else None,
        is_direct=channel.startswith("D") or channel == user,
    )
