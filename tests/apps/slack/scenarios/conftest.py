"""A whole Slack session: people, the fake Slack, and the bot, which runs in a thread here."""

from __future__ import annotations

import asyncio
import os
import re
import threading
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
import uvicorn

from roleassistant.answering.assistant import Assistant
from roleassistant.apps.slack.app import Bot, build_bot
from roleassistant.apps.slack.credentials import Credentials
from roleassistant.apps.slack.demo.server import FakeSlack
from roleassistant.apps.slack.http import asgi_of
from roleassistant.apps.slack.manifest import scopes
from roleassistant.apps.slack.socket_mode import open_socket
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library
from roleassistant.settings import Settings, load_settings

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[4]


class RunningBot:
    """The bot in a thread with an event loop of its own; by Socket Mode, or over HTTP."""

    def __init__(
        self,
        slack: FakeSlack,
        settings: Settings,
        assistant: Assistant,
        over_http: bool = False,
        by_oauth: bool = False,
    ) -> None:
        self.slack, self.settings, self._assistant = slack, settings, assistant
        self._over_http = over_http
        self.credentials = Credentials(
            bot_token=None if by_oauth else slack.bot_token,
            app_token=slack.app_token,
            signing_secret=slack.signing_secret,
            client_id="1.2" if by_oauth else None,
            client_secret="of the tests" if by_oauth else None,
        )
        self.bot: Bot | None = None
        self._server: uvicorn.Server | None = None
        self._serving: asyncio.Task[None] | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    @property
    def running(self) -> Bot:
        assert self.bot is not None
        return self.bot

    def run(self, work: Coroutine[Any, Any, T], seconds: float = 30.0) -> T:
        """Do something where the bot runs."""
        try:
            return asyncio.run_coroutine_threadsafe(work, self._loop).result(seconds)
        except TimeoutError:
            tasks = "\n".join(map(str, asyncio.all_tasks(self._loop)))
            raise AssertionError(f"the bot hangs after {seconds:g} s in:\n{tasks}") from None

    def start(self) -> RunningBot:
        before = len(self.slack.courier.sockets)
        self.run(self._begin())
        if not self._over_http:
            self.slack.wait(lambda: len(self.slack.courier.sockets) > before, what="connected")
        return self

    async def _begin(self) -> None:
        self.bot = build_bot(self.settings, self.credentials, self._assistant)
        await self.bot.start()
        if not self._over_http:
            await open_socket(self.bot, self.credentials, ping_seconds=0.5)
            return
        options = uvicorn.Config(
            asgi_of(self.bot), host="127.0.0.1", port=0, log_level="error", lifespan="off"
        )
        self._server = uvicorn.Server(options)
        self._server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        self._serving = asyncio.create_task(self._server.serve())
        while not self._server.started:
            await asyncio.sleep(0.01)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.slack.request_url = f"http://127.0.0.1:{port}/slack/events"

    def install(self, team: str) -> None:
        """A person of the team allows the app, in the browser."""
        self.run(self._install(team))

    async def _install(self, team: str) -> None:
        transport = httpx.ASGITransport(app=asgi_of(self.running))
        async with httpx.AsyncClient(transport=transport, base_url="https://bot.test") as browser:
            page = await browser.get("/slack/install")
            found = re.search(r"state=([\w-]+)", page.text + page.headers.get("location", ""))
            assert found is not None, page.text
            code = self.slack.installations.code_for(team)
            back = {"code": code, "state": found[1]}
            done = await browser.get("/slack/oauth_redirect", params=back)
            assert done.status_code == 200, done.text

    def stop(self, grace_seconds: float = 5.0) -> None:
        if self.bot is not None:
            self.run(self._end(grace_seconds))
            self.bot = None
        if self._loop.is_running():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)

    async def _end(self, grace_seconds: float) -> None:
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            await self._serving
        await self.running.stop(grace_seconds)


class Session(FakeSlack):
    """A Slack that knows its bots: it is quiet only when they have nothing left to do. They may do
    what the manifest asks for, and nothing else."""

    def __init__(self) -> None:
        super().__init__(scopes=scopes(load_settings({"slack.groups": "S0:any"}, environment={})))
        self.bots: list[RunningBot] = []

    def quiet(self, seconds: float = 0.5) -> None:
        super().quiet(seconds)
        queues = [bot.bot.runtime.queue for bot in self.bots if bot.bot is not None]
        while any(queue.depth() for queue in queues):
            self.wait(lambda: not any(queue.depth() for queue in queues), 40, "the queue is empty")
            super().quiet(seconds)


Started = Callable[..., RunningBot]


@pytest.fixture(scope="session", autouse=True)
def surroundings() -> Iterator[None]:
    """Neither a proxy nor a token of the person who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.lower().endswith("_proxy") or name.startswith("SLACK_"):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def assistant(bundled_index: Path, real_encoder: Encoder) -> Assistant:
    made = Assistant(
        Library(bundled_index, model=real_encoder.identity), encoder=lambda: real_encoder
    )
    _ = made.evidence
    return made


@pytest.fixture(scope="session")
def long_profiles(tmp_path_factory: pytest.TempPathFactory, real_encoder: Encoder) -> Assistant:
    """Two levels of one role with forty responsibilities each."""
    folder = tmp_path_factory.mktemp("long")
    for level in ("p4", "p5"):
        page = (ROOT / "ingest" / "profiles" / "direct" / f"field-sales-{level}.txt").read_text()
        before, _, rest = page.partition("Responsibilities by level\n")
        _, _, after = rest.partition("Level guidelines\n")
        long = ["Responsibilities by level"]
        for name, work in (
            ("P4", "Keeps ledger {} for the region"),
            ("P5", "Plans fair {} abroad"),
        ):
            long += [name, *(f"- {work.format(number)} and reports it." for number in range(40))]
        text = "\n".join([*long, "Level guidelines", after])
        (folder / f"field-sales-{level}.txt").write_text(before + text, encoding="utf-8")
    library = Library(folder / "index", model=real_encoder.identity)
    ingest([folder], library=library, encoder=real_encoder)
    return Assistant(library, encoder=lambda: real_encoder)


@pytest.fixture
def settings(bundled_index: Path, tmp_path: Path) -> Settings:
    """What the bot keeps is the test's own; it is read from the shared index."""
    loaded = load_settings({"index": bundled_index}, environment={})
    return replace(
        loaded,
        conversations=f"sqlite:///{tmp_path / 'conversations.sqlite'}",
        slack=replace(loaded.slack, database=f"sqlite:///{tmp_path / 'slack.sqlite'}"),
    )


@pytest.fixture
def slack() -> Iterator[Session]:
    with Session() as fake:
        yield fake


@pytest.fixture
def started(slack: Session, settings: Settings, assistant: Assistant) -> Iterator[Started]:
    """Starts bots, with settings changed where wanted, and stops those that still run."""

    def start(
        over: Assistant | None = None,
        over_http: bool = False,
        by_oauth: bool = False,
        **changed: Any,
    ) -> RunningBot:
        of_slack = replace(settings.slack, api_url=slack.api_url, **changed)
        changed_settings = replace(settings, slack=of_slack)
        bot = RunningBot(slack, changed_settings, over or assistant, over_http, by_oauth)
        slack.bots.append(bot)
        return bot.start()

    yield start
    for bot in slack.bots:
        bot.stop()


@pytest.fixture
def bot(started: Started) -> RunningBot:
    """One bot as it is by default."""
    return started()
