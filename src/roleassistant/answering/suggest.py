"""Follow-up questions, each of which the profiles can answer."""

from __future__ import annotations

from itertools import pairwise

from roleassistant.answering.evidence import Evidence
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.plan import Intent, Plan

MAX_SUGGESTIONS = 3


def suggestions_for(role: Role, evidence: Evidence, plan: Plan | None = None) -> tuple[str, ...]:
    """Up to three questions about `role`, near to what `plan` asked but not the same.

    Each rests on a look-up: what is suggested is recorded.
    """
    name = _spoken(role, evidence)
    levels = plan.levels if plan else ()
    intent = plan.intent if plan else None
    described = [
        rung
        for rung in role.described_levels
        if evidence.of(role, SectionKind.GUIDELINES, SectionKind.RESPONSIBILITIES, level=rung)
    ]
    found: list[str] = []
    for level in described:
        if level in levels and intent is not Intent.LEVEL_CRITERIA:
            found.append(f"What is expected of {level} {name}?")
    pairs = list(pairwise(described))
    near = [pair for pair in pairs if not levels or set(pair) & set(levels)] or pairs
    for pair in reversed(near):
        if not (intent is Intent.COMPARE_LEVELS and set(pair) <= set(levels)):
            found.append(f"What separates {pair[0]} from {pair[1]} for {name}?")
    extras = []
    if intent is not Intent.SKILLS and evidence.of(
        role, SectionKind.SKILLS, kinds=(StatementKind.TERM,)
    ):
        extras.append(f"Which skills does {name} need?")
    if intent is not Intent.ALIASES and evidence.of(
        role, SectionKind.TITLE_ALIASES, kinds=(StatementKind.TERM,)
    ):
        extras.append(f"Which title aliases does {name} have?")
    return tuple((found[: MAX_SUGGESTIONS - min(1, len(extras))] + extras)[:MAX_SUGGESTIONS])


def suggestions_for_index(evidence: Evidence) -> tuple[str, ...]:
    """Questions for someone who does not know yet what the index holds."""
    roles = evidence.generation.roles
    if not roles:
        return ()
    # Pages of a house in general are no ladder, and nobody begins with them.
    begun = next((role for role in roles if len(role.described_levels) > 1), roles[0])
    first = suggestions_for(begun, evidence)
    return ("Which roles are there?", *first[: MAX_SUGGESTIONS - 1])


def _spoken(role: Role, evidence: Evidence) -> str:
    """The title, with its code where another role bears the same title."""
    alone = evidence.generation.is_sole_bearer(role)
    return role.title if alone else f"{role.title} ({role.key})"
