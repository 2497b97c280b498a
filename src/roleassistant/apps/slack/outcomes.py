"""What becomes of a call to Slack that did not go well: tried again later, or never."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError

from roleassistant.apps.slack.runtime import Runtime, name_of
from roleassistant.apps.slack.workspaces import retry_after

# Slack's own trouble, and a token that somebody is about to put right.
_PASSING = frozenset(
    "internal_error fatal_error service_unavailable request_timeout unknown "
    "invalid_auth not_authed token_expired accesslimited team_added_to_org".split()
)


class Later(Exception):
    """It cannot be done now. `seconds` is set where Slack said when to come back; `counts` where it
    was no trouble of Slack's, so that it is not tried for ever."""

    def __init__(self, cause: str, seconds: float | None = None, *, counts: bool = False) -> None:
        super().__init__(cause)
        self.cause = cause
        self.seconds = seconds
        self.counts = counts


class Undeliverable(Exception):
    """There is no way to this asker."""


def as_ours(runtime: Runtime, problem: BaseException) -> Later | Undeliverable:
    """What a failed call means for its job."""
    name = name_of(problem)
    runtime.metrics.refusals.labels(error=name).inc()
    if not isinstance(problem, SlackApiError):
        return Later(name)
    response = problem.response
    if name == "ratelimited" or getattr(response, "status_code", 200) == 429:
        return Later(name, retry_after(response.headers))
    if getattr(response, "status_code", 200) >= 500 or name in _PASSING:
        return Later(name)
    return Undeliverable(name)
