"""The words of a turn as rules compare them: folded, without politeness and punctuation."""

from __future__ import annotations

import re

from roleassistant.retrieval.words import fold

_POLITE = re.compile(r"\b(?:please|pls|plz|kindly|ok(?:ay)?|well|hm+|uh|um|so|then|but|and|now)\b")
_SHORTENED = re.compile(r"\b(where|who|how|that|it)s\b(?! (?:own|role|level|skills)\b)")
_NOT_WORDS = re.compile(r"[^\w;]+")


def pattern(text: str) -> re.Pattern[str]:
    """A pattern written over several lines, of which breaks and indentation are no part."""
    return re.compile("".join(line.strip() for line in text.splitlines()))


def spoken(text: str) -> str:
    """`text` folded, with white space squeezed and without punctuation around it."""
    return " ".join(fold(text).split()).strip(" \t?!.,;:…\"'“”()")


def words_of(text: str) -> str:
    """The words of `text`, one space between them; "what's" is "whats"."""
    return " ".join(_NOT_WORDS.sub(" ", re.sub("['’]", "", spoken(text))).split())


def plainly(text: str) -> str:
    """As `words_of`, without words of politeness and those that only tie turns together."""
    said = _SHORTENED.sub(r"\1 is", words_of(text))
    return " ".join(_POLITE.sub(" ", said).split())
