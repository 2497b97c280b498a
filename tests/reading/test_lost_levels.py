"""Levels of responsibilities whose headings were lost: how right they are, and how sure."""

from __future__ import annotations

import numpy as np
import pytest
from tests.reading.lost_levels import (
    AUTHORS_COUNTS,
    Labelled,
    calibration,
    even_split,
    joined_rows,
    labelled_roles,
    remembering,
    score,
    settings,
    thinned,
)
from tests.reading.pages import words_in_common

from roleassistant.domain import Level
from roleassistant.reading import segmentation
from roleassistant.reading.segmentation import Likeness, infer_levels

LADDER = tuple(Level.parse(f"P{n}") for n in range(1, 5))


@pytest.fixture(scope="module")
def roles() -> list[Labelled]:
    return labelled_roles()


@pytest.fixture(scope="module")
def meaning(real_encoder) -> Likeness:
    return remembering(real_encoder.encode)


def plain(scores) -> Likeness:
    """A likeness that is given: `scores[i][k]` of item i to level k's only cell."""
    return lambda left, right: np.array(scores, dtype=float)


def infer(scores, cells=None, items=None):
    items = items or [f"item {i}" for i in range(len(scores))]
    cells = cells or [(level, [f"cell of {level}"]) for level in LADDER[: len(scores[0])]]
    with settings(segmentation.EVENNESS, 0.0, segmentation.TEMPERATURE):
        return infer_levels(items, cells, plain(scores))


def test_items_go_to_the_level_that_they_are_like():
    found = infer([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]])
    assert [str(one.level) for one in found] == ["P1", "P1", "P2", "P2", "P3", "P3"]
    assert all(one.confidence > 0.9 for one in found)


def test_levels_never_go_down_even_where_an_item_is_like_a_lower_one():
    found = infer([[1, 0, 0], [0, 1, 0], [0.6, 0.5, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]])
    assert [str(one.level) for one in found] == sorted(str(one.level) for one in found)


def test_a_level_whose_group_was_lost_as_well_gets_no_item():
    found = infer([[0, 0, 1]] * 6)
    assert {str(one.level) for one in found} == {"P3"}


def test_no_level_is_more_certain_than_the_order_of_the_items_that_it_rests_on():
    found = infer([[1, 0], [1, 0], [1, 0], [0, 1], [0, 1], [0, 1]])
    assert max(one.confidence for one in found) == segmentation.CERTAIN


def test_where_nothing_is_like_anything_the_groups_are_even_and_nothing_is_sure():
    found = infer([[0, 0]] * 6)
    assert [str(one.level) for one in found] == ["P1"] * 3 + ["P2"] * 3
    assert found[0].confidence > found[2].confidence
    assert found[2].confidence < 0.99


def test_confidence_falls_at_the_boundary_and_with_the_margin():
    clear = infer([[1, 0], [1, 0], [0.9, 0.1], [0.1, 0.9], [0, 1], [0, 1]])
    close = infer([[1, 0], [1, 0], [0.52, 0.48], [0.48, 0.52], [0, 1], [0, 1]])
    assert min(close, key=lambda one: one.confidence) in close[2:4]
    assert close[2].confidence < clear[2].confidence
    assert close[0].confidence > close[2].confidence


def test_the_best_single_cell_decides_and_not_the_average():
    cells = [(LADDER[0], ["a", "b"]), (LADDER[1], ["c", "d"])]
    low, high = [0.9, 0.0, 0.5, 0.5], [0.5, 0.5, 0.9, 0.0]
    found = infer([low, low, high, high], cells)
    assert [str(one.level) for one in found] == ["P1", "P1", "P2", "P2"]


@pytest.mark.parametrize(
    ("items", "cells"),
    [
        (3, [(LADDER[0], ["one level"])]),
        (3, [(LADDER[0], ["one level with words"]), (LADDER[1], [])]),
        (7, [(level, ["less than two items to a level"]) for level in LADDER]),
        (0, [(level, ["no items"]) for level in LADDER]),
        (segmentation.MAX_BULLETS + 1, [(level, ["too many items"]) for level in LADDER]),
        (9, [(level, ["too many cells"] * 200) for level in LADDER]),
    ],
)
def test_nothing_is_inferred_where_it_cannot_be(items, cells):
    texts = [f"item {i}" for i in range(items)]
    assert infer_levels(texts, cells, words_in_common) == ()


def test_the_labelled_pages_are_what_their_authors_wrote(roles):
    assert len(roles) == 12
    assert {role.role for role in roles} >= AUTHORS_COUNTS.keys()
    for role in roles:
        assert list(role.levels) == sorted(role.levels)


def test_levels_of_the_bundled_roles_come_out_right(roles, meaning):
    """The figures of docs/decisions/0005-lost-level-headings.md, with a little room."""
    found = score(roles, meaning)
    even = sum(a == b for role in roles for a, b in zip(even_split(role), role.levels, strict=True))
    assert found.items == 272
    assert found.accuracy >= 0.95
    assert found.right > even + 15
    with settings(segmentation.EVENNESS, 0.0, segmentation.TEMPERATURE):
        single = score(roles, meaning)
        joined = score([joined_rows(role) for role in roles], meaning)
    assert found.right > single.right > joined.right > even


def test_a_confidence_is_the_share_of_times_that_it_is_right(roles, meaning):
    uneven = thinned(roles)
    for sure, right, items in calibration([*roles, *uneven], meaning):
        assert items > 50
        assert abs(sure - right) < 0.1, f"{right:.2f} right where {sure:.2f} was said"
    assert score(uneven, meaning).accuracy > 0.9
