"""What every turn is understood from, the thread, the planner and the profiles: what they know of
the roles and levels talked about, and the whole question of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from roleassistant.answering.conversation import cues
from roleassistant.answering.conversation.following.kinds import LASTING, OF_A_ROLE
from roleassistant.answering.conversation.following.named import roles_named
from roleassistant.answering.conversation.following.understood import Lost, Understood
from roleassistant.answering.conversation.thread import Asked, Thread
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.wording import level_range
from roleassistant.domain import InvalidLevel, Level, SectionKind
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.plan import Intent, Plan
from roleassistant.retrieval.planner import Planner
from roleassistant.retrieval.words import stems


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation up to now, over the profiles of one index."""

    thread: Thread
    planner: Planner
    evidence: Evidence

    def question(
        self,
        frame: str,
        intent: str | None,
        roles: Sequence[str],
        levels: Sequence[Level],
        *,
        carried: bool,
    ) -> Understood:
        """The question of `frame`, of these roles and levels; `intent` for one that lasts."""
        plan = self.planner.plan(frame, of_roles=roles, at_levels=levels)
        plan = lasting(plan, intent)
        keys = tuple(dict.fromkeys(m.role.key for m in plan.roles))
        asked = Asked(frame, plan.intent, keys, tuple(str(level) for level in levels))
        return Understood(plan, asked, carried)

    def again(self, asked: Asked) -> Understood:
        """What was asked before, asked once more."""
        roles = self.roles_of(asked)
        return self.question(
            asked.frame, asked.intent, roles, self.levels_of(asked.levels, roles), carried=True
        )

    def alone(self, plan: Plan) -> Understood:
        """A question that stands by itself."""
        if plan.intent in (Intent.OFF_TOPIC, Intent.LIST_ROLES):
            return Understood(plan, None)
        roles = tuple(dict.fromkeys(m.role.key for m in plan.roles))
        levels = tuple(str(level) for level in plan.levels)
        told = plan.question if plan.intent is Intent.PROMOTION_GAP else None
        told = told if told is not None and cues.speaks_of_self(told) else None
        return Understood(plan, Asked(plan.frame, plan.intent, roles, levels), told=told)

    def role(self, key: str) -> Role | None:
        """The role of a key, None where the index no longer has it."""
        try:
            return self.evidence.generation.role(key)
        except KeyError:
            return None

    def roles_of(self, asked: Asked) -> list[str]:
        """The roles of a question that are still in the index, or those that its answer found."""
        return [k for k in asked.roles or asked.found_roles if self.role(k) is not None]

    def called(self, key: str) -> set[str]:
        """The stems of the names of a role."""
        every = self.evidence.generation.names
        names = [n.text for n in every if n.role == key and n.kind != "code"]
        return {word for name in names for word in stems(name)}

    def levels_of(
        self, labels: Sequence[str] | dict[str, None], roles: Sequence[str]
    ) -> tuple[Level, ...]:
        """The levels behind labels: those of `roles`, of no roles those of all."""
        rungs = {
            str(level): level
            for role in self.evidence.generation.roles
            if not roles or role.key in roles
            for level in role.described_levels
        }
        return tuple(level for x in labels if (level := rungs.get(x) or _parsed(x)) is not None)

    def levels_said(self, turn: str, plan: Plan, roles: Sequence[str]) -> tuple[Level, ...]:
        """The levels that the turn names; a bare number is one of the ladder of `roles`."""
        if not plan.levels or roles_named(plan) or not roles:
            return plan.levels
        return self.planner.plan(turn, of_roles=roles).levels

    def carried_levels(
        self, base: Asked, labels: Sequence[str], roles: Sequence[str]
    ) -> tuple[Level, ...]:
        """The levels of before, where the roles have them or the question is about levels."""
        levels = self.levels_of(labels, ())
        if base.intent == Intent.COMPARE_ROLES:
            return self.shared(levels, roles)
        if self.levels_fit(levels, roles) or base.intent in OF_A_ROLE - {Intent.SKILLS}:
            return levels
        return ()

    def levels_fit(self, levels: Sequence[Level], roles: Sequence[str]) -> bool:
        """Whether one of `roles` has the levels, or no role of the index has."""
        every = self.evidence.generation.roles
        having = {r.key for r in every if any(x in r.described_levels for x in levels)}
        return bool(having & set(roles)) or not having

    def shared(self, levels: Sequence[Level], roles: Sequence[str]) -> tuple[Level, ...]:
        """The levels that all of `roles` have."""
        ladders = [role.described_levels for key in roles if (role := self.role(key)) is not None]
        return tuple(level for level in levels if all(level in ladder for ladder in ladders))

    def lacking(self, intent: str, roles: Sequence[str], levels: Sequence[Level]) -> Lost | None:
        """Of roles side by side, the one that lacks the level at which they are to be."""
        if intent != Intent.COMPARE_ROLES or len(levels) != 1:
            return None
        for role in (self.role(key) for key in roles):
            if role is not None and levels[0] not in role.described_levels:
                ladder = level_range(role.described_levels)
                return Lost(f"no such level: {levels[0]}; {role.title} has {ladder}")
        return None


def still_at(base: Asked, meant: Understood) -> Understood:
    """A question that is asked of no level leaves the level that was talked about as it is."""
    assert meant.asked is not None
    return replace(meant, asked=replace(meant.asked, found_levels=base.levels or base.found_levels))


def lasting(plan: Plan, intent: str | None) -> Plan:
    """`plan`, doing what was done before where that goes on."""
    if intent is None or intent == plan.intent:
        return plan
    # Two levels that were talked about do not make a search for something a comparison.
    searches = intent == Intent.LOOKUP and plan.intent is Intent.COMPARE_LEVELS and plan.words
    if Intent(intent) not in LASTING and not searches:
        return plan
    if intent == Intent.COMPARE_ROLES and len(plan.roles) < 2:
        return plan
    duties = plan.sections == (SectionKind.RESPONSIBILITIES,)
    return replace(plan, intent=Intent(intent), sections=plan.sections if duties else ())


def _parsed(label: str) -> Level | None:
    try:
        return Level.parse(label)
    except InvalidLevel:
        return None
