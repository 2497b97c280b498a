"""`roleassistant eval run`: asks the cases of suites and writes what came out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from roleassistant.apps.cli import diagnostics, options

if TYPE_CHECKING:
    from rich.console import RenderableType

    from roleassistant.evaluation.run.result import Measured, Summary

EXAMPLE = "roleassistant eval run evals --gate --out runs/today"


def run(
    suites: Annotated[
        list[str],
        typer.Argument(
            metavar="SUITE...", help="Files or folders of suites, or names of bundled ones."
        ),
    ],
    answerer: options.Answerer = None,
    scorer: Annotated[
        str, typer.Option("--scorer", metavar="NAME", help="Who tells whether claims hold.")
    ] = "offline",
    workers: Annotated[
        int, typer.Option("--workers", min=1, metavar="N", help="So many cases at a time.")
    ] = 1,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Where to write; a run that was broken off there is gone on with "
            "(default: runs/ and the time).",
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help="For whatever is drawn at random.")
    ] = 0,
    gate: Annotated[
        bool, typer.Option("--gate", help="End with 1 where a suite misses a threshold of its own.")
    ] = False,
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="TAG", help="Only cases with one of these tags."),
    ] = None,
    split: Annotated[
        str | None, typer.Option("--split", metavar="NAME", help="Only cases of this part.")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", metavar="RUN", help="Show in report.html what changed since this run."
        ),
    ] = None,
    junit: Annotated[
        Path | None,
        typer.Option("--junit", metavar="FILE", help="Also write JUnit XML, for CI."),
    ] = None,
    markdown: Annotated[
        Path | None,
        typer.Option("--markdown", metavar="FILE", help="Also write a summary in Markdown."),
    ] = None,
    as_json: options.AsJson = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Ask the cases of suites, judge the answers, and write the results and a report to read.

    Suites ingest the profiles that they name, so no index is needed; cases that name none are
    asked of yours.
    """
    del debug
    from roleassistant.apps.cli.opening import (
        assistant_for,
        encoder_for,
        settings_for,
        writer_for,
    )
    from roleassistant.apps.cli.progress import progress_on_stderr
    from roleassistant.apps.cli.terminal import console, print_json, print_result
    from roleassistant.errors import UsageError
    from roleassistant.evaluation.report import page
    from roleassistant.evaluation.run import environment, files, reports, runner
    from roleassistant.evaluation.scorers.opening import NAMES, scorers_of_houses
    from roleassistant.evaluation.suites.case import Case
    from roleassistant.evaluation.suites.reading import suites_named
    from roleassistant.indexing.durable import replace_text

    # A baseline that cannot be read is told before anything is asked.
    earlier = page.opened(baseline) if baseline is not None else None
    settings = settings_for(index, answerer)
    found = suites_named(suites, settings.folders.evals)
    if gate and not any(suite.gate for suite in found):
        raise UsageError(
            "None of these suites has thresholds, so a gate could not fail. Write them under gate: "
            "in the suite or in suites.yaml, or leave --gate out."
        )
    if scorer.partition(":")[0] not in {name.partition(":")[0] for name in NAMES}:
        raise UsageError(f"There is no scorer {scorer}. Known: {', '.join(NAMES)}.")
    writer = writer_for(settings)
    encoders: list[Any] = []

    def encoder() -> Any:
        if not encoders:
            encoders.append(encoder_for(settings))
        return encoders[0]

    def wanted(case: Case) -> bool:
        return (split is None or case.split == split) and (
            not tag or not set(tag).isdisjoint(case.tags)
        )

    chain = runner.Chain(
        encoder=encoder,
        own_index=lambda: assistant_for(settings, writer),
        scorer=scorers_of_houses(scorer, settings),
        scorer_name=scorer,
        answerer=settings.answerer,
        writer=writer,
        prompts=environment.prompt_digests(settings.folders.prompts),
    )
    folder = out or Path("runs") / datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    chosen = runner.Options(seed=seed, workers=workers, only=wanted)
    with progress_on_stderr() as progress:
        summary = runner.run(found, chain, folder, chosen, progress, diagnostics.say)
    if junit is not None or markdown is not None:
        results = files.read_results(folder)
        if junit is not None:
            replace_text(junit, reports.junit(results, summary.gate if gate else ()))
        if markdown is not None:
            replace_text(markdown, reports.markdown(summary, results))
    page.write(folder, earlier)
    if as_json:
        print_json(files.summary_as_json(summary))
    else:
        print_result(console(), *_as_text(summary, gate))
        broken = [one for one in files.read_results(folder) if one.error is not None]
        if broken:
            diagnostics.say(
                f"{len(broken)} cases broke off with an error, such as {broken[0].suite} "
                f"{broken[0].id}: {broken[0].error}"
            )
        diagnostics.say(f"Written to {folder}")
    return 1 if gate and not summary.gate_passed else 0


def _as_text(summary: Summary, gate: bool) -> list[RenderableType]:
    from rich.text import Text

    from roleassistant.apps.cli.layout import listing
    from roleassistant.apps.cli.terminal import console
    from roleassistant.evaluation.run.reports import figure

    to = console()
    suites = [
        (group.name, str(group.cases), str(group.passed), *_key_figures(group.metrics))
        for group in summary.groups
        if group.by == "suite"
    ]
    parts: list[RenderableType] = [
        listing(("Suite", "Cases", "Right", "Facts", "Faithful", "Refused"), suites, to),
        Text(),
        listing(
            ("Metric", "Value", "95 % interval", "Cases"),
            [
                (
                    one.name,
                    figure(one, one.value),
                    f"{figure(one, one.low)} to {figure(one, one.high)}",
                    str(one.cases),
                )
                for one in (*summary.metrics, *summary.timings)
            ],
            to,
        ),
    ]
    missed = [check for check in summary.gate if not check.passed]
    if gate and missed:
        rows = [
            (
                check.suite,
                check.metric,
                f"{check.bound.replace('_', ' ')} {check.threshold:g}",
                "not measured" if check.value is None else f"{check.value:.4f}",
            )
            for check in missed
        ]
        parts += [
            Text(),
            Text("Fell short", style="bold"),
            listing(("Suite", "Metric", "Wanted", "Measured"), rows, to),
        ]
    elif gate:
        parts += [Text(), Text(f"Gate passed: {len(summary.gate)} thresholds met.")]
    return parts


def _key_figures(metrics: tuple[Measured, ...]) -> tuple[str, str, str]:
    from roleassistant.evaluation.run.reports import figure

    values = {one.name: one for one in metrics}
    wanted = ("fact_recall", "faithfulness", "abstention_recall")
    figures = [figure(values[n], values[n].value) if n in values else "" for n in wanted]
    return (figures[0], figures[1], figures[2])
