"""What the levels of a mapping are called besides in the document: without a mapping such names are
known too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from roleassistant.domain import Level
from roleassistant.reading.interpretation.axes import Axes
from roleassistant.reading.interpretation.jobs import names_role, plain
from roleassistant.reading.interpretation.mapped_levels import MappedLevels
from roleassistant.reading.interpretation.mapping import key_of
from roleassistant.reading.interpretation.naming import named
from roleassistant.reading.interpretation.tree import Group, Label, Leaf, Tree
from roleassistant.reading.wording import is_unstated

_BETWEEN_NAMES = re.compile(r"\s*[()\[\]/|:–—]\s*|\s+-\s+|,\s+")
_WORD_FOR_LEVELS = re.compile(
    r"(?:level|grade|band|stage|tier|step|rank|title|seniority)s?", re.IGNORECASE
)
_MAX_WORDS = 5
# What a column is called that has another name of the level of each row.
_OTHER_NAMES = re.compile(
    r"(?:(?:also|otherwise|usually|commonly) )?(?:known as|called)|a\.?k\.?a\.?|alias(?:es)?"
    r"|(?:(?:other|alternative|alternate|common|former) )?(?:job |role |level )?(?:names?|titles?)"
    r"|(?:typical|usual|external|internal) titles?",
    re.IGNORECASE,
)


def name_levels(
    mapped: MappedLevels, before: Mapping[int, tuple[Level, ...]], tree: Tree, axes: Axes
) -> None:
    """Note what else levels are called, in parts of labels that no other level has, and in texts
    that say no more. `before` are the levels of the labels without the mapping."""
    bearers: dict[str, set[Level]] = defaultdict(set)
    found: dict[int, list[str]] = {}
    for number, levels in axes.levels.items():
        label = tree.labels[number]
        if len(levels) != 1 or (levels == before.get(number) and not mapped.of_label(label.text)):
            continue
        parts = _names_in(label, before.get(number, ()))
        found[number] = [x for x in parts if mapped.of_label(x) in (levels[0], None)]
        for name in found[number]:
            bearers[key_of(name)].add(levels[0])
    for levels in axes.levels.values():
        for level in levels:
            bearers[level.key].add(level)
    for number, names in found.items():
        own = axes.levels[number][0]
        axes.names[number] = tuple(
            name
            for name in dict.fromkeys(names)
            if bearers[key_of(name)] == {own} and key_of(name) != own.key
        )
    axes.naming = dict(_texts_that_name(mapped, tree, axes))


def _names_in(label: Label, before: Iterable[Level]) -> Iterator[str]:
    text = plain(label.text)
    if title := named(text).title:
        yield title
    yield from (level.label for level in before if level.label in text)
    whole = [] if ":" in text else [text]
    for part in (*whole, *map(str.strip, _BETWEEN_NAMES.split(text))):
        if _is_name(part) and not _WORD_FOR_LEVELS.fullmatch(part):
            yield part


def _is_name(text: str) -> bool:
    return len(text) > 1 and len(text.split()) <= _MAX_WORDS and not re.search(r"\d", text)


def _texts_that_name(mapped: MappedLevels, tree: Tree, axes: Axes) -> Iterator[tuple[int, Level]]:
    """The leaves that are names of levels: as the mapping says, in a column of other names, or one
    under each of the levels, of which most read as names of jobs."""
    below: dict[int, list[int]] = defaultdict(list)
    for at, leaf in enumerate(tree.leaves):
        for label in leaf.labels:
            below[label.number].append(at)
    alone: dict[Group, list[tuple[int, Level]]] = defaultdict(list)
    columns: dict[int, list[tuple[int, Level]]] = defaultdict(list)
    for at, leaf in enumerate(tree.leaves):
        text = plain(leaf.words.text)
        if mapped.is_called(text) and (level := mapped.of_label(text)) is not None:
            yield at, level
            continue
        levels = _level_over(leaf, axes)
        if len(levels) != 1 or not _is_name(text) or text[-1:] in ".!?;" or is_unstated(text):
            continue
        last = leaf.labels[-1]
        if last.number in axes.levels and below[last.number] == [at]:
            alone[last.group].append((at, levels[0]))
        elif leaf.cell and _OTHER_NAMES.fullmatch(plain(last.text)):
            columns[last.number].append((at, levels[0]))
    for found in columns.values():
        yield from found if _each_its_own(found, tree) else ()
    groups = tree.groups()
    for group, found in alone.items():
        beside = [one for one in groups[group] if one.number in axes.levels]
        texts = [plain(tree.leaves[at].words.text) for at, _ in found]
        jobs = sum(names_role(text) for text in texts)
        if 1 < len(found) == len(beside) and jobs * 2 > len(found) and _each_its_own(found, tree):
            yield from found


def _level_over(leaf: Leaf, axes: Axes) -> tuple[Level, ...]:
    found = [axes.levels[one.number] for one in leaf.labels if one.number in axes.levels]
    return found[-1] if found else ()


def _each_its_own(found: Sequence[tuple[int, Level]], tree: Tree) -> bool:
    """Whether no two levels are called the same."""
    names: dict[str, set[Level]] = defaultdict(set)
    for at, level in found:
        names[key_of(tree.leaves[at].words.text)].add(level)
    return all(len(levels) == 1 for levels in names.values())
