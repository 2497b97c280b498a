"""In what form a question asks: openly, for yes or no, for a number, for one of two."""

from __future__ import annotations

import pytest

from roleassistant.retrieval.forms import Form, form_of

ASKED = {
    Form.YES_NO: (
        "does a p3 mentor juniors?",
        "can a manager approve discounts",
        "litigation – does the counsel handle it?",
        "hey, is python needed",
        "i'd like to know if a degree is a must",
        "mid-market sellers need 5 years, is that so?",
        "isn't a designer the same as an artist",
    ),
    Form.OPEN: (
        "what does a p3 do",
        "who mentors juniors",
        "can you tell me which skills are needed",
        "could you please list the levels",
        "do you know how long it takes",
        "skills of a designer",
    ),
    Form.COUNT: ("how many skills does it take", "number of levels", "count of the roles"),
    Form.CHOICE: ("is it a p2 or a p3", "do they use greenhouse or workday"),
}


@pytest.mark.parametrize(
    ("question", "form"), [(q, form) for form, asked in ASKED.items() for q in asked]
)
def test_the_form_of_a_question(question: str, form: Form) -> None:
    assert form_of(question) is form
