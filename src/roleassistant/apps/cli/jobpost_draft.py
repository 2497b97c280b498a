"""`roleassistant jobpost ROLE --level L`: a draft, or one for every role at a level."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from roleassistant.apps.cli import diagnostics, options
from roleassistant.errors import UsageError

if TYPE_CHECKING:
    from roleassistant.answering.assistant import Assistant
    from roleassistant.domain import Level
    from roleassistant.indexing.chunks import Role
    from roleassistant.recruiting.drafting import Drafter
    from roleassistant.recruiting.options import Options
    from roleassistant.recruiting.post import JobPost
    from roleassistant.settings import Settings

EXAMPLE = 'roleassistant jobpost "field sales" --level P4 --facts facts.yaml --out post.docx'

_E = TypeVar("_E", bound=StrEnum)
_FORMS = ("md", "txt", "html", "docx", "jsonld")
_BESIDE = ("md", "txt", "html")
_ENDS = {"markdown": "md", "text": "txt", "htm": "html", "json": "jsonld"}
_NOT_WRITTEN = frozenset({"pdf", "doc", "odt", "rtf"})


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
    from roleassistant.apps.cli.jobpost_told import tell, tell_review
    from roleassistant.apps.cli.opening import encoder_for, library_to_list, settings_for

    settings = settings_for(index, answerer)
    chosen = chosen_options(length, tone, audience, facts, choose or [])
    wanted = _form(form, out, template, beside, every)
    assistant = Assistant(library_to_list(settings), lambda: encoder_for(settings))
    for warning in assistant.evidence.generation.warnings:
        diagnostics.warn(warning)
    named = " ".join(options.words(word) for word in role or ()).strip()
    if every:
        if named or trace or beside or as_json:
            raise UsageError("--all drafts every role: leave ROLE, --trace, --beside, --json out.")
        return _all(assistant, settings, level, chosen, wanted, out, template, published)
    role_, rung = _named(assistant, named, level)
    drafter = _drafter(settings)
    post = drafter.draft(assistant.evidence, role_, rung, chosen)
    if beside is not None:
        other_role, other_level = _other(assistant, options.words(beside), role_)
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


# --- what was asked for -----------------------------------------------------------------------


def chosen_options(
    length: str, tone: str, audience: str, facts: Path | None, choose: Sequence[str]
) -> Options:
    """What the options of the command line choose.

    Raises:
        UsageError: a value that is none, or facts that cannot be read.
    """
    from roleassistant.recruiting.facts import NO_FACTS, load_facts
    from roleassistant.recruiting.options import Audience, Length, Options, Tone

    choices = {}
    for one in choose:
        name, equals, side = options.words(one).partition("=")
        if not equals or not name.strip() or not side.strip():
            raise UsageError(f"--choose {one!r}: write NAME=SIDE, as in typical-experience=a.")
        choices[name.strip()] = side.strip()
    return Options(
        length=_one_of(Length, length, "--length"),
        tone=_one_of(Tone, tone, "--tone"),
        audience=_one_of(Audience, audience, "--audience"),
        facts=load_facts(facts) if facts else NO_FACTS,
        choices=choices,
    )


def _one_of(kind: type[_E], value: str, option: str) -> _E:
    try:
        return kind(options.words(value).strip().casefold())
    except ValueError:
        allowed = ", ".join(one.value for one in kind)
        raise UsageError(f"{option} is {value!r}. Allowed: {allowed}.") from None


def _form(
    form: str | None, out: Path | None, template: Path | None, beside: str | None, every: bool
) -> str:
    known = _BESIDE if beside else _FORMS
    by_end = out.suffix.removeprefix(".").casefold() if out else ""
    by_end = _ENDS.get(by_end, by_end)
    if by_end in _NOT_WRITTEN or (by_end not in (*_FORMS, "") and not (form or template or every)):
        raise UsageError(
            f"--out is {out}: a post is not written as .{by_end}. Allowed: {', '.join(_FORMS)}; "
            f"for a PDF, print the HTML or export the DOCX."
        )
    wanted = form or (by_end if by_end in _FORMS else "md")
    if template is not None and form is None:
        return wanted if wanted != "docx" else "md"
    if wanted not in known:
        raise UsageError(f"--format is {wanted!r}. Allowed: {', '.join(known)}.")
    if template is not None and wanted in ("docx", "jsonld"):
        raise UsageError(f"--template gives a text: it cannot be written as {wanted}.")
    return wanted


def _named(assistant: Assistant, name: str, level: str | None) -> tuple[Role, Level]:
    from roleassistant.apps.cli.naming import level_of, named_role

    if not name:
        raise UsageError(f"Name a role, or give --all. Try: {EXAMPLE}")
    named = named_role(assistant, name)
    rung = level_of(named.role, options.words(level)) if level else named.level
    if rung is None:
        have = ", ".join(str(one) for one in named.role.described_levels)
        raise UsageError(f"Which level of {named.role.title}? Give --level: it has {have}.")
    return named.role, rung


def _other(assistant: Assistant, text: str, role: Role) -> tuple[Role, Level]:
    """The other draft: a level of the same role, or a role with its level."""
    from roleassistant.domain.level import rung_key

    for own in role.described_levels:
        if own.key == rung_key(text):
            return role, own
    from roleassistant.apps.cli.naming import named_role

    named = named_role(assistant, text)
    if named.level is None:
        have = ", ".join(str(one) for one in named.role.described_levels)
        raise UsageError(
            f"--beside {text!r}: which level of {named.role.title}? Write it behind the role, in "
            f"the same quotes; it has {have}."
        )
    return named.role, named.level


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
