"""What a yes-or-no question asks, and where statements may say it."""

from __future__ import annotations

from roleassistant.domain import SectionKind
from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import LIGHT_STEMS, stems

SAME = Pattern(
    r"\b(?:same|identical|equal|equivalent|basically|essentially|just an?other|interchangeable|"
    r"nothing but|simply an?)\b"
)
SAYING = frozenset(
    {
        SectionKind.SUMMARY,
        SectionKind.FOCUS,
        SectionKind.RESPONSIBILITIES,
        SectionKind.GUIDELINES,
        SectionKind.LEVEL_DEFINITION,
        SectionKind.SKILLS,
        SectionKind.OTHER,
    }
)
CLAUSES = Pattern(r";\s+|\.\s+")
SKILL_WORDS = frozenset(stems("skill skills competency list listed"))


def is_plain(plan: Plan) -> bool:
    """An attribute whose value may be affirmed by its words: a tool, and no number."""
    return plan.attribute is not None and plan.attribute.name in ("tools", "travel")


def telling_words(plan: Plan) -> list[str]:
    """The stems that tell what is asked; where nothing else is said, those of the term."""
    words = plan.words or (stems(plan.term) if plan.term else ())
    return [word for word in words if word not in LIGHT_STEMS and word not in SKILL_WORDS]


def without_names(plan: Plan, asked: str) -> str:
    """The folded question without the names of levels, roles and the term."""
    for level in plan.levels:
        asked = asked.replace(str(level).casefold(), " ")
    for name in (plan.term, *(mention.matched for mention in plan.roles)):
        if name:
            asked = asked.replace(name.casefold(), " ")
    return asked
