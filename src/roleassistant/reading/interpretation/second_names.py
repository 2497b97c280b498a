"""Texts that say no more than what a level is called besides: "Keyholder" in the column "Also known
as", "Matron" as all that stands under Band 8a."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from roleassistant.domain import Level
from roleassistant.reading.interpretation.axes import Axes
from roleassistant.reading.interpretation.jobs import names_role, plain
from roleassistant.reading.interpretation.mapped_levels import MappedLevels
from roleassistant.reading.interpretation.mapping import key_of
from roleassistant.reading.interpretation.tree import Group, Leaf, Tree
from roleassistant.reading.wording import is_unstated

_MAX_WORDS = 5
# What a column is called that has another name of the level of each row.
_OTHER_NAMES = re.compile(
    r"(?:(?:also|otherwise|usually|commonly) )?(?:known as|called)|a\.?k\.?a\.?|alias(?:es)?"
    r"|(?:(?:other|alternative|alternate|common|former) )?(?:job |role |level )?(?:names?|titles?)"
    r"|(?:typical|usual|external|internal) titles?",
    re.IGNORECASE,
)


def is_name(text: str) -> bool:
    """Whether a text is as short as a name, and has no number."""
    return len(text) > 1 and len(text.split()) <= _MAX_WORDS and not re.search(r"\d", text)


def texts_that_name(
    tree: Tree, axes: Axes, mapped: MappedLevels | None
) -> Iterator[tuple[int, Level]]:
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
        level = mapped.of_label(text) if mapped is not None and mapped.is_called(text) else None
        if level is not None:
            yield at, level
            continue
        levels = _level_over(leaf, axes)
        if len(levels) != 1 or not is_name(text) or text[-1:] in ".!?;" or is_unstated(text):
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
