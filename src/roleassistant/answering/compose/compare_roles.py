"""Roles side by side, at one level or each at its own: by dimension, and skill by skill."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from roleassistant.answering.compose.dimensions import (
    CRITERIA,
    LEVEL_MEANING,
    by_dimension,
    cell,
    different_tracks,
    narrowed,
    wanted,
)
from roleassistant.answering.compose.lookup import summary_facts
from roleassistant.answering.draft import (
    Draft,
    DraftBlock,
    DraftFact,
    DraftFacts,
    DraftRow,
    DraftTable,
    abstain,
    quoted,
)
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.answering.wording import at_level, listed
from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.domain.answer import Heading
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.plan import Plan, RoleMention
from roleassistant.retrieval.words import fold, stems

_OF_SKILLS = re.compile(r"\b(?:skill\w*|competenc\w+|abilit\w+)\b")

Pair = tuple[Role, Level | None]


def compose(plan: Plan, evidence: Evidence) -> Draft:
    mentions = plan.roles or plan.candidates
    if len(plan.levels) > 1 and not _each_at_its_own(plan, mentions):
        return _level_by_level(plan, evidence)
    pairs = pairs_of(plan, mentions)
    names = [at_level(role, level) for role, level in pairs]
    blocks: list[DraftBlock] = [Heading(listed(names))]
    if tracks := different_tracks([level for _, level in pairs if level is not None]):
        blocks.append(tracks)
    rows: list[DraftRow] = []
    same: list[DraftFact] = []
    of_skills = _OF_SKILLS.search(fold(plan.question)) is not None
    whole = not narrowed(plan) and not of_skills
    if whole and all(level is None for _, level in pairs):
        for role, _ in pairs:
            blocks += [Heading(role.title), DraftFacts(summary_facts(role, evidence))]
    elif not of_skills:
        rows += _criteria(plan, pairs, evidence)
        if whole:
            same = [fact for row in rows if (fact := _alike(row))]
            rows = [row for row in rows if _alike(row) is None]
    if whole or of_skills:
        rows += _skills(pairs, evidence)
    if rows:
        blocks.append(DraftTable(tuple(names), tuple(rows)))
    if same:
        blocks += [Heading("The same for both" if len(pairs) == 2 else "The same for all")]
        blocks.append(DraftFacts(tuple(same)))
    if not any(isinstance(block, DraftFacts | DraftTable) for block in blocks):
        return abstain(
            f"the profiles have nothing to set side by side for {listed(names)}",
            suggestions_for(pairs[0][0], evidence),
        )
    return Draft(
        tuple(blocks),
        suggestions=suggestions_for(pairs[0][0], evidence, plan),
        about=tuple((role.key, level) for role, level in pairs),
    )


def _each_at_its_own(plan: Plan, mentions: Sequence[RoleMention]) -> bool:
    """Whether each role is named with a level of its own: "a P4 recruiter and a P5 partner".

    Levels named apart from the roles ("P4 and P5, recruiter and partner") are of both roles.
    """
    if plan.places:
        return True
    if sum(m.level is not None and "." in m.matched for m in mentions) > 1:
        return True
    asked = fold(plan.question)
    said = [(m.start, "role") for m in {m.role.key: m for m in mentions}.values() if m.start >= 0]
    for level in plan.levels:
        found = re.search(rf"(?<!\w){re.escape(fold(str(level)))}(?!\w)", asked)
        if found:
            said.append((found.start(), "level"))
    kinds = [kind for _, kind in sorted(said)]
    return len(kinds) == 2 * len(plan.levels) and all(
        one != other for one, other in pairwise(kinds)
    )


def _level_by_level(plan: Plan, evidence: Evidence) -> Draft:
    """The roles side by side at each of several levels, one table after the other."""
    drafts = [compose(replace(plan, levels=(level,)), evidence) for level in plan.levels]
    answered = [draft for draft in drafts if draft.reason is None]
    if not answered:
        return drafts[0]
    return Draft(
        tuple(block for draft in answered for block in draft.blocks),
        suggestions=answered[0].suggestions,
        about=tuple(place for draft in answered for place in draft.about),
    )


def pairs_of(plan: Plan, mentions: tuple[RoleMention, ...]) -> list[Pair]:
    """Each role with its level: the one that stands beside it, else one level serves all, and
    several go with the roles in order."""
    roles = list({m.role.key: m.role for m in mentions}.values())
    own = dict(plan.places) or {
        m.role.key: m.level for m in mentions if m.level is not None and "." in m.matched
    }
    levels = list(plan.levels)
    pairs: list[Pair] = []
    for position, role in enumerate(roles):
        level: Level | None = own.get(role.key)
        if level is None and levels:
            level = levels[position] if len(levels) == len(roles) else levels[0]
        pairs.append((role, level))
    return pairs


def _criteria(plan: Plan, pairs: Sequence[Pair], evidence: Evidence) -> list[DraftRow]:
    """A row for each dimension, those that all of the roles have first."""
    columns = []
    for role, level in pairs:
        merged: dict[str, list[Chunk]] = {}
        for rung in [level] if level else role.described_levels:
            for dimension, chunks in by_dimension(role, rung, evidence, *CRITERIA).items():
                merged.setdefault(dimension, []).extend(chunks)
        columns.append(merged)
    dimensions = [
        dimension
        for dimension in dict.fromkeys(d for column in columns for d in column)
        if wanted(plan, dimension)
    ]
    dimensions.sort(key=lambda dimension: not all(dimension in column for column in columns))
    return [
        DraftRow(_label(dimension), tuple(cell(column.get(dimension, [])) for column in columns))
        for dimension in dimensions
    ]


def _label(dimension: str) -> str:
    return "What the level means" if dimension == LEVEL_MEANING else dimension


def _alike(row: DraftRow) -> DraftFact | None:
    """A row in which every role says the same, as one fact that cites them all."""
    texts = {tuple(" ".join(fact.text.split()) for fact in cell) for cell in row.cells}
    first = row.cells[0]
    if len(texts) > 1 or len(first) != 1:
        return None
    chunks = tuple(chunk for cell in row.cells for fact in cell for chunk in fact.chunks)
    return DraftFact(first[0].text, chunks, row.label, first[0].note)


def _skills(pairs: Sequence[Pair], evidence: Evidence) -> list[DraftRow]:
    """The skills that roles have in common and those of one role only, by their names.

    A role that lists none says nothing of what it has in common with others, so it is left out.
    """
    columns = [_named(role, evidence) for role, _ in pairs]
    if sum(bool(column) for column in columns) < 2:
        return []
    held = [set(column) for column in columns]
    shared = {name for one, other in combinations(held, 2) for name in one & other}
    rows = [
        DraftRow("Skills in common", tuple(_terms(column, shared) for column in columns)),
        DraftRow(
            "Skills only here",
            tuple(_terms(column, set(column) - shared) for column in columns),
        ),
    ]
    return [row for row in rows if any(row.cells)]


def _named(role: Role, evidence: Evidence) -> dict[tuple[str, ...], Chunk]:
    terms = evidence.of(role, SectionKind.SKILLS, kinds=(StatementKind.TERM,))
    found: dict[tuple[str, ...], Chunk] = {}
    for term in terms:
        found.setdefault(stems(term.statement.text), term)
    return found


def _terms(
    column: dict[tuple[str, ...], Chunk], names: set[tuple[str, ...]]
) -> tuple[DraftFact, ...]:
    return tuple(quoted(chunk) for name, chunk in column.items() if name in names)
