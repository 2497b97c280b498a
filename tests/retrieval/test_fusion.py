"""Rankings are merged by reciprocal rank, and by nothing else."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.retrieval.fusion import fuse

RANKING = st.lists(st.integers(1, 40), unique=True, max_size=25)
RANKINGS = st.lists(RANKING, max_size=4)


def order(scores: dict[int, float]) -> list[int]:
    return sorted(scores, key=lambda item: (-scores[item], item))


def test_the_score_is_the_sum_of_reciprocal_ranks() -> None:
    assert fuse([[7, 8], [8]]) == pytest.approx({7: 1 / 61, 8: 1 / 62 + 1 / 61})


def test_what_both_rankings_hold_comes_before_what_one_puts_first() -> None:
    assert order(fuse([[1, 2], [3, 2]]))[0] == 2


def test_nothing_ranked_is_nothing_fused() -> None:
    assert fuse([]) == fuse([[], []]) == {}


@given(RANKING)
def test_one_ranking_keeps_its_order(ranking: list[int]) -> None:
    scores = fuse([ranking])
    assert sorted(scores, key=lambda item: -scores[item]) == ranking


@given(st.lists(RANKING, min_size=2, max_size=3))
def test_the_order_of_the_rankings_does_not_matter(rankings: list[list[int]]) -> None:
    scores = fuse(rankings)
    for turned in permutations(rankings):
        assert fuse(turned) == pytest.approx(scores)


@given(RANKINGS)
def test_everything_ranked_is_there_once_and_nothing_else(rankings: list[list[int]]) -> None:
    assert set(fuse(rankings)) == {item for ranking in rankings for item in ranking}


@given(RANKINGS, st.integers(1, 200))
def test_scores_lie_between_nothing_and_first_in_every_ranking(
    rankings: list[list[int]], k: int
) -> None:
    assert all(0 < score <= len(rankings) / (k + 1) + 1e-9 for score in fuse(rankings, k).values())


@given(RANKING, RANKING, st.integers(1, 40))
def test_coming_earlier_never_costs_a_place(
    ranking: list[int], other: list[int], item: int
) -> None:
    """Moving an item to the front of a ranking does not lower its score."""
    if item not in ranking:
        return
    raised = [item, *(x for x in ranking if x != item)]
    assert fuse([raised, other])[item] >= fuse([ranking, other])[item]


@given(RANKINGS)
def test_the_same_rankings_give_the_same_scores_bit_for_bit(rankings: list[list[int]]) -> None:
    assert list(fuse(rankings).items()) == list(fuse(rankings).items())
