"""Which level is the lowest: most ladders count up, some count down, and the pages show which."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roleassistant.domain import Level, SectionKind, SourceSpan, Statement
from roleassistant.domain.ladder import ladder


def levels(*labels: str) -> tuple[Level, ...]:
    return tuple(Level.parse(label) for label in labels)


def criterion(level: str, text: str, section: SectionKind = SectionKind.GUIDELINES) -> Statement:
    span = SourceSpan("page.txt", "0" * 64, 1, 1, 0, len(text))
    return Statement(text, section, "Level guidelines", span, levels(level), "Experience")


def test_without_a_word_of_experience_the_number_decides():
    assert ladder(levels("P3", "P1", "P2"), []) == levels("P1", "P2", "P3")


def test_a_ladder_that_asks_for_more_experience_at_lower_numbers_counts_down():
    asked = [
        criterion("G9", "0–1 years"),
        criterion("G8", "2+ years"),
        criterion("G6", "10+ years"),
    ]
    assert ladder(levels("G6", "G7", "G8", "G9"), asked) == levels("G9", "G8", "G7", "G6")


def test_one_pair_the_wrong_way_round_turns_no_ladder():
    asked = [
        criterion("P1", "1 year"),
        criterion("P2", "6 years, at a slow pace"),
        criterion("P3", "4–6 years"),
        criterion("P4", "8+ years"),
    ]
    assert ladder(levels("P1", "P2", "P3", "P4"), asked) == levels("P1", "P2", "P3", "P4")


def test_each_track_is_judged_by_itself():
    asked = [criterion("G7", "6 years"), criterion("G6", "9 years"), criterion("M1", "5 years")]
    assert ladder(levels("M2", "G6", "M1", "G7"), asked) == levels("G7", "G6", "M1", "M2")


def test_years_in_a_duty_say_nothing_of_the_ladder():
    duty = SectionKind.RESPONSIBILITIES
    told = [criterion("P1", "Keeps records for 10 years.", duty), criterion("P2", "1 year", duty)]
    assert ladder(levels("P1", "P2"), told) == levels("P1", "P2")


def test_named_levels_keep_the_order_in_which_ladders_use_them():
    assert ladder(levels("Staff", "Associate", "Senior"), []) == levels(
        "Associate", "Senior", "Staff"
    )


@given(st.sets(st.sampled_from(["P1", "P2", "P3", "G6", "G7", "Senior", "Staff"])))
def test_every_level_is_there_once(labels):
    assert sorted(ladder(levels(*labels), [])) == sorted(levels(*labels))
