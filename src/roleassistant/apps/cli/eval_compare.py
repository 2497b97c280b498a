"""`roleassistant eval compare`: what changed from one run to another, and whether by chance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from roleassistant.apps.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType
    from rich.text import Text

    from roleassistant.evaluation.comparing import Comparison, Flip

EXAMPLE = "roleassistant eval compare runs/before runs/after"

_FLIPS_SHOWN = 20


def run(
    before: Annotated[Path, typer.Argument(metavar="A", help="The folder of a finished run.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The folder of another.")],
    gate: Annotated[
        bool, typer.Option("--gate", help="End with 1 where a metric got worse beyond chance.")
    ] = False,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help="For the test and the intervals.")
    ] = 0,
    as_json: options.AsJson = False,
    debug: options.Debug = False,
) -> int:
    """Compare two runs case by case: differences with a significance test, and what flipped."""
    del debug
    from dataclasses import asdict

    from roleassistant.apps.cli.terminal import console, print_json, print_result
    from roleassistant.evaluation.comparing import compare
    from roleassistant.evaluation.run.files import read_results, read_summary

    found = compare(
        (read_summary(before), read_results(before)),
        (read_summary(after), read_results(after)),
        seed,
    )
    if as_json:
        print_json(asdict(found))
    else:
        print_result(console(), *_as_text(found))
    return 1 if gate and found.is_worse else 0


def _as_text(found: Comparison) -> list[RenderableType]:
    from rich.text import Text

    from roleassistant.apps.cli.layout import bullets, indented, listing
    from roleassistant.apps.cli.terminal import console
    from roleassistant.evaluation.metrics.catalogue import METRICS

    # More words are neither better nor worse, so nothing is tested of them.
    untested = {metric.name for metric in METRICS if metric.better == "neither"}
    rows = [
        (
            one.metric,
            f"{one.before:.4g}",
            f"{one.after:.4g}",
            f"{one.difference:+.4g} ({one.low:+.4g} to {one.high:+.4g})",
            "–" if one.metric in untested else f"{one.p:.3g}",
            f"+{one.better} −{one.worse}",
            one.verdict if one.verdict != "no difference" else "",
        )
        for one in found.differences
    ]
    head = ("Metric", "A", "B", "B − A (95 %)", "p", "Cases", "")
    parts: list[RenderableType] = [
        listing(head, rows, console()),
        Text(),
        Text(
            f"{found.paired} cases in both; {found.only_before} only in A, "
            f"{found.only_after} only in B. p: paired permutation test, after Holm."
        ),
        *(Text(remark) for remark in found.remarks),
    ]
    for title, flips in (
        ("Right now, and not before", found.mended),
        ("Not right any more", found.broken),
    ):
        if flips:
            parts += [Text(), Text(f"{title}: {len(flips)}", style="bold")]
            parts.append(indented(bullets(_lines(flips))))
    return parts


def _lines(flips: Sequence[Flip]) -> list[Text]:
    from rich.text import Text

    from roleassistant.apps.cli.terminal import one_line

    lines = [
        Text(one_line(f"{one.suite} {one.id}: {one.question} ({'; '.join(one.wrong)})"))
        for one in flips[:_FLIPS_SHOWN]
    ]
    if len(flips) > _FLIPS_SHOWN:
        lines.append(Text(f"{len(flips) - _FLIPS_SHOWN} more; --json lists them", style="dim"))
    return lines
