"""Sections that a house has of its own, found by their headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roleassistant.answering.compose.statements import each_text_once, where
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
from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.domain.answer import Heading
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.synonyms import standing_for
from roleassistant.retrieval.words import FUNCTION_WORDS, LIGHT_STEMS, stems, tokens

_SEVERAL = 2


def own_section(plan: Plan, evidence: Evidence) -> Draft | None:
    """A section that has no common name, where the question says its heading; else None."""
    heading = _section_named(plan, evidence)
    if heading is None:
        return None
    if _divides_levels(heading, plan, evidence):
        return None
    named = [m.role for m in plan.roles]
    bearing = [r for r in evidence.generation.roles if r.key in evidence.own_sections[heading]]
    if not named and len(bearing) > 1:
        return ask_which_role(replace(plan, candidates=()), evidence)
    return _own_section(plan, (named or bearing)[0], heading, evidence)


def _divides_levels(heading: str, plan: Plan, evidence: Evidence) -> bool:
    """Whether the section only introduces what its levels do, or is the page of the role itself:
    the rows of the levels are the answer then."""
    own = set(stems(heading))
    for mention in plan.roles:
        if own == set(stems(mention.role.title)):
            return True
        over = evidence.generation.divisions(mention.role.key)
        parts = [p for d in evidence.generation.dimensions(mention.role.key) for p in d.split(": ")]
        if plan.dimensions and any(own == set(stems(name)) for name in (*over, *parts)):
            return True
    return False


def holding(plan: Plan, evidence: Evidence) -> tuple[Heading | DraftFacts, ...]:
    """The sections of a house's own whose headings hold what is asked, of every role that has one,
    for a question that seeks a level or a role."""
    telling = {word for word in plan.words if word not in LIGHT_STEMS}
    named = {m.role.key for m in plan.roles}
    blocks: list[Heading | DraftFacts] = []
    for heading in sorted(evidence.own_sections):
        if not telling or not telling <= set(stems(heading)):
            continue
        chunks = [
            chunk
            for role in evidence.generation.roles
            if role.key in evidence.own_sections[heading] and (not named or role.key in named)
            for chunk in each_text_once(
                evidence.of(role, SectionKind.OTHER, kinds=(StatementKind.FACT, StatementKind.TERM))
            )
            if chunk.statement.heading == heading
        ]
        if chunks:
            facts = tuple(quoted(c, f"{c.title} — {_label(c)}".rstrip(" —")) for c in chunks)
            blocks += [Heading(f"Section “{heading}”"), DraftFacts(facts)]
    return tuple(blocks)


def _section_named(plan: Plan, evidence: Evidence) -> str | None:
    """The heading of a house's own section that the question names, and nothing besides."""
    said = {t.stem for t in tokens(plan.question)}
    telling = {word for word in plan.words if word not in LIGHT_STEMS}
    bearing = {m.role.key for m in plan.roles}
    for heading in sorted(evidence.own_sections):
        words = set(stems(heading))
        # What is a dimension of the role that is named is no section of another's.
        own = evidence.own_sections[heading]
        elsewhere = bool(bearing and plan.dimensions) and not bearing & own
        if words and words <= said and telling <= words and not elsewhere:
            return heading
    # Other words for it will do where there are several: "on-call rota" for "Shifts and on-call".
    named = [t.stem for t in tokens(plan.topic) if t.text not in FUNCTION_WORDS]
    for heading in sorted(evidence.own_sections):
        if bearing and not bearing & evidence.own_sections[heading]:
            continue
        telling_words = {t.stem for t in tokens(heading) if t.text not in FUNCTION_WORDS}
        meant = [w for w in set(named) if w in telling_words or telling_words & standing_for(w)]
        if (
            len(meant) >= _SEVERAL
            and telling <= set(meant)
            and telling_words <= set(meant).union(*(standing_for(word) for word in meant))
        ):
            return heading
    return None


def _own_section(plan: Plan, role: Role, heading: str, evidence: Evidence) -> Draft:
    chunks = [
        c
        for c in evidence.of(
            role, SectionKind.OTHER, kinds=(StatementKind.FACT, StatementKind.TERM)
        )
        if c.statement.heading == heading
    ]
    chosen = each_text_once([c for c in chunks if _on_page_of(c, plan.levels)])
    if chunks and not chosen:
        pages = sorted({level for c in chunks for level in c.statement.levels or c.page_levels})
        return abstain(
            f"no page of {role.title} for {listed([str(x) for x in plan.levels], 'or')} has a "
            f"section “{heading}”; it stands on that of {listed([str(x) for x in pages])}",
            suggestions_for(role, evidence, plan),
        )
    if not chosen:
        others = [evidence.generation.role(key).title for key in evidence.own_sections[heading]]
        held = f"; that section stands on the pages of {listed(sorted(others))}"
        return abstain(
            f"the profiles of {role.title} have no section “{heading}”{held}",
            suggestions_for(role, evidence, plan),
        )
    pages_differ = len({c.page_levels for c in chosen}) > 1
    facts = tuple(
        quoted(chunk, _label(chunk) if pages_differ else where(chunk)) for chunk in chosen
    )
    return Draft(
        (Heading(f"{heading} of {role.title}"), DraftFacts(facts)),
        suggestions=suggestions_for(role, evidence, plan),
    )


def _on_page_of(chunk: Chunk, levels: Sequence[Level]) -> bool:
    """Whether a statement stands on the page of one of `levels`: a section speaks of its page."""
    own = chunk.statement.levels or chunk.page_levels
    return not levels or not own or any(x in own for x in levels)


def _label(chunk: Chunk) -> str:
    """The page of a statement where pages differ, and what it is about."""
    pages = listed([str(x) for x in chunk.statement.levels or chunk.page_levels])
    return " · ".join(filter(None, (pages, chunk.statement.dimension)))
