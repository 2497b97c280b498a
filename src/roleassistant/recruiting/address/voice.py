"""How the reader is addressed, and the form that verbs take there."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from roleassistant.recruiting.address.clauses import Verb, verbs_behind
from roleassistant.recruiting.address.verb_or_noun import Uncertain
from roleassistant.recruiting.address.verbs import verbs
from roleassistant.recruiting.address.written import Token, lowered


class Voice(Enum):
    """How the reader is addressed.

    YOU: "You run …, and are …". WILL: "You will run …, and be …". BARE: "Run …, and be …".
    """

    YOU = "you"
    WILL = "will"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Manner:
    """`names` are the stems of what the role is called, by which "The engineer plans" is known to
    speak of its holder; `imperative`, `third` and `gerunds` say that its neighbours in a list
    begin with a bare verb, with one in the third person, or with one in -ing, and `nominal`
    that they begin with nouns; `fragments` that a small first letter goes on with a list: "stay
    up to date". `goes_on` says that the sentence before it was of the holder of the role, so
    that "They" is. Nothing is turned of pages in another language."""

    voice: Voice = Voice.YOU
    names: frozenset[str] = frozenset()
    imperative: bool = False
    third: bool = False
    gerunds: bool = False
    nominal: bool = False
    fragments: bool = False
    goes_on: bool = False
    is_english: bool = True

    @property
    def are(self) -> str:
        """The reader with a form of "to be"."""
        return "You will be" if self.voice is Voice.WILL else "You are"

    @property
    def have(self) -> str:
        """The reader with a form of "to have"."""
        return "You will have" if self.voice is Voice.WILL else "You have"


def spoken(sentence: str, found: Collection[Verb], manner: Manner) -> str:
    """The sentence with its verbs in the form of the voice, and the reader as their subject.

    Raises:
        Uncertain: the voice has no form for it.
    """
    pieces, at = [], 0
    for verb in found:
        gap = sentence[at : verb.start]
        if verb.begins and at and manner.voice is not Voice.BARE:
            gap = _begun(gap, "you will" if manner.voice is Voice.WILL else "you")
        pieces += [gap, _form(verb.base, manner.voice)]
        at = verb.end
    rest = "".join([*pieces, sentence[at:]])
    if manner.voice is Voice.BARE:
        if _MODAL_LATER.search(rest):
            raise Uncertain  # "would: hold the licence and may refuse"
        return rest
    rest = _MODAL_BEGINS.sub(_with_you, rest)
    return f"{'You will' if manner.voice is Voice.WILL else 'You'} {lowered(rest)}"


def _begun(gap: str, reader: str) -> str:
    """A gap in which a main clause begins, with its subject: "; proactively" before "tells"."""
    before, mark, behind = gap.rpartition("; ")
    return f"{before}{mark}{reader} {behind}"


_MODAL_LATER = re.compile(
    r"(?<!can )(?<!may )\b(?:and|or|but) (?:may|can|cannot|must|will|should)\b"
)
# "chooses factors; cannot release a rate"
_MODAL_BEGINS = re.compile(r"(?<=; )(?P<modal>can|cannot|may|must|should)(?= (?P<verb>[a-z-]+))")


def _with_you(match: re.Match[str]) -> str:
    is_verb = match["verb"] in verbs() | {"be", "have", "not"}
    return f"you {match['modal']}" if is_verb else match["modal"]


def _form(base: str, voice: Voice) -> str:
    return "are" if base == "be" and voice is Voice.YOU else base


MODALS = frozenset("can cannot may must will should".split())


def allowed(rest: str, words: list[Token]) -> str:
    """ "can stop a line and is paid": "You can stop a line and are paid".

    Raises:
        Uncertain: it cannot be told of one of its verbs.
    """
    pieces, at = ["You "], 0
    for verb in verbs_behind(words, 0):
        gap = rest[at : verb.start]
        gap = _begun(gap, "you") if verb.begins else gap
        pieces += [gap, "are" if verb.base == "be" else verb.base]
        at = verb.end
    return "".join([*pieces, rest[at:]])
