"""Labels that name several levels at once: "L3–L5", "F1, F2", "Junior levels (F1 and F2)"."""

from __future__ import annotations

import re

from roleassistant.domain import Level

# Words for any level, of which a code may have the initial.
WORDS_FOR_LEVELS = frozenset("level grade band stage tier step rank".split())
# Quarters, halves and years are no levels: "Q1 and Q2".
_LETTERED = r"(?!(?:Q|H|FY)-?\d)[A-Z]{1,4}-?\d{1,2}"
_WORDED = r"(?i:level|grade|band|tier|step|stage|stufe)s?\s+\d{1,2}"
_ONE = rf"(?:{_LETTERED}|{_WORDED})"
_RANGE = re.compile(
    rf"(?P<low>{_ONE})\s*(?:[\-–—]|to|and|through)\s*"
    r"(?P<high>(?:[A-Z]{0,4}-?|(?i:level|grade|band|tier|step|stage|stufe)\s+)\d{1,2})"
    r"(?P<rest>(?!\w).*)",
    re.DOTALL,
)
_SEPARATOR = r"\s*(?:,\s*(?:and|or)|[,/&+]|\band\b|\bor\b)\s*"
_LIST = re.compile(
    rf"(?P<listed>{_ONE}(?:{_SEPARATOR}(?:{_ONE}|\d{{1,2}}(?!\w)))+)(?P<rest>(?!\w).*)", re.DOTALL
)
_IN_BRACKETS = re.compile(r"(?P<before>[^()\[\]]*\S)\s*[(\[](?P<inside>[^()\[\]]{3,60})[)\]]")
_MOST = 9


def several(label: str) -> tuple[tuple[Level, ...], str] | None:
    """The levels that a label lists or spans, and what else it says; None where it does neither."""
    if found := _ranged(label) or _listed(label):
        return found
    behind = _IN_BRACKETS.fullmatch(label)
    inner = (_ranged(behind["inside"]) or _listed(behind["inside"])) if behind else None
    return (inner[0], behind["before"]) if behind and inner and not inner[1].strip() else None


def _ranged(label: str) -> tuple[tuple[Level, ...], str] | None:
    match = _RANGE.fullmatch(label)
    if match is None:
        return None
    low = _called(match["low"])
    high = _beside(low, match["high"])
    if high is None or not 0 < high.grade - low.grade < _MOST:
        return None
    return tuple(low.at(grade) for grade in range(low.grade, high.grade + 1)), match["rest"]


def _listed(label: str) -> tuple[tuple[Level, ...], str] | None:
    match = _LIST.fullmatch(label)
    if match is None:
        return None
    first, *others = re.split(_SEPARATOR, match["listed"])
    levels = [_called(first)]
    for other in others:
        level = _beside(levels[0], other)
        if level is None or level in levels:
            return None
        levels.append(level)
    return tuple(levels), match["rest"]


def _called(text: str) -> Level:
    """A level as one of several is called: "Levels 3" is Level 3."""
    return Level.called(re.sub(r"(?<=[a-z])s(?=\s+\d)", "", text))


def _beside(first: Level, text: str) -> Level | None:
    """Another level of the same track, which need not say it again: the 4 of "Levels 3 and 4"."""
    bare = text.strip(" -–")
    other = first.at(int(bare)) if bare.isdigit() else _called(bare)
    return other if other.track.casefold() == first.track.casefold() else None
