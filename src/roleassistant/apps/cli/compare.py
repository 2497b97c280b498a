"""`roleassistant compare`: levels of a role, or two roles, side by side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from roleassistant.apps.cli import options
from roleassistant.errors import UsageError

if TYPE_CHECKING:
    from roleassistant.answering.assistant import Assistant
    from roleassistant.apps.cli.naming import NamedRole

EXAMPLE = 'roleassistant compare "field sales" P4 P5'

_LEVEL = re.compile(r"[A-Za-z]{1,3}-?\d{1,2}")


def run(
    sides: Annotated[
        list[str],
        typer.Argument(
            metavar="ROLE LEVEL LEVEL | ROLE ROLE",
            help='One role and its levels ("field sales" P4 P5), or roles, each with its level '
            '("field sales P4" "sales engineer P4"). A role is a code, a title, an alias or a '
            "focus; typos are forgiven.",
        ),
    ],
    seen_as: options.SeenAs = None,
    as_json: options.AsJson = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Set levels or roles side by side, by section and dimension."""
    del debug
    from roleassistant.apps.cli.opening import assistant_for, settings_for
    from roleassistant.apps.cli.showing import show_answer

    typed = [options.words(side).strip() for side in sides]
    levels = [side for side in typed[1:] if _LEVEL.fullmatch(side)]
    names = [side for side in typed if side not in levels]
    if len(typed) < 2 or not all(typed) or (levels and typed[-len(levels) :] != levels):
        raise UsageError(
            f"Name a role and two of its levels, or two roles. Try: {EXAMPLE}, "
            f'or: roleassistant compare "field sales P4" "sales engineer P4"'
        )
    assistant = assistant_for(settings_for(index), seen_as=seen_as)
    if not levels and (called := _called(assistant, typed)):
        names, levels = typed[:1], called
    question = (
        _levels_of(assistant, " ".join(names), levels) if levels else _roles(assistant, names)
    )
    return show_answer(assistant, question, as_json=as_json, typed=f"compare {' '.join(typed)}")


def _called(assistant: Assistant, typed: list[str]) -> list[str]:
    """What is typed behind a role, where it names levels of that role ("senior", "lead")."""
    from roleassistant.apps.cli.naming import level_of, named_role

    try:
        role = named_role(assistant, typed[0]).role
        return [str(level_of(role, side)) for side in typed[1:]]
    except UsageError:
        return []  # then each names a role


def _levels_of(assistant: Assistant, name: str, levels: list[str]) -> str:
    """The question for the levels of one role; a single level is set beside its neighbour."""
    from roleassistant.apps.cli.naming import level_of, named_role

    named = named_role(assistant, name)
    asked = [str(level_of(named.role, level)) for level in levels]
    if named.level is not None:
        asked.insert(0, str(named.level))
    return _across_levels(named, asked)


def _roles(assistant: Assistant, names: list[str]) -> str:
    from roleassistant.apps.cli.naming import named_role

    found = [named_role(assistant, name) for name in names]
    if len({named.role.key for named in found}) == 1:
        return _across_levels(found[0], [str(n.level) for n in found if n.level])
    return "compare " + " and ".join(
        f"{named.role.key}.{named.level}" if named.level else named.role.key for named in found
    )


def _across_levels(named: NamedRole, levels: list[str]) -> str:
    distinct = list(dict.fromkeys(levels))
    if len(distinct) < 2:
        have = ", ".join(str(level) for level in named.role.described_levels)
        raise UsageError(
            f"There is nothing to compare {named.role.title} {' '.join(distinct)} with: name two "
            f"levels. It has {have}."
        )
    return f"compare {' and '.join(distinct)} for {named.role.key}"
