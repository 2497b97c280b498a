"""Typos in the words by which people ask ("diferrence betwen") put right.

Only words that neither the profiles nor the English of questions know are touched, and only where
one known word is plainly meant. Names of roles and skills allow for typos of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rapidfuzz.distance import OSA

from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval.words import CHAT_FORMS, FUNCTION_WORDS, INITIALS, stem, tokens

# The words by which intents, attributes and dimensions are asked for.
_CUES = tuple(
    sorted(
        set(
            """
            difference differences different differ between compare compared comparison versus
            separates separate distinguish distinguishes responsibilities responsibility responsible
            duties tasks skills skill competencies experience years degree education qualification
            qualifications level levels grade promotion promoted salary compensation bonus benefits
            vacation travel remote location reports manager aliases alias titles title provenance
            reviewed sources adjacent similar related expected expectations requirements criteria
            guidelines autonomy complexity impact scope leadership decision decisions collaboration
            knowledge classification software tools meaning means define definition describe explain
            which what does roles profiles typical responsibilities profile mentor mentors
            independence independently supervision authority problem solving
            """.split()
        )
    )
)
# Words of work life that are near to these and mean something else.
_RIGHT = frozenset("probation probationary vocation relation reputation".split())
_SHORTEST = 5
# In a short word another letter makes another word (talks, tasks); one too few, or two swapped,
# do not.
_LONG = 8
# A word of the profiles is long enough to be told from its neighbours from this length on.
_LONGER = 6


_SLASHED = Pattern(r"\bw/o\b|\bb/w\b|\bw/ (?=\w)", re.IGNORECASE)
_WRITTEN_OUT = {"w/o": "without", "b/w": "between", "w/ ": "with "}


def corrected(
    question: str, known: Callable[[str], bool], like: Callable[[str], Sequence[str]]
) -> str:
    """`question` with misspelt words replaced.

    `known` says whether a word is one of the index, `like` gives the stems of the index that begin
    with the letters given. Words by which people ask are looked for first.
    """
    question = _SLASHED.compiled().sub(lambda it: _WRITTEN_OUT[it[0].lower()], question)
    parts = []
    at = 0
    for token in tokens(question):
        word = token.text
        meant = CHAT_FORMS.get(word)
        if meant is not None:
            parts += [question[at : token.start], meant]
            at = token.end
            continue
        meant = None if known(word) else INITIALS.get(word)
        if meant is not None:
            parts += [question[at : token.start], meant]
            at = token.end
            continue
        if (
            len(word) < _SHORTEST
            or not word.isalpha()
            or word in _RIGHT
            or word in FUNCTION_WORDS
            or known(word)
        ):
            continue
        meant = _meant(word) or _apart(word, known)
        if meant is None and question[token.start].islower():
            meant = _of_the_index(word, like)
        if meant is not None:
            parts += [question[at : token.start], meant]
            at = token.end
    return "".join([*parts, question[at:]])


# What is written with a hyphen or without one: "pre-sales", "presales".
_PREFIXES = frozenset("pre post sub non multi cross inter mid semi micro macro".split())


def _apart(word: str, known: Callable[[str], bool]) -> str | None:
    """`word` with a hyphen, where the index holds both of its parts and not the whole."""
    return next(
        (
            f"{word[:cut]}-{word[cut:]}"
            for cut in range(3, len(word) - 3)
            if word[:cut] in _PREFIXES and known(word[:cut]) and known(word[cut:])
        ),
        None,
    )


def _of_the_index(word: str, like: Callable[[str], Sequence[str]]) -> str | None:
    """The one stem that `word` is a slip away from: a letter left out, doubled or swapped."""
    said = stem(word)
    if len(said) < _LONGER:
        return None
    near = [
        term
        for term in like(word[:2])
        if abs(len(term) - len(said)) <= 1
        and not (len(term) == len(said) and sorted(term) != sorted(said))
        and not term.startswith(said)
        and not said.startswith(term)
        and OSA.distance(said, term, score_cutoff=1) == 1
    ]
    return near[0] if len(near) == 1 else None


def _meant(word: str) -> str | None:
    if word in _CUES:
        return None
    allowed = 1 if len(word) < _LONG else 2
    near = [
        (distance, cue)
        for cue in _CUES
        if cue[0] == word[0]
        and not (len(word) < _LONG and len(cue) == len(word) and sorted(cue) != sorted(word))
        and abs(len(cue) - len(word)) <= allowed
        and (distance := OSA.distance(word, cue, score_cutoff=allowed)) <= allowed
    ]
    if not near:
        return None
    best = min(distance for distance, _ in near)
    closest = [cue for distance, cue in near if distance == best]
    return closest[0] if len(closest) == 1 or len({c.rstrip("s") for c in closest}) == 1 else None
