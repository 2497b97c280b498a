"""Which roles of an index have a level that is asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from roleassistant.domain import ALL_ROLES, Level
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.plan import RoleMention


class Bearers:
    """The roles by their levels, looked up for every question: an index of a thousand roles is not
    gone through each time."""

    def __init__(self, roles: Sequence[Role]) -> None:
        self._keys = dict.fromkeys(role.key for role in roles)
        self._of_all_roles = {role.key for role in roles if role.focus == ALL_ROLES}
        self._with: dict[Level, dict[str, None]] = defaultdict(dict)
        for role in roles:
            for level in role.described_levels:
                self._with[level][role.key] = None

    def of(self, level: Level) -> Collection[str]:
        """The keys of the roles that have `level`; a bare number fits them all."""
        bare = not level.track and level.label.isdigit()
        return self._keys if bare else self._with.get(level, ())

    def of_all(self, levels: Sequence[Level]) -> list[str]:
        """The keys of the roles that have all of `levels`, in the order of the index."""
        sets = sorted((self.of(level) for level in levels), key=len)
        if not sets:
            return list(self._keys)
        found = [key for key in sets[0] if all(key in other for other in sets[1:])]
        # What is of no role is of all of them, and is not meant where one has the levels.
        own = [key for key in found if key not in self._of_all_roles]
        return own if len(own) == 1 else found


def roles_over_others(roles: Sequence[Role]) -> dict[str, Role]:
    """The key of a role → what its house says of all roles, where that has levels of it."""
    common = {role.family: role for role in roles if role.focus == ALL_ROLES}
    found = {role.key: common.get(role.family) for role in roles if role.focus != ALL_ROLES}
    levels = {role.key: set(role.described_levels) for role in roles}
    return {k: r for k, r in found.items() if r is not None and levels[k] & levels[r.key]}


def with_levels(
    mentions: Sequence[RoleMention], levels: Sequence[Level]
) -> tuple[RoleMention, ...]:
    """The mentions whose role has the levels asked for: with "M4 sales" no P ladder is meant."""
    return tuple(m for m in mentions if _has(m.role, levels))


def with_one_of(
    mentions: Sequence[RoleMention], levels: Sequence[Level]
) -> tuple[RoleMention, ...]:
    """The mentions whose role has one of several levels: each role may be meant at its own."""
    return tuple(m for m in mentions if any(x in m.role.described_levels for x in levels))


def _has(role: Role, levels: Sequence[Level]) -> bool:
    return all(
        level in role.described_levels
        for level in levels
        if level.track or not level.label.isdigit()
    )
