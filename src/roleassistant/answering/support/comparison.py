"""Comparatives between two levels, worked out from the amounts that the evidence gives of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from roleassistant.answering.support.claim import Sentence
from roleassistant.answering.support.ground import Read
from roleassistant.answering.support.lexicon import FALLING, LESS, MORE, RISING
from roleassistant.answering.support.quantities import Quantity
from roleassistant.answering.support.scorer import Reason
from roleassistant.answering.support.words import Word
from roleassistant.domain import Level

_ROUNDING = 1e-6
_UP = MORE | RISING
# "Compared with P4, P5 …": the level that is named first is the one that is compared with.
_TURNED = frozenset("compared unlike against than relative".split())


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison found, and the amounts in it that it has verified ("four more years")."""

    reasons: tuple[Reason, ...] = ()
    verified: tuple[Quantity, ...] = ()


def check(sentence: Sentence, grounds: Sequence[Read]) -> Compared:
    """The comparatives of a sentence, against the evidence."""
    reasons: list[Reason] = []
    verified: list[Quantity] = []
    for word in sentence.words:
        if word.text not in _UP | LESS | FALLING or _within(word, sentence.quantities):
            continue
        if any(_says(ground, word, sentence) for ground in grounds):
            continue
        differences, missing = _differences(word, sentence, grounds)
        beside = [q for q in sentence.quantities if _beside(q, word)]
        stated = beside[0] if beside and word.text in MORE | LESS else None
        right = [by for by in differences if by != 0 and (by > 0) == (word.text in _UP)]
        if missing:
            reasons.append(Reason("comparison", f"“{word.written}”: {missing}"))
        elif not right:
            text = f"“{word.written}”: it is the other way round in the evidence"
            reasons.append(Reason("comparison", text))
        elif stated is None:
            continue
        elif any(abs(abs(by) - stated.low) < _ROUNDING for by in right):
            verified.append(stated)
        else:
            reasons.append(Reason("comparison", f"the difference is not “{stated.text}”"))
    return Compared(tuple(reasons), tuple(verified))


def _differences(
    word: Word, sentence: Sentence, grounds: Sequence[Read]
) -> tuple[set[float], str | None]:
    """By how much the compared level exceeds the other, or what is missing to say it."""
    sides = _sides(word, sentence)
    if sides is None:
        return set(), "not in the evidence"
    mine, theirs = (_amounts(level, grounds) for level in sides)
    if not mine or not theirs:
        return set(), f"the evidence gives no amounts of {sides[0]} and {sides[1]}"
    return {one - other for one in mine for other in theirs}, None


def _says(ground: Read, word: Word, sentence: Sentence) -> bool:
    """Whether a statement has the comparative itself, before the same word; a verb in any of its
    forms, so that "grow" is said by "grows"."""
    at = next(i for i, w in enumerate(sentence.words) if w is word)
    following = sentence.words[at + 1].root if at + 1 < len(sentence.words) else ""
    if not following:
        return ground.own.says(word)
    is_verb = word.text in RISING | FALLING
    return any(
        b.root == following and (a.text == word.text or (is_verb and a.root == word.root))
        for a, b in pairwise(ground.words)
    )


def _within(word: Word, quantities: Sequence[Quantity]) -> bool:
    return any(q.span[0] <= word.start < q.span[1] for q in quantities)


def _beside(quantity: Quantity, word: Word) -> bool:
    """ "Four more years", "four years more"."""
    return 0 <= word.start - quantity.span[1] <= 1 or 0 <= quantity.span[0] - word.end <= 1


def _sides(word: Word, sentence: Sentence) -> tuple[Level, Level] | None:
    """The level that is compared, and the one that it is compared with."""
    named = [level for clause in sentence.clauses for level in clause.levels]
    distinct = list(dict.fromkeys(named))
    if len(distinct) != 2:
        return None
    first, second = distinct
    # "Rises from 8 at P4 to 12 at P5": it is the second that is higher.
    turned = sentence.words[0].text in _TURNED or word.text in RISING | FALLING
    return (second, first) if turned else (first, second)


def _amounts(level: Level, grounds: Sequence[Read]) -> list[float]:
    """The lower end of the first amount of each statement that is of a level."""
    first = [
        ground.quantities[0]
        for ground in grounds
        if ground.ground.is_of((level,)) and ground.quantities
    ]
    years = [quantity.low for quantity in first if quantity.unit == "year"]
    return years or [quantity.low for quantity in first]
