"""Sentences as they are written: their words with the marks between them, and capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9]+(?:[-/&'’.][A-Za-zÀ-ÿ0-9]+)*['’]?")
_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, where it stands, and the marks and spaces before it."""

    text: str
    start: int
    end: int
    before: str

    @property
    def folded(self) -> str:
        return self.text.casefold()


def tokens_of(text: str) -> list[Token]:
    """The words of a sentence in order; what stands in brackets is passed over."""
    shut = [match.span() for match in _BRACKETS.finditer(text)]
    found: list[Token] = []
    at = 0
    for match in _WORD.finditer(text):
        if any(start <= match.start() < end for start, end in shut):
            continue
        between = text[at : match.start()]
        found.append(Token(match.group(), *match.span(), _BRACKETS.sub("", between)))
        at = match.end()
    return found


def lowered(text: str) -> str:
    """`text` with a small first letter, unless its first word is a name or an abbreviation."""
    word = re.match(r"[^\W\d_]+", text)
    if word is None or (len(word.group()) > 1 and word.group()[1:] != word.group()[1:].lower()):
        return text
    return text[0].lower() + text[1:]


def raised(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """`text` as a sentence: with a mark at its end."""
    text = text.rstrip()
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text.rstrip(';,')}."
