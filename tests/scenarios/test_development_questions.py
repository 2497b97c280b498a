"""Every development question is answered rightly, or refused where the profiles do not hold it."""

from __future__ import annotations

import pytest
from tests.scenarios.cases import cases, misquotes, shortcomings

from roleassistant.answering.assistant import Assistant
from roleassistant.evaluation.suites.case import Case


@pytest.mark.parametrize("case", cases("bundled"), ids=lambda case: case.id)
def test_a_question_over_the_bundled_profiles(bundled: Assistant, case: Case) -> None:
    answer = bundled.answer(case.question).answer
    assert shortcomings(case, answer) == []
    assert misquotes(answer, bundled) == []


@pytest.mark.parametrize("case", cases("elsewhere"), ids=lambda case: case.id)
def test_a_question_over_profiles_of_another_house(elsewhere: Assistant, case: Case) -> None:
    answer = elsewhere.answer(case.question).answer
    assert shortcomings(case, answer) == []
    assert misquotes(answer, elsewhere) == []


@pytest.mark.parametrize("case", cases("clinic"), ids=lambda case: case.id)
def test_a_question_over_profiles_with_named_levels(clinic: Assistant, case: Case) -> None:
    answer = clinic.answer(case.question).answer
    assert shortcomings(case, answer) == []
    assert misquotes(answer, clinic) == []


@pytest.mark.parametrize("case", cases("real"), ids=lambda case: case.id)
def test_a_question_over_the_real_page(real: Assistant, case: Case) -> None:
    answer = real.answer(case.question).answer
    assert shortcomings(case, answer) == []
    assert misquotes(answer, real) == []


def test_there_are_at_least_sixty_questions_of_which_a_quarter_cannot_be_answered() -> None:
    every = cases("bundled") + cases("elsewhere") + cases("real")
    assert len(every) >= 60
    assert sum(not case.turns[0].answerable for case in every) >= len(every) / 4
