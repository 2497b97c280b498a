"""Skills: one defined, those that a question names, or all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from roleassistant.answering.compose import lookup, searching, skill_levels
from roleassistant.answering.compose.statements import where
from roleassistant.answering.draft import Draft, DraftFact, DraftFacts, abstain, quoted
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for, suggestions_for_index
from roleassistant.answering.wording import at_level, counted, listed
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.domain.answer import Heading, Remark
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.forms import Form
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import LIGHT_STEMS, stem, stems

_CALLED = frozenset(map(stem, "skill competency ability capability proficiency".split()))
_ASKING = _CALLED | frozenset(
    map(
        stem,
        """
        important key core main matter essential vital focus specific soft hard technical tool
        """.split(),
    )
)

_MAX_SHOWN = 12


def compose(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    terms = evidence.of(role, SectionKind.SKILLS, kinds=(StatementKind.TERM,))
    definitions = {
        chunk.statement.dimension: chunk for chunk in evidence.of(role, SectionKind.SKILLS)
    }
    if not terms and plan.dimensions and plan.term is None:
        # "Technical skills" is a dimension of the levels where no list of skills is.
        return lookup.compose(replace(plan, sections=(), attribute=None), role, evidence)
    if plan.levels and plan.dimensions and plan.term is not None and _is_asked_of(plan):
        # What is expected of a level in a skill is told by that level, and not by the list.
        return lookup.compose(replace(plan, sections=(), attribute=None), role, evidence)
    if plan.term is not None:
        wanted = " ".join(stems(plan.term))
        named = [t for t in terms if " ".join(stems(t.statement.text)) == wanted]
        if named:
            named += [
                t
                for t in terms
                if t not in named
                and set(stems(t.statement.text)) <= set(plan.words) - set(stems(wanted))
            ]
        if named:
            return _draft(plan, role, [_defined(t, definitions) for t in named], evidence)
        return _of_others(plan, role, terms, evidence) or lookup.compose(plan, role, evidence)
    about = [w for w in plan.words if w not in _ASKING and w not in LIGHT_STEMS and not w.isdigit()]
    if about:
        chosen = [t for t in terms if set(about) & set(stems(t.statement.text))]
        if not chosen:
            return _not_listed(plan.about(about), role, terms, evidence)
        return _draft(plan, role, [_defined(t, definitions) for t in chosen], evidence)
    if len(plan.levels) == 1 and (graded := skill_levels.at(role, plan.levels[0], evidence)):
        heading = Heading(f"Skills of {at_level(role, plan.levels[0])}")
        suggestions = suggestions_for(role, evidence, plan)
        return Draft((heading, DraftFacts(graded)), suggestions=suggestions)
    if not terms:
        return abstain(
            f"the profiles of {role.title} record no skills", suggestions_for(role, evidence, plan)
        )
    return _draft(plan, role, [_defined(t, definitions) for t in terms], evidence)


def _is_asked_of(plan: Plan) -> bool:
    """Whether the term is a dimension of levels as well, and expectations are asked for."""
    wanted = stems(plan.term or "")
    named = any(stems(name)[-len(wanted) :] == wanted for name in plan.dimensions)
    return named and _EXPECTED.search(plan.question.casefold()) is not None


_EXPECTED = Pattern(r"\bexpect\w*\b|\brequire\w*\b|\bneed\w*\b|\bdoes\b")


def _of_others(plan: Plan, role: Role, terms: Sequence[Chunk], evidence: Evidence) -> Draft | None:
    """Whether a skill that other roles list is one of this role: the whole list says that it is
    not. None where something else is asked, or the role's own statements name it."""
    term = (plan.term or "").casefold()
    if plan.form is not Form.YES_NO:
        return None
    if not _of_the_list(plan) and any(
        term in c.statement.text.casefold() for c in evidence.of(role)
    ):
        return None
    if not terms:
        return abstain(
            f"the profiles of {role.title} list no skills, “{plan.term}” or others",
            suggestions_for(role, evidence, plan),
        )
    lead = (
        f"No: “{plan.term}” is not among the {counted(len(terms), 'skill')} listed for "
        f"{role.title}."
    )
    names = DraftFacts(tuple(quoted(term) for term in terms))
    return Draft((Remark(lead), names), suggestions=suggestions_for(role, evidence, plan))


def _of_the_list(plan: Plan) -> bool:
    """Whether it is asked if something is called a skill, and not if it is done."""
    return not _CALLED.isdisjoint(stems(plan.question))


def _not_listed(plan: Plan, role: Role, terms: Sequence[Chunk], evidence: Evidence) -> Draft:
    """No skill is called so: what else the profiles say of it, or that it is not in the list."""
    if not (terms and plan.form is Form.YES_NO and _of_the_list(plan)):
        found = searching.search(plan, role, evidence)
        if found.reason is None or not terms:
            return found
    names = listed([chunk.statement.text for chunk in terms])
    no = "No: " if plan.form is Form.YES_NO else ""
    return abstain(
        f"{no}“{plan.said(plan.words)}” is not among the {counted(len(terms), 'skill')} listed for "
        f"{role.title}: {names}",
        suggestions_for(role, evidence, plan),
    )


def in_common(plan: Plan, evidence: Evidence) -> Draft | None:
    """The skills that all of the roles share, where the question asks for these; else None."""
    if len(plan.roles) < 2 or not _SHARED.search(plan.question.casefold()):
        return None
    held = [
        {
            " ".join(stems(c.statement.text)): c
            for c in evidence.of(m.role, SectionKind.SKILLS, kinds=(StatementKind.TERM,))
        }
        for m in plan.roles
    ]
    titles = listed([m.role.title for m in plan.roles])
    shared = [key for key in held[0] if all(key in terms for terms in held)]
    role = plan.roles[0].role
    if not shared:
        return abstain(f"no skill is listed for each of {titles}", suggestions_for(role, evidence))
    facts = tuple(
        DraftFact(held[0][key].statement.text, tuple(terms[key] for terms in held))
        for key in shared
    )
    heading = Heading(f"{counted(len(shared), 'skill')} of both: {titles}")
    return Draft((heading, DraftFacts(facts)), suggestions=suggestions_for(role, evidence))


_SHARED = re.compile(r"\b(?:in common|shared?|both|overlap\w*|same skills)\b")


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


def about(plan: Plan, evidence: Evidence) -> Draft | None:
    """Skills of any role whose name or definition holds what is asked, for a question without."""
    words = [w for w in plan.words if w not in _ASKING and w not in LIGHT_STEMS]
    chunks = [
        chunk
        for chunk in (evidence.retriever.holding_all(plan.about(words)) if words else [])
        if chunk.statement.section is SectionKind.SKILLS and chunk.statement.dimension
    ]
    if not chunks:
        return None
    facts = tuple(quoted(chunk, where(chunk, with_role=True)) for chunk in chunks[:_MAX_SHOWN])
    return Draft((DraftFacts(facts),), suggestions=suggestions_for_index(evidence))


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
