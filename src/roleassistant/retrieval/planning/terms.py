"""The defined term (a skill) that a question names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from rapidfuzz import fuzz, process

from roleassistant.retrieval.levels import Span
from roleassistant.retrieval.names import RoleNames
from roleassistant.retrieval.words import Token, stems, tokens

_MAX_TERM_WORDS = 8


class Terms:
    """The terms of one index, ready to be looked up in questions."""

    def __init__(self, terms: Iterable[str], names: RoleNames) -> None:
        self._names = names
        self._terms: dict[str, str] = {}
        for term in terms:
            self._terms.setdefault(" ".join(stems(term)), term)
        # What is misspelt is about as long as what was meant, and begins with the same letter.
        self._keys: dict[tuple[str, int], list[str]] = defaultdict(list)
        for key in self._terms:
            self._keys[key[:1], len(key)].append(key)

    def said(self, question: str, spoken: Sequence[Token]) -> tuple[str | None, Span | None]:
        """The longest term that stands in the question and where, unless that is in the longer
        name of a role: "HR business partners"."""
        term, span = self._longest(spoken, self._named_as_written(question, spoken))
        if span and self._is_of_a_name(span, question, spoken):
            return None, None
        return term, span

    def _named_as_written(self, question: str, spoken: Sequence[Token]) -> list[Span]:
        """Where names of roles stand in the question as they are written."""
        mentions = self._names.mentions(question, spoken)
        return [(m.start, m.end) for m in mentions if _words_of(m.matched) == _words_of(m.name)]

    def _longest(
        self, spoken: Sequence[Token], roles: Sequence[Span]
    ) -> tuple[str | None, Span | None]:
        """The longest term in the question, typos allowed for.

        `roles` are where roles are named: a data engineer is no slip of "data engineering".
        """
        for length in range(min(len(spoken), _MAX_TERM_WORDS), 0, -1):
            for start in range(len(spoken) - length + 1):
                words = spoken[start : start + length]
                key = " ".join(t.stem for t in words)
                known = self._terms.get(key)
                if known is None and length > 1:
                    known = self._misspelt(key)
                if known is not None:
                    span = (words[0].start, words[-1].end)
                    as_written = [token.text for token in tokens(known)]
                    if span in roles and as_written != [token.text for token in words]:
                        continue
                    return known, span
        return None, None

    def _is_of_a_name(self, term: Span, question: str, spoken: Sequence[Token]) -> bool:
        return any(
            m.start <= term[0] and term[1] <= m.end and (m.start, m.end) != term
            for m in self._names.mentions(question, spoken)
        )

    def _misspelt(self, said: str) -> str | None:
        near = chain.from_iterable(
            self._keys.get((said[:1], length), ()) for length in range(len(said) - 2, len(said) + 3)
        )
        found = process.extractOne(said, list(near), scorer=fuzz.ratio, score_cutoff=90)
        return None if found is None else self._terms[found[0]]


def _words_of(name: str) -> list[str]:
    return [token.text for token in tokens(name.replace("_", " "))]
