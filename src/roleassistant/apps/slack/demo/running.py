"""`roleassistant slack --demo`: the bot, a Slack of its own and a page to try both, in one process.

Nothing leaves the machine, and nothing is kept: the queue and the conversations are in a folder
that goes when the demo ends. The index is the one that questions are always asked of; where there
is none yet, the bundled profiles are read into it first.
"""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from roleassistant.answering.assistant import Assistant
from roleassistant.apps.slack.app import build_bot, warm_up
from roleassistant.apps.slack.audience import EVERYBODY
from roleassistant.apps.slack.credentials import Credentials
from roleassistant.apps.slack.demo.page import Page
from roleassistant.apps.slack.demo.server import FakeSlack
from roleassistant.apps.slack.listeners.shortcuts import ASK_ABOUT_MESSAGE
from roleassistant.apps.slack.manifest import scopes
from roleassistant.apps.slack.socket_mode import open_socket
from roleassistant.errors import IndexEmpty, IndexMissing, SlackUnavailable
from roleassistant.settings import Settings

PORT = 8765
_PING_SECONDS = 2.0
_GRACE_SECONDS = 3.0

Say = Callable[[str], None]


def run_demo(settings: Settings, say: Say, port: int = PORT) -> None:
    """Serve the page until Ctrl-C. `say` is told what happens.

    Raises:
        SlackUnavailable: the port is taken.
        IndexUnusable: the index cannot answer, and is not merely missing.
    """
    _forget_the_surroundings()
    assistant = _assistant(settings, say)
    slack = FakeSlack(port=port, scopes=scopes(settings))
    page = Page(slack, shortcuts=[(ASK_ABOUT_MESSAGE, "Ask about this message")])
    try:
        slack.start()
    except OSError as problem:
        raise SlackUnavailable(
            f"The demo cannot listen on 127.0.0.1:{port} ({os.strerror(problem.errno or 0)}). "
            f"Choose another port with --port."
        ) from problem
    try:
        with tempfile.TemporaryDirectory(prefix="roleassistant-demo-") as folder:
            own = _settings(settings, slack, Path(folder))
            asyncio.run(_serve(own, slack, page, assistant, say))
    finally:
        slack.stop()


def _forget_the_surroundings() -> None:
    """Bolt reads SLACK_* by itself, and the SDK would reach 127.0.0.1 through a proxy."""
    for name in list(os.environ):
        if name.startswith("SLACK_") or name.lower().endswith("_proxy"):
            del os.environ[name]


def _settings(settings: Settings, slack: FakeSlack, folder: Path) -> Settings:
    return replace(
        settings,
        answerer="extractive",
        conversations=f"sqlite:///{folder / 'conversations.sqlite'}",
        slack=replace(
            settings.slack,
            api_url=slack.api_url,
            database=f"sqlite:///{folder / 'slack.sqlite'}",
            groups=(),
        ),
    )


def _assistant(settings: Settings, say: Say) -> Assistant:
    from roleassistant.apps.cli.opening import assistant_for

    assistant = assistant_for(settings)
    try:
        _ = assistant.evidence
    except (IndexMissing, IndexEmpty):
        say("There is no index yet: reading the bundled profiles, once …")
        _read_the_bundled(settings)
        assistant = assistant_for(settings)
    return assistant


def _read_the_bundled(settings: Settings) -> None:
    from roleassistant import resources
    from roleassistant.answering.conflicts.within_role import disputed_rows
    from roleassistant.apps.cli.opening import encoder_for
    from roleassistant.indexing.ingest import ingest
    from roleassistant.indexing.library import Library

    encoder = encoder_for(settings)
    library = Library(settings.index, model=encoder.identity, store=settings.vector_store)
    sources = resources.default_sources(settings.folders.ingest)
    ingest(sources, library=library, encoder=encoder, disputed=disputed_rows)


async def _serve(
    settings: Settings, slack: FakeSlack, page: Page, assistant: Assistant, say: Say
) -> None:
    credentials = Credentials(
        bot_token=slack.bot_token, app_token=slack.app_token, signing_secret=slack.signing_secret
    )
    bot = build_bot(settings, credentials, assistant)
    await warm_up(bot)
    page.starters = bot.runtime.service.first_questions(EVERYBODY)
    await bot.start()
    try:
        await open_socket(bot, credentials, ping_seconds=_PING_SECONDS)
        say(f"A small Slack with the assistant in it: {slack.address}/   (Ctrl-C ends it)")
        await _until_interrupted()
    finally:
        await bot.stop(_GRACE_SECONDS)


async def _until_interrupted() -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for which in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt
            loop.add_signal_handler(which, ended.set)
    await ended.wait()
