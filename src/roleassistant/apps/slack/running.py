"""The bot as a process: started, serving until a signal says so, and ended in order."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING

from roleassistant.answering.assistant import Assistant
from roleassistant.apps.slack.app import Bot, build_bot, warm_up
from roleassistant.apps.slack.credentials import VARIABLES, Credentials
from roleassistant.errors import SlackUnavailable
from roleassistant.settings import Settings

if TYPE_CHECKING:
    import uvicorn

_log = logging.getLogger(__name__)

_UVICORN_GRACE_SECONDS = 10


def require(credentials: Credentials, *, http: bool) -> None:
    """Raise SlackUnavailable where a variable is missing, naming each and what it is for."""
    missing = credentials.missing(http=http)
    if missing:
        wanted = "; ".join(f"{name}, {VARIABLES[name]}" for name in missing)
        raise SlackUnavailable(
            f"The environment lacks {wanted}. `roleassistant slack manifest` prints the app to "
            f"create, and `roleassistant slack --demo` shows the bot without a workspace."
        )


async def serve_socket(settings: Settings, credentials: Credentials, assistant: Assistant) -> None:
    """Serve over Socket Mode until SIGTERM or SIGINT.

    Raises:
        SlackUnavailable: a token is missing or refused, or Slack does not answer.
        SlackStoreUnavailable: the queue cannot be opened.
        IndexUnusable: there is no index that can answer.
    """
    from roleassistant.apps.slack.socket_mode import open_socket

    require(credentials, http=False)
    bot = build_bot(settings, credentials, assistant)
    try:
        await _begin(bot, credentials)
        await open_socket(bot, credentials)
        _log.info("Connected to Slack over Socket Mode; %s", _described(settings))
        await _until_told()
        _log.info("Ending: what is in flight is finished first.")
    finally:
        await bot.stop()


async def serve_http(
    settings: Settings, credentials: Credentials, assistant: Assistant, host: str, port: int
) -> None:
    """Serve over HTTP until SIGTERM or SIGINT. Raises as `serve_socket`, and SlackUnavailable where
    the port cannot be had."""
    import uvicorn

    from roleassistant.apps.slack.http import asgi_of

    require(credentials, http=True)
    bot = build_bot(settings, credentials, assistant)
    try:
        listening = _listening(host, port)
        await _begin(bot, credentials)
        server = uvicorn.Server(
            uvicorn.Config(
                asgi_of(bot),
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=_UVICORN_GRACE_SECONDS,
            )
        )
        bound = ":".join(str(part) for part in listening.getsockname()[:2])
        _log.info("Listening on http://%s/slack/events; %s", bound, _described(settings))
        await _serving(server, listening)
        _log.info("Ending: what is in flight is finished first.")
    finally:
        await bot.stop()


async def _serving(server: uvicorn.Server, listening: socket.socket) -> None:
    """Serve until a signal says so. Signals are ours alone: uvicorn, which would take them, sends
    them to the process again when it has ended, and nothing could be finished after that."""
    told = asyncio.create_task(_until_told())
    await asyncio.sleep(0)  # it listens to signals now
    server.capture_signals = nullcontext  # type: ignore[method-assign,assignment]
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        await asyncio.wait({told, serving}, return_when=asyncio.FIRST_COMPLETED)
        server.should_exit = True
        await serving
    finally:
        told.cancel()


async def _begin(bot: Bot, credentials: Credentials) -> None:
    await warm_up(bot)
    await bot.start()
    if not credentials.by_oauth:
        found = await bot.runtime.workspaces.find(None, None, False)
        assert found is not None
        _log.info("The bot is user %s of workspace %s.", found.bot_user, found.team)


def _described(settings: Settings) -> str:
    slack = settings.slack
    return f"{slack.workers} workers, room for {slack.queue} questions."


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=2048)
    except (OSError, OverflowError) as problem:
        raise SlackUnavailable(
            f"Cannot listen on {host}:{port} ({getattr(problem, 'strerror', None) or problem}). "
            f"Choose another with --host and --port."
        ) from problem


async def _until_told() -> None:
    """Return at the first signal; the second ends the program as signals do."""
    told, loop = asyncio.Event(), asyncio.get_running_loop()

    def tell(number: signal.Signals) -> None:
        told.set()
        with suppress(NotImplementedError):
            loop.remove_signal_handler(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, tell, number)
    await told.wait()
