"""Levels that a document calls by two names: a code in one place ("IC3"), and in another the title
that stands beside that code elsewhere ("Engineer 2"), or the whole word ("L2" and "Level 2"). They
are one level."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from roleassistant.domain import Level
from roleassistant.reading.interpretation.axes import Axes
from roleassistant.reading.interpretation.jobs import plain
from roleassistant.reading.interpretation.naming import named
from roleassistant.reading.interpretation.role_sections import owners
from roleassistant.reading.interpretation.several import WORDS_FOR_LEVELS
from roleassistant.reading.interpretation.tree import Leaf, Origin, Tree


def one_name_each(tree: Tree, axes: Axes) -> None:
    """Give every level the name under which most is said of it; the other one is kept beside.
    What a title means for one role of a document, it need not mean for another."""
    scopes = _of_each_role(tree, axes)
    for owner in sorted(scopes, key=lambda one: -1 if one is None else one):
        own = {number: axes.levels[number] for number in scopes[owner]}
        part = replace(axes, levels=own, also={}, order=())
        renamed = _one_name_each(tree, part)
        if owner is not None:
            renamed |= _as_for_all(tree, part, axes, scopes.get(None, []))
        axes.levels |= part.levels
        axes.also |= part.also
        left = {level for levels in axes.levels.values() for level in levels}
        order = (one if one in left else renamed.get(one, one) for one in axes.order)
        axes.order = tuple(dict.fromkeys(order))


def _of_each_role(tree: Tree, axes: Axes) -> dict[int | None, list[int]]:
    """The labels of levels that stand under one heading of a role, and those under none."""
    above = owners(tree, axes.roles)
    found: dict[int | None, list[int]] = {}
    for number in axes.levels:
        found.setdefault(above.get(number), []).append(number)
    return found


def _as_for_all(tree: Tree, part: Axes, axes: Axes, for_all: Sequence[int]) -> dict[Level, Level]:
    """Rename the levels of a role that what holds for all roles calls by a code, with these names
    as their titles: "Junior (L1)", and for bakers "Junior"."""
    meant: dict[Level, set[Level]] = defaultdict(set)
    for number in for_all:
        title = axes.titles.get(number, "")
        if title and len(axes.levels[number]) == 1:
            for name in (*named(title).levels, Level.called(plain(title))):
                meant[name].add(axes.levels[number][0])
    every = {level for levels in part.levels.values() for level in levels}
    stands_for = {
        level: next(iter(meant[level])) for level in every if len(meant.get(level, ())) == 1
    }
    _rename(tree, part, stands_for)
    return stands_for


def _one_name_each(tree: Tree, axes: Axes) -> dict[Level, Level]:
    """Rename the levels of a role; which stands for which."""
    said = Counter(level for leaf in tree.leaves for level in _innermost(leaf, axes))
    meant: dict[Level, set[Level]] = defaultdict(set)
    for first, second in _pairs(tree, axes):
        if first != second:
            meant[first].add(second)
            meant[second].add(first)
    stands_for: dict[Level, Level] = {}
    for level, others in meant.items():
        # A title that two levels have says nothing of either.
        other = next(iter(others))
        sole = len(others) == 1 and len(meant[other]) == 1
        if sole and (said[other], bool(other.track)) > (said[level], bool(level.track)):
            stands_for[level] = other
    _rename(tree, axes, stands_for)
    return stands_for


def _rename(tree: Tree, axes: Axes, stands_for: Mapping[Level, Level]) -> None:
    for number, levels in list(axes.levels.items()):
        if number not in axes.roles and any(level in stands_for for level in levels):
            text = tree.labels[number].text
            own = str(levels[0])
            axes.also[number] = own if own in text else text
            axes.levels[number] = tuple(stands_for.get(level, level) for level in levels)


def _innermost(leaf: Leaf, axes: Axes) -> tuple[Level, ...]:
    numbers = [label.number for label in leaf.labels if label.number in axes.levels]
    return axes.levels[numbers[-1]] if numbers else ()


def _pairs(tree: Tree, axes: Axes) -> Iterator[tuple[Level, Level]]:
    """Two levels that stand for one: a code and the level that its title names, where other labels
    are of that level; or two labels of one row."""
    used = {level.key: level for levels in axes.levels.values() for level in levels}
    for number, levels in axes.levels.items():
        if number in axes.roles or len(levels) != 1:
            continue
        title = axes.titles.get(number, "")
        names = (*named(title).levels, Level.called(plain(title))) if title else ()
        other = next((used[name.key] for name in names if name.key in used), None)
        if other is not None:
            yield levels[0], other
    yield from _by_initial(tree, axes, list(used.values()))
    for leaf in tree.leaves:
        rows = [
            axes.levels[label.number]
            for label in leaf.labels
            if label.origin is Origin.ROW and label.number in axes.levels
        ]
        if len(rows) == 2 and all(len(levels) == 1 for levels in rows):
            yield rows[0][0], rows[1][0]


def _by_initial(tree: Tree, axes: Axes, levels: Sequence[Level]) -> Iterator[tuple[Level, Level]]:
    """ "L2" in a table and "Level 2" over a section; unless a text stands under both kinds, which
    then are two axes."""
    pairs = [
        (code, worded)
        for worded in levels
        for code in levels
        if worded.track.casefold() in WORDS_FOR_LEVELS
        and " " not in str(code)
        and code.track
        and code.track.casefold() == worded.track[:1].casefold()
        and code.grade == worded.grade
    ]
    tracks = {(code.track, worded.track) for code, worded in pairs}
    for leaf in tree.leaves if pairs else ():
        under = {x.track for one in leaf.labels for x in axes.levels.get(one.number, ())}
        tracks -= {both for both in tracks if under.issuperset(both)}
    yield from (pair for pair in pairs if (pair[0].track, pair[1].track) in tracks)
