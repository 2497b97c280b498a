"""Claims that say where they stand: "according to Skills", "the guidelines section says"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roleassistant.answering.support.ground import Read
from roleassistant.answering.support.lexicon import FRAME
from roleassistant.answering.support.names import Called
from roleassistant.answering.support.words import Word, words_of
from roleassistant.domain import SectionKind

_NAME = r"[“\"']?(?P<name>[^,:;.()“”\"]{2,60}?)[”\"']?"
_SAY = (
    r"(?:say|state|list|record|describe|mention|define|show|give|ask|require|name|specif|note|"
    r"contain|include|expect|call|want)(?:s|es|y|ies)?"
)
_KNOWN = "|".join(
    re.escape(name)
    for name in (
        *(kind.shown_as for kind in SectionKind if kind is not SectionKind.OTHER),
        "guidelines",
    )
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:according to|stated in|listed (?:in|under)|based on|found in|per|under|in|from) "
        rf"(?:the )?{_NAME} (?:section|heading|chapter|part)\b",
        rf"\bthe {_NAME} (?:section|heading|chapter) {_SAY}\b",
        r"\b(?:section|heading|chapter) [“\"'](?P<name>[^”\"']+)[”\"']",
        rf"\b(?:as per|according to)(?: the)? {_NAME}(?=\s*(?:[,:;.(]|$))",
        rf"\bthe (?P<name>{_KNOWN})(?:,? (?:however|though|in turn),?)? {_SAY}\b",
        rf"(?:^|(?<=\. ))(?:under|in|per) (?:the )?(?P<name>{_KNOWN})[,:]",
        rf"\((?P<name>{_KNOWN})\)",
    )
)
# What a page is called: "according to the profile" names no section of it.
_WHOLE = frozenset(
    "profile page document source text evidence section guide ladder framework role".split()
)


def in_claim(text: str, words: Sequence[Word], grounds: Sequence[Read]) -> Iterator[Called]:
    """Where a claim names the section that it stands in, in words that no ground says itself."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not _telling(match["name"]) or any(_says_itself(match, g) for g in grounds):
                continue
            inside = [i for i, w in enumerate(words) if match.start() <= w.start < match.end()]
            if inside:
                yield Called(inside[0], inside[-1], place=match["name"].strip())


def _says_itself(match: re.Match[str], ground: Read) -> bool:
    """Whether a statement has these words too, up to the first that tells: "according to the
    triage guide"."""
    telling = (w for w in words_of(match["name"]) if w.text not in FRAME | _WHOLE)
    first = next(telling, None)
    offset = match.start("name") - match.start() + (first.end if first else 0)
    return match.group()[:offset].casefold() in ground.text.casefold()


def stands_in(name: str, read: Read) -> bool:
    """Whether a ground stands in the section, under the label or on the page called so."""
    wanted = _telling(name)
    ground = read.ground
    for place in (*ground.places, ground.label):
        here = {word.root for word in words_of(place) if word.text not in FRAME}
        if here and (wanted <= here or (here <= wanted and len(here) > 1)):
            return True
    page = words_of(" ; ".join((*ground.called, *map(str, ground.levels))))
    return wanted <= {word.root for word in page}


def _telling(name: str) -> set[str]:
    return {word.root for word in words_of(name) if word.text not in FRAME | _WHOLE}
