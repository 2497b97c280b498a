"""The parts of a running bot that its listeners and its workers share."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.audience import Audience
from roleassistant.apps.slack.metrics import Metrics
from roleassistant.apps.slack.off_loop import StoreThread
from roleassistant.apps.slack.service import AnswerService
from roleassistant.apps.slack.storage.queue import Queue
from roleassistant.apps.slack.storage.traces import Traces
from roleassistant.apps.slack.workspaces import Workspace, Workspaces
from roleassistant.errors import RoleAssistantError, SlackStoreUnavailable
from roleassistant.settings import Settings

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")

# What a call may raise that did not go well; none of it is a mistake in this program.
CALL_FAILED = (SlackApiError, SlackClientError, aiohttp.ClientError, TimeoutError, ValueError)

_COURTESY_SECONDS = 5.0
_PATIENCE = (0.1, 0.5, 1.0, 2.0, 4.0)


@dataclass
class Runtime:
    """`accepting` and `storing` are threads for the store: an event that is to be acknowledged
    never waits behind what the workers write."""

    settings: Settings
    client: AsyncWebClient
    workspaces: Workspaces
    service: AnswerService
    queue: Queue
    traces: Traces
    audience: Audience
    metrics: Metrics
    accepting: StoreThread
    storing: StoreThread
    _soon: set[asyncio.Task[None]] = field(default_factory=set, repr=False)

    def soon(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something once Slack was told that it was heard; nothing of it outlives the process.

        Bolt's lazy listeners are not for this: they copy the request, and with it every connection.
        """
        task = asyncio.create_task(self._logged(work))
        self._soon.add(task)
        task.add_done_callback(self._soon.discard)

    async def settled(self, seconds: float) -> None:
        """Wait for what is being done soon, for so long."""
        if self._soon:
            await asyncio.wait(self._soon, timeout=seconds)

    @staticmethod
    async def _logged(work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except RoleAssistantError as problem:
            _log.warning("%s", problem)
        except CALL_FAILED as problem:
            _log.warning("A call did not go well: %s", name_of(problem))

    def client_of(self, workspace: Workspace) -> AsyncWebClient:
        """A client with the workspace's token."""
        original = self.client
        return AsyncWebClient(
            token=workspace.token,
            base_url=original.base_url,
            timeout=original.timeout,
            session=original.session,
            logger=logging.getLogger("roleassistant.slack_sdk"),
            retry_handlers=original.retry_handlers,
        )

    async def stored(self, work: Callable[[], _Result]) -> _Result:
        """What `work` does with the store, tried for some seconds where the store is locked.

        Raises:
            SlackStoreUnavailable: it stays so.
        """
        for seconds in _PATIENCE:
            try:
                return await self.storing(work)
            except SlackStoreUnavailable as problem:
                _log.warning("%s", problem)
                await asyncio.sleep(seconds)
        return await self.storing(work)

    async def courtesy(self, what: str, call: Awaitable[Any]) -> bool:
        """Make a call that nothing depends on, such as setting a title; whether it went well."""
        try:
            async with asyncio.timeout(_COURTESY_SECONDS):
                await call
        except CALL_FAILED as problem:
            self.metrics.refusals.labels(error=name_of(problem)).inc()
            _log.info("%s did not go well: %s", what, name_of(problem))
            return False
        return True


def name_of(problem: BaseException) -> str:
    """What went wrong with a call, without anything that was said in it."""
    if isinstance(problem, SlackApiError):
        return str(problem.response.get("error") or "unknown")
    return type(problem).__name__
