"""The levels that a mapping lists, by every name that it gives them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from roleassistant.domain import Level
from roleassistant.reading.interpretation.jobs import plain
from roleassistant.reading.interpretation.mapping import Rules, key_of
from roleassistant.reading.interpretation.naming import Sureness, named


class MappedLevels:
    """`listed` are the levels, lowest first. A label is of one where it is written as the mapping
    writes it, as that is called (`called`), as its code, or as the title beside the code."""

    def __init__(self, rules: Rules, understood: Mapping[str, Level]) -> None:
        self._called = {key_of(label): name for label, name in rules.called.items()}
        self._by_name: dict[str, Level] = {}
        self._by_title: dict[str, Level] = {}
        names = [[*self._names(entry)] for entry in rules.levels]
        entries = {key_of(entry) for entry in rules.levels}
        # What is called as another one of the list is that one.
        wholes = [next((n for n in ns[1:] if key_of(n) in entries), ns[-1]) for ns in names]
        coded = [self._level(whole, understood) for whole in wholes]
        distinct = dict(zip(map(key_of, wholes), coded, strict=True))
        shared = Counter(level for level, _ in distinct.values())
        found: list[Level] = []
        titles: list[tuple[str, Level]] = []
        for ns, whole, (own, beside) in zip(names, wholes, coded, strict=True):
            # "L4 Engineer" and "L4 Manager" are two.
            two = shared[own] > 1
            level, title = (Level.called(plain(whole)), "") if two else (own, beside)
            found.append(level)
            self._by_name |= {key_of(name): level for name in ns}
            titles.append((title, level))
        for level in found:
            self._by_name.setdefault(level.key, level)
        bearers = Counter(key_of(title) for title, _ in titles)
        for title, level in titles:
            if title and bearers[key_of(title)] == 1:
                self._by_title[key_of(title)] = level
        self.listed: tuple[Level, ...] = tuple(dict.fromkeys(found))

    def of_label(self, text: str) -> Level | None:
        """The level that a label names, by any of the names of the list."""
        found = (self._by_name.get(key) for key in self.keys(text))
        return next((level for level in found if level is not None), None)

    def of_title(self, text: str) -> Level | None:
        """The level beside whose code the list has this title."""
        return self._by_title.get(key_of(text))

    def of_level(self, level: Level) -> Level | None:
        """The one of the list that a level is which is worked out without it."""
        return self._by_name.get(level.key)

    def meant(self, name: str) -> tuple[Level, str]:
        """A level by a name that the list need not have, and its title beside a code."""
        known = self.of_label(name)
        level, title = self._level([*self._names(name)][-1], {})
        return (known or level), title

    def keys(self, text: str) -> list[str]:
        """The keys of a label, and of what it is called."""
        return [key_of(name) for name in self._names(plain(text))]

    def is_called(self, text: str) -> bool:
        """Whether `called` says what a text means."""
        return key_of(text) in self._called

    def _names(self, name: str) -> Iterator[str]:
        """A name, what it is called, and what that is called."""
        seen: set[str] = set()
        yield name
        while (key := key_of(name)) not in seen and key in self._called:
            seen.add(key)
            name = self._called[key]
            yield name

    @staticmethod
    def _level(name: str, understood: Mapping[str, Level]) -> tuple[Level, str]:
        """The level of a name: its code ("L4" of "L4 Senior Engineer") with the title beside it,
        or else the name. A number is that of the level which the document is understood to have."""
        label = plain(name)
        one = named(label)
        if len(one.levels) == 1 and one.sureness in (Sureness.CODE, Sureness.NUMBERED):
            return one.levels[0], one.title
        if label.isdecimal():
            return understood.get(key_of(label), Level.called(f"Level {label}")), ""
        return Level.called(label), ""


def lone_levels(texts: Sequence[tuple[str, tuple[Level, ...]]]) -> dict[str, Level]:
    """By the key of each text, the level that it is understood to name, where that is but one."""
    found: dict[str, set[Level]] = {}
    for text, levels in texts:
        found.setdefault(key_of(text), set()).update(levels)
    return {key: next(iter(levels)) for key, levels in found.items() if len(levels) == 1}
