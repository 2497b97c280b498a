"""`roleassistant eval generate`: cases made from the structure of the profiles of an index."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from roleassistant.apps.cli import diagnostics, options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roleassistant.evaluation.suites.case import Case

EXAMPLE = "roleassistant eval generate --cases 100 --out generated.jsonl"


def run(
    count: Annotated[int, typer.Option("--cases", min=1, metavar="N", help="So many cases.")] = 60,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help="Another seed draws other cases.")
    ] = 0,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Append to this JSONL file (default: stdout)."),
    ] = None,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Make cases from the pages of your index, with what is expected known by their structure.

    The pages are read anew; no answer is asked for. Run them with: eval run FILE.
    """
    del debug
    from roleassistant.apps.cli.opening import assistant_for, encoder_for, settings_for
    from roleassistant.evaluation.run.corpora import open_own_index
    from roleassistant.evaluation.suites.generating import generated

    settings = settings_for(index)
    corpus = open_own_index(assistant_for(settings), lambda: encoder_for(settings))
    profiles = [profile for page in corpus.pages.by_path.values() for profile in page.profiles]
    write_cases(generated(profiles, count, seed), out)
    return 0


def write_cases(cases: Iterable[Case], out: Path | None) -> None:
    """Each case as a line, to stdout or behind what `out` holds; under another id where it is
    taken there."""
    import json
    from itertools import count

    from roleassistant.apps.cli.terminal import print_json, shown_path

    rows = [case.as_row() for case in cases]
    taken = _ids_in(out) if out is not None and out.exists() else set()
    for row in rows:
        free = (f"{row['id']}-{number}" for number in count(2))
        row["id"] = next(free) if row["id"] in taken else row["id"]
        while row["id"] in taken:
            row["id"] = next(free)
        taken.add(row["id"])
    if out is None:
        for row in rows:
            print_json(row, lines=False)
        return
    with out.open("a", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    diagnostics.say(f"{len(rows)} cases appended to {shown_path(out)}")


def _ids_in(file: Path) -> set[str]:
    from roleassistant.evaluation.jsonl import rows_of

    return {str(row.get("id")) for _, row in rows_of(file)}
