"""The order of a role's levels, lowest first: by grade, unless its own pages say otherwise.

Most numbered ladders count up (P1 to P5); some count down, as civil service grades do. What tells
them apart is the experience that the pages ask for: where it falls as the number rises, the ladder
counts down.

Rungs with names (Trainee, Fitter, Foreman) stand as the guidelines list them, page by page, or else
the responsibilities. Whether a list begins at the top or at the bottom is told by the experience
asked for, then by the names that ladders everywhere use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from roleassistant.domain.level import UNRANKED, Level, usual_rank
from roleassistant.domain.profile import SectionKind
from roleassistant.domain.quantity import amounts_in
from roleassistant.domain.statement import Statement

_CRITERIA = frozenset({SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION})
# The sections that list levels one after the other, the surest first.
_LEAST_BY_ALPHABET = 3
_LISTING = (SectionKind.GUIDELINES, SectionKind.RESPONSIBILITIES)


def ladder(
    levels: Iterable[Level],
    statements: Iterable[Statement],
    told: Sequence[tuple[Level, ...]] = (),
) -> tuple[Level, ...]:
    """`levels` in the order of the ladder, each track by itself, tracks by their letters.

    `told` are orders that documents give; they decide before anything else.
    """
    said = tuple(statements)
    tracks: dict[str, list[Level]] = defaultdict(list)
    for level in sorted(set(levels)):
        tracks[level.track].append(level)
    years = _years(said)
    ordered: list[Level] = []
    for track, rungs in tracks.items():
        if not track:
            ordered += _named(rungs, said, years, told)
        else:
            falls = _told_to_fall(rungs, told) or _falls(rungs, years)
            ordered += reversed(rungs) if falls else rungs
    return tuple(ordered)


def ranked(
    rungs: Sequence[Level],
    statements: Iterable[Statement],
    told: Sequence[tuple[Level, ...]] = (),
) -> tuple[Level, ...]:
    """Named rungs with the height at which the ladder has them as their grade, from 1.

    Those of which nothing says where they stand come last and are UNRANKED.
    """
    said = tuple(statements)
    placed = _placed(rungs, said, _years(said), told)
    heights = {level: height for height, level in enumerate(placed, 1)}
    return tuple(
        replace(level, grade=heights.get(level, UNRANKED))
        for level in (*placed, *(rung for rung in rungs if rung not in heights))
    )


def _named(
    rungs: Sequence[Level],
    statements: Sequence[Statement],
    years: Mapping[Level, float],
    told: Sequence[tuple[Level, ...]],
) -> list[Level]:
    placed = _placed(rungs, statements, years, told)
    return [*placed, *(rung for rung in rungs if rung not in placed)]


def _placed(
    rungs: Sequence[Level],
    statements: Sequence[Statement],
    years: Mapping[Level, float],
    told: Sequence[tuple[Level, ...]],
) -> list[Level]:
    """Those of `rungs` of which something says where they stand, lowest first."""
    wanted = set(rungs)
    own = {level: level for level in rungs}
    known = [[own[level] for level in listed if level in wanted] for listed in dict.fromkeys(told)]
    if any(known):
        lists = known
    else:
        lists = [
            listed[::-1] if _is_from_the_top(listed, years) else listed
            for section in _LISTING
            for listed in _lists(statements, section, wanted)
            if not _is_by_alphabet(listed, years)
        ]
    placed = merged(lists, (years, _usual(rungs)))
    for rung in sorted(rungs, key=lambda one: (usual_rank(one), one.label)):
        if rung not in placed and (at := _place(rung, placed, years)) is not None:
            placed.insert(at, rung)
    return placed


def merged(
    lists: Iterable[Sequence[Level]], heights: Sequence[Mapping[Level, float]] = ()
) -> list[Level]:
    """One order for lists that have some levels in common; where they oppose each other, most of
    them decide, where they leave it open the first of `heights` that has all in question, and then
    the first list."""
    before: dict[tuple[Level, Level], int] = defaultdict(int)
    waiting: dict[Level, None] = {}
    for listed in lists:
        waiting.update(dict.fromkeys(listed))
        for low, high in combinations(listed, 2):
            before[low, high] += 1
    ordered: list[Level] = []
    while waiting:
        below = {one: _below(one, waiting, before) for one in waiting}
        lowest = [one for one in waiting if below[one] == min(below.values())]
        told = next((h for h in heights if all(one in h for one in lowest)), None)
        least = min(lowest, key=told.__getitem__) if told else lowest[0]
        ordered.append(least)
        del waiting[least]
    return ordered


def _below(one: Level, others: Iterable[Level], before: Mapping[tuple[Level, Level], int]) -> int:
    """How many of `others` most lists have below this one."""
    return sum(before.get((other, one), 0) > before.get((one, other), 0) for other in others)


def _lists(
    statements: Sequence[Statement], section: SectionKind, wanted: set[Level]
) -> list[list[Level]]:
    """The levels in the order in which the section of each page lists them."""
    pages: dict[str, list[tuple[int, Level]]] = defaultdict(list)
    for one in statements:
        if one.section is section and len(one.levels) == 1 and one.levels[0] in wanted:
            stated = one.attribution.how == "stated"
            if stated:
                pages[one.span.document].append((one.span.start, one.levels[0]))
    lists = (list(dict.fromkeys(level for _, level in sorted(found))) for found in pages.values())
    return [listed for listed in lists if len(listed) > 1]


def _is_by_alphabet(listed: Sequence[Level], years: Mapping[Level, float]) -> bool:
    """Whether a list stands in the order of the alphabet, and so tells no other: where experience,
    or the usual ranks, rise in one place of it and fall in another."""
    names = [level.label.casefold() for level in listed]
    if len(listed) < _LEAST_BY_ALPHABET or names != sorted(names):
        return False
    heights = years if all(level in years for level in listed) else _usual(listed)
    told = [heights[level] for level in listed if level in heights]
    steps = list(pairwise(told))
    rises, falls = any(a < b for a, b in steps), any(a > b for a, b in steps)
    return len(told) == len(listed) and rises and falls


def _is_from_the_top(listed: Sequence[Level], years: Mapping[Level, float]) -> bool:
    """Whether experience falls along the list, or, where that says nothing, the usual ranks do."""
    for heights in (years, _usual(listed)):
        falls, rises = _slopes(listed, heights)
        if falls != rises:
            return falls > rises
    return False


def _place(rung: Level, placed: Sequence[Level], years: Mapping[Level, float]) -> int | None:
    """Where a rung that no list has belongs among those that stand: by the years it asks for, or
    by its usual rank. None where neither tells."""
    for heights in (years, _usual((rung, *placed))):
        if heights.get(rung, UNRANKED) < 0:
            continue
        known = [one for one in placed if heights.get(one, UNRANKED) >= 0]
        if known or not placed:
            above = [one for one in known if heights[one] > heights[rung]]
            return placed.index(above[0]) if above else _after(known, placed)
    return None


def _usual(rungs: Iterable[Level]) -> dict[Level, float]:
    """The ranks of those that ladders everywhere have."""
    return {rung: float(usual_rank(rung)) for rung in rungs if usual_rank(rung) > UNRANKED}


def _after(known: Sequence[Level], placed: Sequence[Level]) -> int:
    return placed.index(known[-1]) + 1 if known else 0


def _told_to_fall(rungs: Sequence[Level], told: Sequence[tuple[Level, ...]]) -> bool:
    """Whether documents that give the order of these numbered levels have them count down."""
    grades = [[level.grade for level in listed if level in rungs] for listed in told]
    several = [listed for listed in grades if len(listed) > 1]
    return bool(several) and all(listed == sorted(listed, reverse=True) for listed in several)


def _falls(rungs: Sequence[Level], years: Mapping[Level, float]) -> bool:
    """Whether more pairs of levels ask for less experience at the higher number than for more."""
    falls, rises = _slopes(rungs, years)
    return falls > rises


def _slopes(rungs: Sequence[Level], heights: Mapping[Level, float]) -> tuple[int, int]:
    """How many pairs of `rungs` fall, and how many rise."""
    told = [heights[rung] for rung in rungs if rung in heights]
    pairs = list(combinations(told, 2))
    return sum(high < low for low, high in pairs), sum(low < high for low, high in pairs)


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
