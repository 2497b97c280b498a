"""`roleassistant jobpost ROLE --level L`: a draft, or one for every role at a level."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from roleassistant.apps.cli import diagnostics, options
from roleassistant.errors import UsageError

if TYPE_CHECKING:
    from roleassistant.answering.assistant import Assistant
    from roleassistant.recruiting.drafting import Drafter
    from roleassistant.recruiting.options import Options
    from roleassistant.recruiting.post import JobPost
    from roleassistant.settings import Settings

EXAMPLE = 'roleassistant jobpost "field sales" --level P4 --facts facts.yaml --out post.docx'


def run(
    role: Annotated[
        list[str] | None,
        typer.Argument(metavar="ROLE", help="A code, a title, an alias or a focus, with typos."),
    ] = None,
    level: Annotated[
        str | None, typer.Option("--level", metavar="L", help="The level that the post is for.")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="F",
            help="md, txt, html, docx or jsonld (default: by the end of --out, else md).",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Where to write; with --all, a folder."),
    ] = None,
    length: Annotated[
        str, typer.Option("--length", metavar="LENGTH", help="short, standard or long.")
    ] = "standard",
    tone: Annotated[
        str,
        typer.Option(
            "--tone",
            metavar="TONE",
            help="direct (You run …), formal (You will run …) or concise (Run …).",
        ),
    ] = "direct",
    audience: Annotated[
        str,
        typer.Option(
            "--audience",
            metavar="WHO",
            help="external, or internal: with the level, and what sets the role apart.",
        ),
    ] = "external",
    facts: Annotated[
        Path | None,
        typer.Option(
            "--facts",
            metavar="FILE",
            help="YAML with what no profile holds: pay, location, benefits, how to apply, …",
        ),
    ] = None,
    choose: Annotated[
        list[str] | None,
        typer.Option(
            "--choose",
            metavar="NAME=SIDE",
            help="Take a side where the profile disagrees: typical-experience=a.",
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FILE", help="A Jinja file in place of the own form."),
    ] = None,
    trace: Annotated[
        Path | None,
        typer.Option(
            "--trace", metavar="FILE", help="Write line → statement → file and lines, as JSON."
        ),
    ] = None,
    published: Annotated[
        bool,
        typer.Option("--published", help="Only the post: no citations, nothing for the recruiter."),
    ] = False,
    beside: Annotated[
        str | None,
        typer.Option(
            "--beside",
            metavar="'ROLE LEVEL'",
            help="Set the draft beside another, in quotes: P5, or 'account manager P4'.",
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Draft every role that has the level, into --out.")
    ] = False,
    answerer: options.Answerer = None,
    as_json: options.AsJson = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Draft a job post from the profile of a role at a level; every line is verified and cited.

    What profiles do not hold is a marked placeholder, or comes from --facts. Contradictions of the
    profile are left to you: --choose. What the draft needs from you is told on stderr.
    """
    del debug
    from roleassistant.answering.assistant import Assistant
    from roleassistant.apps.cli.jobpost_asked import (
        chosen_options,
        form_of,
        named_at,
        other_than,
    )
    from roleassistant.apps.cli.jobpost_told import tell, tell_review
    from roleassistant.apps.cli.opening import encoder_for, library_to_list, settings_for

    settings = settings_for(index, answerer)
    chosen = chosen_options(length, tone, audience, facts, choose or [])
    wanted = form_of(form, out, template, beside, every)
    assistant = Assistant(library_to_list(settings), lambda: encoder_for(settings))
    for warning in assistant.evidence.generation.warnings:
        diagnostics.warn(warning)
    named = " ".join(options.words(word) for word in role or ()).strip()
    if every:
        if named or trace or beside or as_json:
            raise UsageError("--all drafts every role: leave ROLE, --trace, --beside, --json out.")
        return _all(assistant, settings, level, chosen, wanted, out, template, published)
    role_, rung = named_at(assistant, named, level, EXAMPLE)
    drafter = _drafter(settings)
    post = drafter.draft(assistant.evidence, role_, rung, chosen)
    if beside is not None:
        other_role, other_level = other_than(assistant, options.words(beside), role_)
        other = drafter.draft(assistant.evidence, other_role, other_level, chosen)
        content: str | bytes = _side_by_side(post, other, wanted)
    elif as_json:
        content = ""
    else:
        content = _content(post, wanted, template, published)
    if trace is not None:
        _write(trace, _trace(post))
    if as_json:
        from roleassistant.apps.cli.terminal import print_json
        from roleassistant.recruiting.tracing import trace as traced

        print_json(traced(post))
    elif out is not None:
        _write(out, content)
    else:
        _print(content, wanted)
    tell(post, wanted)
    tell_review(post, assistant, role_, rung)
    return 0


# --- drafts -----------------------------------------------------------------------------------


def _drafter(settings: Settings) -> Drafter:
    """What drafts: with the configured model, or in the words of the profiles alone."""
    from roleassistant.recruiting.drafting import Drafter

    if settings.answerer == "extractive":
        return Drafter()
    from roleassistant.recruiting.polishing import open_polisher

    return Drafter(open_polisher(settings))


def _all(
    assistant: Assistant,
    settings: Settings,
    level: str | None,
    chosen: Options,
    form: str,
    out: Path | None,
    template: Path | None,
    published: bool,
) -> int:
    """One file for each role that has the level; without a level, for each level of each role."""
    from roleassistant.answering.wording import counted
    from roleassistant.apps.cli.progress import progress_on_stderr
    from roleassistant.domain.level import rung_key

    if out is None:
        raise UsageError("--all needs --out DIR: a folder for the drafts.")
    key = rung_key(options.words(level)) if level else None
    wanted = [
        (role, rung)
        for role in assistant.evidence.generation.roles
        for rung in role.described_levels
        if key is None or rung.key == key
    ]
    if not wanted:
        raise UsageError(f"No role here has a level {options.words(level or '')}.")
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file: --out of --all is a folder.")
    out.mkdir(parents=True, exist_ok=True)
    drafter, open_choices = _drafter(settings), 0
    with progress_on_stderr() as shown:
        shown.stage("drafts", len(wanted))
        for role, rung in wanted:
            post = drafter.draft(assistant.evidence, role, rung, chosen)
            name = f"{role.key}.{rung.key.upper()}.{form}"
            _write(out / name, _content(post, form, template, published))
            open_choices += len(post.undecided)
            shown.advance(1)
    diagnostics.say(f"{counted(len(wanted), 'draft')} in {out}.")
    if open_choices:
        diagnostics.say(
            f"{counted(open_choices, 'contradiction')} of the profiles to decide: see “To decide” "
            f"in the drafts, or run jobpost for one role with --choose."
        )
    return 0


def _content(post: JobPost, form: str, template: Path | None, published: bool) -> str | bytes:
    if template is not None:
        from roleassistant.recruiting.templates import rendered

        return rendered(post, template, published=published)
    from roleassistant.recruiting.forms import render

    return render(post, form, published=published)


def _side_by_side(left: JobPost, right: JobPost, form: str) -> str:
    from roleassistant.recruiting.forms import side_by_side

    written = {
        "md": side_by_side.as_markdown,
        "txt": side_by_side.as_text,
        "html": side_by_side.as_page,
    }
    return written[form](left, right)


def _trace(post: JobPost) -> str:
    import json

    from roleassistant.recruiting.tracing import trace

    return json.dumps(trace(post), indent=2, ensure_ascii=False) + "\n"


# --- where it goes ----------------------------------------------------------------------------


def _write(file: Path, content: str | bytes) -> None:
    if isinstance(content, bytes):
        file.write_bytes(content)
    else:
        file.write_text(content, encoding="utf-8", newline="\n")


def _print(content: str | bytes, form: str) -> None:
    from roleassistant.apps.cli.terminal import ReaderGone, print_text

    if isinstance(content, bytes):
        if sys.stdout is None or sys.stdout.isatty():
            raise UsageError(f"A {form} is no text for a terminal: give --out FILE.")
        try:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        except BrokenPipeError as problem:
            raise ReaderGone from problem
        return
    print_text(content)
