"""Two wordings of one thing: whether they differ in what they say, and how gravely."""

from __future__ import annotations

import re
from collections.abc import Collection

from roleassistant.answering.conflicts.disagreement import Severity
from roleassistant.domain.quantity import COUNT, Quantity, quantities_in
from roleassistant.retrieval.words import tokens

# Without these two wordings that share their other words say the same.
_EMPTY = frozenset(
    """
    a an the of to in on at for from by with as and or but if than then so into is are was were be
    been being has have had will would can could may should its it their this that these those who
    which own also e g eg etc all any each both such
    """.split()
)
_NEGATIONS = frozenset(
    "not no never neither nor without cannot cant dont doesnt isnt wont nobody nothing".split()
)
_NEGATED = re.compile(
    r"\b(?:not|no|never|neither|nor|without|cannot|nobody|nothing|\w+n['’]t)\b", re.IGNORECASE
)
_LEVEL = re.compile(r"\b([A-Z]{1,3})[ -]?(\d{1,2})\b")
# From this share of words on, two statements are wordings of one.
ALIKE = 0.6


def words_of(text: str) -> frozenset[str]:
    """The stems that carry meaning."""
    return frozenset(t.stem for t in tokens(text) if t.text not in _EMPTY)


def alike(one: Collection[str], other: Collection[str]) -> float:
    """The share of all words that both have, 0 to 1."""
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / max(1, len(mine | theirs))


def is_negated(text: str) -> bool:
    """Whether the text denies something; what is denied twice ("never without") is not."""
    return len(_NEGATED.findall(text)) % 2 == 1


def differ_by_negation(one: str, other: str) -> bool:
    """Whether one says what the other denies, in nearly the same words."""
    if is_negated(one) is is_negated(other):
        return False
    mine, theirs = (words_of(text) - _NEGATIONS for text in (one, other))
    return min(len(mine), len(theirs)) >= 2 and alike(mine, theirs) >= 0.75


def difference(one: str, other: str, tracks: Collection[str]) -> Severity | None:
    """How gravely two wordings of one thing differ; None where they are the same.

    Other numbers, other levels (of `tracks`) and a negation are major, other words minor. What
    differs only in small words, in order, in capitals or in punctuation is a note. A wording that
    adds a number to the other's contradicts none.
    """
    if " ".join(one.split()) == " ".join(other.split()):
        return None
    if differ_by_negation(one, other):
        return Severity.MAJOR
    for find in (_figures, lambda text: _levels(text, tracks)):
        mine, theirs = find(one), find(other)
        if not (mine <= theirs or theirs <= mine):
            return Severity.MAJOR
    return Severity.MINOR if _spelt(one) != _spelt(other) else Severity.NOTE


def _spelt(text: str) -> frozenset[str]:
    """The words with every amount in one spelling: "five years" is "5 yrs"."""
    whole = " ".join(text.split())
    for amount in reversed(quantities_in(whole)):
        if amount.unit != COUNT or any(letter.isdigit() for letter in amount.text):
            whole = f"{whole[: amount.start]} {whole[amount.end :]}"
        else:
            whole = f"{whole[: amount.start]} {amount.range.low:g} {whole[amount.end :]}"
    return words_of(whole)


def _figures(text: str) -> frozenset[tuple[str, float, float | None]]:
    return frozenset(
        (amount.unit, round(amount.range.low, 3), _end(amount))
        for amount in quantities_in(text)
        if not _is_article(amount)
    )


def _end(amount: Quantity) -> float | None:
    """An open end and a plain number are the same here: "8+ years", "8 years"."""
    high = amount.range.high
    return None if high is None or high == amount.range.low else round(high, 3)


def _is_article(amount: Quantity) -> bool:
    return amount.text.casefold() in ("a", "an", "one", "a year", "a month")


def _levels(text: str, tracks: Collection[str]) -> frozenset[str]:
    return frozenset(f"{t}{int(n)}" for t, n in _LEVEL.findall(text) if t in tracks)
