"""Turns that are typed in haste are read as they were meant; words of the profiles stay."""

from __future__ import annotations

import pytest

from roleassistant.answering.conversation.slips import mended

PROFILES = {"tabling", "sure", "lists", "detailing", "shortlist", "levels"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shrter pls", "shorter pls"),
        ("hw abt P3", "how about P3"),
        ("wut about skils", "what about skills"),
        ("u sure?", "you sure?"),
        ("in a tabel", "in a table"),
        ("as a lsit", "as a list"),
        ("mre detial", "more detail"),
        ("compare w/ AE", "compare with AE"),
        ("P5 2", "P5 too"),
        ("teh levle above", "the level above"),
        ("wheer does that stand", "where does that stand"),
    ],
)
def test_a_slip_is_put_right(typed: str, meant: str) -> None:
    assert mended(typed, PROFILES.__contains__) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "and P3?",
        "do they know R?",
        "tables and lists",
        "the first shortlist",
        "what does detailing mean",
        "P5 in 2 years",
        "Salesforce or HubSpot?",
        "2",
        "",
    ],
)
def test_what_is_no_slip_stays_as_it_is(typed: str) -> None:
    assert mended(typed, PROFILES.__contains__) == typed


def test_a_word_of_the_profiles_is_no_slip() -> None:
    assert mended("what is a leveel", lambda word: word == "leveel") == "what is a leveel"
