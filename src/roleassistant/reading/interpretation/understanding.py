"""What is understood of a document before its texts are placed, and what a mapping says of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from roleassistant.reading.blocks import Blocks
from roleassistant.reading.interpretation.axes import Axes, axes_of
from roleassistant.reading.interpretation.jobs import plain
from roleassistant.reading.interpretation.mapped import apply, levels_of, subject_of_rules
from roleassistant.reading.interpretation.mapped_notes import unused
from roleassistant.reading.interpretation.mapping import key_of, rules_for
from roleassistant.reading.interpretation.second_names import texts_that_name
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
    notes: tuple[str, ...] = ()  # what of the mapping comes to nothing


def understood(blocks: Blocks) -> Understanding:
    """What the blocks are of, with what the mapping of their document says.

    Raises:
        DocumentError: there is a mapping, and it cannot be used.
    """
    rules = rules_for(blocks.document)
    told = (*rules.levels, *rules.called) if rules is not None else ()
    tree = tree_of(blocks, frozenset(key_of(name) for name in told))
    axes = axes_of(tree)
    one_name_each(tree, axes)
    guessed = bool(axes.levels)
    mapped = levels_of(rules, tree, axes) if rules is not None else None
    if rules is not None and mapped is not None:
        apply(rules, mapped, tree, axes)
    axes.naming = dict(texts_that_name(tree, axes, mapped))
    subject = subject_of(blocks, tree, axes)
    notes: tuple[str, ...] = ()
    if rules is not None and mapped is not None:
        subject = subject_of_rules(rules, mapped, subject)
        notes = tuple(unused(rules, mapped, tree, axes, subject, guessed))
    axes.order = axes.order or subject.order
    house = rules.house if rules else None
    return Understanding(tree, axes, subject, house, *_columns(tree, axes), notes)


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
