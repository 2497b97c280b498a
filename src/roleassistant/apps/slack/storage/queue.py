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
import logging
import os
import secrets
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum, auto

import sqlalchemy as sql

from roleassistant.apps.slack.requests import Kind, Request, Surface, request_from
from roleassistant.apps.slack.storage.database import (
    SlackDatabase,
    insert_new,
    serialised,
    upsert,
)
from roleassistant.apps.slack.storage.jobs import Job, Progress, job_of, progress_from
from roleassistant.apps.slack.storage.tables import answers, claims, jobs
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


class Queue:
    """Safe from several threads and processes. SQLite gives the number of the last job anew once
    that is deleted: a job is known by its number and the moment at which it was queued."""

    def __init__(
        self, database: SlackDatabase, capacity: int, now: Callable[[], float] = time.time
    ) -> None:
        self._database = database
        self._capacity = capacity
        self._now = now
        self.worker = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"

    def accept(
        self, identities: Sequence[str], request: Request | None, after: Job | None = None
    ) -> Accepted:
        """Claim an event and queue what it asks for (None: only claim it), in one transaction.

        A follow-up is for us only in a thread in which the bot takes part; what comes `after` a
        job only as long as that is this worker's, and wanted.

        Raises:
            SlackStoreUnavailable: nothing was claimed; the event is not to be acknowledged.
        """
        return self._database.write(
            lambda connection: self._accept(connection, identities, request, after)
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
        self._write(held.values(progress=progress.as_text()))
        return replace(job, progress=progress)

    def keep(self, job: Job, progress: Progress, trace: Trace) -> Job | None:
        """Write how far a job came together with the answer that it found; None where it is not
        ours any more, and nothing is kept: its asker is to be forgotten, or took it back."""

        def work(connection: sql.Connection) -> bool:
            held = sql.update(jobs).where(self._is(job))
            written = connection.execute(held.values(progress=progress.as_text()))
            if not written.rowcount:
                return False
            keep_trace(connection, trace)
            return True

        return replace(job, progress=progress) if self._database.write(work) else None

    def progress_of(self, job: Job) -> Progress | None:
        """How far a job came, as it was last written; None where it is not there any more."""
        wanted = sql.select(jobs.c.progress).where(self._is(job))
        held = self._database.read(lambda c: c.execute(wanted).scalar())
        return progress_from(held) if held is not None else None

    def complete(self, job: Job) -> bool:
        """The job is done, or given up; nothing is left of it but its claims. False where what it
        said has to be taken back first."""
        wanted = sql.and_(self._is(job), jobs.c.withdrawn.is_not(True))

        def work(connection: sql.Connection) -> bool:
            if connection.execute(sql.delete(jobs).where(wanted)).rowcount:
                return True
            left = sql.select(jobs.c.id).where(self._is(job))
            return connection.execute(left).first() is None

        return self._database.write(work)

    def drop(self, job: Job) -> None:
        """The job is ended, and what it said was taken back."""
        self._write(sql.delete(jobs).where(self._is(job)))

    def postpone(self, job: Job, seconds: float, *, attempted: bool = True) -> None:
        """Give a job back; it is leased again after `seconds`."""
        attempts = job.attempts if attempted else job.attempts - 1
        values = {"worker": None, "due": self._now() + seconds, "attempts": attempts}
        self._write(sql.update(jobs).where(self._is(job)).values(values))

    def withdraw(self, team: str, channel: str, ts: str) -> frozenset[int]:
        """What a message asked for is not wanted any more, nor the rests of answers to it: the
        numbers of the jobs. Whoever does one, or leases it next, takes back what it said."""
        asked = sql.and_(jobs.c.team == team, jobs.c.channel == channel, jobs.c.ts == ts)
        return self._withdraw(sql.or_(asked, _rests(team, channel, ts)))

    def withdraw_rests(self, team: str, channel: str, ts: str, *, but: str) -> frozenset[int]:
        """Likewise the rests of all answers to a message except one: the message was edited."""
        return self._withdraw(sql.and_(_rests(team, channel, ts), jobs.c.about != but))

    def stop(self, team: str, channel: str, thread_ts: str) -> frozenset[int]:
        """Cancel all that is asked for in a thread; the numbers of those jobs."""
        here = sql.and_(jobs.c.team == team, jobs.c.channel == channel, jobs.c.thread == thread_ts)

        def work(connection: sql.Connection) -> frozenset[int]:
            connection.execute(sql.update(jobs).where(here).values(cancelled=True))
            return frozenset(connection.execute(sql.select(jobs.c.id).where(here)).scalars())

        return self._database.write(work)

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
                before = progress_from(row.progress)
                progress = replace(before, answer=None, former=before.answer or before.former)
                changed = sql.update(jobs).where(jobs.c.id == row.id)
                connection.execute(
                    changed.values(request=request.as_text(), progress=progress.as_text())
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
        self,
        connection: sql.Connection,
        identities: Sequence[str],
        request: Request | None,
        after: Job | None,
    ) -> Accepted:
        now = self._now()
        with serialised(connection):
            if after is not None:
                wanted = sql.select(jobs.c.id).where(self._is(after), jobs.c.cancelled.is_(False))
                if connection.execute(wanted).first() is None:
                    return Accepted.NOT_FOR_US
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
                    about=request.about if request.kind is Kind.THE_REST else None,
                )
            )
        return Accepted.QUEUED

    def _withdraw(self, which: sql.ColumnElement[bool]) -> frozenset[int]:
        def work(connection: sql.Connection) -> frozenset[int]:
            gone = sql.update(jobs).where(which).values(cancelled=True, withdrawn=True)
            connection.execute(gone)
            # At once: what was said is to go, however long its job would have waited.
            waiting = sql.update(jobs).where(which, jobs.c.worker.is_(None))
            connection.execute(waiting.values(due=self._now()))
            return frozenset(connection.execute(sql.select(jobs.c.id).where(which)).scalars())

        return self._database.write(work)

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
                    jobs.c.withdrawn.is_not(True),
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
                job = job_of(row)
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
        own = sql.and_(jobs.c.worker == self.worker, jobs.c.queued == job.queued)
        return sql.and_(jobs.c.id == job.number, own)

    def _write(self, statement: sql.UpdateBase) -> int:
        return self._database.write(lambda c: int(c.execute(statement).rowcount))


def _rests(team: str, channel: str, ts: str) -> sql.ColumnElement[bool]:
    """The jobs that tell the rest of an answer to a message."""
    given = sql.select(answers.c.id).where(
        answers.c.team == team, answers.c.channel == channel, answers.c.ts == ts
    )
    return sql.and_(jobs.c.team == team, jobs.c.about.in_(given))


def _count(connection: sql.Connection) -> int:
    return int(connection.execute(sql.select(sql.func.count()).select_from(jobs)).scalar_one())


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
