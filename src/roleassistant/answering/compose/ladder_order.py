"""Which of two levels stands above the other: looked up in the order of the ladder."""

from __future__ import annotations

from collections.abc import Sequence

from roleassistant.answering.compose.list_roles import titled
from roleassistant.answering.draft import Draft, DraftFact, DraftFacts, quoted
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.answering.wording import counted
from roleassistant.domain import Level, SectionKind
from roleassistant.domain.answer import Remark
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.forms import Form
from roleassistant.retrieval.heard import RUNG_WORDS, SENIORITY
from roleassistant.retrieval.levels import said_as
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import LIGHT_STEMS, fold, stems

_UP = Pattern(
    r"\b(?:above|higher|superior|more senior|senior to|less junior|outranks?|"
    r"(?:rank|stand|sit)s? over|(?:a )?(?:step|level|grade|rung|rank)s? up from|ahead of)\b"
)
_DOWN = Pattern(
    r"\b(?:below|lower|under|beneath|more junior|junior to|less senior|inferior|"
    r"(?:a )?(?:step|level|grade|rung|rank)s? (?:down|back) from)\b"
)
_WHICH = Pattern(r"\b(?:which|who|whom)\b")
_ORDERING = frozenset(
    {
        *stems("above over higher superior outrank rank below lower under beneath inferior ahead"),
        *stems("step ladder scale hierarchy order stand stands sit sits"),
        *SENIORITY,
    }
)
# So many roles are shown where the question names none.
_SHOWN = 4


def asked(plan: Plan, evidence: Evidence) -> Draft | None:
    """Whether the first level that is named stands above the second, or below, or which of them
    does; None where that is not what is asked, or no one ladder has both."""
    text = fold(plan.question)
    for level in plan.levels:
        text = text.replace(said_as(level), "#")
    up, down = bool(_UP.search(text)), bool(_DOWN.search(text))
    if len(plan.levels) != 2 or not (up or down) or plan.attribute is not None:
        return None
    if plan.form is Form.OPEN and not _WHICH.search(text):
        return None  # "what does an S3 do over and above an S2"
    if any(w not in _ORDERING | RUNG_WORDS | LIGHT_STEMS for w in plan.words) or plan.dimensions:
        return None
    first, second = plan.levels
    named = [m.role for m in plan.roles or plan.candidates] or evidence.generation.roles
    roles = [r for r in named if {first, second} <= set(r.described_levels)]
    orders = {_stands_above(first, second, role) for role in roles}
    if len(orders) != 1 or (plan.roles and len(roles) < len(named)):
        return None
    above = orders.pop()
    relation = f"{first} stands {'above' if above else 'below'} {second}"
    open_question = (up and down) or plan.form is Form.CHOICE or _WHICH.search(text)
    if open_question and not (up and down):
        high, low = (first, second) if above else (second, first)
        relation = f"{high} stands above {low}" if up else f"{low} stands below {high}"
    lead = "" if open_question else ("Yes: " if above is up else "No: ")
    several = len(roles) > 1
    every = f", in each of the {counted(len(roles), 'role')} that have both" if several else ""
    return Draft(
        (Remark(f"{lead}{relation}{every}."), DraftFacts(_cited(roles, plan.levels, evidence))),
        suggestions=suggestions_for(roles[0], evidence, plan),
    )


def _stands_above(one: Level, other: Level, role: Role) -> bool:
    return role.described_levels.index(one) > role.described_levels.index(other)


def _cited(
    roles: Sequence[Role], levels: Sequence[Level], evidence: Evidence
) -> tuple[DraftFact, ...]:
    """The ladders as their pages have them; of one role also what each of the levels is."""
    facts = [fact for role in roles[:_SHOWN] if (fact := titled(role, evidence))]
    if len(roles) == 1:
        for level in levels:
            said = evidence.of(roles[0], SectionKind.LEVEL_DEFINITION, level=level)
            said = said or evidence.of(roles[0], SectionKind.GUIDELINES, level=level)
            facts += [quoted(chunk, str(level)) for chunk in said[:1]]
    return tuple(facts)
