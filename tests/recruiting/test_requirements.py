"""Cells on degree and years, taken apart; internal codes, taken out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.recruiting.codes import Codes
from roleassistant.recruiting.dimensions import Purpose, purpose_of, purpose_of_heading
from roleassistant.recruiting.requirements import Asks, requirements_in, years_of
from roleassistant.recruiting.strength import repeats, strength
from roleassistant.retrieval.words import stems

NAMES = frozenset(stems("Account Executive / Field Sales"))


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        (
            "Bachelor's degree, business master's welcome; 6–9 years with target attainment.",
            [
                (Asks.EDUCATION, "Bachelor's degree"),
                (Asks.WISH, "Business master's degree"),
                (Asks.EXPERIENCE, "6–9 years of experience with target attainment"),
            ],
        ),
        (
            "8+ years; Senior Account Executive with a record of over-attainment.",
            [
                (Asks.EXPERIENCE, "8+ years of experience"),
                (Asks.TITLE, "Senior Account Executive with a record of over-attainment"),
                (Asks.EXPERIENCE, "Record of over-attainment"),
            ],
        ),
        (
            "3–6 years; Mid-Market Account Executive running the full cycle independently.",
            [
                (Asks.EXPERIENCE, "3–6 years of experience"),
                (Asks.TITLE, "Mid-Market Account Executive running the full cycle independently"),
            ],
        ),
        # what stands behind a list is said of all of it
        (
            "Master's degree in human resources, business, or law preferred; 9–12 years.",
            [
                (Asks.WISH, "Master's degree in human resources, business, or law"),
                (Asks.EXPERIENCE, "9–12 years of experience"),
            ],
        ),
        # begins like a title, and names what somebody has learned
        (
            "Account-executive course II; 1–3 years.",
            [
                (Asks.EDUCATION, "Account-executive course II"),
                (Asks.EXPERIENCE, "1–3 years of experience"),
            ],
        ),
        ("Master's degree common; 14+ years.", [
            (Asks.WISH, "Master's degree"), (Asks.EXPERIENCE, "14+ years of experience"),
        ]),
        ("Technical diploma; no experience needed.", [
            (Asks.EDUCATION, "Technical diploma; no experience needed"),
        ]),
        ("3 years as shift lead", [(Asks.EXPERIENCE, "3 years as shift lead")]),
        ("4–7 years, including own quota success", [
            (Asks.EXPERIENCE, "4–7 years of experience, including your own quota success"),
        ]),
    ],
)  # fmt: skip
def test_a_cell_is_taken_apart(cell, wanted):
    assert [(one.asks, one.wordings[0]) for one in requirements_in(cell, NAMES)] == wanted


def test_the_last_wording_is_that_of_the_profile():
    (one,) = requirements_in("9–12 yrs in sales", NAMES)
    assert one.wordings[-1] == "9–12 yrs in sales"
    assert years_of("6–9 yrs")[0] == "6–9 years of experience"


@given(st.text(max_size=120))
def test_no_cell_is_an_error(cell):
    assert all(one.wordings for one in requirements_in(cell, NAMES))


@pytest.mark.parametrize(
    ("label", "purpose"),
    [
        ("Typical Degree & Years", Purpose.REQUIREMENT),
        ("Education & Licensure", Purpose.REQUIREMENT),
        ("Track record", Purpose.REQUIREMENT),
        ("Collaboration & Interaction", Purpose.TEAM),
        ("Supervision", Purpose.TEAM),
        ("Decision rights", Purpose.TEAM),
        ("Impact", Purpose.SUCCESS),
        ("Ownership", Purpose.SUCCESS),
        ("Clinical Judgement", Purpose.KNOWLEDGE),
        ("Craft", Purpose.KNOWLEDGE),
        ("Pay differential", Purpose.PAY),
    ],
)
def test_a_dimension_has_its_part_whatever_a_house_calls_it(label, purpose):
    assert purpose_of(label) is purpose


def test_sections_of_a_house_of_its_own_are_told_by_their_heading():
    assert purpose_of_heading("Success measures") is Purpose.SUCCESS
    assert purpose_of_heading("Driving licences") is Purpose.REQUIREMENT
    assert purpose_of_heading("Salary bands") is Purpose.PAY
    assert purpose_of_heading("Shift pattern") is Purpose.CONDITIONS
    assert purpose_of_heading("Benefits") is Purpose.BENEFITS
    assert purpose_of_heading("Give us your feedback!") is None


# --- codes ------------------------------------------------------------------------------------

CODES = Codes(["IC2", "IC3", "P1", "P2", "P3", "G9", "Senior", "Band 6"])


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Mentors IC2 and IC3 designers.", "Mentors designers."),
        ("Guides one G9 officer.", "Guides one officer."),
        (
            "Coaches underwriters at P2 and P3 and audits files.",
            "Coaches underwriters and audits files.",
        ),
        ("Leads adjusters from P1 to P3", "Leads adjusters"),
        ("Reviews P1–P3 work.", "Reviews work."),
        ("Serves a Band 6 nurse in Senior terms", "Serves a Band 6 nurse in Senior terms"),
    ],
)  # fmt: skip
def test_codes_go_where_the_sentence_stays_true(text, plain):
    found = CODES.without(text, {})
    assert found is not None
    assert found.text == plain


@pytest.mark.parametrize("text", ["Reports to a P3", "See DIRECT.SALES.P4", "P2s and P3s"])
def test_a_code_that_stands_by_itself_and_has_no_name_cannot_go(text):
    assert CODES.without(text, {}) is None


# --- order and repetition ---------------------------------------------------------------------


def test_to_own_comes_before_to_do_and_that_before_to_assist():
    duties = ["Assists in demos", "Tests circuits", "Owns the plan", "Designs the plan"]
    assert sorted(duties, key=strength) == [
        "Owns the plan",
        "Designs the plan",
        "Tests circuits",
        "Assists in demos",
    ]


@pytest.mark.parametrize(
    ("text", "earlier", "again"),
    [
        ("Mentors junior designers", "You mentor junior designers through weekly critique.", True),
        ("A product family.", "You own the quality plan of a product family.", True),
        ("One service", "Reaching people whom services miss", False),
        ("Runs deals alone", "You coach sellers on deals.", False),
        ("Bachelor's degree", "Bachelor's degree", True),
    ],
)
def test_what_was_said_is_known_again(text, earlier, again):
    assert repeats(text, earlier) is again
