"""What a mapping makes of the labels of a document. What it does not name stays as worked out."""

from __future__ import annotations

import re
from dataclasses import replace

from roleassistant.domain import Level
from roleassistant.reading.interpretation.axes import Axes
from roleassistant.reading.interpretation.jobs import plain
from roleassistant.reading.interpretation.mapped_levels import MappedLevels, lone_levels
from roleassistant.reading.interpretation.mapped_names import name_levels
from roleassistant.reading.interpretation.mapping import Rules, key_of
from roleassistant.reading.interpretation.naming import named
from roleassistant.reading.interpretation.placing import RoleName
from roleassistant.reading.interpretation.subject import Subject, role_named
from roleassistant.reading.interpretation.tree import Label, Tree


def levels_of(rules: Rules, tree: Tree, axes: Axes) -> MappedLevels:
    """The levels that the rules list, seen with what the document is understood to have."""
    labels = [(tree.labels[number].text, levels) for number, levels in axes.levels.items()]
    return MappedLevels(rules, lone_levels(labels))


def apply(rules: Rules, mapped: MappedLevels, tree: Tree, axes: Axes) -> None:
    """Make levels, roles and dimensions of the labels that the rules name."""
    before = dict(axes.levels)
    roles = {key_of(name): name for name in rules.roles}
    neither = {key_of(name) for name in rules.dimensions}
    _keep_roles(rules, roles, axes)
    over = _over_levels(tree, mapped)
    for label in tree.labels:
        keys = [key for form in forms(label) for key in mapped.keys(form)]
        if not neither.isdisjoint(keys):
            axes.roles.pop(label.number, None)
            _set(axes, label, ())
            continue
        levels = _levels(rules, mapped, label, before.get(label.number, ()), tree)
        role = next((roles[key] for key in keys if key in roles), None)
        if label is tree.top and label.number not in axes.roles:
            role = None  # whose document it is, its title says without being over others
        if role is not None and (not levels or label.number in over):
            axes.roles[label.number] = role
            levels = ()
        _set(axes, label, levels)
    if mapped.listed:
        axes.order = mapped.listed
        axes.inferred.clear()
        axes.proficiency -= axes.levels.keys()
    name_levels(mapped, before, tree, axes)


def _keep_roles(rules: Rules, roles: dict[str, str], axes: Axes) -> None:
    """Of the roles that labels are worked out to name, those of the rules, if they name any."""
    if rules.role is None and not roles:
        return
    known = {*roles, key_of(rules.role or "")}
    axes.roles = {n: name for n, name in axes.roles.items() if key_of(name) in known}


def _over_levels(tree: Tree, mapped: MappedLevels) -> set[int]:
    """The labels that stand over labels of levels."""
    return {
        label.number
        for leaf in tree.leaves
        for at, label in enumerate(leaf.labels)
        if any(mapped.of_label(form) for one in leaf.labels[at + 1 :] for form in forms(one))
    }


def _levels(
    rules: Rules, mapped: MappedLevels, label: Label, before: tuple[Level, ...], tree: Tree
) -> tuple[Level, ...]:
    """The levels that a label names. Where the rules list them, these and no others."""
    if not mapped.listed:
        roles = {key_of(name) for name in rules.roles}
        called = [form for form in forms(label) if mapped.is_called(form)]
        if not called or not roles.isdisjoint(mapped.keys(called[0])):
            return before
        return (mapped.meant(plain(called[0]))[0],)
    whose = label is tree.top and _names_the_role(rules, label)
    said = (mapped.of_label(form) for form in forms(label))
    found = next((level for level in said if level is not None), None)
    if found is not None and not whose:
        return (found,)
    titled = mapped.of_title(label.text)
    if titled is not None and label is not tree.top and not _names_the_role(rules, label):
        return (titled,)
    for understood in (before, named(label.text).levels):
        known = [mapped.of_level(level) for level in understood]
        if known and all(known):
            return tuple(dict.fromkeys(level for level in known if level is not None))
    return ()


def forms(label: Label) -> list[str]:
    """All that a mapping may call a label: what it means, what it shows, with its key or without,
    and the id that the data has for it."""
    unkeyed = re.sub(r"^\w+\s*[:=]\s*", "", label.text)
    found = (label.text, unkeyed, label.words.text, label.id)
    return list(dict.fromkeys(form for form in found if key_of(form)))


def _names_the_role(rules: Rules, label: Label) -> bool:
    return key_of(label.text) in {key_of(one) for one in (rules.role or "", *rules.aliases)}


def _set(axes: Axes, label: Label, levels: tuple[Level, ...]) -> None:
    if levels == axes.levels.get(label.number, ()):
        return
    for of_levels in (axes.levels, axes.titles, axes.also):
        of_levels.pop(label.number, None)
    axes.inferred.discard(label.number)
    if levels:
        axes.levels[label.number] = levels


def subject_of_rules(rules: Rules, mapped: MappedLevels, subject: Subject) -> Subject:
    """Whose document it is, of which level and dimension, where the rules say so."""
    role = subject.role
    if rules.role is not None:
        role = _role(rules.role, role) if plain(rules.role) else None
    if role is not None:
        aliases = tuple(dict.fromkeys((*role.aliases, *rules.aliases)))
        role = replace(role, aliases=aliases, family=rules.house or role.family)
    subject = replace(subject, role=role, dimension=rules.dimension or subject.dimension)
    if not rules.level:
        return subject
    level, title = mapped.meant(rules.level)
    order = subject.order
    if level not in subject.levels:
        order = tuple(mapped.meant(name)[0] for name in rules.order)
    return replace(subject, levels=(level,), title=title or subject.title, order=order)


def _role(name: str, understood: RoleName | None) -> RoleName:
    """A role by the name that the rules give it, with the other names of the one understood where
    that is the same."""
    same = understood is not None and key_of(understood.title) == key_of(name)
    return understood if same and understood is not None else role_named(name)
