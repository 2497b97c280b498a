"""Where somebody may stand: what they tell of themselves, held against each level's statements.

Each thing told is matched on its own, and shown with the statement that it is near to. No score is
given: the evidence is, and that it is guidance.
"""

from __future__ import annotations

import re
from collections import defaultdict

from roleassistant.answering.compose.unclear import ask_which_role
from roleassistant.answering.draft import Draft, DraftFact, DraftFacts, abstain, note_of
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.answering.wording import listed
from roleassistant.domain import Level, StatementKind
from roleassistant.domain.answer import Heading, Remark
from roleassistant.domain.quantity import Years, amounts_in
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.attributes import EXPERIENCE
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import Passage
from roleassistant.retrieval.words import FUNCTION_WORDS, tokens

# One thing told is near to a statement from this strength on (words held plus likeness).
_NEAR = 0.75
# Levels whose evidence comes to this share of the best are named beside it.
_ALSO = 0.85
# A role that was not named is taken to be meant when its evidence is this many times the next.
_CLEARLY = 1.3
_CLAUSE = re.compile(r"[,.;:!?\n]+|\band\b|\bbut\b")
_PER_LEVEL = 4

GUIDANCE = Remark(
    "This is guidance from the wording of the profiles, not an assessment; "
    "levels are decided in your company's own process."
)


def compose(plan: Plan, evidence: Evidence) -> Draft:
    if not plan.roles and not plan.candidates:
        return _of_any_role(plan, evidence)
    if len(plan.roles) != 1:
        return ask_which_role(plan, evidence)
    return _of_role(plan, plan.roles[0].role, evidence)


def _of_any_role(plan: Plan, evidence: Evidence) -> Draft:
    """The role that most of what is told points to; where several do, the question goes back."""
    weight: dict[str, float] = defaultdict(float)
    for _, words in _things_told(plan):
        best: dict[str, float] = {}
        for passage in _near(plan.about(words), evidence):
            key = passage.chunk.role
            best[key] = max(best.get(key, 0.0), passage.strength)
        for key, strength in best.items():
            weight[key] += strength
    ranked = sorted(weight, key=lambda key: (-weight[key], key))
    if not ranked or (len(ranked) > 1 and weight[ranked[0]] < _CLEARLY * weight[ranked[1]]):
        return ask_which_role(plan, evidence)
    return _of_role(plan, evidence.generation.role(ranked[0]), evidence)


def _of_role(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    found: dict[Level, dict[int, tuple[Chunk, str]]] = defaultdict(dict)
    weight: dict[Level, float] = defaultdict(float)
    for clause, words in _things_told(plan):
        near = [p for p in _near(plan.about(words), evidence) if p.chunk.role == role.key]
        best = max((p.strength for p in near), default=0.0)
        for passage in near:
            if passage.strength >= best - 0.1:
                for level in passage.chunk.statement.levels:
                    found[level].setdefault(passage.chunk.row, (passage.chunk, clause))
                    weight[level] += passage.strength
    for chunk, years in _years(plan, role, evidence):
        for level in chunk.statement.levels:
            found[level].setdefault(chunk.row, (chunk, years))
            weight[level] += 1.0
    if not found:
        return abstain(
            f"nothing of what you tell is described for a level of {role.title}",
            suggestions_for(role, evidence, plan),
        )
    top = max(weight.values())
    nearest = sorted(level for level, value in weight.items() if value >= _ALSO * top)
    blocks: list[Heading | DraftFacts | Remark] = [
        Heading(f"Nearest in {role.title}: {listed([str(x) for x in nearest], 'or')}")
    ]
    for level in sorted(found, key=lambda x: (-weight[x], x))[:3]:
        facts = tuple(
            DraftFact(chunk.statement.text, (chunk,), f"{level}, to “{clause}”", note_of(chunk))
            for chunk, clause in list(found[level].values())[:_PER_LEVEL]
        )
        blocks.append(DraftFacts(facts))
    blocks.append(GUIDANCE)
    return Draft(tuple(blocks), suggestions=suggestions_for(role, evidence, plan))


def _near(part: Plan, evidence: Evidence) -> list[Passage]:
    """Statements of levels that one thing told is near to."""
    return [
        p
        for p in evidence.retriever.search(part, limit=60)
        if p.chunk.statement.levels
        and p.chunk.statement.kind is StatementKind.FACT
        and p.strength >= _NEAR
    ]


def _things_told(plan: Plan) -> list[tuple[str, tuple[str, ...]]]:
    """The clauses of the question that say something, each with the stems of its words."""
    told = []
    question = plan.question
    for amount in amounts_in(question):
        question = question.replace(amount.text, " ")
    for clause in _CLAUSE.split(question):
        words = tuple(
            t.stem for t in tokens(clause) if t.text not in FUNCTION_WORDS and t.stem in plan.words
        )
        if len(words) >= 2:
            told.append((clause.strip(), words))
    return told


def _years(plan: Plan, role: Role, evidence: Evidence) -> list[tuple[Chunk, str]]:
    """The statements of typical experience whose range the years told fall into."""
    told = amounts_in(plan.question)
    if not told:
        return []
    mine = told[0]
    return [
        (chunk, mine.text)
        for chunk in evidence.of(role)
        if chunk.statement.levels
        and EXPERIENCE.recorded_by(chunk.statement)
        and (ranges := amounts_in(chunk.statement.text))
        and _within(mine.years.low, ranges[0].years)
    ]


def _within(years: float, span: Years) -> bool:
    return span.low <= years and (span.high is None or years <= span.high)
