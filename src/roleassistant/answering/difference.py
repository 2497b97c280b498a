"""What two levels of a role have in common and what not: computed from their statements.

Statements under a label are set against those under the same label. Statements of a list, such as
responsibilities, are aligned: of all ways to pair them the one of the greatest total likeness is
taken, and a pair counts only where it is alike enough. So the result is the same whichever level
comes first: `difference(b, a)` is the mirror image of `difference(a, b)`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from roleassistant.domain import SectionKind
from roleassistant.indexing.chunks import Chunk
from roleassistant.retrieval.words import FUNCTION_WORDS, Token, stem, stems, tokens

# Two statements of a list are about the same matter from this likeness on: docs/decisions/0007.
# Rather too few than too many: two duties that are not paired stand there as one added and one
# listed before, which is true; two that are paired wrongly read as a change that is none.
ALIKE = 0.2
# A statement says first what it is about: its first word weighs three times as much as its
# seventh and those behind. Without this, pairs about the same matter and others hardly differ.
_FIRST_WORDS = 6
_FIRST_WEIGHS = 3.0
# Words that join, beside those by which people ask.
_EMPTY = FUNCTION_WORDS | frozenset(
    "after before through including include includes together several every until where".split()
)
# Likeness is compared in whole numbers: no rounding decides between two pairings.
_SCALE = 1_000_000

SECTIONS = (SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION, SectionKind.RESPONSIBILITIES)
# To bring others on is one matter, whichever of its verbs a page takes.
_BRINGS_ON = frozenset(stem(word) for word in "coach mentor guide train teach tutor".split())


class Change(StrEnum):
    """What becomes of an item from one level to the other.

    INCOMPARABLE: the other level has nothing at all in this section, for example no page and so no
    level definition. That is no removal, and is never called so.
    """

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    INCOMPARABLE = "incomparable"


_MIRRORED = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED}


@dataclass(frozen=True, slots=True)
class Item:
    """One matter at two levels. `shared` are the stems by which a changed item was recognised, the
    most telling first; empty where the label says what it is about."""

    change: Change
    before: Chunk | None
    after: Chunk | None
    shared: tuple[str, ...] = ()

    @property
    def either(self) -> Chunk:
        """A statement of the item: the later level's where there is one."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def section(self) -> SectionKind:
        return self.either.statement.section

    @property
    def dimension(self) -> str | None:
        return self.either.statement.dimension

    def mirrored(self) -> Item:
        return replace(
            self,
            change=_MIRRORED.get(self.change, self.change),
            before=self.after,
            after=self.before,
        )


def difference(before: Sequence[Chunk], after: Sequence[Chunk]) -> tuple[Item, ...]:
    """The items of two levels: each statement of `before` and `after` is in exactly one.

    In order of section, then of the index. Nothing depends on the order of the arguments.
    """
    items: list[Item] = []
    for section in SectionKind:
        one = [chunk for chunk in before if chunk.statement.section is section]
        other = [chunk for chunk in after if chunk.statement.section is section]
        if not one or not other:
            items += [Item(Change.INCOMPARABLE, chunk, None) for chunk in one]
            items += [Item(Change.INCOMPARABLE, None, chunk) for chunk in other]
            continue
        free = section is SectionKind.RESPONSIBILITIES
        labels = dict.fromkeys(_label(chunk, free) for chunk in (*one, *other))
        for label in labels:
            items += _of_label(
                [chunk for chunk in one if _label(chunk, free) == label],
                [chunk for chunk in other if _label(chunk, free) == label],
                free,
            )
    return tuple(sorted(items, key=_place))


def _label(chunk: Chunk, free: bool) -> tuple[str, ...]:
    """What a statement stands under, however the page writes it; one label for a whole list."""
    return () if free else stems(chunk.statement.dimension or "")


def _of_label(one: Sequence[Chunk], other: Sequence[Chunk], free: bool) -> list[Item]:
    same, one_left, other_left = _same_words(one, other)
    items = [Item(Change.UNCHANGED, first, second) for first, second in same]
    if not free and len(one_left) == len(other_left) == 1:
        # One cell against one cell of the same label: the same matter, however it is worded.
        return [*items, Item(Change.CHANGED, one_left[0], other_left[0])]
    likeness = likeness_among([*one, *other])
    for first, second in _aligned(one_left, other_left, likeness):
        items.append(Item(Change.CHANGED, first, second, likeness.shared(first, second)))
    paired = {id(chunk) for item in items for chunk in (item.before, item.after) if chunk}
    items += [Item(Change.REMOVED, c, None) for c in one_left if id(c) not in paired]
    items += [Item(Change.ADDED, None, c) for c in other_left if id(c) not in paired]
    return items


def _same_words(
    one: Sequence[Chunk], other: Sequence[Chunk]
) -> tuple[list[tuple[Chunk, Chunk]], list[Chunk], list[Chunk]]:
    """The pairs of identical text, white space folded, and what is left on either side."""
    waiting: dict[str, list[Chunk]] = defaultdict(list)
    for chunk in other:
        waiting[_folded(chunk)].append(chunk)
    pairs, left = [], []
    for chunk in one:
        if twins := waiting[_folded(chunk)]:
            pairs.append((chunk, twins.pop(0)))
        else:
            left.append(chunk)
    remaining = {id(chunk) for chunks in waiting.values() for chunk in chunks}
    return pairs, left, [chunk for chunk in other if id(chunk) in remaining]


def _folded(chunk: Chunk) -> str:
    return " ".join(chunk.statement.text.split())


def _place(item: Item) -> tuple[int, int, int, list[str]]:
    """Where an item stands in a listing, whichever of its sides comes first."""
    chunks = [chunk for chunk in (item.before, item.after) if chunk]
    rows = sorted(chunk.row for chunk in chunks)
    order = list(SectionKind).index(item.section)
    return order, rows[0], rows[-1], sorted(_folded(chunk) for chunk in chunks)


# Likeness ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two statements of one list are, from the words that they share.

    likeness(a, b) = 2·Σ min(wₐ, w_b) over shared stems / (Σ wₐ + Σ w_b), from 0 to 1: Dice's
    coefficient over the stems of words that carry meaning. w(s) = log(1 + N / n(s)) for a stem in
    n(s) of the N statements of both levels, so that what everybody in a role does tells nothing
    apart, times how early it stands in its statement.
    """

    rarity: dict[str, float]

    def __call__(self, one: Chunk, other: Chunk) -> float:
        first, second = self._weights(one), self._weights(other)
        shared = math.fsum(min(first[word], second[word]) for word in first.keys() & second.keys())
        total = math.fsum((*first.values(), *second.values()))
        return 2 * shared / total if total else 0.0

    def shared(self, one: Chunk, other: Chunk) -> tuple[str, ...]:
        first, second = self._weights(one), self._weights(other)
        both = {word: min(first[word], second[word]) for word in first.keys() & second.keys()}
        return tuple(sorted(both, key=lambda word: (-round(both[word], 9), word)))

    def _weights(self, chunk: Chunk) -> dict[str, float]:
        return {
            word: self.rarity[word] * early for word, early in _words(chunk.statement.text).items()
        }


def likeness_among(chunks: Sequence[Chunk]) -> Likeness:
    """The likeness of statements of one list, of which `chunks` are those of both levels."""
    held = Counter(word for chunk in chunks for word in _words(chunk.statement.text))
    return Likeness({word: math.log(1 + len(chunks) / n) for word, n in held.items()})


@lru_cache(maxsize=4096)
def _words(text: str) -> Mapping[str, float]:
    """The stems of a statement's words that carry meaning, and what the place of each weighs."""
    telling = [
        matter(token)
        for token in tokens(text)
        if token.text[0].isalnum() and token.text not in _EMPTY
    ]
    found: dict[str, float] = {}
    for place, word in enumerate(telling):
        early = max(0.0, 1 - place / _FIRST_WORDS)
        found.setdefault(word, 1 + (_FIRST_WEIGHS - 1) * early)
    return MappingProxyType(found)


def matter(token: Token) -> str:
    """The stem by which a word is recognised in another statement."""
    return stem("mentor") if token.stem in _BRINGS_ON else token.stem


def _aligned(
    one: Sequence[Chunk], other: Sequence[Chunk], likeness: Callable[[Chunk, Chunk], float]
) -> list[tuple[Chunk, Chunk]]:
    """The pairing of the greatest total likeness, of pairs that are alike enough.

    Where two pairings are equally good, that of a fixed order of the statements is taken, and the
    side that comes first in it is always the rows: so neither the order of the arguments nor that
    within them decides.
    """
    rows, columns = sorted(one, key=_fixed), sorted(other, key=_fixed)
    turned = [_fixed(c) for c in rows] > [_fixed(c) for c in columns]
    if turned:
        rows, columns = columns, rows
    worth = [[_worth(likeness(row, column)) for column in columns] for row in rows]
    pairs = [(rows[i], columns[j]) for i, j in assignment(worth) if worth[i][j] > 0]
    return [(second, first) for first, second in pairs] if turned else pairs


def _fixed(chunk: Chunk) -> tuple[str, int]:
    return _folded(chunk), chunk.row


def _worth(likeness: float) -> int:
    return round(likeness * _SCALE) if likeness >= ALIKE else 0


def assignment(worth: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """(row, column) pairs of the greatest total worth, each row and column in at most one.

    The Hungarian method by shortest augmenting paths with potentials, O(rows² · columns): Kuhn
    1955 and Munkres 1957, in the form of Jonker and Volgenant. Every row, or every column where
    there are fewer, is in a pair, if need be of worth 0.
    """
    if not worth or not worth[0]:
        return []
    if len(worth) > len(worth[0]):
        return sorted((i, j) for j, i in assignment(list(zip(*worth, strict=True))))
    rows, columns = len(worth), len(worth[0])
    # Rows and columns count from 1; 0 stands for "none yet".
    row_potential, column_potential = [0] * (rows + 1), [0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0] = row
        column = 0
        least: list[float] = [math.inf] * (columns + 1)
        came_from = [0] * (columns + 1)
        done = [False] * (columns + 1)
        while row_of[column]:
            done[column] = True
            here, step, nearest = row_of[column], math.inf, 0
            for j in range(1, columns + 1):
                if done[j]:
                    continue
                cost = -worth[here - 1][j - 1] - row_potential[here] - column_potential[j]
                if cost < least[j]:
                    least[j], came_from[j] = cost, column
                if least[j] < step:
                    step, nearest = least[j], j
            for j in range(columns + 1):
                if done[j]:
                    row_potential[row_of[j]] += int(step)
                    column_potential[j] -= int(step)
                else:
                    least[j] -= step
            column = nearest
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    return sorted((row_of[j] - 1, j - 1) for j in range(1, columns + 1) if row_of[j])
