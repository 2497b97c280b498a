"""What a role is also called."""

from __future__ import annotations

from roleassistant.answering.compose.statements import where
from roleassistant.answering.draft import Draft, DraftFact, DraftFacts, abstain, quoted
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.answering.wording import at_level, level_range, listed
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.domain.answer import Heading, Remark
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.names import WHOLE
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import LIGHT_STEMS, stems


def by_which(plan: Plan, evidence: Evidence) -> DraftFacts | None:
    """The alias by which a question names its one role, where it asks nothing besides."""
    alias = plan.roles[0] if len(plan.roles) == 1 else None
    if alias is None or alias.kind != "alias" or alias.score < WHOLE or plan.sections == _DUTIES:
        return None
    if [word for word in plan.words if word not in LIGHT_STEMS]:
        return None
    said = stems(alias.name)
    facts = tuple(
        DraftFact(
            chunk.statement.text,
            (chunk,),
            _whose(alias.role, chunk),
        )
        for chunk in evidence.of(alias.role, SectionKind.TITLE_ALIASES, kinds=(StatementKind.TERM,))
        if stems(chunk.statement.text) == said
    )
    return DraftFacts(facts) if facts else None


def _whose(role: Role, chunk: Chunk) -> str:
    levels = listed([str(level) for level in chunk.page_levels if level])
    return f"{role.title} — {levels} · Title alias" if levels else f"{role.title} · Title alias"


_DUTIES = (SectionKind.RESPONSIBILITIES,)


def _of_the_title(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    """The role and the level that a title told in passing belongs to: by the page that lists it as
    an alias, or by what a level is called; a title of the whole role is one of every level."""
    mention = plan.roles[0]
    said = stems(mention.matched)
    listing = [
        chunk
        for chunk in evidence.of(role, SectionKind.TITLE_ALIASES, kinds=(StatementKind.TERM,))
        if stems(chunk.statement.text) in (said, stems(mention.name))
    ]
    # What is said to the letter goes before the nearest.
    exact = [chunk for chunk in listing if stems(chunk.statement.text) == said]
    listing = exact or listing
    facts = [
        DraftFact(
            chunk.statement.text,
            (chunk,),
            _whose(role, chunk),
        )
        for chunk in listing
    ]
    pages = {level for chunk in listing for level in chunk.page_levels}
    named = [x for x in plan.levels if x in role.described_levels]
    levels = sorted(pages) if exact else named
    for level in levels:
        meaning = evidence.of(role, SectionKind.LEVEL_DEFINITION, level=level)[:1]
        facts += [quoted(chunk, where(chunk, with_role=True)) for chunk in meaning]
    title = evidence.title_of(role, levels[0] if levels else None)
    if not facts and title is not None:
        facts = [quoted(title)]
    if not facts:
        return abstain(
            f"the profiles of {role.title} record no title “{mention.matched}”",
            suggestions_for(role, evidence, plan),
        )
    name = at_level(role, levels[0]) if len(levels) == 1 else role.title
    ladder = level_range(role.described_levels)
    near = "The title is recorded in other words" if listing else "It is the title of the role"
    open_level = () if levels else (Remark(f"{near}; the role has {ladder}."),)
    return Draft(
        (Heading(name), DraftFacts(tuple(facts)), *open_level),
        suggestions=suggestions_for(role, evidence, plan),
    )


_ALSO_CALLED = Pattern(
    r"\b(?:also|otherwise|formerly|sometimes|better|commonly) (?:known|called|titled|referred)\b"
    r"|\ba\.?k\.?a\b"
)


def _told_in_a_sentence(role: Role, evidence: Evidence) -> tuple[DraftFact, ...]:
    """What a sentence says that the role is also called, where no list of titles does."""
    said = (c for c in evidence.all_of(role) if c.statement.kind is StatementKind.FACT)
    return tuple(quoted(c) for c in said if _ALSO_CALLED.search(c.statement.text.casefold()))


def compose(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    if not plan.sections and plan.roles and plan.roles[0].matched:
        return _of_the_title(plan, role, evidence)
    chunks = evidence.of(
        role, SectionKind.TITLE_ALIASES, kinds=(StatementKind.TERM, StatementKind.ABSENCE)
    )
    levels = [x for x in plan.levels if x in role.levels]
    if plan.levels and not levels:
        return abstain(
            f"no page of {role.title} at {listed([str(x) for x in plan.levels], 'or')}: "
            f"its aliases are recorded for {level_range(role.levels)}",
            suggestions_for(role, evidence, plan),
        )
    chosen = [c for c in chunks if not levels or any(x in c.page_levels for x in levels)]
    recorded = [c for c in chosen if c.statement.kind is StatementKind.TERM]
    from roleassistant.answering.compose import occupations

    beside = () if recorded else occupations.titles(role, evidence)
    if not chosen and (told := _told_in_a_sentence(role, evidence)):
        return Draft((DraftFacts(told),), suggestions=suggestions_for(role, evidence, plan))
    if not chosen:
        reason = f"the profiles of {role.title} record no title aliases"
        if not beside:
            return abstain(reason, suggestions_for(role, evidence, plan))
        return Draft(
            (Remark(f"{reason[:1].upper()}{reason[1:]}."), *beside),
            suggestions=suggestions_for(role, evidence, plan),
        )
    only = levels[0] if len(levels) == 1 else None
    shown = recorded or chosen
    # The page of a level that has no alias may stand beside one that has: say which is which.
    label = only is None and len(role.levels) > 1
    facts = tuple(
        DraftFact(
            c.statement.text, (c,), listed([str(x) for x in c.page_levels]) if label else None
        )
        for c in shown
    )
    return Draft(
        (Heading(f"Title aliases of {at_level(role, only)}"), DraftFacts(facts), *beside),
        suggestions=suggestions_for(role, evidence, plan),
    )
