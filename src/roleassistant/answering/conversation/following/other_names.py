"""A turn that asks the same of others: "and P3?", "and for managers?", "the level above"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roleassistant.answering.conversation import cues
from roleassistant.answering.conversation.following.named import among_candidates, roles_named
from roleassistant.answering.conversation.following.talk import Talk, lasting
from roleassistant.answering.conversation.following.understood import Lost, Understood
from roleassistant.answering.conversation.thread import Asked
from roleassistant.answering.wording import level_range
from roleassistant.domain import Level
from roleassistant.retrieval.plan import Intent, Plan
from roleassistant.retrieval.words import stem


def same_of_others(
    talk: Talk, base: Asked, turn: str, plan: Plan, corrects: bool, refused: str | None
) -> Understood | Lost:
    """ "and P3?", "and for account managers?": the question before, of other names."""
    named = roles_named(plan) or [k for k in among_candidates(plan) if k in base.roles]
    if not named and plan.candidates:
        asked = Asked(base.frame, base.intent, (), base.levels)
        open_plan = talk.planner.plan(base.frame, at_levels=talk.levels_of(base.levels, ()))
        meant = replace(open_plan, roles=(), candidates=plan.candidates)
        return Understood(lasting(meant, base.intent), asked, carried=True)
    before = [k for k in talk.roles_of(base) if not _is_refused(talk, k, refused)]
    joins = not corrects and base.intent == Intent.COMPARE_ROLES
    roles = list(dict.fromkeys([*before, *named])) if joins else named or before
    said = talk.levels_said(turn, plan, roles)
    if not roles and talk.thread.choices:
        return _still_open(talk, base, said)
    if not said:
        kept = [x for x in base.levels if x.casefold() != (refused or "").casefold()]
        levels = talk.carried_levels(base, kept, roles)
    else:
        levels = _with_before(talk, base, said, corrects, refused)
    intent = base.intent
    if lacking := talk.lacking(intent, roles, levels):
        return lacking
    if said and intent == Intent.SELF_PLACEMENT:
        intent = Intent.PROMOTION_GAP  # what was told, held against one level
    return talk.question(base.frame, intent, roles, levels, carried=True)


def _still_open(talk: Talk, base: Asked, levels: Sequence[Level]) -> Understood:
    """A level was named where a role was asked for: the choice is still to be made."""
    plan = talk.planner.plan(base.frame, of_roles=talk.thread.choices, at_levels=levels)
    asked = Asked(base.frame, base.intent, (), tuple(str(level) for level in levels))
    return Understood(replace(plan, roles=(), candidates=plan.roles), asked, carried=True)


def _with_before(
    talk: Talk, base: Asked, said: Sequence[Level], corrects: bool, refused: str | None
) -> tuple[Level, ...]:
    """The levels of a follow-up: one more joins a comparison, and else replaces what was."""
    before = [x for x in base.levels if x.casefold() != (refused or "").casefold()]
    known = talk.levels_of(before, talk.roles_of(base))
    if len(said) > 1 or len(base.levels) < 2:
        return tuple(said)
    if base.intent == Intent.PROMOTION_GAP:
        below = [level for level in known if level < said[0]]
        return (max(below), said[0]) if below else tuple(said)
    if base.intent != Intent.COMPARE_LEVELS:
        return tuple(said)
    if corrects and refused is None:
        known = known[:-1] if len(known) == 2 else ()
    return tuple(dict.fromkeys((*known, *said)))


def _is_refused(talk: Talk, key: str, refused: str | None) -> bool:
    return refused is not None and stem(refused.casefold()) in talk.called(key)


def stepped(talk: Talk, base: Asked, step: int, rest: str) -> Understood | Lost:
    """ "the level above": from the levels that were talked about, on the role's own ladder."""
    plan = talk.planner.plan(rest)
    roles = roles_named(plan) or talk.roles_of(base)
    role = talk.role(roles[0]) if roles else None
    if role is None:
        return Lost("of which role? Name the role and the level")
    ladder = sorted(role.described_levels)
    held = [x for x in talk.levels_of(base.levels or base.found_levels, roles) if x in ladder]
    if not held:
        return Lost(
            f"from which level? {role.title} has {level_range(ladder)}"
            if ladder
            else f"{role.title} names no levels"
        )
    start = max(held) if step > 0 else min(held)
    at = ladder.index(start) + step
    if not 0 <= at < len(ladder):
        end = "highest" if step > 0 else "lowest"
        edge = ladder[-1] if step > 0 else ladder[0]
        return Lost(f"{edge} is the {end} level of {role.title}: it has {level_range(ladder)}")
    if cues.only_names(plan.frame):
        levels = _with_before(talk, base, [ladder[at]], corrects=False, refused=None)
        if lacking := talk.lacking(base.intent, roles, levels):
            return lacking
        return talk.question(base.frame, base.intent, roles, levels, carried=True)
    return talk.question(plan.frame, None, roles, (ladder[at],), carried=True)
