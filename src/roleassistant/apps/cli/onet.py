"""`roleassistant onet`: O*NET behind the profiles, and beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roleassistant.apps.cli import diagnostics, options

HELP = "Fill what profiles lack from O*NET, the occupational database."

app = typer.Typer(
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog="Start with: roleassistant onet import path/to/db_27_0_text",
)

Database = Annotated[
    Path,
    typer.Argument(
        metavar="DIR|ZIP",
        help="The text version of the database, from https://www.onetcenter.org/database.html.",
    ),
]


@app.command(name="ingest", epilog="Example: roleassistant onet ingest db_27_0_text.zip")
def ingest_database(
    source: Database,
    as_json: options.AsJson = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Read the occupations into the index as roles of their own, without levels.

    They are asked about as any other role is, every answer with the attribution that the licence
    asks for. A thousand roles and 100,000 statements take some minutes.
    """
    from roleassistant.apps.cli import ingest
    from roleassistant.apps.cli.opening import settings_for
    from roleassistant.apps.cli.terminal import console, print_result
    from roleassistant.indexing.occupations.schema import ATTRIBUTION
    from roleassistant.indexing.occupations.unpacking import database_in

    diagnostics.say(f"Reading the tables in {source} …")
    folder, release = database_in(source, settings_for(index).index)
    unpacked = folder != source
    code = ingest.run([folder], prune=unpacked, as_json=as_json, index=index, debug=debug)
    attribution = ATTRIBUTION.format(release=release)
    if as_json:
        diagnostics.say(attribution)
    else:
        from rich.text import Text

        print_result(console(), Text(), Text(attribution))
    return code


@app.command(name="import", epilog="Example: roleassistant onet import db_27_0_text.zip")
def import_database(
    source: Database,
    as_json: options.AsJson = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Read the official text tables into the index, in place of what was imported before.

    Profiles that record no aliases, and questions by a title that no page has, are then answered
    from it as well, by way of the SOC code that a page names, and marked so.
    """
    del debug
    from roleassistant.apps.cli.opening import settings_for
    from roleassistant.apps.cli.terminal import console, print_json, print_result
    from roleassistant.indexing.occupations.importing import import_occupations
    from roleassistant.indexing.occupations.schema import ATTRIBUTION

    settings = settings_for(index)
    diagnostics.say(f"Reading the tables in {source} …")
    report = import_occupations(source, settings.index)
    if as_json:
        print_json(
            {
                "release": report.release,
                "occupations": report.occupations,
                "facts": report.facts,
                "files": list(report.files),
            }
        )
        return 0
    from rich.text import Text

    from roleassistant.apps.cli.layout import listing

    to = console()
    rows = [(f"{count:,}", kind) for kind, count in report.facts.items()]
    print_result(
        to,
        Text(f"O*NET {report.release}: {report.occupations:,} occupations"),
        Text(),
        listing(("Facts", "Kind"), rows, to),
        Text(),
        Text(ATTRIBUTION.format(release=report.release)),
    )
    return 0
