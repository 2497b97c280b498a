"""Answers shaped like their questions: yes or no, a number, one thing after the other."""

from __future__ import annotations

import pytest
from tests.answering.conftest import Ask
from tests.answering.shown import facts, own_words

from roleassistant.domain.answer import Answer, Remark


def lead(answer: Answer) -> str:
    first = answer.blocks[0]
    return first.text if isinstance(first, Remark) else ""


# Yes and no -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "does a P4 account executive lead tender responses",
        "Does a P4 account executive coach juniors on their calls?",
        "can an IC4 sales engineer decide which trials are worth running",
        "is multi-threading a skill of the account executive",
    ],
)
def test_yes_is_said_where_a_statement_says_all_of_it(ask: Ask, question: str) -> None:
    assert lead(ask(question)).startswith("Yes")


@pytest.mark.parametrize(
    "question",
    [
        "does a P3 account executive lead tender responses",  # of another level
        "does a P4 account executive always lead tender responses alone",  # more than is said
        "does a P4 account executive negotiate no contracts with procurement",
        "does an L3 software engineer fix large faults of the file service",
        "does a P4 account executive need a master's degree",  # "or equal practice"
        "does a P2 account executive write contracts",
    ],
)
def test_yes_is_not_said_of_less_or_of_others(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.abstained or not lead(answer).startswith("Yes")


def test_what_is_described_for_another_level_is_said_and_quoted(ask: Ask) -> None:
    answer = ask("does a P3 account executive lead tender responses")
    assert lead(answer) == "Not said of P3; the profiles describe it for P4."
    assert [citation.level for citation in answer.citations] == ["P4"]


def test_a_skill_that_is_not_listed_is_no_skill(ask: Ask) -> None:
    answer = ask("is woodworking one of the skills of the account executive")
    assert answer.abstained
    assert (answer.reason or "").startswith("No: “woodworking” is not among the 3 skills")


def test_two_roles_are_not_the_same(ask: Ask) -> None:
    answer = ask("is an account executive the same as a sales engineer")
    assert lead(answer) == "No: these are 2 roles here."


# Numbers ----------------------------------------------------------------------------------------


def test_what_is_counted_is_listed_under_its_number(ask: Ask) -> None:
    answer = ask("how many skills does an account executive need")
    assert lead(answer) == "3 skills."
    assert len(list(facts(answer))) == 3


def test_levels_are_counted(ask: Ask) -> None:
    assert "describes 3 levels: P2, P3 and P4." in " ".join(
        own_words(ask("how many levels does the account executive have"))
    )


def test_a_number_that_no_statement_gives_is_refused(ask: Ask) -> None:
    assert ask("how many contracts does a P4 account executive negotiate").abstained


# Several things ---------------------------------------------------------------------------------


def test_two_things_asked_at_once_are_both_answered(ask: Ask) -> None:
    shown = [fact.text for fact in facts(ask("skills and aliases of the account executive"))]
    assert "Deal Captain" in shown
    assert "Keeping several people of one buyer in talks with each other." in shown


def test_what_is_missing_of_two_things_is_said(ask: Ask) -> None:
    answer = ask("how many years and which degree for an L5 software engineer")
    assert not answer.abstained
    assert any("record no degree" in words for words in own_words(answer))


def test_two_questions_in_one_are_both_answered(ask: Ask) -> None:
    shown = " ".join(
        fact.text for fact in facts(ask("who leads tender responses and who mentors engineers?"))
    )
    assert "Leads tender responses" in shown
    assert "Mentors engineers" in shown


# Other languages --------------------------------------------------------------------------------


def test_a_question_in_german_is_answered_and_the_language_of_the_profiles_named(ask: Ask) -> None:
    answer = ask("Welche Fähigkeiten braucht ein Account Executive?")
    assert lead(answer) == "The profiles are in English; the question was read as German."
    assert len(list(facts(answer))) == 3


def test_what_is_not_understood_in_another_language_is_refused_with_both_languages(
    ask: Ask,
) -> None:
    answer = ask("Wie ist das Wetter heute?")
    assert answer.abstained
    assert "asked in German; the profiles are in English" in (answer.reason or "")
