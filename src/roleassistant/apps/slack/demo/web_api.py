"""POST /api/{method}: who asks, whether it may, what was scripted, and then the method itself."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from roleassistant.apps.slack.demo.methods import METHODS, Call, Method, Refused
from roleassistant.apps.slack.demo.replies import Reply

if TYPE_CHECKING:
    from roleassistant.apps.slack.demo.server import FakeSlack

Json = dict[str, Any]
_MINUTE_S = 60.0
# About one message a second in each channel, short bursts excused.
_IN_A_CHANNEL = 60


@dataclass(slots=True)
class Recorded:
    """One call as it came, and what was answered."""

    method: str
    arguments: Json
    token: str
    at: float
    answer: Json | None = None
    status: int = 200
    scripted: bool = False
    team: str = ""

    @property
    def ok(self) -> bool:
        return bool(self.answer and self.answer.get("ok"))


class WebApi:
    """The Web API: the calls that were made, and the answers to them."""

    def __init__(self, slack: FakeSlack, rates: bool) -> None:
        self._slack = slack
        self.rates = rates
        self.calls: list[Recorded] = []
        self.tickets: set[str] = set()
        self._recent: dict[tuple[str, ...], deque[float]] = defaultdict(deque)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call, from its token to its answer."""
        name = request.match_info["method"]
        arguments = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        token = token or str(arguments.pop("token", "") or "")
        arguments.pop("token", None)
        call = Recorded(name, arguments, token, time.monotonic())
        self.calls.append(call)
        scripted = self._slack.script.take(name, arguments)
        try:
            return await self._answered(request, call, scripted)
        finally:
            self._slack.changed()

    async def _answered(
        self, request: web.Request, call: Recorded, scripted: Reply | None
    ) -> web.StreamResponse:
        if scripted is not None:
            call.scripted = True
            if scripted.delay:
                await asyncio.sleep(scripted.delay)
            if not scripted.only_late:
                return self._scripted(request, call, scripted)
        retry_after = self._too_many(call)
        if retry_after:
            call.status = 429
            return _limited(retry_after)
        call.answer = self._result(call)
        given = self._slack.installations.scopes
        told = {} if given is None else {"X-OAuth-Scopes": ",".join(sorted(given))}
        return web.json_response(call.answer, headers=told)

    def _scripted(self, request: web.Request, call: Recorded, reply: Reply) -> web.StreamResponse:
        if reply.applied:
            call.answer = self._result(call)
        if reply.dropped:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        call.status = reply.status
        if reply.error is not None:
            call.answer = {"ok": False, "error": reply.error}
            return web.json_response(call.answer)
        if reply.status == 429:
            return _limited(reply.retry_after or 1)
        return web.Response(text=reply.body or "", status=reply.status, content_type="text/html")

    def _result(self, call: Recorded) -> Json:
        """What the method answers."""
        match call.method:
            case "apps.connections.open":
                return self._connection(call)
            case "oauth.v2.access":
                names = {team.id: team.name for team in self._slack.teams.values()}
                return self._slack.installations.access(call.arguments, names)
            case "api.test":
                return {"ok": True}
        installations = self._slack.installations
        refusal = installations.refusal(call.token)
        if refusal:
            return {"ok": False, "error": refusal}
        call.team = installations.tokens[call.token]
        if call.method == "auth.revoke":
            installations.revoked.add(call.token)
            return {"ok": True, "revoked": True}
        method = METHODS.get(call.method)
        if method is None:
            return {"ok": False, "error": "unknown_method", "req_method": call.method}
        if not self._allowed(method):
            needed = ",".join(method.scopes)
            return {"ok": False, "error": "missing_scope", "needed": needed, "provided": ""}
        return self._by_method(method, call)

    def _by_method(self, method: Method, call: Recorded) -> Json:
        slack = self._slack
        made = Call(
            slack.teams[call.team],
            call.arguments,
            slack.triggers,
            time.monotonic(),
            slack.stream_lifetime,
            f"{slack.address}/upload",
            slack.installations.scopes,
        )
        try:
            return {"ok": True, **method.answer(made)}
        except Refused as refused:
            return refused.answer

    def _allowed(self, method: Method) -> bool:
        given = self._slack.installations.scopes
        return given is None or not method.scopes or any(one in given for one in method.scopes)

    def _connection(self, call: Recorded) -> Json:
        if call.token != self._slack.app_token:
            error = "not_allowed_token_type" if call.token.startswith("xoxb") else "invalid_auth"
            return {"ok": False, "error": error}
        ticket = secrets.token_hex(8)
        self.tickets.add(ticket)
        return {"ok": True, "url": f"ws://127.0.0.1:{self._slack.port}/link?ticket={ticket}"}

    def _too_many(self, call: Recorded) -> int:
        """Seconds to wait, where the method or the channel had its share of this minute."""
        method = METHODS.get(call.method)
        if not self.rates or method is None:
            return 0
        limits: dict[tuple[str, ...], int] = {(call.token, call.method): method.a_minute}
        if call.method == "chat.postMessage":
            limits = {(call.token, call.method, str(call.arguments.get("channel"))): _IN_A_CHANNEL}
        for key, most in limits.items():
            recent = self._recent[key]
            while recent and call.at - recent[0] > _MINUTE_S:
                recent.popleft()
            if len(recent) >= most:
                return max(1, round(_MINUTE_S - (call.at - recent[0])))
            recent.append(call.at)
        return 0


def _limited(seconds: int) -> web.Response:
    return web.json_response(
        {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(seconds)}
    )


async def _arguments(request: web.Request) -> Json:
    """The arguments, from a form, JSON, or the address."""
    arguments: Json = dict(request.query)
    if request.content_type == "application/json":
        body = json.loads(await request.read() or b"{}")
        return arguments | (body if isinstance(body, dict) else {})
    return arguments | dict(await request.post())
