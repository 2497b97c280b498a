"""What may answer in other words, where nothing was found by the words of a question, and whether
what was found by some of them answers at all.

A statement is taken only if it gives the sort of value that is asked for, is of the level that is
asked about, and if the model of `retrieval.odds` thinks it likely that it answers. Where no role
was settled, it has to stand out from what other roles say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roleassistant.answering.compose.find_level.deeds import is_of_others
from roleassistant.answering.compose.searching import is_wanted, nothing
from roleassistant.answering.compose.statements import where
from roleassistant.answering.draft import Draft, DraftFacts, facts_of, quoted
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval.forms import Form
from roleassistant.retrieval.odds import odds
from roleassistant.retrieval.plan import Intent, Plan
from roleassistant.retrieval.retriever import Passage, covered, told
from roleassistant.retrieval.values import RATE
from roleassistant.retrieval.words import fold, stems

# From here on a statement is shown: `tests.scenarios.fit_odds` says how often that is right in
# houses that the model was not fitted on.
LIKELY = 0.55
# Without a role to look into there are many times as many statements that may be near by chance,
# and what is near to a yes or no may be neither.
LIKELY_ANYWHERE = 0.75
LIKELY_AS_A_YES = 0.82
# What was found by some of the words is about something else below here: of the development
# questions none that is rightly answered comes so low.
UNLIKELY = 0.1
# So many passages are weighed.
LOOKED_AT = 40
_LOOKED_FOR = frozenset({Intent.LOOKUP, Intent.FIND_LEVEL})


def answered(plan: Plan, draft: Draft, evidence: Evidence) -> Draft | None:
    """The statement that most likely answers, where `draft` found none by words; None where none
    is likely enough."""
    if not draft.by_words or not may_be_said(plan):
        return None
    passages, fitting = looked_at(plan, evidence)
    if not any(fitting):
        return None
    likely = odds(scoped(plan), passages, fitting)
    best = max((i for i, fits in enumerate(fitting) if fits), key=lambda i: (likely[i], -i))
    passage = passages[best]
    if likely[best] < least_likely(plan):
        return None
    with_role = len(plan.roles) != 1
    fact = quoted(passage.chunk, where(passage.chunk, with_role=with_role))
    role = evidence.generation.role(passage.chunk.role)
    return Draft((DraftFacts((fact,)),), suggestions=suggestions_for(role, evidence, plan))


def upheld(plan: Plan, draft: Draft, evidence: Evidence) -> Draft:
    """`draft`, which shows what holds words of the question, or an abstention where that is most
    likely about something else: no statement shown holds all of the words, or may well answer."""
    if plan.attribute is not None or plan.dimensions:
        return draft
    scope = scoped(plan)
    shown = [fact.chunks[0] for fact in facts_of(draft)]
    telling = told(scope)
    if not telling or any(not covered(scope, telling, chunk)[1] for chunk in shown):
        return draft
    passages, fitting = looked_at(plan, evidence)
    weighed = zip(passages, odds(scope, passages, fitting), strict=True)
    likely = {passage.chunk.row: x for passage, x in weighed}
    # What is not among the nearest was not found by search alone.
    if any(likely.get(chunk.row, 1.0) >= UNLIKELY for chunk in shown):
        return draft
    role = plan.roles[0].role if len(plan.roles) == 1 else None
    return nothing(replace(plan, words=()), role, evidence)


def nearest_holding(
    words: Sequence[str], plan: Plan, draft: Draft, evidence: Evidence
) -> Draft | None:
    """The statement that holds one of `words` and most likely answers, if any holds one."""
    if not draft.by_words:
        return None
    passages, fitting = looked_at(plan, evidence)
    likely = odds(scoped(plan), passages, fitting)
    holding = [
        i
        for i, fits in enumerate(fitting)
        if fits and any(word not in passages[i].missing for word in words)
    ]
    if not holding:
        return None
    chunk = passages[max(holding, key=lambda i: (likely[i], -i))].chunk
    role = evidence.generation.role(chunk.role)
    return Draft(
        (DraftFacts((quoted(chunk, where(chunk)),)),),
        suggestions=suggestions_for(role, evidence, plan),
    )


def may_be_said(plan: Plan) -> bool:
    """Whether it is a question that a statement answers, asked of somebody that profiles describe:
    of a role, a level, or of whoever does something. A name that no profile holds is of others."""
    if plan.intent not in _LOOKED_FOR or plan.beyond is not None:
        return False
    somebody = plan.roles or plan.candidates or plan.levels or plan.intent is Intent.FIND_LEVEL
    known = plan.roles or not (plan.unknown or plan.attribute or plan.dimensions)
    return bool(somebody and known) and plan.proper.isdisjoint(plan.unknown)


def least_likely(plan: Plan) -> float:
    """How likely a statement has to be to be shown."""
    if plan.form is Form.YES_NO:
        return LIKELY_AS_A_YES
    return LIKELY if len(plan.roles) == 1 else LIKELY_ANYWHERE


def scoped(plan: Plan) -> Plan:
    """The plan over the roles that may be meant, where none is settled."""
    return replace(plan, roles=plan.roles or plan.candidates, candidates=())


def is_spent_on_something_else(plan: Plan, passage: Passage) -> bool:
    """Whether it is asked what may be spent on a thing, and the statement says it of another: what
    repairs may cost does not say what a course may."""
    named = {w for found in _SPENT_ON.findall(fold(plan.question)) for w in stems(found)}
    things = [word for word in plan.words if word in named]
    return bool(things) and all(word in passage.missing for word in things)


_SPENT_ON = Pattern(
    r"\b(?:spend|spending|pay|budgets?|money|euros?|dollars?|pounds?)\b[^,;?]*?"
    r"\b(?:on|for) ([^,;?]+)"
)


def looked_at(plan: Plan, evidence: Evidence) -> tuple[Sequence[Passage], Sequence[bool]]:
    """The facts nearest to the question, and of each whether it could be an answer: whether it
    gives what is asked for."""
    scope = scoped(plan)
    attribute = plan.attribute
    nearest = [
        p
        for p in evidence.retriever.search(scope, levels=plan.levels, limit=LOOKED_AT)
        if p.chunk.statement.kind is StatementKind.FACT
        # Where a page comes from is asked for as such, and says nothing of the work.
        and p.chunk.statement.section is not SectionKind.PROVENANCE
    ]
    passages = evidence.retriever.as_asked(scope, nearest, levels=plan.levels)
    fitting = [
        is_wanted(p, scope)
        and (attribute is None or attribute.recorded_by(p.chunk.statement))
        and not (plan.intent is Intent.FIND_LEVEL and is_of_others(p, plan))
        and not is_spent_on_something_else(plan, p)
        # A rate is one of many that a house may state: what it is the rate of has to be said.
        and not (plan.value is RATE and p.missing)
        for p in passages
    ]
    return passages, fitting
