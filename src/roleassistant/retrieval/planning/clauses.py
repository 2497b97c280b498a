"""Which words of a question only surround what is asked: those of a clause beside it, adverbs.

"Who replies to customers that fell ill" asks who replies to customers; that they fell ill may be
said in any words. A clause that is itself what is asked counts in full: "who decides when a line
reopens".
"""

from __future__ import annotations

from collections.abc import Sequence

from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval.words import LIGHT_STEMS, Token

# A clause ends where another begins or at a stop.
_CLAUSE = Pattern(
    r"\b(?:that|which|whom?|whose|when(?:ever)?|if|in case|because|although|though|while|since|"
    r"unless|once|so that)\b(?P<said>[^,;:?!.]*)"
)
_ASKING = Pattern(r"\b(?:who|what|which|how|when|where|why|whom|whose)\b")
# So many telling words before it are what is asked: a verb and its object.
_MAIN = 2
_MANNER = Pattern(r"[a-z]{3,}ly")
# Words with the same end that are no adverbs of manner, or say a value.
_NO_MANNER = frozenset(
    """
    daily weekly monthly quarterly yearly hourly nightly family supply assembly apply reply rely
    comply multiply ally anomaly monopoly only early likely friendly weakly independently directly
    publicly jointly finally legally
    """.split()
)


def surrounding(text: str, said: Sequence[Token]) -> frozenset[str]:
    """The stems among `said`, the telling words of the folded question `text`, that only say under
    which circumstances, of which, or in which manner."""
    spans = [
        found.span() for found in _CLAUSE.finditer(text) if _is_beside(text, found.start(), said)
    ]
    beside = [
        token
        for token in said
        if any(start <= token.start < end for start, end in spans) or _is_of_manner(token)
    ]
    lesser = {token.stem for token in beside} - {t.stem for t in said if t not in beside}
    return frozenset(lesser)


def _is_beside(text: str, start: int, said: Sequence[Token]) -> bool:
    """Whether a clause stands beside what is asked: before the word that asks, or behind a verb and
    its object."""
    asking = _ASKING.search(text)
    if asking is None or asking.start() == start:
        return False
    if start < asking.start():
        return True
    before = [t for t in said if t.start < start and t.stem not in LIGHT_STEMS]
    return len(before) >= _MAIN


def _is_of_manner(token: Token) -> bool:
    return bool(_MANNER.fullmatch(token.text)) and token.text not in _NO_MANNER
