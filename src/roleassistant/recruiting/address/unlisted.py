"""Verbs that nobody listed, told by form, by what follows them, and by the list they begin in.

Where the neighbours of a bullet begin with verbs, its first word is one as well, unless its ending
or what follows it says that it is a noun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleassistant.recruiting.address.joins import begins_a_noun, is_adverb, is_marked
from roleassistant.recruiting.address.small_words import (
    ADJECTIVES,
    ARTICLES,
    ATTRIBUTIVE,
    AUXILIARIES,
    DETERMINERS,
    JOINS,
    PARTICLES,
    PREPOSITIONS,
    SUBORDINATORS,
)
from roleassistant.recruiting.address.verbs import base_of_third, guessed_base, verbs
from roleassistant.recruiting.address.written import Token

_OBJECTS = frozenset("them it him her us".split())
# "standardises", "fortifies", "burnishes"; not "prizes", "dishes".
_ENDS_LIKE_A_VERB = re.compile(r"\w{3,}(?:[iy]s[ei]s|[iy]zes|ifies|[rnld]ishes)")
_ENDS_LIKE_A_NOUN = re.compile(
    r"\w+(?:ings?|[ts]ions?|ments?|it(?:y|ies)|ness(?:es)?|ists?|isms?|ships?|[ae]nc(?:e|es|y|ies)|"
    r"olog(?:y|ies)|[eo]rs?|ians?|[ae]nts?|ages?|als?|ics?|ures?|"
    r"[ai]bles?|ives?)"
)
_ENDS_LIKE_AN_ADJECTIVE = re.compile(r"\w+(?:ous|ful|less|ive|able|ible|ary|ic|al|ed|er|est|ly)")
_NO_VERBS = (
    PREPOSITIONS
    | JOINS
    | SUBORDINATORS
    | DETERMINERS
    | AUXILIARIES
    | ATTRIBUTIVE
    | frozenset("always sometimes perhaps besides afterwards minus less overseas plus".split())
)


def acts_by_itself(word: Token, following: Token | None) -> str | None:
    """The base of a word in -s that only a verb's ending or a verb's object can be behind."""
    if word.folded in _NO_VERBS or "-" in word.text or _ENDS_LIKE_A_NOUN.fullmatch(word.folded):
        return None
    if _ENDS_LIKE_A_VERB.fullmatch(word.folded):
        return guessed_base(word.folded)
    if following is None or is_marked(following):
        return None
    takes = following.folded in _OBJECTS | (PARTICLES - PREPOSITIONS - {"up", "together"})
    # "lances abscesses": no plural stands before another.
    takes = takes or (_is_plural(following) and base_of_third(following.folded) is None)
    return guessed_base(word.folded) if takes else None


def opens_among_verbs(words: Sequence[Token], at: int) -> str | None:
    """The base of the first word of a bullet whose neighbours begin with verbs in the third person:
    "Rushes joints with flag"."""
    word = words[at]
    if word.folded in _NO_VERBS or _ENDS_LIKE_A_NOUN.fullmatch(word.folded) or at + 1 >= len(words):
        return None
    following = words[at + 1]
    beyond = words[at + 2] if following.folded in JOINS and at + 2 < len(words) else following
    if is_marked(following) or following.folded in JOINS:
        # "Dowels, planes, and crozes heads": one verb after the other.
        return guessed_base(word.folded) if base_of_third(beyond.folded) else None
    if following.folded == "of" or _says_what_it_is(words, at):
        return None
    return guessed_base(word.folded)


def is_bare_among_verbs(words: Sequence[Token], at: int) -> bool:
    """Whether the first word of a bullet whose neighbours begin with bare verbs is one as well:
    "Dip the receivers", "Hose down floors"."""
    word = words[at]
    if word.folded in _NO_VERBS or is_adverb(word) or at + 1 >= len(words):
        return False
    if _ENDS_LIKE_A_NOUN.fullmatch(word.folded) or _ENDS_LIKE_AN_ADJECTIVE.fullmatch(word.folded):
        return False
    if word.folded.endswith("s") or word.text[1:] != word.text[1:].lower():
        return False
    following = words[at + 1]
    if is_marked(following) or following.folded in JOINS:
        return False
    if _is_plural(following) and _goes_on_bare(words, at + 2):
        return True
    return following.folded in ARTICLES | _OBJECTS | (PARTICLES - PREPOSITIONS) or begins_a_noun(
        following.text
    )


def _is_plural(word: Token) -> bool:
    """Whether it may be a plural, and is none of the words that only look like one."""
    return guessed_base(word.folded) is not None and word.folded not in _NO_VERBS


def _goes_on_bare(words: Sequence[Token], start: int) -> bool:
    """ "Barricade roads and sound the siren": a bare verb with its object follows a join."""
    return any(
        words[i].folded in JOINS
        and words[i + 1].folded in verbs()
        and begins_a_noun(words[i + 2].text)
        for i in range(start, len(words) - 2)
    )


def _says_what_it_is(words: Sequence[Token], at: int) -> bool:
    """Whether a verb of its own follows: "Figures go to the board", "Risks are listed"."""
    after = words[at + 1].folded
    if after in AUXILIARIES or (after in verbs() and after not in ADJECTIVES and len(words) > 2):
        behind = words[at + 2].folded if at + 2 < len(words) else ""
        return after in AUXILIARIES or behind in PREPOSITIONS or begins_a_noun(behind)
    return False
