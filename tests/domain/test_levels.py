"""Levels: what is one, and how they are ordered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.domain import InvalidLevel, Level


@pytest.mark.parametrize(
    ("text", "label", "track", "grade"),
    [
        ("P4", "P4", "P", 4),
        ("p4", "P4", "P", 4),
        ("P-4", "P4", "P", 4),
        ("P 4", "P4", "P", 4),
        (" P4 ", "P4", "P", 4),
        ("P\u00a04", "P4", "P", 4),
        ("P04", "P4", "P", 4),
        ("IC3", "IC3", "IC", 3),
        ("M12", "M12", "M", 12),
        ("Senior", "Senior", "", 8),
        ("senior  staff", "Senior staff", "", 11),
    ],
)
def test_a_level_is_letters_with_a_number_or_a_rung(text, label, track, grade):
    level = Level.parse(text)
    assert (level.label, level.track, level.grade) == (label, track, grade)
    assert str(level) == label


@pytest.mark.parametrize("text", ["", "P", "4", "P123", "ABCD1", "P4 Senior", "P4.", "Boss", "4P"])
def test_what_is_no_level_is_refused_with_what_one_looks_like(text):
    with pytest.raises(InvalidLevel, match="letters and a number"):
        Level.parse(text)


def test_levels_of_a_track_are_ordered_by_grade_and_not_by_their_letters():
    parsed = [Level.parse(text) for text in ("P10", "M1", "P2", "IC3", "P1", "M10", "M2")]
    assert [str(level) for level in sorted(parsed)] == [
        *("IC3", "M1", "M2", "M10", "P1", "P2", "P10"),
    ]


def test_rungs_are_ordered_as_ladders_have_them():
    rungs = ["Principal", "Junior", "Staff", "Intern", "Senior"]
    assert [str(level) for level in sorted(map(Level.parse, rungs))] == [
        *("Intern", "Junior", "Senior", "Staff", "Principal"),
    ]


def test_the_same_level_in_two_spellings_is_one():
    assert {Level.parse("p4"), Level.parse("P-4")} == {Level.parse("P4")}
    assert Level.parse("P4") <= Level.parse("p4")


@given(st.text(max_size=12))
def test_any_text_is_a_level_or_is_refused(text):
    try:
        level = Level.parse(text)
    except InvalidLevel:
        return
    assert Level.parse(level.label) == level
