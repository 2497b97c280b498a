"""The workspaces that the bot serves: whose token a request is answered with.

Bolt's own authorisation acknowledges an event that it could not authorise, and so loses it. Here an
event of a workspace whose token cannot be verified or refreshed *now* is not acknowledged: Slack
sends it again. Only events of a workspace that never installed the app are dropped, and logged.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.errors import SlackUnavailable

_log = logging.getLogger(__name__)

_TIMEOUT_SECONDS = 10
_OF_SLACK_ITSELF = frozenset(("internal_error", "fatal_error", "service_unavailable"))
# A job that has to wait longer goes back into the queue, where it does not hold a worker.
LONGEST_RETRY_AFTER = 30


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace as the bot knows it. `bot_user` is the bot's own user there."""

    team: str
    token: str = field(repr=False)
    bot_user: str
    bot: str | None
    enterprise: str | None = None


class Workspaces(Protocol):
    """Gives the workspace of a request, with a token that is valid now."""

    async def find(
        self, team: str | None, enterprise: str | None, is_enterprise_install: bool
    ) -> Workspace | None:
        """The workspace; None where it never installed the app.

        Raises:
            SlackUnavailable: it cannot be told now; later it may.
        """
        ...


class OneWorkspace:
    """The workspace of one token. Slack is asked once whose it is."""

    def __init__(self, client: AsyncWebClient, token: str) -> None:
        self._client = client
        self._token = token
        self._found: Workspace | None = None
        self._asking = asyncio.Lock()

    async def find(
        self, team: str | None, enterprise: str | None, is_enterprise_install: bool
    ) -> Workspace:
        """The one there is, whatever is asked for. Raises SlackUnavailable."""
        del team, enterprise, is_enterprise_install
        async with self._asking:
            if self._found is None:
                self._found = await who_is(self._client, self._token)
        return self._found


async def who_is(client: AsyncWebClient, token: str) -> Workspace:
    """Ask Slack whose a bot token is.

    Raises:
        SlackUnavailable: Slack refuses the token, or does not answer.
    """
    try:
        told = await client.auth_test(token=token)
    except SlackApiError as problem:
        error = problem.response.get("error")
        if error is None or error in _OF_SLACK_ITSELF:
            raise SlackUnavailable(
                f"Slack does not say whose the bot token is ({error or 'no answer of its own'}), "
                f"which has nothing to do with the token. Try again in a moment."
            ) from problem
        raise SlackUnavailable(
            f"Slack refuses the bot token ({error}). Install the app again and set "
            f"SLACK_BOT_TOKEN to its new token."
        ) from problem
    except (TimeoutError, SlackClientError, aiohttp.ClientError, ValueError) as problem:
        raise SlackUnavailable(
            f"Slack does not answer at {client.base_url} ({type(problem).__name__}). Check the "
            f"network, and `slack.api_url`."
        ) from problem
    return Workspace(
        team=str(told.get("team_id") or ""),
        token=token,
        bot_user=str(told.get("user_id") or ""),
        bot=told.get("bot_id"),
        enterprise=told.get("enterprise_id"),
    )


class Authorize(AsyncAuthorize):
    """Bolt's question whose token a request has, answered by our workspaces."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces
        self.token_rotation_expiration_minutes = 120  # Bolt sets it, where there is OAuth

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult | None:
        found = await self._workspaces.find(
            team_id, enterprise_id, bool(context.is_enterprise_install)
        )
        if found is None:
            _log.error("Workspace %s never installed the app; its event was dropped.", team_id)
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id or found.team,
            bot_user_id=found.bot_user,
            bot_id=found.bot,
            bot_token=found.token,
            user_id=user_id,
        )


def web_client(api_url: str) -> AsyncWebClient:
    """A client of the Web API, for any token; what it retries can never be done twice."""
    return AsyncWebClient(
        base_url=api_url,
        timeout=_TIMEOUT_SECONDS,
        logger=logging.getLogger("roleassistant.slack_sdk"),
        retry_handlers=retries(),
    )


def retries() -> list[AsyncRetryHandler]:
    """Where Slack says when to come back, and where it was never reached.

    A request that broke off may have been carried out: a message is then looked for before it is
    posted again (see `delivery`), which no retry handler can do.
    """
    never_sent = AsyncConnectionErrorRetryHandler(
        max_retry_count=2, error_types=[aiohttp.ClientConnectorError]
    )
    return [never_sent, _ShortWaits(max_retry_count=2)]


class _ShortWaits(AsyncRateLimitErrorRetryHandler):
    """Waits as long as Slack says, unless that is so long that others should have the worker."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is None or response.status_code != 429:
            return False
        return retry_after(response.headers) <= LONGEST_RETRY_AFTER


def retry_after(headers: Mapping[str, list[str] | str]) -> float:
    """The seconds that a 429 asks to wait; 1 where it does not say."""
    for name, value in headers.items():
        if name.lower() == "retry-after":
            said = value[0] if isinstance(value, list) else value
            return float(said) if said.isdecimal() else 1.0
    return 1.0
