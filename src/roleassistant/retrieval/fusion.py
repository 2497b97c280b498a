"""Merge rankings of the same things."""

from __future__ import annotations

from collections.abc import Sequence


def fuse(rankings: Sequence[Sequence[int]], k: int = 60) -> dict[int, float]:
    """Reciprocal rank: score(d) = Σ 1 / (k + rank(d)) over the rankings that hold d, rank from 1.

    Source: Cormack, Clarke and Büttcher, SIGIR 2009; k = 60 as there.
    """
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, 1):
            scores[item] = scores.get(item, 0.0) + 1 / (k + rank)
    return scores
