"""Words that are made of one another: "deliver" and "delivery", "grow" and "growth"."""

from __future__ import annotations

from functools import lru_cache

from roleassistant.retrieval.words import stem

# Ends that stems keep, and that make a noun of a verb or a state of a person.
_ENDS = ("ership", "manship", "ship", "eri", "er", "or", "th", "anc", "enc", "ment", "i")
_LEAST = 4


@lru_cache(maxsize=4096)
def root(word: str) -> str:
    """What is left of a folded word without the ends by which others are made of it; at least four
    letters."""
    left = stem(word)
    for end in _ENDS:
        if left.endswith(end) and len(left) - len(end) >= _LEAST:
            return left.removesuffix(end)
    return left


def is_made_of(name: str, word: str) -> bool:
    """Whether a name of one word is another form of `word`."""
    return root(name) == root(word)
