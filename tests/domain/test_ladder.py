"""Which level is the lowest: most ladders count up, some count down, and the pages show which."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roleassistant.domain import Level, SectionKind, SourceSpan, Statement
from roleassistant.domain.ladder import ladder, ranked
from roleassistant.domain.level import UNRANKED


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


# Rungs with names ---------------------------------------------------------------------------------


def named(*labels: str) -> tuple[Level, ...]:
    return tuple(Level.called(label) for label in labels)


def row(level: str, at: int, page: str = "page.txt", text: str = "Keeps order.") -> Statement:
    """A cell of the guidelines of `page` at `level`, the `at`th from the top."""
    span = SourceSpan(page, "0" * 64, at, at, at, at + 1)
    (own,) = named(level)
    return Statement(text, SectionKind.GUIDELINES, "Level guidelines", span, (own,), "Order")


def rows(*labels: str, page: str = "page.txt") -> list[Statement]:
    return [row(label, at, page) for at, label in enumerate(labels)]


def order(levels: tuple[Level, ...], said: list[Statement]) -> list[str]:
    return [str(level) for level in ladder(levels, said)]


def test_names_of_a_house_stand_as_its_guidelines_list_them():
    rungs = ("Ropehand", "Rigger", "Bosun")
    assert order(named(*sorted(rungs)), rows(*rungs)) == [*rungs]


def test_a_list_from_the_top_is_known_by_the_years():
    said = [row("Bosun", 1, text="8+ years"), row("Rigger", 2, text="2 years")]
    assert order(named("Bosun", "Rigger"), said) == ["Rigger", "Bosun"]


def test_a_list_from_the_top_is_known_by_the_names_that_ladders_everywhere_use():
    said = rows("Principal", "Wizard", "Junior")
    assert order(named("Wizard", "Junior", "Principal"), said) == ["Junior", "Wizard", "Principal"]


def test_pages_with_parts_of_the_ladder_are_put_together():
    said = [*rows("Rigger", "Bosun", page="a"), *rows("Ropehand", "Rigger", page="b")]
    assert order(named("Bosun", "Rigger", "Ropehand"), said) == ["Ropehand", "Rigger", "Bosun"]


def test_most_pages_decide_where_they_oppose_each_other():
    said = [
        *rows("Bosun", "Rigger", page="a"),
        *rows("Rigger", "Bosun", page="b"),
        *rows("Rigger", "Bosun", page="c"),
    ]
    assert order(named("Bosun", "Rigger"), said) == ["Rigger", "Bosun"]


def test_where_the_lists_leave_it_open_years_tell():
    said = [
        row("Bosun", 1, "a", "5 years"),
        row("Master", 2, "a", "9 years"),
        row("Rigger", 1, "b", "2 years"),
        row("Master", 2, "b", "9 years"),
    ]
    assert order(named("Bosun", "Master", "Rigger"), said) == ["Rigger", "Bosun", "Master"]


def test_a_rung_of_which_nothing_is_told_is_last_and_has_no_height():
    said = rows("Rigger", "Bosun")
    found = ranked(named("Armourer", "Rigger", "Bosun"), said)
    assert [(str(level), level.grade) for level in found] == [
        ("Rigger", 1),
        ("Bosun", 2),
        ("Armourer", UNRANKED),
    ]


_LABELS = st.lists(
    st.sampled_from(["Rigger", "Bosun", "Master", "Mate", "Cook", "Junior", "Staff"]), unique=True
)


@given(_LABELS)
def test_one_list_is_the_order_or_the_order_from_the_top(labels):
    found = order(named(*labels), rows(*labels))
    if len(labels) > 1:
        assert found in ([*labels], [*reversed(labels)])


@given(st.lists(_LABELS, max_size=4))
def test_whatever_lists_there_are_every_rung_is_there_once(lists):
    said = [one for at, labels in enumerate(lists) for one in rows(*labels, page=f"{at}")]
    every = {label for labels in lists for label in labels} | {"Armourer"}
    assert sorted(order(named(*every), said)) == sorted(every)
