"""`roleassistant eval report`: the page of a finished run, made again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roleassistant.apps.cli import diagnostics, options

EXAMPLE = "roleassistant eval report runs/today --baseline runs/before"


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a finished run.")],
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="RUN", help="Show what changed since this run."),
    ] = None,
    debug: options.Debug = False,
) -> int:
    """Make report.html of a run again from its results.jsonl and summary.json."""
    del debug
    from roleassistant.apps.cli.terminal import shown_path
    from roleassistant.evaluation.report import page

    written = page.write(folder, page.opened(baseline) if baseline is not None else None)
    diagnostics.say(f"Written to {shown_path(written)}")
    return 0
