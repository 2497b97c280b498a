"""Which way a question about levels looks."""

from __future__ import annotations

import pytest

from roleassistant.domain import Level
from roleassistant.retrieval.direction import Masked, masked, only_at, stands_at, steps_down
from roleassistant.retrieval.planner import Planner

P3, P4 = Level.parse("P3"), Level.parse("P4")


def sought(text: str) -> Level | None:
    """What is asked of P3 (@0) and P4 (@1)."""
    return only_at(Masked(text, (P3, P4), (P3, P4)))


@pytest.mark.parametrize(
    "text",
    [
        "what does @1 do that @0 doesn't",
        "what does a @1 seller do that a @0 seller does not?",
        "what do @1 do which @0 don't",
        "what doesn't @0 do that @1 does",
        "what does @0 not do that @1 does",
        "what does @0 lack compared with @1",
        "what does @1 do on top of @0",
        "what's new at @1 compared to @0",
        "what more does @1 do than @0",
        "what gets added when somebody goes from @0 to @1",
        "what is in @1 that isn't in @0",
        "@1 without @0",
        "@0 -> @1: which duties come on top",
        "@0 to @1, anything new?",
    ],
)
def test_what_the_higher_level_has_alone_is_sought(text: str) -> None:
    assert sought(text) == P4


@pytest.mark.parametrize(
    "text",
    [
        "what does @0 do that @1 doesn't",
        "what does @0 do that @1 no longer does",
        "which tasks does a @0 have that a @1 cannot do",
        "what do you drop from @0 to @1",
        "which duties disappear from @0 to @1",
        "what does @1 not do that @0 does",
    ],
)
def test_what_the_lower_level_has_alone_is_sought(text: str) -> None:
    assert sought(text) == P3


@pytest.mark.parametrize(
    "text",
    [
        "what separates @0 from @1",
        "@0 vs @1",
        "compare @0 and @1",
        "what changes from @0 to @1",
        "isn't @0 the same as @1",
        "@0 against @1, which decides what?",
    ],
)
def test_both_sides_are_sought(text: str) -> None:
    assert sought(text) is None


@pytest.mark.parametrize("text", ["what is new at @0", "what does @0 add", "extra duties for a @0"])
def test_of_one_level_its_own_is_sought(text: str) -> None:
    assert only_at(Masked(text, (P4,), (P3, P4))) == P4


def test_of_three_levels_no_side_is_sought() -> None:
    levels = (P3, P4, Level.parse("P5"))
    assert only_at(Masked("what does @1 do that @0 and @2 don't", levels, levels)) is None


@pytest.mark.parametrize(
    "text",
    [
        "i'm a @0, how do i get promoted",
        "im @0 here, whats next",
        "what comes next after @0",
        "as a @0 what is missing for promotion",
        "@0 seller here. what does the next level need",
        "i am a senior seller @0 and want to move up",
        "does a @0 get promoted by years",
    ],
)
def test_somebody_stands_at_the_level(text: str) -> None:
    assert stands_at(Masked(text, (P3,), (P3, P4)))


@pytest.mark.parametrize(
    "text",
    [
        "what is missing for @0",
        "how do i get to @0",
        "what do i need to become a @0",
        "i'm aiming for @0, what is missing",
        "promotion to @0: what does it take",
        "i run deals; what would i have to show for @0?",
    ],
)
def test_somebody_wants_to_the_level(text: str) -> None:
    assert not stands_at(Masked(text, (P3,), (P3, P4)))


def test_levels_are_replaced_by_signs_in_the_order_of_the_plan(planner: Planner) -> None:
    plan = planner.plan("What does a P4 account executive do that P3s don't?")
    assert masked(plan, {}).text == "what does a @0 account executive do that @1 don't?"


def test_a_level_by_its_name_is_replaced_as_well(planner: Planner) -> None:
    plan = planner.plan("what does a guiding engineer do that an L4 doesn't")
    called = {"guiding engineer": Level.parse("L5")}
    assert masked(plan, called).text == "what does a @0 do that an @1 doesn't"


def test_the_higher_level_is_the_one_further_up_the_ladder_whatever_its_number() -> None:
    junior, senior = Level.parse("G9"), Level.parse("G6")
    question = Masked("@0 vs @1: what is added", (junior, senior), (junior, senior))
    assert only_at(question) == senior


@pytest.mark.parametrize(("text", "down"), [("from @1 to @0", True), ("from @0 to @1", False)])
def test_a_step_down_is_told_from_one_up(text: str, down: bool) -> None:
    assert steps_down(Masked(text, (P3, P4), (P3, P4))) is down
