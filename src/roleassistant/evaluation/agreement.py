"""How far scores agree with labels: accuracy, ranking, and whether a score means what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from roleassistant.answering.support.scorer import Support, Verdict

_BINS = 10
_RESAMPLES = 1000
_LOW, _HIGH = 2.5, 97.5

Flags = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95 % bootstrap interval (percentiles over resampled pairs)."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs whose score lies in a tenth of 0 to 1: their mean score, and the share that is
    supported. A scorer whose score is a probability has both alike."""

    low: float
    high: float
    pairs: int
    score: float
    supported: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of labelled pairs. `threshold` is the least score that counted as supported; None where the
    verdict decided.

    `balanced_accuracy` is the mean of the shares of supported and of other pairs that are told
    right: 0.5 is chance, whatever the share of each. `auroc` is the chance that a supported pair
    scores above another one, ties a half. `f1` is that of "supported". `ece` is the mean distance
    of score and share supported over the bins, weighted by pairs (Guo et al., ICML 2017).
    """

    pairs: int
    supported: int
    threshold: float | None
    balanced_accuracy: Interval
    auroc: Interval
    f1: Interval
    supported_right: float
    others_right: float
    ece: float
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """Labels with what a scorer said, in order."""

    labels: Flags
    scores: Scores
    verdicts: Flags

    @classmethod
    def of(cls, labels: Sequence[bool], found: Sequence[Support]) -> Scored:
        """Labels beside what was said of each."""
        return cls(
            np.array(labels, dtype=bool),
            np.array([one.score for one in found], dtype=float),
            np.array([one.verdict is Verdict.SUPPORTED for one in found], dtype=bool),
        )

    def told(self, threshold: float | None) -> Flags:
        """Which pairs are told as supported."""
        return self.verdicts if threshold is None else self.scores >= threshold


def agreement(scored: Scored, threshold: float | None = None, seed: int = 0) -> Agreement:
    """The figures, each with its interval; the same for the same seed."""
    labels, told = scored.labels, scored.told(threshold)
    bins = reliability(labels, scored.scores)
    chosen = np.random.default_rng(seed).integers(0, len(labels), (_RESAMPLES, len(labels)))

    def over(figure: Callable[[npt.NDArray[np.intp]], float]) -> Interval:
        resampled = [figure(rows) for rows in chosen]
        known = [value for value in resampled if not np.isnan(value)]
        low, high = np.percentile(known, (_LOW, _HIGH)) if known else (np.nan, np.nan)
        return Interval(figure(np.arange(len(labels))), float(low), float(high))

    return Agreement(
        len(labels),
        int(labels.sum()),
        threshold,
        over(lambda rows: balanced_accuracy(labels[rows], told[rows])),
        over(lambda rows: auroc(labels[rows], scored.scores[rows])),
        over(lambda rows: f1(labels[rows], told[rows])),
        _share(told[labels]),
        _share(~told[~labels]),
        sum(abs(one.score - one.supported) * one.pairs for one in bins) / max(1, len(labels)),
        bins,
    )


def balanced_accuracy(labels: Flags, told: Flags) -> float:
    """The mean of the shares told right of both labels; not a number where one is missing."""
    return (_share(told[labels]) + _share(~told[~labels])) / 2


def f1(labels: Flags, told: Flags) -> float:
    """2·hits / (told + labelled), of "supported"; 0 where nothing is either."""
    either = int(told.sum()) + int(labels.sum())
    return 2 * int((labels & told).sum()) / either if either else 0.0


def auroc(labels: Flags, scores: Scores) -> float:
    """The area under the ROC curve from ranks (Mann and Whitney), ties sharing their mean rank."""
    positives = int(labels.sum())
    negatives = len(labels) - positives
    if not positives or not negatives:
        return float("nan")
    _, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    above = float(ranks[labels].sum()) - positives * (positives + 1) / 2
    return above / (positives * negatives)


def reliability(labels: Flags, scores: Scores) -> tuple[Bin, ...]:
    """Ten bins of equal width; those without a pair are left out."""
    places = np.clip((scores * _BINS).astype(int), 0, _BINS - 1)
    return tuple(
        Bin(
            at / _BINS,
            (at + 1) / _BINS,
            int(mine.sum()),
            float(scores[mine].mean()),
            float(labels[mine].mean()),
        )
        for at in range(_BINS)
        if (mine := places == at).any()
    )


def best_threshold(scored: Scored) -> float:
    """The score from which on a pair counts as supported, so that the balanced accuracy on these
    pairs is highest; the lowest of several. It lies half way to the next lower score, as far from
    both as can be. To be chosen on other pairs than are reported."""
    candidates = np.unique(scored.scores)
    if not len(candidates):
        return 1.0
    found = [balanced_accuracy(scored.labels, scored.scores >= one) for one in candidates]
    at = int(np.argmax(found))
    return float(candidates[max(0, at - 1)] + candidates[at]) / 2


def _share(told: Flags) -> float:
    return float(told.mean()) if len(told) else float("nan")
