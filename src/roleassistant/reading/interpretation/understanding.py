"""What is understood of a document before its texts are placed, and what a mapping says of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from roleassistant.domain import Level
from roleassistant.domain.level import rung_key
from roleassistant.reading.blocks import Blocks
from roleassistant.reading.interpretation.axes import Axes, axes_of
from roleassistant.reading.interpretation.jobs import plain
from roleassistant.reading.interpretation.mapping import Rules, rules_for
from roleassistant.reading.interpretation.naming import named
from roleassistant.reading.interpretation.placing import RoleName
from roleassistant.reading.interpretation.subject import Subject, subject_of
from roleassistant.reading.interpretation.tree import CORNER, Label, Origin, Tree, tree_of
from roleassistant.reading.interpretation.two_names import one_name_each


@dataclass(frozen=True, slots=True)
class Understanding:
    """The labels of a document, what they are, and whose document it is."""

    tree: Tree
    axes: Axes
    subject: Subject
    house: str | None = None
    # The columns of tables that are headed alike in several tables, and those that are the only
    # one of their table which is of no level.
    recurring_columns: frozenset[int] = frozenset()
    lone_columns: frozenset[int] = frozenset()


def understood(blocks: Blocks) -> Understanding:
    """What the blocks are of, with what the mapping of their document says.

    Raises:
        DocumentError: there is a mapping, and it cannot be used.
    """
    tree = tree_of(blocks)
    axes = axes_of(tree)
    one_name_each(tree, axes)
    rules = rules_for(blocks.document)
    if rules is not None:
        _apply(rules, tree, axes)
    subject = subject_of(blocks, tree, axes)
    axes.order = axes.order or subject.order
    if rules is not None:
        subject = _of_rules(rules, subject)
    house = rules.house if rules else None
    return Understanding(tree, axes, subject, house, *_columns(tree, axes))


def _columns(tree: Tree, axes: Axes) -> tuple[frozenset[int], frozenset[int]]:
    """The columns whose header comes back in other tables, and those that stand alone."""
    beside = [
        labels
        for group, labels in tree.groups().items()
        if labels[0].origin is Origin.COLUMN and CORNER not in group
        if not any(one.number in axes.levels for one in labels)
    ]
    often = Counter(text for labels in beside for text in {_text(one) for one in labels})
    recurring = {one.number for labels in beside for one in labels if often[_text(one)] > 1}
    alone = {labels[0].number for labels in beside if len(labels) == 1}
    return frozenset(recurring), frozenset(alone)


def _text(label: Label) -> str:
    return plain(label.text).casefold()


def _apply(rules: Rules, tree: Tree, axes: Axes) -> None:
    """Make levels, roles and dimensions of the labels that the rules name."""
    means = {rung_key(plain(label)): name for label, name in rules.called.items()}
    levels = {rung_key(plain(name)): name for name in rules.levels}
    roles = {rung_key(plain(name)): name for name in rules.roles}
    neither = {rung_key(plain(name)) for name in rules.dimensions}
    for label in tree.labels:
        own = rung_key(plain(label.text))
        name = means.get(own, plain(label.text))
        key = rung_key(name)
        if levels:
            _set(axes, label, (_level(levels[key]),) if key in levels else _listed(name, levels))
        elif own in means and key not in roles and key not in neither:
            axes.levels[label.number] = (_level(name),)
        if key in roles:
            axes.roles[label.number] = roles[key]
            _set(axes, label, ())
        if key in neither:
            axes.roles.pop(label.number, None)
            _set(axes, label, ())
    if rules.levels:
        axes.order = tuple(_level(name) for name in rules.levels)
        axes.inferred.clear()
        axes.proficiency -= axes.levels.keys()


def _listed(text: str, levels: dict[str, str]) -> tuple[Level, ...]:
    """The level that a longer label names, if the rules list it: "Level 3: Lead"."""
    found = named(text).levels
    return found if all(rung_key(str(level)) in levels for level in found) else ()


def _set(axes: Axes, label: Label, levels: tuple[Level, ...]) -> None:
    if levels:
        axes.levels[label.number] = levels
    else:
        axes.levels.pop(label.number, None)


def _level(name: str) -> Level:
    return Level.called(name)


def _of_rules(rules: Rules, subject: Subject) -> Subject:
    role = subject.role
    if rules.role is not None:
        role = RoleName(rules.role) if rules.role else None
    if role is not None:
        aliases = (*role.aliases, *rules.aliases)
        role = replace(role, aliases=aliases, family=rules.house or role.family)
    return replace(
        subject,
        role=role,
        levels=(_level(rules.level),) if rules.level else subject.levels,
        dimension=rules.dimension or subject.dimension,
    )
