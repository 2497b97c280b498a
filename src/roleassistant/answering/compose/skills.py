"""Skills: one defined, those that a question names, or all of them."""

from __future__ import annotations

from roleassistant.answering.compose import lookup
from roleassistant.answering.draft import Draft, DraftFact, DraftFacts, abstain, quoted
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.domain.answer import Heading
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import stem, stems

_ASKING = frozenset(
    stem(word)
    for word in """
        skill competency ability capability proficiency important key core main focus specific soft
        hard technical tool
    """.split()
)


def compose(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    terms = evidence.of(role, SectionKind.SKILLS, kinds=(StatementKind.TERM,))
    definitions = {
        chunk.statement.dimension: chunk for chunk in evidence.of(role, SectionKind.SKILLS)
    }
    if plan.term is not None:
        wanted = " ".join(stems(plan.term))
        named = [t for t in terms if " ".join(stems(t.statement.text)) == wanted]
        if named:
            return _draft(plan, role, [_defined(t, definitions) for t in named], evidence)
        return lookup.compose(plan, role, evidence)
    about = [word for word in plan.words if word not in _ASKING]
    if about:
        chosen = [t for t in terms if set(about) & set(stems(t.statement.text))]
        if not chosen:
            return lookup.search(plan.about(about), role, evidence)
        return _draft(plan, role, [_defined(t, definitions) for t in chosen], evidence)
    if not terms:
        return abstain(
            f"the profiles of {role.title} record no skills", suggestions_for(role, evidence, plan)
        )
    return _draft(plan, role, [_defined(t, definitions) for t in terms], evidence)


def define_anywhere(plan: Plan, evidence: Evidence) -> Draft:
    """A term that one or more roles define, for a question that names no role."""
    wanted = " ".join(stems(plan.term or ""))
    facts: dict[str, list[Chunk]] = {}
    for key in dict.fromkeys(
        role for role, term in evidence.generation.terms() if " ".join(stems(term)) == wanted
    ):
        role = next(r for r in evidence.generation.roles if r.key == key)
        for chunk in evidence.of(role, SectionKind.SKILLS):
            if " ".join(stems(chunk.statement.dimension or "")) == wanted:
                facts.setdefault(chunk.statement.text, []).append(chunk)
    if not facts:
        return lookup.anywhere(plan, evidence)
    return Draft(
        (
            DraftFacts(
                tuple(
                    DraftFact(text, (chunks[0],), chunks[0].statement.dimension)
                    for text, chunks in facts.items()
                )
            ),
        )
    )


def _draft(plan: Plan, role: Role, facts: list[DraftFact], evidence: Evidence) -> Draft:
    heading = (Heading(f"Skills of {role.title}"),) if len(facts) > 1 else ()
    return Draft(
        (*heading, DraftFacts(tuple(facts))),
        suggestions=suggestions_for(role, evidence, plan),
    )


def _defined(term: Chunk, definitions: dict[str | None, Chunk]) -> DraftFact:
    definition = definitions.get(term.statement.text)
    if definition is None:
        return quoted(term)
    return DraftFact(definition.statement.text, (definition,), term.statement.text)
