"""The roles next to a role, as its pages list them."""

from __future__ import annotations

from roleassistant.answering.draft import Draft, DraftFact, DraftFacts, abstain
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.answering.wording import listed
from roleassistant.domain import SectionKind
from roleassistant.domain.answer import Heading
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.plan import Plan


def compose(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    chosen = [
        chunk
        for chunk in evidence.of(role, SectionKind.ADJACENT_ROLES)
        if not plan.levels or any(level in chunk.page_levels for level in plan.levels)
    ]
    where = f" at {listed([str(x) for x in plan.levels], 'or')}" if plan.levels else ""
    if not chosen:
        return abstain(
            f"the pages of {role.title}{where} list no adjacent roles",
            suggestions_for(role, evidence, plan),
        )
    facts = tuple(
        DraftFact(c.statement.text, (c,), f"for {listed([str(x) for x in c.page_levels])}")
        for c in chosen
    )
    return Draft(
        (Heading(f"Adjacent roles of {role.title}{where}"), DraftFacts(facts)),
        suggestions=suggestions_for(role, evidence, plan),
    )
