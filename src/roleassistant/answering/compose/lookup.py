"""One fact or a few: an attribute or a dimension by look-up, anything else by search."""

from __future__ import annotations

from collections.abc import Sequence

from roleassistant.answering.draft import (
    Draft,
    DraftFact,
    DraftFacts,
    abstain,
    note_of,
    quoted,
)
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for, suggestions_for_index
from roleassistant.answering.wording import listed
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.domain.answer import Heading
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import Passage, covered, merged
from roleassistant.retrieval.words import tokens

# A statement answers when it holds this share of what the question is about, or, holding less
# of its words, when it is this near in meaning. Chosen on the development questions.
ENOUGH_WORDS = 0.6
SOME_WORDS = 0.3
NEAR = 0.62
_MAX_FACTS = 4


def compose(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    if plan.sections and not plan.words:
        return _summary(plan, role, evidence)
    if plan.attribute is not None:
        return _attribute(plan, role, evidence)
    if plan.dimensions:
        held = [
            c
            for c in evidence.of(role, SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION)
            if c.statement.dimension in plan.dimensions
        ]
        return _by_level(plan, role, _at(plan, held), listed(list(plan.dimensions)), evidence)
    return _search(plan, role, evidence)


def anywhere(plan: Plan, evidence: Evidence) -> Draft:
    """A question that names no role: answered where one role alone has the answer."""
    if plan.attribute is not None and not _recorded_somewhere(plan, evidence):
        return abstain(f"the profiles record no {plan.attribute.label}", suggestions_for_index(evidence))
    if plan.attribute is not None or plan.dimensions:
        from roleassistant.answering.compose.unclear import ask_which_role

        return ask_which_role(plan, evidence)
    passages = answering(evidence.retriever.search(plan, levels=plan.levels))
    if not passages:
        return _nothing(plan, None, evidence)
    facts = tuple(
        DraftFact(p.chunk.statement.text, (p.chunk,), _where(p.chunk, with_role=True), note_of(p.chunk))
        for p in passages[:_MAX_FACTS]
    )
    return Draft((DraftFacts(facts),), suggestions=suggestions_for_index(evidence))


def summary_facts(role: Role, evidence: Evidence) -> tuple[DraftFact, ...]:
    """The sentences that say what the role is, each once."""
    chunks = evidence.of(role, SectionKind.SUMMARY) or evidence.of(role, SectionKind.FOCUS)
    return tuple(quoted(chunk) for chunk in _each_text_once(chunks))


def _summary(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    facts = summary_facts(role, evidence)
    if not facts:
        return abstain(
            f"the profiles of {role.title} hold no summary", suggestions_for(role, evidence)
        )
    return Draft(
        (Heading(role.title), DraftFacts(facts)),
        suggestions=suggestions_for(role, evidence, asked=plan.question),
    )


def _attribute(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    attribute = plan.attribute
    assert attribute is not None
    held = [
        chunk
        for chunk in evidence.all_of(role)
        if attribute.recorded_by(chunk.statement)
        and chunk.statement.kind in (StatementKind.FACT, StatementKind.TERM)
    ]
    at_level_asked = _at(plan, held)
    if not at_level_asked:
        return _absent(plan, role, attribute.label, evidence)
    return _by_level(plan, role, at_level_asked, attribute.label, evidence)


def _by_level(
    plan: Plan, role: Role, chunks: Sequence[Chunk], label: str, evidence: Evidence
) -> Draft:
    if not chunks:
        return _absent(plan, role, label, evidence)
    rest = _unexplained(plan)
    chosen = list(chunks)
    if rest:
        best = max(1 - len(covered(rest, c)[1]) / len(rest) for c in chosen)
        if best > 0:
            fitting = [c for c in chosen if 1 - len(covered(rest, c)[1]) / len(rest) == best]
            levels = {level for c in fitting for level in c.statement.levels}
            chosen = [
                c for c in chosen if c in fitting or set(c.statement.levels) & levels
            ]
        else:
            words = " ".join(t.text for t in tokens(plan.topic) if t.stem in rest)
            return abstain(
                f"the profiles of {role.title} give {label}, but say nothing of “{words}” there",
                suggestions_for(role, evidence),
            )
    facts = tuple(quoted(chunk, _where(chunk)) for chunk in _each_text_once(chosen))
    levels_shown = {level for c in chosen for level in c.statement.levels}
    return Draft(
        (DraftFacts(facts),),
        suggestions=suggestions_for(
            role, evidence, plan.levels[0] if plan.levels else None, plan.question
        ),
        about=tuple((role.key, level) for level in sorted(levels_shown)),
    )


def _search(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    passages = answering(evidence.retriever.search(plan, levels=plan.levels))
    if not passages:
        return _nothing(plan, role, evidence)
    facts = tuple(
        quoted(passage.chunk, _where(passage.chunk)) for passage in passages[:_MAX_FACTS]
    )
    return Draft(
        (DraftFacts(facts),),
        suggestions=suggestions_for(
            role, evidence, plan.levels[0] if plan.levels else None, plan.question
        ),
    )


def answering(passages: Sequence[Passage]) -> list[Passage]:
    """The passages that answer: those that hold most of the words, or come near in meaning."""
    fitting = [
        p
        for p in passages
        if p.coverage >= ENOUGH_WORDS
        or (p.coverage >= SOME_WORDS and (p.similarity or 0.0) >= NEAR)
    ]
    if not fitting:
        return []
    best = max(p.coverage for p in fitting)
    return [p for p in fitting if p.coverage >= best - 0.2]


def _at(plan: Plan, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks that speak of the levels asked for: by their own level, or by their page's."""
    if not plan.levels:
        return list(chunks)
    return [
        chunk
        for chunk in chunks
        if any(level in (chunk.statement.levels or chunk.page_levels) for level in plan.levels)
        or (not chunk.statement.levels and not chunk.statement.dimension)
    ]


def _unexplained(plan: Plan) -> tuple[str, ...]:
    """What the question is about beyond the attribute or dimension that was understood."""
    cue_words: set[str] = set()
    if plan.attribute is not None:
        cue_words |= {
            t.stem
            for match in plan.attribute.cues.finditer(plan.question.casefold())
            for t in tokens(match.group())
        }
    cue_words |= {t.stem for dimension in plan.dimensions for t in tokens(dimension)}
    return tuple(word for word in plan.words if word not in cue_words and word not in _VAGUE)


# Words around an attribute that name no further thing.
_VAGUE = frozenset(
    t.stem
    for t in tokens(
        "minimum maximum number amount total current work background base average sort type "
        "good right best call name use kind area field range code title define description day"
    )
)


def _absent(plan: Plan, role: Role, label: str, evidence: Evidence) -> Draft:
    levels = f" — {listed([str(x) for x in plan.levels])}" if plan.levels else ""
    return abstain(
        f"the profiles record no {label} for {role.title}{levels}", suggestions_for(role, evidence)
    )


def _nothing(plan: Plan, role: Role | None, evidence: Evidence) -> Draft:
    topic = " ".join(t.text for t in tokens(plan.topic) if t.stem in plan.words)
    of_role = f" of {role.title}" if role else ""
    return abstain(
        f"the profiles{of_role} say nothing of “{topic}”",
        suggestions_for(role, evidence) if role else suggestions_for_index(evidence),
    )


def _recorded_somewhere(plan: Plan, evidence: Evidence) -> bool:
    attribute = plan.attribute
    assert attribute is not None
    return any(
        attribute.recorded_by(chunk.statement)
        for role in evidence.generation.roles
        for chunk in evidence.all_of(role)
    )


def _each_text_once(chunks: Sequence[Chunk]) -> list[Chunk]:
    return [p.chunk for p in merged([Passage(c, 0.0, 0.0, None, ()) for c in chunks])]


def _where(chunk: Chunk, with_role: bool = False) -> str:
    statement = chunk.statement
    level = listed([str(x) for x in statement.levels])
    parts = [_at_level(chunk, level) if with_role else level, statement.dimension or ""]
    return " · ".join(part for part in parts if part)


def _at_level(chunk: Chunk, level: str) -> str:
    return f"{chunk.title} — {level}" if level else chunk.title
