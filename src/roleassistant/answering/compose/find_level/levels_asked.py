"""The levels that a question names: those asked about, or those to whom something is done."""

from __future__ import annotations

import re

from roleassistant.answering.compose.find_level.deeds import deed_of
from roleassistant.answering.evidence import Evidence
from roleassistant.domain import Level
from roleassistant.indexing.chunks import Chunk
from roleassistant.retrieval.cues import done_to
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import Passage
from roleassistant.retrieval.synonyms import standing_for
from roleassistant.retrieval.words import FUNCTION_WORDS, fold, stems, tokens

# One helps others to learn in many words: who "mentors P1s" is who "guides P1 and P2 colleagues".
_HELPING = frozenset(stems("teach taught train mentor coach guide instruct tutor educate show"))
# Words for those with whom somebody works.
_PEOPLE = frozenset(
    stems(
        "colleague colleagues team teams people member members junior juniors peer peers staff "
        "newcomer newcomers beginner beginners trainee trainees employee employees others"
    )
)
# So many words behind a verb its object is looked for.
_OBJECT = 5


def levels_of(chunk: Chunk) -> tuple[Level, ...]:
    """The levels of a statement, or of its page."""
    return chunk.statement.levels or chunk.page_levels


def of_those_asked(found: list[Passage], plan: Plan, evidence: Evidence) -> list[Passage]:
    """The passages of the levels asked for. Where these are the ones that something is done to,
    those that name them; else those of the levels above."""
    if not is_done_to_levels(plan):
        return [
            p
            for p in found
            if any(at_asked_level(p.chunk, x, plan, evidence) for x in levels_of(p.chunk))
        ]
    helping = [
        Passage(chunk, 1.0, 1.0, None, ())
        for mention in plan.roles
        for chunk in (evidence.of(mention.role) if deed_of(plan) in _HELPING else ())
        if chunk.statement.levels and _HELPING & set(stems(chunk.statement.text))
    ]
    told = [p for p in found if _is_told_of(p.chunk, plan, evidence)]
    told = told or [p for p in helping if _is_told_of(p.chunk, plan, evidence)]
    top = max(plan.levels)
    above = [p for p in found if all(x.track == top.track and x > top for x in levels_of(p.chunk))]
    return told or [p for p in above if _is_done_to_people(p.chunk, deed_of(plan))]


def _is_done_to_people(chunk: Chunk, deed: str | None) -> bool:
    """Whether `deed` is done to colleagues: who coaches a pipeline coaches nobody."""
    people = _PEOPLE | set(stems(chunk.title))
    said = stems(chunk.statement.text)
    meant = {deed, *standing_for(deed)} if deed else set()
    return any(
        people & set(said[at + 1 : at + 1 + _OBJECT])
        for at, word in enumerate(said)
        if word in meant
    )


def is_done_to_levels(plan: Plan) -> bool:
    """Whether the levels said are those of others: "who mentors P1s", "who coaches P2 and P3"."""
    asked = fold(plan.question)
    if not plan.levels or not done_to(asked):
        return False
    names = "|".join(re.escape(fold(str(level))) for level in plan.levels)
    return len(plan.levels) > 1 or bool(re.search(rf"\b(?:{names})['’]?s\b", asked))


def at_asked_level(chunk: Chunk, level: Level, plan: Plan, evidence: Evidence) -> bool:
    """Whether a statement of `level` answers what is asked of the levels that are named."""
    if not plan.levels or level in plan.levels:
        return True
    return _is_told_of(chunk, plan, evidence)


def _is_told_of(chunk: Chunk, plan: Plan, evidence: Evidence) -> bool:
    """Whether the levels said are what the work is done to: "mentors IC2 designers", "hires team
    managers"."""
    text, asked = fold(chunk.statement.text), fold(plan.question)
    if any(str(level) in chunk.statement.text.split() for level in plan.levels):
        return True
    for name, level in evidence.called.items():
        if level in plan.levels and all(re.search(rf"\b{name}s?\b", x) for x in (text, asked)):
            return True
    said = {t.stem for t in tokens(plan.question) if t.text not in FUNCTION_WORDS}
    return len(said) > 1 and said <= set(stems(chunk.statement.text))
