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
from roleassistant.reading.interpretation.corners import told_by_corner
from roleassistant.reading.interpretation.dimensions import ASIDE, DIMENSION
from roleassistant.reading.interpretation.jobs import names_role, plain
from roleassistant.reading.interpretation.level_groups import (
    are_levels,
    completed,
    keep_surest_rows,
    set_proficiency_apart,
)
from roleassistant.reading.interpretation.naming import Named, Sureness, named
from roleassistant.reading.interpretation.numbered import bare_numbers, by_template
from roleassistant.reading.interpretation.role_sections import owners, sections_of_roles
from roleassistant.reading.interpretation.roles_among import roles_among
from roleassistant.reading.interpretation.tree import (
    CORNER,
    Label,
    Origin,
    Tree,
)
from roleassistant.reading.interpretation.unheard import order_by_place, unheard

_MAX_WORDS = 6
# The role that one in so many of the labels of levels carries may be whose document it is.
_FEW = 8

# Levels that are told by their titles, and by no code beside them.
_BY_TITLE = frozenset((Sureness.TITLE, Sureness.RUNG))


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
    # What levels are called besides: by a mapping in parts of a label, by its number, and in the
    # leaves of the tree, by their place among them.
    names: dict[int, tuple[str, ...]] = field(default_factory=dict)
    naming: dict[int, Level] = field(default_factory=dict)
    order: tuple[Level, ...] = ()  # lowest first, where the document lists them
    role: str = ""  # that the names of the levels carry: "Engineer" of "Senior Engineer"
    carried: float = 0.0  # by what share of the levels
    sectioned: bool = False  # whether all its levels are those of roles that headings name


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
        elif are_levels(labels):
            accepted.append(labels)
    axes.proficiency = set_proficiency_apart(accepted, tree)
    keep_surest_rows(accepted)
    roles = _common_roles(accepted) + counted_roles
    plainly = {
        level.key
        for labels in accepted
        for label in labels
        if (one := named(label.text)).sureness >= Sureness.TITLE and not one.title
        for level in one.levels
    }
    roles -= _names_of_one_code(accepted)
    for labels in accepted:
        _take(labels, axes, roles, plainly)
    _at_their_ends(accepted, axes)
    for labels in told_by_corner(groups, axes.levels.keys() | axes.proficiency):
        axes.levels |= {one.number: _by_its_name(one) for one in labels}
    _same_names_elsewhere(tree, axes, roles)
    if not axes.levels:
        found, axes.order = unheard(tree, groups)
        for labels in found:
            for label in labels:
                axes.levels[label.number] = (Level.called(_name(label)),)
                axes.inferred.add(label.number)
    if not axes.order:
        axes.order = order_by_place(tree, axes.levels, axes.inferred)
    for role, count in roles.most_common(1):
        # One title among the levels of many roles is not whose document it is.
        if count * _FEW >= sum(len(labels) for labels in accepted):
            axes.role, axes.carried = role, _carried(role, tree, axes)
    headed = roles_among(tree, groups, axes.levels)
    headed |= sections_of_roles(tree, groups, axes.levels) if not headed else {}
    owned = owners(tree, headed.keys() - axes.levels.keys())
    for number in axes.levels.keys() & owned.keys():
        # A title under the heading of a role is a name of its level, and of no other role.
        axes.roles.pop(number, None)
    axes.roles |= headed
    if headed and axes.levels.keys() - headed.keys() <= owned.keys():
        axes.role, axes.sectioned = "", True
    return axes


def _carried(role: str, tree: Tree, axes: Axes) -> float:
    """The share of the levels that are called by the role in any place."""
    own = role.casefold()
    called = {
        level
        for number, levels in axes.levels.items()
        if own in tree.labels[number].text.casefold()
        for level in levels
    }
    every = {level for levels in axes.levels.values() for level in levels}
    return len(called) / max(1, len(every))


def _by_its_name(label: Label) -> tuple[Level, ...]:
    """The level that a label is, whatever else its name says."""
    one = named(label.text)
    return one.levels if one.sureness is Sureness.NUMBERED else (Level.called(_name(label)),)


def _common_roles(accepted: Iterable[Sequence[Label]]) -> Counter[str]:
    """Role → how many labels of levels carry it, the title without a rung among them."""
    roles: Counter[str] = Counter()
    for labels in accepted:
        found = [named(label.text) for label in labels]
        roles.update(one.role for one in found if one.role)
        roles.update(role for one in labels if (role := completed(one, found)))
    for form, whole in _shortened(roles).items():
        roles[whole] += roles.pop(form, 0)
    for short in list(roles):
        # "Senior Engineer" among "Software Engineer I" and "Software Engineer II".
        longer = [
            one
            for one in roles
            if one.casefold().endswith(f" {short.casefold()}") and not named(one).levels
        ]
        if len(longer) == 1:
            roles[longer[0]] += roles.pop(short)
    return roles


def _names_of_one_code(accepted: Iterable[Sequence[Label]]) -> Counter[str]:
    """Role → how many labels carry it again beside a code that has it alone: "F2 Finance Assistant"
    over each of several tables is one level by two names, and no role of its own."""
    carrying: dict[str, list[Named]] = {}
    for labels in accepted:
        for one in (named(label.text) for label in labels):
            if one.role:
                carrying.setdefault(one.role, []).append(one)
    return Counter(
        {
            role: len(again) - 1
            for role, again in carrying.items()
            if len({one.levels for one in again}) == 1
            and all(one.sureness is Sureness.CODE for one in again)
        }
    )


def _shortened(roles: Collection[str]) -> dict[str, str]:
    """The names of roles that are a short form of another one: "Senior Dev 1" beside "Developer
    2"."""
    return {
        form: whole
        for form in roles
        for whole in roles
        if form != whole and _is_short_for(form.casefold().split(), whole.casefold().split())
    }


def _is_short_for(form: Sequence[str], whole: Sequence[str]) -> bool:
    return (
        len(form) == len(whole)
        and all(full.startswith(word) for word, full in zip(form, whole, strict=True))
        and all(len(word) > 2 for word in form)
        and not any(full == f"{word}s" for word, full in zip(form, whole, strict=True))
    )


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
            if one.role in roles and one.role != role and len(roles) > 1:
                _of_another_role(label, one, axes, roles, plainly)
        elif (
            (role and text.casefold() == role.casefold())
            or _stands_between(label, labels, found)
            or (tables and not ASIDE.fullmatch(text) and len(text.split()) <= _MAX_WORDS)
            or (any(one.role for one in found) and names_role(text))
        ):
            base = completed(label, found)
            axes.levels[label.number] = (Level.called(base or _name(label)),)
            if base and base != role and len(roles) > 1 and roles[base] >= 2:
                axes.roles[label.number] = base


def _stands_between(label: Label, labels: Sequence[Label], found: Sequence[Named]) -> bool:
    """Whether a short name stands among rungs: "Trainee", "Qualified", "Senior"."""
    at = labels.index(label)
    text = plain(label.text)
    rungs = [n for n, one in enumerate(found) if one.sureness is Sureness.RUNG]
    return bool(
        len(rungs) >= 2
        and rungs[0] < at < rungs[-1]
        and (found[at - 1].levels or found[at + 1].levels)
        and len(text.split()) <= 2
        and not ASIDE.fullmatch(text)
        and not DIMENSION.search(text)
    )


def _at_their_ends(accepted: Sequence[Sequence[Label]], axes: Axes) -> None:
    """Make a level of a name that stands before the first or behind the last level of a group, and
    again of others: "Leading Expert" behind "Expert", for each of the competencies."""
    ends: dict[str, list[Label]] = {}
    for labels in accepted:
        known = [one.number in axes.levels for one in labels]
        if sum(known) < 2 or sum(known) < len(labels) - 2:
            continue
        for label in (labels[0], labels[-1]):
            text = plain(label.text)
            dimension = DIMENSION.search(text) or ASIDE.fullmatch(text)
            if label.number not in axes.levels and len(text.split()) <= 3 and not dimension:
                ends.setdefault(text.casefold(), []).append(label)
    for again in ends.values():
        if len(again) > 1:
            for label in again:
                axes.levels[label.number] = (Level.called(_name(label)),)


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
    elif one.sureness in _BY_TITLE and one.levels[0].key not in plainly:
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
            exactly = one.sureness is Sureness.CODE and not one.title
            if exactly or (
                one.sureness >= Sureness.RUNG
                and (not one.role or one.role in roles or label is tree.top)
            ):
                axes.levels[label.number] = one.levels
        elif label is not tree.top and (level := known.get(_key(label))) is not None:
            axes.levels[label.number] = (level,)


def _key(label: Label) -> str:
    return Level.called(_name(label)).key


def _name(label: Label) -> str:
    """What a level is called, without the scores that it stands for: "Authority (3.5 - 4.0+)"."""
    return re.sub(r"\s*\([\d.,\s–+%/-]+\)$", "", plain(label.text))
