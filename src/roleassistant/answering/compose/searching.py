"""What is searched for in the statements of a role, by words and by meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from roleassistant.answering.compose.specifying import says_which
from roleassistant.answering.compose.statements import (
    at_levels,
    found,
    listed_all,
    said_whole,
    where,
)
from roleassistant.answering.draft import (
    Draft,
    DraftFacts,
    abstain,
    quoted,
)
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for, suggestions_for_index
from roleassistant.answering.wording import listed
from roleassistant.domain import SectionKind, Statement, StatementKind
from roleassistant.domain.answer import Remark
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.attributes import EXPERIENCE, TOOLS
from roleassistant.retrieval.forms import Form
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import Passage, covered, told
from roleassistant.retrieval.words import LIGHT_STEMS, fold, in_order, stems, tokens

# Of passages that answer, those this much weaker than the best add little.
_MUCH_WEAKER = 0.25
# A single statement is shown as the nearest from here on: of the development questions that the
# profiles do not answer, none comes nearer than 0.56.
_NEAREST = 0.62
_NEAREST_MARGIN = 0.1
_NEAREST_COVERS = 0.5
# A statement that gives the very sort of value that is asked for may be less near.
_NEAR_WITH_VALUE = 0.42
_PLACE_WORDS = frozenset(stems("city town place country port region continent location"))
_NAMED_PLACE = re.compile(r"\b(?:in|at|from|to|near|of) [A-Z][a-z]{2,}")
_TOOL_WORDS = frozenset(stems("system software tool program app application platform product"))


def search(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    """The statements of a role that say most of what the question is about."""
    if numbered := _numbered(plan, role, evidence):
        return found(plan, role, numbered, evidence)
    results = evidence.retriever.search(plan, levels=plan.levels)
    passages = answering(results, plan)
    if kind := _of_the_kind(plan, results, passages):
        return replace(found(plan, role, kind, evidence), searched=True)
    if not passages:
        return (
            _giving_the_value(plan, role, results, evidence)
            or without_value(plan, results, evidence)
            or _at_other_levels(plan, role, evidence)
            or _elsewhere(plan, evidence)
            or _nearest(plan, role, results, evidence)
            or nothing(plan, role, evidence)
        )
    chunks = [p.chunk for p in passages]
    if whole := _of_the_dimension(plan, chunks, evidence):
        return listed_all(plan, role, whole, evidence)
    return replace(found(plan, role, chunks, evidence), searched=True)


def _of_the_dimension(plan: Plan, chunks: Sequence[Chunk], evidence: Evidence) -> list[Chunk]:
    """All that a level has under the one dimension whose name, and nothing else, holds what is
    asked: "what would be nice for a P2 to have", of "Nice to have"."""
    names = {c.statement.dimension for c in chunks}
    name = next(iter(names)) if len(names) == 1 else None
    words = [w for w in plan.words if w not in LIGHT_STEMS]
    if not name or not plan.levels or not words or not set(words) <= set(stems(name)):
        return []
    if any(set(words) & set(stems(c.statement.text)) for c in chunks):
        return []
    role = evidence.generation.role(chunks[0].role)
    return at_levels(plan, [c for c in evidence.of(role) if c.statement.dimension == name])


def said_in_full(plan: Plan, evidence: Evidence) -> Draft | None:
    """Statements of the one role meant that hold every telling word; None where nothing does."""
    if plan.attribute is not None or plan.dimensions or len(plan.roles) != 1:
        return None
    chunks = evidence.retriever.holding_all(plan) if told(plan) else []
    return found(plan, plan.roles[0].role, chunks, evidence) if chunks else None


def _numbered(plan: Plan, role: Role, evidence: Evidence) -> list[Chunk]:
    """Statements that give the number of what is counted, with all else that the question tells."""
    if plan.form is not Form.COUNT or plan.value is None:
        return []
    chunks = [c for c in evidence.of(role) if plan.value.given_in(c.statement.text)]
    telling = [w for w in plan.words if w not in LIGHT_STEMS]
    # A level that was named leaves few statements: then a verb may be another.
    spare = 1 if plan.levels and (plan.value.counts or len(telling) > 1) else 0
    whole = [c for c in chunks if len(covered(plan, telling, c)[1]) <= spare]
    return at_levels(plan, whole) or [c for c in whole if next_to(plan, c)]


def _of_the_kind(
    plan: Plan, results: Sequence[Passage], passages: Sequence[Passage]
) -> list[Chunk]:
    """What a level has of the kind asked for, where nothing of that level answers in full.

    "What kind of deals does a P5 close" is answered by the deals of a P5, whatever is done to them.
    """
    if plan.noun is None or not plan.levels or any(p.chunk.statement.levels for p in passages):
        return []
    return [
        p.chunk
        for p in results
        if p.chunk.statement.levels
        and plan.noun not in p.missing
        and len(p.missing) <= 1
        and is_wanted(p, plan)
    ]


def without_value(plan: Plan, results: Sequence[Passage], evidence: Evidence) -> Draft | None:
    """An abstention where statements speak of what is asked and do not give it: none holds the
    sort of value that is wanted, or none says which of its kind."""
    if plan.value is None and plan.noun is None:
        return None
    near = answering(results, replace(plan, value=None, noun=None))
    if not near:
        return None
    role = evidence.generation.role(near[0].chunk.role)
    lacking = f"give no {plan.value.label}" if plan.value else "do not say which"
    if plan.value is None and plan.noun in near[0].missing:
        return None
    return abstain(
        f"the profiles of {role.title} speak of “{plan.said(told(plan))}”, and {lacking}",
        suggestions_for(role, evidence, plan),
        by_words=True,
    )


def _giving_the_value(
    plan: Plan, role: Role, results: Sequence[Passage], evidence: Evidence
) -> Draft | None:
    """The one statement that gives the sort of value asked for and is nearest of all in meaning."""
    if plan.value is None:
        return None
    near = _by_nearness(results, plan)
    if not near or near[0].lacks_unknown or not is_wanted(near[0], plan):
        return None
    first, second = near[0].similarity or 0.0, near[1].similarity or 0.0 if near[1:] else 0.0
    if first < _NEAR_WITH_VALUE or first - second < _NEAREST_MARGIN or not near[0].coverage:
        return None
    return found(plan, role, [near[0].chunk], evidence)


def _at_other_levels(plan: Plan, role: Role, evidence: Evidence) -> Draft | None:
    """What is described for another level than the one asked for: it is said so, and refused.

    Where the level is inferred and next to the one asked for, it may well be that one: then the
    statement is shown with the level that it was given.
    """
    if not plan.levels:
        return None
    if own := [c for c in said_whole(plan, evidence) if c.statement.levels]:
        return found(plan, role, own, evidence)
    chunks = [c for c in said_whole(replace(plan, levels=()), evidence) if c.statement.levels]
    if near := [c for c in chunks if next_to(plan, c)]:
        return found(plan, role, near, evidence)
    if not chunks:
        return None
    held = sorted({level for c in chunks for level in c.statement.levels})
    return abstain(
        f"“{plan.said(plan.words)}” is described for {listed([str(x) for x in held])} of "
        f"{role.title}, and not for {listed([str(x) for x in plan.levels], 'or')}",
        suggestions_for(role, evidence, plan),
    )


def next_to(plan: Plan, chunk: Chunk) -> bool:
    """Whether a level was inferred for a statement that is next to a level asked for."""
    return chunk.statement.attribution.how == "inferred" and any(
        own.track == asked.track and abs(own.grade - asked.grade) == 1
        for own in chunk.statement.levels
        for asked in plan.levels
    )


def _elsewhere(plan: Plan, evidence: Evidence) -> Draft | None:
    """What other roles' profiles say with every word of the question, named as theirs."""
    if plan.levels or plan.implied_role:
        return None
    whole = said_whole(replace(plan, roles=()), evidence)
    # A section of a house's own is about the role on whose page it stands.
    chunks = [c for c in whole if c.statement.section is not SectionKind.OTHER]
    if not chunks:
        return None
    facts = tuple(quoted(chunk, where(chunk, with_role=True)) for chunk in chunks[:2])
    return Draft((DraftFacts(facts),), suggestions=suggestions_for_index(evidence))


def _nearest(
    plan: Plan, role: Role, results: Sequence[Passage], evidence: Evidence
) -> Draft | None:
    """The one statement that comes far nearer in meaning than any other, said to be no more."""
    near = _by_nearness(results, plan)
    if not near or near[0].lacks_unknown or near[0].coverage < _NEAREST_COVERS:
        return None
    first, second = near[0].similarity or 0.0, near[1].similarity or 0.0 if near[1:] else 0.0
    if first < _NEAREST or first - second < _NEAREST_MARGIN:
        return None
    draft = found(plan, role, [near[0].chunk], evidence)
    return replace(draft, blocks=(Remark("Nearest in meaning, in other words:"), *draft.blocks))


def _by_nearness(results: Sequence[Passage], plan: Plan) -> list[Passage]:
    """Facts of the levels asked for, the nearest in meaning first."""
    return sorted(
        (p for p in results if p.chunk.statement.kind is StatementKind.FACT and _is_at(p, plan)),
        key=lambda p: (-(p.similarity or 0.0), p.chunk.row),
    )


def _is_at(passage: Passage, plan: Plan) -> bool:
    return not plan.levels or bool(set(plan.levels) & set(passage.chunk.statement.levels))


def nothing(plan: Plan, role: Role | None, evidence: Evidence) -> Draft:
    of_role = f" of {role.title}" if role else ""
    topic = plan.said(plan.words)
    return abstain(
        f"the profiles{of_role} say nothing of “{topic}”"
        if topic
        else f"the profiles{of_role} say nothing that answers this",
        suggestions_for(role, evidence, plan) if role else suggestions_for_index(evidence),
        by_words=True,
    )


def answering(passages: Sequence[Passage], plan: Plan) -> list[Passage]:
    """The passages that answer, strongest first; names that only label a statement do not."""
    fitting = [
        p
        for p in passages
        if p.answers and p.chunk.statement.kind is not StatementKind.TERM and is_wanted(p, plan)
    ]
    if not fitting:
        return []
    best = max(p.strength for p in fitting)
    kept = sorted(
        (p for p in fitting if p.strength >= best - _MUCH_WEAKER),
        key=lambda p: (-p.strength, p.chunk.row),
    )
    if any(not p.missing for p in kept):
        kept = [p for p in kept if not p.missing]
        phrased = [p for p in kept if in_order(plan.words, stems(p.chunk.statement.text))]
        return phrased or kept
    return kept


def is_wanted(passage: Passage, plan: Plan) -> bool:
    """Whether a passage gives the sort of value, and speaks of the thing, that is asked for."""
    statement = passage.chunk.statement
    if plan.value is not None:
        experience = plan.attribute is not None and plan.attribute.name == EXPERIENCE.name
        if not plan.value.given_in(statement.text):
            return False
        if statement.section is SectionKind.PROVENANCE:
            return False  # when a page was reviewed is no date of the work
        # Years of experience are the duration and the number of nothing else.
        if not experience and EXPERIENCE.recorded_by(statement) and passage.missing:
            return False
    if plan.noun in passage.missing:
        # "Which systems" is answered by a system's name.
        if plan.noun in _PLACE_WORDS:
            return _NAMED_PLACE.search(statement.text) is not None
        return plan.noun in _TOOL_WORDS and TOOLS.recorded_by(statement)
    if plan.noun is None or plan.form is not Form.OPEN:
        return _defines(plan, statement)
    if _narrowed_by(plan.noun, plan) in passage.missing and (passage.similarity or 0.0) < _NEAREST:
        return False
    return says_which(plan.noun, statement.text, plan.question)


def _narrowed_by(noun: str, plan: Plan) -> str | None:
    """The word right before the thing asked for, which says of what sort: of "trade fairs" the
    trade."""
    said = tokens(plan.topic)
    before = next((one.stem for one, at in pairwise(said) if at.stem == noun), None)
    return before if before in plan.words and before not in LIGHT_STEMS else None


_WHAT_IS_A = Pattern(r"^\W*(?:and |so )?what(?:['’]?s| is) an? (?P<thing>[\w'’ -]{2,40}?)\W*$")


def _defines(plan: Plan, statement: Statement) -> bool:
    """Whether a statement says what a thing is, where that is asked and nothing else: "what is a
    bark" is not told by who writes barks."""
    asked = _WHAT_IS_A.search(fold(plan.question))
    if asked is None or plan.levels or plan.attribute or plan.dimensions:
        return True
    if any(m.matched for m in plan.roles):
        return True
    thing = stems(asked["thing"])
    if set(thing) <= set(stems(statement.dimension or "")):
        return True
    text = re.sub(r"^(?:an?|the) ", "", fold(statement.text))
    return stems(text)[: len(thing)] == thing
