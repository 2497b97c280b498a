"""`roleassistant eval calibrate`: measures scorers on claims whose truth is known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from roleassistant.apps.cli import diagnostics, options

if TYPE_CHECKING:
    from rich.console import RenderableType

    from roleassistant.evaluation.agreement import Agreement
    from roleassistant.evaluation.calibration import Calibration, Measure
    from roleassistant.evaluation.calibration_tables import Calibrated, Table
    from roleassistant.evaluation.claims import Sample
    from roleassistant.evaluation.labelled.pairs import LabelledSet
    from roleassistant.evaluation.scorers.scorer import Scorer

EXAMPLE = "roleassistant eval calibrate --claims 500 --seed 1"

_WRONG_SHOWN = 5


def run(
    claims: Annotated[
        int,
        typer.Option("--claims", min=1, metavar="N", help="So many true and so many false claims."),
    ] = 500,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help="Another seed makes other claims.")
    ] = 0,
    scorer: Annotated[
        list[str] | None,
        typer.Option(
            "--scorer",
            metavar="NAME",
            help="Which to measure; may be given several times (default: offline): offline, "
            "trained, nli:FOLDER, judge:PROVIDER:MODEL, ragas:PROVIDER:MODEL.",
        ),
    ] = None,
    labelled: Annotated[
        list[Path] | None,
        typer.Option(
            "--labelled",
            metavar="DIR",
            help="Also on public sets that people labelled, in this folder or in folders in it: "
            "WiCE, FEVER Symmetric, VitaminC, RAGTruth, AggreFact, LLM-AggreFact.",
        ),
    ] = None,
    markdown: Annotated[
        Path | None,
        typer.Option("--markdown", metavar="FILE", help="Also write the tables in Markdown."),
    ] = None,
    as_json: options.AsJson = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Measure scorers on claims whose truth is known: by kind, and against people's labels.

    True and corrupted claims are made from the statements of the index. A threshold is chosen on
    a part of each set that is not reported. Ends with 1 where less than 97 % of the corrupted ones
    are caught or more than 3 % of the true ones rejected.
    """
    del debug
    from roleassistant import resources
    from roleassistant.apps.cli.opening import library_to_list, settings_for
    from roleassistant.apps.cli.terminal import console, print_json, print_result
    from roleassistant.evaluation import corruption, published, written
    from roleassistant.evaluation.calibration_tables import in_markdown, tables
    from roleassistant.evaluation.labelled.reading import labelled_sets
    from roleassistant.evaluation.scorers.opening import OF_A_HOUSE, open_scorer

    settings = settings_for(index)
    generation = library_to_list(settings).open()
    for warning in generation.warnings:
        diagnostics.warn(warning)
    sets = [one for folder in labelled or () for one in labelled_sets(folder)]
    scorers = []
    for name in scorer or ["offline"]:
        opened = open_scorer(name, settings, generation)
        # Public sets are of no house: what they give does not depend on the index.
        scorers.append((opened, open_scorer(name, settings) if name in OF_A_HOUSE else opened))
    made = [
        *corruption.true_claims(generation, claims, seed),
        *corruption.corrupted_claims(generation, claims, seed),
    ]
    folder = resources.folder("evals", settings.folders.evals)
    by_hand = []
    if (folder / written.CLAIMS_FILE).is_file():
        by_hand = written.written_claims(folder / written.CLAIMS_FILE, generation)
    found = [_calibrated(*one, made, by_hand, sets, seed) for one in scorers]
    figures = folder / published.FILE
    shown = tables(found, published.published(figures) if figures.is_file() else ())
    if markdown is not None:
        _write(markdown, in_markdown(shown))
    if as_json:
        print_json(_as_json(found, seed))
    else:
        print_result(console(), *_as_text(found, shown))
    return 0 if all(one.made.passed for one in found) else 1


def _calibrated(
    scorer: Scorer,
    of_texts: Scorer,
    made: list[Sample],
    by_hand: list[Sample],
    sets: list[LabelledSet],
    seed: int,
) -> Calibrated:
    from roleassistant.evaluation import calibration
    from roleassistant.evaluation.calibration_tables import Calibrated
    from roleassistant.evaluation.scorers.spending import spent_by

    measures = [calibration.measure_samples(scorer, "Made from the index", made, seed)]
    measures += [calibration.measure_pairs(of_texts, one, seed) for one in sets]
    counted = calibration.calibrate(scorer, made)
    return Calibrated(
        scorer.name,
        scorer.identity,
        counted,
        calibration.calibrate(scorer, by_hand) if by_hand else None,
        tuple(measures),
        spent_by(scorer) or "",
    )


def _write(file: Path, text: str) -> None:
    from roleassistant.errors import DocumentError

    try:
        file.write_text(text, encoding="utf-8")
    except OSError as problem:
        raise DocumentError(f"{file} cannot be written: {problem}.") from problem


def _as_json(found: list[Calibrated], seed: int) -> dict[str, Any]:
    return {
        "seed": seed,
        "passed": all(one.made.passed for one in found),
        "scorers": [
            {
                "scorer": one.scorer,
                "identity": one.identity,
                "passed": one.made.passed,
                "generated": _counts(one.made),
                "written": _counts(one.by_hand) if one.by_hand else None,
                "sets": [_set(measure) for measure in one.measures],
                "spent": one.spent or None,
            }
            for one in found
        ],
        "timings_ms": {
            one.scorer: {
                "generated": round(one.made.ms_per_claim, 3),
                **{m.set_name: round(m.ms_per_claim, 3) for m in one.measures},
            }
            for one in found
        },
    }


def _set(measure: Measure) -> dict[str, Any]:
    return {
        "set": measure.set_name,
        "threshold_chosen_on": measure.chosen_on if measure.by_score else None,
        "by_verdict": _agreement(measure.by_verdict),
        "by_score": _agreement(measure.by_score) if measure.by_score else None,
        "reliability": [
            {
                "from": one.low,
                "to": one.high,
                "pairs": one.pairs,
                "score": round(one.score, 4),
                "supported": round(one.supported, 4),
            }
            for one in measure.by_verdict.bins
        ],
    }


def _agreement(one: Agreement) -> dict[str, Any]:
    figures = {
        name: {key: round(getattr(figure, key), 4) for key in ("value", "low", "high")}
        for name, figure in (
            ("balanced_accuracy", one.balanced_accuracy),
            ("auroc", one.auroc),
            ("f1", one.f1),
        )
    }
    return {
        "pairs": one.pairs,
        "supported": one.supported,
        "threshold": one.threshold,
        **figures,
        "supported_right": round(one.supported_right, 4),
        "others_right": round(one.others_right, 4),
        "ece": round(one.ece, 4),
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


def _as_text(found: list[Calibrated], shown: list[Table]) -> list[RenderableType]:
    from rich.text import Text

    from roleassistant.apps.cli.layout import bullets, indented, listing
    from roleassistant.apps.cli.terminal import console, one_line

    to = console()
    parts: list[RenderableType] = []
    for table in shown:
        parts += [Text(table.title, style="bold"), listing(table.columns, table.rows, to)]
        parts += [Text(table.note, style="dim"), Text()] if table.note else [Text()]
    for each in found:
        wrong = [*each.made.wrong, *(each.by_hand.wrong if each.by_hand else ())]
        if not wrong:
            continue
        lines = [
            Text(one_line(f"{'true' if s.is_true else s.kind}: {s.claim}"))
            for s, _ in wrong[:_WRONG_SHOWN]
        ]
        if len(wrong) > _WRONG_SHOWN:
            lines.append(Text(f"{len(wrong) - _WRONG_SHOWN} more; --json lists them", style="dim"))
        parts += [
            Text(f"Told wrong by {each.scorer}", style="bold"),
            indented(bullets(lines)),
            Text(),
        ]
    return parts[:-1]
