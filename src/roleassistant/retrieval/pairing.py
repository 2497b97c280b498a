"""Roles that are each asked about at a level of their own: which level belongs to which."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from roleassistant.domain import Level
from roleassistant.retrieval.levels import Span
from roleassistant.retrieval.plan import RoleMention

Place = tuple[str, Level]


def placed(
    mentions: Sequence[RoleMention], levels: Sequence[tuple[Level, Span]]
) -> tuple[Place, ...]:
    """Each role (its key) with the level that stands nearest to its name and that it has.

    `levels` are those that the question says, and where. None are given unless two roles or more
    are named, each has exactly one of the levels, and no level is left over: what is said of one
    level for all roles, or of two for each ("recruiter and partner at P3 and P4"), is no pairing.
    """
    named = {m.role.key: m for m in mentions if m.start >= 0}
    if len(named) < 2 or len(levels) < len(named):
        return ()
    either = all(level in m.role.described_levels for level, _ in levels for m in named.values())
    if either and not _alternate([m.start for m in named.values()], [s[0] for _, s in levels]):
        return ()
    found: dict[str, Level] = {}
    pairs = sorted(
        (_apart(span, (m.start, m.end)), span[0], key, level)
        for level, span in levels
        for key, m in named.items()
        if level in m.role.described_levels
    )
    taken: set[int] = set()
    for _, start, key, level in pairs:
        if key not in found and start not in taken:
            found[key] = level
            taken.add(start)
    whole = len(found) == len(named) and len(taken) == len({span[0] for _, span in levels})
    return tuple((key, found[key]) for key in named) if whole else ()


def _alternate(roles: Sequence[int], levels: Sequence[int]) -> bool:
    """Whether role and level are said in turns, by the places where they begin."""
    said = sorted([*((at, "role") for at in roles), *((at, "level") for at in levels)])
    return all(one != other for (_, one), (_, other) in pairwise(said))


def _apart(one: Span, other: Span) -> int:
    """How many characters lie between two stretches; 0 where they touch or overlap."""
    return max(0, other[0] - one[1], one[0] - other[1])
