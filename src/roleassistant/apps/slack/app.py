"""The bot, put together.

A test starts it against a Slack of its own:

    settings = load_settings({"index": index, "slack.api_url": fake.api_url}, environment={})
    credentials = Credentials(bot_token=…, app_token=…, signing_secret=…)
    bot = build_bot(settings, credentials, assistant)      # inside a running event loop
    await bot.start()                                      # workers
    await open_socket(bot, credentials)                    # Socket Mode (`socket_mode`), or
    web = asgi_of(bot)                                     # an ASGI application (`http`)
    await bot.app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=…))   # or neither
    await bot.stop()                                       # finishes what is in flight

`assistant` is what `apps.cli.opening.assistant_for(settings)` gives, or one of a test's own. No
SLACK_* variable may be set in the environment of a test: Bolt reads some of them by itself.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import aiohttp
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from roleassistant.answering.assistant import Assistant
from roleassistant.apps.slack import oauth
from roleassistant.apps.slack.audience import Audience
from roleassistant.apps.slack.credentials import Credentials
from roleassistant.apps.slack.forgetting import forget_by_policy
from roleassistant.apps.slack.inbox import Inbox
from roleassistant.apps.slack.listeners import actions, commands, events, shortcuts, views
from roleassistant.apps.slack.listeners.reception import Reception
from roleassistant.apps.slack.logs import place_of
from roleassistant.apps.slack.metrics import Metrics
from roleassistant.apps.slack.off_loop import StoreThread, in_a_thread
from roleassistant.apps.slack.performing import Performing
from roleassistant.apps.slack.refusing import Refusing
from roleassistant.apps.slack.runtime import Runtime
from roleassistant.apps.slack.screening import screen
from roleassistant.apps.slack.service import AnswerService
from roleassistant.apps.slack.storage.database import SlackDatabase
from roleassistant.apps.slack.storage.queue import Queue
from roleassistant.apps.slack.storage.traces import Traces
from roleassistant.apps.slack.workers import Workers
from roleassistant.apps.slack.workspaces import Authorize, OneWorkspace, Workspaces, web_client
from roleassistant.errors import SlackStoreUnavailable, SlackUnavailable
from roleassistant.settings import Settings

_log = logging.getLogger(__name__)

# Kubernetes and systemd give 30 to 90 s before they kill.
GRACE_SECONDS = 25.0


@dataclass
class Bot:
    """A bot that `start` sets to work. `app` is Bolt's application, which takes its events."""

    app: AsyncApp
    runtime: Runtime
    workers: Workers
    refusing: Refusing
    database: SlackDatabase
    # What takes events, closed first: nothing new is acknowledged that would not be done.
    entrances: list[Callable[[], object]] = field(default_factory=list)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self) -> None:
        """Do what waits in the queue, and what comes.

        Raises:
            SlackStoreUnavailable: the queue cannot be opened.
        """
        self.runtime.client.session = aiohttp.ClientSession()
        freed = await self.runtime.stored(self.runtime.queue.free_the_dead)
        if freed:
            _log.warning("%d questions of an earlier run are answered now.", freed)
        self.refusing.start()
        self.workers.start()
        self._tasks = [
            asyncio.create_task(forget_by_policy(self.runtime)),
            asyncio.create_task(self._watch_the_queue()),
        ]

    async def stop(self, grace_seconds: float = GRACE_SECONDS) -> None:
        """Take no more events, finish what is in flight, and let go of everything."""
        for close in self.entrances:
            closing = close()
            if asyncio.iscoroutine(closing):
                await closing
        await self.workers.stop(grace_seconds)
        await self.refusing.stop(5.0)
        await self.runtime.settled(5.0)
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        self.runtime.accepting.close()
        self.runtime.storing.close()
        self.database.close()
        self.runtime.service.close()
        session, self.runtime.client.session = self.runtime.client.session, None
        if session is not None:
            await session.close()

    async def _watch_the_queue(self) -> None:
        while True:
            with suppress(SlackStoreUnavailable):
                depth = await self.runtime.storing(self.runtime.queue.depth)
                self.runtime.metrics.waiting.set(depth)
                for told in self.database.told():
                    _log.error("%s", told)
            await asyncio.sleep(5.0)


def build_bot(settings: Settings, credentials: Credentials, assistant: Assistant) -> Bot:
    """Put the bot together; nothing is opened and nobody is asked yet.

    Raises:
        SlackUnavailable: there is neither a bot token nor a client id and secret.
    """
    client = web_client(settings.slack.api_url)
    database = SlackDatabase.of(settings)
    metrics = Metrics()
    installed = oauth.installations(settings, credentials) if credentials.by_oauth else None
    workspaces: Workspaces
    if installed is not None:
        workspaces = installed.workspaces(client)
    elif credentials.bot_token:
        workspaces = OneWorkspace(client, credentials.bot_token)
    else:
        raise SlackUnavailable(
            "There is no SLACK_BOT_TOKEN in the environment, and no SLACK_CLIENT_ID with "
            "SLACK_CLIENT_SECRET either. `roleassistant slack check` says what else is missing."
        )
    runtime = Runtime(
        settings=settings,
        client=client,
        workspaces=workspaces,
        service=AnswerService.of(settings, assistant),
        queue=Queue(database, settings.slack.queue),
        traces=Traces(database),
        audience=Audience(settings.slack.groups),
        metrics=metrics,
        accepting=StoreThread("accepting"),
        storing=StoreThread("storing"),
    )
    app = AsyncApp(
        name="roleassistant",
        logger=logging.getLogger("roleassistant.slack_bolt"),
        client=client,
        signing_secret=credentials.signing_secret or "",
        authorize=Authorize(workspaces),  # type: ignore[arg-type]  # takes an AsyncAuthorize too
        oauth_settings=installed.settings if installed is not None else None,
        # A listener is done before Slack is told: it stores the event, and nothing that is slow.
        process_before_response=True,
        # What it would attach, every listener asks for itself, with the thread that it means.
        attaching_conversation_kwargs_enabled=False,
    )
    app.use(screen)
    refusing = Refusing(runtime)
    workers = Workers(runtime, Performing(runtime))
    reception = Reception(runtime, Inbox(runtime, workers.wake), workers, refusing)
    for listener in (events, actions, commands, shortcuts, views):
        listener.register(app, reception)
    if installed is not None:
        app.enable_token_revocation_listeners()
    events.register_the_rest(app)
    app.error(_told)
    return Bot(app, runtime, workers, refusing, database)


async def _told(error: Exception) -> BoltResponse:
    """What a listener raised: the event is not acknowledged, and Slack sends it again."""
    if isinstance(error, SlackStoreUnavailable | SlackUnavailable):
        _log.warning("%s", error)
    else:
        _log.error("A listener failed: %s\n%s", type(error).__name__, place_of(error))
    return BoltResponse(status=500, body="")


async def warm_up(bot: Bot) -> None:
    """Open the index before the first question asks for it.

    Raises:
        IndexUnusable: there is no index that can answer.
    """
    await in_a_thread(bot.runtime.service.warm_up)
