"""A turn that is a question of its own, of what was talked about or of something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roleassistant.answering.conversation import cues
from roleassistant.answering.conversation.following.carrying import Carries, carries
from roleassistant.answering.conversation.following.comparing import beside
from roleassistant.answering.conversation.following.kinds import (
    COMPARISONS,
    OF_A_PAGE,
    OF_ANY_LEVEL,
)
from roleassistant.answering.conversation.following.named import among_candidates, roles_named
from roleassistant.answering.conversation.following.talk import Talk, still_at
from roleassistant.answering.conversation.following.understood import Lost, Understood
from roleassistant.answering.conversation.thread import Asked
from roleassistant.domain import Level
from roleassistant.retrieval.plan import Intent, Plan


def of_its_own(talk: Talk, base: Asked, turn: str, plan: Plan) -> Understood | Lost:
    """The question of a turn, of the roles and levels of before where it leaves them open."""
    roles = talk.roles_of(base)
    named = roles_named(plan)
    if named or (plan.candidates and not set(among_candidates(plan)) & set(roles)):
        one_more = len(named) == 1 and named[0] not in roles and len(plan.levels) < 2
        follows = cues.refers_back(turn) or cues.may_refer_back(turn) or cues.continues(turn)
        if roles and one_more and cues.compares(turn) and (follows or not plan.words):
            return beside(talk, base, plan, named[0])
        return talk.alone(plan)
    if not roles:
        return talk.alone(plan)
    carried = carries(talk, plan, turn, roles)
    if carried is Carries.NOT:
        return talk.alone(plan)
    said = talk.levels_said(turn, plan, roles)
    if cues.compares(turn) and len(said) == 1 and base.levels:
        known = talk.levels_of(base.levels, roles)
        said = tuple(dict.fromkeys((*known, *said)))
        return talk.question("compare", Intent.COMPARE_LEVELS, roles, said, carried=True)
    levels = said
    if not said and plan.intent not in OF_ANY_LEVEL:
        levels = talk.levels_of(base.levels or base.found_levels, roles)
    intent = _narrows(talk, base, plan, roles, levels)
    if intent is None and plan.intent is Intent.LOOKUP and not cues.compares(turn):
        intent = Intent.LOOKUP
    meant = talk.question(plan.frame, intent, roles, levels, carried=True)
    if not levels:
        meant = still_at(base, meant)
    if carried is Carries.PERHAPS:
        return replace(meant, otherwise=talk.alone(plan))
    if not said and meant.plan.intent in OF_A_PAGE and levels:
        return replace(meant, otherwise=talk.question(plan.frame, None, roles, (), carried=True))
    return meant


def _narrows(
    talk: Talk, base: Asked, plan: Plan, roles: Sequence[str], levels: Sequence[Level]
) -> Intent | None:
    """A comparison goes on where the turn only says what of it is of interest."""
    if base.intent not in COMPARISONS or plan.levels:
        return None
    meant = talk.planner.plan(plan.frame, of_roles=roles, at_levels=levels)
    compared = meant.attribute is not None and meant.attribute.dimension is not None
    if meant.intent is Intent.LOOKUP and (compared or (meant.dimensions and not meant.attribute)):
        return Intent(base.intent)
    return None
