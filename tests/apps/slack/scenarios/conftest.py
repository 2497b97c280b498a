"""A whole Slack session: people, the fake Slack, and the bot, which runs in a thread here."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from roleassistant.answering.assistant import Assistant
from roleassistant.apps.slack.app import Bot, build_bot
from roleassistant.apps.slack.credentials import Credentials
from roleassistant.apps.slack.demo.server import FakeSlack
from roleassistant.apps.slack.socket_mode import open_socket
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library
from roleassistant.settings import Settings, load_settings

ROOT = Path(__file__).resolve().parents[4]


class RunningBot:
    """The bot in a thread with an event loop of its own."""

    def __init__(self, slack: FakeSlack, settings: Settings, assistant: Assistant) -> None:
        self.slack, self.settings, self._assistant = slack, settings, assistant
        self.bot: Bot | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Any, seconds: float = 30.0) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(seconds)

    def start(self) -> RunningBot:
        async def begin() -> None:
            slack = self.slack
            credentials = Credentials(slack.bot_token, slack.app_token, slack.signing_secret)
            self.bot = build_bot(self.settings, credentials, self._assistant)
            await self.bot.start()
            await open_socket(self.bot, credentials, ping_seconds=0.5)

        before = len(self.slack.courier.sockets)
        self.run(begin())
        self.slack.wait(lambda: len(self.slack.courier.sockets) > before, what="connected")
        return self

    def stop(self, grace_seconds: float = 5.0) -> None:
        if self.bot is not None:
            self.run(self.bot.stop(grace_seconds))
            self.bot = None
        if self._loop.is_running():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)


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
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


@pytest.fixture
def started(slack: FakeSlack, settings: Settings, assistant: Assistant) -> Iterator[Started]:
    """Starts bots, with settings changed where wanted, and stops those that still run."""
    running: list[RunningBot] = []

    def start(over: Assistant | None = None, **changed: Any) -> RunningBot:
        of_slack = replace(settings.slack, api_url=slack.api_url, **changed)
        bot = RunningBot(slack, replace(settings, slack=of_slack), over or assistant)
        running.append(bot)
        return bot.start()

    yield start
    for bot in running:
        bot.stop()


@pytest.fixture
def bot(started: Started) -> RunningBot:
    """One bot as it is by default."""
    return started()
