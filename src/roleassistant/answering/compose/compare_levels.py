"""Levels of one role side by side: a table by dimension, then what changes in what they do.

What changes is computed (`answering.difference`), never worded: here it is only laid out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from roleassistant.answering.compose import level_criteria, skill_levels
from roleassistant.answering.compose.dimensions import (
    CRITERIA,
    LEVEL_MEANING,
    by_dimension,
    cell,
    different_tracks,
    duty,
    in_ladder_order,
    inferred_levels,
    narrowed,
    shown_dimension,
    statements_at,
    wanted,
)
from roleassistant.answering.difference import Change, Item, difference, matter
from roleassistant.answering.draft import (
    Draft,
    DraftBlock,
    DraftDifference,
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
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.direction import masked, only_at
from roleassistant.retrieval.notions import is_cue
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import LIGHT_STEMS, fold, stems, tokens

_MAX_LEVELS = 6
# A row of a changed responsibility is labelled with the words by which the two were aligned.
_LABEL_WORDS = 3
_COMPOUND = Pattern(r"\w+(?:-\w+)*")
_SAME = Pattern(r"\b(?:the same|unchanged|in common|shared?|overlap\w*)\b")
_DOES = Pattern(r"\b(?:do|does|doing|done|duty|duties|tasks?|responsib\w+)\b")


def compose(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    levels = levels_of(plan, role)
    if len(levels) < 2:
        return abstain(
            f"{role.title} has only one level to compare, {levels[0]}"
            if levels
            else f"{role.title} names no levels",
            suggestions_for(role, evidence, plan),
        )
    steps = [_Step(role, pair, evidence) for pair in pairwise(levels)]
    if len(levels) == 2 and not narrowed(plan):
        only = only_at(masked(plan, evidence.called))
        if only == levels[0] and len(plan.levels) == 1:
            # There is nothing below the lowest level: all of it is new.
            return level_criteria.compose(plan, role, evidence)
        if only in levels and (one_sided := _one_sided(plan, steps[0], only, evidence)):
            return one_sided
    table = _table(plan, role, levels, evidence)
    blocks: list[DraftBlock] = [
        Heading(f"{listed([str(level) for level in levels])} of {role.title}")
    ]
    if remark := different_tracks(levels):
        blocks.append(remark)
    if more := _beyond(plan, role):
        blocks.append(Remark(f"Not shown: {listed([str(level) for level in more])}."))
    if table.rows and SectionKind.RESPONSIBILITIES not in plan.sections:
        blocks.append(table)
    if not narrowed(plan):
        if SectionKind.RESPONSIBILITIES not in plan.sections and (
            missing := _without_definition(role, levels, evidence)
        ):
            blocks.append(missing)
        blocks += _duties(steps, levels)
        if _SAME.search(fold(plan.question)) and not any(
            item.change is Change.UNCHANGED for step in steps for item in step.items
        ):
            blocks.append(Remark("Nothing reads the same at these levels."))
        if SectionKind.RESPONSIBILITIES not in plan.sections:
            blocks += skill_levels.changes(role, levels, evidence)
    if not any(isinstance(block, DraftFacts | DraftTable) for block in blocks):
        asked = listed(list(plan.dimensions)) or (plan.attribute.label if plan.attribute else "")
        return abstain(
            f"the profiles of {role.title} record no {asked or 'criteria'} for "
            f"{listed([str(level) for level in levels], 'or')}",
            suggestions_for(role, evidence, plan),
        )
    return _draft(plan, role, blocks, steps, evidence)


def levels_of(plan: Plan, role: Role) -> tuple[Level, ...]:
    """The levels to compare, in ladder order; where one is named, its neighbour below joins it."""
    asked = in_ladder_order(role, plan.levels)
    if len(asked) == 1:
        ladder = [level for level in role.described_levels if level.track == asked[0].track]
        at = ladder.index(asked[0])
        return tuple(ladder[at : at + 2] if at == 0 else ladder[at - 1 : at + 1])
    return tuple((asked or role.described_levels)[:_MAX_LEVELS])


def _beyond(plan: Plan, role: Role) -> list[Level]:
    """The levels that are asked for and are more than can be set side by side."""
    asked = in_ladder_order(role, plan.levels)
    return list(asked or role.described_levels)[_MAX_LEVELS:]


class _Step:
    """Two levels and the difference between them."""

    def __init__(self, role: Role, levels: tuple[Level, Level], evidence: Evidence) -> None:
        self.levels = levels
        self.statements = tuple(statements_at(role, level, evidence) for level in levels)
        self.items = difference(*self.statements)

    def duties(self, *changes: Change) -> list[Item]:
        return [
            item
            for item in self.items
            if item.section is SectionKind.RESPONSIBILITIES and item.change in changes
        ]

    def duties_at(self, level: Level) -> list[Chunk]:
        return [
            chunk
            for chunk in self.statements[self.levels.index(level)]
            if chunk.statement.section is SectionKind.RESPONSIBILITIES
        ]

    def rows(self) -> list[DraftDifference]:
        """The items as they are given to programs."""
        found = []
        for item in self.items:
            lacking = {Change.ADDED: 0, Change.REMOVED: 1}.get(item.change)
            sought = () if lacking is None else self.statements[lacking]
            looked = tuple(c for c in sought if c.statement.section is item.section)
            found.append(DraftDifference(item, self.levels, looked))
        return found


# One side ---------------------------------------------------------------------------------------


def _one_sided(plan: Plan, step: _Step, level: Level, evidence: Evidence) -> Draft | None:
    """What `level` has that the other has not; None where the profiles list no duties of one."""
    lower, higher = step.levels
    other = lower if level == higher else higher
    if not step.duties_at(level) or not step.duties_at(other):
        return None
    role = plan.roles[0].role
    own = Change.ADDED if level == higher else Change.REMOVED
    alone = step.duties(own)
    changed = step.duties(Change.CHANGED)
    criteria = () if _DOES.search(fold(plan.question)) else _changed_criteria(step, own)
    if not alone and not changed and not criteria:
        return abstain(
            f"the profiles of {role.title} list nothing at {level} that {other} has not",
            suggestions_for(role, evidence, plan),
        )
    blocks: list[DraftBlock] = [Heading(f"Listed for {level} of {role.title} and not for {other}")]
    shown = [item.either for item in alone] + [c for i in changed for c in (i.before, i.after) if c]
    if inferred := inferred_levels(shown, step.levels):
        blocks.append(inferred)
    if alone:
        blocks.append(DraftFacts(tuple(duty(item.either) for item in alone)))
    else:
        blocks.append(Remark(f"Every responsibility of {level} has a counterpart at {other}."))
    if changed:
        blocks += [Heading("Listed for both, each in its own way"), _changed_table(step, changed)]
    if criteria:
        names = tuple(str(one) for one in step.levels)
        blocks += [Heading("What is expected, by dimension"), DraftTable(names, criteria)]
    blocks.append(
        Remark(
            f"Held against every responsibility of {other}; two are taken to be the same matter "
            f"where they share enough of their words."
        )
    )
    return _draft(plan, role, blocks, [step], evidence)


def _changed_criteria(step: _Step, own: Change) -> tuple[DraftRow, ...]:
    return tuple(
        DraftRow(
            shown_dimension(item.dimension or LEVEL_MEANING, item.section),
            tuple(cell([chunk] if chunk else []) for chunk in (item.before, item.after)),
        )
        for item in step.items
        if item.section in CRITERIA and item.change in (Change.CHANGED, own)
    )


# Both sides -------------------------------------------------------------------------------------


def _duties(steps: Sequence[_Step], levels: Sequence[Level]) -> list[DraftBlock]:
    """What changes in the responsibilities, step by step."""
    every = {c.row: c for step in steps for level in step.levels for c in step.duties_at(level)}
    blocks: list[DraftBlock] = []
    if remark := inferred_levels(list(every.values()), levels):
        blocks.append(remark)
    first = steps[0]
    whole = len(steps) > 1 or not first.duties_at(levels[1])
    if whole and (own := first.duties_at(levels[0])):
        # Of three levels or more the first is listed, and then what each step changes and adds.
        blocks += _list(f"Responsibilities at {levels[0]}", own)
    for step in steps:
        lower, higher = step.levels
        if changed := step.duties(Change.CHANGED):
            blocks += [
                Heading(f"Responsibilities that change from {lower} to {higher}"),
                _changed_table(step, changed),
            ]
        if added := step.duties(Change.ADDED):
            blocks += _list(f"Responsibilities that {higher} adds", [i.either for i in added])
        if alone := [i.after for i in step.duties(Change.INCOMPARABLE) if i.after]:
            blocks += _list(f"Responsibilities at {higher}", alone)
        if len(steps) == 1:
            if gone := step.duties(Change.REMOVED):
                title = f"Responsibilities listed at {lower} and not at {higher}"
                blocks += _list(title, [item.either for item in gone])
            if same := step.duties(Change.UNCHANGED):
                blocks += _list("Responsibilities at both", [item.either for item in same])
    silent = [
        str(level) for step in steps for level in step.levels if every and not step.duties_at(level)
    ]
    if silent:
        names = listed(list(dict.fromkeys(silent)), "or")
        blocks.append(Remark(f"The profiles list no responsibilities of {names}."))
    return blocks


def _list(title: str, chunks: Sequence[Chunk]) -> list[DraftBlock]:
    return [Heading(title), DraftFacts(tuple(duty(chunk) for chunk in chunks))]


def _changed_table(step: _Step, changed: Sequence[Item]) -> DraftTable:
    """A row for each duty that both levels have, under the words by which they were aligned."""
    return DraftTable(
        tuple(str(level) for level in step.levels),
        tuple(
            DraftRow(
                _in_common(item),
                tuple((duty(chunk),) for chunk in (item.before, item.after) if chunk),
            )
            for item in changed
        ),
    )


def _in_common(item: Item) -> str:
    telling = set(item.shared[:_LABEL_WORDS])
    found = []
    for word in _COMPOUND.findall(fold(item.either.statement.text)):
        matters = [matter(token) for token in tokens(word)]
        if telling & set(matters):
            telling -= set(matters)
            found.append(word)
    return ", ".join(found)


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


def _table(plan: Plan, role: Role, levels: tuple[Level, ...], evidence: Evidence) -> DraftTable:
    rows: list[DraftRow] = []
    beside = _asked_beside(plan)
    for section in CRITERIA:
        columns = [by_dimension(role, level, evidence, section) for level in levels]
        for dimension in dict.fromkeys(d for column in columns for d in column):
            # A level definition stands on the page of its level: without that page there is
            # nothing to set beside it, and a half-empty row would read as a difference.
            everywhere = all(column for column in columns)
            if section is SectionKind.LEVEL_DEFINITION and not everywhere and not narrowed(plan):
                continue
            gives = _gives_the_attribute(plan, dimension, columns)
            if gives or wanted(plan, dimension) or _speaks_of(beside, dimension, columns):
                cells = [cell(column.get(dimension, [])) for column in columns]
                rows.append(DraftRow(shown_dimension(dimension, section), tuple(cells)))
    return DraftTable(tuple(str(level) for level in levels), tuple(rows))


def _asked_beside(plan: Plan) -> set[str]:
    """What a comparison is narrowed to beside its dimensions: the investments of "how do budgets
    and investments differ"."""
    if not plan.dimensions or not narrowed(plan):
        return set()
    named = {word for dimension in plan.dimensions for word in stems(dimension)}
    return {
        word
        for word in plan.words
        if word not in named and word not in LIGHT_STEMS and not is_cue(plan.said((word,)))
    }


def _speaks_of(
    words: set[str], dimension: str, columns: Sequence[Mapping[str, Sequence[Chunk]]]
) -> bool:
    """Whether a cell of a row holds one of `words`."""
    return any(
        words & set(stems(chunk.statement.text))
        for column in columns
        for chunk in column.get(dimension, ())
    )


def _gives_the_attribute(
    plan: Plan, dimension: str, columns: Sequence[Mapping[str, Sequence[Chunk]]]
) -> bool:
    """Whether a row gives the attribute asked for under another name: the years that stand in
    "Education & Licensure"."""
    if plan.attribute is None or not narrowed(plan):
        return False
    chunks = [chunk for column in columns for chunk in column.get(dimension, ())]
    return any(plan.attribute.recorded_by(chunk.statement) for chunk in chunks)


def _draft(
    plan: Plan, role: Role, blocks: list[DraftBlock], steps: Sequence[_Step], evidence: Evidence
) -> Draft:
    return Draft(
        tuple(blocks),
        suggestions=suggestions_for(role, evidence, plan),
        about=tuple(dict.fromkeys((role.key, level) for step in steps for level in step.levels)),
        differences=tuple(row for step in steps for row in step.rows()),
    )
