"""Questions that cannot be answered as asked: no such level, several roles, nothing of ours."""

from __future__ import annotations

from roleassistant.answering.draft import Draft, abstain
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for, suggestions_for_index
from roleassistant.answering.wording import level_range, listed
from roleassistant.retrieval.names import WHOLE
from roleassistant.retrieval.plan import Plan

_MAX_CHOICES = 8


def no_such_level(plan: Plan, evidence: Evidence) -> Draft | None:
    """An abstention where a level is asked for that the role, or every role, lacks."""
    if not plan.levels:
        return None
    roles = [m.role for m in plan.roles or plan.candidates]
    if not roles:
        held = {level for role in evidence.generation.roles for level in role.described_levels}
        absent = [level for level in plan.levels if level not in held]
        if not absent:
            return None
        return abstain(
            f"no such level: no role here has {listed([str(x) for x in absent], 'or')}; "
            f"the profiles hold {level_range(sorted(held))}",
            suggestions_for_index(evidence),
        )
    for level in plan.levels:
        lacking = [role for role in roles if level not in role.described_levels]
        if len(lacking) == len(roles):
            role = lacking[0]
            return abstain(
                f"no such level: {level}; {role.title} has {level_range(role.described_levels)}",
                suggestions_for(role, evidence, plan),
            )
    return None


def ask_which_role(plan: Plan, evidence: Evidence) -> Draft:
    """Several roles fit, or none was named: the choices, each as a question that can be asked."""
    candidates = [m.role for m in plan.candidates] or [
        role
        for role in evidence.generation.roles
        if all(level in role.described_levels for level in plan.levels)
    ]
    titles = [f"{role.title} ({role.key})" for role in candidates]
    shown = titles[:_MAX_CHOICES]
    more = f" and {len(titles) - len(shown)} more" if len(titles) > len(shown) else ""
    unknown = tuple(word for word in plan.words if not evidence.generation.holds(word))
    if not plan.candidates and unknown:
        known = f"the profiles hold no “{plan.said(unknown)}”"
        opening = f"{known}, and the question names no role of theirs"
    elif not plan.candidates:
        opening = "the question names no role"
    elif all(m.score >= WHOLE for m in plan.candidates):
        opening = "several roles fit"
    else:
        said = dict.fromkeys(m.matched for m in plan.candidates)
        near = "one comes near" if len(candidates) == 1 else "several come near"
        opening = f"no role is called “{' … '.join(said)}”, and {near}"
    named = plan.candidates and all(m.score >= WHOLE for m in plan.candidates)
    suggestions = (
        tuple(f"{_bare(plan.question)} ({role.key})" for role in candidates[:3])
        if named
        else tuple(s for role in candidates[:3] for s in suggestions_for(role, evidence, plan)[:1])
    )
    asks = "do you mean" if len(candidates) == 1 else "which do you mean,"
    return abstain(f"{opening}: {asks} {listed(shown, 'or')}{more}?", suggestions)


def no_such_role(plan: Plan, evidence: Evidence) -> Draft:
    """Something of a role is asked, and the words that should name it name none."""
    return abstain(f"no role is called “{plan.said(plan.words)}”", suggestions_for_index(evidence))


def off_topic(plan: Plan, evidence: Evidence) -> Draft:
    """Nothing in the question is about roles, levels or what profiles record."""
    return abstain(
        "the question is about nothing that the profiles record: they describe roles and levels",
        suggestions_for_index(evidence),
    )


def _bare(question: str) -> str:
    return question.rstrip(" ?!.")
