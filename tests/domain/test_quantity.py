"""Amounts of time as people write them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.domain.quantity import Years, amounts_in

AMOUNT = st.builds(Years, st.integers(0, 20).map(float), st.none() | st.integers(0, 30).map(float))


def years(text: str) -> list[tuple[float, float | None]]:
    return [(amount.years.low, amount.years.high) for amount in amounts_in(text)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("8 years", 8, 8),
        ("8yrs", 8, 8),
        ("1 year", 1, 1),
        ("1.5 years", 1.5, 1.5),
        ("1,5 years", 1.5, 1.5),
        ("5 full years", 5, 5),
        ("18 months", 1.5, 1.5),
        ("18mo", 1.5, 1.5),
        ("18 mos.", 1.5, 1.5),
        ("two years", 2, 2),
        ("Twenty-five years", 25, 25),
        ("thirty years", 30, 30),
        ("a year", 1, 1),
        ("a decade", 10, 10),
        ("two decades", 20, 20),
    ],
)
def test_one_amount_is_a_range_of_nothing_but_itself(text: str, low: float, high: float) -> None:
    assert years(text) == [(low, high)]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("8+ years", 8),
        ("8 + years", 8),
        ("8+ yrs. of experience", 8),
        ("8 plus years", 8),
        ("8 years+", 8),
        ("8 years plus", 8),
        ("8 years or more", 8),
        ("8 or more years", 8),
        ("8 years and up", 8),
        ("at least 8 years", 8),
        ("minimum of 8 years", 8),
        ("minimum 8 years", 8),
        ("over 8 years", 8),
        ("more than eight years", 8),
        ("3 months or longer", 0.25),
        ("3–5+ years", 3),
    ],
)
def test_an_open_amount_has_no_end(text: str, low: float) -> None:
    assert years(text) == [(low, None)]


@pytest.mark.parametrize("text", ["up to 2 years", "less than 2 years", "under two years"])
def test_an_amount_that_must_not_be_reached_begins_at_nothing(text: str) -> None:
    assert years(text) == [(0, 2)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("8–12 yrs", 8, 12),
        ("8-12 years", 8, 12),
        ("8 — 12 years", 8, 12),
        ("8\u201112 years", 8, 12),
        ("8\u221212 years", 8, 12),
        ("8 to 12 years", 8, 12),
        ("between 3 and 5 years", 3, 5),
        ("from 3 to 5 years", 3, 5),
        ("five or six years", 5, 6),
        ("two to three years", 2, 3),
        ("6–18 months", 0.5, 1.5),
        ("6 months to 2 years", 0.5, 2),
        ("6 months – 2 years", 0.5, 2),
        ("0–2 years", 0, 2),
        ("12–8 years", 8, 12),
    ],
)
def test_a_range_has_both_ends(text: str, low: float, high: float) -> None:
    assert years(text) == [(low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "10 accounts",
        "10 direct reports",
        "P5 years",
        "a team of 8",
        "2026",
        "8–12",
        "3 weeks",
        "quarterly",
        "12 yearly reviews",
        "3 more accounts",
        "3 modules",
        "half a year",
        "several years",
        "many years",
        "release 1.2",
        "",
    ],
)
def test_what_is_no_amount_of_time(text: str) -> None:
    assert years(text) == []


def test_every_amount_is_found_in_order() -> None:
    assert years("Bachelor's degree and 8+ years, of which 18 months in charge") == [
        (8, None),
        (1.5, 1.5),
    ]


def test_a_number_of_other_things_before_it_does_not_belong_to_it() -> None:
    assert years("10 accounts and 12 years") == [(12, 12)]


def test_an_amount_is_told_as_it_is_written() -> None:
    (amount,) = amounts_in("Needs at least  8 years in sales")
    assert amount.text == "at least 8 years"


@pytest.mark.parametrize("grade", range(0, 241, 6))
def test_months_and_years_that_are_the_same_are_equal(grade: int) -> None:
    (months,) = amounts_in(f"{grade} months")
    (written,) = amounts_in(f"{grade / 12} years")
    assert not months.years.disagrees_with(written.years)


# Disagreement ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Years(12, None), Years(8, 12)),
        (Years(8, None), Years(10, None)),
        (Years(3, 5), Years(3, 6)),
        (Years(1.5, 1.5), Years(2, 2)),
        (Years(0, 2), Years(2, None)),
    ],
)
def test_ranges_that_cannot_both_hold(one: Years, other: Years) -> None:
    assert one.disagrees_with(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Years(8, None), Years(8, 12)),
        (Years(8, None), Years(8, None)),
        (Years(3, 5), Years(3, 5)),
        (Years(5, 5), Years(5, None)),
    ],
)
def test_ranges_that_may_both_hold(one: Years, other: Years) -> None:
    assert not one.disagrees_with(other)


@given(AMOUNT, AMOUNT)
def test_disagreement_is_mutual(one: Years, other: Years) -> None:
    assert one.disagrees_with(other) == other.disagrees_with(one)


@given(AMOUNT)
def test_nothing_disagrees_with_itself(one: Years) -> None:
    assert not one.disagrees_with(one)


# Any text -------------------------------------------------------------------------------------

PARTS = st.sampled_from(
    [
        "8",
        "12",
        "+",
        "–",
        "-",
        "to",
        "or",
        "more",
        "years",
        "yrs.",
        "months",
        "a",
        "two",
        "at least",
        "up to",
        " ",
        "  ",
        "\n",
        "minimum of",
        "twenty-five",
        "1.5",
        "decade",
        "half",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(PARTS, max_size=30).map(" ".join)))
def test_any_text_gives_amounts_that_stand_in_it(text: str) -> None:
    folded = " ".join(text.split())
    for amount in amounts_in(text):
        assert amount.text in folded
        assert amount.years.low >= 0
        assert amount.years.high is None or amount.years.low <= amount.years.high


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_range_is_read_back_as_it_was_written(low: int, more: int) -> None:
    assert years(f"{low}–{low + more} years") == [(low, low + more)]


@pytest.mark.parametrize(
    "text",
    [
        "1" + " " * 5000,
        "1 +" + " " * 5000,
        "1 to " * 1000,
        "at least " * 500,
        "1–" * 2000,
        "1." * 2000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    """A digit before two thousand spaces once took eight minutes."""
    started = time.process_time()
    amounts_in(text)
    assert time.process_time() - started < 0.5
