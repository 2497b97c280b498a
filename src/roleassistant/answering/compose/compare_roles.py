"""Roles side by side, at one level or each at its own."""

from __future__ import annotations

from roleassistant.answering.compose.dimensions import by_dimension, cell, narrowed, wanted
from roleassistant.answering.compose.lookup import summary_facts
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
from roleassistant.answering.wording import at_level, listed
from roleassistant.domain import Level, SectionKind
from roleassistant.domain.answer import Heading
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.plan import Plan, RoleMention


def compose(plan: Plan, evidence: Evidence) -> Draft:
    mentions = plan.roles or plan.candidates
    pairs = _pairs(plan, mentions)
    names = [at_level(role, level) for role, level in pairs]
    blocks: list[DraftBlock] = [Heading(listed(names))]
    if all(level is None for _, level in pairs) and not narrowed(plan):
        for role, _ in pairs:
            blocks += [Heading(role.title), DraftFacts(summary_facts(role, evidence))]
    else:
        table = _table(plan, pairs, names, evidence)
        if table.rows:
            blocks.append(table)
    if len(blocks) == 1:
        return abstain(
            f"the profiles have nothing to set side by side for {listed(names)}",
            suggestions_for(pairs[0][0], evidence),
        )
    return Draft(
        tuple(blocks),
        suggestions=suggestions_for(pairs[0][0], evidence, plan),
        about=tuple((role.key, level) for role, level in pairs),
    )


def _pairs(plan: Plan, mentions: tuple[RoleMention, ...]) -> list[tuple[Role, Level | None]]:
    """Each role with its level: one level serves all, several go with the roles in order."""
    roles = list({m.role.key: m.role for m in mentions}.values())
    own = {m.role.key: m.level for m in mentions if m.level is not None and "." in m.matched}
    levels = list(plan.levels)
    pairs: list[tuple[Role, Level | None]] = []
    for position, role in enumerate(roles):
        level: Level | None = own.get(role.key)
        if level is None and levels:
            level = levels[position] if len(levels) == len(roles) else levels[0]
        pairs.append((role, level))
    return pairs


def _table(
    plan: Plan, pairs: list[tuple[Role, Level | None]], names: list[str], evidence: Evidence
) -> DraftTable:
    sections = (SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION)
    columns = []
    for role, level in pairs:
        rungs = [level] if level else list(role.described_levels)
        merged: dict[str, list[Chunk]] = {}
        for rung in rungs:
            for dimension, chunks in by_dimension(role, rung, evidence, *sections).items():
                merged.setdefault(dimension, []).extend(chunks)
        columns.append(merged)
    rows = [
        DraftRow(dimension, tuple(cell(column.get(dimension, [])) for column in columns))
        for dimension in dict.fromkeys(d for column in columns for d in column)
        if wanted(plan, dimension)
    ]
    return DraftTable(tuple(names), tuple(rows))
