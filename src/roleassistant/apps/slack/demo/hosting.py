"""A server in a thread of its own, with a loop in which things are done one after the other."""

from __future__ import annotations

import asyncio
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import web

T = TypeVar("T")
_STARTS_WITHIN_S = 20.0


class Hosted(ABC):
    """Listens on 127.0.0.1 between `start` and `stop`; `port` is then the real one."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.version = 1
        self._condition = threading.Condition()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._ending: asyncio.Event | None = None

    @abstractmethod
    def application(self) -> web.Application:
        """What is served."""

    @abstractmethod
    async def let_go(self) -> None:
        """End what is open, before the server ends."""

    def changed(self) -> None:
        """Something happened: whoever waits looks again."""
        with self._condition:
            self.version += 1
            self._condition.notify_all()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Await something where the server runs."""
        assert self._loop is not None, "the fake Slack does not run"
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def do(self, work: Callable[[], T]) -> T:
        """Run something where the server runs, so that nothing happens in between."""

        async def run() -> T:
            done = work()
            self.changed()
            return done

        return self.run(run())

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Listen, in a thread of its own.

        Raises OSError where the port is taken.
        """
        started = threading.Event()
        failed: list[BaseException] = []

        def run() -> None:
            try:
                asyncio.run(self._serve(started))
            except OSError as problem:
                failed.append(problem)
                started.set()

        self._thread = threading.Thread(target=run, name="fake-slack", daemon=True)
        self._thread.start()
        if not started.wait(_STARTS_WITHIN_S):
            raise TimeoutError("the fake Slack did not start")
        if failed:
            raise failed[0]

    def stop(self) -> None:
        if self._loop is not None and self._ending is not None and self._thread is not None:
            self._loop.call_soon_threadsafe(self._ending.set)
            self._thread.join(10)
        self._loop = None

    async def _serve(self, started: threading.Event) -> None:
        self._loop, self._ending = asyncio.get_running_loop(), asyncio.Event()
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self.port)
        try:
            await site.start()
            server = site._server
            assert isinstance(server, asyncio.Server)
            self.port = server.sockets[0].getsockname()[1]
            started.set()
            await self._ending.wait()
        finally:
            await self.let_go()
            await runner.cleanup()
