"""The durable, bounded queue: what was acknowledged is in here until it is answered.

An event is claimed and its job written in one transaction, before Slack is acknowledged: a process
that is killed leaves both or neither. A claim outlives its job, so that Slack's retries, a message
that comes twice (as a mention and as a message), and another replica find it taken.

A worker leases a job for a while and renews the lease while it works. The lease of a process that
died runs out, or is freed at once when the bot comes back on the same machine; then the job is done
anew, up to `MOST_ATTEMPTS` times, after which the asker is told that it could not be done. Jobs of
one lane (a conversation) are leased one at a time and in order.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import secrets
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from enum import Enum, auto
from typing import Any

import sqlalchemy as sql

from roleassistant.apps.slack.requests import Kind, Request, Surface, request_from
from roleassistant.apps.slack.storage.database import (
    SlackDatabase,
    insert_new,
    serialised,
    upsert,
)
from roleassistant.apps.slack.storage.tables import claims, jobs
from roleassistant.apps.slack.storage.threads import engaged, join, take_part
from roleassistant.apps.slack.storage.traces import Trace, keep_trace

_log = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
LEASE_SECONDS = 60.0
# Slack's last retry comes an hour after the event; events that were held back come later still.
CLAIM_SECONDS = 24 * 3600
# One person's share of the queue, so that nobody can keep everybody else out of it.
_FEWEST_OF_ONE = 10
_CLAIM_LETTERS = 300


class Accepted(Enum):
    """What became of an event."""

    QUEUED = auto()
    TAKEN_BEFORE = auto()
    FULL = auto()
    NOT_FOR_US = auto()


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


@dataclass(frozen=True, slots=True)
class Job:
    """A leased job. `attempts` counts this one."""

    number: int
    request: Request
    attempts: int
    queued: float
    progress: Progress

    @property
    def place(self) -> tuple[str, str | None]:
        """The channel and the thread that its messages go to."""
        return self.progress.direct or (self.request.channel, self.request.thread_ts)


class Queue:
    """Safe from several threads and processes."""

    def __init__(
        self, database: SlackDatabase, capacity: int, now: Callable[[], float] = time.time
    ) -> None:
        self._database = database
        self._capacity = capacity
        self._now = now
        self.worker = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"

    def accept(self, identities: Sequence[str], request: Request | None) -> Accepted:
        """Claim an event and queue what it asks for (None: only claim it), in one transaction.

        A follow-up is for us only in a thread in which the bot takes part.

        Raises:
            SlackStoreUnavailable: nothing was claimed; the event is not to be acknowledged.
        """
        return self._database.write(
            lambda connection: self._accept(connection, identities, request)
        )

    def lease(self) -> Job | None:
        """The next job whose lane is free, now leased to this worker."""
        return self._database.write(self._lease)

    def renew(self, job: Job) -> bool:
        """Lease a job for longer. False where it was cancelled, or is not ours any more."""
        held = sql.and_(self._is(job), jobs.c.cancelled.is_(False))
        due = self._now() + LEASE_SECONDS
        return self._write(sql.update(jobs).where(held).values(due=due)) > 0

    def record(self, job: Job, progress: Progress) -> Job:
        """Write how far a job came. Gives the job as it is then."""
        held = sql.update(jobs).where(self._is(job))
        self._write(held.values(progress=json.dumps(_plain(progress))))
        return replace(job, progress=progress)

    def keep(self, job: Job, progress: Progress, trace: Trace) -> Job | None:
        """Write how far a job came together with the answer that it found; None where it is not
        ours any more, and nothing is kept: its asker is to be forgotten, or took it back."""

        def work(connection: sql.Connection) -> bool:
            held = sql.update(jobs).where(self._is(job))
            written = connection.execute(held.values(progress=json.dumps(_plain(progress))))
            if not written.rowcount:
                return False
            keep_trace(connection, trace)
            return True

        return replace(job, progress=progress) if self._database.write(work) else None

    def progress_of(self, job: Job) -> Progress | None:
        """How far a job came, as it was last written; None where it is not there any more."""
        wanted = sql.select(jobs.c.progress).where(jobs.c.id == job.number)
        held = self._database.read(lambda c: c.execute(wanted).scalar())
        return _progress(held) if held is not None else None

    def complete(self, job: Job) -> None:
        """The job is done, or given up; nothing is left of it but its claims."""
        self._write(sql.delete(jobs).where(self._is(job)))

    def postpone(self, job: Job, seconds: float, *, attempted: bool = True) -> None:
        """Give a job back; it is leased again after `seconds`."""
        attempts = job.attempts if attempted else job.attempts - 1
        values = {"worker": None, "due": self._now() + seconds, "attempts": attempts}
        self._write(sql.update(jobs).where(self._is(job)).values(values))

    def withdraw(self, team: str, channel: str, ts: str) -> tuple[Job, ...]:
        """Cancel what a message asked for: the jobs, as far as they came."""
        of_message = sql.and_(jobs.c.team == team, jobs.c.channel == channel, jobs.c.ts == ts)

        def work(connection: sql.Connection) -> tuple[Job, ...]:
            connection.execute(sql.update(jobs).where(of_message).values(cancelled=True))
            rows = connection.execute(sql.select(jobs).where(of_message)).all()
            return tuple(_job(row) for row in rows)

        return self._database.write(work)

    def stop(self, team: str, channel: str, thread_ts: str) -> int:
        """Cancel all that is asked for in a thread; how many jobs that were."""
        return self._cancel(
            jobs.c.team == team, jobs.c.channel == channel, jobs.c.thread == thread_ts
        )

    def amend(self, team: str, channel: str, ts: str, text: str) -> bool:
        """Put the edited text into a job that nobody began; False where there is none."""

        def work(connection: sql.Connection) -> bool:
            with serialised(connection):
                waiting = sql.and_(
                    jobs.c.team == team,
                    jobs.c.channel == channel,
                    jobs.c.ts == ts,
                    jobs.c.worker.is_(None),
                )
                row = connection.execute(sql.select(jobs).where(waiting)).first()
                if row is None:
                    return False
                request = replace(request_from(row.request), text=text)
                # What was answered to the words before is not the answer to these.
                before = _progress(row.progress)
                progress = replace(before, answer=None, former=before.answer or before.former)
                changed = sql.update(jobs).where(jobs.c.id == row.id)
                connection.execute(
                    changed.values(request=request.as_text(), progress=json.dumps(_plain(progress)))
                )
                return True

        return self._database.write(work)

    def holds(self, team: str, channel: str, ts: str) -> bool:
        """Whether what a message asks is not answered yet."""
        asked = sql.and_(jobs.c.team == team, jobs.c.channel == channel, jobs.c.ts == ts)
        wanted = sql.select(jobs.c.id).where(asked, jobs.c.cancelled.is_(False))
        return self._database.read(lambda c: c.execute(wanted).first() is not None)

    def move(self, job: Job, request: Request) -> Job:
        """Put a job into a thread that the bot began itself, and take part in that."""
        assert request.thread_ts is not None
        thread_ts = request.thread_ts

        def work(connection: sql.Connection) -> None:
            moved = {"request": request.as_text(), "thread": thread_ts, "channel": request.channel}
            if connection.execute(sql.update(jobs).where(self._is(job)).values(moved)).rowcount:
                join(connection, request, thread_ts, self._now())

        self._database.write(work)
        return replace(job, request=request)

    def depth(self) -> int:
        """How many jobs are not done."""
        return self._database.read(_count)

    def free_the_dead(self) -> int:
        """Free what processes of this machine had leased that are not there any more."""

        def work(connection: sql.Connection) -> int:
            held = sql.select(jobs.c.worker).where(jobs.c.worker.is_not(None)).distinct()
            dead = [w for (w,) in connection.execute(held) if w != self.worker and _is_dead(w)]
            freed = sql.update(jobs).where(jobs.c.worker.in_(dead)).values(worker=None, due=0.0)
            return connection.execute(freed).rowcount if dead else 0

        return self._database.write(work)

    def forget(self, team: str, user: str) -> None:
        """Delete what a user asked for that is not answered yet; what is being answered is to
        leave nothing behind, see `forgotten`."""
        mark = {"claim": _forgetting(team, user), "at": self._now()}

        def work(connection: sql.Connection) -> None:
            upsert(connection, claims, mark)
            own = sql.and_(jobs.c.team == team, jobs.c.user_id == user)
            connection.execute(sql.delete(jobs).where(own))

        self._database.write(work)

    def forgotten(self, job: Job) -> bool:
        """Whether its asker wanted to be forgotten since it was queued."""
        mark = _forgetting(job.request.team, job.request.user)
        wanted = sql.select(claims.c.at).where(claims.c.claim == mark)
        at = self._database.read(lambda c: c.execute(wanted).scalar())
        return at is not None and float(at) >= job.queued

    def forget_claims(self) -> None:
        """Delete claims of events that Slack does not send again."""
        old = self._now() - CLAIM_SECONDS
        self._write(sql.delete(claims).where(claims.c.at < old))

    # --- inside transactions ----------------------------------------------------------------------

    def _accept(
        self, connection: sql.Connection, identities: Sequence[str], request: Request | None
    ) -> Accepted:
        now = self._now()
        with serialised(connection):
            # All of them, also where the first was there: each stands for one way to be told.
            fresh = [
                insert_new(connection, claims, {"claim": c[:300], "at": now}) for c in identities
            ]
            if not all(fresh):
                return Accepted.TAKEN_BEFORE
            if request is None:
                return Accepted.NOT_FOR_US
            if request.surface is Surface.FOLLOW_UP and not engaged(connection, request):
                return Accepted.NOT_FOR_US
            # The rest of an answer takes the room of the job that is at its end.
            if request.kind is not Kind.THE_REST and self._is_full(connection, request):
                return Accepted.FULL
            request = take_part(connection, request, now)
            connection.execute(
                sql.insert(jobs).values(
                    lane=request.lane,
                    team=request.team,
                    user_id=request.user,
                    channel=request.channel,
                    thread=request.thread_ts,
                    ts=request.ts,
                    request=request.as_text(),
                    queued=now,
                    due=now,
                    attempts=0,
                    cancelled=False,
                    progress="{}",
                )
            )
        return Accepted.QUEUED

    def _cancel(self, *which: sql.ColumnElement[bool]) -> int:
        return self._write(sql.update(jobs).where(*which).values(cancelled=True))

    def _is_full(self, connection: sql.Connection, request: Request) -> bool:
        if _count(connection) >= self._capacity:
            return True
        own = sql.and_(jobs.c.team == request.team, jobs.c.user_id == request.user)
        asked = connection.execute(sql.select(sql.func.count()).where(own)).scalar_one()
        return asked >= max(_FEWEST_OF_ONE, self._capacity // 10)

    def _lease(self, connection: sql.Connection) -> Job | None:
        now = self._now()
        with serialised(connection):
            connection.execute(
                sql.delete(jobs).where(
                    jobs.c.cancelled.is_(True),
                    sql.or_(jobs.c.worker.is_(None), jobs.c.due <= now),
                )
            )
            other = jobs.alias()
            before = sql.exists().where(other.c.lane == jobs.c.lane, other.c.id < jobs.c.id)
            wanted = sql.select(jobs).where(jobs.c.due <= now, ~before)
            row = connection.execute(wanted.order_by(jobs.c.id).limit(1)).first()
            if row is None:
                return None
            try:
                job = _job(row)
            except ValueError as problem:
                _log.error("A job that another version wrote is dropped: %s", problem)
                connection.execute(sql.delete(jobs).where(jobs.c.id == row.id))
                return None
            attempts = row.attempts + 1
            taken = {"worker": self.worker, "due": now + LEASE_SECONDS, "attempts": attempts}
            connection.execute(sql.update(jobs).where(jobs.c.id == row.id).values(taken))
            return replace(job, attempts=attempts)

    def _is(self, job: Job) -> sql.ColumnElement[bool]:
        """The job, as long as it is this worker's."""
        return sql.and_(jobs.c.id == job.number, jobs.c.worker == self.worker)

    def _write(self, statement: sql.UpdateBase) -> int:
        return self._database.write(lambda c: int(c.execute(statement).rowcount))


def _job(row: sql.Row[Any]) -> Job:
    """A job as it is written. Raises ValueError where another version wrote it."""
    progress = _progress(row.progress)
    return Job(row.id, request_from(row.request), row.attempts, row.queued, progress)


def _count(connection: sql.Connection) -> int:
    return int(connection.execute(sql.select(sql.func.count()).select_from(jobs)).scalar_one())


def _plain(progress: Progress) -> dict[str, object]:
    return asdict(progress)


def _progress(text: str) -> Progress:
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
    )


def _forgetting(team: str, user: str) -> str:
    """The mark of somebody who is forgotten, by which nobody finds out who that was."""
    return f"forget:{hashlib.sha256(f'{team}:{user}'.encode()).hexdigest()}"


def _is_dead(worker: str) -> bool:
    """Whether a worker of this machine is gone. Of another machine nobody here knows."""
    machine, _, process = worker.rpartition(":")[0].rpartition(":")
    if machine != socket.gethostname() or not process.isdecimal():
        return False
    if int(process) == os.getpid():
        return True  # an earlier life of a process that has ours number, as in a container
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
