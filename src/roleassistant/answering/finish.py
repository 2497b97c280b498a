"""A verified draft → the answer: citations numbered as they appear, conflicts beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from roleassistant.answering.conflicts.disagreement import Disagreement, Kind, Severity
from roleassistant.answering.difference import Change
from roleassistant.answering.draft import (
    Draft,
    DraftBlock,
    DraftDifference,
    DraftFact,
    DraftFacts,
    DraftRow,
    DraftTable,
)
from roleassistant.answering.evidence import Evidence
from roleassistant.domain import Attribution, SectionKind, SourceSpan, Statement
from roleassistant.domain.answer import (
    Answer,
    Block,
    Citation,
    Claim,
    Conflict,
    ConflictSide,
    Difference,
    DifferenceSide,
    Fact,
    Facts,
    Heading,
    Table,
    TableRow,
)
from roleassistant.indexing.chunks import Chunk, Role, Source
from roleassistant.retrieval.plan import Intent, Plan

COMPUTED = Attribution("computed")
# Every statement of a role is read to find what disagrees in it. Of so many roles, only those of
# which a typed value is quoted are.
_MANY_ROLES = 24


def finish(
    plan: Plan, draft: Draft, evidence: Evidence, numbering: Numbering | None = None
) -> Answer:
    """The whole answer; its conflicts are those between statements that it touches.

    With a `numbering` that has begun, numbers go on from there, and what it holds counts too.
    """
    warnings = evidence.generation.warnings
    if draft.reason is not None:
        return Answer(
            plan.question,
            Intent.OFF_TOPIC.value if draft.off_topic else _intent(plan),
            abstained=True,
            reason=draft.reason,
            suggestions=draft.suggestions,
            warnings=warnings,
        )
    numbering = numbering or Numbering(plan)
    blocks: list[Block] = [numbering.block(block) for block in draft.blocks]
    if not numbering.citations:
        return Answer(
            plan.question,
            _intent(plan),
            abstained=True,
            reason="nothing in the profiles could be quoted for this",
            suggestions=draft.suggestions,
            warnings=warnings,
        )
    conflicts = []
    touched = _touched(plan, numbering.cited, evidence)
    several = len({key for disagreement in touched for key in disagreement.roles}) > 1
    for disagreement in touched:
        shown, conflict = numbering.conflict(disagreement, several)
        blocks += shown
        conflicts.append(conflict)
    return Answer(
        plan.question,
        _intent(plan),
        tuple(blocks),
        tuple(numbering.claims),
        tuple(numbering.citations.values()),
        tuple(conflicts),
        draft.suggestions,
        warnings=warnings,
        differences=tuple(
            found for given in draft.differences if (found := numbering.difference(given))
        ),
    )


def _intent(plan: Plan) -> str:
    return plan.intent.value if plan.intent in Intent else Intent.OFF_TOPIC.value


def _touched(plan: Plan, cited: Sequence[Chunk], evidence: Evidence) -> list[Disagreement]:
    """Disagreements of which a side is quoted, each once. Notes are for the audit.

    What a term means in another role is told where the term is asked for, and not with a list. A
    title that two roles bear is no dispute about either: who asks by it is asked back.
    """
    rows = frozenset(chunk.row for chunk in cited)
    # A title is no side of anything; a list of titles names a hundred roles.
    asking = [c for c in cited if c.statement.dimension != "Title"]
    if len({chunk.role for chunk in asking}) > _MANY_ROLES:
        from roleassistant.answering.conflicts.within_role import is_typed

        asking = [chunk for chunk in asking if is_typed(chunk)]
    keys = {chunk.role for chunk in asking}
    found = [
        disagreement
        for role in evidence.generation.roles
        if role.key in keys and _may_be_disputed(role, rows, evidence)
        for disagreement in evidence.disagreements(role)
        if disagreement.is_touched_by(rows)
    ]
    between = {SectionKind.ADJACENT_ROLES, *([SectionKind.SKILLS] if plan.term else [])}
    for chunk in asking:
        if chunk.statement.section not in between:
            continue
        for other in evidence.between_roles.of(chunk):
            if other.kind is Kind.DISTANCE or (other.kind is Kind.DEFINITION and plan.term):
                found.append(other)
    told = dict.fromkeys(one for one in found if one.severity is not Severity.NOTE)
    # What two pages of a role say differently of a term is among what all roles say of it.
    return [one for one in told if not any(_holds(other, one) for other in told)]


def _may_be_disputed(role: Role, rows: frozenset[int], evidence: Evidence) -> bool:
    disputed = evidence.generation.disputed(role.key)
    return disputed is None or not disputed.isdisjoint(rows)


def _holds(other: Disagreement, one: Disagreement) -> bool:
    return other.kind is one.kind is Kind.DEFINITION and other.rows > one.rows


@dataclass
class Numbering:
    """Gives citations their numbers in order of appearance; one statement has one number.

    A statement from which something is computed is cited as that, beside where it is quoted.
    """

    plan: Plan
    citations: dict[tuple[int, bool], Citation] = field(default_factory=dict)
    cited: list[Chunk] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def block(self, block: DraftBlock) -> Block:
        if isinstance(block, DraftFacts):
            return Facts(tuple(self.fact(item) for item in block.items))
        if isinstance(block, DraftTable):
            return Table(block.columns, tuple(self._row(row) for row in block.rows))
        return block

    def _row(self, row: DraftRow) -> TableRow:
        return TableRow(row.label, tuple(tuple(self.fact(f) for f in cell) for cell in row.cells))

    def fact(self, fact: DraftFact, support: float = 1.0) -> Fact:
        computed = fact.computed is not None
        marks = tuple(dict.fromkeys(self._mark(chunk, computed) for chunk in fact.chunks))
        self.claims.append(Claim(fact.text, marks, "supported", support))
        return Fact(fact.text, marks, fact.label, fact.note)

    def conflict(self, disagreement: Disagreement, with_role: bool) -> tuple[list[Block], Conflict]:
        subject = disagreement.subject
        if with_role and len(disagreement.roles) == 1:
            subject += f" {disagreement.title} ({disagreement.role})"
        rows = frozenset(chunk.row for chunk in self.cited)
        said = [side.preferring(rows) for side in disagreement.sides]
        items, sides = [], []
        labels = _labels([chunk for _, chunk in said])
        for label, (text, chunk) in zip(labels, said, strict=True):
            fact = self.fact(DraftFact(text, (chunk,), label))
            items.append(fact)
            sides.append(ConflictSide(text, fact.marks[0]))
        heading = Heading(f"The profiles disagree: {subject}")
        return [heading, Facts(tuple(items))], Conflict(subject, tuple(sides))

    def difference(self, given: DraftDifference) -> Difference | None:
        """The difference with its citations; None where the blocks do not cite it."""
        item = given.item
        cited = [(c.row, False) in self.citations for c in (item.before, item.after) if c]
        if not all(cited) or item.change is Change.INCOMPARABLE:
            return None
        looked_in = _stretch(given.looked_through)
        sides = [
            DifferenceSide(str(level), None, None, looked_in)
            if chunk is None
            else DifferenceSide(str(level), chunk.statement.text, self._mark(chunk, False))
            for level, chunk in zip(given.levels, (item.before, item.after), strict=True)
        ]
        section = section_of(item.either.statement)
        return Difference(item.change.value, section, item.dimension, sides[0], sides[1])

    def _mark(self, chunk: Chunk, computed: bool) -> str:
        key = (chunk.row, computed)
        if key not in self.citations:
            number = str(len(self.citations) + 1)
            citation = _citation(number, chunk, self.plan)
            self.citations[key] = replace(citation, attribution=COMPUTED) if computed else citation
            self.cited.append(chunk)
        return self.citations[key].id


def _stretch(chunks: Sequence[Chunk]) -> SourceSpan | None:
    """The lines from the first to the last of `chunks`, of the page that holds most of them."""
    by_page: dict[tuple[str, str], list[Source]] = {}
    for chunk in chunks:
        for source in chunk.sources:
            by_page.setdefault((source.path, source.sha256), []).append(source)
    if not by_page:
        return None
    (path, sha256), held = min(by_page.items(), key=lambda page: (-len(page[1]), page[0]))
    return SourceSpan(
        path,
        sha256,
        min(source.line_start for source in held),
        max(source.line_end for source in held),
        min(source.start for source in held),
        max(source.end for source in held),
    )


def _labels(chunks: Sequence[Chunk]) -> list[str]:
    """What tells the sides apart: their sections, else their roles, their pages or their files."""
    sections = [section_of(chunk.statement) for chunk in chunks]
    if len({chunk.role for chunk in chunks}) > 1:
        return [f"{chunk.title} · {name}" for chunk, name in zip(chunks, sections, strict=True)]
    if len(set(sections)) == len(sections):
        return sections
    codes = [chunk.sources[0].code for chunk in chunks]
    places = codes if len(set(codes)) > 1 else [chunk.sources[0].path for chunk in chunks]
    return [f"{name}, page {place}" for name, place in zip(sections, places, strict=True)]


def section_of(statement: Statement) -> str:
    """The name of a statement's section; one that we have no name for keeps its own."""
    other = statement.section is SectionKind.OTHER
    return statement.heading if other else statement.section.shown_as


def _citation(number: str, chunk: Chunk, plan: Plan) -> Citation:
    statement = chunk.statement
    # Of sibling pages that say the same, the page of a level that was asked for is cited.
    asked = [s for s in chunk.sources if s.level in (statement.levels or plan.levels)]
    first = (asked or list(chunk.sources))[0]
    spans = {(s.path, s.line_start): s.span for s in chunk.sources}
    source = first.span
    # Of a statement of several levels, the one that was asked for.
    of = [x for x in statement.levels if x in plan.levels] or list(statement.levels)
    level = str(of[0]) if len(of) == 1 else None
    return Citation(
        id=number,
        role_code=first.code,
        title=chunk.title,
        section=section_of(statement),
        heading=statement.heading,
        level=level,
        dimension=statement.dimension,
        quote=statement.text,
        attribution=statement.attribution,
        source=source,
        ingested_at=first.ingested_at,
        also_at=tuple(span for span in spans.values() if span != source),
    )
