"""Which labels of a document name levels, and which roles.

One label hardly tells; those beside it do. Labels that stand side by side are levels together:
where most of them name one by themselves, or where the same labels come back under each of several
others and the others are none. What is then known of the ladder makes levels of the same names
elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from roleassistant.domain import Level
from roleassistant.reading.interpretation.dimensions import ASIDE, DIMENSION, dimensional
from roleassistant.reading.interpretation.document_titles import role_of_title
from roleassistant.reading.interpretation.jobs import AGENT, names_role, plain
from roleassistant.reading.interpretation.naming import Named, Sureness, named
from roleassistant.reading.interpretation.numbered import bare_numbers, by_template
from roleassistant.reading.interpretation.tabular import NAMES_ROLES
from roleassistant.reading.interpretation.tree import (
    CORNER,
    Group,
    Label,
    Origin,
    Tree,
)
from roleassistant.reading.interpretation.unheard import order_by_place, unheard

# What of a group has to be levels by itself for the whole to be one.
_SHARE = 0.5
# Parts of a ladder that divide it by the kind of work.
TRACK = re.compile(
    r"(?:(?:people |engineering |the )?(?:managers?|management|individual contributors?|ics?"
    r"|leaders?|leadership|technical|specialists?|experts?))(?: (?:track|path|ladder|levels?|stream"
    r"|career))?s?|.*\b(?:track|stream)",
    re.IGNORECASE,
)
_MAX_WORDS = 6
_FEW = 8


@dataclass
class Axes:
    """What the labels of a document are. Both map the number of a label.

    `proficiency` are labels that grade a skill where others grade the job: no levels of the job.
    `titles` are what levels are called beside their codes; `inferred` says of levels that only
    their place tells.
    """

    levels: dict[int, tuple[Level, ...]] = field(default_factory=dict)
    roles: dict[int, str] = field(default_factory=dict)
    proficiency: set[int] = field(default_factory=set)
    titles: dict[int, str] = field(default_factory=dict)
    inferred: set[int] = field(default_factory=set)
    also: dict[int, str] = field(default_factory=dict)  # another name of the level of a label
    order: tuple[Level, ...] = ()  # lowest first, where the document lists them
    role: str = ""  # that the names of the levels carry: "Engineer" of "Senior Engineer"


def axes_of(tree: Tree) -> Axes:
    """The levels and roles among the labels of a document."""
    axes = Axes()
    groups = tree.groups()
    accepted: list[list[Label]] = []
    counted_roles: Counter[str] = Counter()
    for group, beside in groups.items():
        # The title of the document is no level for standing beside levels.
        title = tree.top if tree.top is not None and not named(tree.top.text).levels else None
        labels = [label for label in beside if label is not title]
        if CORNER in group or not labels:
            continue
        if numbers := bare_numbers(labels, tree):
            axes.levels |= numbers
        elif counted := by_template(labels):
            counted_roles.update(one.role for one in counted.values() if one.role)
            axes.levels |= {number: one.levels for number, one in counted.items()}
            axes.titles |= {number: one.title for number, one in counted.items() if one.title}
        elif _are_levels(labels):
            accepted.append(labels)
    _set_proficiency_apart(accepted, tree, axes)
    _keep_surest_rows(accepted)
    roles = _common_roles(accepted) + counted_roles
    plainly = {
        level.key
        for labels in accepted
        for label in labels
        if (one := named(label.text)).sureness >= Sureness.TITLE and not one.title
        for level in one.levels
    }
    for labels in accepted:
        _take(labels, axes, roles, plainly)
    _same_names_elsewhere(tree, axes, roles)
    if not axes.levels:
        found, axes.order = unheard(tree, groups)
        for labels in found:
            for label in labels:
                axes.levels[label.number] = (Level.called(plain(label.text)),)
                axes.inferred.add(label.number)
    if not axes.order:
        axes.order = order_by_place(tree, axes.levels, axes.inferred)
    for role, count in roles.most_common(1):
        # One title among the levels of many roles is not whose document it is.
        if count * _FEW >= sum(len(labels) for labels in accepted):
            axes.role = role
    _name_roles(tree, groups, axes)
    return axes


def _are_levels(labels: Sequence[Label]) -> bool:
    """Whether labels that stand side by side are levels."""
    found = [named(label.text) for label in labels]
    sure = [one for one in found if one.sureness >= Sureness.RUNG]
    distinct = {level.key for one in sure for level in one.levels}
    some = [one for one in found if one.levels]
    if len(labels) == 1:
        return found[0].sureness is Sureness.NUMBERED
    tables = labels[0].origin in (Origin.ROW, Origin.COLUMN)
    base = sum(bool(_completed(label, found)) for label in labels) if sure else 0
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


def _completed(label: Label, found: Sequence[Named]) -> str:
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


def _set_proficiency_apart(accepted: list[list[Label]], tree: Tree, axes: Axes) -> None:
    """Where grades of skills stand together with levels of the job, over or under them, they are
    no levels of the job."""
    graded = [labels for labels in accepted if _are_proficiencies(labels)]
    if not graded or len(graded) == len(accepted):
        return
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
    if together or len(jobs) > 1:
        axes.proficiency |= numbers
        accepted[:] = [labels for labels in accepted if labels not in graded]


def _keep_surest_rows(accepted: list[list[Label]]) -> None:
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


def _common_roles(accepted: Iterable[Sequence[Label]]) -> Counter[str]:
    """Role → how many labels of levels carry it, the title without a rung among them."""
    roles: Counter[str] = Counter()
    for labels in accepted:
        found = [named(label.text) for label in labels]
        roles.update(one.role for one in found if one.role)
        roles.update(role for one in labels if (role := _completed(one, found)))
    return roles


def _take(
    labels: Sequence[Label], axes: Axes, roles: Counter[str], plainly: Collection[str]
) -> None:
    """Make levels of the labels of a group, but for those that stand beside them otherwise.
    `plainly` are the levels that other labels name without a title."""
    found = [named(label.text) for label in labels]
    role = next(iter(roles), "") if len(roles) == 1 else roles.most_common(1)[0][0] if roles else ""
    tables = labels[0].origin in (Origin.ROW, Origin.COLUMN)
    for label, one in zip(labels, found, strict=True):
        text = plain(label.text)
        if one.levels:
            axes.levels[label.number] = one.levels
            if one.title and (one.sureness is Sureness.NUMBERED or _is_cut(one)):
                axes.titles[label.number] = one.title
            if one.role and one.role != role and len(roles) > 1:
                _of_another_role(label, one, axes, roles, plainly)
        elif (
            (role and text.casefold() == role.casefold())
            or _stands_between(label, labels, found)
            or (tables and not ASIDE.fullmatch(text) and len(text.split()) <= _MAX_WORDS)
            or (any(one.role for one in found) and names_role(text))
        ):
            base = _completed(label, found)
            axes.levels[label.number] = (Level.called(base or text),)
            if base and base != role and len(roles) > 1 and roles[base] >= 2:
                axes.roles[label.number] = base


def _stands_between(label: Label, labels: Sequence[Label], found: Sequence[Named]) -> bool:
    """Whether a short name stands among rungs: "Trainee", "Qualified", "Senior"."""
    at = labels.index(label)
    text = plain(label.text)
    rungs = [n for n, one in enumerate(found) if one.sureness is Sureness.RUNG]
    return (
        len(rungs) >= 2
        and rungs[0] < at < rungs[-1]
        and len(text.split()) <= 2
        and not ASIDE.fullmatch(text)
        and not DIMENSION.search(text)
    )


def _is_cut(one: Named) -> bool:
    """Whether the name of a level leaves out words within its title: "Senior Engineer 2"."""
    return len(one.levels) == 1 and one.levels[0].label not in one.title


def _of_another_role(
    label: Label, one: Named, axes: Axes, roles: Counter[str], plainly: Collection[str]
) -> None:
    """Levels of several roles side by side: "Senior Designer" beside "Senior Engineer". Where a
    role is carried by one label alone, the title is a name of that level."""
    if roles[one.role] >= 2:
        axes.roles[label.number] = one.role
    elif one.sureness is not Sureness.NUMBERED and one.levels[0].key not in plainly:
        axes.levels[label.number] = (Level.called(one.title or plain(label.text)),)


def _same_names_elsewhere(tree: Tree, axes: Axes, roles: Counter[str]) -> None:
    """Labels that name a level of the ladder by themselves, wherever they stand."""
    known = {level.key: level for levels in axes.levels.values() for level in levels}
    if not known:
        return
    for label in tree.labels:
        if label.number in axes.levels or label.number in axes.proficiency or CORNER in label.group:
            continue
        one = named(label.text)
        if one.levels and all(level.key in known for level in one.levels):
            if one.sureness >= Sureness.RUNG and (
                not one.role or one.role in roles or label is tree.top
            ):
                axes.levels[label.number] = one.levels
        elif label is not tree.top and (level := known.get(_key(label))) is not None:
            axes.levels[label.number] = (level,)


def _key(label: Label) -> str:
    return Level.called(plain(label.text)).key


def _in_column_of_roles(
    group: Group, labels: Sequence[Label], groups: dict[Group, list[Label]], beside: set[int]
) -> dict[int, str]:
    """Row labels of a column that is headed as roles are, where another column has their levels."""
    corners = [one for g, ls in groups.items() if g[:3] == group[:3] and CORNER in g for one in ls]
    column = group[-1]
    if not isinstance(column, int) or column >= len(corners):
        return {}
    headed = NAMES_ROLES.fullmatch(plain(corners[column].text)) is not None
    return {one.number: plain(one.text) for one in labels if headed and one.number in beside}


def _name_roles(tree: Tree, groups: dict[Group, list[Label]], axes: Axes) -> None:
    """Headings over levels, or over dimensions with levels, that read as the names of jobs."""
    over_levels = {
        label.number
        for leaf in tree.leaves
        for at, label in enumerate(leaf.labels)
        if any(after.number in axes.levels for after in leaf.labels[at + 1 :])
    }
    for group, labels in groups.items():
        if labels[0].origin is Origin.ROW and not any(one.number in axes.levels for one in labels):
            axes.roles |= _in_column_of_roles(group, labels, groups, over_levels)
        here = [
            one
            for one in labels
            if one.origin is Origin.HEADING
            and one.number in over_levels
            and one.number not in axes.levels
        ]
        if len(here) < 2:
            continue
        jobs = [
            one
            for one in here
            if (names_role(one.text) or AGENT.search(plain(one.text)))
            and not TRACK.fullmatch(plain(one.text))
        ]
        if len(jobs) * 2 > len(here) and dimensional(here) < 0.5:
            for one in here:
                axes.roles[one.number] = role_of_title(one.text) or plain(one.text)
