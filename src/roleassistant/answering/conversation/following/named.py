"""What the words of a turn name and ask, as its plan has it."""

from __future__ import annotations

import re

from roleassistant.retrieval.names import WHOLE
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import fold


def roles_named(plan: Plan) -> list[str]:
    """The roles that the words of a plan name, each once."""
    return list(dict.fromkeys(m.role.key for m in plan.roles if m.start >= 0))


def among_candidates(plan: Plan) -> list[str]:
    """The roles among which the words of a plan do not decide, though they name each whole."""
    return list(dict.fromkeys(m.role.key for m in plan.candidates if m.score >= WHOLE))


def names_something(plan: Plan) -> bool:
    """Whether a plan names roles or levels, settled or not."""
    return bool(roles_named(plan) or plan.candidates or plan.levels)


def asks_anything(plan: Plan) -> bool:
    """Whether a plan asks something beside the names in it."""
    asked = plan.words or plan.levels or plan.attribute or plan.dimensions or plan.term
    return bool(asked) or plan.of_a_role


def is_beside_role(plan: Plan) -> bool:
    """Whether the level of a turn stands right beside the role, as in "with a P4 recruiter": a
    level said apart from it ("compare P4 with recruiters") is of both."""
    asked = fold(plan.question)
    level = re.search(rf"(?<!\w){re.escape(fold(str(plan.levels[0])))}(?!\w)", asked)
    named = [m for m in plan.roles if m.start >= 0]
    if level is None or not named:
        return False
    one, other = sorted([level.span(), (named[0].start, named[0].end)])
    return not any(c.isalnum() for c in asked[one[1] : other[0]])
