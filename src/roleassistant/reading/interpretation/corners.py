"""Levels of any name that the corner of their table tells: "Level | Trainee | Baker | Head"."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import chain

from roleassistant.reading.interpretation.dimensions import ASIDE, dimensional
from roleassistant.reading.interpretation.jobs import names_role, plain
from roleassistant.reading.interpretation.naming import named
from roleassistant.reading.interpretation.tree import CORNER, Group, Label, Origin
from roleassistant.reading.rungs import LEVEL_COLUMN

_MAX_WORDS = 5


def told_by_corner(
    groups: Mapping[Group, Sequence[Label]], levels: Container[int]
) -> Iterator[list[Label]]:
    """The rows, or the columns, of each table of which the corner says that they are levels, where
    none of its labels is known for one. Which of both it is, other tables with the same corner
    tell, or else the names: those of jobs are levels, and those of dimensions are not."""
    tables: dict[Group, dict[Group, Sequence[Label]]] = {}
    for group, labels in groups.items():
        if labels[0].origin in (Origin.ROW, Origin.COLUMN):
            tables.setdefault(group[:3], {})[group] = labels
    across = {
        _corner(parts)
        for parts in tables.values()
        if any(one.number in levels for one in _columns(parts))
    }
    for parts in tables.values():
        corner = _corner(parts)
        rows, columns = _rows(parts), _columns(parts)
        known = any(one.number in levels for one in chain(rows, columns))
        if known or corner not in LEVEL_COLUMN or min(len(rows), len(columns)) < 2:
            continue
        turned = _standing(columns) - _standing(rows)
        if turned > 0 or (turned == 0 and corner in across):
            yield [one for one in columns if not ASIDE.fullmatch(plain(one.text))]
        elif turned < 0:
            yield rows


def _standing(labels: Sequence[Label]) -> float:
    """How much labels look like levels: the share of them that names jobs or rungs, less that of
    names of dimensions."""
    short = [one for one in labels if len(plain(one.text).split()) <= _MAX_WORDS]
    jobs = sum(bool(named(one.text).levels) or names_role(one.text) for one in short)
    return jobs / len(labels) - dimensional(labels)


def _corner(parts: Mapping[Group, Sequence[Label]]) -> str:
    found = [one for group, labels in parts.items() if CORNER in group for one in labels]
    return plain(found[0].text).casefold() if len(found) == 1 else ""


def _rows(parts: Mapping[Group, Sequence[Label]]) -> list[Label]:
    return [one for labels in parts.values() for one in labels if one.origin is Origin.ROW]


def _columns(parts: Mapping[Group, Sequence[Label]]) -> list[Label]:
    return [
        one
        for group, labels in parts.items()
        if CORNER not in group
        for one in labels
        if one.origin is Origin.COLUMN
    ]
