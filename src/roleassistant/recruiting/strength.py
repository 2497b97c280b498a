"""Which lines come first, and which say what another says already."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from roleassistant.recruiting.address.verbs import base_of_gerund, base_of_third, verbs
from roleassistant.retrieval.words import FUNCTION_WORDS, tokens

_T = TypeVar("_T")

# By what is done: to own and decide before to design and lead, before to do, before to assist.
_TIERS = (
    frozenset(
        """own lead direct decide set head chair command drive define establish shape steer govern
        approve rule run hold answer carry manage sponsor oversee found win orchestrate represent
        sign""".split()
    ),
    frozenset(
        """design develop build plan negotiate create coordinate close coach mentor architect
        structure choose select investigate resolve solve teach train introduce improve propose
        advise grow deliver launch secure influence persuade convince present commit forecast
        diagnose map customize customise originate invent""".split()
    ),
)
_LOWEST = frozenset(
    """log note record maintain assist help support shadow join collect gather keep learn copy file
    update enter restock take monitor""".split()
)
# From this share of shared words on, the shorter of two lines says nothing new.
_SAME = 0.7
_WITHIN = 0.75


def strength(text: str) -> int:
    """How much a duty gives its holder, by its first verb: the lower, the stronger."""
    words = [token.text for token in tokens(text)[:3]]
    for word in words:
        base = base_of_third(word) or base_of_gerund(word) or (word if word in verbs() else None)
        if base is None:
            continue
        for tier, held in enumerate(_TIERS):
            if base in held:
                return tier
        return len(_TIERS) + (base in _LOWEST)
    return len(_TIERS)


def strongest_first(items: Sequence[_T], text: Callable[[_T], str]) -> list[_T]:
    """The items by strength; among equals in the order of the page, which is not by chance."""
    return sorted(items, key=lambda item: strength(text(item)))


def telling(text: str) -> frozenset[str]:
    """The stems of the words that say what a line is about."""
    return frozenset(
        token.stem
        for token in tokens(text)
        if token.text[0].isalnum() and token.text not in FUNCTION_WORDS
    )


def repeats(text: str, earlier: str) -> bool:
    """Whether `text` says what `earlier` says already: most of its telling words stand there."""
    mine, theirs = telling(text), telling(earlier)
    if not mine or not theirs:
        return text.casefold() == earlier.casefold()
    shared = len(mine & theirs)
    if len(mine) < _FEWEST:
        # Few words are in many lines by chance: "one service" is not "people whom services miss".
        plain = _ALLOWED.sub("", " ".join(text.casefold().rstrip(".").split()))
        return plain in " ".join(earlier.casefold().split())
    return shared / len(mine | theirs) >= _SAME or shared / len(mine) >= _WITHIN


_FEWEST = 3
# "You may quarantine a load" says no more than "You quarantine a load whose strip failed".
_ALLOWED = re.compile(r"^(?:you )?(?:may|can|are allowed to) (?=\w+ \w)")


def main_act(text: str) -> tuple[str, frozenset[str]] | None:
    """The stem of the first verb of a sentence and those of what it is done to; None where no verb
    is known."""
    words = tokens(re.split(r"[,;:]", text)[0])
    for at, word in enumerate(words):
        if (base := base_of_third(word.text)) is not None and base not in _WEAK:
            object_ = frozenset(
                w.stem for w in words[at + 1 :] if w.text not in FUNCTION_WORDS and w.text.isalpha()
            )
            return (word.stem, object_) if object_ else None
    return None


def does(texts: Sequence[str], act: tuple[str, frozenset[str]]) -> bool:
    """Whether a text has the verb of an act, and most of what it is done to."""
    verb, things = act
    found = map(telling, texts)
    return any(verb in one and 2 * len(things & one) >= len(things) for one in found)


_WEAK = frozenset("be have do make help work get".split())
