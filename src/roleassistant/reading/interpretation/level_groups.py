"""Which labels that stand side by side are levels together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from roleassistant.reading.interpretation.jobs import plain
from roleassistant.reading.interpretation.naming import Named, Sureness, named
from roleassistant.reading.interpretation.tree import Group, Label, Origin, Tree

# What of a group has to be levels by itself for the whole to be one.
_SHARE = 0.5


def are_levels(labels: Sequence[Label]) -> bool:
    """Whether labels that stand side by side are levels."""
    found = [named(label.text) for label in labels]
    sure = [one for one in found if one.sureness >= Sureness.RUNG]
    distinct = {level.key for one in sure for level in one.levels}
    some = [one for one in found if one.levels]
    if len(labels) == 1:
        return found[0].sureness is Sureness.NUMBERED
    tables = labels[0].origin in (Origin.ROW, Origin.COLUMN)
    base = sum(bool(completed(label, found)) for label in labels) if sure else 0
    share = len(some) + base
    if len(distinct) == 1 and base and share == len(labels):
        return True  # "Engineering Manager", "Senior Engineering Manager"
    if len(distinct) >= 2 and share >= len(labels) * _SHARE:
        return True
    if len(distinct) >= 2 and not tables and len(sure) >= 2:
        # Among many other headings, as "Introduction": numbered ones are levels all the same.
        return sum(one.sureness is Sureness.NUMBERED for one in sure) >= 2
    if len(distinct) == 1 and sure and all(one.sureness is Sureness.NUMBERED for one in sure):
        return not tables or len(sure) == len(labels)
    return _same_but_for_numbers(found) and share >= len(labels) * _SHARE


def completed(label: Label, found: Sequence[Named]) -> str:
    """The role of which a label is the title without a rung, beside titles with one: "Engineer"."""
    text = re.sub(r"\s*\([^()]*\)$", "", plain(label.text)).casefold()
    if named(label.text).levels:
        return ""
    return next((one.role for one in found if one.role.casefold() == text), "")


def _same_but_for_numbers(found: Sequence[Named]) -> bool:
    """ "Engineer 1", "Engineer 2"; "SE1", "SE2"."""
    tracks = Counter(
        one.levels[0].track
        for one in found
        if len(one.levels) == 1 and one.levels[0].track and one.sureness < Sureness.RUNG
    )
    for track, _ in tracks.most_common(1):
        grades = {
            one.levels[0].grade for one in found if one.levels and one.levels[0].track == track
        }
        return len(grades) >= 2
    return False


def set_proficiency_apart(accepted: list[list[Label]], tree: Tree) -> set[int]:
    """Where grades of skills stand together with levels of the job, over or under them, they are
    no levels of the job: the numbers of their labels, which `accepted` has no longer."""
    graded = [labels for labels in accepted if _are_proficiencies(labels)]
    if not graded or len(graded) == len(accepted):
        return set()
    numbers = {label.number for labels in graded for label in labels}
    others = {label.number for labels in accepted for label in labels} - numbers
    together = any(
        any(label.number in numbers for label in leaf.labels)
        and any(label.number in others for label in leaf.labels)
        for leaf in tree.leaves
    )
    # Or where the others are titles of jobs, and these are none.
    jobs = {
        level.key
        for labels in accepted
        if labels not in graded
        for label in labels
        if (one := named(label.text)).role
        for level in one.levels
    }
    if not together and len(jobs) < 2:
        return set()
    accepted[:] = [labels for labels in accepted if labels not in graded]
    return numbers


def keep_surest_rows(accepted: list[list[Label]]) -> None:
    """Of the columns of a table that name the level of each row, the surest: "Mid-level | G6"."""
    tables: dict[Group, list[list[Label]]] = {}
    for labels in accepted:
        if labels[0].origin is Origin.ROW:
            tables.setdefault(labels[0].group[:3], []).append(labels)
    for columns in tables.values():
        shares = [
            sum(named(one.text).sureness is Sureness.NUMBERED for one in labels) / len(labels)
            for labels in columns
        ]
        if len(columns) > 1 and min(shares) * 2 < max(shares):
            accepted[:] = [
                one
                for one in accepted
                if one not in columns or shares[columns.index(one)] == max(shares)
            ]


def _are_proficiencies(labels: Sequence[Label]) -> bool:
    found = [named(label.text) for label in labels]
    return all(one.proficiency and not one.role for one in found if one.levels)
