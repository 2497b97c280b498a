"""What the next level expects, and what of it somebody tells: a ledger, and never a verdict.

The expectations are the items of the difference between the two levels that are added or changed.
Each is evidenced by something told, shown in the asker's own words beside it, or it is not. Nothing
is counted up: how much is enough is for people to say.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from roleassistant.answering.compose import compare_levels, skill_levels
from roleassistant.answering.compose.dimensions import (
    in_ladder_order,
    inferred_levels,
    is_inferred,
    label_of,
    narrowed,
    statements_at,
    wanted,
)
from roleassistant.answering.compose.told import (
    GUIDANCE,
    Told,
    matches,
    quoted_back,
    things_told,
    years_asked,
    years_told,
)
from roleassistant.answering.difference import Change, difference
from roleassistant.answering.draft import (
    Draft,
    DraftBlock,
    DraftFact,
    DraftFacts,
    abstain,
)
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.answering.wording import level_range, listed
from roleassistant.domain import Level, SectionKind
from roleassistant.domain.answer import Heading, Remark
from roleassistant.domain.quantity import Amount
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.direction import masked, stands_at, steps_down
from roleassistant.retrieval.plan import Plan

_NEW = (Change.ADDED, Change.CHANGED, Change.INCOMPARABLE)


def compose(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    ladder = role.described_levels
    asked = in_ladder_order(role, plan.levels)
    if not asked:
        return abstain(
            f"from which level, and to which? {role.title} has {level_range(ladder)}",
            suggestions_for(role, evidence, plan),
        )
    question = masked(plan, evidence.called)
    if len(asked) > 1 and steps_down(question):
        return compare_levels.compose(plan, role, evidence)
    if len(asked) > 1:
        return _ledger(plan, role, asked[0], asked[-1], evidence)
    at = ladder.index(asked[0])
    same_track = [level for level in ladder if level.track == asked[0].track]
    if stands_at(question):
        if asked[0] == same_track[-1]:
            return abstain(
                f"no level above {asked[0]} is described: {role.title} has "
                f"{level_range(same_track)}",
                suggestions_for(role, evidence, plan),
            )
        return _ledger(plan, role, asked[0], ladder[at + 1], evidence)
    below = None if asked[0] == same_track[0] else ladder[at - 1]
    return _ledger(plan, role, below, asked[0], evidence)


def _ledger(plan: Plan, role: Role, now: Level | None, target: Level, evidence: Evidence) -> Draft:
    before = statements_at(role, now, evidence) if now else []
    items = difference(before, statements_at(role, target, evidence))
    expected = [item.after for item in items if item.after and item.change in _NEW]
    told, years = things_told(plan), years_told(plan.question)
    if not told and years is None:
        expected = [chunk for chunk in expected if _asked_for(plan, chunk)]
    if not expected:
        beyond = f" beyond {now}" if now else ""
        return abstain(
            f"the profiles of {role.title} list nothing that {target} expects{beyond}",
            suggestions_for(role, evidence, plan),
        )
    found: dict[int, list[str]] = {}
    spans = {one.chunk.row: one.span for one in years_asked(role, evidence)}
    rows = {chunk.row for chunk in expected} - spans.keys()
    near = [match for match in matches(plan, told, evidence) if match.chunk.row in rows]
    for match in near:
        found.setdefault(match.chunk.row, []).append(match.told.clause)
    for chunk in expected:
        span = spans.get(chunk.row)
        if years is not None and span is not None and years.years.low >= span.low:
            found.setdefault(chunk.row, []).append(years.text)
    blocks: list[DraftBlock] = [
        Heading(f"From {now} to {target} of {role.title}" if now else f"{target} of {role.title}")
    ]
    if inferred := inferred_levels(expected, (target,)):
        blocks.append(inferred)
    if evidenced := [chunk for chunk in expected if chunk.row in found]:
        facts = tuple(_fact(chunk, found[chunk.row]) for chunk in evidenced)
        blocks += [Heading("Evidenced by what you tell"), DraftFacts(facts)]
    if missing := [chunk for chunk in expected if chunk.row not in found]:
        heading = "Not evidenced yet" if told or years else f"What {target} expects"
        short = [years.text] if years else []
        facts = tuple(_fact(chunk, short if chunk.row in spans else []) for chunk in missing)
        blocks += [Heading(heading), DraftFacts(facts)]
    blocks += skill_levels.changes(role, (now, target), evidence) if now else []
    if remark := _of_what_was_told(told, {match.told for match in near}, years, target):
        blocks.append(remark)
    return Draft(
        (*blocks, GUIDANCE),
        suggestions=suggestions_for(role, evidence, plan),
        about=((role.key, target),),
    )


def _asked_for(plan: Plan, chunk: Chunk) -> bool:
    """Whether a question in which nothing is told asks for this kind of expectation."""
    duties = SectionKind.RESPONSIBILITIES
    if duties in plan.sections:
        return chunk.statement.section is duties
    if not narrowed(plan):
        return True
    return chunk.statement.section is not duties and wanted(plan, chunk.statement.dimension or "")


def _fact(chunk: Chunk, told: Sequence[str]) -> DraftFact:
    notes = [quoted_back(clause) for clause in told]
    if is_inferred(chunk):
        notes.append("inferred")
    duty = chunk.statement.section is SectionKind.RESPONSIBILITIES
    label = None if duty else label_of(chunk)
    return DraftFact(chunk.statement.text, (chunk,), label, "; ".join(notes) or None)


def _of_what_was_told(
    told: Sequence[Told], near: Set[Told], years: Amount | None, target: Level
) -> Remark | None:
    if not told and years is None:
        return Remark("Tell what you do already, and it is set beside each expectation.")
    unused = [f"“{thing.clause}”" for thing in told if thing not in near]
    if not unused:
        return None
    return Remark(f"Nearer to other levels, or to nothing that {target} adds: {listed(unused)}.")
