"""Which roles and levels the index holds, all of them or those that something is said of."""

from __future__ import annotations

import re

from roleassistant.answering.draft import (
    Draft,
    DraftBlock,
    DraftFact,
    DraftFacts,
    abstain,
    note_of,
    quoted,
)
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for, suggestions_for_index
from roleassistant.answering.wording import counted, level_range, listed
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.domain.answer import Heading, Remark
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.cues import LEVELS_OF_A_LADDER
from roleassistant.retrieval.heard import RUNG_WORDS
from roleassistant.retrieval.plan import Intent, Plan
from roleassistant.retrieval.retriever import told
from roleassistant.retrieval.words import LIGHT_STEMS, fold, stem, stems

_ASKING = frozenset(
    stem(word)
    for word in (
        "role profile job position family families focus function index hold contain cover know "
        "available exist count total number company library catalogue catalog different "
        "ladder track career path"
    ).split()
)
_MAX_SHOWN = 60
SKILL_WORDS = frozenset(stems("skill skills competency list listed count give"))


def compose(plan: Plan, evidence: Evidence) -> Draft:
    about = [word for word in plan.words if word not in _ASKING]
    of_levels = bool(_LEVELS.search(plan.question.casefold()))
    if plan.roles and (of_levels or plan.intent is Intent.LIST_ROLES):
        about = [word for word in about if word not in RUNG_WORDS]
    asks_of_rungs = (
        not [w for w in about if w not in LIGHT_STEMS]
        or plan.levels
        or LEVELS_OF_A_LADDER.search(plan.question.casefold())
    )
    if plan.roles and (of_levels or not plan.implied_role) and asks_of_rungs:
        return ladders([m.role for m in plan.roles], evidence)
    if family := _of_family(plan, evidence):
        return family
    if plan.levels and not [word for word in about if word not in LIGHT_STEMS]:
        return _with_levels(plan, evidence)
    known = [word for word in about if word not in plan.unknown]
    if known and re.search(r"\bor\b", plan.question.casefold()):
        about = known  # one of several will do, so what no profile holds narrows nothing
    if about:
        return said_of(plan.about(about), evidence) or abstain(
            f"no profile says anything of “{plan.said(about)}”", suggestions_for_index(evidence)
        )
    return _all(evidence)


def _all(evidence: Evidence) -> Draft:
    roles = evidence.generation.roles
    pages = sum(len(role.codes) for role in roles)
    facts = [fact for role in roles[:_MAX_SHOWN] if (fact := titled(role, evidence))]
    blocks: list[DraftBlock] = [
        Heading(f"{counted(len(roles), 'role')}, {counted(pages, 'page')}"),
        DraftFacts(tuple(facts)),
    ]
    if len(roles) > _MAX_SHOWN:
        blocks.append(Remark(f"{len(roles) - _MAX_SHOWN} more: `roleassistant roles` lists all."))
    return Draft(tuple(blocks), suggestions=suggestions_for_index(evidence)[1:])


def _of_family(plan: Plan, evidence: Evidence) -> Draft | None:
    """The roles of a family that the question names; None where it names none."""
    said = set(stems(plan.question))
    families = {
        role.family: set(stems(role.family.replace("_", " "))) for role in evidence.generation.roles
    }
    called = bool(_FAMILY.search(plan.question.casefold()))
    meant = [f for f, words in families.items() if words <= said and (called or len(words) > 1)]
    if not meant or plan.roles or plan.term is not None:
        return None
    family = max(meant, key=lambda one: len(families[one]))
    about = set(plan.words) - families[family] - _ASKING - LIGHT_STEMS
    if about:
        return None
    roles = [role for role in evidence.generation.roles if role.family == family]
    facts = [fact for role in roles[:_MAX_SHOWN] if (fact := titled(role, evidence))]
    every = counted(len(evidence.generation.roles), "role")
    return Draft(
        (Heading(f"{len(roles)} of {every} in {family}"), DraftFacts(tuple(facts))),
        suggestions=suggestions_for_index(evidence),
    )


_FAMILY = Pattern(r"\b(?:famil(?:y|ies)|functions?|disciplines?|departments?|groups?)\b")


def _with_levels(plan: Plan, evidence: Evidence) -> Draft:
    """The roles that have a level, or whose ladder ends there."""
    level = plan.levels[0]
    ends = _ENDS.search(plan.question.casefold())
    roles = [
        role
        for role in evidence.generation.roles
        if (role.described_levels[-1] == level if ends else level in role.described_levels)
    ]
    does = "end at" if ends else "have"
    if not roles:
        return abstain(f"no roles here {does} {level}", suggestions_for_index(evidence))
    facts = [fact for role in roles[:_MAX_SHOWN] if (fact := titled(role, evidence))]
    every = counted(len(evidence.generation.roles), "role")
    return Draft(
        (Heading(f"{len(roles)} of {every} {does} {level}"), DraftFacts(tuple(facts))),
        suggestions=suggestions_for_index(evidence),
    )


_LEVELS = Pattern(r"\blevels?\b|\bgrades?\b|\bladders?\b|\brungs?\b")
_ENDS = Pattern(r"\b(?:ends?|stops?|tops? out|finish(?:es)?|highest|up to|at most|no higher)\b")


def page_of_level(plan: Plan, evidence: Evidence) -> Draft | None:
    """Whether a level has a page of its own, where that is asked and nothing besides; else None."""
    asks = _PAGE_SOUGHT.search(fold(plan.question))
    if not asks or len(plan.levels) != 1 or [w for w in plan.words if w not in LIGHT_STEMS]:
        return None
    level = plan.levels[0]
    bearing = [m.role for m in plan.roles] or list(evidence.generation.roles)
    having = [role for role in bearing if level in role.levels]
    shown = having or [role for role in bearing if level in role.described_levels]
    if not shown:
        return None
    facts = [fact for role in shown if (fact := titled(role, evidence))]
    lead = (
        f"Yes, of {listed([role.title for role in having])}."
        if having
        else f"No: {level} is described, on the pages of other levels."
    )
    return Draft(
        (Remark(lead), DraftFacts(tuple(facts))), suggestions=suggestions_for(shown[0], evidence)
    )


_PAGE_SOUGHT = Pattern(
    r"\b(?:is|are) there (?:an? |any |the )?(?:[\w-]+ )*pages?\b|\b(?:do|does) .*\bhave (?:an? )?"
    r"(?:[\w-]+ )?pages?\b"
)


def ladders(roles: list[Role], evidence: Evidence) -> Draft:
    """The levels of `roles`, and on which of them a page was issued."""
    facts = [fact for role in roles if (fact := titled(role, evidence))]
    levels = [_ladder(role) for role in roles]
    for role in roles:
        page = evidence.title_of(role)
        if page is None or not set(stems(role.title)) <= set(stems(page.statement.text)):
            facts += _lines_of_levels(role, evidence)
    facts += [
        quoted(chunk, chunk.statement.heading)
        for role in roles
        if not role.described_levels
        for chunk in evidence.of(role, SectionKind.LEVEL_DEFINITION, kinds=(StatementKind.ABSENCE,))
    ]
    said = [
        quoted(chunk)
        for role in roles
        for chunk in evidence.of(role, SectionKind.SUMMARY)
        if stem("ladder") in stems(chunk.statement.text)
    ]
    return Draft(
        (*levels, DraftFacts((*facts, *said))), suggestions=suggestions_for(roles[0], evidence)
    )


def _lines_of_levels(role: Role, evidence: Evidence) -> list[DraftFact]:
    """What is cited for the levels of a role whose documents have no title: of each level what it
    is called, or the first that is said of it."""
    found: list[DraftFact] = []
    for level in role.described_levels:
        called = evidence.of(role, level=level, kinds=(StatementKind.TERM,))
        lines = called or evidence.of(role, level=level)
        found += [quoted(chunk, str(level)) for chunk in lines[:1]]
    return found


def _ladder(role: Role) -> Remark:
    if not role.described_levels:
        return Remark(f"The profiles name no levels of {role.title}.")
    return Remark(
        f"{role.title} describes {counted(len(role.described_levels), 'level')}: "
        f"{listed([str(level) for level in role.described_levels])}."
    )


def said_of(plan: Plan, evidence: Evidence) -> Draft | None:
    """Roles of which a statement holds what is asked, the best statement of each; None if none."""
    compounds = _compounds(plan.question)
    best: dict[str, Chunk] = _listing_a_skill(plan, evidence)
    if best and plan.term and _NEEDS.search(fold(plan.question)):
        return _of_best(best, evidence)  # who needs a skill is told by the lists of skills
    found = [
        *evidence.retriever.holding_all(plan),
        *(
            p.chunk
            for p in evidence.retriever.search(plan, limit=200)
            if p.answers and not p.lacks_rarest
        ),
    ]
    for chunk in found:
        fact = chunk.statement.kind is StatementKind.FACT
        valued = plan.value is None or plan.value.given_in(chunk.statement.text)
        if fact and valued and _holds_each(compounds, chunk):
            best.setdefault(chunk.role, chunk)
    return _of_best(best, evidence) if best else None


def _of_best(best: dict[str, Chunk], evidence: Evidence) -> Draft:
    order = {role.key: i for i, role in enumerate(evidence.generation.roles)}
    facts = tuple(
        DraftFact(chunk.statement.text, (chunk,), _label(chunk.title, chunk), note_of(chunk))
        for key, chunk in sorted(best.items(), key=lambda item: order[item[0]])
    )
    return Draft(
        (Heading(f"{len(facts)} of {len(order)} roles"), DraftFacts(facts)),
        suggestions=suggestions_for_index(evidence),
    )


_NEEDS = Pattern(r"\b(?:needs?|requires?|required|have|has|uses?|lists?|skills?)\b")


def _compounds(question: str) -> list[tuple[str, ...]]:
    """The compound words of a question, as stems: "on-call" is said of no one who calls."""
    return [stems(word) for word in _COMPOUND.findall(fold(question))]


_COMPOUND = Pattern(r"\b(?:[a-z]+(?:-[a-z]+)+|on call)\b")


def _holds_each(compounds: list[tuple[str, ...]], chunk: Chunk) -> bool:
    """Whether a statement, or the heading of a house's own section, holds every compound."""
    statement = chunk.statement
    heading = statement.heading if statement.section is SectionKind.OTHER else ""
    held = stems(f"{heading} . {statement.dimension or ''} . {statement.text}")
    return all(
        any(held[i : i + len(words)] == words for i in range(len(held) - len(words) + 1))
        for words in compounds
    )


def _listing_a_skill(plan: Plan, evidence: Evidence) -> dict[str, Chunk]:
    """Role → the definition of its skill whose name holds what is asked: an exact look-up."""
    telling = set(told(plan))
    if (
        plan.term
        and telling & set(stems(plan.term))
        and telling - set(stems(plan.term)) <= SKILL_WORDS
    ):
        telling = set(stems(plan.term))
    names = {
        role: term
        for role, term in evidence.generation.terms()
        if telling and telling <= set(stems(term))
    }
    found: dict[str, Chunk] = {}
    for key, name in list(names.items())[:_MAX_SHOWN]:
        for chunk in evidence.of(evidence.generation.role(key), SectionKind.SKILLS):
            if chunk.statement.dimension == name:
                found.setdefault(key, chunk)
    return found


def _label(title: str, chunk: Chunk) -> str:
    levels = listed([str(x) for x in chunk.statement.levels])
    place = f"{title} — {levels}" if levels else title
    if chunk.statement.section is SectionKind.SKILLS and chunk.statement.dimension:
        return f"{place} · {chunk.statement.dimension}"
    return place


def titled(role: Role, evidence: Evidence) -> DraftFact | None:
    """The title of a role's page, with the levels that it describes."""
    page = evidence.title_of(role)
    if page is None:
        return None
    described = level_range(role.described_levels)
    pages = level_range(role.levels)
    note = described if pages == described else f"{described}; pages for {pages}"
    # Quoted as the page writes it: names of files have no capitals.
    text = role.title if role.title in page.statement.text else page.statement.text
    return DraftFact(text, (page,), role.key, note)
