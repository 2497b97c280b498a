"""Which lines come first, and which say what another says already."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roleassistant.recruiting.address.small_words import PREPOSITIONS
from roleassistant.recruiting.address.verbs import base_of_gerund, base_of_third, verbs
from roleassistant.retrieval.words import FUNCTION_WORDS, Token, tokens

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
STRONGEST = 0
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


@dataclass(frozen=True, slots=True)
class Act:
    """What a sentence says is done: the stem of its verb, that of all that it is done to, and of
    what stands nearest to the verb. `strength` is as that of a duty. Without a verb it says what
    somebody is."""

    verb: str | None
    things: frozenset[str]
    nearest: frozenset[str]
    strength: int = 0


def main_act(text: str) -> Act | None:
    """The first act of a sentence; None where no verb is known, or nothing that it is done to."""
    words = tokens(re.split(r"[,;:]", text)[0])
    for at, word in enumerate(words):
        if (base := base_of_third(word.text)) is None or base in _WEAK:
            continue
        behind = words[at + 1 :]
        things = _things(behind)
        ends = next((i for i, w in enumerate(behind) if w.text in PREPOSITIONS), len(behind))
        near = _things(behind[:ends])
        return Act(word.stem, things, near, strength(word.text)) if things else None
    return None


def _things(words: Sequence[Token]) -> frozenset[str]:
    passed = FUNCTION_WORDS | PREPOSITIONS
    return frozenset(w.stem for w in words if w.text not in passed and w.text.isalpha())


def does(texts: Sequence[str], act: Act) -> bool:
    """Whether a text says the act of most of what it is done to."""
    things = _object(act)
    found = map(_stems, texts)
    return any(act.verb in said and 2 * len(things & said) >= len(things) for said in found)


def does_as_much(texts: Sequence[str], act: Act) -> bool:
    """Whether a text says the act, or one no weaker, of most of what it is done to. To shadow
    sellers "to learn the full sales cycle" is not to own it."""
    things = _object(act)
    return any(
        2 * len(things & _stems(text)) >= len(things)
        and (act.verb in _stems(text) or len(things & _stems(text)) > 1)
        and strength(text) <= max(act.strength, STRONGEST if act.verb else len(_TIERS))
        for text in texts
    )


def _object(act: Act) -> frozenset[str]:
    return act.nearest if len(act.nearest) > 1 else act.things


def _stems(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(text))


_WEAK = frozenset("be have do make help work get".split())
