"""How far two roles are from each other, computed from their structural coordinates.

The coordinates are what pages state of a role: its family and focus, its level, its codes in a
classification. A distance is worked out from the statements that it cites and from nothing else,
so that anybody, and `verify`, can work it out once more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from roleassistant.answering.wording import track_of
from roleassistant.domain import Level, SectionKind
from roleassistant.indexing.chunks import Chunk
from roleassistant.reading.vocabulary import codes_in
from roleassistant.retrieval.words import stems

# What a company itself calls one family says most of what is near in it: it weighs as much as the
# classification, which others made, and the level together.
_FAMILY, _CLASSIFICATION, _LEVEL = 2, 1, 1
# Levels so many rungs apart are as far apart as levels get: the usual ladder has five.
_MOST_RUNGS = 4
# What a page may say of a code beside the code.
_NO_CODES = frozenset({"source", "version", "release", "confidence", "uri", "note"})


class Band(StrEnum):
    """How near, in thirds of the scale.

    With the weights above, roles of one family at one level are NEAR whatever their codes share of
    a major group; roles of two families are at best RELATED, and FAR unless code or level agrees.
    """

    NEAR = "near"
    RELATED = "related"
    FAR = "far"

    @classmethod
    def of(cls, distance: Fraction) -> Band:
        if distance <= Fraction(1, 3):
            return cls.NEAR
        return cls.RELATED if distance <= Fraction(2, 3) else cls.FAR


@dataclass(frozen=True, slots=True)
class Part:
    """One coordinate: how far apart from 0 to 1, what it weighs, and what was compared."""

    apart: Fraction
    weight: int
    what: str


@dataclass(frozen=True, slots=True)
class Distance:
    """The weighted mean of the coordinates that both roles have, from 0 to 1.

    `by_level` says whether levels were to be compared; `left_out` why a coordinate does not count.
    """

    parts: tuple[Part, ...]
    left_out: tuple[str, ...]
    by_level: bool

    @property
    def value(self) -> Fraction:
        weight = sum(part.weight for part in self.parts)
        return sum((part.apart * part.weight for part in self.parts), Fraction(0)) / weight

    @property
    def band(self) -> Band:
        return Band.of(self.value)

    @property
    def says(self) -> str:
        """The distance, its band, and the arithmetic."""
        terms = [
            f"{f'{part.weight} × ' if part.weight > 1 else ''}{float(part.apart):.2f} {part.what}"
            for part in self.parts
        ]
        weight = sum(part.weight for part in self.parts)
        left_out = "".join(f"; {why}" for why in self.left_out)
        return (
            f"computed: distance {float(self.value):.2f}, {self.band} = "
            f"({' + '.join(terms)}) / {weight}{left_out}"
        )

    def again(self, chunks: Sequence[Chunk]) -> Distance | None:
        """The distance worked out from `chunks`, of which those of the neighbour come first; None
        where they are not of two roles."""
        roles = list(dict.fromkeys(chunk.role for chunk in chunks))
        if len(roles) != 2:
            return None
        one, other = ([c for c in chunks if c.role == role] for role in roles)
        return distance(one, other, by_level=self.by_level)


def distance(one: Sequence[Chunk], other: Sequence[Chunk], *, by_level: bool) -> Distance:
    """The distance between two roles, each given by its title and its classification codes.

    The order of the roles makes no difference to the value.
    """
    left_out: list[str] = []
    parts = [_family(one[0].role, other[0].role)]
    codes = _classification(one, other)
    if codes is None:
        left_out.append("no codes of one classification, left out")
    else:
        parts.append(codes)
    first, second = _level(one), _level(other)
    if first and second:
        if first.track != second.track:
            tracks = " and ".join(track_of(level) for level in (first, second))
            left_out.append(f"{tracks} are different tracks, levels are not compared")
        elif by_level:
            parts.append(_rungs(first, second))
    return Distance(tuple(parts), tuple(left_out), by_level)


def _family(one: str, other: str) -> Part:
    """0 for one role, a half for two focuses of one family, 1 for two families."""
    families = tuple(key.partition(".")[0] for key in (one, other))
    if one == other:
        return Part(Fraction(0), _FAMILY, f"same role {one}")
    if families[0] == families[1]:
        return Part(Fraction(1, 2), _FAMILY, f"same family {families[0]}")
    return Part(Fraction(1), _FAMILY, f"families {families[0]} and {families[1]}")


def nearest_codes(one: Sequence[Chunk], other: Sequence[Chunk]) -> tuple[Chunk, Chunk] | None:
    """The nearest two classification codes of one scheme, of one role and of another."""
    pairs = [
        (apart(code, its), code, its, chunk.row, its_chunk.row, chunk, its_chunk)
        for chunk in one
        for its_chunk in other
        if (code := code_of(chunk)) and (its := code_of(its_chunk)) and _scheme(chunk, its_chunk)
    ]
    if not pairs:
        return None
    nearest = min(pairs, key=lambda pair: pair[:5])
    return nearest[5], nearest[6]


def code_of(chunk: Chunk) -> str | None:
    """The code of a classification that a statement gives; where it comes from is none."""
    statement = chunk.statement
    key = (statement.dimension or "").rpartition(" ")[2].casefold()
    if statement.section is not SectionKind.CLASSIFICATION or key in _NO_CODES:
        return None
    spans = codes_in(statement.text)
    found = [statement.text[start:end] for start, end in spans]
    return next((code for code in found if any(c.isdigit() for c in code)), None)


def _scheme(one: Chunk, other: Chunk) -> bool:
    first, second = (stems(chunk.statement.dimension or "") for chunk in (one, other))
    return first == second


def _classification(one: Sequence[Chunk], other: Sequence[Chunk]) -> Part | None:
    nearest = nearest_codes(one, other)
    if nearest is None:
        return None
    code, its = (code_of(chunk) or "" for chunk in nearest)
    what = f"same code {code}" if code == its else f"codes {code} and {its}"
    return Part(apart(code, its), _CLASSIFICATION, what)


def apart(one: str, other: str) -> Fraction:
    """The share of their characters, from the left, that two codes do not have in common: codes of
    a hierarchy name the wider group first."""
    groups = [re.findall(r"[A-Za-z0-9]+", code) for code in (one, other)]
    # The first group is the widest class: 13 and 15 have nothing in common, though both begin
    # with a 1.
    if not all(groups) or groups[0][0] != groups[1][0]:
        return Fraction(int(one != other))
    first, second = ("".join(group) for group in groups)
    common = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        common += 1
    return 1 - Fraction(common, max(len(first), len(second)))


def _level(chunks: Sequence[Chunk]) -> Level | None:
    found = {
        level
        for chunk in chunks
        if chunk.statement.section is SectionKind.SUMMARY
        for level in chunk.statement.levels
    }
    return min(found) if len(found) == 1 else None


def _rungs(one: Level, other: Level) -> Part:
    apart = Fraction(min(abs(one.grade - other.grade), _MOST_RUNGS), _MOST_RUNGS)
    what = f"same level {one}" if one == other else f"levels {one} and {other}"
    return Part(apart, _LEVEL, what)
