"""Which level does it: by title, by the words of its statements, or near in meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from roleassistant.answering.compose import (
    level_criteria,
    list_roles,
    own_sections,
    recorded,
    searching,
)
from roleassistant.answering.compose.find_level.deeds import holder_asked_for, tells_of_others
from roleassistant.answering.compose.find_level.found import (
    by_evidence,
    by_years,
    role_of,
    roles_asked,
    titled,
)
from roleassistant.answering.compose.find_level.levels_asked import (
    at_asked_level,
    is_done_to_levels,
    levels_of,
    of_those_asked,
)
from roleassistant.answering.compose.find_level.verbatim import of_function_words
from roleassistant.answering.compose.statements import left_out, where
from roleassistant.answering.draft import Draft, DraftBlock, DraftFact, DraftFacts, abstain, note_of
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for, suggestions_for_index
from roleassistant.answering.wording import listed
from roleassistant.domain import Level, SectionKind
from roleassistant.domain.answer import Heading
from roleassistant.indexing.chunks import Chunk
from roleassistant.retrieval.cues import END
from roleassistant.retrieval.heard import RUNG_WORDS, is_seniority
from roleassistant.retrieval.plan import Intent, Plan
from roleassistant.retrieval.retriever import Passage
from roleassistant.retrieval.words import LIGHT_STEMS, fold, stems

_PER_LEVEL = 2
_MAX_LEVELS = 5
_MAX_CELLS = 24
# What has to stand in a statement as it was said: an extreme, a denial.
_TO_THE_LETTER = re.compile(
    r"\b(?:most|least) \w{4,}|\b(?!(?:interest|request|test|invest|rest|best|latest)\b)\w{3,}est\b|"
    r"\b(?:without|not|never|no|nobody|cannot)\b"
)
# These are said of many things, and of a ranking where nothing else is asked.
_BEST = re.compile(r"\b(?:best|worst)\b")


def in_these_words(plan: Plan, evidence: Evidence) -> Draft | None:
    """Statements that say the very superlative or denial that is asked: "the largest accounts"."""
    asked = plan.question.casefold()
    letters = _TO_THE_LETTER.findall(asked) or _BEST.findall(asked)
    if plan.intent is not Intent.FIND_LEVEL or not letters or not plan.words:
        return None
    whole = [
        c
        for c in evidence.retriever.holding_all(plan)
        if c.statement.levels and all(said in c.statement.text.casefold() for said in letters)
    ]
    if not whole:
        return None
    facts = tuple(
        DraftFact(c.statement.text, (c,), where(c, with_role=True), note_of(c))
        for c in whole[:_MAX_LEVELS]
    )
    return Draft(
        (DraftFacts(facts),),
        suggestions=suggestions_for(role_of(whole[0].role, evidence), evidence),
    )


def compose(plan: Plan, evidence: Evidence) -> Draft:
    if (
        not plan.roles
        and not plan.levels
        and set(plan.words) <= RUNG_WORDS
        and _asks_of_rungs(plan)
    ):
        return list_roles.compose(plan.about(()), evidence)
    by_title = titled(plan, evidence)
    if not by_title and (every := _of_every_level(plan, evidence)):
        return every
    draft = _by_statements(plan, by_title, evidence)
    if by_title or plan.levels:
        return draft
    sections = own_sections.holding(plan, evidence)
    if not sections:
        return draft
    rest = draft.blocks if draft.reason is None else ()
    return replace(
        draft if draft.reason is None else Draft((), suggestions=draft.suggestions),
        blocks=(*sections, *rest),
    )


def _asks_of_rungs(plan: Plan) -> bool:
    """Whether an end of the ladders is asked for: "what is the top level"."""
    asked = fold(plan.question)
    return END.search(asked) is not None and not plan.dimensions and plan.attribute is None


def _of_every_level(plan: Plan, evidence: Evidence) -> Draft | None:
    """A dimension that the question names and nothing besides: what it says of every level."""
    named = {word for dimension in plan.dimensions for word in stems(dimension)}
    telling = [word for word in plan.words if word not in LIGHT_STEMS]
    whole = [d for d in plan.dimensions if set(stems(d)) <= set(telling)]
    if plan.levels or plan.attribute or not whole or not set(telling) <= named:
        return None
    chunks = [
        chunk
        for role in roles_asked(plan, evidence)
        for chunk in evidence.of(role, SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION)
        if chunk.statement.dimension in whole and chunk.statement.levels
    ]
    if not chunks:
        return None
    several = len({chunk.role for chunk in chunks}) > 1
    facts = tuple(
        DraftFact(c.statement.text, (c,), where(c, with_role=several), note_of(c))
        for c in chunks[:_MAX_CELLS]
    )
    titles = listed(list(dict.fromkeys(chunk.title for chunk in chunks)))
    return Draft(
        (
            Heading(f"{listed(whole)} at every level that states it: {titles}"),
            DraftFacts(facts),
            *left_out(len(chunks) - _MAX_CELLS),
        ),
        suggestions=suggestions_for(role_of(chunks[0].role, evidence), evidence, plan),
    )


def _by_statements(plan: Plan, by_title: list[Passage], evidence: Evidence) -> Draft:
    """The levels whose titles or statements hold what is asked."""
    found = by_title or by_years(plan, evidence) or by_evidence(plan, evidence)
    found = found or of_function_words(plan, roles_asked(plan, evidence), evidence)
    passages = of_those_asked(found, plan, evidence)
    if found and not passages and not is_done_to_levels(plan):
        return _of_other_levels(plan, found, evidence)
    if not passages and (nowhere := recorded.recorded_nowhere(plan, evidence)):
        return nowhere
    holder = holder_asked_for(plan) is not None
    anywhere = not plan.roles and not plan.levels and not holder
    if not passages and anywhere and (elsewhere := list_roles.said_of(plan, evidence)):
        return elsewhere
    others = is_done_to_levels(plan)
    if not passages and not (others or holder) and (said := _said_otherwise(plan, evidence)):
        return said
    if not passages:
        role = plan.roles[0].role if len(plan.roles) == 1 else None
        topic = plan.said(plan.words)
        place = f" of {role.title}" if role else ""
        if others:
            topic = f"{topic} {listed([str(level) for level in plan.levels])}".strip()
        return abstain(
            f"no level{place} is described with “{topic or plan.question}”",
            suggestions_for(role, evidence, plan) if role else suggestions_for_index(evidence),
            by_words=not (others or holder),
        )
    groups: dict[tuple[str, Level], list[Chunk]] = {}
    for passage in passages:
        chunk = passage.chunk
        for level in levels_of(chunk):
            if is_done_to_levels(plan) or at_asked_level(chunk, level, plan, evidence):
                groups.setdefault((chunk.role, level), []).append(chunk)
    places = sorted(groups, key=lambda place: (_role_order(place[0], evidence), place[1]))
    shown = places[:_MAX_LEVELS]
    several = len({role for role, _ in shown}) > 1
    names = [f"{level} of {_title(key, evidence)}" for key, level in shown]
    blocks: list[DraftBlock] = [
        Heading(
            listed(names)
            + (f", and {len(places) - len(shown)} more" if len(places) > len(shown) else "")
        )
    ]
    facts = []
    for key, level in shown:
        for chunk in groups[key, level][:_PER_LEVEL]:
            place = chunk.statement.dimension or chunk.statement.section.shown_as
            where = f"{chunk.title} — {level}" if several else str(level)
            facts.append(
                DraftFact(chunk.statement.text, (chunk,), f"{where} · {place}", note_of(chunk))
            )
    blocks.append(DraftFacts(tuple(facts)))
    first_role, _ = shown[0]
    return Draft(
        tuple(blocks),
        suggestions=suggestions_for(role_of(first_role, evidence), evidence, plan),
        about=tuple(shown) if by_title else (),
        searched=not by_title,
    )


def _said_otherwise(plan: Plan, evidence: Evidence) -> Draft | None:
    """Where no level is described so: what the level or the ladder is, or what has no level."""
    if not [word for word in plan.words if not is_seniority(word)]:
        if plan.roles and plan.levels:
            role = plan.roles[0].role
            return level_criteria.compose(
                replace(plan, sections=(SectionKind.LEVEL_DEFINITION,)), role, evidence
            )
        return list_roles.ladders([m.role for m in plan.roles], evidence) if plan.roles else None
    if not plan.roles:
        return None
    drafts = [searching.search(plan, mention.role, evidence) for mention in plan.roles]
    fitting = (d for d in drafts if d.reason is None and not tells_of_others(d, plan))
    return next(fitting, None)


def _of_other_levels(plan: Plan, passages: Sequence[Passage], evidence: Evidence) -> Draft:
    """An abstention where what is asked is described, and for none of the levels asked for."""
    chunks = [passage.chunk for passage in passages]
    held = sorted({x for c in chunks for x in c.statement.levels or c.page_levels})
    asked = listed([str(level) for level in plan.levels], "or")
    named = [mention.matched for mention in plan.roles if mention.matched]
    topic = plan.said(plan.words) or " ".join(named) or plan.question
    return abstain(
        f"“{topic}” is described for {listed([str(x) for x in held])}, and not for {asked}",
        suggestions_for(role_of(chunks[0].role, evidence), evidence, plan),
    )


def _title(key: str, evidence: Evidence) -> str:
    return role_of(key, evidence).title


def _role_order(key: str, evidence: Evidence) -> int:
    return next(i for i, role in enumerate(evidence.generation.roles) if role.key == key)
