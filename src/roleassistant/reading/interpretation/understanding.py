"""What is understood of a document before its texts are placed, and what a mapping says of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
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
    rules = rules_for(blocks.document)
    told = (*rules.levels, *rules.called) if rules is not None else ()
    tree = tree_of(blocks, frozenset(rung_key(plain(name)) for name in told))
    axes = axes_of(tree)
    one_name_each(tree, axes)
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
    """Make levels, roles and dimensions of the labels that the rules name: what they say of any of
    these counts, and nothing that was worked out."""
    means = {rung_key(plain(label)): name for label, name in rules.called.items()}
    levels: dict[str, Level] = {}
    for name in rules.levels:
        shown = _level(means.get(rung_key(plain(name)), name))
        levels |= {rung_key(plain(name)): shown, rung_key(str(shown)): shown}
    roles = {rung_key(plain(name)): name for name in rules.roles}
    neither = {rung_key(plain(name)) for name in rules.dimensions}
    if rules.role is not None or rules.roles:
        axes.roles.clear()
    if rules.level and not rules.levels:
        axes.levels.clear()
    for label in tree.labels:
        keys = _keys(label)
        said = next((means[key] for key in keys if key in means), None)
        keys += [rung_key(plain(said))] if said is not None else []
        level = next((levels[key] for key in keys if key in levels), None)
        role = next((roles[key] for key in keys if key in roles), None)
        aside = any(key in neither for key in keys)
        if levels:
            found = axes.levels.get(label.number, ())
            _set(axes, label, (level,) if level is not None else _listed(label, found, levels))
        elif said is not None and role is None and not aside:
            axes.levels[label.number] = (_level(said),)
        if role is not None:
            axes.roles[label.number] = role
        if aside:
            axes.roles.pop(label.number, None)
        if (role is not None and level is None) or aside:
            _set(axes, label, ())
    if rules.levels:
        axes.order = tuple(dict.fromkeys(levels.values()))
        axes.inferred.clear()
        axes.proficiency -= axes.levels.keys()


def _keys(label: Label) -> list[str]:
    """All that a mapping may call a label: what it means, what it shows, and the id that the data
    has for it."""
    unkeyed = re.sub(r"^\w+\s*[:=]\s*", "", label.text)
    forms = (label.text, unkeyed, label.words.text, label.id)
    return list(dict.fromkeys(rung_key(plain(form)) for form in forms if form))


def _listed(label: Label, found: Sequence[Level], levels: Mapping[str, Level]) -> tuple[Level, ...]:
    """The levels that a longer label names, if the rules list them ("Level 3: Lead"); or those that
    it is another name of."""
    for named_so in (named(label.text).levels, found):
        keys = [rung_key(str(level)) for level in named_so]
        if keys and all(key in levels for key in keys):
            return tuple(levels[key] for key in keys)
    return ()


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
