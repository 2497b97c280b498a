"""Where a line or a cell names levels: "P4", "P1–P2", "Level P1:", "[P3] …", "Charge Hand"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from roleassistant.domain import InvalidLevel, Level
from roleassistant.reading.residue import heading_forms
from roleassistant.reading.rungs import Rungs

DASH = r"[—–‒―:·|\-]"

# Letters, or a word, with a number: "P4", "Band 6", "Grade VII".
_LEVEL = r"(?:[A-Za-z]{1,12}[ \-]?\d{1,2}|[A-Za-z]{2,12}[ \-][IVX]{1,4}\b)"
_LEVELS = rf"{_LEVEL}(?:\s*(?:[–—/&,+\-]|to|and)\s*{_LEVEL}){{0,9}}"
_OWN = r"(?:[(\[·★←*—–-]\s*)*(?i:this is )?(?i:your level)[)\]★*]*"
_NAMED = re.compile(
    rf"(?:(?i:(?:job |career )?levels?|grades?)\s*{DASH}?\s*)?(?P<levels>{_LEVELS})"
    rf"(?:\s*{_OWN})?\s*"
    rf"(?:{DASH}\s*(?P<after>\S.{{0,80}})|\((?P<within>[^()]{{1,80}})\)\s*:?|:|"
    rf"(?P<spaced>(?<=\s)[A-Z][\w/&'-]*(?: [A-Z&][\w/&'-]*){{0,4}}))?"
)
_WITH_NAME = re.compile(
    r"(?P<levels>[^—–:·|()]{2,60}?)\s*(?:[—–:·|]\s*(?P<after>\S.{0,80})|"
    r"\((?P<within>[^()]{1,80})\)\s*:?)"
)
_WITH_TEXT = re.compile(
    r"(?:[\[(]\s*(?P<boxed>[^\[\]()]{2,40})\s*[\])]\s*[—–:·|-]?|"
    r"(?:\*\*|__)?(?P<plain>[^—–:·|*_.]{2,40}?)(?:\*\*|__)?\s*(?:[—–:|·]|\s-)(?:\*\*|__)?)\s*(?=\S)"
)
_BEHIND_TEXT = re.compile(r"\s*[\[(](?P<levels>[^\[\]()]{2,40})[\])]\s*\.?\s*$")
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
# Words for any level, under which a page may write its lettered ones: "Band 6" for B6.
_ANY_TRACK = frozenset({"LEVEL", "GRADE"})
_BY_INITIAL = frozenset({"BAND", "STUFE", "TIER"})
_LETTERS = 3
_MAX = 100


@dataclass(frozen=True, slots=True)
class NamedLevels:
    """Levels that a heading or a cell names, and what it calls them ("Expert Professional").

    `name_at` is where the name begins in the text that was read; -1 where there is no name.
    """

    levels: tuple[Level, ...]
    name: str = ""
    name_at: int = -1


def named_levels(text: str, rungs: Rungs | None) -> NamedLevels | None:
    """What `text` says where it is nothing but levels and perhaps their name.

    `rungs` are what the page calls its levels; None where that is not known.
    """
    if len(text) > _MAX + 40:
        return None
    own = _called(text, rungs) if rungs and rungs.known else None
    return own or _named_levels(text, rungs.tracks if rungs else frozenset())


def _called(text: str, rungs: Rungs) -> NamedLevels | None:
    """Levels by the names that the page gives them: "Charge Hand", "Fitter — Depot Fitter"."""
    for form in heading_forms(text):
        bare = form.strip(" #*_\t`\ufeff")
        if levels := rungs.of(bare):
            return NamedLevels(levels)
        match = _WITH_NAME.fullmatch(bare) if len(bare) <= _MAX else None
        if match and (levels := rungs.of(match["levels"])):
            name = match["after"] or match["within"]
            name = _OWN_MARK.sub("", name).strip(" *_:")
            return NamedLevels(levels, name, text.rfind(name) if name else -1)
    return None


@lru_cache(maxsize=4096)
def _named_levels(text: str, tracks: frozenset[str]) -> NamedLevels | None:
    for form in heading_forms(text):
        bare = form.strip(" #*_\t`\ufeff")
        match = _NAMED.fullmatch(bare) if len(bare) <= _MAX else None
        if match is None:
            if rung := _rung(bare):
                return NamedLevels((rung,))
            continue
        levels = _parsed(match["levels"], tracks, heads=not match["spaced"])
        # "P3 Sales Lead" is a heading where P is the page's own letter, "S1 Filing" is not.
        spaced = match["spaced"] if levels and levels[0].track in tracks else None
        if levels and (spaced or not match["spaced"]):
            name = match["after"] or match["within"] or spaced or ""
            name = _OWN_MARK.sub("", name).strip(" *_:")
            return NamedLevels(levels, name, text.rfind(name) if name else -1)
    return None


def level_heading(text: str, rungs: Rungs | None) -> NamedLevels | None:
    """The levels whose group of lines this line opens: "P1", "P1 — Entry Professional"."""
    if text.rstrip().endswith((".", ";")):
        return None
    return named_levels(text, rungs)


def leading_levels(text: str, rungs: Rungs | None) -> tuple[tuple[Level, ...], int]:
    """The levels before the text of an item, and where the text begins: "[P4] Leads …"."""
    own = _WITH_TEXT.match(text) if rungs and rungs.known else None
    if rungs and own and (levels := rungs.of(own["boxed"] or own["plain"])):
        return levels, own.end()
    match = _PREFIX.match(text)
    levels = _parsed(match["boxed"] or match["plain"], _tracks(rungs)) if match else ()
    return (levels, match.end()) if match and levels else ((), 0)


def trailing_levels(text: str, rungs: Rungs | None) -> tuple[tuple[Level, ...], int]:
    """The levels after the text of an item, and where the text ends: "Leads … (P4)"."""
    tail_at = max(0, len(text) - _MAX)
    own = _BEHIND_TEXT.search(text[tail_at:]) if rungs and rungs.known else None
    if rungs and own and (levels := rungs.of(own["levels"])):
        return levels, tail_at + own.start()
    match = _SUFFIX.search(text[tail_at:])
    levels = _parsed(match["levels"], _tracks(rungs)) if match else ()
    return (levels, tail_at + match.start()) if match and levels else ((), len(text))


def _tracks(rungs: Rungs | None) -> frozenset[str]:
    return rungs.tracks if rungs else frozenset()


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


def _parsed(text: str, tracks: Collection[str], heads: bool = False) -> tuple[Level, ...]:
    """The levels that `text` lists. `heads`: it is a heading or a cell, where "Level 2" may be
    the 2 of the page's own letters."""
    if match := _RANGE.fullmatch(text):
        low, high = _on_track(match[1], tracks, heads), _on_track(match[2], tracks, heads)
        found = [low, high]
        if low.track and low.track == high.track and low.grade <= high.grade:
            found = [low.at(grade) for grade in range(low.grade, high.grade + 1)]
    else:
        found = [_on_track(part, tracks, heads) for part in _SPLIT.split(text) if part]
    known = {*tracks, *_COMMON_TRACKS}
    return tuple(found) if all(level.track.upper() in known - {""} for level in found) else ()


def _on_track(text: str, tracks: Collection[str], heads: bool) -> Level:
    level = Level.called(text)
    lettered = [track for track in tracks if 0 < len(track) <= _LETTERS]
    word = level.track.upper()
    if heads and len(lettered) == 1 and word not in tracks:
        (own,) = lettered
        if word in _ANY_TRACK or (word in _BY_INITIAL and word[0] == own):
            return Level.parse(f"{own}{level.grade}")
    return level
