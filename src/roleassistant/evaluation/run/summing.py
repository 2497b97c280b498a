"""Results of cases → the metrics of a run, over all and by suite, tag, intent and corpus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from roleassistant.evaluation.metrics.bootstrap import mean_with_interval, quantile_with_interval
from roleassistant.evaluation.metrics.catalogue import METRICS, TIMINGS, Metric
from roleassistant.evaluation.run.result import (
    FORMAT_VERSION,
    CaseResult,
    GateCheck,
    GroupSummary,
    Measured,
    RunInfo,
    Summary,
)
from roleassistant.evaluation.suites.suite import Threshold

_DIGITS = 6
_SHARES = {"latency_p50_ms": 0.5, "latency_p95_ms": 0.95}
_Bound = Literal["at_least", "at_most"]


def summary_of(
    results: Sequence[CaseResult], gates: Mapping[str, Mapping[str, Threshold]], run: RunInfo
) -> Summary:
    """What the cases come to. `gates` are the thresholds of each suite, by its name."""
    groups = tuple(groups_of(results, run.seed))
    return Summary(
        format_version=FORMAT_VERSION,
        cases=len(results),
        passed=sum(result.passed for result in results),
        metrics=measured(results, run.seed),
        groups=groups,
        gate=tuple(checks(groups, gates)),
        timings=_timings(results, run.seed),
        run=run,
    )


def measured(results: Sequence[CaseResult], seed: int) -> tuple[Measured, ...]:
    """Each metric of which there is a case; the others are left out."""
    found = []
    for metric in METRICS:
        mine = [result for result in results if metric.name in result.metrics]
        if mine:
            value, low, high = mean_with_interval(
                [result.metrics[metric.name] for result in mine],
                [result.weight for result in mine],
                seed,
            )
            found.append(_measured(metric, value, low, high, len(mine)))
    return tuple(found)


def groups_of(results: Sequence[CaseResult], seed: int) -> Iterable[GroupSummary]:
    """The metrics by suite, corpus, intent and tag; a case may be in several groups or in none."""
    members: dict[tuple[Literal["suite", "tag", "intent", "corpus"], str], list[CaseResult]] = {}
    for result in results:
        members.setdefault(("suite", result.suite), []).append(result)
        members.setdefault(("corpus", result.corpus), []).append(result)
        intents = {i for turn in result.turns for i in turn.expected.intents[:1]}
        for intent in sorted(intents):
            members.setdefault(("intent", intent), []).append(result)
        for tag in result.tags:
            members.setdefault(("tag", tag), []).append(result)
    order = {"suite": 0, "corpus": 1, "intent": 2, "tag": 3}
    for (by, name), mine in sorted(members.items(), key=lambda one: (order[one[0][0]], one[0][1])):
        passed = sum(result.passed for result in mine)
        yield GroupSummary(by, name, len(mine), passed, measured(mine, seed))


def checks(
    groups: Iterable[GroupSummary], gates: Mapping[str, Mapping[str, Threshold]]
) -> Iterable[GateCheck]:
    """Each threshold held against what its suite came to; suites that were not run have none."""
    by_suite = {group.name: group for group in groups if group.by == "suite"}
    for suite, gate in gates.items():
        if suite not in by_suite:
            continue
        values = {metric.name: metric.value for metric in by_suite[suite].metrics}
        for name, threshold in gate.items():
            bounds: tuple[tuple[_Bound, float | None], ...] = (
                ("at_least", threshold.at_least),
                ("at_most", threshold.at_most),
            )
            for bound, limit in bounds:
                if limit is None:
                    continue
                value = values.get(name)
                met = value is not None and (
                    value >= limit if bound == "at_least" else value <= limit
                )
                yield GateCheck(suite, name, bound, limit, value, met)


def _timings(results: Sequence[CaseResult], seed: int) -> tuple[Measured, ...]:
    taken = [turn.timing.latency_ms for result in results for turn in result.turns]
    if not taken:
        return ()
    return tuple(
        _measured(metric, *quantile_with_interval(taken, _SHARES[metric.name], seed), len(taken))
        for metric in TIMINGS
    )


def _measured(metric: Metric, value: float, low: float, high: float, cases: int) -> Measured:
    return Measured(
        metric.name,
        round(value, _DIGITS),
        round(low, _DIGITS),
        round(high, _DIGITS),
        cases,
        metric.better,
    )
