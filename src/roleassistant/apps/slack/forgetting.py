"""What is kept of people is deleted: when they ask, and by itself after a while."""

from __future__ import annotations

import asyncio
import logging
import time

from roleassistant.apps.slack.runtime import Runtime
from roleassistant.errors import ServiceError

_log = logging.getLogger(__name__)

_EVERY_SECONDS = 600.0
_DAY = 86_400


async def forget(runtime: Runtime, team: str, user: str) -> int:
    """Delete a user's questions, answers, feedback and conversations; how many answers those were.

    Raises:
        ServiceError: a store is locked; then it was not all deleted, and asking again does.
    """

    def work() -> int:
        # First, so that what is being answered at this moment knows of it when it has been written.
        runtime.queue.forget(team, user)
        runtime.service.forget(team, user)
        return runtime.traces.forget(team, user)

    return await runtime.storing(work)


async def forget_by_policy(runtime: Runtime) -> None:
    """Delete what is older than the settings allow, for as long as the bot runs."""
    while True:
        try:
            await runtime.storing(lambda: _by_age(runtime))
        except ServiceError as problem:
            _log.warning("%s What is old is deleted later.", problem)
        await asyncio.sleep(_EVERY_SECONDS)


def _by_age(runtime: Runtime) -> None:
    runtime.queue.forget_claims()
    runtime.traces.forget_before(time.time() - runtime.settings.slack.keep_days * _DAY)
