"""Follow-up questions, each of which the profiles can answer."""

from __future__ import annotations

from roleassistant.answering.evidence import Evidence
from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.indexing.chunks import Role

MAX_SUGGESTIONS = 3


def suggestions_for(
    role: Role, evidence: Evidence, level: Level | None = None, asked: str = ""
) -> tuple[str, ...]:
    """Up to three questions about `role`; what the look-up shows to be recorded, and not `asked`."""
    name = _spoken(role, evidence)
    ladder = role.described_levels
    found: list[str] = []
    described = [
        rung
        for rung in ladder
        if evidence.of(role, SectionKind.GUIDELINES, SectionKind.RESPONSIBILITIES, level=rung)
    ]
    for lower, upper in zip(described, described[1:], strict=False):
        if level is None or level in (lower, upper):
            found.append(f"What separates {lower} from {upper} for {name}?")
    if level is not None and level in described:
        found.insert(0, f"What is expected of {level} {name}?")
    if evidence.of(role, SectionKind.SKILLS, kinds=(StatementKind.TERM,)):
        found.append(f"Which skills does {name} need?")
    if evidence.of(role, SectionKind.TITLE_ALIASES, kinds=(StatementKind.TERM,)):
        found.append(f"Which title aliases does {name} have?")
    fresh = [question for question in found if question.casefold() != asked.casefold()]
    return tuple(fresh[:MAX_SUGGESTIONS])


def suggestions_for_index(evidence: Evidence) -> tuple[str, ...]:
    """Questions for someone who does not know yet what the index holds."""
    roles = evidence.generation.roles
    if not roles:
        return ()
    first = suggestions_for(roles[0], evidence)
    return ("Which roles are there?", *first[: MAX_SUGGESTIONS - 1])


def _spoken(role: Role, evidence: Evidence) -> str:
    """The title, with its code where another role bears the same title."""
    same = [r for r in evidence.generation.roles if r.title == role.title]
    return role.title if len(same) == 1 else f"{role.title} ({role.key})"
