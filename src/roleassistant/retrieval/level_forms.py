"""Shorter ways to say what a level is called: without the title in it, one of two names, a numeral
behind that of another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from roleassistant.domain import Level
from roleassistant.retrieval.words import fold

_NUMERAL = r"(?:[IVX]{1,4}|\d{1,2}[a-z]?)"
_AND = r"\s*(?:,|and|or|to|vs\.?|versus|from|&|/|-|–)\s*(?:an?\s+|the\s+)?"
_NAMED_AND_NUMBERED = re.compile(rf"(?P<name>.*\D)[ -](?P<numeral>{_NUMERAL})", re.IGNORECASE)


def either_name(name: str) -> Iterator[str]:
    """The names that one with a stroke in it stands for: "Principal PM" and "Staff PM" of
    "Principal/Staff PM"."""
    words = name.split()
    for at, word in enumerate(words):
        one, stroke, other = word.partition("/")
        if stroke and one.isalpha() and other.isalpha():
            for choice in (one, other):
                yield " ".join((*words[:at], choice, *words[at + 1 :]))


def without_title(name: str, titles: Iterable[str]) -> str | None:
    """What is left of a folded name without the title of a role at its end: the "group manager" of
    "group manager pm", the "senior" of "senior product manager"."""
    for title in sorted(titles, key=len, reverse=True):
        rest = name.removesuffix(f" {title}")
        if rest != name and rest:
            return rest
    return None


def numbered_after(question: str, called: Mapping[str, Level]) -> Iterator[tuple[int, Level, int]]:
    """The levels that are named by a numeral behind the whole name of another: "Data Engineer I and
    II", "IC 3a or 4a", each with where it stands."""
    rungs: dict[str, dict[str, Level]] = defaultdict(dict)
    for name, level in called.items():
        if found := _NAMED_AND_NUMBERED.fullmatch(name):
            rungs[found["name"]][found["numeral"]] = level
    folded = fold(question)
    if len(folded) != len(question):
        return  # folding a ligature makes two letters of one; then the place is not the same
    for name, levels in rungs.items():
        numeral = "|".join(sorted(map(re.escape, levels), key=len, reverse=True))
        chain = rf"\b{re.escape(name)}s?[ -](?:{numeral})\b(?P<rest>(?:{_AND}(?:{numeral})\b)+)"
        for match in re.finditer(chain, folded):
            for other in re.finditer(rf"\b(?:{numeral})\b", match["rest"]):
                start = match.start("rest") + other.start()
                yield start, levels[other.group()], match.start("rest") + other.end()
