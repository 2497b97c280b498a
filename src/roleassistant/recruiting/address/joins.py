"""How the words of a sentence hang together: what joins them, and what begins a noun."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleassistant.recruiting.address.small_words import (
    ADVERBS,
    DETERMINERS,
    JOINS,
    NO_ADVERBS,
    SUBORDINATORS,
    TIMES,
)
from roleassistant.recruiting.address.verbs import verbs
from roleassistant.recruiting.address.written import Token

_ADVERB = re.compile(r"\w{3,}ly$")


def begins_a_noun(word: str) -> bool:
    """Whether a word is one with which nouns begin, such as an article."""
    return word.casefold() in DETERMINERS


def is_adverb(word: Token) -> bool:
    """Whether a word is surely an adverb: "regularly", "often"."""
    if word.folded in NO_ADVERBS | verbs():
        return False  # "monthly", "apply"
    return word.folded in ADVERBS or _ADVERB.fullmatch(word.folded) is not None


def is_marked(word: Token) -> bool:
    """Whether a comma, a colon, a semicolon or a dash stands before the word."""
    return any(mark in word.before for mark in ",;:") or " – " in word.before or "—" in word.before


def joined(words: Sequence[Token], at: int) -> int | None:
    """The place of the word behind which a join stands that leads to the word at `at`; None where
    none does. Adverbs may stand between."""
    place = at
    while place > 0 and is_adverb(words[place - 1]) and not _parts(words[place]):
        place -= 1
    if _parts(words[place]):
        return place - 1
    before = words[place - 1]
    if before.folded not in JOINS:
        return None
    place -= 1
    if words[place].folded == "then" and words[place - 1].folded in JOINS:
        place -= 1
    return place - 1


def _parts(word: Token) -> bool:
    # "Onboards / mentors": one or the other.
    return is_marked(word) or "/" in word.before


def opens_a_clause(words: Sequence[Token], at: int) -> bool:
    """Whether a clause of somebody else begins with the word: "that", "when", "who"."""
    word = words[at].folded
    if word not in SUBORDINATORS:
        return False
    # "so" and "that" also point: "that plan", "so quickly"; taken for a clause all the same.
    return not (word == "so" and at + 1 < len(words) and is_adverb(words[at + 1]))


def says_when(words: Sequence[Token], at: int) -> bool:
    """Whether "each week" or the like stands at `at`."""
    if at + 1 >= len(words) or words[at].folded not in {"each", "every", "this", "any"}:
        return False
    return words[at + 1].folded.rstrip("s") in TIMES or words[at + 1].folded in {"two", "three"}
