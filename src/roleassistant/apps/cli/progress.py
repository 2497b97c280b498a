"""How far a build is, on stderr: a bar on a terminal, and a line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich import progress as bars
from rich.console import Console
from rich.text import Text

from roleassistant.apps.cli import diagnostics
from roleassistant.indexing.progress import NoProgress, Progress

# What is done sooner than this needs no line in a log; a longer one says so within a second.
QUIET_S = 0.4
EVERY_S = 10.0


@contextmanager
def progress_on_stderr() -> Iterator[Progress]:
    """A bar for the stage at hand, with rate and time left; lines where stderr is no terminal."""
    if sys.stderr is None:
        yield NoProgress()
        return
    if not sys.stderr.isatty():
        yield Lines(diagnostics.say)
        return
    with bars.Progress(
        bars.TextColumn("{task.description:<9}"),
        bars.BarColumn(bar_width=None),
        bars.MofNCompleteColumn(),
        _Rate(),
        bars.TimeRemainingColumn(compact=True),
        console=Console(stderr=True, markup=False, highlight=False),
        transient=True,
    ) as shown:
        yield _OneStage(shown)


class Lines:
    """The stages of a build as lines of a log: none of a quick build, and of a long one the first
    soon, the others `EVERY_S` seconds apart."""

    def __init__(
        self, write: Callable[[str], None], now: Callable[[], float] = time.monotonic
    ) -> None:
        self._write = write
        self._now = now
        self._due = now() + QUIET_S
        self._name, self._done, self._total = "", 0, 0

    def stage(self, name: str, total: int) -> None:
        self._name, self._done, self._total = name, 0, total
        self._say_if_due()

    def advance(self, count: int) -> None:
        self._done += count
        self._say_if_due()

    def _say_if_due(self) -> None:
        now = self._now()
        if now >= self._due:
            self._due = now + EVERY_S
            self._write(f"{self._name}: {self._done:,} of {self._total:,}")


class _OneStage:
    """The stages of a build, one after the other in the same line."""

    def __init__(self, shown: bars.Progress) -> None:
        self._shown = shown
        self._task: bars.TaskID | None = None

    def stage(self, name: str, total: int) -> None:
        if self._task is not None:
            self._shown.remove_task(self._task)
        self._task = self._shown.add_task(name, total=total)

    def advance(self, count: int) -> None:
        if self._task is not None:
            self._shown.advance(self._task, count)


class _Rate(bars.ProgressColumn):
    """Units a second."""

    def render(self, task: bars.Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "", style="progress.data.speed")
