"""`roleassistant eval`: measures answers, and the scorer that answers are verified with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from roleassistant.apps.cli import diagnostics, options

if TYPE_CHECKING:
    from rich.console import RenderableType

    from roleassistant.evaluation.calibration import Agreement, Calibration

HELP = "Measure answers, and the scorer that verifies them."

app = typer.Typer(
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog="Start with: roleassistant eval calibrate",
)

_WRONG_SHOWN = 5


@app.command(epilog="Example: roleassistant eval calibrate --claims 500 --seed 1")
def calibrate(
    claims: Annotated[
        int,
        typer.Option("--claims", min=1, metavar="N", help="So many true and so many false claims."),
    ] = 500,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help="Another seed makes other claims.")
    ] = 0,
    labelled: Annotated[
        Path | None,
        typer.Option(
            "--labelled",
            metavar="FILE",
            help="Also score pairs that people labelled (JSONL as of WiCE or FEVER Symmetric).",
        ),
    ] = None,
    choose_on: Annotated[
        Path | None,
        typer.Option(
            "--choose-on",
            metavar="FILE",
            help="Choose the threshold for --labelled on these pairs, which are not reported.",
        ),
    ] = None,
    as_json: options.AsJson = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Measure the support scorer on claims whose truth is known, by kind.

    True and corrupted claims are made from the statements of the index. Ends with 1 where less
    than 97 % of the corrupted ones are caught or more than 3 % of the true ones rejected.
    """
    del debug
    from roleassistant import resources
    from roleassistant.answering.support.offline import OfflineScorer
    from roleassistant.apps.cli.opening import library_to_list, settings_for
    from roleassistant.apps.cli.terminal import console, print_json, print_result
    from roleassistant.evaluation import calibration, corruption, written

    if choose_on is not None and labelled is None:
        raise typer.BadParameter("--choose-on needs --labelled, the pairs to report.")
    settings = settings_for(index)
    generation = library_to_list(settings).open()
    for warning in generation.warnings:
        diagnostics.warn(warning)
    scorer = OfflineScorer(generation)
    made = calibration.calibrate(
        scorer,
        [
            *corruption.true_claims(generation, claims, seed),
            *corruption.corrupted_claims(generation, claims, seed),
        ],
    )
    file = resources.folder("evals", settings.folders.evals) / written.CLAIMS_FILE
    by_hand = None
    if file.is_file():
        by_hand = calibration.calibrate(scorer, written.written_claims(file, generation))
    agreed = None
    if labelled is not None:
        threshold = None
        if choose_on is not None:
            chosen = calibration.scored(scorer.assess_texts, written.labelled_pairs(choose_on))
            threshold = calibration.best_threshold(chosen)
        pairs = calibration.scored(scorer.assess_texts, written.labelled_pairs(labelled))
        agreed = calibration.agreement(pairs, threshold)
    if as_json:
        print_json(_as_json(made, by_hand, agreed, seed))
    else:
        to = console()
        print_result(to, *_as_text(made, by_hand, agreed))
    return 0 if made.passed else 1


def _as_json(
    made: Calibration, by_hand: Calibration | None, agreed: Agreement | None, seed: int
) -> dict[str, Any]:
    return {
        "scorer": made.scorer,
        "seed": seed,
        "passed": made.passed,
        "generated": _counts(made),
        "written": _counts(by_hand) if by_hand else None,
        "labelled": None
        if agreed is None
        else {
            "pairs": agreed.pairs,
            "balanced_accuracy": round(agreed.balanced_accuracy, 4),
            "supported_right": round(agreed.supported, 4),
            "unsupported_right": round(agreed.unsupported, 4),
            "threshold": agreed.threshold,
        },
        "timings_ms": {"per_claim": round(made.ms_per_claim, 3)},
    }


def _counts(found: Calibration) -> dict[str, Any]:
    return {
        "caught": round(found.caught, 4),
        "rejected": round(found.rejected, 4),
        "kinds": [
            {
                "kind": kind.kind,
                "true": kind.is_true,
                "claims": kind.claims,
                "unsupported": kind.unsupported,
                "rate": round(kind.rate, 4),
            }
            for kind in found.kinds
        ],
        "wrong": [
            {
                "kind": sample.kind,
                "true": sample.is_true,
                "claim": sample.claim,
                "reasons": [f"{reason.kind}: {reason.text}" for reason in support.reasons],
            }
            for sample, support in found.wrong
        ],
    }


def _as_text(
    made: Calibration, by_hand: Calibration | None, agreed: Agreement | None
) -> list[RenderableType]:
    from rich.text import Text

    from roleassistant.apps.cli.layout import bullets, indented
    from roleassistant.apps.cli.terminal import one_line

    parts: list[RenderableType] = [Text("Made from the index", style="bold"), _table(made)]
    if by_hand and by_hand.kinds:
        parts += [Text(), Text("Written by hand", style="bold"), _table(by_hand)]
    wrong = [*made.wrong, *(by_hand.wrong if by_hand else ())]
    if wrong:
        parts += [Text(), Text("Told wrong", style="bold")]
        lines = [
            Text(one_line(f"{'true' if s.is_true else s.kind}: {s.claim}"))
            for s, _ in wrong[:_WRONG_SHOWN]
        ]
        if len(wrong) > _WRONG_SHOWN:
            lines.append(Text(f"{len(wrong) - _WRONG_SHOWN} more; --json lists them", style="dim"))
        parts.append(indented(bullets(lines)))
    if agreed is not None:
        decided = "the verdict" if agreed.threshold is None else f"a score of {agreed.threshold}"
        parts += [
            Text(),
            Text("Labelled by people", style="bold"),
            Text(
                f"{agreed.pairs} pairs, balanced accuracy {agreed.balanced_accuracy:.3f} by "
                f"{decided}: {agreed.supported:.1%} of the supported ones told right, "
                f"{agreed.unsupported:.1%} of the others"
            ),
        ]
    result = "passed" if made.passed else "not passed"
    parts += [
        Text(),
        Text(
            f"Scorer {made.scorer}: {result} (at least 97 % caught, at most 3 % rejected), "
            f"{made.ms_per_claim:.2f} ms a claim"
        ),
    ]
    return parts


def _table(found: Calibration) -> RenderableType:
    from roleassistant.apps.cli.layout import listing
    from roleassistant.apps.cli.terminal import console

    rows = [
        (
            kind.kind,
            str(kind.claims),
            f"{kind.unsupported} {'rejected' if kind.is_true else 'caught'}",
            f"{kind.rate:.1%}",
        )
        for kind in _in_order(found)
    ]
    return listing(("Claims", "n", "Told unsupported", "Rate"), rows, console())


def _in_order(found: Calibration) -> list[Any]:
    """The kinds, each group followed by its total."""
    true, false = found.totals()
    return [
        *(kind for kind in found.kinds if kind.is_true),
        true,
        *(kind for kind in found.kinds if not kind.is_true),
        false,
    ]
