"""What a role is also called."""

from __future__ import annotations

from roleassistant.answering.draft import Draft, DraftFact, DraftFacts, abstain
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.answering.wording import at_level, level_range, listed
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.domain.answer import Heading
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.names import WHOLE
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import LIGHT_STEMS, stems


def by_which(plan: Plan, evidence: Evidence) -> DraftFacts | None:
    """The alias by which a question names its one role, where it asks nothing besides."""
    alias = plan.roles[0] if len(plan.roles) == 1 else None
    if alias is None or alias.kind != "alias" or alias.score < WHOLE or plan.sections == _DUTIES:
        return None
    if [word for word in plan.words if word not in LIGHT_STEMS]:
        return None
    said = stems(alias.name)
    facts = tuple(
        DraftFact(
            chunk.statement.text,
            (chunk,),
            f"{alias.role.title} — {listed([str(x) for x in chunk.page_levels])} · Title alias",
        )
        for chunk in evidence.of(alias.role, SectionKind.TITLE_ALIASES, kinds=(StatementKind.TERM,))
        if stems(chunk.statement.text) == said
    )
    return DraftFacts(facts) if facts else None


_DUTIES = (SectionKind.RESPONSIBILITIES,)


def compose(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    chunks = evidence.of(
        role, SectionKind.TITLE_ALIASES, kinds=(StatementKind.TERM, StatementKind.ABSENCE)
    )
    levels = [x for x in plan.levels if x in role.levels]
    if plan.levels and not levels:
        return abstain(
            f"no page of {role.title} at {listed([str(x) for x in plan.levels], 'or')}: "
            f"its aliases are recorded for {level_range(role.levels)}",
            suggestions_for(role, evidence, plan),
        )
    chosen = [c for c in chunks if not levels or any(x in c.page_levels for x in levels)]
    recorded = [c for c in chosen if c.statement.kind is StatementKind.TERM]
    if not chosen:
        return abstain(
            f"the profiles of {role.title} record no title aliases",
            suggestions_for(role, evidence, plan),
        )
    only = levels[0] if len(levels) == 1 else None
    shown = recorded or chosen
    # The page of a level that has no alias may stand beside one that has: say which is which.
    label = only is None and len(role.levels) > 1
    facts = tuple(
        DraftFact(
            c.statement.text, (c,), listed([str(x) for x in c.page_levels]) if label else None
        )
        for c in shown
    )
    return Draft(
        (Heading(f"Title aliases of {at_level(role, only)}"), DraftFacts(facts)),
        suggestions=suggestions_for(role, evidence, plan),
    )
