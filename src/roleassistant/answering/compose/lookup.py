"""One fact or a few: an attribute or a dimension by look-up, anything else by search."""

from __future__ import annotations

import re

from roleassistant.answering.compose.recorded import (
    attribute_of,
    dimensions_of,
    of_every_role,
    recorded_by_one,
    recorded_nowhere,
    recorded_with,
)
from roleassistant.answering.compose.searching import (
    answering,
    nothing,
    search,
    without_value,
)
from roleassistant.answering.compose.statements import MAX_FACTS, each_text_once, left_out, where
from roleassistant.answering.compose.unclear import (
    ask_which_role,
    is_of_a_dimension,
    no_such_role,
)
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
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.domain.answer import Heading
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.attributes import EXPERIENCE
from roleassistant.retrieval.forms import Form
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import told

_CATCHWORDS = 2
# So many words beside those of an attribute tell of something that is done.
_SEVERAL = 2
_MOST_SHOWN = 12
_ROLE_SOUGHT = re.compile(
    r"\b(?:do you have|have you got|is there|are there) (?:an? |any )?"
    r"(?:roles?|jobs?|profiles?|positions?) (?:for|called|named|of)\b|"
    r"^\W*(?:is|are) (?:an? |the )?[\w ]{3,30} (?:described|covered|listed|included)\b|"
    r"^\W*what (?:does|do) (?:an? )?[\w&/ -]{3,40}? do(?: at [\w ]+)?\W*$"
)


def compose(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    if plan.sections and not plan.words:
        return _summary(plan, role, evidence)
    if plan.attribute is not None:
        return attribute_of(plan, role, evidence)
    return dimensions_of(plan, role, evidence) if plan.dimensions else search(plan, role, evidence)


def anywhere(plan: Plan, evidence: Evidence) -> Draft:
    """A question that names no role: answered where one role alone has the answer."""
    if (nowhere := recorded_nowhere(plan, evidence)) is not None:
        return nowhere
    sought = (plan.of_a_role and plan.value is None) or _ROLE_SOUGHT.search(
        plan.question.casefold()
    )
    if sought and plan.words and not is_of_a_dimension(set(plan.words), plan, evidence):
        return no_such_role(plan, evidence)
    if plan.attribute is not None or plan.dimensions:
        return (
            recorded_by_one(plan, evidence)
            or of_every_role(plan, evidence)
            or recorded_with(plan, evidence)
            or _told_of_work(plan, evidence)
            or _catchword(plan, evidence)
            or ask_which_role(plan, evidence)
        )
    if plan.noun is not None and list(told(plan)) == [plan.noun] and plan.form is Form.OPEN:
        return nothing(plan, None, evidence)  # "which company is this" asks of no role
    results = evidence.retriever.search(plan, levels=plan.levels)
    passages = answering(results, plan)
    if not passages:
        return without_value(plan, results, evidence) or nothing(plan, None, evidence)
    facts = tuple(
        DraftFact(
            p.chunk.statement.text, (p.chunk,), where(p.chunk, with_role=True), note_of(p.chunk)
        )
        for p in passages[:MAX_FACTS]
    )
    blocks: tuple[DraftBlock, ...] = (DraftFacts(facts), *left_out(len(passages) - MAX_FACTS))
    return Draft(blocks, suggestions=suggestions_for_index(evidence), searched=True)


def _told_of_work(plan: Plan, evidence: Evidence) -> Draft | None:
    """What is done, where the words of an attribute only occur in what is asked: "how long before a
    certificate runs out is there a warning"."""
    cues = plan.attribute.cues if plan.attribute else None
    telling = [w for w in told(plan) if cues is None or not cues.search(plan.said((w,)))]
    if len(telling) < _SEVERAL or plan.value is None:
        return None
    found = evidence.retriever.search(plan, levels=plan.levels)
    # How long somebody has to have worked is no duration of anything that is done.
    done = [p for p in found if not EXPERIENCE.recorded_by(p.chunk.statement)]
    passages = answering(done, plan)
    if not passages:
        return None
    facts = tuple(quoted(p.chunk, where(p.chunk, with_role=True)) for p in passages[:MAX_FACTS])
    return Draft((DraftFacts(facts),), suggestions=suggestions_for_index(evidence))


def summary_facts(role: Role, evidence: Evidence) -> tuple[DraftFact, ...]:
    """The sentences that say what the role is, each once."""
    chunks = evidence.of(role, SectionKind.SUMMARY) or evidence.of(role, SectionKind.FOCUS)
    return tuple(quoted(chunk) for chunk in each_text_once(chunks))


def _summary(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    facts = summary_facts(role, evidence)
    if not facts:
        held = evidence.of(role, SectionKind.RESPONSIBILITIES, SectionKind.GUIDELINES)
        held = held or evidence.of(role, SectionKind.LEVEL_DEFINITION)
        facts = tuple(
            DraftFact(c.statement.text, (c,), where(c), note_of(c)) for c in each_text_once(held)
        )
        if facts:
            # A role that is told by what its levels do, and by nothing before.
            shown = DraftFacts(facts[:_MOST_SHOWN])
            return Draft(
                (Heading(role.title), shown, *left_out(len(facts) - _MOST_SHOWN)),
                suggestions=suggestions_for(role, evidence, plan),
            )
        return abstain(
            f"the profiles of {role.title} hold no summary", suggestions_for(role, evidence, plan)
        )
    return Draft(
        (Heading(role.title), DraftFacts(facts)),
        suggestions=suggestions_for(role, evidence, plan),
    )


def _catchword(plan: Plan, evidence: Evidence) -> Draft | None:
    """A word or two and no question: what the profiles say with them, each named as whose."""
    if plan.attribute is not None or len(plan.question.split()) > _CATCHWORDS:
        return None
    chunks = evidence.retriever.holding_all(plan)
    saying = [c for c in chunks if c.statement.kind is StatementKind.FACT][:MAX_FACTS]
    if not saying:
        return None
    facts = tuple(quoted(chunk, where(chunk, with_role=True)) for chunk in saying)
    return Draft((DraftFacts(facts),), suggestions=suggestions_for_index(evidence))
