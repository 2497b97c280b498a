"""Which levels a question names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.domain import Level
from roleassistant.retrieval.levels import levels_said
from roleassistant.retrieval.planner import Planner

TRACKS = {"P", "L", "IC"}
CALLED = {
    "seasoned professional": Level.parse("P3"),
    "guiding engineer": Level.parse("L5"),
    "expert": Level.parse("P5"),
}


def said(question: str) -> list[str]:
    levels, _ = levels_said(question, TRACKS, CALLED)
    return [str(level) for level in levels]


@pytest.mark.parametrize(
    ("question", "levels"),
    [
        ("P4", ["P4"]),
        ("p4", ["P4"]),
        ("p-4", ["P4"]),
        ("p 4", ["P4"]),
        ("P04", ["P4"]),
        ("(P4)", ["P4"]),
        ("P4?", ["P4"]),
        ("Tell me about P4.", ["P4"]),
        ("P4...", ["P4"]),
        ("what do P4s do", ["P4"]),
        ("the P4's duties", ["P4"]),
        ("IC3", ["IC3"]),
        ("ic-3", ["IC3"]),
        ("P3 and P4.", ["P3", "P4"]),
        ("P3/P4", ["P3", "P4"]),
        ("P3,P4", ["P3", "P4"]),
        ("P3-P4", ["P3", "P4"]),
        ("P3–P4", ["P3", "P4"]),
        ("P2 to P4", ["P2", "P4"]),
        ("P4 vs P3", ["P4", "P3"]),
        ("P4 or p4", ["P4"]),
    ],
)
def test_levels_by_code(question: str, levels: list[str]) -> None:
    assert said(question) == levels


@pytest.mark.parametrize(
    ("question", "grades"),
    [
        ("level 4", ["4"]),
        ("Level four", ["4"]),
        ("grade 3", ["3"]),
        ("level 4.", ["4"]),
        ("levels 4 and 5", ["4", "5"]),
        ("levels 3, 4 & 5", ["3", "4", "5"]),
        ("level 4 vs 5", ["4", "5"]),
        ("level 4 to level 5", ["4", "5"]),
        ("levels three or four", ["3", "4"]),
    ],
)
def test_levels_by_number_have_no_track_yet(question: str, grades: list[str]) -> None:
    assert said(question) == grades


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("what does a seasoned professional do", "P3"),
        ("what does a Seasoned Professional do", "P3"),
        ("what do seasoned professionals do", "P3"),
        ("what does a seasoned  professional do", "P3"),
        ("seasoned professional… what is that?", "P3"),
        ("is an expert above me", "P5"),
    ],
)
def test_levels_by_what_they_are_called(question: str, level: str) -> None:
    assert said(question) == [level]


@pytest.mark.parametrize("question", ["which expertise is needed", "a professional", "inexpert"])
def test_the_name_of_a_level_has_to_stand_as_whole_words(question: str) -> None:
    assert said(question) == []


@pytest.mark.parametrize(
    "question",
    [
        "B2B sales",
        "B2C",
        "D2C",
        "Q4 targets",
        "H1 results",
        "401k",
        "401(k)",
        "4%",
        "5G",
        "24/7",
        "i18n",
        "k8s",
        "GPT4",
        "COVID19",
        "ISO 9001",
        "a 3 day week",
        "in 2 years",
        "top 10",
        "section 4",
        "v2",
        "P4.5",
        "P444",
        "level 100",
        "the level of trust",
        "",
    ],
)
def test_what_only_looks_like_a_level_is_none(question: str) -> None:
    assert said(question) == []


@pytest.mark.parametrize(("question", "level"), [("M4", "M4"), ("e5?", "E5"), ("G7", "G7")])
def test_a_usual_track_that_no_profile_has_is_still_a_level_so_that_it_can_be_refused(
    question: str, level: str
) -> None:
    assert said(question) == [level]


def test_a_letter_apart_from_its_number_counts_only_on_a_track_of_the_index() -> None:
    assert said("M 4") == []
    assert said("L 4") == ["L4"]


def test_levels_are_given_in_the_order_in_which_they_are_named() -> None:
    assert said("from guiding engineer down to P2, then P3") == ["L5", "P2", "P3"]


def test_the_place_of_each_level_is_told() -> None:
    question = "how does P3 differ from level 4?"
    _, spans = levels_said(question, TRACKS, CALLED)
    assert [question[start:end] for start, end in spans] == ["P3", "level 4"]


@given(st.text(max_size=500))
def test_any_text_is_read_without_error(text: str) -> None:
    levels, spans = levels_said(text, TRACKS, CALLED)
    assert len(levels) <= len(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


# What a plan makes of it ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "levels"),
    [
        ("what does a level 4 software engineer do", ["L4"]),
        ("levels 3 and 4 of account executive", ["P3", "P4"]),
        ("level 3 sales engineer", ["IC3"]),
        ("lvl 4 account executive", ["P4"]),
        ("level 9 account executive", ["P9"]),
        ("guiding engineer responsibilities", ["L5"]),
        ("GROWTH.ACCTEXEC.P3", ["P3"]),
    ],
)
def test_a_number_stands_for_the_level_of_the_roles_own_ladder(
    planner: Planner, question: str, levels: list[str]
) -> None:
    assert [str(level) for level in planner.plan(question).levels] == levels


def test_a_level_is_not_part_of_what_the_question_is_about(planner: Planner) -> None:
    assert planner.plan("who negotiates contracts at P4").words == ("negoti", "contract")
