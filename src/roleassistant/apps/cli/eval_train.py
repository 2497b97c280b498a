"""`roleassistant eval train`: fits the weights of the trained scorer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roleassistant.apps.cli import diagnostics, options

EXAMPLE = "roleassistant eval train --labelled faithfulness --out evals/support-weights.json"


def run(
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Where the weights are written.")
    ],
    labelled: Annotated[
        list[Path] | None,
        typer.Option(
            "--labelled",
            metavar="DIR",
            help="Also learn from the dev splits of public sets; never from their test splits.",
        ),
    ] = None,
    claims: Annotated[
        int,
        typer.Option("--claims", min=1, metavar="N", help="So many true and so many false claims."),
    ] = 500,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help="Another seed makes other claims.")
    ] = 0,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Fit the score of the scorer "trained" on claims made from the index and on public sets.

    Measure it afterwards on other profiles: eval calibrate --scorer offline --scorer trained.
    """
    del debug
    from roleassistant import resources
    from roleassistant.answering.support.offline import OfflineScorer
    from roleassistant.apps.cli.opening import library_to_list, settings_for
    from roleassistant.evaluation import corruption, training, written
    from roleassistant.evaluation.labelled.reading import labelled_sets

    settings = settings_for(index)
    generation = library_to_list(settings).open()
    scorer = OfflineScorer(generation)
    made = [
        *corruption.true_claims(generation, claims, seed),
        *corruption.corrupted_claims(generation, claims, seed),
    ]
    sources = [training.of_samples("claims made from the index", made, scorer)]
    file = resources.folder("evals", settings.folders.evals) / written.CLAIMS_FILE
    if file.is_file() and (by_hand := written.written_claims(file, generation)):
        sources.append(training.of_samples("claims written by hand", by_hand, scorer))
    for folder in labelled or ():
        sources += [
            training.of_pairs(f"{one.name}, {one.fit_from}", one.fit)
            for one in labelled_sets(folder)
            if one.fit
        ]
    training.fit(sources, out)
    for source in sources:
        diagnostics.say(f"{source.name}: {len(source.labels)} claims")
    diagnostics.say(f"Written to {out}")
    return 0
