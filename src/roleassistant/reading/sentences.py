"""Cut a paragraph into sentences without losing where they stand."""

from __future__ import annotations

import re

# A full stop ends a sentence where white space and a capital, a digit or a quotation mark follow.
_END = re.compile(r"[.!?][\"”’)\]]?\s+(?=[\"“‘(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|incl|approx|no|dept|inc|ltd|co|corp|mr|mrs|ms|dr|st|jr|sr|yrs?)"
    r"|\b[A-Z]|\b[A-Za-z]\.[A-Za-z])\.$",
    re.IGNORECASE,
)


def sentences(text: str, offset: int = 0) -> list[tuple[int, int]]:
    """Start and end of each sentence of `text`, shifted by `offset`; white space left out."""
    spans = []
    start = 0
    for match in _END.finditer(text):
        if _ABBREVIATION.search(text[max(0, match.start() - 12) : match.start() + 1]):
            continue
        spans.append((start, match.start() + len(match.group().rstrip())))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text.rstrip())))
    lead = len(text) - len(text.lstrip())
    return [(max(begin, lead) + offset, end + offset) for begin, end in spans]
