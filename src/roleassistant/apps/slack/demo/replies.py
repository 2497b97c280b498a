"""What the Web API is told to answer instead of what it would: each way in which Slack fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

Json = dict[str, Any]
Condition = Callable[[Json], bool]


@dataclass(frozen=True, slots=True)
class Reply:
    """One scripted answer.

    error: what `ok: false` names. status and body: an answer that is no JSON of Slack's.
    retry_after: with status 429. delay: seconds before anything happens. dropped: the connection
    ends without an answer. applied: the method does what it does before its answer is lost.
    """

    error: str | None = None
    status: int = 200
    body: str | None = None
    retry_after: int | None = None
    delay: float = 0.0
    dropped: bool = False
    applied: bool = False

    @property
    def only_late(self) -> bool:
        """The method answers as always, after the delay."""
        return (
            self.error is None and self.status == 200 and self.body is None and not self.dropped
        )  # fmt: skip


def rate_limited(seconds: int = 1) -> Reply:
    """429, come back after some seconds."""
    return Reply(status=429, retry_after=seconds, body='{"ok":false,"error":"ratelimited"}')


def broken(status: int = 500, applied: bool = False) -> Reply:
    """An error of the server, as an HTML page; `applied`: it happened all the same."""
    return Reply(status=status, body="<html>upstream error</html>", applied=applied)


def not_json() -> Reply:
    """200 with something that is not JSON."""
    return Reply(body="<!doctype html><title>Slack</title>")


def refused(error: str) -> Reply:
    """`ok: false`."""
    return Reply(error=error)


def late(seconds: float) -> Reply:
    """As always, but late."""
    return Reply(delay=seconds)


def dropped(applied: bool = False) -> Reply:
    """The connection ends; `applied`: after the method did what it does."""
    return Reply(dropped=True, applied=applied)


@dataclass(slots=True)
class _Line:
    method: str
    reply: Reply
    times: int | None
    when: Condition | None


@dataclass(slots=True)
class Script:
    """The scripted answers that are still to be given, first come first served."""

    _lines: list[_Line] = field(default_factory=list)

    def add(
        self, method: str, reply: Reply, times: int | None = 1, when: Condition | None = None
    ) -> None:
        """`method` may be a pattern such as `chat.*`; `times` None: until cleared."""
        self._lines.append(_Line(method, reply, times, when))

    def clear(self) -> None:
        self._lines.clear()

    def take(self, method: str, arguments: Json) -> Reply | None:
        """The answer for this call, where there is one."""
        for line in self._lines:
            if not fnmatchcase(method, line.method) or line.times == 0:
                continue
            if line.when is None or line.when(arguments):
                if line.times is not None:
                    line.times -= 1
                return line.reply
        return None
