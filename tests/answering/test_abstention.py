"""What the pages do not hold is refused, with what is missing and with what there is."""

from __future__ import annotations

import pytest
from tests.answering.conftest import Ask
from tests.answering.questions import AMBIGUOUS, ANSWERABLE, UNANSWERABLE

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.compose.specifying import says_which
from roleassistant.domain.answer import Remark
from roleassistant.retrieval.words import stem

REFUSED = sorted({question for question, _ in UNANSWERABLE})


@pytest.mark.parametrize(("question", "words"), UNANSWERABLE, ids=lambda value: str(value)[:60])
def test_a_question_that_the_pages_do_not_answer_is_refused_for_its_own_reason(
    ask: Ask, question: str, words: str
) -> None:
    answer = ask(question)
    assert answer.abstained
    assert words.casefold() in (answer.reason or "").casefold()


@pytest.mark.parametrize("question", ANSWERABLE)
def test_a_question_that_the_pages_answer_is_not_refused(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert not answer.abstained, answer.reason


def test_there_are_enough_questions_of_both_kinds() -> None:
    assert len(ANSWERABLE) >= 40
    assert len(REFUSED) >= 50


@pytest.mark.parametrize("question", REFUSED)
def test_a_refusal_shows_nothing_as_a_fact(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert (answer.blocks, answer.claims, answer.citations, answer.conflicts) == ((), (), (), ())


def test_every_refusal_offers_something_to_ask_instead(ask: Ask) -> None:
    assert [q for q in (*REFUSED, *AMBIGUOUS) if not ask(q).suggestions] == []


@pytest.mark.parametrize(
    "question",
    [
        "what is the salary",
        "how much travel is there",
        "what does a P9 do",
        "who feeds the parrots",
        "does it repair bicycles",
        "which astronauts are trained",
        "what is the weather tomorrow",
        "who won the world cup",
    ],
)
@pytest.mark.parametrize("role", ["GROWTH.ACCTEXEC", "BUILD.STORAGE", "PRESALES.TRIALS"])
def test_scoping_to_a_role_does_not_make_an_answer_of_what_is_none(
    assistant: Assistant, question: str, role: str
) -> None:
    """Where a scope lowers what counts as near, everything is answered (peers, lesson 19)."""
    assert assistant.answer(question, role=role).answer.abstained


def test_scoping_to_a_role_answers_for_that_role(assistant: Assistant) -> None:
    answer = assistant.answer("which skills are needed", role="BUILD.STORAGE").answer
    assert {citation.role_code for citation in answer.citations} == {"BUILD.STORAGE.L4"}


@pytest.mark.parametrize("question", AMBIGUOUS)
def test_a_name_of_several_roles_lists_them_with_their_codes(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.abstained
    assert "(PRESALES.TRIALS)" in (answer.reason or "")
    assert (answer.reason or "").count("(") == 2


def test_a_name_that_only_one_role_comes_near_to_asks_for_that_one(ask: Ask) -> None:
    reason = ask("what does an account plumber do").reason or ""
    assert reason.endswith("do you mean Account Executive / Mid-Market (GROWTH.ACCTEXEC)?")


def test_a_role_that_is_not_here_is_not_answered_from_another(ask: Ask) -> None:
    assert ask("which skills does a beekeeper need").abstained


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("who at P2 negotiates contracts with procurement", "P4"),
        ("is a Closer at P4 level", "P3"),
    ],
)
def test_what_is_described_for_another_level_is_refused_with_that_level(
    ask: Ask, question: str, held: str
) -> None:
    answer = ask(question)
    assert answer.abstained
    assert held in (answer.reason or "")


def test_a_yes_or_no_question_says_for_which_level_a_thing_is_described(ask: Ask) -> None:
    answer = ask("does an account executive use Salesforce at P4 level")
    assert answer.blocks[0] == Remark("Not said of P4; the profiles describe it for P3.")
    assert [citation.level for citation in answer.citations] == ["P3"]


def test_a_level_that_one_of_two_roles_lacks_is_not_answered_from_the_other_track(
    ask: Ask,
) -> None:
    answer = ask("what does a P3 software engineer do")
    assert answer.abstained
    assert "L3 to L6" in (answer.reason or "")


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("which reports does a clerk write", "Writes reports and files them."),
        ("which juniors does she advise", "Advises juniors."),
        ("which carriers are paid", "Pays the carriers promptly."),
    ],
)
def test_a_thing_that_is_only_mentioned_does_not_say_which(question: str, says: str) -> None:
    assert not says_which(stem(question.split()[1]), says, question)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("which reports does a clerk write", "Writes weekly reports and files them."),
        ("which juniors does she advise", "Advises juniors of two teams."),
        ("which carriers are paid", "Pays carriers such as Nordline."),
        ("what kind of deals are closed", "Closes deals without precedent."),
        ("what usability work is done", "Takes notes in usability tests."),
    ],
)
def test_a_thing_of_which_more_is_told_says_which(question: str, says: str) -> None:
    noun = {"what kind": "deals", "what usability": "usability"}.get(
        " ".join(question.split()[:2]), question.split()[1]
    )
    assert says_which(stem(noun), says, question)
