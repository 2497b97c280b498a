"""The level of each responsibility where the page has lost its level headings.

The bullets stand in level order, so the answer is a monotone segmentation: one run of bullets
for each level of the guidelines. A run scores by the likeness of its bullets to that level's
cells, with a mild prior for even runs, and a dynamic programme sums over every segmentation
(forward-backward, as for a left-to-right hidden Markov model; Rabiner, Proc. IEEE 77, 1989).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from roleassistant.domain import Level

Likeness = Callable[[Sequence[str], Sequence[str]], NDArray[np.floating]]
"""Texts (n) and texts (m) → likeness (n, m), cosine from -1 to 1."""

METHOD = "monotone segmentation by likeness to the guidelines"

# Weight of the prior: a run of twice the even length costs this much likeness. SHARED_WORDS is
# the weight of words in common beside the likeness of meaning; the temperature turns differences
# of summed likeness into odds. Chosen on labelled pages: see "lost level headings" in
# docs/decisions.
EVENNESS = 0.4
SHARED_WORDS = 0.7
TEMPERATURE = 0.09

# With fewer bullets than this to a level, hardly any segmentation is possible, right or wrong.
LEAST_PER_LEVEL = 2
# That the bullets stand in level order is assumed, not seen: no level is more certain than this.
CERTAIN = 0.95
# Quadratic in the number of bullets; a page has some 25. Beyond this nothing is inferred.
MAX_BULLETS = 400
MAX_CELLS = 400

_MAX_TEXT = 2_000
_WORD = re.compile(r"[^\W\d_]{3,}")
_ENDING = re.compile(r"(?:ing|es|ed|s)$")


@dataclass(frozen=True, slots=True)
class InferredLevel:
    """The level of one bullet. `confidence` is its posterior over all segmentations, 0 to 1."""

    level: Level
    confidence: float


def infer_levels(
    bullets: Sequence[str],
    cells: Sequence[tuple[Level, Sequence[str]]],
    likeness: Likeness,
) -> tuple[InferredLevel, ...]:
    """One level per bullet, in bullet order; empty where it cannot be worked out.

    `cells` holds the guideline cells of each level, lowest level first. The best single cell
    decides how like a level a bullet is: a joined row blurs what its cells say.
    """
    described = sum(1 for _, texts in cells if texts)
    if described < 2 or not LEAST_PER_LEVEL * len(cells) <= len(bullets) <= MAX_BULLETS:
        return ()
    if sum(len(texts) for _, texts in cells) > MAX_CELLS:
        return ()
    levels = [level for level, _ in cells]
    owners = [index for index, (_, texts) in enumerate(cells) for _ in texts]
    cell_texts = [text for _, texts in cells for text in texts]
    to_cells = np.asarray(likeness(bullets, cell_texts), dtype=np.float64)
    to_cells = to_cells + SHARED_WORDS * _shared_words(bullets, cell_texts)
    scores = np.full((len(bullets), len(levels)), np.nan)
    for k in range(len(levels)):
        own = [owner == k for owner in owners]
        if any(own):
            scores[:, k] = to_cells[:, own].max(axis=1)
    # A level of which the guidelines say nothing is as likely as the average of the others.
    scores -= np.nanmean(scores, axis=1, keepdims=True)
    scores = np.nan_to_num(scores)
    posterior = _posterior(scores)
    best = _best_runs(scores)
    return tuple(
        InferredLevel(levels[k], round(min(CERTAIN, float(posterior[i, k])), 3))
        for i, k in enumerate(best)
    )


def _shared_words(texts: Sequence[str], others: Sequence[str]) -> NDArray[np.float64]:
    """(n, m): cosine of tf-idf over the words of this page alone, endings folded."""
    bags = [Counter(_words(text)) for text in (*texts, *others)]
    spread = Counter(word for bag in bags for word in bag)
    weighed = [
        _unit({w: (1 + log(c)) * log((1 + len(bags)) / spread[w]) for w, c in bag.items()})
        for bag in bags
    ]
    having: dict[str, list[tuple[int, float]]] = {}
    for j, bag in enumerate(weighed[len(texts) :]):
        for word, weight in bag.items():
            having.setdefault(word, []).append((j, weight))
    cosines = np.zeros((len(texts), len(others)))
    for i, bag in enumerate(weighed[: len(texts)]):
        for word, weight in bag.items():
            for j, other in having.get(word, ()):
                cosines[i, j] += weight * other
    return cosines


def _unit(bag: dict[str, float]) -> dict[str, float]:
    norm = sqrt(sum(weight * weight for weight in bag.values())) or 1.0
    return {word: weight / norm for word, weight in bag.items()}


def _words(text: str) -> list[str]:
    return [_ENDING.sub("", word) for word in _WORD.findall(text.casefold()[:_MAX_TEXT])]


def _run_scores(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """(levels, n+1, n+1): score of giving bullets a..b-1 to a level, -inf where b < a.

    A run may be empty, at the price of the prior: a page may have lost a group with its heading,
    and the first bullet is not sure to be of the lowest level for standing first.
    """
    n, levels = scores.shape
    sums = np.vstack([np.zeros(levels), scores.cumsum(axis=0)])
    length = np.arange(n + 1)[None, :] - np.arange(n + 1)[:, None]
    even = n / levels
    prior = EVENNESS * ((length - even) / even) ** 2
    runs = sums.T[:, None, :] - sums.T[:, :, None] - prior
    return np.where(length >= 0, runs, -np.inf)


def _best_runs(scores: NDArray[np.float64]) -> list[int]:
    n, levels = scores.shape
    runs = _run_scores(scores)
    best = np.full(n + 1, -np.inf)
    best[0] = 0.0
    cuts = []
    for level in range(levels):
        candidates = best[:, None] + runs[level]
        cuts.append(candidates.argmax(axis=0))
        best = candidates.max(axis=0)
    assigned = [0] * n
    end = n
    for level in reversed(range(levels)):
        start = int(cuts[level][end])
        assigned[start:end] = [level] * (end - start)
        end = start
    return assigned


def _posterior(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, levels): probability of each level for each bullet, over all segmentations."""
    n, levels = scores.shape
    runs = _run_scores(scores) / TEMPERATURE
    forward = np.full((levels + 1, n + 1), -np.inf)
    backward = np.full((levels + 1, n + 1), -np.inf)
    forward[0, 0] = backward[levels, n] = 0.0
    for level in range(levels):
        forward[level + 1] = _log_sum(forward[level][:, None] + runs[level], axis=0)
    for level in reversed(range(levels)):
        backward[level] = _log_sum(runs[level] + backward[level + 1][None, :], axis=1)
    total = forward[levels, n]
    posterior = np.zeros((n, levels))
    for level in range(levels):
        joint = np.exp(forward[level][:, None] + runs[level] + backward[level + 1][None, :] - total)
        starts = joint.sum(axis=1).cumsum()[:n]
        ends = joint.sum(axis=0).cumsum()[:n]
        posterior[:, level] = starts - ends
    return posterior.clip(0.0, 1.0)


def _log_sum(values: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    top = values.max(axis=axis, keepdims=True)
    safe = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        summed = np.log(np.exp(values - safe).sum(axis=axis, keepdims=True)) + safe
    return np.asarray(summed.squeeze(axis))
