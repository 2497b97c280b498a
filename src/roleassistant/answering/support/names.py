"""What roles and levels are called, looked up in the words of a claim."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from roleassistant.answering.support.words import Word, words_of
from roleassistant.domain import Level
from roleassistant.indexing.chunks import Name, Role

_GLUE = frozenset({"and", "of", "the", "for", "a", "in"})
_CODED = re.compile(r"(?<![\w.])([A-Za-z]{1,3})[ -]?(\d{1,2})(?=s?(?![\w%+]|\.\d))")
# No name goes on behind these: "for a P2 in field sales, leadership is …".
_STOP = re.compile(r"[,;:]")
_NUMBERED = re.compile(r"\b(?:level|grade)s?\s+(\d{1,2})\b", re.I)
# Letters by which companies name ladders; others count where a ladder of the index has them.
_TRACKS = frozenset({"P", "M", "IC", "L", "E", "G", "T", "S"})


class House(Protocol):
    """What is asked of an index: a generation gives it."""

    @property
    def roles(self) -> tuple[Role, ...]: ...

    @property
    def names(self) -> tuple[Name, ...]: ...

    def level_names(self) -> tuple[tuple[str, Level], ...]: ...

    def rarity(self, word: str) -> float: ...


@dataclass(frozen=True, slots=True)
class Called:
    """A stretch of a claim, words `first` to `last`, that names roles, levels or a section.

    `roles` are the keys of the roles that are called so; `levels` those that are meant, all of
    them; `place` is the section as it is named.
    """

    first: int
    last: int
    roles: frozenset[str] = frozenset()
    levels: tuple[Level, ...] = ()
    place: str = ""


class NameBook:
    """The names of all roles of one index. Empty, it knows levels alone."""

    def __init__(
        self,
        roles: Iterable[Role] = (),
        names: Iterable[Name] = (),
        rungs: Iterable[tuple[str, Level]] = (),
    ) -> None:
        self.roles = {role.key: role for role in roles}
        self._tracks = {r.track for role in self.roles.values() for r in role.described_levels}
        self._by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._called: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        self._of_role: dict[str, set[str]] = defaultdict(set)
        for name in names:
            self._add(name)
        self._level_names = {tuple(map(_key, words_of(text))): level for text, level in rungs}
        for sequence in self._level_names:
            if len(sequence) > 1:
                self._by_first[sequence[0]].add(sequence)

    def _add(self, name: Name) -> None:
        words = words_of(name.text)
        self._of_role[name.role] |= {w.root for w in words}
        variants = {tuple(map(_key, words_of(name.text.replace("&", " and "))))}
        variants.add(tuple(map(_key, words)))
        telling = [w for w in words if w.text not in _GLUE]
        if name.kind in ("title", "title_part") and 2 <= len(telling) <= 4:
            variants.add(("".join(w.text[0] for w in telling),))
        for sequence in variants:
            if sequence:
                self._by_first[sequence[0]].add(sequence)
                self._called[sequence].append(name)

    def levels_of(self, role: str) -> tuple[Level, ...]:
        """The levels of the ladder of a role; none for a role that is not known."""
        known = self.roles.get(role)
        return (*known.levels, *known.described_levels) if known else ()

    def in_claim(
        self, text: str, words: Sequence[Word], rungs: Mapping[str, Level]
    ) -> list[Called]:
        """The names of roles and the levels that stand in a claim, in order, none within another.

        `rungs` are levels that are plain words ("senior"), where the evidence has such a ladder.
        """
        found = [
            *self._coded(text, words),
            *self._named(text, words),
            *(self._rung(words, rungs) if rungs else ()),
        ]
        return apart(found)

    def _coded(self, text: str, words: Sequence[Word]) -> Iterable[Called]:
        for match in _CODED.finditer(text):
            track = match[1].upper()
            together = match.group().isalnum() or "-" in match.group()
            if (track in self._tracks or track in _TRACKS) and (together or match[1].isupper()):
                yield from _at(match.span(), words, Level.parse(track + match[2]))
        for match in _NUMBERED.finditer(text):
            yield from _at(match.span(1), words, Level(match[1], "", int(match[1])))

    def _named(self, text: str, words: Sequence[Word]) -> Iterable[Called]:
        keys = [_key(word) for word in words]
        for first, key in enumerate(keys):
            for sequence in self._by_first.get(key, ()):
                if tuple(keys[first : first + len(sequence)]) != sequence:
                    continue
                last = first + len(sequence) - 1
                if _STOP.search(text[words[first].end : words[last].start]):
                    continue
                if len(sequence) == 1 and not _as_name(words, first):
                    continue
                names = self._called.get(sequence, [])
                roles = frozenset(name.role for name in names)
                levels = {name.level for name in names}
                level = next(iter(levels)) if len(levels) == 1 else None
                # What is a title too ("Ward Manager", of M1 to M3) says nothing of the level.
                if not levels:
                    level = self._level_names.get(sequence)
                yield Called(first, last, roles, (level,) if level else ())

    def _rung(self, words: Sequence[Word], rungs: Mapping[str, Level]) -> Iterable[Called]:
        """Named rungs, where the word is used as one: "Senior engineers", "at staff level"."""
        for at, word in enumerate(words):
            behind = [w.text for w in words[at : at + _LONGEST_RUNG]]
            for length in range(len(behind), 1, -1):
                if level := rungs.get(" ".join(behind[:length])):
                    yield Called(at, at + length - 1, frozenset(), (level,))
            level = rungs.get(word.text)
            if level is None:
                continue
            after = words[at + 1].root if at + 1 < len(words) else ""
            titled = any(after in roots for roots in self._of_role.values())
            if titled or word.written[0].isupper() or after == "level":
                yield Called(at, at, frozenset(), (level,))


# "Senior Principal Research Fellow": no name of a level that a claim gives is longer.
_LONGEST_RUNG = 4


def apart(found: Iterable[Called]) -> list[Called]:
    """In order, and none within another: the longer one stays."""
    kept: list[Called] = []
    for one in sorted(found, key=lambda c: (c.first - c.last, c.first)):
        if all(one.last < k.first or one.first > k.last for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda c: c.first)


def _key(word: Word) -> str:
    """A word of a name as it is looked up: as written, in the singular or the plural."""
    return word.text.removesuffix("s") if len(word.text) > 2 else word.text


def _as_name(words: Sequence[Word], at: int) -> bool:
    """Whether a lone word is written as a name: in capitals, or with one within a sentence."""
    word = words[at]
    return word.written[:2].isupper() or (at > 0 and word.written[0].isupper())


def _at(span: tuple[int, int], words: Sequence[Word], level: Level) -> Iterable[Called]:
    inside = [i for i, w in enumerate(words) if w.start < span[1] and span[0] < w.end]
    if inside:
        yield Called(inside[0], inside[-1], frozenset(), (level,))
