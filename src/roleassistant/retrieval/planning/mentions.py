"""The roles that a question mentions, by their own names or by those of their levels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from roleassistant.domain import Level
from roleassistant.indexing.chunks import Role
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.cues import compares
from roleassistant.retrieval.levels import Span
from roleassistant.retrieval.names import RoleNames
from roleassistant.retrieval.plan import RoleMention
from roleassistant.retrieval.planning.bearers import Bearers, with_levels
from roleassistant.retrieval.planning.rungs import Rungs
from roleassistant.retrieval.topic import within
from roleassistant.retrieval.words import Token, fold, tokens


class Mentions:
    """Finds the mentions of the roles of one index."""

    def __init__(
        self, generation: Generation, names: RoleNames, rungs: Rungs, bearers: Bearers
    ) -> None:
        self._names, self._rungs, self._bearers = names, rungs, bearers
        self._roles: Mapping[str, Role] = {role.key: role for role in generation.roles}
        # "Principal Scientist", said of a level of one role alone, names the role as well.
        keys_of: dict[str, set[str]] = defaultdict(set)
        for name, key in generation.level_name_bearers():
            keys_of[fold(name)].add(key)
        self._naming = {
            name: min(keys)
            for name, keys in keys_of.items()
            if len(keys) == 1 and name in rungs.called and len(tokens(name)) > 1
        }

    def found(
        self, question: str, spoken: Sequence[Token], levels: Sequence[Level]
    ) -> list[RoleMention]:
        """The roles that are named: those that have a level that is said, where any has, and beside
        them those that stand right behind a rung of their own ("vs senior planner").

        "P5 field sales manage a team" is about a P ladder, and about no Field Sales Manager.
        """
        on_level = {key for level in levels for key in self._bearers.of(level)}
        every = self._names.mentions(question, spoken)
        if not on_level:
            return list(every)
        fitting = self._names.mentions(question, spoken, on_level)
        if not fitting:
            return list(every)
        keys = {m.role.key for m in fitting}
        apart = [
            m
            for m in every
            if m.role.key not in keys
            and all(m.end <= other.start or m.start >= other.end for other in fitting)
            and self._rung_before(m, spoken) in m.role.described_levels
        ]
        return sorted((*fitting, *apart), key=lambda m: m.start)

    def _rung_before(self, mention: RoleMention, spoken: Sequence[Token]) -> Level | None:
        """The rung ("Senior") whose name stands right before that of a role, if any does."""
        before = [t for t in spoken if t.end <= mention.start]
        return self._rungs.named_by(before[-1].text) if before else None

    def bearing_name(
        self, question: str, spans: Sequence[Span], named: Sequence[RoleMention]
    ) -> tuple[RoleMention, ...]:
        """The roles that names of levels are of, where levels were named so: none is meant beside
        a role that is named itself, unless things are set side by side."""
        keys = {mention.role.key for mention in named}
        found: dict[str, RoleMention] = {}
        for start, end in spans:
            said = question[start:end]
            key = self._naming.get(fold(said)) or self._naming.get(fold(said).removesuffix("s"))
            if key is not None and key not in keys:
                found.setdefault(key, RoleMention(self._roles[key], said, said, 1.0, start, end))
        if (named or len(found) > 1) and not compares(fold(question)):
            return ()
        return tuple(found.values())

    def beside_a_level(
        self,
        question: str,
        spoken: Sequence[Token],
        named: Sequence[RoleMention],
        levels: Sequence[Level],
    ) -> tuple[RoleMention, ...]:
        """The role that half a name means beside a level that no role named has: the "signalling"
        of "how far is E3 signalling from a senior planner"."""
        spans = [(m.start, m.end) for m in named]
        rest = [t for t in spoken if not within(t, spans)]
        rungs = [rung for t in rest if (rung := self._rungs.named_by(t.text)) is not None]
        said = [*levels, *rungs]
        left = [x for x in said if not any(x in m.role.described_levels for m in named)]
        if not named or not left or not compares(fold(question)):
            return ()
        partly = with_levels(self._names.partly(question, rest), left)
        best = max((m.score for m in partly), default=0.0)
        found = {m.role.key: m for m in partly if m.score == best}
        return tuple(found.values()) if len(found) == 1 else ()
