"""What the options of `roleassistant jobpost` ask for: how, of which role, and in which form."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from roleassistant.apps.cli import options
from roleassistant.errors import UsageError

if TYPE_CHECKING:
    from roleassistant.answering.assistant import Assistant
    from roleassistant.domain import Level
    from roleassistant.indexing.chunks import Role
    from roleassistant.recruiting.options import Options

_E = TypeVar("_E", bound=StrEnum)
_FORMS = ("md", "txt", "html", "docx", "jsonld")
_BESIDE = ("md", "txt", "html")
_ENDS = {"markdown": "md", "text": "txt", "htm": "html", "json": "jsonld"}
_NOT_WRITTEN = frozenset({"pdf", "doc", "odt", "rtf"})


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


def form_of(
    form: str | None, out: Path | None, template: Path | None, beside: str | None, every: bool
) -> str:
    """The form to write: as asked for, else by the end of the file.

    Raises:
        UsageError: a form that is not written, or not of this kind.
    """
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


def named_at(
    assistant: Assistant, name: str, level: str | None, example: str
) -> tuple[Role, Level]:
    """The role and the level that are meant.

    Raises:
        UsageError: no role is named, or no level of it.
    """
    from roleassistant.apps.cli.naming import level_of, named_role

    if not name:
        raise UsageError(f"Name a role, or give --all. Try: {example}")
    named = named_role(assistant, name)
    rung = level_of(named.role, options.words(level)) if level else named.level
    if rung is None:
        have = ", ".join(str(one) for one in named.role.described_levels)
        raise UsageError(f"Which level of {named.role.title}? Give --level: it has {have}.")
    return named.role, rung


def other_than(assistant: Assistant, text: str, role: Role) -> tuple[Role, Level]:
    """The other draft: a level of the same role, or a role with its level.

    Raises:
        UsageError: the text names no level.
    """
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
