"""Means with intervals, by resampling cases.

Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13: percentile intervals. The
case is what is drawn, with all of its claims, since claims of one answer stand and fall together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
CONFIDENCE = 0.95
Values = NDArray[np.float64]


def mean_with_interval(
    values: Sequence[float], weights: Sequence[float], seed: int
) -> tuple[float, float, float]:
    """The weighted mean, and the ends of its 95 % interval. At least one value."""
    v, w = np.asarray(values, float), np.asarray(weights, float)
    return _with_interval((v * w, w), _ratio, seed)


def quantile_with_interval(
    values: Sequence[float], share: float, seed: int
) -> tuple[float, float, float]:
    """The value that `share` of them do not pass, and the ends of its 95 % interval."""

    def quantile(sample: Values, axis: int = -1) -> Values:
        return np.asarray(np.quantile(sample, share, axis=axis))

    return _with_interval((np.asarray(values, float),), quantile, seed)


def _ratio(weighted: Values, weights: Values, axis: int = -1) -> Values:
    return np.asarray(weighted.sum(axis=axis) / weights.sum(axis=axis))


def _with_interval(
    samples: tuple[Values, ...], statistic: Callable[..., Values], seed: int
) -> tuple[float, float, float]:
    value = float(statistic(*samples))
    if len(samples[0]) < 2 or all(np.ptp(sample) == 0 for sample in samples):
        return value, value, value
    from scipy.stats import bootstrap

    found = bootstrap(
        samples,
        statistic,
        n_resamples=RESAMPLES,
        confidence_level=CONFIDENCE,
        method="percentile",
        paired=True,
        vectorized=True,
        rng=np.random.default_rng(seed),
    ).confidence_interval
    return value, float(found.low), float(found.high)
