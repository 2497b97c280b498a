"""What is expected at a level: what the level means, its guidelines, its responsibilities."""

from __future__ import annotations

from roleassistant.answering.compose.dimensions import by_dimension, responsibilities
from roleassistant.answering.draft import (
    Draft,
    DraftBlock,
    DraftFact,
    DraftFacts,
    abstain,
    quoted,
)
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.answering.wording import at_level, listed
from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.domain.answer import Heading
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.plan import Plan


def compose(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    levels = [x for x in plan.levels if x in role.described_levels] or list(role.described_levels)
    only_duties = SectionKind.RESPONSIBILITIES in plan.sections
    blocks: list[DraftBlock] = []
    for level in levels:
        if not only_duties:
            facts = _meaning(role, level, evidence) + _guidelines(role, level, evidence)
            if facts:
                blocks += [Heading(at_level(role, level)), DraftFacts(facts)]
        duties, remark = responsibilities(role, level, evidence)
        if duties:
            blocks.append(Heading(f"Responsibilities at {level}"))
            if remark:
                blocks.append(remark)
            blocks.append(DraftFacts(duties))
    if not blocks:
        return abstain(
            f"the profiles of {role.title} record no "
            f"{'responsibilities' if only_duties else 'criteria'} for "
            f"{listed([str(level) for level in levels], 'or') or 'it'}",
            suggestions_for(role, evidence),
        )
    shown = plan.levels[0] if plan.levels else None
    return Draft(
        tuple(blocks),
        suggestions=suggestions_for(role, evidence, shown, plan.question),
        about=tuple((role.key, level) for level in levels),
    )


def _meaning(role: Role, level: Level, evidence: Evidence) -> tuple[DraftFact, ...]:
    named = evidence.of(
        role,
        SectionKind.LEVEL_DEFINITION,
        level=level,
        kinds=(StatementKind.TERM, StatementKind.FACT),
    )
    return tuple(quoted(chunk, chunk.statement.dimension or "Meaning") for chunk in named)


def _guidelines(role: Role, level: Level, evidence: Evidence) -> tuple[DraftFact, ...]:
    return tuple(
        quoted(chunk, dimension)
        for dimension, chunks in by_dimension(role, level, evidence, SectionKind.GUIDELINES).items()
        for chunk in chunks
    )
