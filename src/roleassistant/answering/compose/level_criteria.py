"""What is expected at a level: what the level means, its guidelines, its responsibilities."""

from __future__ import annotations

import re

from roleassistant.answering.compose import skill_levels
from roleassistant.answering.compose.dimensions import (
    CRITERIA,
    by_dimension,
    duty,
    responsibilities,
)
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
from roleassistant.answering.wording import at_level, counted, listed
from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.domain.answer import Heading, Remark
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.cues import END
from roleassistant.retrieval.levels import bears_name
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import fold


def compose(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    levels = [x for x in plan.levels if x in role.described_levels] or _meant(plan, role)
    only_duties = SectionKind.RESPONSIBILITIES in plan.sections
    if only_duties and not evidence.of(role, SectionKind.RESPONSIBILITIES):
        only_duties = False  # its house tells what is done by dimensions alone
    if SectionKind.LEVEL_DEFINITION in plan.sections:
        meanings = [(level, _meaning(role, level, evidence)) for level in levels]
        if all(facts for _, facts in meanings):
            return Draft(
                tuple(
                    block
                    for level, facts in meanings
                    for block in (Heading(at_level(role, level)), DraftFacts(facts))
                ),
                suggestions=suggestions_for(role, evidence, plan),
            )
    blocks: list[DraftBlock] = [] if levels else _of_the_role(role, only_duties, evidence)
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
        graded = () if only_duties else skill_levels.at(role, level, evidence)
        if graded:
            blocks += [Heading(f"Skill levels at {level}"), DraftFacts(graded)]
    if not blocks:
        return abstain(
            f"the profiles of {role.title} record no "
            f"{'responsibilities' if only_duties else 'criteria'} for "
            f"{listed([str(level) for level in levels], 'or') or 'it'}",
            suggestions_for(role, evidence, plan),
        )
    return Draft(
        (*_end_asked_for(plan, role, levels), *blocks),
        suggestions=suggestions_for(role, evidence, plan),
        about=tuple((role.key, level) for level in levels),
    )


def _meant(plan: Plan, role: Role) -> list[Level]:
    """The levels of a role that is named without one: all, or the one that is called as it is where
    somebody so called is asked about ("the tasks of an Engineer", below Senior Engineer)."""
    plain = [x for x in role.described_levels if bears_name(role, x)]
    one = re.search(rf"\ban? {re.escape(fold(role.title))}\b", fold(plan.question))
    return plain if len(plain) == 1 and one else list(role.described_levels)


def _of_the_role(role: Role, only_duties: bool, evidence: Evidence) -> list[DraftBlock]:
    """What is expected in a role that has no levels."""
    expected = [] if only_duties else evidence.of(role, *CRITERIA)
    duties = evidence.of(role, SectionKind.RESPONSIBILITIES)
    return [
        block
        for heading, facts in (
            (role.title, tuple(quoted(one, one.statement.dimension) for one in expected)),
            (f"Responsibilities of {role.title}", tuple(duty(one) for one in duties)),
        )
        if facts
        for block in (Heading(heading), DraftFacts(facts))
    ]


def of_every_role(plan: Plan, evidence: Evidence) -> Draft | None:
    """What a level means where the question names no role and every role's page says the same."""
    blocks: list[DraftBlock] = []
    for level in plan.levels:
        roles = [r for r in evidence.generation.roles if level in r.levels]
        found = [(r, facts) for r in roles if (facts := _meaning(r, level, evidence))]
        meanings = [facts for _, facts in found]
        texts = {tuple((fact.label, fact.text) for fact in facts) for facts in meanings}
        if len(texts) != 1:
            return None
        same = f"{level}, the same for {counted(len(meanings), 'role')}"
        blocks += [
            Heading(same if len(meanings) > 1 else at_level(found[0][0], level)),
            DraftFacts(meanings[0]),
        ]
    first = next(r for r in evidence.generation.roles if plan.levels[0] in r.levels)
    return Draft(tuple(blocks), suggestions=suggestions_for(first, evidence, plan))


def _end_asked_for(plan: Plan, role: Role, levels: list[Level]) -> list[DraftBlock]:
    """The line that says which level the highest or the lowest is, where that is what is asked."""
    ladder = role.described_levels
    if len(levels) != 1 or len(ladder) < 2 or not END.search(fold(plan.question)):
        return []
    ends = {ladder[-1]: "highest", ladder[0]: "lowest"}
    if levels[0] not in ends:
        return []
    return [Remark(f"The {ends[levels[0]]} level of {role.title} is {levels[0]}.")]


def _meaning(role: Role, level: Level, evidence: Evidence) -> tuple[DraftFact, ...]:
    named = evidence.of(
        role,
        SectionKind.LEVEL_DEFINITION,
        level=level,
        kinds=(StatementKind.TERM, StatementKind.FACT),
    )
    # A level without a page of its own may still have a name, over its responsibilities.
    named = named or [
        chunk
        for chunk in evidence.of(role, level=level, kinds=(StatementKind.TERM,))
        if chunk.statement.dimension == "Level name"
    ]
    return tuple(quoted(chunk, chunk.statement.dimension or "Meaning") for chunk in named)


def _guidelines(role: Role, level: Level, evidence: Evidence) -> tuple[DraftFact, ...]:
    return tuple(
        quoted(chunk, dimension)
        for dimension, chunks in by_dimension(role, level, evidence, SectionKind.GUIDELINES).items()
        for chunk in chunks
    )
