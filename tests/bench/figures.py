"""What a measurement gives: tables, targets, and the notes that make figures mean something."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under a head; the first column says what the row is."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A promise with what was measured of it."""

    text: str
    measured: str
    met: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One measurement, ready to be written."""

    title: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """Repeated measurements of one thing."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    def percentile(self, share: float) -> float:
        """The smallest value that at least `share` (0 to 1) of the values do not exceed."""
        ordered = sorted(self.values)
        return ordered[max(0, math.ceil(share * len(ordered)) - 1)]

    def shown(self, digits: int, unit: str) -> str:
        """Median, with the range where there is more than one value."""
        middle = f"{self.median:,.{digits}f} {unit}"
        if len(self.values) < 2:
            return middle
        low, high = min(self.values), max(self.values)
        return f"{middle} ({low:,.{digits}f}–{high:,.{digits}f})"


def times(better: float, worse: float) -> str:
    """How many times `better` goes into `worse`."""
    return f"{worse / better:,.1f}×" if better > 0 else "–"


def row_of(
    what: str, ours: Sequence[float], peer: Sequence[float], digits: int, unit: str
) -> tuple[str, str, str, str]:
    """A row of medians where less is better, with the ratio."""
    a, b = Sample(tuple(ours)), Sample(tuple(peer))
    return what, a.shown(digits, unit), b.shown(digits, unit), times(a.median, b.median)
