"""Levels of one role side by side: a table by dimension, then what each does and adds."""

from __future__ import annotations

from roleassistant.answering.compose.dimensions import (
    LEVEL_MEANING,
    by_dimension,
    cell,
    narrowed,
    responsibilities,
    wanted,
)
from roleassistant.answering.draft import (
    Draft,
    DraftBlock,
    DraftFacts,
    DraftRow,
    DraftTable,
    abstain,
)
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.answering.wording import listed
from roleassistant.domain import Level, SectionKind
from roleassistant.domain.answer import Heading, Remark
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.plan import Intent, Plan

_MAX_LEVELS = 6


def compose(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    levels = levels_of(plan, role)
    if len(levels) < 2:
        return abstain(
            f"{role.title} has only one level to compare, {levels[0]}"
            if levels
            else f"{role.title} names no levels",
            suggestions_for(role, evidence, plan),
        )
    table = _table(plan, role, levels, evidence)
    blocks: list[DraftBlock] = [
        Heading(f"{listed([str(level) for level in levels])} of {role.title}")
    ]
    if table.rows and SectionKind.RESPONSIBILITIES not in plan.sections:
        blocks.append(table)
    if not narrowed(plan) and (missing := _without_definition(role, levels, evidence)):
        blocks.append(missing)
    if not narrowed(plan):
        for position, level in enumerate(levels):
            facts, remark = responsibilities(role, level, evidence)
            if facts:
                adds = f"Responsibilities that {level} adds" if position else None
                blocks.append(Heading(adds or f"Responsibilities at {level}"))
                if remark:
                    blocks.append(remark)
                blocks.append(DraftFacts(facts))
    if len(blocks) == 1:
        asked = listed(list(plan.dimensions)) or (plan.attribute.label if plan.attribute else "")
        return abstain(
            f"the profiles of {role.title} record no {asked or 'criteria'} for "
            f"{listed([str(level) for level in levels], 'or')}",
            suggestions_for(role, evidence, plan),
        )
    return Draft(
        tuple(blocks),
        suggestions=suggestions_for(role, evidence, plan),
        about=tuple((role.key, level) for level in levels),
    )


def _without_definition(role: Role, levels: tuple[Level, ...], evidence: Evidence) -> Remark | None:
    """A remark where some levels have a level definition and others have no page for one."""
    has = [x for x in levels if evidence.of(role, SectionKind.LEVEL_DEFINITION, level=x)]
    lacks = [str(x) for x in levels if x not in has]
    if not has or not lacks:
        return None
    return Remark(
        f"Only {listed([str(x) for x in has])} has a level definition here, so that is left out; "
        f"there is no page for {listed(lacks)}."
    )


def levels_of(plan: Plan, role: Role) -> tuple[Level, ...]:
    """The levels to compare, in ladder order; where one is named, its neighbour below joins it."""
    asked = sorted(level for level in plan.levels if level in role.described_levels)
    if len(asked) == 1:
        ladder = list(role.described_levels)
        at = ladder.index(asked[0])
        up = plan.intent is Intent.PROMOTION_GAP and " to " not in f" {plan.question} "
        pair = (
            ladder[at : at + 2]
            if at == 0 or (up and at + 1 < len(ladder))
            else ladder[at - 1 : at + 1]
        )
        return tuple(pair)
    if not asked:
        return tuple(role.described_levels[:_MAX_LEVELS])
    return tuple(asked[:_MAX_LEVELS])


def _table(plan: Plan, role: Role, levels: tuple[Level, ...], evidence: Evidence) -> DraftTable:
    rows: list[DraftRow] = []
    for section in (SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION):
        columns = [by_dimension(role, level, evidence, section) for level in levels]
        for dimension in dict.fromkeys(d for column in columns for d in column):
            # A level definition stands on the page of its level: without that page there is
            # nothing to set beside it, and a half-empty row would read as a difference.
            everywhere = all(dimension in column for column in columns)
            if section is SectionKind.LEVEL_DEFINITION and not everywhere and not narrowed(plan):
                continue
            if wanted(plan, dimension):
                cells = [cell(column.get(dimension, [])) for column in columns]
                rows.append(DraftRow(_label(dimension, section), tuple(cells)))
    return DraftTable(tuple(str(level) for level in levels), tuple(rows))


def _label(dimension: str, section: SectionKind) -> str:
    if dimension == LEVEL_MEANING:
        return "What the level means" if section is SectionKind.LEVEL_DEFINITION else "Guideline"
    return dimension
