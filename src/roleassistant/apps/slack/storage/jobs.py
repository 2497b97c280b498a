"""A job of the queue: what is asked, and how far its answer came."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sql

from roleassistant.apps.slack.requests import Request, request_from


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job came, written before and after each message: `begun` messages were sent off,
    `messages` are the ts of those that Slack is known to have."""

    begun: int = 0
    messages: tuple[str, ...] = ()
    answer: str | None = None  # the id of the answer that the messages show
    former: str | None = None  # of the one that they may show still: its question was edited
    led: bool = False  # the line that begins a thread with the asker alone was sent off
    direct: tuple[str, str] | None = None  # that thread: its channel, and the ts of the line
    filed: bool = False  # the file was sent off
    adrift: bool = False  # a stream was begun of which nobody knows where it is

    def as_text(self) -> str:
        """As JSON, for the queue."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Job:
    """A leased job. `attempts` counts this one; of what is `withdrawn` nothing is to be done but to
    take back what was said."""

    number: int
    request: Request
    attempts: int
    queued: float
    progress: Progress
    withdrawn: bool = False

    def is_same(self, other: Job) -> bool:
        """Whether it is `other`: numbers are given anew, see `queue.Queue`."""
        return (self.number, self.queued) == (other.number, other.queued)

    @property
    def place(self) -> tuple[str, str | None]:
        """The channel and the thread that its messages go to."""
        return self.progress.direct or (self.request.channel, self.request.thread_ts)


def job_of(row: sql.Row[Any]) -> Job:
    """A job as it is written. Raises ValueError where another version wrote it."""
    progress = progress_from(row.progress)
    request, withdrawn = request_from(row.request), bool(row.withdrawn)
    return Job(row.id, request, row.attempts, row.queued, progress, withdrawn)


def progress_from(text: str) -> Progress:
    """How far a job came, as `as_text` wrote it; what another version knew besides is left."""
    held = json.loads(text)
    direct = held.get("direct")
    return Progress(
        begun=held.get("begun", 0),
        messages=tuple(held.get("messages", ())),
        answer=held.get("answer"),
        former=held.get("former"),
        led=held.get("led", False),
        direct=(direct[0], direct[1]) if direct else None,
        filed=held.get("filed", False),
        adrift=held.get("adrift", False),
    )
