"""response_url: five answers within half an hour to a command or a click, without a token."""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from roleassistant.apps.slack.demo.methods.calls import Refused, checked
from roleassistant.apps.slack.demo.workspace import BOT_USER, Message, Workspace

if TYPE_CHECKING:
    from roleassistant.apps.slack.demo.server import FakeSlack

Json = dict[str, Any]
_USES = 5
_LIFETIME_S = 30 * 60.0


@dataclass(slots=True)
class _Permit:
    team: Workspace
    channel: str
    user: str
    message: Message | None
    given: float
    uses: int = 0


class ResponseUrls:
    """The addresses that were given, and what is said through them."""

    def __init__(self, slack: FakeSlack) -> None:
        self._slack = slack
        self._permits: dict[str, _Permit] = {}
        self.lifetime = _LIFETIME_S
        self.answers: list[tuple[str, Json, int]] = []

    def give(self, team: Workspace, channel: str, user: str, message: Message | None = None) -> str:
        """An address for answers to one click or command."""
        name = secrets.token_hex(12)
        self._permits[name] = _Permit(team, channel, user, message, time.monotonic())
        return f"{self._slack.address}/response/{name}"

    async def answer(self, request: web.Request) -> web.Response:
        """What Slack does with an answer."""
        permit = self._permits.get(request.match_info["name"])
        body = json.loads(await request.read() or b"{}")
        scripted = self._slack.script.take("response_url", body)
        if scripted is None or scripted.only_late or scripted.applied:
            text, status = self._said(permit, body)
            self.answers.append((request.match_info["name"], body, status))
            self._slack.changed()
        else:
            text, status = "", 500
        if scripted is None or scripted.only_late:
            return web.Response(text=text, status=status)
        if scripted.dropped and request.transport is not None:
            request.transport.abort()
        headers = {} if scripted.retry_after is None else {"Retry-After": str(scripted.retry_after)}
        return web.Response(text=scripted.body or "", status=scripted.status, headers=headers)

    def _said(self, permit: _Permit | None, body: Json) -> tuple[str, int]:
        if permit is None:
            return "no_such_url", 404
        if time.monotonic() - permit.given > self.lifetime:
            return "expired_url", 404
        if permit.uses >= _USES:
            return "used_url", 404
        try:
            self.say(permit.team, permit.channel, permit.user, permit.message, body)
        except Refused as refusal:
            return json.dumps(refusal.answer), 400
        permit.uses += 1
        return "ok", 200

    def say(
        self, team: Workspace, channel: str, user: str, message: Message | None, body: Json
    ) -> None:
        """Post, replace or take back, as the answer says.

        Raises Refused.
        """
        if body.get("delete_original") and message is not None:
            message.deleted = True
            return
        blocks = checked(body.get("blocks"))
        text = str(body.get("text") or "")
        if not text and not blocks:
            raise Refused("no_text")
        if body.get("replace_original") and message is not None:
            message.blocks, message.text, message.markdown = blocks, text, ""
            message.versions += 1
            return
        public = body.get("response_type") == "in_channel"
        direct = team.channels[channel].direct if channel in team.channels else False
        team.say(
            Message(
                channel,
                team.clock.stamp(),
                BOT_USER,
                text,
                blocks,
                thread_ts=body.get("thread_ts") or (message.thread_ts if message else None),
                only_for=None if public or direct else user,
                unfurl=bool(body.get("unfurl_links", True) or body.get("unfurl_media", True)),
                metadata=body.get("metadata"),
                by_app=True,
            )
        )
