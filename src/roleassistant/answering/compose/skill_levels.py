"""How well a skill has to be mastered at a job level, and what that step of proficiency means.

Two axes that are never mixed: a senior engineer (job level) needs data modelling at Practitioner
(proficiency).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from roleassistant.answering.compose.dimensions import in_ladder_order
from roleassistant.answering.draft import (
    Draft,
    DraftBlock,
    DraftFact,
    DraftFacts,
    DraftRow,
    DraftTable,
    abstain,
    quoted,
)
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for, suggestions_for_index
from roleassistant.answering.wording import at_level, listed
from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.domain.answer import Heading, Remark
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import LIGHT_STEMS, fold, stem, stems, tokens

_TERM, _FACT = (StatementKind.TERM,), (StatementKind.FACT,)
# Words by which it is asked how well something has to be mastered.
_CUE = Pattern(
    r"\b(?:skills?|competenc\w+|capabilit\w+|proficiency|expertise)[ -]levels?\b|\bproficien\w+\b|"
    r"\bhow (?:well|good|skilled|strong|expert|competent)\b|"
    r"\blevels? of (?:skill|expertise|mastery)\b"
)
# The same, where a skill is named beside it.
_CUE_OF_SKILL = Pattern(
    r"\b(?:level|standard|extent|degree|mastery|expertise|how (?:much|deep|far))\b"
)
_ASKING = frozenset(
    map(
        stem,
        "skill level proficiency competency capability need require must have should expect "
        "expected mean standard mastery expertise good well skilled strong first reach "
        "work master be say definition descriptor".split(),
    )
)
_WHO = Pattern(r"^\W*(?:who|whose|(?:which|what) (?:roles?|jobs?|positions?|levels?))\b")
_MOST_COLUMNS = 5
_MOST_LISTED = 60
_MOST_FACTS = 12


def asked(plan: Plan, evidence: Evidence) -> Draft | None:
    """The answer, where a question asks how well something has to be mastered; else None."""
    steps = evidence.generation.steps()
    if not steps:
        return None
    text = fold(plan.question)
    if plan.term:
        text = text.replace(fold(plan.term), " # ")
    said = _steps_said(text, steps)
    cue = bool(_CUE.search(text))
    of_skill = cue or bool(said) or bool(_CUE_OF_SKILL.search(text))
    if not (cue or (said and _names_a_skill(plan, evidence)) or (plan.term and of_skill)):
        return None
    if not plan.roles:
        return None if plan.candidates else _of_any_role(plan, said, evidence)
    drafts = [_of_role(plan, mention.role, said, evidence) for mention in plan.roles]
    found = [draft for draft in drafts if draft is not None]
    answered = [draft for draft in found if draft.reason is None]
    if not answered:
        return found[0] if found else None
    first = answered[0]
    blocks = tuple(block for draft in answered for block in draft.blocks)
    return Draft(blocks, suggestions=first.suggestions, about=first.about)


def at(role: Role, level: Level, evidence: Evidence) -> tuple[DraftFact, ...]:
    """Every skill of a role with how well it has to be mastered at `level`."""
    chunks = evidence.of(role, SectionKind.PROFICIENCY, level=level, kinds=_TERM)
    return tuple(quoted(chunk, chunk.statement.dimension) for chunk in chunks)


def changes(role: Role, levels: Sequence[Level], evidence: Evidence) -> list[DraftBlock]:
    """The skills that have to be mastered otherwise at one of `levels` than at another, as a table,
    and a remark about those that have not."""
    columns = [_by_skill(role, level, evidence) for level in levels]
    if sum(bool(column) for column in columns) < 2:
        return []
    rows, same = [], []
    for skill in dict.fromkeys(skill for column in columns for skill in column):
        cells = [column.get(skill) for column in columns]
        if len({fold(c.statement.text) if c else "" for c in cells}) == 1:
            same.append(skill)
            continue
        rows.append(DraftRow(skill, tuple((quoted(c),) if c else () for c in cells)))
    blocks: list[DraftBlock] = []
    if rows:
        names = tuple(str(level) for level in levels)
        blocks += [Heading("Skill levels that differ"), DraftTable(names, tuple(rows))]
    if same:
        what = listed(same) if len(same) <= _MOST_FACTS else f"{len(same)} skills"
        blocks.append(Remark(f"The same skill level at each: {what}."))
    return blocks


def _of_role(plan: Plan, role: Role, said: Collection[str], evidence: Evidence) -> Draft | None:
    held = evidence.of(role, SectionKind.PROFICIENCY, kinds=_TERM)
    skills = _skills_meant(plan, held, said)
    if not held or (skills is not None and not skills):
        return None
    levels = in_ladder_order(role, plan.levels)
    kept = [
        chunk
        for chunk in held
        if (skills is None or chunk.statement.dimension in skills)
        and (not levels or set(levels) & set(chunk.statement.levels))
        and (not said or fold(chunk.statement.text) in said)
    ]
    suggestions = suggestions_for(role, evidence, plan)
    if not kept:
        return _none_such(role, levels, skills, said, held, evidence, plan)
    if skills is None and not levels and not said:
        every = role.described_levels
        shown = list(every)[-_MOST_COLUMNS:]
        return Draft(tuple(changes(role, shown, evidence)), suggestions=suggestions)
    several = skills is None or len(skills) > 1
    facts = [quoted(chunk, _label(chunk, several, len(levels) != 1)) for chunk in kept]
    title = at_level(role, levels[0]) if len(levels) == 1 else role.title
    blocks: list[DraftBlock] = [Heading(f"Skill levels of {title}"), DraftFacts(tuple(facts))]
    if skills is not None and len(skills) == 1 and len(levels) == 1:
        blocks += _meaning(role, levels[0], kept[0], evidence)
    about = tuple((role.key, level) for level in levels)
    return Draft(tuple(blocks), suggestions=suggestions, about=about)


def _label(chunk: Chunk, with_skill: bool, with_level: bool) -> str:
    levels = listed([str(level) for level in chunk.statement.levels])
    parts = [levels if with_level else "", chunk.statement.dimension or "" if with_skill else ""]
    return " · ".join(part for part in parts if part) or (chunk.statement.dimension or levels)


def _meaning(role: Role, level: Level, term: Chunk, evidence: Evidence) -> list[DraftBlock]:
    """What it means to master a skill that well, as it is said for this level, or for any."""
    step, skill = fold(term.statement.text), term.statement.dimension
    facts = [
        chunk
        for chunk in evidence.of(role, SectionKind.PROFICIENCY, kinds=_FACT)
        if chunk.statement.dimension == skill and fold(chunk.statement.heading) == step
    ]
    own = [c for c in facts if level in c.statement.levels]
    shown = own or [c for c in facts if not c.statement.levels]
    if not shown:
        return []
    heading = Heading(f"What {term.statement.text} means for {skill}")
    return [heading, DraftFacts(tuple(quoted(chunk) for chunk in shown))]


def _none_such(
    role: Role,
    levels: Sequence[Level],
    skills: Collection[str] | None,
    said: Collection[str],
    held: Sequence[Chunk],
    evidence: Evidence,
    plan: Plan,
) -> Draft:
    """Nothing at this level is asked for at this step: what is recorded instead is shown."""
    instead = [chunk for chunk in held if skills is None or chunk.statement.dimension in skills]
    shown = [c for c in instead if not levels or set(levels) & set(c.statement.levels)] or instead
    what = listed(sorted(skills)) if skills else "a skill"
    step = f" at {listed([s.capitalize() for s in sorted(said)], 'or')}" if said else ""
    where = f" for {listed([str(level) for level in levels])}" if levels else ""
    missing = abstain(
        f"the profiles of {role.title} do not ask for {what}{step}{where}",
        suggestions_for(role, evidence, plan),
    )
    if skills is None:
        return missing
    facts = tuple(quoted(chunk, _label(chunk, len(skills) > 1, True)) for chunk in shown)
    return Draft(
        (Remark(f"Not{step}{where}; what is recorded:"), DraftFacts(facts[:_MOST_FACTS])),
        suggestions=missing.suggestions,
    )


def _of_any_role(plan: Plan, said: Collection[str], evidence: Evidence) -> Draft | None:
    """What a step of proficiency means for a skill, whoever needs it."""
    if plan.term is None:
        return None
    wanted = " ".join(stems(plan.term))
    if _WHO.search(fold(plan.question)):
        return _who_needs(plan, wanted, said, evidence)
    facts: dict[tuple[str, str], list[Chunk]] = {}
    for chunk in evidence.generation.meaning_of(plan.term):
        statement = chunk.statement
        named = " ".join(stems(statement.dimension or "")) == wanted
        if named and (not said or fold(statement.heading) in said):
            facts.setdefault((statement.heading, statement.text), []).append(chunk)
    if not facts:
        return None
    blocks: list[DraftBlock] = []
    for step in dict.fromkeys(heading for heading, _ in facts):
        shown = [DraftFact(t, tuple(c[:1])) for (h, t), c in facts.items() if h == step]
        blocks += [Heading(f"{plan.term} · {step}"), DraftFacts(tuple(shown))]
    return Draft(tuple(blocks), suggestions=suggestions_for_index(evidence))


def _who_needs(plan: Plan, wanted: str, said: Collection[str], evidence: Evidence) -> Draft | None:
    """The roles, and their levels, that need a skill at a step of proficiency."""
    found: dict[str, list[Chunk]] = {}
    for key, term in evidence.generation.terms():
        if " ".join(stems(term)) != wanted:
            continue
        role = evidence.generation.role(key)
        chunks = evidence.of(role, SectionKind.PROFICIENCY, kinds=_TERM)
        kept = [
            c
            for c in chunks
            if c.statement.dimension == term and (not said or fold(c.statement.text) in said)
        ]
        if kept:
            found[key] = kept
    if not found or not said:
        return None
    every = len(evidence.generation.roles)
    facts = [
        quoted(chunk, at_level(evidence.generation.role(key), level))
        for key, chunks in found.items()
        for chunk in chunks
        for level in chunk.statement.levels[:1] or (None,)
    ]
    heading = Heading(f"{plan.term}: {len(found)} of {every} roles")
    more = len(facts) - _MOST_LISTED
    blocks: list[DraftBlock] = [heading, DraftFacts(tuple(facts[:_MOST_LISTED]))]
    if more > 0:
        blocks.append(Remark(f"{more} more: name a role."))
    return Draft(tuple(blocks), suggestions=suggestions_for_index(evidence))


def _skills_meant(plan: Plan, held: Sequence[Chunk], said: Collection[str]) -> set[str] | None:
    """The skills of a role that a question names, whole or by all of its telling words; None where
    it names none, so that all are meant."""
    known = {chunk.statement.dimension for chunk in held if chunk.statement.dimension}
    if plan.term is not None:
        wanted = " ".join(stems(plan.term))
        return {skill for skill in known if " ".join(stems(skill)) == wanted}
    spoken = {word for step in said for word in stems(step)}
    telling = [
        word
        for word in plan.words
        if word not in _ASKING and word not in LIGHT_STEMS and word not in spoken
    ]
    if not telling:
        return None
    return {skill for skill in known if set(telling) <= set(stems(skill))}


def _names_a_skill(plan: Plan, evidence: Evidence) -> bool:
    return plan.term is not None or bool(
        {stem("skill"), stem("competency")} & set(stems(plan.question))
    )


def _by_skill(role: Role, level: Level, evidence: Evidence) -> dict[str, Chunk]:
    found: dict[str, Chunk] = {}
    for chunk in evidence.of(role, SectionKind.PROFICIENCY, level=level, kinds=_TERM):
        found.setdefault(chunk.statement.dimension or "", chunk)
    return found


def _steps_said(text: str, steps: Sequence[str]) -> set[str]:
    """The steps of proficiency that a question names, folded; "experts" names Expert."""
    said = " ".join(token.text for token in tokens(text))
    found = set()
    for step in steps:
        words = " ".join(token.text for token in tokens(step))
        if (
            words
            and not words.isdigit()
            and f" {words} " in f" {said.replace(f'{words}s', words)} "
        ):
            found.add(fold(step))
    return found
