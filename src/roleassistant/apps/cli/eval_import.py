"""`roleassistant eval import`: scores answers that another program gave."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from roleassistant.apps.cli import options

if TYPE_CHECKING:
    from rich.console import RenderableType

    from roleassistant.evaluation.faithfulness import Faithfulness, Judged

EXAMPLE = "roleassistant eval import answers.jsonl --scorer offline"

_SHOWN = 10


def run(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Samples as RAGAS writes them, one a line.")
    ],
    scorer: Annotated[
        str,
        typer.Option(
            "--scorer",
            metavar="NAME",
            help="Who tells whether sentences hold: offline, trained, nli:FOLDER, "
            "judge:PROVIDER:MODEL; ragas:PROVIDER:MODEL runs RAGAS's own faithfulness.",
        ),
    ] = "offline",
    as_json: options.AsJson = False,
    debug: options.Debug = False,
) -> int:
    """Score answers by the contexts that they were given: the share of sentences supported.

    Where the file has a column faithfulness, as RAGAS adds it, its mean is shown beside.
    """
    del debug
    from roleassistant.apps.cli.opening import settings_for
    from roleassistant.apps.cli.terminal import console, print_json, print_result
    from roleassistant.evaluation.faithfulness import faithfulness
    from roleassistant.evaluation.interchange import read_samples
    from roleassistant.evaluation.scorers.opening import open_scorer

    samples = read_samples(file)
    found = faithfulness(open_scorer(scorer, settings_for(None)), samples)
    if as_json:
        print_json(_as_json(found))
    else:
        print_result(console(), *_as_text(found))
    return 0


def _as_json(found: Faithfulness) -> dict[str, Any]:
    return {
        "scorer": found.scorer,
        "identity": found.identity,
        "samples": len(found.judged),
        "faithfulness": None if found.mean is None else round(found.mean, 4),
        "faithfulness_in_the_file": None if found.given is None else round(found.given, 4),
        "judged": [
            {
                "user_input": one.sample.user_input,
                "faithfulness": None if one.share is None else round(one.share, 4),
                "faithfulness_in_the_file": one.sample.faithfulness,
                "unsupported": [
                    {
                        "sentence": sentence,
                        "verdict": support.verdict.value,
                        "reasons": [f"{why.kind}: {why.text}" for why in support.reasons],
                    }
                    for sentence, support in one.unsupported
                ],
            }
            for one in found.judged
        ],
    }


def _as_text(found: Faithfulness) -> list[RenderableType]:
    from rich.text import Text

    from roleassistant.apps.cli.layout import listing
    from roleassistant.apps.cli.terminal import console, one_line

    def share(value: float | None) -> str:
        return "" if value is None else f"{value:.1%}"

    def worst(one: Judged) -> str:
        return one_line(one.unsupported[0][0]) if one.unsupported else ""

    lowest = sorted(
        (one for one in found.judged if one.unsupported), key=lambda one: one.share or 0.0
    )
    parts: list[RenderableType] = [
        Text(
            f"{len(found.judged)} samples, faithfulness {share(found.mean) or 'not measured'} by "
            f"{found.identity}"
        )
    ]
    if found.given is not None:
        parts.append(Text(f"In the file itself: {share(found.given)}"))
    if lowest:
        rows = [
            (one_line(one.sample.user_input), share(one.share), worst(one))
            for one in lowest[:_SHOWN]
        ]
        columns = ("Asked", "Faithful", "First sentence that is not supported")
        parts += [Text(), listing(columns, rows, console())]
    if len(lowest) > _SHOWN:
        parts.append(Text(f"{len(lowest) - _SHOWN} more; --json lists them", style="dim"))
    return parts
