"""Work that blocks, kept away from the event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

_Result = TypeVar("_Result")


async def in_a_thread(work: Callable[[], _Result]) -> _Result:
    """What `work` gives, from a thread of its own.

    Whoever stops waiting leaves the thread behind; it does not keep the program from ending, as a
    thread of a pool would. There are as many at once as there are workers that wait for one.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_Result] = loop.create_future()

    def settle(give: Callable[[], None]) -> None:
        def unless_abandoned() -> None:
            if not done.done():
                give()

        with suppress(RuntimeError):  # the loop was closed: nobody waits any more
            loop.call_soon_threadsafe(unless_abandoned)

    def run() -> None:
        try:
            result = work()
        except BaseException as problem:  # noqa: BLE001 - it is raised where it is waited for
            # A traceback holds frames, and they this one: bound here, it is freed with the future.
            settle(lambda problem=problem: done.set_exception(problem))  # type: ignore[misc]
        else:
            settle(lambda: done.set_result(result))

    threading.Thread(target=run, name="roleassistant-answer", daemon=True).start()
    return await done


async def to_its_end(work: Coroutine[Any, Any, _Result]) -> _Result:
    """What `work` gives; whoever is cancelled meanwhile is so once it has ended: what was sent off
    is written down before anything else happens."""
    doing = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(doing)
    except asyncio.CancelledError:
        await asyncio.wait([doing])
        if not doing.cancelled():
            doing.exception()  # nobody else asks for it
        raise


class StoreThread:
    """One thread for the store: its writers take turns without waiting for each other's locks."""

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=f"roleassistant-{name}")

    async def __call__(self, work: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def close(self) -> None:
        """Let go of the thread, once it has done what it was given."""
        self._pool.shutdown(wait=False)
