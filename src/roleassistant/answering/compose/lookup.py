"""One fact or a few: an attribute or a dimension by look-up, anything else by search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roleassistant.answering.compose.unclear import ask_which_role, no_such_role
from roleassistant.answering.draft import (
    Draft,
    DraftFact,
    DraftFacts,
    abstain,
    note_of,
    quoted,
)
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for, suggestions_for_index
from roleassistant.answering.wording import listed
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.domain.answer import Heading
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import Passage, covered, merged
from roleassistant.retrieval.words import in_order, stems

# Of passages that answer, those this much weaker than the best add little.
_MUCH_WEAKER = 0.25
_MAX_FACTS = 4


def compose(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    if plan.sections and not plan.words:
        return _summary(plan, role, evidence)
    if plan.attribute is not None:
        return _attribute(plan, role, evidence)
    if plan.dimensions:
        held = [
            c
            for c in evidence.of(role, SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION)
            if c.statement.dimension in plan.dimensions
        ]
        return _by_level(plan, role, _at(plan, held), listed(list(plan.dimensions)), evidence)
    return search(plan, role, evidence)


def anywhere(plan: Plan, evidence: Evidence) -> Draft:
    """A question that names no role: answered where one role alone has the answer."""
    if (nowhere := recorded_nowhere(plan, evidence)) is not None:
        return nowhere
    if plan.of_a_role and plan.words:
        return no_such_role(plan, evidence)
    if plan.attribute is not None or plan.dimensions:
        return ask_which_role(plan, evidence)
    passages = answering(evidence.retriever.search(plan, levels=plan.levels), plan)
    if not passages:
        return _nothing(plan, None, evidence)
    facts = tuple(
        DraftFact(
            p.chunk.statement.text, (p.chunk,), _where(p.chunk, with_role=True), note_of(p.chunk)
        )
        for p in passages[:_MAX_FACTS]
    )
    return Draft((DraftFacts(facts),), suggestions=suggestions_for_index(evidence))


def summary_facts(role: Role, evidence: Evidence) -> tuple[DraftFact, ...]:
    """The sentences that say what the role is, each once."""
    chunks = evidence.of(role, SectionKind.SUMMARY) or evidence.of(role, SectionKind.FOCUS)
    return tuple(quoted(chunk) for chunk in _each_text_once(chunks))


def _summary(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    facts = summary_facts(role, evidence)
    if not facts:
        return abstain(
            f"the profiles of {role.title} hold no summary", suggestions_for(role, evidence, plan)
        )
    return Draft(
        (Heading(role.title), DraftFacts(facts)),
        suggestions=suggestions_for(role, evidence, plan),
    )


def _attribute(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    attribute = plan.attribute
    assert attribute is not None
    held = [
        chunk
        for chunk in evidence.all_of(role)
        if attribute.recorded_by(chunk.statement)
        and chunk.statement.kind in (StatementKind.FACT, StatementKind.TERM)
    ]
    return _by_level(plan, role, _at(plan, held), attribute.label, evidence)


def _by_level(
    plan: Plan, role: Role, chunks: Sequence[Chunk], label: str, evidence: Evidence
) -> Draft:
    """Chunks that record what is asked, narrowed by what else the question says.

    Where none does, the question may be about a duty in which the same words stand ("reviews
    compensation"): that is searched for, and only a statement with all of the words will do.
    """
    rest = [w for w in plan.words if not _names_it(w, plan)]
    shares = {c.row: covered(plan, rest, c)[0] for c in chunks} if rest else {}
    best = max(shares.values(), default=0.0)
    if not chunks or (plan.qualifiers and best == 0.0):
        whole = _whole(plan, evidence)
        if whole:
            return _found(plan, role, whole, evidence)
        if chunks:
            return abstain(
                f"the profiles of {role.title} give {label}, "
                f"but say nothing of “{plan.said(plan.qualifiers)}”",
                suggestions_for(role, evidence, plan),
            )
        return _absent(plan, role, label, evidence)
    chosen = list(chunks)
    strangers = [w for w in rest if w in plan.proper and not evidence.generation.holds(w)]
    if strangers:
        return abstain(
            f"the profiles of {role.title} say nothing of “{plan.said(strangers)}”",
            suggestions_for(role, evidence, plan),
        )
    if best > 0:
        levels = {x for c in chosen if shares[c.row] == best for x in c.statement.levels}
        chosen = [c for c in chosen if shares[c.row] == best or set(c.statement.levels) & levels]
    chosen = _each_text_once(chosen)
    return Draft(
        (DraftFacts(tuple(quoted(chunk, _where(chunk)) for chunk in chosen)),),
        suggestions=suggestions_for(role, evidence, plan),
    )


def search(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    """The statements of a role that say most of what the question is about."""
    passages = answering(evidence.retriever.search(plan, levels=plan.levels), plan)
    if not passages:
        return _elsewhere(plan, evidence) or _nothing(plan, role, evidence)
    return _found(plan, role, [p.chunk for p in passages], evidence)


def _elsewhere(plan: Plan, evidence: Evidence) -> Draft | None:
    """What other roles' profiles say with every word of the question, named as theirs."""
    if plan.levels or plan.implied_role:
        return None
    chunks = _whole(replace(plan, roles=()), evidence)
    if not chunks:
        return None
    facts = tuple(quoted(chunk, _where(chunk, with_role=True)) for chunk in chunks[:2])
    return Draft((DraftFacts(facts),), suggestions=suggestions_for_index(evidence))


def _found(plan: Plan, role: Role, chunks: Sequence[Chunk], evidence: Evidence) -> Draft:
    facts = tuple(quoted(chunk, _where(chunk)) for chunk in chunks[:_MAX_FACTS])
    return Draft((DraftFacts(facts),), suggestions=suggestions_for(role, evidence, plan))


def _whole(plan: Plan, evidence: Evidence) -> list[Chunk]:
    """Statements that hold every word of a question of two words or more."""
    if len(plan.words) < 2:
        return []
    return evidence.retriever.holding_all(plan, levels=plan.levels)


def _names_it(word: str, plan: Plan) -> bool:
    """Whether a word of the question is one by which the attribute or dimension was named."""
    cues = plan.attribute.cues if plan.attribute else None
    typed = plan.said((word,))
    if cues is not None and cues.search(typed):
        return True
    return any(word in stems(dimension) for dimension in plan.dimensions)


def answering(passages: Sequence[Passage], plan: Plan) -> list[Passage]:
    """The passages that answer, strongest first; names that only label a statement do not."""
    fitting = [
        p for p in passages if p.answers and p.chunk.statement.kind is not StatementKind.TERM
    ]
    if not fitting:
        return []
    best = max(p.strength for p in fitting)
    kept = sorted(
        (p for p in fitting if p.strength >= best - _MUCH_WEAKER),
        key=lambda p: (-p.strength, p.chunk.row),
    )
    if any(not p.missing for p in kept):
        kept = [p for p in kept if not p.missing]
        phrased = [p for p in kept if in_order(plan.words, stems(p.chunk.statement.text))]
        return phrased or kept
    return kept


def _at(plan: Plan, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks that speak of the levels asked for: by their own level, or by their page's."""
    if not plan.levels:
        return list(chunks)
    return [
        chunk
        for chunk in chunks
        if any(level in (chunk.statement.levels or chunk.page_levels) for level in plan.levels)
        or (not chunk.statement.levels and not chunk.statement.dimension)
    ]


def _absent(plan: Plan, role: Role, label: str, evidence: Evidence) -> Draft:
    levels = f" — {listed([str(x) for x in plan.levels])}" if plan.levels else ""
    return abstain(
        f"the profiles record no {label} for {role.title}{levels}",
        suggestions_for(role, evidence, plan),
    )


def _nothing(plan: Plan, role: Role | None, evidence: Evidence) -> Draft:
    of_role = f" of {role.title}" if role else ""
    return abstain(
        f"the profiles{of_role} say nothing of “{plan.said(plan.words)}”",
        suggestions_for(role, evidence, plan) if role else suggestions_for_index(evidence),
    )


def recorded_nowhere(plan: Plan, evidence: Evidence) -> Draft | None:
    """An abstention where no role's profiles record the attribute that is asked for."""
    attribute = plan.attribute
    if attribute is None or any(
        attribute.recorded_by(chunk.statement)
        for role in evidence.generation.roles
        for chunk in evidence.all_of(role)
    ):
        return None
    return abstain(f"the profiles record no {attribute.label}", suggestions_for_index(evidence))


def _each_text_once(chunks: Sequence[Chunk]) -> list[Chunk]:
    return [p.chunk for p in merged([Passage(c, 0.0, 0.0, None, ()) for c in chunks])]


def _where(chunk: Chunk, with_role: bool = False) -> str:
    statement = chunk.statement
    level = listed([str(x) for x in statement.levels])
    parts = [_at_level(chunk, level) if with_role else level, statement.dimension or ""]
    return " · ".join(part for part in parts if part)


def _at_level(chunk: Chunk, level: str) -> str:
    return f"{chunk.title} — {level}" if level else chunk.title
