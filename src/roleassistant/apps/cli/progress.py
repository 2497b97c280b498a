"""The progress bar of a build, on stderr, and only where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich import progress as bars
from rich.console import Console
from rich.text import Text

from roleassistant.indexing.progress import NoProgress, Progress


@contextmanager
def progress_on_stderr() -> Iterator[Progress]:
    """A bar for the stage at hand, with rate and time left; nothing where nobody watches."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield NoProgress()
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
