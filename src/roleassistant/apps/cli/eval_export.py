"""`roleassistant eval export`: the answers of a run for other evaluators."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roleassistant.apps.cli import diagnostics, options

EXAMPLE = "roleassistant eval export runs/today --ragas answers.jsonl"


def run(
    folder: Annotated[
        Path, typer.Argument(metavar="RUN", help="The folder that eval run --out wrote.")
    ],
    ragas: Annotated[
        Path,
        typer.Option(
            "--ragas", metavar="FILE", help="Write samples as RAGAS's EvaluationDataset reads them."
        ),
    ],
    debug: options.Debug = False,
) -> int:
    """Write the answers of a run with what they rest on, one sample a line.

    What was abstained from is left out: there is no statement to judge.
    """
    del debug
    from roleassistant.evaluation.interchange import samples_of, write_samples
    from roleassistant.evaluation.run.files import read_results

    count = write_samples(ragas, samples_of(read_results(folder)))
    diagnostics.say(f"{count} samples written to {ragas}")
    return 0
