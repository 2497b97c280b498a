"""What askers tell of themselves, clause by clause, held against the statements of levels."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from roleassistant.answering.evidence import Evidence
from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.domain.answer import Remark
from roleassistant.domain.pattern import Pattern
from roleassistant.domain.quantity import Amount, Years, amounts_in
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.attributes import EXPERIENCE
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import Passage
from roleassistant.retrieval.words import FUNCTION_WORDS, stem, tokens

# One thing told is near to a statement from this strength on (words held plus likeness) …
_NEAR = 0.75
# … and where it is this much nearer to another, it speaks for the other.
_WEAKER = 0.1

GUIDANCE = Remark(
    "This is guidance from the wording of the profiles, not an assessment; "
    "levels are decided in your company's own process."
)

_CLAUSE = Pattern(
    r"[,.;:!?\n]+|\s[-–—]+\s|\b(?:and|but|while|whereas|plus|though|although|because|since|who|"
    r"if|given|having)\b",
    re.IGNORECASE,
)
# "I've worked" says as little as "work".
_EMPTY = frozenset(map(stem, FUNCTION_WORDS))
# What asks tells nothing.
_ASKS = Pattern(
    r"^\W*(?:(?:so|and|then|now|ok|okay|well|hey|hi) )*(?:what|which|where|how|when|why|tell|"
    r"show|gap|need|(?:is|are|do|does|did|can|could|would|should) (?:i|you|we|they|it|he|she))\b|"
    r"\b(?:what|which|where|how)(?:['’]?s| is| are| do| does| would| should| level| else| must|"
    r" grade)\b|"
    r"\b(?:am i|should i|do i|would i|could i|missing|next (?:level|step|year)|get(?:ting)? to|"
    r"promot\w+|to become|wants?|aim\w*|hop(?:e|ing)|move (?:up|to)|level\W*$)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = Pattern(r"\b(?:i|i['’]?m|i['’]?ve|im|ive|me|my)\b", re.IGNORECASE)
# "P4 in two years" is no time behind somebody, and "five years in" is.
_AHEAD = Pattern(r"\b(?:in|within|next|every|after|for the next|over the next)\s*$", re.IGNORECASE)
_NO_TIME = Pattern(
    r"\b(?:no|zero|without(?: any)?) (?:\w+ ){0,2}?(?:experience|years?)\b|\bfirst job\b|"
    r"\bstraight (?:from|out of) (?:school|university|college|uni)\b|\bnew ?grad\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing told: the clause as typed, and the stems of its words that carry meaning."""

    clause: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A statement of levels that something told is near to, and how near, up to 2."""

    told: Told
    chunk: Chunk
    strength: float


def things_told(plan: Plan, also: Collection[str] = ()) -> list[Told]:
    """The clauses of the question that tell something of the asker's work.

    `also` are stems that count beside those of the plan: words of a name that is not meant.
    """
    # "I own recruiting for a department" is told of work; "I'm a recruiter" is not.
    names = {t.text for mention in plan.roles for t in tokens(mention.matched)}
    counting = {*plan.words, *also, *map(stem, names)}
    found = []
    question = plan.question
    for amount in amounts_in(question):
        question = question.replace(amount.text, " ")
    for clause in _CLAUSE.split(question):
        told = _NO_TIME.sub(" ", clause)
        said = [t for t in tokens(told) if t.stem not in _EMPTY and t.stem in counting]
        words = tuple(dict.fromkeys(t.stem for t in said))
        enough = 1 if _FIRST_PERSON.search(told) else 2
        of_work = any(t.text not in names for t in said)
        if of_work and len(words) >= enough and not _ASKS.search(told):
            found.append(Told(clause.strip(), words))
    return found


def years_told(question: str) -> Amount | None:
    """The time that askers say they have behind them, as they say it."""
    folded = " ".join(question.split())
    at = 0
    for amount in amounts_in(folded):
        start = folded.find(amount.text, at)
        at = start + len(amount.text)
        if not _AHEAD.search(folded[:start]):
            return amount
    found = _NO_TIME.search(folded)
    return Amount(found.group(), Years(0.0, 0.0)) if found else None


def matches(plan: Plan, told: Sequence[Told], evidence: Evidence) -> list[Match]:
    """For each thing told the statements of levels that it is nearest to, in the roles of `plan`,
    or in all where it names none."""
    found = []
    for thing in told:
        part = replace(
            plan, words=thing.words, topic=" ".join(t.text for t in tokens(thing.clause))
        )
        near = [
            passage
            for passage in evidence.retriever.search(part, limit=60)
            if _speaks_of_levels(passage) and passage.strength >= _NEAR
        ]
        best = max((passage.strength for passage in near), default=0.0)
        found += [
            Match(thing, passage.chunk, passage.strength)
            for passage in near
            if passage.strength >= best - _WEAKER
        ]
    return found


def _speaks_of_levels(passage: Passage) -> bool:
    statement = passage.chunk.statement
    return bool(statement.levels) and statement.kind is StatementKind.FACT


@dataclass(frozen=True, slots=True)
class YearsAsked:
    """The years that a level asks for, by one of its statements."""

    level: Level
    chunk: Chunk
    span: Years

    def holds(self, years: float) -> bool:
        return self.span.low <= years and (self.span.high is None or years <= self.span.high)


def years_asked(role: Role, evidence: Evidence) -> list[YearsAsked]:
    """What the levels of a role ask for in years, in the order of the index.

    Where no label says so ("Background: 4+ years"), a label is about experience when the amounts
    under it rise from level to level; a horizon or a deadline seldom does at every one.
    """
    stated = [
        (level, chunk, amounts[0].years)
        for chunk in evidence.of(role)
        if (amounts := amounts_in(chunk.statement.text))
        for level in chunk.statement.levels
    ]
    rising = {
        dimension
        for dimension in dict.fromkeys(chunk.statement.dimension for _, chunk, _ in stated)
        if dimension and _rises(role, dimension, stated, evidence)
    }
    return [
        YearsAsked(level, chunk, span)
        for level, chunk, span in stated
        if EXPERIENCE.recorded_by(chunk.statement) or chunk.statement.dimension in rising
    ]


def _rises(
    role: Role, dimension: str, stated: Sequence[tuple[Level, Chunk, Years]], evidence: Evidence
) -> bool:
    """Whether every guideline under `dimension` holds an amount, and more at each level."""
    cells = [
        chunk
        for chunk in evidence.of(role, SectionKind.GUIDELINES)
        if chunk.statement.dimension == dimension
    ]
    lows = {
        level: span.low
        for level, chunk, span in stated
        if chunk.statement.dimension == dimension
        and chunk.statement.section is SectionKind.GUIDELINES
    }
    levels = {level for chunk in cells for level in chunk.statement.levels}
    ordered = [lows[level] for level in role.described_levels if level in lows]
    return len(lows) > 1 and set(lows) == levels and all(a < b for a, b in pairwise(ordered))


def quoted_back(text: str) -> str:
    """The asker's own words, beside the statement that they are held against."""
    return f"you: “{' '.join(text.split())}”"
