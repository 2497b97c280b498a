"""A plan → a draft: one module per kind of answer, one table that says which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from roleassistant.answering.compose import (
    adjacent_roles,
    aliases,
    compare_levels,
    compare_roles,
    find_level,
    level_criteria,
    list_roles,
    lookup,
    promotion_gap,
    provenance,
    self_placement,
    skills,
)
from roleassistant.answering.compose.unclear import (
    ask_which_level,
    ask_which_role,
    beyond_quoting,
    by_title,
    no_such_level,
    off_topic,
)
from roleassistant.answering.draft import Draft
from roleassistant.answering.evidence import Evidence
from roleassistant.domain.answer import Heading
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.plan import Intent, Plan

OfRole = Callable[[Plan, Role, Evidence], Draft]
OfPlan = Callable[[Plan, Evidence], Draft]

_OF_ROLE: dict[Intent, OfRole] = {
    Intent.COMPARE_LEVELS: compare_levels.compose,
    Intent.PROMOTION_GAP: promotion_gap.compose,
    Intent.LEVEL_CRITERIA: level_criteria.compose,
    Intent.LOOKUP: lookup.compose,
    Intent.SKILLS: skills.compose,
    Intent.ALIASES: aliases.compose,
    Intent.PROVENANCE: provenance.compose,
    Intent.ADJACENT_ROLES: adjacent_roles.compose,
}
_OF_PLAN: dict[Intent, OfPlan] = {
    Intent.COMPARE_ROLES: compare_roles.compose,
    Intent.FIND_LEVEL: find_level.compose,
    Intent.SELF_PLACEMENT: self_placement.compose,
    Intent.LIST_ROLES: list_roles.compose,
    Intent.OFF_TOPIC: off_topic,
}


def compose(plan: Plan, evidence: Evidence) -> Draft:
    """The draft for a plan. What cannot be answered comes back with its reason."""
    missing = no_such_level(plan, evidence)
    if missing is not None:
        return missing
    if plan.beyond is not None:
        return beyond_quoting(plan, evidence)
    if plan.seniority is not None and plan.intent in _OF_ROLE:
        titled = by_title(plan, evidence)
        if titled is None:
            return ask_which_level(plan, evidence)
        plan = titled
    if plan.intent is Intent.ADJACENT_ROLES and len({m.start for m in plan.roles}) > 1:
        return adjacent_roles.between(plan, evidence)
    if plan.intent in _OF_PLAN:
        return _OF_PLAN[plan.intent](plan, evidence)
    if plan.candidates:
        return lookup.recorded_nowhere(plan, evidence) or ask_which_role(plan, evidence)
    if not plan.roles:
        return _without_role(plan, evidence)
    # Each role answers for itself: what is searched for one is not to be found with another.
    drafts = [
        _OF_ROLE[plan.intent](replace(plan, roles=(mention,)), mention.role, evidence)
        for mention in plan.roles
    ]
    return drafts[0] if len(drafts) == 1 else _side_by_side(plan, drafts)


def _without_role(plan: Plan, evidence: Evidence) -> Draft:
    if plan.intent is Intent.LOOKUP:
        return lookup.anywhere(plan, evidence)
    if plan.intent is Intent.LEVEL_CRITERIA and plan.levels:
        return level_criteria.of_every_role(plan, evidence) or ask_which_role(plan, evidence)
    if plan.intent is Intent.SKILLS and plan.term is not None:
        return skills.define_anywhere(plan, evidence)
    return ask_which_role(plan, evidence)


def _side_by_side(plan: Plan, drafts: list[Draft]) -> Draft:
    """Several roles that the question names, or that bear the same title: one after the other."""
    answered = [
        (mention, draft)
        for mention, draft in zip(plan.roles, drafts, strict=True)
        if draft.reason is None
    ]
    if not answered:
        return drafts[0]
    return Draft(
        blocks=tuple(
            block
            for mention, draft in answered
            for block in (Heading(f"{mention.role.title} ({mention.role.key})"), *draft.blocks)
        ),
        suggestions=tuple(dict.fromkeys(s for _, draft in answered for s in draft.suggestions)),
        about=tuple(place for _, draft in answered for place in draft.about),
    )
