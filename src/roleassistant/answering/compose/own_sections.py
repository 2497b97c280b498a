"""Sections that a house has of its own, found by their headings."""

from __future__ import annotations

from dataclasses import replace

from roleassistant.answering.compose.statements import at_levels, each_text_once, where
from roleassistant.answering.compose.unclear import ask_which_role
from roleassistant.answering.draft import (
    Draft,
    DraftFacts,
    abstain,
    quoted,
)
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.answering.wording import listed
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.domain.answer import Heading
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import LIGHT_STEMS, stems, tokens


def own_section(plan: Plan, evidence: Evidence) -> Draft | None:
    """A section that has no common name, where the question says its heading; else None."""
    heading = _section_named(plan, evidence)
    if heading is None:
        return None
    named = [m.role for m in plan.roles]
    bearing = [r for r in evidence.generation.roles if r.key in evidence.own_sections[heading]]
    if not named and len(bearing) > 1:
        return ask_which_role(replace(plan, candidates=()), evidence)
    return _own_section(plan, (named or bearing)[0], heading, evidence)


def _section_named(plan: Plan, evidence: Evidence) -> str | None:
    """The heading of a house's own section that the question names, and nothing besides."""
    said = {t.stem for t in tokens(plan.question)}
    telling = {word for word in plan.words if word not in LIGHT_STEMS}
    return next(
        (
            heading
            for heading in sorted(evidence.own_sections)
            if (words := set(stems(heading))) and words <= said and telling <= words
        ),
        None,
    )


def _own_section(plan: Plan, role: Role, heading: str, evidence: Evidence) -> Draft:
    chunks = [
        c
        for c in evidence.of(
            role, SectionKind.OTHER, kinds=(StatementKind.FACT, StatementKind.TERM)
        )
        if c.statement.heading == heading
    ]
    chosen = each_text_once(at_levels(plan, chunks))
    if not chosen:
        others = [evidence.generation.role(key).title for key in evidence.own_sections[heading]]
        held = f"; that section stands on the pages of {listed(sorted(others))}"
        return abstain(
            f"the profiles of {role.title} have no section “{heading}”{held}",
            suggestions_for(role, evidence, plan),
        )
    facts = tuple(quoted(chunk, where(chunk)) for chunk in chosen)
    return Draft(
        (Heading(f"{heading} of {role.title}"), DraftFacts(facts)),
        suggestions=suggestions_for(role, evidence, plan),
    )
