"""`roleassistant ingest`: files and folders into the index."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from roleassistant.apps.cli import diagnostics, options

if TYPE_CHECKING:
    from roleassistant.indexing.ingest import IngestReport

EXAMPLE = "roleassistant ingest path/to/profiles"


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]…",
            help="Files and folders. Without one: the bundled profiles, as ingest/manifest.toml "
            "names them.",
            show_default=False,
        ),
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Drop documents below PATH that are gone from disk.")
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="Switch even to an index that is empty or far smaller."),
    ] = False,
    rebuild: Annotated[
        bool,
        typer.Option(
            "--rebuild",
            help="Read and embed everything again; mends an index that is damaged or was built "
            "by another model.",
        ),
    ] = False,
    explain: Annotated[
        Path | None,
        typer.Option(
            "--explain",
            metavar="FILE",
            help="Only show what is understood of FILE, as a tree of roles, levels, dimensions and "
            "statements, with the lines that have no place. Nothing is indexed.",
        ),
    ] = None,
    suggest_mapping: Annotated[
        bool,
        typer.Option(
            "--suggest-mapping",
            help="Only print a first mapping for PATH, to be set right and saved as mapping.toml "
            "beside the documents. Nothing is indexed.",
        ),
    ] = False,
    as_json: options.AsJson = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Read profiles into the index.

    Again is quick: unchanged files are skipped, changed ones replaced. Until the new index is
    whole, questions are answered from the old one. Ends with 1 where a file could not be read.
    """
    del debug
    from roleassistant import resources
    from roleassistant.answering.conflicts.within_role import disputed_rows
    from roleassistant.apps.cli.opening import encoder_for, settings_for
    from roleassistant.apps.cli.progress import progress_on_stderr
    from roleassistant.apps.cli.terminal import print_json
    from roleassistant.indexing.ingest import ingest
    from roleassistant.indexing.library import Library

    settings = settings_for(index)
    sources = paths or resources.default_sources(settings.folders.ingest)
    bundled = resources.folder("ingest", settings.folders.ingest) / resources.MANIFEST
    encoder = encoder_for(settings)
    if explain is not None or suggest_mapping:
        from roleassistant.apps.cli import ingest_explain

        if explain is not None:
            return ingest_explain.explain(explain, encoder, as_json)
        return ingest_explain.suggest(sources, encoder)
    library = Library(settings.index, model=encoder.identity, store=settings.vector_store)
    with progress_on_stderr() as progress:
        report = ingest(
            sources,
            library=library,
            encoder=encoder,
            prune=prune,
            force=force,
            rebuild=rebuild,
            progress=progress,
            disputed=disputed_rows,
            manifests=() if paths else (bundled,),
        )
    for warning in report.warnings:
        diagnostics.warn(warning)
    for failed in report.failed:
        diagnostics.error(failed.error)
    if as_json:
        print_json(report.as_json())
    else:
        _print(report, settings.index)
    return 1 if report.failed else 0


def _print(report: IngestReport, folder: Path) -> None:
    from rich.text import Text

    from roleassistant.apps.cli.terminal import console, print_result, shown_path

    if report.generation is None:
        print_result(console(), Text("Nothing was indexed."))
        return
    changes = [
        f"{count} {what}"
        for count, what in (
            (report.added, "added"),
            (report.updated, "updated"),
            (report.unchanged, "unchanged"),
            (report.removed, "removed"),
            (len(report.failed), "failed"),
            (report.skipped, "of other kinds skipped"),
        )
        if count
    ]
    lines = report.lines
    seen = (
        [Text(f"{_count(report.restricted, 'document')} not for everyone: see ask --as")]
        if report.restricted
        else []
    )
    unplaced = f", {lines.unplaced} unplaced (see `roleassistant audit`)" if lines.unplaced else ""
    print_result(
        console(),
        Text(f"{_count(report.documents, 'document')}: {', '.join(changes)}"),
        Text(
            f"{_count(report.profiles, 'profile')}, {report.statements:,} statements on the pages, "
            f"{report.chunks:,} in the index"
        ),
        Text(
            f"{lines.total:,} lines: {lines.placed:,} placed, {lines.boilerplate:,} page "
            f"furniture{unplaced}"
        ),
        *seen,
        Text(f"{report.seconds:.1f} s, generation {report.generation} in {shown_path(folder)}"),
    )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
