"""`roleassistant jobpost lint`: what is wrong with a job post, wherever it was written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from roleassistant.apps.cli import diagnostics, options
from roleassistant.errors import DocumentError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roleassistant.recruiting.lint import ProfileView, Rules
    from roleassistant.recruiting.lint.sarif import Reviewed

EXAMPLE = "roleassistant jobpost lint post.md --role field-sales --level P4"

_STDIN = "-"


def run(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE…", help="Markdown, text, HTML or DOCX; - reads stdin."),
    ] = None,
    role: Annotated[
        str | None,
        typer.Option("--role", metavar="ROLE", help="Check claims against this role's profile."),
    ] = None,
    level: Annotated[
        str | None, typer.Option("--level", metavar="L", help="The level that the post is for.")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="F", help="markdown, text, html or docx; else told."),
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option("--rules", metavar="FILE", help="A TOML file: ignore, severity, limits, …"),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="RULE", help="Leave a rule out; may be given again."),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="SEVERITY",
            help="End with 1 from this on: note, warning or error (default), or never.",
        ),
    ] = None,
    list_rules: Annotated[
        bool, typer.Option("--list-rules", help="List the rules with their sources, and stop.")
    ] = False,
    as_json: options.AsJson = False,
    as_sarif: Annotated[
        bool, typer.Option("--sarif", help="Print one SARIF 2.1.0 log, for CI.")
    ] = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Review job posts: each finding with its place, why, its source and a rewrite.

    Ends with 1 where a finding is at or above --fail-on. Rules may be set in roleassistant.toml
    under [jobpost.lint], or in the post: <!-- lint: ignore RULE -->.
    """
    del debug
    from roleassistant.apps.cli import findings_shown
    from roleassistant.apps.cli.terminal import console, print_json, print_result

    if as_json and as_sarif:
        raise UsageError("--json and --sarif exclude each other. Give one of them.")
    config = _rules(rules, ignore or [], None if fail_on == "never" else fail_on)
    if list_rules:
        if as_json:
            print_json(findings_shown.rules_as_json(config))
        else:
            print_result(console(), *findings_shown.rules_as_text(config))
        return 0
    if not files:
        raise UsageError(
            "Name a file with a job post, or - for stdin: roleassistant jobpost lint FILE."
        )
    if level and not role:
        raise UsageError("--level needs --role: it is a level of a role.")
    profile = _profile(role, level, index) if role else None
    reviewed, failed = _review(files, form, config, profile)
    if as_sarif:
        from importlib.metadata import version

        from roleassistant.recruiting.lint.sarif import sarif

        print_json(sarif(reviewed, config, version("roleassistant")))
    elif as_json:
        print_json(findings_shown.as_json(reviewed))
    elif reviewed:
        print_result(console(), *findings_shown.as_text(reviewed))
    if failed:
        return 1
    if fail_on == "never":
        return 0
    worst = max((f.severity.rank for one in reviewed for f in one.findings), default=-1)
    return 1 if worst >= config.fail_on.rank else 0


def _rules(file: Path | None, ignore: Sequence[str], fail_on: str | None) -> Rules:
    from roleassistant.recruiting.lint import Rules, read_rules, read_rules_file
    from roleassistant.settings import load_settings

    found = Rules()
    for table in load_settings().review:
        found = read_rules(table.values, table.place, found)
    if file is not None:
        found = read_rules_file(file, found)
    found = found.ignoring(ignore)
    return read_rules({"fail-on": fail_on}, "The command line", found) if fail_on else found


def _profile(role: str, level: str | None, index: Path | None) -> ProfileView:
    from roleassistant.answering.assistant import Assistant
    from roleassistant.apps.cli.naming import level_of, named_role
    from roleassistant.apps.cli.opening import encoder_for, library_to_list, settings_for
    from roleassistant.recruiting.lint import profile_of

    settings = settings_for(index)
    assistant = Assistant(library_to_list(settings), lambda: encoder_for(settings))
    named = named_role(assistant, options.words(role))
    generation = assistant.evidence.generation
    for warning in generation.warnings:
        diagnostics.warn(warning)
    rung = level_of(named.role, options.words(level)) if level else named.level
    return profile_of(generation, named.role, rung)


def _review(
    files: Sequence[str], form: str | None, config: Rules, profile: ProfileView | None
) -> tuple[list[Reviewed], int]:
    """What was reviewed, and how many files could not be read, each of which is told."""
    from roleassistant.recruiting.lint import Context, read_post, review
    from roleassistant.recruiting.lint.formats.opening import FORMATS
    from roleassistant.recruiting.lint.sarif import Reviewed

    wanted = next((one for one in FORMATS if one == form), None)
    if form is not None and wanted is None:
        raise UsageError(f"--format is {form!r}. Allowed: {', '.join(FORMATS)}.")
    reviewed, failed = [], 0
    for name in dict.fromkeys(files):
        shown = "stdin" if name == _STDIN else options.words(name)
        try:
            post = read_post(_bytes(name, shown), shown, wanted)
        except DocumentError as problem:
            diagnostics.error(str(problem))
            failed += 1
            continue
        for note in post.notes:
            diagnostics.warn(note)
        found = review(post, Context(rules=config, profile=profile))
        reviewed.append(Reviewed(shown, found, post.unit))
    return reviewed, failed


def _bytes(name: str, shown: str) -> bytes:
    if name == _STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise DocumentError(f"{shown} cannot be read: {reason}. Check its name.") from problem
