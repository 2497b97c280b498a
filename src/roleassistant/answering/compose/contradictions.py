"""Statements that cannot both hold, asked for as such."""

from __future__ import annotations

from roleassistant.answering.compose.statements import where
from roleassistant.answering.conflicts.disagreement import Disagreement, Severity
from roleassistant.answering.draft import Draft, DraftFact, DraftFacts, abstain, quoted
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for_index
from roleassistant.answering.wording import counted, listed
from roleassistant.domain.answer import Heading, Remark
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import LIGHT_STEMS, stems

_ASKING = frozenset(stems("contradict contradictions contradictory inconsistent inconsistencies"))
_BESIDE = frozenset(stems("disagree disagreements conflict conflicting data statements house"))
_MAX_SHOWN = 8
# Looking through more roles than these is what an audit is for.
_MAX_ROLES = 50
_ORDER = (Severity.MAJOR, Severity.MINOR)
_AUDIT = "`roleassistant audit` shows them all, with gaps and doubts."


def asked_for(plan: Plan, evidence: Evidence) -> Draft | None:
    """The contradictions of the roles meant, where a question asks for these; else None."""
    telling = {word for word in plan.words if word not in LIGHT_STEMS}
    if not telling & _ASKING or not telling <= _ASKING | _BESIDE:
        return None
    roles = [m.role for m in plan.roles] or list(evidence.generation.roles)
    if len(roles) > _MAX_ROLES:
        return abstain(
            f"contradictions of {len(roles)} roles at once are not looked for here: name a role, "
            f"or see `roleassistant audit`",
            suggestions_for_index(evidence),
        )
    found = [
        one
        for severity in _ORDER
        for role in roles
        for one in evidence.disagreements(role)
        if one.severity is severity and (not plan.levels or one.level in plan.levels)
    ]
    if not found:
        of = f" of {listed([role.title for role in roles])}" if plan.roles else ""
        return abstain(
            f"no statements of the profiles{of} were found to contradict each other; "
            f"`roleassistant audit` shows gaps and doubts",
            suggestions_for_index(evidence),
        )
    shown = found[:_MAX_SHOWN]
    more = len(found) - len(shown)
    return Draft(
        (
            Heading(f"{counted(len(found), 'matter')} on which the profiles disagree"),
            DraftFacts(tuple(fact for one in shown for fact in _sides(one))),
            Remark(f"{more} more. {_AUDIT}" if more else _AUDIT),
        ),
        suggestions=suggestions_for_index(evidence),
    )


def _sides(one: Disagreement) -> list[DraftFact]:
    return [quoted(side.chunk, where(side.chunk, with_role=True)) for side in one.sides]
