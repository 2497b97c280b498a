"""The one place where it is decided which groups an asker is in.

Slack user groups are mapped to the names that profiles use, by `slack.groups`. Where others read
the answer, the asker has no groups. Where Slack cannot be asked, neither: nobody sees more because
something is broken.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

_log = logging.getLogger(__name__)

EVERYBODY: frozenset[str] = frozenset()
# So long may somebody who left a group still see what it sees.
_KEPT_SECONDS = 60.0
# And so long is Slack not asked again that did not answer: everybody would wait for it.
_FAILED_SECONDS = 10.0
_FAILED = (SlackApiError, SlackClientError, aiohttp.ClientError, TimeoutError, ValueError)


class Audience:
    """Members of the mapped user groups, asked for when they are needed and kept for a minute."""

    def __init__(
        self, groups: Sequence[tuple[str, str]], now: Callable[[], float] = time.monotonic
    ) -> None:
        self._groups = tuple(groups)
        self._now = now
        self._members: dict[str, tuple[float, Mapping[str, frozenset[str]]]] = {}
        self._asking = asyncio.Lock()

    async def groups_of(
        self, client: AsyncWebClient, team: str, user: str, *, public: bool
    ) -> frozenset[str]:
        """The names of the groups that `user` is in; none where the answer is `public`."""
        if public or not self._groups:
            return EVERYBODY
        async with self._asking:
            members = await self._of(client, team)
        return frozenset(
            name for group, name in self._groups if user in members.get(group, EVERYBODY)
        )

    async def _of(self, client: AsyncWebClient, team: str) -> Mapping[str, frozenset[str]]:
        """The members of each group of a workspace, by its id, in one call however many are mapped:
        Slack takes 20 a minute."""
        kept = self._members.get(team)
        if kept is not None and self._now() < kept[0]:
            return kept[1]
        try:
            members = members_by_group(
                await client.usergroups_list(include_users=True, team_id=team or None)
            )
        except _FAILED as problem:
            _log.warning("The members of user groups cannot be read: %s", _name(problem))
            self._members[team] = (self._now() + _FAILED_SECONDS, {})
            return {}
        self._members[team] = (self._now() + _KEPT_SECONDS, members)
        return members


def members_by_group(told: AsyncSlackResponse) -> dict[str, frozenset[str]]:
    """What `usergroups.list` says with `include_users`: of groups that are not disabled."""
    listed = told.get("usergroups")
    return {
        str(one["id"]): frozenset(map(str, one.get("users") or ()))
        for one in (listed if isinstance(listed, list) else ())
        if isinstance(one, dict) and "id" in one and not one.get("date_delete")
    }


def _name(problem: Exception) -> str:
    if isinstance(problem, SlackApiError):
        return str(problem.response.get("error"))
    return type(problem).__name__
