"""What a person typed for a role, as one role of the index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roleassistant.apps.cli.terminal import one_line
from roleassistant.domain import InvalidLevel, Level
from roleassistant.domain.level import rung_key
from roleassistant.errors import UsageError

if TYPE_CHECKING:
    from roleassistant.answering.assistant import Assistant
    from roleassistant.indexing.chunks import Role

_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class NamedRole:
    """A role, and the level that was named with it."""

    role: Role
    level: Level | None


def named_role(assistant: Assistant, text: str) -> NamedRole:
    """The role that `text` names: a code, a title, an alias, a focus, with typos.

    Raises:
        UsageError: no role, several, or a level that it lacks; the message names what there is.
    """
    plan = assistant.plan(text)
    typed = one_line(text)
    found = list({m.role.key: m.role for m in (*plan.roles, *plan.candidates)}.values())
    if plan.implied_role or not found:
        roles = assistant.evidence.generation.roles
        raise UsageError(f"No role here is called “{typed}”. There are {_listed(roles)}.")
    if len(found) > 1:
        raise UsageError(
            f"“{typed}” fits several roles: {_listed(found)}. Give the code of the one you mean."
        )
    level = plan.levels[0] if plan.levels else None
    if level is not None:
        level_of(found[0], str(level))
    return NamedRole(found[0], level)


def level_of(role: Role, text: str) -> Level:
    """The level of `role` that `text` names.

    Raises:
        UsageError: the text is no level, or `role` does not have it.
    """
    have = ", ".join(str(level) for level in role.described_levels) or "no levels"
    # "Senior data engineer" is the level Senior of a data engineer.
    without = rung_key(text).replace(rung_key(role.title), "")
    for own in role.described_levels:
        if own.key in (rung_key(text), without):
            return own
    try:
        level = Level.parse(text)
    except InvalidLevel as problem:
        raise UsageError(f"{problem} {role.title} has {have}.") from problem
    if level not in role.described_levels:
        raise UsageError(f"There is no level {level} of {role.title}: it has {have}.")
    return level


def _listed(roles: tuple[Role, ...] | list[Role]) -> str:
    names = [f"{role.title} ({role.key})" for role in roles[:_MOST_NAMED]]
    more = len(roles) - len(names)
    return ", ".join(names) + (f" and {more} more: see `roleassistant roles`" if more else "")
