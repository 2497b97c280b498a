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

_log = logging.getLogger(__name__)

EVERYBODY: frozenset[str] = frozenset()
# So long may somebody who left a group still see what it sees.
_KEPT_SECONDS = 60.0
# And so long is Slack not asked again that did not answer: everybody would wait for it.
_FAILED_SECONDS = 10.0


class Audience:
    """Members of the mapped user groups, asked for when they are needed and kept for a minute."""

    def __init__(
        self, groups: Sequence[tuple[str, str]], now: Callable[[], float] = time.monotonic
    ) -> None:
        self._groups = tuple(groups)
        self._now = now
        self._members: dict[tuple[str, str], tuple[float, frozenset[str]]] = {}
        self._asking = asyncio.Lock()

    async def groups_of(
        self, client: AsyncWebClient, team: str, user: str, *, public: bool
    ) -> frozenset[str]:
        """The names of the groups that `user` is in; none where the answer is `public`."""
        if public or not self._groups:
            return EVERYBODY
        async with self._asking:
            members = {group: await self._of(client, team, group) for group, _ in self._groups}
        return frozenset(name for group, name in self._groups if user in members[group])

    async def _of(self, client: AsyncWebClient, team: str, group: str) -> frozenset[str]:
        kept = self._members.get((team, group))
        if kept is not None and self._now() < kept[0]:
            return kept[1]
        try:
            told: Mapping[str, object] = (
                await client.usergroups_users_list(usergroup=group, team_id=team or None)
            ).data  # type: ignore[assignment]
        except (SlackApiError, SlackClientError, aiohttp.ClientError, TimeoutError) as problem:
            _log.warning("The members of user group %s cannot be read: %s", group, _name(problem))
            self._members[team, group] = (self._now() + _FAILED_SECONDS, EVERYBODY)
            return EVERYBODY
        users = told.get("users")
        members = frozenset(map(str, users)) if isinstance(users, list) else EVERYBODY
        self._members[team, group] = (self._now() + _KEPT_SECONDS, members)
        return members


def _name(problem: Exception) -> str:
    if isinstance(problem, SlackApiError):
        return str(problem.response.get("error"))
    return type(problem).__name__
