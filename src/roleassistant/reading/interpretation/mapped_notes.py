"""What of a mapping comes to nothing in a document, so that nothing of it is lost in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from roleassistant.reading.interpretation.axes import Axes
from roleassistant.reading.interpretation.mapped import forms
from roleassistant.reading.interpretation.mapped_levels import MappedLevels
from roleassistant.reading.interpretation.mapping import Rules, key_of
from roleassistant.reading.interpretation.subject import Subject
from roleassistant.reading.interpretation.tree import Tree


def unused(
    rules: Rules, mapped: MappedLevels, tree: Tree, axes: Axes, subject: Subject, guessed: bool
) -> Iterator[str]:
    """What the rules say of levels, roles and dimensions that the document does not have. Of
    several documents each may have a part of them; none has no level for it that was `guessed` to
    have some."""
    of_one = not set(rules.files) & set("*?[")
    there = {level for levels in axes.levels.values() for level in levels} | {*subject.levels}
    missing = [str(level) for level in mapped.listed if level not in there]
    if missing and (of_one or (guessed and not there)):
        yield (
            f"{_of(rules, 'levels')} {_listed(missing)}, which no label here names. Write them as "
            f"the document does, or say with called what its labels mean."
        )
    shown = {form for label in tree.labels for form in forms(label)}
    labels = {key for form in shown for key in mapped.keys(form)}
    texts = labels | {key_of(leaf.words.text) for leaf in tree.leaves}
    roles = labels | {key_of(name) for name in axes.roles.values()}
    said = (("roles", rules.roles, roles), ("dimensions", rules.dimensions, labels))
    for key, names, known in (*said, ("called", tuple(rules.called), texts)):
        nowhere = [name for name in names if key_of(name) not in known]
        if nowhere and of_one:
            yield f"{_of(rules, key)} {_listed(nowhere)}, which stands nowhere here as a label."
    known = {key_of(name) for name in (*rules.roles, *rules.dimensions)}
    for name in rules.called if mapped.listed else ():
        if mapped.of_label(name) is None and known.isdisjoint(mapped.keys(name)):
            yield (
                f"{_of(rules, 'called')} {name!r}, and what it means, {rules.called[name]!r}, is "
                f"not among levels, roles or dimensions. Add it there."
            )
    if rules.aliases and subject.role is None:
        yield f"{_of(rules, 'aliases')} {_listed(rules.aliases)}, and no role: say it with role."


def _of(rules: Rules, key: str) -> str:
    return f"{rules.name} has among {key}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(repr(name) for name in names)
