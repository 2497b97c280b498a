"""Metrics are what their definitions say, on values worked out by hand."""

from __future__ import annotations

import math

import pytest

from roleassistant.answering.support.scorer import Support, Verdict
from roleassistant.evaluation.metrics.bootstrap import mean_with_interval, quantile_with_interval
from roleassistant.evaluation.metrics.catalogue import METRICS
from roleassistant.evaluation.metrics.citations import _precise
from roleassistant.evaluation.metrics.retrieval import retrieval_metrics
from roleassistant.evaluation.run.shown import Shown
from roleassistant.evaluation.scorers.scorer import Evidence


def test_ranking_metrics_of_two_relevant_passages_at_ranks_2_and_6() -> None:
    found = retrieval_metrics({"b", "f"}, list("abcdefg"))
    assert found["recall@5"] == 0.5
    assert found["recall@20"] == 1.0
    assert found["precision@5"] == pytest.approx(1 / 5)
    assert found["mrr"] == 0.5
    gain = 1 / math.log2(3) + 1 / math.log2(7)
    assert found["ndcg@10"] == pytest.approx(gain / (1 + 1 / math.log2(3)), abs=1e-6)


def test_ranking_keeps_the_given_order_and_not_that_of_names() -> None:
    assert retrieval_metrics({"z"}, ["z", "a", "b"])["mrr"] == 1.0


def test_nothing_relevant_is_no_case_and_nothing_found_is_zero() -> None:
    assert retrieval_metrics(set(), ["a"]) == {}
    assert set(retrieval_metrics({"a"}, []).values()) == {0.0}
    assert retrieval_metrics({"a"}, []).keys() == retrieval_metrics({"a"}, ["a"]).keys()


def test_a_mean_respects_weights_and_its_interval_holds_it() -> None:
    value, low, high = mean_with_interval([1, 0, 1, 1], [1, 3, 1, 1], seed=0)
    assert value == pytest.approx(0.5)
    assert 0 <= low < value < high <= 1


def test_an_interval_is_the_same_for_the_same_seed_and_narrower_for_more_cases() -> None:
    few = mean_with_interval([0, 1] * 5, [1] * 10, seed=4)
    many = mean_with_interval([0, 1] * 200, [1] * 400, seed=4)
    assert few == mean_with_interval([0, 1] * 5, [1] * 10, seed=4)
    assert many[2] - many[1] < few[2] - few[1]


def test_an_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    import numpy as np

    chance = np.random.default_rng(1)
    covered = 0
    for seed in range(200):
        sample = (chance.random(60) < 0.7).astype(float)
        _, low, high = mean_with_interval(list(sample), [1.0] * 60, seed)
        covered += low <= 0.7 <= high
    assert 0.89 <= covered / 200 <= 0.99


def test_of_one_case_or_of_cases_that_are_all_alike_there_is_no_spread() -> None:
    assert mean_with_interval([0.5], [1], 0) == (0.5, 0.5, 0.5)
    assert mean_with_interval([1, 1, 1], [1, 1, 1], 0) == (1, 1, 1)


def test_a_quantile_has_an_interval_too() -> None:
    value, low, high = quantile_with_interval(list(range(100)), 0.5, 0)
    assert low < value == 49.5 < high


def test_every_metric_has_a_name_of_its_own_and_says_what_it_is() -> None:
    assert len({metric.name for metric in METRICS}) == len(METRICS)
    assert all(metric.says for metric in METRICS)


class Holding:
    """Supports a claim where all of its words stand somewhere in the evidence."""

    name = identity = "holding"

    def score(self, assertions):
        return [self.told(one) for one in assertions]

    def told(self, one):
        words = {word for evidence in one.evidence for word in evidence.text.split()}
        holds = set(one.claim.split()) <= words
        return Support(float(holds), Verdict.SUPPORTED if holds else Verdict.UNSUPPORTED)


@pytest.mark.parametrize(
    ("texts", "precise"),
    [
        (["a b"], 1),  # supports by itself
        (["a b", "c"], 1),  # the second adds nothing
        (["a", "b"], 2),  # each is needed
        (["a b", "a b"], 2),  # each supports by itself
        (["a", "c"], 0),  # together they do not support it
    ],
)
def test_a_citation_is_precise_as_alce_defines_it(texts: list[str], precise: int) -> None:
    cited = [(Evidence(text),) for text in texts]
    shown = Shown("a b", "", (), (), tuple(map(str, range(len(texts)))))
    together = Holding().score(
        [type("A", (), {"claim": "a b", "evidence": [e for (e,) in cited]})]
    )[0]
    assert _precise(shown, cited, together, "", Holding()) == precise
