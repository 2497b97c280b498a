"""A turn that sets side by side what was talked about before."""

from __future__ import annotations

from roleassistant.answering.conversation import cues
from roleassistant.answering.conversation.following.kinds import COMPARISONS, OF_A_PAGE
from roleassistant.answering.conversation.following.named import is_beside_role
from roleassistant.answering.conversation.following.talk import Talk, still_at
from roleassistant.answering.conversation.following.understood import Lost, Understood
from roleassistant.answering.conversation.saying import of_roles
from roleassistant.answering.conversation.thread import Asked
from roleassistant.retrieval.plan import Intent, Plan


def joined(talk: Talk, *, comparing: bool) -> Understood | None:
    """The last two that were talked about, together; None where they are one."""
    if len(talk.thread.asked) < 2:
        return None
    one, other = talk.thread.asked[-2:]
    roles = list(dict.fromkeys([*talk.roles_of(one), *talk.roles_of(other)]))
    same_role = set(talk.roles_of(one)) == set(talk.roles_of(other))
    labels = dict.fromkeys((*one.levels, *other.levels))
    if not same_role:
        labels = dict.fromkeys(set(one.levels) & set(other.levels) or other.levels)
    levels = talk.levels_of(sorted(labels), roles)
    if same_role and set(one.levels) == set(other.levels):
        return None
    if not comparing:
        return talk.question(other.frame, other.intent, roles, levels, carried=True)
    if same_role:
        return talk.question("compare", Intent.COMPARE_LEVELS, roles, levels, carried=True)
    shared = talk.shared(levels, roles)
    return talk.question("compare", Intent.COMPARE_ROLES, roles, shared, carried=True)


def compared(talk: Talk, base: Asked, together: bool) -> Understood | None:
    """The roles or levels of the last question beside each other, where it has several."""
    roles = talk.roles_of(base)
    levels = talk.levels_of(base.levels, roles)
    if not together or max(len(roles), len(levels)) < 2:
        return None
    intent = Intent.COMPARE_ROLES if len(roles) > 1 else Intent.COMPARE_LEVELS
    return talk.question("compare", intent, roles, levels, carried=True)


def of_levels_before(
    talk: Talk, base: Asked, turn: str, first: bool, count: int
) -> Understood | Lost:
    """ "the first two levels I asked about": those of the role that is talked about."""
    roles = talk.roles_of(base)
    asked = [a for a in talk.thread.asked if set(talk.roles_of(a)) <= set(roles)]
    labels = list(dict.fromkeys(label for one in asked for label in one.levels))
    if not roles or len(labels) < count:
        return Lost("which levels are meant? Name them")
    chosen = labels[:count] if first else labels[-count:]
    intent = Intent.COMPARE_LEVELS if cues.compares(turn) or cues.sets_apart(turn) else None
    frame = "compare" if intent else base.frame
    return talk.question(frame, intent, roles, talk.levels_of(chosen, roles), carried=True)


def beside(talk: Talk, base: Asked, plan: Plan, other: str) -> Understood:
    """ "compare it with sales engineering": what was talked about, and another role."""
    roles = [*talk.roles_of(base), other]
    held = talk.levels_of(base.levels or base.found_levels, roles)
    of_their_own = plan.intent in (Intent.SKILLS, *OF_A_PAGE)
    if of_their_own:
        return still_at(base, talk.question(plan.frame, None, roles, (), carried=True))
    levels = talk.shared(held, roles)
    if plan.levels and len(held) == 1 and is_beside_role(plan):
        levels = (held[0], plan.levels[0])
    elif plan.levels:
        levels = talk.shared(plan.levels, roles)
    meant = talk.question("compare", Intent.COMPARE_ROLES, roles, levels, carried=True)
    return meant if levels else still_at(base, meant)


def all_that_changes(talk: Talk, base: Asked) -> Understood | Lost:
    """ "what else changes?": the whole comparison, where it was of a part."""
    roles = talk.roles_of(base)
    levels = talk.levels_of(base.levels, roles)
    before = talk.planner.plan(base.frame, of_roles=roles, at_levels=levels)
    whole = not before.dimensions and before.attribute is None and not before.words
    if base.intent in COMPARISONS and whole:
        titles = [role for key in roles if (role := talk.role(key)) is not None]
        return Lost(
            f"that was all that the profiles set apart for {of_roles(titles, levels)}; "
            f"what they say of skills, aliases and provenance can be asked for"
        )
    intent = base.intent if base.intent in COMPARISONS else Intent.COMPARE_LEVELS
    return talk.question("compare", intent, roles, levels, carried=True)
