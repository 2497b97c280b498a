"""Amounts of time as people write them."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.domain.quantity import Range, Years, amounts_in, quantities_in

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
        ("1½ years", 1.5, 1.5),
        ("one and a half years", 1.5, 1.5),
        ("a year and a half", 1.5, 1.5),
        ("ten (10) years", 10, 10),
        ("8 (eight) years", 8, 8),
        ("24 mths", 2, 2),
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
        ("no less than 8 years", 8),
        ("not fewer than 8 years", 8),
        ("upwards of 8 years", 8),
        ("in excess of 8 years", 8),
        (">= 8 years", 8),
        ("≥8 yrs", 8),
        ("> 8 years", 8),
        ("seven-plus years", 7),
        ("5+ YOE", 5),
        ("8 years at minimum", 8),
        ("8 years and above", 8),
        ("over a decade", 10),
    ],
)
def test_an_open_amount_has_no_end(text: str, low: float) -> None:
    assert years(text) == [(low, None)]


@pytest.mark.parametrize(
    "text",
    [
        "up to 2 years",
        "less than 2 years",
        "under two years",
        "no more than 2 years",
        "at most two years",
        "2 years or less",
        "two years at most",
        "<= 2 years",
        "maximum of 24 months",
    ],
)
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


# Anything that is counted ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "counted"),
    [
        ("10 direct reports", 10, 10, "count", "direct reports"),
        ("four to eight field sellers", 4, 8, "count", "field sellers"),
        ("between 5 and 7 people", 5, 7, "count", "people"),
        ("8 or more direct reports", 8, None, "count", "direct reports"),
        ("up to 12 engineers", 0, 12, "count", "engineers"),
        ("1,200 customers", 1200, 1200, "count", "customers"),
        ("10k accounts", 10_000, 10_000, "count", "accounts"),
        ("2 to 3 million users", 2e6, 3e6, "count", "users"),
        ("20 %", 20, 20, "percent", ""),
        ("20–30 percent", 20, 30, "percent", ""),
        ("20%–30%", 20, 30, "percent", ""),
        ("10,5 per cent", 10.5, 10.5, "percent", ""),
        ("€2m", 2e6, 2e6, "EUR", ""),
        ("2 million euros", 2e6, 2e6, "EUR", ""),
        ("up to 80,000 euros", 0, 80_000, "EUR", ""),
        ("80 000 euros", 80_000, 80_000, "EUR", ""),
        ("$1.5M to $2M", 1.5e6, 2e6, "USD", ""),
        ("$2–3m", 2e6, 3e6, "USD", ""),
        ("USD 500k+", 500_000, None, "USD", ""),
        ("at least £250,000", 250_000, None, "GBP", ""),
        ("CHF 1.2 million", 1.2e6, 1.2e6, "CHF", ""),
        ("four weeks", 28, 28, "days", ""),
        ("30 days", 30, 30, "days", ""),
        ("18 months", 1.5, 1.5, "years", ""),
    ],
)
def test_an_amount_comes_with_its_unit(text, low, high, unit, counted):
    (found,) = quantities_in(text)
    assert (found.range.low, found.range.high) == (low, high)
    assert (found.unit, found.counted) == (unit, counted)


@pytest.mark.parametrize(
    "text", ["P5", "IC3 and L4", "code 41-4012", "2026-03", "release v2.1", "several", ""]
)
def test_codes_levels_and_dates_are_no_amounts(text):
    assert [a.text for a in quantities_in(text) if a.unit != "count"] == []
    assert not any(a.text in ("5", "3", "4", "41-4012", "2026-03") for a in quantities_in(text))


def test_amounts_of_several_kinds_stand_in_their_order():
    text = "Bachelor's degree and 8+ years; leads 5–8 people, holds €2m and travels 30 %"
    assert [(a.text, a.unit) for a in quantities_in(text)] == [
        ("8+ years", "years"),
        ("5–8", "count"),
        ("€2m", "EUR"),
        ("30 %", "percent"),
    ]


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
        (Years(5, 5), Years(5, 7)),
    ],
)
def test_ranges_that_may_both_hold(one: Years, other: Years) -> None:
    assert not one.disagrees_with(other)


@given(AMOUNT, AMOUNT)
def test_disagreement_is_mutual(one: Years, other: Years) -> None:
    assert one.disagrees_with(other) == other.disagrees_with(one)


@given(AMOUNT, AMOUNT, st.floats(0, 0.5))
def test_disagreement_is_mutual_at_any_tolerance(one, other, tolerance):
    assert one.disagrees_with(other, tolerance) == other.disagrees_with(one, tolerance)
    assert one.meets(other) == other.meets(one)


def test_a_tolerance_is_a_share_of_the_amount():
    weeks, month, quarter = Range(28, 28), Range(30, 30), Range(90, 90)
    assert not weeks.disagrees_with(month, 0.1)
    assert weeks.disagrees_with(quarter, 0.1)


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


FIGURES = st.sampled_from(
    ["5", "1,200", "$", "€", "k", "m", "million", "%", "percent", "between", "and", "or", "more",
     "weeks", "days", "direct reports", "people", "–", "-", "to", "+", "(10)", "up to", "½", "'"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(PARTS | FIGURES, max_size=30).map(" ".join)))
def test_any_text_gives_quantities_that_stand_in_it_in_order(text: str) -> None:
    folded = " ".join(text.split())
    found = quantities_in(text)
    for one in found:
        assert folded[one.start : one.end].strip() == one.text
        assert one.range.low >= 0
        assert one.range.high is None or one.range.low <= one.range.high
    for one, following in itertools.pairwise(found):
        assert one.end <= following.start


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
        "111 " * 1000,
        "111," * 1000,
        "between 1 " * 500,
        "$ " * 2000,
        "1%-" * 2000,
        "1 (1) " * 1000,
        "1 or more " * 1000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    """A digit before two thousand spaces once took eight minutes."""
    started = time.process_time()
    amounts_in(text)
    quantities_in(text)
    assert time.process_time() - started < 0.5
