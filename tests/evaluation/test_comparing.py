"""Two runs are compared case by case, and chance is not called a change."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from roleassistant.errors import UsageError
from roleassistant.evaluation.comparing import compare, holm, permutation_p
from roleassistant.evaluation.run.result import CaseResult, RunInfo, Summary

RUN = RunInfo(
    "0", "code", "3", "any", 2, {}, "extractive", "offline", "offline v1", 0, 1, (), (), {}, (),
    "", 0,
)  # fmt: skip


def finished(values: Sequence[float], code: str = "code", scorer: str = "offline v1"):
    run = replace(RUN, code=code, scorer_identity=scorer)
    summary = Summary(1, len(values), 0, (), (), (), (), run)
    results = [
        CaseResult("s", str(i), "c", (), 1.0, value == 1, {"right": value}, ())
        for i, value in enumerate(values)
    ]
    return summary, results


def test_a_run_against_itself_shows_no_difference() -> None:
    found = compare(finished([1, 0, 1]), finished([1, 0, 1]))
    assert [one.verdict for one in found.differences] == ["no difference"]
    assert (found.mended, found.broken, found.is_worse) == ((), (), False)
    assert found.remarks == ("Both runs are of the same code.",)


def test_what_got_worse_beyond_chance_is_called_worse_and_the_cases_are_named() -> None:
    found = compare(finished([1] * 20), finished([0] * 9 + [1] * 11, code="other"))
    (right,) = found.differences
    assert (right.verdict, right.better, right.worse) == ("worse", 0, 9)
    assert right.difference == pytest.approx(-0.45)
    assert right.low < -0.45 < right.high < 0
    assert [flip.id for flip in found.broken] == [str(i) for i in range(9)]
    assert found.is_worse


def test_what_may_be_chance_is_not_called_a_change() -> None:
    found = compare(finished([1] * 20), finished([0, 0, 0] + [1] * 17))
    assert found.differences[0].verdict == "no difference"
    assert found.differences[0].p == pytest.approx(2 / 2**3)
    assert len(found.broken) == 3


def test_flips_go_both_ways() -> None:
    found = compare(finished([1, 0]), finished([0, 1]))
    assert ([f.id for f in found.mended], [f.id for f in found.broken]) == (["1"], ["0"])


def test_cases_of_one_run_only_are_counted_and_not_compared() -> None:
    found = compare(finished([1, 1, 1]), finished([1, 1]))
    assert (found.paired, found.only_before, found.only_after) == (2, 1, 0)


def test_runs_of_different_scorers_are_not_compared() -> None:
    with pytest.raises(UsageError, match="same --scorer"):
        compare(finished([1]), finished([1], scorer="nli v2"))


def test_runs_without_a_case_in_common_are_not_compared() -> None:
    summary, results = finished([1])
    other = [replace(result, suite="other") for result in results]
    with pytest.raises(UsageError, match="no case in common"):
        compare((summary, results), (summary, other))


@pytest.mark.parametrize("moved", [[1], [1, 1, 1, 1, 1], [1, -1, 1], [0.5, 0.25, -1]])
def test_p_is_the_share_of_signs_that_reach_as_far(moved: list[float]) -> None:
    sums = [
        abs(sum(s * m for s, m in zip(signs, moved, strict=True)))
        for signs in itertools.product((1, -1), repeat=len(moved))
    ]
    reached = sum(total >= abs(sum(moved)) - 1e-12 for total in sums)
    assert permutation_p(moved, 0) == reached / len(sums)


def test_for_yes_and_no_p_is_that_of_mcnemar_also_where_it_is_drawn() -> None:
    better, worse = 15, 4
    n = better + worse
    exact = min(1.0, 2 * sum(math.comb(n, k) for k in range(worse + 1)) / 2**n)
    assert permutation_p([1] * better + [-1] * worse, 0) == pytest.approx(exact, abs=0.005)


def test_p_is_never_zero_and_one_where_nothing_moved() -> None:
    assert permutation_p([1] * 500, 0) > 0
    assert permutation_p([0, 0], 0) == 1.0


def test_p_of_several_metrics_is_adjusted_and_keeps_its_order() -> None:
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx(
        {"a": 0.03, "c": 0.06, "b": 0.06}
    )
