"""How a question as it was understood is said in words."""

from __future__ import annotations

from collections.abc import Sequence

from roleassistant.answering.wording import listed
from roleassistant.domain import Level
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.plan import Intent, Plan

_MOST_TITLES = 3
_WHOLE = {
    Intent.SKILLS: "skills",
    Intent.ALIASES: "title aliases",
    Intent.ADJACENT_ROLES: "adjacent roles",
    Intent.PROVENANCE: "provenance",
    Intent.LIST_ROLES: "levels",
    Intent.COMPARE_LEVELS: "what separates the levels",
}


def understood_as(plan: Plan) -> str:
    """ "P3 of Account Executive / Field Sales: years of experience"; empty where nothing was."""
    if plan.intent is Intent.OFF_TOPIC:
        return ""
    if plan.intent is Intent.LIST_ROLES and (plan.implied_role or not plan.roles):
        return "the roles of the index"
    return ": ".join(part for part in (subject(plan), _about(plan)) if part)


def in_words(question: str, plan: Plan) -> str:
    """A turn as it was typed, with what it leaves to the conversation: "and P3? (P3 of …)"."""
    understood = understood_as(plan)
    return question if plan.question == question or not understood else f"{question} ({understood})"


def subject(plan: Plan) -> str:
    """The levels and roles that a question is about."""
    return of_roles([mention.role for mention in plan.roles], plan.levels)


def of_roles(roles: Sequence[Role], levels: Sequence[Level]) -> str:
    """ "P4 and P5 of Sales Engineer / Pre-Sales"."""
    titles = list(dict.fromkeys(role.title for role in roles))
    shown = titles if len(titles) <= _MOST_TITLES else [f"{len(titles)} roles"]
    rungs = listed([str(level) for level in sorted(levels)])
    return " of ".join(part for part in (rungs, listed(shown)) if part)


def _about(plan: Plan) -> str:
    if plan.intent is Intent.SELF_PLACEMENT:
        return "held against what you told"
    if plan.intent is Intent.PROMOTION_GAP:
        return "what the level asks for"
    if plan.attribute is not None:
        return plan.attribute.label
    if plan.dimensions:
        return listed(list(plan.dimensions[:3]))
    if plan.term is not None:
        return plan.term
    if plan.intent in _WHOLE:
        return _WHOLE[plan.intent]
    said = plan.said(plan.words)
    return f"“{said}”" if said and plan.intent in (Intent.LOOKUP, Intent.FIND_LEVEL) else ""
