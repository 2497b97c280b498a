"""Places at which names stand in a question, and the best of them for each stretch of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roleassistant.indexing.chunks import Name, Role
from roleassistant.retrieval.plan import RoleMention
from roleassistant.retrieval.words import Token, fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One name with its words; `whole` names outrank abbreviations and parts of equal length."""

    name: Name
    role: Role
    words: tuple[Token, ...]
    weight: float
    joined: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Where a name stands, from the first to the last word of the question."""

    entry: Entry
    first: int
    last: int
    score: float
    weight: float


def best_per_stretch(found: Sequence[Found]) -> list[Found]:
    """Names that do not overlap, weightiest first; equally good names for one stretch all stay."""
    ranked = sorted(
        found,
        key=lambda f: (
            -round(f.weight, 6),
            -round(f.score, 6),
            f.entry.name.kind == "abbreviation",
            f.entry.role.key,
            f.entry.name.level is not None,
            f.entry.name.text,
        ),
    )
    kept: list[Found] = []
    for candidate in ranked:
        rivals = [k for k in kept if k.first <= candidate.last and candidate.first <= k.last]
        if not rivals or all(
            abs(k.weight - candidate.weight) < 0.2 * k.weight
            and abs(k.score - candidate.score) < 0.06
            and k.entry.role.key != candidate.entry.role.key
            and (k.first, k.last) == (candidate.first, candidate.last)
            for k in rivals
        ):
            kept.append(candidate)
    return kept


def mentions_of(
    found: Sequence[Found], question: str, said: Sequence[Token]
) -> tuple[RoleMention, ...]:
    """What was found, as mentions in the order of the question."""
    mentions: dict[tuple[str, int], RoleMention] = {}
    for match in found:
        name = match.entry.name
        start, end = said[match.first].start, said[match.last].end
        end = max(end, _end_as_written(name.text, question, start))
        mention = RoleMention(
            match.entry.role,
            question[start:end],
            name.text,
            round(min(1.0, match.score), 3),
            start,
            end,
            name.level,
            name.kind,
        )
        mentions.setdefault((match.entry.role.key, start), mention)
    return tuple(sorted(mentions.values(), key=lambda m: (m.start, m.role.key)))


def _end_as_written(name: str, question: str, start: int) -> int:
    """Where a name ends that stands in the question as it is written, "FP&A" with its "&A"."""
    end = start + len(name)
    whole = fold(question[start:end]) == fold(name) and not question[end : end + 1].isalnum()
    return end if whole else start
