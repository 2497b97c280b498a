"""`roleassistant jobpost table`: what the drafts of an index are worth, one row for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from roleassistant.apps.cli import diagnostics, options

if TYPE_CHECKING:
    from rich.console import RenderableType

    from roleassistant.recruiting.measuring import Measured

EXAMPLE = "roleassistant jobpost table --strict"


def run(
    length: Annotated[
        str, typer.Option("--length", metavar="LENGTH", help="short, standard or long.")
    ] = "standard",
    tone: Annotated[
        str, typer.Option("--tone", metavar="TONE", help="direct, formal or concise.")
    ] = "direct",
    audience: Annotated[
        str, typer.Option("--audience", metavar="WHO", help="external or internal.")
    ] = "external",
    strict: Annotated[
        bool, typer.Option("--strict", help="End with 1 where a draft has a fault.")
    ] = False,
    as_json: options.AsJson = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Draft every role at every level, and count the faults of each draft.

    Counted are lines without support, lines of another level, lines that say what another says,
    internal codes, and readability outside of its range.
    """
    del debug
    from roleassistant.answering.assistant import Assistant
    from roleassistant.answering.support.offline import OfflineScorer
    from roleassistant.apps.cli.jobpost_asked import chosen_options
    from roleassistant.apps.cli.opening import encoder_for, library_to_list, settings_for
    from roleassistant.apps.cli.progress import progress_on_stderr
    from roleassistant.apps.cli.terminal import console, print_json, print_result
    from roleassistant.recruiting.drafting import Drafter
    from roleassistant.recruiting.measuring import measured, total

    settings = settings_for(index)
    assistant = Assistant(library_to_list(settings), lambda: encoder_for(settings))
    for warning in assistant.evidence.generation.warnings:
        diagnostics.warn(warning)
    chosen = chosen_options(length, tone, audience, None, ())
    roles = assistant.evidence.generation.roles
    wanted = [(role, rung) for role in roles for rung in role.described_levels]
    drafter, found = Drafter(), []
    scorer = OfflineScorer(assistant.evidence.generation)
    with progress_on_stderr() as shown:
        shown.stage("drafts", len(wanted))
        for role, rung in wanted:
            post = drafter.draft(assistant.evidence, role, rung, chosen)
            found.append(measured(post, assistant.evidence, role, rung, scorer))
            shown.advance(1)
    whole = total(found)
    if as_json:
        print_json({"drafts": [one.as_json() for one in found], "total": whole.as_json()})
    else:
        print_result(console(), *_as_text(found, whole))
    return 1 if strict and whole.faults else 0


def _as_text(found: list[Measured], whole: Measured) -> list[RenderableType]:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("draft", no_wrap=True)
    for name in (
        "lines",
        "unsupported",
        "other level",
        "repeated",
        "codes",
        "reading ease",
        "faults",
    ):
        table.add_column(name, justify="right")
    for one in (*found, whole):
        table.add_row(
            one.name,
            str(one.lines),
            str(len(one.unsupported)),
            str(len(one.of_other_levels)),
            str(len(one.repeated)),
            str(len(one.codes)),
            f"{one.ease:.0f}",
            str(one.faults),
        )
    return [table]
