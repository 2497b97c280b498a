"""How many: the number of what is listed, above the list that it was counted from."""

from __future__ import annotations

from dataclasses import replace

from roleassistant.answering.draft import Draft, DraftFacts
from roleassistant.domain import SectionKind
from roleassistant.domain.answer import Remark
from roleassistant.retrieval.plan import Intent, Plan

_COUNTED = {
    Intent.SKILLS: ("skill", "skills"),
    Intent.ALIASES: ("title alias", "title aliases"),
    Intent.ADJACENT_ROLES: ("adjacent role", "adjacent roles"),
}


def counted(plan: Plan, draft: Draft) -> Draft:
    """`draft` under its number, where what it lists is what the question counts."""
    noun = _COUNTED.get(plan.intent)
    if plan.intent is Intent.LEVEL_CRITERIA and SectionKind.RESPONSIBILITIES in plan.sections:
        noun = ("responsibility", "responsibilities")
    if noun is None or draft.reason is not None or plan.attribute is not None:
        return draft
    number = sum(len(block.items) for block in draft.blocks if isinstance(block, DraftFacts))
    if not number:
        return draft
    return replace(draft, blocks=(Remark(f"{number} {noun[number > 1]}."), *draft.blocks))
