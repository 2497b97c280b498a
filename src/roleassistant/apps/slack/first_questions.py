"""What to ask of an index that nobody has asked yet: each question is one that it answers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.apps.slack.blocks.limits import PROMPTS
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.words import stems

_LOOKED_AT = 40


def first_questions(
    evidence: Evidence, roles: Sequence[Role], channel: str = ""
) -> tuple[str, ...]:
    """At most four questions, of different kinds and of different roles of `roles`.

    Where the name of the `channel` they are shown in is that of a role, it comes first.
    """
    looked = sorted(roles[:_LOOKED_AT], key=lambda role: -len(role.described_levels))
    fitting = [role for role in roles if _is_meant(role, channel)]
    ordered = list(dict.fromkeys([*fitting, *looked]))
    asked: list[str] = []
    for kind in ("separates", "expected", "skills"):
        found = _of_kind(kind, ordered, evidence)
        if found is not None:
            role, question = found
            asked.append(question)
            if role not in fitting:  # another role for the next kind
                ordered = [other for other in ordered if other is not role] + [role]
    pair = next((p for p in combinations(looked, 2) if p[0].family == p[1].family), None)
    if pair is not None:
        asked.append(f"Compare {_name(pair[0], evidence)} with {_name(pair[1], evidence)}")
    listing = ["Which roles are there?"] if len(roles) > 1 else []
    return (*asked[: PROMPTS - len(listing)], *listing)


def _of_kind(kind: str, roles: Sequence[Role], evidence: Evidence) -> tuple[Role, str] | None:
    for role in roles:
        for question in suggestions_for(role, evidence):
            if kind in question:
                return role, question
        if kind == "expected" and role.described_levels:
            for level in reversed(role.described_levels):
                if evidence.of(role, level=level):
                    return role, f"What is expected of {level} {_name(role, evidence)}?"
    return None


def _name(role: Role, evidence: Evidence) -> str:
    alone = evidence.generation.is_sole_bearer(role)
    return role.title if alone else f"{role.title} ({role.key})"


def _is_meant(role: Role, channel: str) -> bool:
    """Whether a channel's name, as "proj-field-sales", holds the whole focus of a role."""
    said = set(stems(channel.replace("-", " ").replace("_", " ")))
    parts = [role.title, *role.title.split("/"), role.focus]
    return any(bool(words) and words <= said for words in (set(stems(part)) for part in parts))
