"""Statements that cannot both hold are shown together, and nothing else is called a conflict."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answering.conftest import Ask
from tests.answering.literals import chunk
from tests.answering.questions import ANSWERABLE
from tests.answering.shown import facts

from roleassistant.answering.conflicts.within_role import disagreements
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.indexing.chunks import Chunk


def said(*texts: str, level: str = "P5") -> list[Chunk]:
    return [chunk(text, level, row=row) for row, text in enumerate(texts, 1)]


def on_pages(one: Chunk, *levels: str) -> Chunk:
    """The same statement on the pages of several levels."""
    pages = [chunk("", level).sources[0] for level in levels]
    return replace(one, sources=tuple(pages))


def sides(chunks: list[Chunk]) -> list[list[str]]:
    return [[side.text for side in found.sides] for found in disagreements(chunks)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12+ years", "8–12 yrs"),
        ("8+ years", "10+ years"),
        ("3–5 years", "3–6 years"),
        ("18 months", "2 years"),
        ("30 months", "3–5 yrs"),
        ("at least five years", "4+ years"),
        ("up to 2 years", "2+ years"),
        ("Bachelor's degree; 8+ years in sales", "5–7 yrs"),
        ("a decade", "8 years"),
        ("6–12 months", "1–2 years"),
    ],
)
def test_amounts_that_cannot_both_hold_disagree(one: str, other: str) -> None:
    assert len(disagreements(said(one, other))) == 1
    assert len(disagreements(said(other, one))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("8+ years", "8–12 years"),
        ("18 months", "1.5 years"),
        ("24 months", "two years"),
        ("a decade", "10 years"),
        ("12+ years", "looks after 10 accounts"),
        ("12 years", "10 direct accounts"),
        ("3–6 years", "3–6 yrs"),
        ("3-6 years", "3 to 6 years"),
        ("at least 5 years", "5+ years"),
        ("5 years, of which two in charge", "5+ years"),
        ("8+ years", "several years"),
        ("8+ years", "a degree"),
    ],
)
def test_amounts_that_may_both_hold_do_not(one: str, other: str) -> None:
    assert disagreements(said(one, other)) == []
    assert disagreements(said(other, one)) == []


def test_levels_are_not_held_against_each_other() -> None:
    lower, upper = chunk("3 years", "P3", row=1), chunk("8 years", "P4", row=2)
    assert disagreements([lower, upper]) == []


def test_roles_are_not_held_against_each_other() -> None:
    one = chunk("3 years", "P3", row=1, role="A.ONE")
    other = chunk("8 years", "P3", row=2, role="A.OTHER")
    assert disagreements([one, other]) == []


@pytest.mark.parametrize(
    "other",
    [
        chunk("8 years", "P3", row=2, dimension="Collaboration"),
        chunk("8 years", row=2),
        chunk("8 years", "P3", row=2, kind=StatementKind.NOTE),
        chunk(
            "Plans for 8 years", "P3", row=2, dimension=None, section=SectionKind.RESPONSIBILITIES
        ),
    ],
    ids=["other dimension", "no level", "a note", "a duty"],
)
def test_only_statements_of_experience_at_a_level_count(other: Chunk) -> None:
    assert disagreements([chunk("3 years", "P3", row=1), other]) == []


def test_a_page_of_one_level_may_say_what_another_needs() -> None:
    told = chunk(
        "A P5 needs 10+ years.", row=2, page="P4", section=SectionKind.OTHER, dimension=None
    )
    (found,) = disagreements([chunk("12+ years", "P5", row=1), told])
    assert str(found.level) == "P5"
    assert {side.text for side in found.sides} == {"12+ years", "10+ years"}


def test_what_is_said_of_the_role_on_all_of_its_pages_is_said_of_every_level() -> None:
    everywhere = on_pages(
        chunk("Requires 5+ years of experience.", section=SectionKind.OTHER, dimension=None),
        "P1",
        "P4",
    )
    lower, upper = chunk("0–2 years", "P1", row=2), chunk("6–9 years", "P4", row=3)
    (found,) = disagreements([everywhere, lower, upper])
    assert str(found.level) == "P1"


def test_a_value_that_is_given_twice_is_one_side() -> None:
    assert sides(said("8+ years", "5–7 yrs", "8+ years")) == [["8+ years", "5–7 yrs"]]


def test_three_values_are_three_sides() -> None:
    assert sides(said("8+ years", "5–7 yrs", "10 years")) == [["8+ years", "5–7 yrs", "10 years"]]


@given(st.lists(st.sampled_from(["8+ years", "8–12 yrs", "12+ years", "a year", "1 yr"])))
def test_each_side_points_to_the_statement_that_holds_its_words(texts: list[str]) -> None:
    for found in disagreements(said(*texts)):
        assert len(found.sides) > 1
        for side in found.sides:
            assert all(text in chunk.statement.text for text, chunk in side.said)


# In answers -------------------------------------------------------------------------------------

PLANTED = {
    "typical experience of P3": {"30 months", "3–5 yrs"},
    "typical experience of P4": {"8+ years", "5–7 yrs"},
}


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("how many years of experience does a P4 account executive need", {"P4"}),
        ("how much experience does a P3 account executive need", {"P3"}),
        ("what separates P3 from P4 for account executive", {"P3", "P4"}),
        ("what is expected of a P4 account executive", {"P4"}),
        ("what do I need to get from P3 to P4 as an account executive", {"P4"}),
        ("what degree does a P3 account executive need", {"P3"}),
    ],
)
def test_an_answer_that_quotes_a_side_shows_the_conflict_whole(
    ask: Ask, question: str, about: set[str]
) -> None:
    answer = ask(question)
    shown = {
        conflict.about: {side.text for side in conflict.sides} for conflict in answer.conflicts
    }
    assert shown == {
        f"typical experience of {x}": PLANTED[f"typical experience of {x}"] for x in about
    }


@pytest.mark.parametrize("question", ANSWERABLE)
def test_a_conflict_is_shown_if_and_only_if_a_side_of_it_is_quoted(ask: Ask, question: str) -> None:
    answer = ask(question)
    quoted = {
        f"typical experience of {citation.level}"
        for citation in answer.citations
        if citation.role_code.startswith("GROWTH.ACCTEXEC")
        and citation.level in ("P3", "P4")
        and citation.dimension in ("Typical Degree & Years", "Typical experience")
    }
    assert {conflict.about.split(" Account")[0] for conflict in answer.conflicts} == quoted


@pytest.mark.parametrize("question", ANSWERABLE)
def test_every_side_of_a_conflict_is_cited_and_shown(ask: Ask, question: str) -> None:
    answer = ask(question)
    quotes = {citation.id: citation.quote for citation in answer.citations}
    shown = {(fact.text, fact.marks) for fact in facts(answer)}
    for conflict in answer.conflicts:
        for side in conflict.sides:
            assert side.text in quotes[side.citation]
            assert (side.text, (side.citation,)) in shown


def test_months_that_come_to_the_same_years_are_no_conflict(ask: Ask) -> None:
    assert ask("how many years for a P2 account executive").conflicts == ()


def test_a_number_of_accounts_is_no_number_of_years(ask: Ask) -> None:
    answer = ask("how many years for an IC3 sales engineer")
    assert "10 accounts" in answer.citations[0].quote
    assert answer.conflicts == ()
