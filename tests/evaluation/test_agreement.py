from __future__ import annotations

import numpy as np
import pytest

from roleassistant.answering.support.scorer import Support, Verdict
from roleassistant.evaluation.agreement import Scored, agreement, best_threshold


def scored(*given: tuple[float, bool], supported_from: float = 0.5) -> Scored:
    return Scored.of(
        [label for _, label in given],
        [
            Support(score, Verdict.SUPPORTED if score >= supported_from else Verdict.UNSUPPORTED)
            for score, _ in given
        ],
    )


def test_balanced_accuracy_is_a_half_for_a_scorer_that_always_says_the_same():
    found = agreement(scored((1.0, True), *[(1.0, False)] * 9))
    assert found.balanced_accuracy.value == 0.5
    assert (found.supported_right, found.others_right) == (1.0, 0.0)


def test_auroc_is_how_often_a_supported_pair_scores_higher_with_ties_a_half():
    assert agreement(scored((0.9, True), (0.1, False))).auroc.value == 1.0
    assert agreement(scored((0.1, True), (0.9, False))).auroc.value == 0.0
    found = agreement(scored((0.9, True), (0.5, True), (0.5, False), (0.1, False)))
    assert found.auroc.value == pytest.approx(3.5 / 4)


def test_auroc_and_f1_are_those_of_scikit_learn():
    from sklearn.metrics import (  # type: ignore[import-untyped, unused-ignore]
        balanced_accuracy_score,
        f1_score,
        roc_auc_score,
    )

    chance = np.random.default_rng(5)
    labels = chance.random(200) < 0.3
    scores = np.round(np.clip(labels * 0.3 + chance.random(200) * 0.8, 0, 1), 1)
    found = agreement(scored(*zip(scores.tolist(), labels.tolist(), strict=True)))
    told = scores >= 0.5
    assert found.auroc.value == pytest.approx(roc_auc_score(labels, scores))
    assert found.f1.value == pytest.approx(f1_score(labels, told))
    assert found.balanced_accuracy.value == pytest.approx(balanced_accuracy_score(labels, told))


def test_intervals_hold_the_figure_narrow_with_more_pairs_and_are_the_same_for_the_same_seed():
    pairs = [(0.9, True), (0.6, True), (0.7, False), (0.1, False), (0.4, True), (0.2, False)]
    few, many = agreement(scored(*pairs)), agreement(scored(*pairs * 30))
    for found in (few.balanced_accuracy, few.auroc, many.balanced_accuracy, many.auroc):
        assert found.low <= found.value <= found.high
    assert many.auroc.high - many.auroc.low < few.auroc.high - few.auroc.low
    assert agreement(scored(*pairs)) == few


def test_a_score_that_is_a_probability_lies_on_the_reliability_curve():
    sure = [(0.95, True)] * 19 + [(0.95, False)]
    found = agreement(scored(*sure, *[(0.25, True)] * 5, *[(0.25, False)] * 15))
    assert [(one.pairs, one.supported) for one in found.bins] == [(20, 0.25), (20, 0.95)]
    assert found.ece == pytest.approx(0.0, abs=1e-9)
    boastful = agreement(scored((1.0, True), (1.0, False)))
    assert boastful.ece == 0.5


def test_the_threshold_is_the_one_that_tells_most_apart_half_way_to_the_next_score():
    found = scored((0.9, True), (0.6, True), (0.5, False), (0.1, False), supported_from=2.0)
    assert best_threshold(found) == pytest.approx(0.55)
    assert agreement(found, best_threshold(found)).balanced_accuracy.value == 1.0
    assert agreement(found).balanced_accuracy.value == 0.5
