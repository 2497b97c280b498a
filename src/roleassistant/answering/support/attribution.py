"""A level that was worked out must not be said to be stated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roleassistant.answering.support.claim import Clause
from roleassistant.answering.support.ground import Read
from roleassistant.answering.support.scorer import Reason

_STATED = re.compile(
    r"\b(?:page|profile|document|source|text|guideline|section|heading)s?\s+(?:itself\s+)?"
    r"(?:(?:explicitly|clearly|directly|expressly)\s+)?(?:states?|says?|writes?|specif(?:y|ies)|"
    r"records?)\b|\b(?:explicitly|expressly|verbatim|literally|in so many words)\b|"
    r"\bas stated\b|\bis stated\b",
    re.IGNORECASE,
)


def check(claim: str, clause: Clause, grounds: Sequence[Read]) -> Iterator[Reason]:
    """`claim` is the whole of it, since "the page states" may stand far from the level."""
    inferred = bool(grounds) and not any(ground.ground.stated for ground in grounds)
    if clause.levels and inferred and _STATED.search(claim):
        yield Reason("attribution", "the level is inferred, not stated by the page")
