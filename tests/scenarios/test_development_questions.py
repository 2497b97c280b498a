"""Every development question is answered rightly, or refused where the profiles do not hold it."""

from __future__ import annotations

import pytest
from tests.scenarios.cases import Case, cases, misquotes, shortcomings
from tests.scenarios.conftest import BUNDLED, CLINIC, ELSEWHERE, REAL

from roleassistant.answering.assistant import Assistant


@pytest.mark.parametrize("case", cases("bundled"), ids=lambda case: case.id)
def test_a_question_over_the_bundled_profiles(bundled: Assistant, case: Case) -> None:
    answer = bundled.answer(case.question).answer
    assert shortcomings(case, answer) == []
    assert misquotes(answer, BUNDLED.parent) == []


@pytest.mark.parametrize("case", cases("elsewhere"), ids=lambda case: case.id)
def test_a_question_over_profiles_of_another_house(elsewhere: Assistant, case: Case) -> None:
    answer = elsewhere.answer(case.question).answer
    assert shortcomings(case, answer) == []
    assert misquotes(answer, ELSEWHERE.parent) == []


@pytest.mark.parametrize("case", cases("clinic"), ids=lambda case: case.id)
def test_a_question_over_profiles_with_named_levels(clinic: Assistant, case: Case) -> None:
    answer = clinic.answer(case.question).answer
    assert shortcomings(case, answer) == []
    assert misquotes(answer, CLINIC.parent) == []


@pytest.mark.parametrize("case", cases("real"), ids=lambda case: case.id)
def test_a_question_over_the_real_page(real: Assistant, case: Case) -> None:
    answer = real.answer(case.question).answer
    assert shortcomings(case, answer) == []
    assert misquotes(answer, REAL.parent) == []


def test_there_are_at_least_sixty_questions_of_which_a_quarter_cannot_be_answered() -> None:
    every = cases("bundled") + cases("elsewhere") + cases("real")
    assert len(every) >= 60
    assert sum(not case.answerable for case in every) >= len(every) / 4
