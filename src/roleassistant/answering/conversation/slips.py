"""Slips in the words by which turns refer to each other ("shrter", "hw abt") put right.

Only words that neither the profiles nor the names of roles know are touched, and only where one
word of conversation is plainly meant: a letter left out, doubled, or two swapped.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rapidfuzz.distance import OSA

from roleassistant.retrieval.words import FUNCTION_WORDS, tokens

_CHAT = {
    "abot": "about", "abt": "about", "abut": "about", "adn": "and", "bc": "because",
    "bout": "about", "bth": "both", "gimme": "give me", "hw": "how", "lemme": "let me",
    "mre": "more", "nd": "and", "r": "are", "teh": "the", "u": "you", "ur": "your", "wat": "what",
    "waht": "what", "whut": "what", "wht": "what", "wut": "what", "y": "why",
}  # fmt: skip
_SPOKEN = frozenset(
    """
    shorter short briefly table list bullets detail details more rest compare both which where what
    about level above below source sources evidence thanks thank please skills experience sure
    really required mandatory second first third lower higher bullet points meant back same
    difference else changes
    """.split()
)
_SHORTEST = 4
_WITH = re.compile(r"(?<!\w)w/(?=\s|$)", re.IGNORECASE)
_TOO = re.compile(r"(?<=[A-Za-z]\d)\s+2(?=\W*$)")


def mended(turn: str, known: Callable[[str], bool]) -> str:
    """`turn` with slips put right. `known` says whether a folded word is one of the profiles."""
    turn = _TOO.sub(" too", _WITH.sub("with", turn))
    parts, at = [], 0
    for token in tokens(turn):
        # "R" is a language, and "r" is short for "are".
        written = turn[token.start : token.end]
        meant = _meant(token.text, known) if written.islower() or len(written) > 1 else None
        if meant is not None:
            parts += [turn[at : token.start], meant]
            at = token.end
    return "".join([*parts, turn[at:]])


def _meant(word: str, known: Callable[[str], bool]) -> str | None:
    if word in _CHAT:
        return None if known(word) else _CHAT[word]
    if len(word) < _SHORTEST or not word.isalpha() or word in _SPOKEN or word in FUNCTION_WORDS:
        return None
    near = [
        spoken
        for spoken in _SPOKEN
        if spoken[0] == word[0]
        and (len(spoken) not in (len(word), _SHORTEST) or sorted(spoken) == sorted(word))
        and OSA.distance(word, spoken, score_cutoff=1) == 1
    ]
    # "Tables" are several, and no slip.
    plainly = [spoken for spoken in near if word.rstrip("s") != spoken.rstrip("s")]
    return plainly[0] if len(near) == len(plainly) == 1 and not known(word) else None
