"""Values that two statements can give the same attribute, and when they cannot both be right."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Protocol, Self

from roleassistant.answering.conflicts.disagreement import Kind, Severity
from roleassistant.domain.quantity import Range
from roleassistant.retrieval.words import stems


@dataclass(frozen=True, slots=True)
class Amounts:
    """A range, or several of which one is asked for ("8 years, or 6 with a master's degree").

    `tolerance` is the share by which ends may differ: four weeks are a month. `partial` is said of
    a part that the whole includes: five years with one tool, of eight in all. `of_number` is said
    of things that are counted, of which "up to ten" allows any fewer.
    """

    ranges: tuple[Range, ...]
    tolerance: float = 1e-6
    partial: bool = False
    of_number: bool = False

    def opposes(self, other: Amounts) -> Severity | None:
        """Another minimum is major: somebody is turned away on one side. A range that only ends
        elsewhere is minor. A part is at most the whole, and parts may differ."""
        if self.partial or other.partial:
            part, whole = (self, other) if self.partial else (other, self)
            if whole.partial or min(r.low for r in part.ranges) <= min(r.low for r in whole.ranges):
                return None
        by = max(self.tolerance, other.tolerance)
        pairs = list(product(self.ranges, other.ranges))
        if self.of_number and any(_is_part(a, b) or _is_part(b, a) for a, b in pairs):
            return None
        if not all(one.disagrees_with(another, by) for one, another in pairs):
            return None
        starts = any(Range(a.low, None).disagrees_with(Range(b.low, None), by) for a, b in pairs)
        return Severity.MAJOR if starts else Severity.MINOR

    def is_apart_from(self, other: Amounts) -> bool:
        """Whether no amount lies in both: all that can be held against a range for several
        levels."""
        return not any(one.meets(another) for one, another in product(self.ranges, other.ranges))


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of something there are. `narrowed` are the words that say of which kind.

    "Up to ten" holds of any part of it, and "at least four" of anything above; of two ranges each
    is meant as it stands.
    """

    range: Range
    narrowed: frozenset[str] = frozenset()

    def opposes(self, other: Counted) -> Severity | None:
        """Numbers that have none in common are major. A kind is held against all kinds together
        only where it is more than all can be."""
        mine, theirs = self.range, other.range
        apart = not mine.meets(theirs)
        if self.narrowed != other.narrowed:
            part, whole = (self, other) if self.narrowed > other.narrowed else (other, self)
            exceeds = apart and part.range.low > whole.range.low
            return Severity.MAJOR if exceeds and part.narrowed > whole.narrowed else None
        if apart:
            return Severity.MAJOR
        bounds = mine.is_bound, theirs.is_bound
        if bounds[0] != bounds[1] and (mine.holds(theirs) or theirs.holds(mine)):
            return None
        if mine.is_point or theirs.is_point or mine == theirs:
            return None
        return Severity.MINOR

    def is_apart_from(self, other: Counted) -> bool:
        return self.opposes(other) is Severity.MAJOR


@dataclass(frozen=True, slots=True)
class Degrees:
    """The degrees that are accepted, as ranks, the lowest being what is required.

    `or_equal` says that something else of the same worth will do.
    """

    ranks: frozenset[int]
    or_equal: bool = False

    def opposes(self, other: Degrees) -> Severity | None:
        """Another least degree is major, and minor where the degrees overlap."""
        lower, higher = sorted((self, other), key=lambda one: min(one.ranks))
        if min(lower.ranks) == min(higher.ranks) or higher.or_equal:
            return None
        return Severity.MINOR if lower.ranks & higher.ranks else Severity.MAJOR

    def is_apart_from(self, other: Degrees) -> bool:
        return self.opposes(other) is Severity.MAJOR


@dataclass(frozen=True, slots=True)
class Name:
    """A name: of a manager, of a level. One that only says more than the other is the same."""

    words: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Name:
        return cls(frozenset(stems(text)))

    def opposes(self, other: Name) -> Severity | None:
        if self.words <= other.words or other.words <= self.words:
            return None
        return Severity.MAJOR

    def is_apart_from(self, other: Name) -> bool:
        return self.opposes(other) is not None


@dataclass(frozen=True, slots=True)
class Levels:
    """Levels that something is of, such as those who are managed. Some in common will do."""

    labels: frozenset[str]

    def opposes(self, other: Levels) -> Severity | None:
        return Severity.MINOR if self.labels.isdisjoint(other.labels) else None

    def is_apart_from(self, other: Levels) -> bool:
        return self.opposes(other) is not None


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """Whether something is so."""

    holds: bool

    def opposes(self, other: YesOrNo) -> Severity | None:
        return None if self.holds is other.holds else Severity.MAJOR

    def is_apart_from(self, other: YesOrNo) -> bool:
        return self.opposes(other) is not None


class _Comparable(Protocol):
    """What is held against another of its own kind."""

    def opposes(self, other: Self) -> Severity | None: ...

    def is_apart_from(self, other: Self) -> bool: ...


Content = Amounts | Counted | Degrees | Name | Levels | YesOrNo


@dataclass(frozen=True, slots=True)
class Value:
    """What a statement says of an attribute, in its own words.

    Only values of one `attribute` and `unit` are compared. `qualified` are the words that narrow
    what is counted: ten key accounts and two hundred small ones are two numbers. `of_level` is the
    level that the words themselves name ("a P5 needs ten years"), on the page of whatever level.
    """

    attribute: str
    unit: str
    text: str
    content: Content
    kind: Kind = Kind.VALUE
    qualified: frozenset[str] = frozenset()
    of_level: str = ""

    def comparable(self, other: Value) -> bool:
        return self.qualified <= other.qualified or other.qualified <= self.qualified

    def opposes(self, other: Value, of_other_levels: bool = False) -> Severity | None:
        """How gravely both disagree; None where both may hold.

        `of_other_levels`: one is said of more levels than the other, and then bounds it at most.
        """
        mine: _Comparable = self.content
        theirs: _Comparable = other.content
        if type(mine) is not type(theirs) or not self.comparable(other):
            return None
        if of_other_levels and not mine.is_apart_from(theirs):
            return None
        return mine.opposes(theirs)


def _is_part(one: Range, bound: Range) -> bool:
    """Whether a number lies within one that is given as "up to"."""
    return bound.low == 0.0 != bound.high and one.low > 0.0 and bound.holds(one)
