"""The workers: so many jobs at a time, each leased, renewed while it is done, and ended once."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Container
from contextlib import suppress

from roleassistant.apps.slack.logs import place_of
from roleassistant.apps.slack.outcomes import Later
from roleassistant.apps.slack.performing import End, Performing
from roleassistant.apps.slack.runtime import Runtime
from roleassistant.apps.slack.storage.jobs import Job
from roleassistant.errors import SlackStoreUnavailable, SlackUnavailable

_log = logging.getLogger(__name__)

# Other replicas, and leases that ran out, wake nobody here.
_LOOK_SECONDS = 1.0
_RENEW_SECONDS = 15.0
_SHORTEST_BACKOFF, _LONGEST_BACKOFF = 2.0, 60.0
# What was put off for so long is not wanted any more.
_TOO_LATE_SECONDS = 3600.0


class Workers:
    """Takes jobs from the queue as long as it runs."""

    def __init__(self, runtime: Runtime, performing: Performing) -> None:
        self._runtime = runtime
        self._performing = performing
        self._free = asyncio.Semaphore(runtime.settings.slack.workers)
        self._wake = asyncio.Event()
        self._running: dict[asyncio.Task[None], Job] = {}
        self._interrupted: dict[asyncio.Task[None], str] = {}
        self._ending: set[asyncio.Task[None]] = set()  # done, and writing it down
        self._taking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to take jobs."""
        self._taking = asyncio.create_task(self._take())

    def wake(self) -> None:
        """There is something to do."""
        self._wake.set()

    def cancel(self, numbers: Container[int]) -> None:
        """Stop what is being done here of the jobs with these numbers, which the queue has
        cancelled."""
        for task, job in list(self._running.items()):
            if job.number in numbers:
                self._interrupt(task, _STOPPED)
        self.wake()

    async def stop(self, grace_seconds: float) -> None:
        """Take no more jobs, finish those that are being done; what takes longer than the grace
        goes back into the queue."""
        if self._taking is not None:
            self._taking.cancel()
            with suppress(asyncio.CancelledError):
                await self._taking
        if self._running:
            _, late = await asyncio.wait(list(self._running), timeout=grace_seconds)
            for task in late:
                self._interrupt(task, _SHUT_DOWN)
            if late:
                await asyncio.wait(late, timeout=10)

    def _interrupt(self, task: asyncio.Task[None], why: str) -> None:
        if task not in self._ending:
            self._interrupted[task] = why
            task.cancel()

    async def _take(self) -> None:
        while True:
            await self._free.acquire()
            self._wake.clear()
            job = await self._leased()
            if job is None:
                self._free.release()
                # Not wait_for: in Python 3.11 it may swallow the cancellation that ends this loop.
                with suppress(TimeoutError):
                    async with asyncio.timeout(_LOOK_SECONDS):
                        await self._wake.wait()
                continue
            if any(one.is_same(job) for one in self._running.values()):
                # Its lease ran out while the store was locked. It is leased anew now, and done.
                self._free.release()
                continue
            task = asyncio.create_task(self._do(job))
            self._running[task] = job
            task.add_done_callback(self._ended)

    async def _leased(self) -> Job | None:
        try:
            return await self._runtime.storing(self._runtime.queue.lease)
        except SlackStoreUnavailable as problem:
            _log.warning("%s", problem)
            return None

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.pop(task, None)
        self._interrupted.pop(task, None)
        self._ending.discard(task)
        self._free.release()
        self._wake.set()  # the next of its lane
        problem = None if task.cancelled() else task.exception()
        if problem is not None:
            name = type(problem).__name__
            _log.error("A job could not be ended: %s\n%s", name, place_of(problem))

    async def _do(self, job: Job) -> None:
        metrics, kind = self._runtime.metrics, job.request.kind.value
        metrics.running.inc()
        doing = asyncio.current_task()
        assert doing is not None
        renewing = asyncio.create_task(self._renew(job, doing))
        try:
            end = await self._performed(job, doing)
            self._ending.add(doing)
            if end is None:
                await self._postponed(job, 0.0, attempted=False)
            else:
                await self._completed(job, end)
        except Later as problem:
            await self._put_off(job, problem)
        except SlackUnavailable as problem:
            _log.warning("%s", problem)
            await self._put_off(job, Later("unavailable"))
        except SlackStoreUnavailable as problem:
            # The lease runs out by itself, and how far it came is found out then.
            _log.error("%s A job is done anew later.", problem)
            metrics.jobs.labels(kind=kind, end="postponed").inc()
        finally:
            renewing.cancel()
            metrics.running.dec()

    async def _performed(self, job: Job, doing: asyncio.Task[None]) -> str | None:
        """How it ended; None where the bot shuts down before that."""
        if job.withdrawn:
            return _CANCELLED
        try:
            end = await self._performing.perform(job)
        except asyncio.CancelledError:
            why = self._interrupted.pop(doing, None)
            if why is None:
                raise
            return _CANCELLED if why == _STOPPED else None
        if end is End.ANSWERED:
            self._runtime.metrics.answering.observe(max(0.0, time.time() - job.queued))
        return end.value

    async def _renew(self, job: Job, doing: asyncio.Task[None]) -> None:
        while True:
            await asyncio.sleep(_RENEW_SECONDS)
            try:
                if not await self._runtime.storing(lambda: self._runtime.queue.renew(job)):
                    self._interrupt(doing, _STOPPED)
            except SlackStoreUnavailable as problem:
                _log.warning("%s", problem)

    async def _put_off(self, job: Job, problem: Later) -> None:
        """Try again later. What is not Slack's trouble counts as an attempt; Slack may be away for
        a while, and is asked ever more seldom."""
        age = time.time() - job.queued
        if age > _TOO_LATE_SECONDS:
            _log.error("A job was given up after an hour (%s).", problem.cause)
            await self._runtime.stored(lambda: self._runtime.queue.drop(job))
            self._runtime.metrics.jobs.labels(kind=job.request.kind.value, end="given_up").inc()
            return
        seconds = min(_LONGEST_BACKOFF, max(_SHORTEST_BACKOFF, age / 3))
        if problem.seconds is not None:
            seconds = problem.seconds
        await self._postponed(job, seconds, attempted=problem.counts)

    async def _completed(self, job: Job, end: str) -> None:
        queue = self._runtime.queue
        if not await self._runtime.stored(lambda: queue.complete(job)):
            await self._performing.take_back(job)
            await self._runtime.stored(lambda: queue.drop(job))
            end = _CANCELLED
        self._runtime.metrics.jobs.labels(kind=job.request.kind.value, end=end).inc()

    async def _postponed(self, job: Job, seconds: float, *, attempted: bool) -> None:
        queue = self._runtime.queue
        await self._runtime.stored(lambda: queue.postpone(job, seconds, attempted=attempted))
        self._runtime.metrics.jobs.labels(kind=job.request.kind.value, end="postponed").inc()


_CANCELLED = "cancelled"
_STOPPED = "stopped by the asker"
_SHUT_DOWN = "the bot is shutting down"
