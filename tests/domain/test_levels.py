"""Levels: what is one, and how they are ordered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.domain import InvalidLevel, Level
from roleassistant.domain.level import UNRANKED


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
        ("Senior", "Senior", "", 11),
        ("senior  staff", "Senior staff", "", 14),
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


@pytest.mark.parametrize(
    ("name", "label", "track", "grade"),
    [
        ("P4", "P4", "P", 4),
        ("Senior", "Senior", "", 11),
        ("Band 6", "Band 6", "Band", 6),
        ("BAND 6", "Band 6", "Band", 6),
        ("Grade VII", "Grade VII", "Grade", 7),
        ("Analyst II", "Analyst II", "Analyst", 2),
        ("Stufe 3", "Stufe 3", "Stufe", 3),
        ("Grade XIV", "Grade XIV", "Grade", 14),
        ("Charge Hand", "Charge Hand", "", UNRANKED),
        ("Staff+", "Staff+", "", UNRANKED),
    ],
)
def test_a_level_has_whatever_name_a_house_gives_it(name, label, track, grade):
    level = Level.called(name)
    assert (level.label, level.track, level.grade) == (label, track, grade)


def test_a_level_is_the_same_however_high_a_ladder_has_it():
    assert Level("Senior", "", 2) == Level.parse("Senior")
    assert {Level("Senior", "", 2), Level.parse("Senior")} == {Level("Senior", "", 3)}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Charge Hand", "CHARGE HAND"), ("Grade VII", "Grade 7"), ("Charge Hand", "Charge-Hand")],
)
def test_spellings_of_a_name_have_one_key(one, other):
    assert Level.called(one).key == Level.called(other).key


@pytest.mark.parametrize(("name", "next_one"), [("P4", "P5"), ("Band 6", "Band 7")])
def test_the_next_level_of_a_track_is_written_as_this_one_is(name, next_one):
    level = Level.called(name)
    assert str(level.at(level.grade + 1)) == next_one


@given(st.integers(1, 29), st.integers(1, 29))
def test_roman_numbers_are_read_as_they_are_written(one, other):
    written = Level.called("Grade I").at(one)
    assert Level.called(str(written)).grade == one
    assert (written == Level.called("Grade I").at(other)) == (one == other)


@given(st.text(max_size=20))
def test_any_name_is_a_level_with_a_key_that_its_label_keeps(name):
    level = Level.called(name)
    assert Level.called(level.label).key == level.key
