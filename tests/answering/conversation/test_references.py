"""What the words of a turn say of the levels that were talked about."""

from __future__ import annotations

import pytest

from roleassistant.answering.conversation import cues
from roleassistant.retrieval.aspects import preamble


def test_that_level_is_the_one_that_was_talked_about() -> None:
    named = cues.at_that_level("what else do they do at that level?")
    assert named is not None
    assert named("Staff") == "what else do they do at Staff?"


def test_a_turn_that_says_no_such_thing_is_left_as_it_is() -> None:
    assert cues.at_that_level("what do they do at P4") is None
    assert cues.of_both("for both") is None
    assert cues.levels_asked_before("the first two weeks of a shift") is None


def test_what_is_asked_of_both_stands_before_it() -> None:
    assert cues.of_both("years for both?") == "years"


@pytest.mark.parametrize(
    ("turn", "meant"),
    [
        ("what separates the first two levels I asked about", (True, 2)),
        ("compare the last three we talked about", (False, 3)),
    ],
)
def test_levels_are_meant_by_when_they_were_asked_about(turn: str, meant: tuple[bool, int]) -> None:
    assert cues.levels_asked_before(turn) == meant


@pytest.mark.parametrize("turn", ["how far away is that", "and how close are they?"])
def test_a_distance_is_asked_of_what_was_named(turn: str) -> None:
    assert cues.asks_how_far(turn)


def test_what_somebody_else_needs_to_know_is_the_question_and_no_preamble() -> None:
    assert preamble("does a clerk need to know the rules of the house") == 0
    assert preamble("i need to know the rules of the house") > 0
