"""What people typed, told apart: questions of their own, and what only goes on with another."""

from __future__ import annotations

import pytest

from roleassistant.apps.slack.wording import question_in, stands_alone


@pytest.mark.parametrize(
    "text",
    [
        "what separates P4 from P5?",
        "Which roles are there?",
        "compare field sales P4 P5",
        "How many years does a Band 6 nurse need?",
    ],
)
def test_a_question_by_itself_can_be_asked_again(text):
    assert stands_alone(text, {"CUSTSUCC.CSM"})


@pytest.mark.parametrize(
    "text",
    [
        "CUSTSUCC.CSM",
        "what about P6?",
        "and P3?",
        "the second one",
        "P4",
        "what is new at that level?",
    ],
)
def test_what_goes_on_with_another_question_cannot(text):
    assert not stands_alone(text, {"CUSTSUCC.CSM"})


def test_what_no_database_takes_is_left_out_of_a_question():
    assert question_in("what \x00does \ud83dP4 do\udc00?") == "what does P4 do?"
