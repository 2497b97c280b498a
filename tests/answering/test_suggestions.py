"""What is suggested can be answered, and is not what was just asked."""

from __future__ import annotations

import pytest
from tests.answering.conftest import Ask
from tests.answering.questions import AMBIGUOUS, ANSWERABLE, UNANSWERABLE

EVERY = (*ANSWERABLE, *sorted({question for question, _ in UNANSWERABLE}), *AMBIGUOUS)


@pytest.mark.parametrize("question", EVERY)
def test_every_suggestion_is_answered(ask: Ask, question: str) -> None:
    refused = {s: ask(s).reason for s in ask(question).suggestions if ask(s).abstained}
    assert refused == {}


@pytest.mark.parametrize("question", EVERY)
def test_no_suggestion_repeats_the_question_or_another(ask: Ask, question: str) -> None:
    offered = [s.casefold() for s in ask(question).suggestions]
    assert question.casefold() not in offered
    assert len(offered) == len(set(offered))


def test_suggestions_are_answered_for_the_role_that_they_name(ask: Ask) -> None:
    for suggestion in ask("what is expected of a P4 account executive").suggestions:
        codes = {citation.role_code for citation in ask(suggestion).citations}
        assert all(code.startswith("GROWTH.ACCTEXEC") for code in codes)


def test_roles_of_the_same_title_are_told_apart_by_their_code(ask: Ask) -> None:
    offered = ask("what is a data steward").suggestions
    assert any("(FINANCE.STEWARD)" in suggestion for suggestion in offered)
    for suggestion in offered:
        key = suggestion.split("(")[1].split(")")[0]
        assert {c.role_code for c in ask(suggestion).citations} == {f"{key}.P3"}


@pytest.mark.parametrize("question", ["what does an SE do", "what does a solutions partner do"])
def test_an_ambiguous_question_is_offered_again_for_each_candidate(ask: Ask, question: str) -> None:
    offered = ask(question).suggestions
    assert len(offered) == 2
    assert all(suggestion.startswith(question) for suggestion in offered)


def test_an_ambiguous_question_is_offered_only_for_candidates_that_answer_it(ask: Ask) -> None:
    """One of the two engineers has no skills on its page."""
    assert ask("which skills does an SE need").suggestions == (
        "which skills does an SE need (BUILD.STORAGE)",
    )


def test_what_a_role_does_not_record_is_not_suggested(ask: Ask) -> None:
    offered = ask("what are the duties of an IC3 sales engineer").suggestions
    assert not any("skill" in suggestion.casefold() for suggestion in offered)
