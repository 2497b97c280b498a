"""The words of names that a word of a question may stand for, typos and short forms allowed for."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from roleassistant.retrieval.words import FUNCTION_WORDS, SHORT_FORMS, Token

# Words of questions of which it is remembered what they may stand for.
_KEPT_WORDS = 4096


class NameWords:
    """The words of all names of one index."""

    def __init__(self, names: Sequence[tuple[Token, ...]]) -> None:
        self._spoken_in_phrases = {w.text for words in names if len(words) > 1 for w in words}
        self._spoken = {w.text for words in names for w in words}
        self._stem_of = {w.text: w.stem for words in names for w in words}
        self._texts = sorted(self._stem_of)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        for text, stem in self._stem_of.items():
            self._by_stem[stem].append(text)
        self._heard: dict[str, dict[str, float]] = {}

    def __contains__(self, word: str) -> bool:
        """Whether a folded word is part of a name, as written."""
        return word in self._spoken

    def alike(self, token: Token, question: str) -> dict[str, float]:
        """Words of names that this word of the question may stand for, with how surely."""
        if token.text.isdigit():
            return {}
        if token.text in FUNCTION_WORDS:
            # "Partner for people" is asked about people; "is" is no Implementation Specialist,
            # but where not all is in capitals, "AM" is an Account Manager.
            written = question[token.start : token.end]
            initials = in_capitals(written, question)
            spoken = self._spoken if initials else self._spoken_in_phrases
            return {token.stem: 1.0} if token.text in spoken else {}
        if token.text not in self._heard:
            if len(self._heard) >= _KEPT_WORDS:
                self._heard.clear()
            self._heard[token.text] = self._alike_of(token)
        return self._heard[token.text]

    def _alike_of(self, token: Token) -> dict[str, float]:
        """As `alike`, which remembers it. Words that are names as they stand are looked up; only
        the others are compared with every word of every name."""
        near: set[str] = set(self._by_stem.get(token.stem, ()))
        near |= {token.text, token.text.removesuffix("s")} & self._spoken
        short = SHORT_FORMS.get(token.text, SHORT_FORMS.get(token.text.removesuffix("s")))
        near |= {short} & self._spoken if short else set()
        if not near:
            near = set(self._beginning(token.text))
            near |= {
                text
                for text, _, _ in process.extract(
                    token.text, self._texts, scorer=OSA.distance, score_cutoff=2, limit=None
                )
            }
        alike: dict[str, float] = {}
        for text in near:
            stem = self._stem_of[text]
            likeness = _likeness(token, text, stem)
            if likeness > alike.get(stem, 0.0):
                alike[stem] = likeness
        exact = {stem: value for stem, value in alike.items() if value >= 0.98}
        return exact or alike

    def _beginning(self, start: str) -> list[str]:
        first = bisect_left(self._texts, start)
        return self._texts[first : bisect_left(self._texts, start + "\U0010ffff")]


def in_capitals(written: str, question: str) -> bool:
    """Whether a word is written as initials are, in a question that is not all in capitals."""
    return len(written) > 1 and written.isupper() and not question.isupper()


def _likeness(token: Token, text: str, stem: str) -> float:
    if token.text == text:
        return 1.0
    if SHORT_FORMS.get(token.text, SHORT_FORMS.get(token.text.removesuffix("s"))) == text:
        return 0.98
    if token.stem == stem or token.text == f"{text}s":
        return 0.99
    shorter = min(len(token.text), len(text))
    if shorter >= 4 and text.startswith(token.text) and len(token.text) <= len(text) - 2:
        return 0.9
    # Of a word of four letters, one more may have been left out ("fild"): other slips make other
    # words.
    left_out = shorter == 4 and len(text) == 5 and token.text[0] == text[0]
    if shorter < 5 and not left_out:
        return 0.0
    allowed = 1 if max(len(token.text), len(text)) <= 7 else 2
    distance = OSA.distance(token.text, text, score_cutoff=allowed)
    if distance > allowed or (token.text[0] != text[0] and distance > 1):
        return 0.0
    return 0.95 - 0.1 * distance / max(1, allowed)
