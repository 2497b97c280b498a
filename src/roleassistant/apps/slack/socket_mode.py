"""The bot over Socket Mode: slack_sdk's aiohttp client, watched.

The client reconnects by itself when Slack closes a connection. It has been seen to sit on one that
is dead, so the watchdog opens another where nothing was heard for a while: Slack pings every few
seconds.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError, SlackClientError

from roleassistant.apps.slack.app import Bot
from roleassistant.apps.slack.credentials import Credentials
from roleassistant.errors import SlackUnavailable

_log = logging.getLogger(__name__)

_PING_SECONDS = 5.0
_WATCHED_SECONDS = 10.0
_SILENT_SECONDS = 60.0


async def open_socket(
    bot: Bot, credentials: Credentials, *, ping_seconds: float = _PING_SECONDS
) -> AsyncSocketModeHandler:
    """Connect, and stay connected until the bot stops.

    Raises:
        SlackUnavailable: Slack refuses the app-level token, or does not answer.
    """
    handler = AsyncSocketModeHandler(
        bot.app,
        app_token=credentials.app_token,
        logger=logging.getLogger("roleassistant.slack_sdk"),
        web_client=bot.runtime.client,
        ping_interval=ping_seconds,
    )
    client = handler.client
    try:
        # Asked for here, so that a wrong token is an error and not a loop of attempts.
        client.wss_uri = await client.issue_new_wss_url()
        await client.connect()  # type: ignore[no-untyped-call]
    except SlackApiError as problem:
        await _close(handler)
        raise SlackUnavailable(
            f"Slack refuses the app-level token ({problem.response['error']}). Create one with "
            f"connections:write and set SLACK_APP_TOKEN to it."
        ) from problem
    except (SlackClientError, aiohttp.ClientError, TimeoutError, ValueError) as problem:
        await _close(handler)
        raise SlackUnavailable(
            f"Slack does not answer at {bot.runtime.client.base_url} ({type(problem).__name__}). "
            f"Check the network, and `slack.api_url`."
        ) from problem
    watching = asyncio.create_task(_watch(bot, handler))

    async def close() -> None:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        await _close(handler)

    bot.entrances.append(close)
    return handler


async def _watch(bot: Bot, handler: AsyncSocketModeHandler) -> None:
    client, heard = handler.client, time.monotonic()

    async def hear(message: aiohttp.WSMessage) -> None:
        nonlocal heard
        del message
        heard = time.monotonic()

    client.on_message_listeners.append(hear)
    last_pong = client.last_ping_pong_time
    while True:
        await asyncio.sleep(_WATCHED_SECONDS)
        if client.last_ping_pong_time != last_pong:
            last_pong, heard = client.last_ping_pong_time, time.monotonic()
        connected = await client.is_connected()
        bot.runtime.metrics.connected.set(1 if connected else 0)
        if time.monotonic() - heard < _SILENT_SECONDS:
            continue
        _log.warning("Nothing was heard from Slack for %d s; connecting anew.", _SILENT_SECONDS)
        heard = time.monotonic()
        try:
            await client.connect_to_new_endpoint(force=True)
        except (SlackApiError, SlackClientError, aiohttp.ClientError, TimeoutError) as problem:
            _log.warning("Slack cannot be reached: %s", type(problem).__name__)


async def _close(handler: AsyncSocketModeHandler) -> None:
    with suppress(aiohttp.ClientError, ConnectionError, RuntimeError):
        await handler.close_async()  # type: ignore[no-untyped-call]
