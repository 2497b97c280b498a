"""Where a line or a cell names levels: "P4", "P1–P2", "Level P1:", "[P3] …", "Senior"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from roleassistant.domain import InvalidLevel, Level
from roleassistant.reading.residue import heading_forms

DASH = r"[—–‒―:·|\-]"

_LEVEL = r"[A-Za-z]{1,3}[ \-]?\d{1,2}"
_LEVELS = rf"{_LEVEL}(?:\s*(?:[–—/&,+\-]|to|and)\s*{_LEVEL}){{0,9}}"
_OWN = r"(?:[(\[·★←*—–-]\s*)*(?i:this is )?(?i:your level)[)\]★*]*"
_NAMED = re.compile(
    rf"(?:(?i:(?:job |career )?levels?|grades?)\s*{DASH}?\s*)?(?P<levels>{_LEVELS})"
    rf"(?:\s*{_OWN})?\s*"
    rf"(?:{DASH}\s*(?P<after>\S.{{0,80}})|\((?P<within>[^()]{{1,80}})\)\s*:?|:|"
    rf"(?P<spaced>(?<=\s)[A-Z][\w/&'-]*(?: [A-Z&][\w/&'-]*){{0,4}}))?"
)
_SPLIT = re.compile(r"\s*(?:[–—/&,+]|\bto\b|\band\b|(?<=\d)\s*-)\s*", re.IGNORECASE)
_RANGE = re.compile(rf"({_LEVEL})\s*(?:[–—\-]|to)\s*({_LEVEL})", re.IGNORECASE)
_PREFIX = re.compile(
    rf"(?:[\[(]\s*(?P<boxed>{_LEVELS})\s*[\])]\s*{DASH}?|(?:\*\*|__)?(?P<plain>{_LEVELS})(?:\*\*|__)?"
    rf"\s*(?:[—–:|·]|\s-)(?:\*\*|__)?)\s*(?=\S)",
)
_SUFFIX = re.compile(rf"\s*[\[(](?P<levels>{_LEVELS})[\])]\s*\.?\s*$")
_OWN_MARK = re.compile(rf"\s*{_OWN}\s*$")

# Letters that career ladders use for their levels. Other letters with a number ("Q3", "B2") name a
# level only where the page itself uses them for one.
_COMMON_TRACKS = frozenset({"P", "M", "IC", "L", "E", "T", "S", "G", "D"})
_MAX = 100


@dataclass(frozen=True, slots=True)
class NamedLevels:
    """Levels that a heading or a cell names, and what it calls them ("Expert Professional").

    `name_at` is where the name begins in the text that was read; -1 where there is no name.
    """

    levels: tuple[Level, ...]
    name: str = ""
    name_at: int = -1


def named_levels(text: str, tracks: Collection[str]) -> NamedLevels | None:
    """What `text` says where it is nothing but levels and perhaps their name.

    `tracks` are the letters that the page uses for levels.
    """
    return None if len(text) > _MAX + 40 else _named_levels(text, frozenset(tracks))


@lru_cache(maxsize=4096)
def _named_levels(text: str, tracks: frozenset[str]) -> NamedLevels | None:
    for form in heading_forms(text):
        bare = form.strip(" #*_\t`\ufeff")
        match = _NAMED.fullmatch(bare) if len(bare) <= _MAX else None
        if match is None:
            if rung := _rung(bare):
                return NamedLevels((rung,))
            continue
        levels = _parsed(match["levels"], tracks)
        # "P3 Sales Lead" is a heading where P is the page's own letter, "S1 Filing" is not.
        spaced = match["spaced"] if levels and levels[0].track in tracks else None
        if levels and (spaced or not match["spaced"]):
            name = match["after"] or match["within"] or spaced or ""
            name = _OWN_MARK.sub("", name).strip(" *_:")
            return NamedLevels(levels, name, text.rfind(name) if name else -1)
    return None


def level_heading(text: str, tracks: Collection[str]) -> NamedLevels | None:
    """The levels whose group of lines this line opens: "P1", "P1 — Entry Professional"."""
    if text.rstrip().endswith((".", ";")):
        return None
    return named_levels(text, tracks)


def leading_levels(text: str, tracks: Collection[str]) -> tuple[tuple[Level, ...], int]:
    """The levels before the text of an item, and where the text begins: "[P4] Leads …"."""
    match = _PREFIX.match(text)
    levels = _parsed(match["boxed"] or match["plain"], tracks) if match else ()
    return (levels, match.end()) if match and levels else ((), 0)


def trailing_levels(text: str, tracks: Collection[str]) -> tuple[tuple[Level, ...], int]:
    """The levels after the text of an item, and where the text ends: "Leads … (P4)"."""
    tail_at = max(0, len(text) - _MAX)
    match = _SUFFIX.search(text[tail_at:])
    levels = _parsed(match["levels"], tracks) if match else ()
    return (levels, tail_at + match.start()) if match and levels else ((), len(text))


def _rung(text: str) -> Level | None:
    """A rung with a name of its own, as "Senior"; it is written with a capital."""
    bare = text.rstrip(": ")
    if not bare[:1].isupper():
        return None
    try:
        level = Level.parse(bare)
    except InvalidLevel:
        return None
    return level if not level.track else None


def _parsed(text: str, tracks: Collection[str]) -> tuple[Level, ...]:
    try:
        if match := _RANGE.fullmatch(text):
            low, high = Level.parse(match[1]), Level.parse(match[2])
            if low.track == high.track and low.grade <= high.grade:
                grades = range(low.grade, high.grade + 1)
                found = [Level(f"{low.track}{n}", low.track, n) for n in grades]
            else:
                found = [low, high]
        else:
            found = [Level.parse(part) for part in _SPLIT.split(text) if part]
    except InvalidLevel:
        return ()
    known = {*tracks, *_COMMON_TRACKS}
    return tuple(found) if all(level.track in known for level in found) else ()
