"""What is understood of a document before its texts are placed, and what a mapping says of it."""

from __future__ import annotations

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
from roleassistant.reading.interpretation.tree import Label, Tree, tree_of


@dataclass(frozen=True, slots=True)
class Understanding:
    """The labels of a document, what they are, and whose document it is."""

    tree: Tree
    axes: Axes
    subject: Subject
    house: str | None = None


def understood(blocks: Blocks) -> Understanding:
    """What the blocks are of, with what the mapping of their document says.

    Raises:
        DocumentError: there is a mapping, and it cannot be used.
    """
    tree = tree_of(blocks)
    axes = axes_of(tree)
    rules = rules_for(blocks.document)
    if rules is not None:
        _apply(rules, tree, axes)
    subject = subject_of(blocks, tree, axes)
    if rules is not None:
        subject = _of_rules(rules, subject)
    return Understanding(tree, axes, subject, rules.house if rules else None)


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
