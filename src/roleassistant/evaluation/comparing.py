"""Two runs held against each other, case by case: what differs, and whether that can be chance.

Both answered the same cases, so cases are paired. For each metric the difference is the mean of the
pairs' differences, with a bootstrap interval, and p is that of a paired permutation test, in which
under the null hypothesis the sign of each difference is as likely the other (Fisher's randomization
test; Smucker, Allan and Carterette, CIKM 2007, compare it with others). For a metric of yes or no
this is McNemar's test, worked out exactly or by drawing. Of several metrics, p is adjusted after
Holm (Scandinavian Journal of Statistics, 1979), leaving out those of which no case moved, since
they could not have come out significant (Tarone, Biometrics 1990).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np

from roleassistant.errors import UsageError
from roleassistant.evaluation.metrics.bootstrap import mean_with_interval
from roleassistant.evaluation.metrics.catalogue import METRICS
from roleassistant.evaluation.run.result import CaseResult, Summary

# So many signs are drawn where there are too many cases to try every one.
PERMUTATIONS = 10_000
_EXACT = 12
ALPHA = 0.05
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric over the cases that both runs have it of: B less A.

    `p` is adjusted for the number of metrics. `better` and `worse` count the cases that moved.
    `verdict` calls a difference only where it is beyond chance.
    """

    metric: str
    cases: int
    before: float
    after: float
    difference: float
    low: float
    high: float
    p: float
    better: int
    worse: int
    verdict: Literal["better", "worse", "no difference"]


@dataclass(frozen=True, slots=True)
class Flip:
    """A case that is right in one run and not in the other, and what is wrong where it is not."""

    suite: str
    id: str
    question: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from run A to run B. `only_before` and `only_after` were not compared;
    `remarks` say what else differs between the runs."""

    paired: int
    only_before: int
    only_after: int
    differences: tuple[Difference, ...]
    mended: tuple[Flip, ...]
    broken: tuple[Flip, ...]
    remarks: tuple[str, ...]

    @property
    def is_worse(self) -> bool:
        """Whether any metric got worse beyond chance."""
        return any(one.verdict == "worse" for one in self.differences)


def compare(
    before: tuple[Summary, Sequence[CaseResult]],
    after: tuple[Summary, Sequence[CaseResult]],
    seed: int = 0,
) -> Comparison:
    """Pair the cases of two runs by suite and id.

    Raises:
        UsageError: no case is in both, or they were scored by different scorers.
    """
    (summary_a, results_a), (summary_b, results_b) = before, after
    scorers = summary_a.run.scorer_identity, summary_b.run.scorer_identity
    if scorers[0] != scorers[1]:
        raise UsageError(
            f"The runs were scored differently, by {scorers[0]} and by {scorers[1]}: their "
            f"numbers do not compare. Run both with the same --scorer."
        )
    a = {result.key: result for result in results_a}
    b = {result.key: result for result in results_b}
    shared = [key for key in a if key in b]
    if not shared:
        raise UsageError("The two runs have no case in common. Name two runs of the same suites.")
    pairs = [(a[key], b[key]) for key in shared]
    return Comparison(
        paired=len(pairs),
        only_before=len(a) - len(pairs),
        only_after=len(b) - len(pairs),
        differences=_differences(pairs, seed),
        mended=tuple(_flip(y, x) for x, y in pairs if y.passed and not x.passed),
        broken=tuple(_flip(y, y) for x, y in pairs if x.passed and not y.passed),
        remarks=tuple(_remarks(summary_a, summary_b)),
    )


def permutation_p(differences: Sequence[float], seed: int) -> float:
    """How often differences of random sign have a sum as far from 0 as these; two-sided.

    Exact for up to 12 that are not 0, else of 10,000 draws with 1 added to both counts, so that it
    is never 0 (Phipson and Smyth, 2010).
    """
    moved = np.asarray([d for d in differences if d != 0], float)
    if not len(moved):
        return 1.0
    reached = abs(moved.sum()) - 1e-12
    if len(moved) <= _EXACT:
        signs = np.asarray(list(product((-1, 1), repeat=len(moved))))
        return float(np.mean(np.abs(signs @ moved) >= reached))
    chance = np.random.default_rng(seed)
    signs = chance.choice((-1.0, 1.0), size=(PERMUTATIONS, len(moved)))
    return float((np.sum(np.abs(signs @ moved) >= reached) + 1) / (PERMUTATIONS + 1))


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """The p values, adjusted so that any of them below 0.05 by chance is as rare as 0.05."""
    adjusted, highest = {}, 0.0
    for rank, (name, p) in enumerate(sorted(p_values.items(), key=lambda one: (one[1], one[0]))):
        highest = max(highest, min(1.0, p * (len(p_values) - rank)))
        adjusted[name] = highest
    return adjusted


def _differences(
    pairs: Sequence[tuple[CaseResult, CaseResult]], seed: int
) -> tuple[Difference, ...]:
    found = {}
    for metric in METRICS:
        values = [
            (x.metrics[metric.name], y.metrics[metric.name], x.weight)
            for x, y in pairs
            if metric.name in x.metrics and metric.name in y.metrics
        ]
        if values:
            found[metric] = values
    # A person reads p beside each metric: together they are one family of tests.
    p_values = dict.fromkeys((metric.name for metric in found), 1.0) | holm(
        {
            metric.name: permutation_p([w * (y - x) for x, y, w in values], seed)
            for metric, values in found.items()
            if metric.better != "neither" and any(x != y for x, y, _ in values)
        }
    )
    results = []
    for metric, values in found.items():
        weights = [w for _, _, w in values]
        total = sum(weights)
        difference, low, high = mean_with_interval([y - x for x, y, _ in values], weights, seed)
        sign = -1 if metric.better == "lower" else 1
        moved = [sign * (y - x) for x, y, _ in values]
        verdict: Literal["better", "worse", "no difference"] = "no difference"
        if metric.better != "neither" and p_values[metric.name] < ALPHA:
            verdict = "better" if sign * difference > 0 else "worse"
        results.append(
            Difference(
                metric=metric.name,
                cases=len(values),
                before=round(sum(w * x for x, _, w in values) / total, _DIGITS),
                after=round(sum(w * y for _, y, w in values) / total, _DIGITS),
                difference=round(difference, _DIGITS),
                low=round(low, _DIGITS),
                high=round(high, _DIGITS),
                p=round(p_values[metric.name], _DIGITS),
                better=sum(m > 0 for m in moved),
                worse=sum(m < 0 for m in moved),
                verdict=verdict,
            )
        )
    return tuple(results)


def _flip(case: CaseResult, wrong: CaseResult) -> Flip:
    question = case.turns[0].question if case.turns else ""
    told = tuple(text for turn in wrong.turns for text in turn.shortcomings)
    return Flip(case.suite, case.id, question, told or tuple(filter(None, (wrong.error,))))


def _remarks(a: Summary, b: Summary) -> list[str]:
    found = []
    if a.run.code == b.run.code:
        found.append("Both runs are of the same code.")
    if a.run.answerer != b.run.answerer:
        found.append(f"Answerers differ: {a.run.answerer} and {b.run.answerer}.")
    if a.run.prompts != b.run.prompts:
        found.append("Prompts differ.")
    suites = {one.name: one.sha256 for one in a.run.suites}
    changed = [s.name for s in b.run.suites if suites.get(s.name, s.sha256) != s.sha256]
    if changed:
        found.append(f"Cases were changed in between: {', '.join(changed)}.")
    indexes = {one.name: one.texts_sha256 for one in a.run.corpora}
    other = [c.name for c in b.run.corpora if indexes.get(c.name, c.texts_sha256) != c.texts_sha256]
    if other:
        found.append(f"Indexes differ: {', '.join(other)}.")
    return found
