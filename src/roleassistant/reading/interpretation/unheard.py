"""Levels of names that nobody has heard: listed by the document, or one of two axes that cross."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from roleassistant.domain import Level
from roleassistant.reading.interpretation.dimensions import ASIDE, dimensional
from roleassistant.reading.interpretation.jobs import names_role, plain
from roleassistant.reading.interpretation.tabular import names_dimensions
from roleassistant.reading.interpretation.tree import (
    CORNER,
    Group,
    Label,
    Origin,
    Tree,
)

_LISTS_LEVELS = re.compile(
    r"\b(?:levels?|grades?|bands?|stages?|steps?|rungs?|ranks?|tiers?|titles?)\b", re.IGNORECASE
)
_LADDER = re.compile(
    r"\b(?:ladder|levels?|grades?|career|progression|growth|titles?|stages?)\b", re.IGNORECASE
)
_LONGEST_LIST = 400


def unheard(
    tree: Tree, groups: dict[Group, list[Label]]
) -> tuple[list[list[Label]], tuple[Level, ...]]:
    """The labels, group by group, that are levels without naming any, and their order, lowest
    first, where the document lists it."""
    found, order = _listed(tree, groups)
    return (found, order) if found else (_in_tables(groups) or _crossing(tree), ())


def _listed(
    tree: Tree, groups: dict[Group, list[Label]]
) -> tuple[list[list[Label]], tuple[Level, ...]]:
    """Labels that the document itself lists as its levels: "four grades: Hand, Ranger, Keeper and
    Warden". It lists them in their order."""
    for leaf in tree.leaves:
        said = leaf.words.text
        if len(said) > _LONGEST_LIST or not _LISTS_LEVELS.search(said):
            continue
        for labels in groups.values():
            names = [plain(label.text) for label in labels]
            at = {
                name: match.start()
                for name in names
                if (match := re.search(rf"\b{re.escape(name)}\b", said))
            }
            if len(names) > 1 and len(at) == len(names):
                order = tuple(Level.called(name) for name in sorted(names, key=at.__getitem__))
                return [ls for ls in groups.values() if all(plain(x.text) in at for x in ls)], order
    return [], ()


def _in_tables(groups: dict[Group, list[Label]]) -> list[list[Label]]:
    """Of the rows and the columns of a table, those that name no dimensions."""
    found: list[list[Label]] = []
    for group, labels in groups.items():
        if CORNER in group or labels[0].origin is not Origin.COLUMN or len(labels) < 2:
            continue
        place = group[:3]
        corner = next(
            (ls[0].text for g, ls in groups.items() if g[:3] == place and CORNER in g), ""
        )
        rows = [ls for g, ls in groups.items() if g[:3] == place and "row" in g and CORNER not in g]
        row_labels = [label for ls in rows for label in ls]
        across = [one for one in labels if not ASIDE.fullmatch(plain(one.text))]
        if len(across) < 2 or not row_labels:
            continue
        if names_dimensions(corner) or dimensional(row_labels) > dimensional(across):
            found.append(across)
        elif dimensional(across) > dimensional(row_labels):
            found.append(row_labels)
    return found


def _crossing(tree: Tree) -> list[list[Label]]:
    """Headings that come back under each of several others: one of both axes is of levels."""
    children: dict[int, list[Label]] = {}
    parents: dict[int, Label] = {}
    for label in tree.labels:
        if label.origin is Origin.HEADING and label.group[0]:
            above = label.group[0]
            assert isinstance(above, tuple)
            children.setdefault(above[-1], []).append(label)
    by_number = {label.number: label for label in tree.labels}
    by_group: dict[Group, list[Label]] = {}
    for number in children:
        parents[number] = by_number[number]
        by_group.setdefault(by_number[number].group, []).append(by_number[number])
    for outer in by_group.values():
        if len(outer) < 2:
            continue
        names = [[plain(one.text).casefold() for one in children[p.number]] for p in outer]
        counted = Counter(name for listed in names for name in set(listed))
        common = {name for name, count in counted.items() if count * 2 > len(outer)}
        if len(common) < 2:
            continue
        inner = [
            label
            for p in outer
            for label in children[p.number]
            if plain(label.text).casefold() in common
        ]
        if dimensional(inner) != dimensional(outer):
            return [outer] if dimensional(inner) > dimensional(outer) else [inner]
        # Neither says what it is: numbered headings, and those of jobs, are levels; and so are the
        # outer ones, of a document that calls itself a ladder.
        if _ranks(outer) != _ranks(inner):
            return [outer] if _ranks(outer) > _ranks(inner) else [inner]
        if tree.top is not None and _LADDER.search(tree.top.text):
            return [outer]
    return []


def _ranks(labels: Sequence[Label]) -> float:
    """How much labels look like rungs: numbered, or names of jobs."""
    numbered = sum(bool(re.match(r"\W*\d+[.):]\s", label.text)) for label in labels)
    jobs = sum(names_role(label.text) for label in labels)
    return max(numbered, jobs) / max(1, len(labels))


def order_by_place(
    tree: Tree, levels: dict[int, tuple[Level, ...]], inferred: set[int]
) -> tuple[Level, ...]:
    """Levels that only their place tells stand as the document lists them, unless that is the order
    of the alphabet."""
    by_place = {label.number for label in tree.labels if label.by_place}
    listed = tuple(
        dict.fromkeys(
            level
            for label in tree.labels
            if label.number in inferred | by_place
            for level in levels.get(label.number, ())
        )
    )
    names = [level.label.casefold() for level in listed]
    by_alphabet = len(names) > 2 and names == sorted(names)
    return () if by_alphabet or all(level.track for level in listed) else listed
