"""The fake Slack itself: one server on 127.0.0.1, in a thread of its own.

with FakeSlack() as slack:
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    alice = slack.person("U0ALICE")
    alice.mentions("C0GENERAL", "what separates P4 from P5 for field sales")
    slack.wait(lambda: slack.answers("C0GENERAL"))
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, TypeVar

from aiohttp import web

from roleassistant.apps.slack.demo.courier import Courier, Delivery
from roleassistant.apps.slack.demo.hosting import Hosted
from roleassistant.apps.slack.demo.installing import Installations
from roleassistant.apps.slack.demo.methods import Triggers
from roleassistant.apps.slack.demo.replies import Script
from roleassistant.apps.slack.demo.response_urls import ResponseUrls
from roleassistant.apps.slack.demo.web_api import Recorded, WebApi
from roleassistant.apps.slack.demo.workspace import (
    BOT_USER,
    Channel,
    Clock,
    Message,
    View,
    Workspace,
)

if TYPE_CHECKING:
    from roleassistant.apps.slack.demo.person import Person

T = TypeVar("T")
_POLL_S = 0.02
_LARGEST_REQUEST = 64 * 1024 * 1024
# What the bot is subscribed to; the last two only where the optional scopes are given.
EVENTS = frozenset(
    {
        "app_mention", "app_home_opened", "message.im", "agent_session_stopped", "app_uninstalled",
        "tokens_revoked", "assistant_thread_started", "assistant_thread_context_changed",
        "app_context_changed", "message.channels", "message.groups",
    }
)  # fmt: skip


class FakeSlack(Hosted):
    """A Slack with one workspace or more, one app in it, and people who can be told what to do.

    request_url: where events go as signed requests; without it they go through Socket Mode.
    scopes: what the tokens may do; without it everything. rates: whether too many calls get 429.
    """

    def __init__(
        self,
        request_url: str | None = None,
        port: int = 0,
        scopes: Collection[str] | None = None,
        rates: bool = False,
    ) -> None:
        super().__init__(port)
        self.signing_secret = secrets.token_hex(16)
        self.bot_token = f"xoxb-{secrets.token_hex(8)}"
        self.app_token = f"xapp-1-{secrets.token_hex(8)}"
        self.subscribed = set(EVENTS)
        self.stream_lifetime = 300.0
        self.triggers = Triggers()
        self.script = Script()
        self.clock = Clock()
        self.teams: dict[str, Workspace] = {}
        self.installations = Installations(self.bot_token, scopes)
        self.courier = Courier(self.changed, self.signing_secret, request_url)
        self.response_urls = ResponseUrls(self)
        self.api = WebApi(self, rates)
        self.team = self.add_team("T0ACME", "Acme", "acme")
        self.also: list[Callable[[web.Application], None]] = []

    # The workspace.

    def add_team(self, name: str, title: str, domain: str) -> Workspace:
        """A workspace with three people and two channels, the bot a member of both."""
        team = self.teams[name] = Workspace(name, title, domain, self.clock)
        team.join(BOT_USER, "roleassistant", "Role Assistant", is_bot=True)
        team.join("U0ALICE", "alice", "Alice Ambler")
        team.join("U0BO", "bo", "Bo Brandt")
        team.join("U0CHRIS", "chris", "Chris Cole")
        everyone = set(team.users)
        team.channels["C0GENERAL"] = Channel("C0GENERAL", "general", set(everyone))
        team.channels["C0HIRING"] = Channel("C0HIRING", "hiring", set(everyone))
        if name != "T0ACME":
            self.installations.grant(name)
        else:
            self.installations.tokens[self.bot_token] = name
        return team

    def person(self, user: str = "U0ALICE", team: Workspace | None = None) -> Person:
        """Somebody of the team, who can be told what to do; new where the id is."""
        from roleassistant.apps.slack.demo.person import Person

        of = team or self.team
        if user not in of.users:
            of.join(user, user.lower(), user.title())
            for channel in of.channels.values():
                if not channel.direct:
                    channel.members.add(user)
        return Person(self, of, of.users[user])

    # What tests and the page read.

    @property
    def calls(self) -> list[Recorded]:
        """Every call of the Web API, in order, with what was answered."""
        return self.api.calls

    @property
    def deliveries(self) -> list[Delivery]:
        """Everything that was sent to the bot."""
        return self.courier.deliveries

    def answers(self, channel: str, root: str | None = None) -> list[Message]:
        """What the bot said in a channel, or in one thread of it, finished or not."""
        messages = (
            self.team.in_channel(channel) if root is None else self.team.in_thread(channel, root)
        )  # fmt: skip
        return [message for message in messages if message.by_app and message.user == BOT_USER]

    def modal(self, user: str = "U0ALICE") -> View | None:
        """The modal that a person has on top."""
        views = [view for view in self.team.views.values() if view.user == user and view.open]
        return views[-1] if views else None

    def called(self, method: str) -> list[Recorded]:
        return [call for call in self.calls if call.method == method]

    def wait(self, condition: Callable[[], T], seconds: float = 15.0, what: str = "") -> T:
        """What the condition gives as soon as it holds.

        Raises TimeoutError.
        """
        deadline = time.monotonic() + seconds
        while True:
            if found := condition():
                return found
            if time.monotonic() > deadline:
                raise TimeoutError(f"after {seconds:g} s still not so: {what or condition}")
            with self._condition:
                self._condition.wait(_POLL_S)

    def quiet(self, seconds: float = 0.5) -> None:
        """Wait until the bot has called nothing for so long, and has acknowledged all."""
        count, since = -1, time.monotonic()
        while time.monotonic() - since < seconds:
            with self._condition:
                self._condition.wait(_POLL_S)
            open_still = any(not one.settled for one in self.deliveries)
            if len(self.calls) != count or open_still:
                count, since = len(self.calls), time.monotonic()

    # Its addresses, and its connections.

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        """What a client of the Web API takes as its base."""
        return f"{self.address}/api/"

    @property
    def request_url(self) -> str | None:
        return self.courier.request_url

    @request_url.setter
    def request_url(self, address: str | None) -> None:
        self.courier.request_url = address

    def end_connections(self, how: str = "abort") -> None:
        """End the open websockets: `refresh`, `warning`, `close` or `abort`."""
        self.run(self.courier.end_connections(how))

    def wait_for_bot(self, seconds: float = 30.0) -> None:
        """Until the bot has a websocket open."""
        self.wait(lambda: bool(self.courier.sockets), seconds, "the bot connected")

    async def let_go(self) -> None:
        """End what it has open."""
        await self.courier.close()

    def application(self) -> web.Application:
        """The server: the Web API, the websocket, and what a page adds."""
        application = web.Application(client_max_size=_LARGEST_REQUEST)
        application.router.add_route("*", "/api/{method}", self.api.answer)
        application.router.add_get("/link", self._link)
        application.router.add_post("/response/{name}", self.response_urls.answer)
        application.router.add_post("/upload/{team}/{file}", self._upload)
        for addition in self.also:
            addition(application)
        return application

    async def _link(self, request: web.Request) -> web.StreamResponse:
        if request.query.get("ticket") not in self.api.tickets:
            return web.Response(status=401)
        self.api.tickets.discard(request.query["ticket"])
        return await self.courier.listen(request)

    async def _upload(self, request: web.Request) -> web.Response:
        team = self.teams.get(request.match_info["team"])
        file = team.files.get(request.match_info["file"]) if team else None
        if file is None:
            return web.Response(status=404)
        if request.content_type.startswith("multipart/"):
            form = await request.post()
            part: Any = next(iter(form.values()))
            content = part.file.read() if hasattr(part, "file") else str(part).encode()
        else:
            content = await request.read()
        file["content"] = content.decode("utf-8", "replace")
        file["bytes"] = content
        return web.Response(text=f"OK - {len(content)}")
