"""What the levels of a mapping are called besides in the document: without a mapping such names are
known too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from roleassistant.domain import Level
from roleassistant.reading.interpretation.axes import Axes
from roleassistant.reading.interpretation.jobs import plain
from roleassistant.reading.interpretation.mapped_levels import MappedLevels
from roleassistant.reading.interpretation.mapping import key_of
from roleassistant.reading.interpretation.naming import named
from roleassistant.reading.interpretation.second_names import is_name
from roleassistant.reading.interpretation.tree import Label, Tree

_BETWEEN_NAMES = re.compile(r"\s*[()\[\]/|:–—]\s*|\s+-\s+|,\s+")
_WORD_FOR_LEVELS = re.compile(
    r"(?:level|grade|band|stage|tier|step|rank|title|seniority)s?", re.IGNORECASE
)


def name_levels(
    mapped: MappedLevels, before: Mapping[int, tuple[Level, ...]], tree: Tree, axes: Axes
) -> None:
    """Note what else levels are called, in parts of labels that no other level has. `before` are
    the levels of the labels without the mapping."""
    bearers: dict[str, set[Level]] = defaultdict(set)
    found: dict[int, list[str]] = {}
    for number, levels in axes.levels.items():
        label = tree.labels[number]
        named_here = mapped.of_label(label.text) or mapped.of_label(label.id)
        if len(levels) != 1 or (levels == before.get(number) and not named_here):
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
            if bearers[key_of(name)] == {own}
            and own.key not in (key_of(name), Level.called(name).key)
        )


def _names_in(label: Label, before: Iterable[Level]) -> Iterator[str]:
    text = plain(label.text)
    if label.id:
        yield label.id
    if title := named(text).title:
        yield title
    yield from (level.label for level in before if level.label in text)
    whole = [] if ":" in text else [text]
    for part in (*whole, *map(str.strip, _BETWEEN_NAMES.split(text))):
        if is_name(part) and not _WORD_FOR_LEVELS.fullmatch(part):
            yield part
