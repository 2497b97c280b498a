"""How much is measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """`focuses` make the corpus of cold and warm questions, `rate_focuses` that of the ingest
    rate, five sibling pages each; `curve` are the focuses of each step of the curve."""

    name: str
    rate_focuses: int
    rate_rounds: int
    focuses: int
    cold_rounds: int
    warm_rounds: int
    questions: int
    curve: tuple[int, ...]
    curve_pages: tuple[str, ...]
    curve_questions: int


# 74 focuses give the peer 5,000 chunks; ours are then 10,000 statements, which is to its favour.
FULL = Scale("full", 12, 2, 74, 5, 3, 48, (9, 86, 855), ("P3", "P4", "P5"), 96)
QUICK = Scale("quick", 4, 1, 4, 2, 1, 48, (4, 40), ("P4", "P5"), 48)
TINY = Scale("tiny", 1, 1, 1, 1, 1, 12, (1,), ("P4",), 8)
SCALES = {scale.name: scale for scale in (FULL, QUICK, TINY)}
