"""The disagreements among the statements of one role: its sections, its pages, its versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from roleassistant.answering.conflicts.disagreement import Disagreement, Kind, Severity, Side
from roleassistant.answering.conflicts.extraction import values_of
from roleassistant.answering.conflicts.levels import of_levels
from roleassistant.answering.conflicts.values import Value
from roleassistant.answering.conflicts.wordings import codes_apart, definitions, denials, wordings
from roleassistant.domain import Level
from roleassistant.indexing.chunks import Chunk

_ORDER = list(Severity)


def disagreements(chunks: Iterable[Chunk]) -> list[Disagreement]:
    """The disagreements among statements; those of different roles are not held against each other.

    By role, level and kind. Where the words of a cell differ because a typed value in them does,
    only the value is told.
    """
    by_role: dict[str, list[Chunk]] = defaultdict(list)
    for chunk in chunks:
        by_role[chunk.role].append(chunk)
    return [found for role in sorted(by_role) for found in _of_role(by_role[role])]


def disputed_rows(chunks: Sequence[Chunk]) -> frozenset[int]:
    """The rows of those among the statements of one role that are a side of a disagreement."""
    return frozenset(row for one in disagreements(chunks) for row in one.rows)


def is_typed(chunk: Chunk) -> bool:
    """Whether a statement gives a typed value, which another may oppose."""
    return bool(values_of(chunk.statement))


def _of_role(chunks: Sequence[Chunk]) -> list[Disagreement]:
    # What was taken over from another level opposes nothing that this one says.
    chunks = [c for c in chunks if not c.statement.attribution.taken_over]
    levels = list(of_levels(chunks))
    astray = {row for one in levels for row in one.also}
    typed = list(_of_values([c for c in chunks if not (c.row in astray and _of_no_page(c))]))
    # That some are managed follows from their number, which is told already.
    counts = [one.rows for one in typed if one.kind is Kind.VALUE]
    typed = [d for d in typed if d.kind is Kind.VALUE or not any(d.rows <= rows for rows in counts)]
    told = [one.rows for one in typed]
    worded = levels + [
        one
        for find in (wordings, definitions, denials, codes_apart)
        for one in find(chunks)
        if not any(one.rows <= rows for rows in told)
    ]
    found = typed + worded
    return sorted(found, key=lambda one: (_level(one), _ORDER.index(one.severity), min(one.rows)))


def _of_no_page(chunk: Chunk) -> bool:
    """Whether its pages are of other levels than it names. That a page defines a level that is
    not its own is told once, and not again with every value of that level."""
    return set(chunk.statement.levels).isdisjoint(chunk.page_levels)


def _level(one: Disagreement) -> tuple[str, int, str]:
    return one.level.sort_key if one.level else ("", -1, "")


@dataclass(frozen=True, slots=True)
class _Given:
    value: Value
    chunk: Chunk
    levels: tuple[Level, ...]


def _of_values(chunks: Sequence[Chunk]) -> Iterator[Disagreement]:
    level_of = levels_meant(chunks)
    ladder = {str(level): level for c in chunks for level in (*c.statement.levels, *c.page_levels)}
    given: dict[tuple[str, str, Level | None], list[_Given]] = defaultdict(list)
    for chunk in chunks:
        for value in values_of(chunk.statement):
            named = ladder.get(value.of_level)
            levels = (named,) if named else level_of(chunk)
            for level in levels or (None,):
                given[value.attribute, value.unit, level].append(_Given(value, chunk, levels))
    for (attribute, unit, level), entries in list(given.items()):
        # What is said of the role is said of each of its levels.
        of_role = given.get((attribute, unit, None), []) if level else []
        yield from _opposed(attribute, level, [*of_role, *entries])


def levels_meant(chunks: Sequence[Chunk]) -> Callable[[Chunk], tuple[Level, ...]]:
    """To which levels a statement belongs: those it names, else those of its pages.

    One that stands on every page of several is of the role, and of no level.
    """
    pages = {source.level for chunk in chunks for source in chunk.sources}

    def meant(chunk: Chunk) -> tuple[Level, ...]:
        if chunk.statement.levels:
            return chunk.statement.levels
        own = chunk.page_levels
        return () if len(pages) > 1 and len(own) == len(pages) else own

    return meant


def _opposed(
    attribute: str, level: Level | None, entries: Sequence[_Given]
) -> Iterator[Disagreement]:
    """One disagreement with a side for each value that another opposes."""
    gravest: dict[int, Severity] = {}
    for i, one in enumerate(entries):
        for j in range(i):
            other = entries[j]
            apart = set(one.levels) != set(other.levels)
            severity = one.value.opposes(other.value, apart)
            if severity is None or one.chunk.row == other.chunk.row:
                continue
            if level and not (one.levels or other.levels):
                continue  # both of the role: told once, and not at every level
            for at in (i, j):
                gravest[at] = min(severity, gravest.get(at, severity), key=_ORDER.index)
    if not gravest:
        return
    sides: list[list[_Given]] = []
    for at in sorted(gravest):
        entry = entries[at]
        same = (s for s in sides if s[0].value.content == entry.value.content)
        side = next(same, None)
        if side is None:
            sides.append([entry])
        else:
            side.append(entry)
    first = sides[0][0]
    yield Disagreement(
        kind=first.value.kind,
        severity=min(gravest.values(), key=_ORDER.index),
        role=first.chunk.role,
        title=first.chunk.title,
        level=level,
        about=attribute,
        sides=tuple(Side(tuple((g.value.text, g.chunk) for g in side)) for side in sides),
    )
