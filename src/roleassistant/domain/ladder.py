"""The order of a role's levels, lowest first: by grade, unless its own pages say otherwise.

Most ladders count up (P1 to P5); some count down, as civil service grades do. What tells them
apart is the experience that the pages ask for: where it falls as the number rises, the ladder
counts down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from roleassistant.domain.level import Level
from roleassistant.domain.profile import SectionKind
from roleassistant.domain.quantity import amounts_in
from roleassistant.domain.statement import Statement

_CRITERIA = frozenset({SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION})


def ladder(levels: Iterable[Level], statements: Iterable[Statement]) -> tuple[Level, ...]:
    """`levels` in the order of the ladder, each track by itself, tracks by their letters."""
    tracks: dict[str, list[Level]] = defaultdict(list)
    for level in sorted(set(levels)):
        tracks[level.track].append(level)
    years = _years(statements)
    ordered: list[Level] = []
    for rungs in tracks.values():
        ordered += reversed(rungs) if _counts_down(rungs, years) else rungs
    return tuple(ordered)


def _counts_down(rungs: list[Level], years: Mapping[Level, float]) -> bool:
    """Whether more pairs of levels ask for less experience at the higher number than for more."""
    told = [years[rung] for rung in rungs if rung in years]
    falls = sum(low > high for low, high in combinations(told, 2))
    rises = sum(low < high for low, high in combinations(told, 2))
    return falls > rises


def _years(statements: Iterable[Statement]) -> dict[Level, float]:
    """Level → the least experience, in years, that a criterion of that level alone begins with."""
    found: dict[Level, float] = {}
    for statement in statements:
        if statement.section not in _CRITERIA or len(statement.levels) != 1:
            continue
        if amounts := amounts_in(statement.text):
            level, low = statement.levels[0], amounts[0].years.low
            found[level] = min(low, found.get(level, low))
    return found
