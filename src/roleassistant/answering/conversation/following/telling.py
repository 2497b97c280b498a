"""A turn in which the asker tells of themselves, or asks what they lack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roleassistant.answering.conversation import cues
from roleassistant.answering.conversation.following.named import names_something, roles_named
from roleassistant.answering.conversation.following.talk import Talk, lasting
from roleassistant.answering.conversation.following.understood import Lost, Understood
from roleassistant.answering.conversation.thread import Asked
from roleassistant.answering.wording import level_range
from roleassistant.retrieval.plan import Intent, Plan


def is_told(talk: Talk, turn: str, plan: Plan) -> bool:
    """Whether the asker tells of themselves, rather than asking of a role."""
    if plan.intent is Intent.SELF_PLACEMENT:
        return True
    if cues.tells(turn) and plan.intent is not Intent.PROMOTION_GAP:
        return True
    base = talk.thread.last
    if names_something(plan):
        return False
    if talk.thread.told and plan.intent is Intent.FIND_LEVEL and not plan.words:
        return True  # "what level is that?"
    placing = base is not None and base.intent == Intent.SELF_PLACEMENT
    return placing and not cues.asks(turn)


def placed(talk: Talk, turn: str, plan: Plan) -> Understood:
    """All that the asker told in this thread, held against the levels."""
    base = talk.thread.last
    named = roles_named(plan)
    before = talk.roles_of(base) if base is not None and not plan.candidates else []
    tells = bool(plan.words) or plan.attribute is not None
    told = ". ".join((*talk.thread.told, turn) if tells else talk.thread.told) or turn
    gap = base is not None and base.intent == Intent.PROMOTION_GAP
    if base is not None and gap and cues.tells(turn):
        levels = talk.levels_of(base.levels, before)
        meant = talk.question(told, base.intent, named or before, levels, carried=True)
        return replace(meant, told=turn if tells else None)
    meant = _held_against_levels(talk, told, named or before)
    if not before or named or talk.thread.told:
        return replace(meant, told=turn if tells else None, carried=bool(talk.thread.told))
    otherwise = replace(_held_against_levels(talk, told, ()), told=turn if tells else None)
    return replace(meant, told=otherwise.told, carried=True, otherwise=otherwise)


def _held_against_levels(talk: Talk, told: str, roles: Sequence[str]) -> Understood:
    plan = talk.planner.plan(told, of_roles=roles)
    plan = lasting(replace(plan, levels=()), Intent.SELF_PLACEMENT)
    keys = tuple(dict.fromkeys(m.role.key for m in plan.roles))
    return Understood(plan, Asked(told, Intent.SELF_PLACEMENT, keys))


def what_is_missing(talk: Talk, base: Asked, plan: Plan) -> Understood | Lost:
    """What the asker told, held against the level that was talked about."""
    roles = roles_named(plan) or talk.roles_of(base)
    role = talk.role(roles[0]) if roles else None
    levels = talk.levels_of(base.levels or base.found_levels, roles)
    if role is None or not levels:
        of = f"? {role.title} has {level_range(role.described_levels)}" if role else "?"
        return Lost(f"what is missing for which level{of}")
    told = ". ".join(talk.thread.told)
    return talk.question(told, Intent.PROMOTION_GAP, roles, levels, carried=True)
