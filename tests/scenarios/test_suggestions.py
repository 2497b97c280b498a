"""Over every corpus: what is suggested is answered, and a refusal offers something."""

from __future__ import annotations

import pytest
from tests.scenarios.cases import cases

from roleassistant.answering.assistant import Assistant

CORPORA = ("bundled", "elsewhere", "clinic", "real")


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_suggestion_to_a_development_question_is_answered(
    request: pytest.FixtureRequest, corpus: str
) -> None:
    assistant: Assistant = request.getfixturevalue(corpus)
    answers = [assistant.answer(case.question).answer for case in cases(corpus)]
    offered = sorted({suggestion for answer in answers for suggestion in answer.suggestions})
    assert offered
    assert [s for s in offered if assistant.answer(s).answer.abstained] == []


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_refusal_of_a_development_question_offers_something(
    request: pytest.FixtureRequest, corpus: str
) -> None:
    assistant: Assistant = request.getfixturevalue(corpus)
    refused = [
        case.question
        for case in cases(corpus)
        if (answer := assistant.answer(case.question).answer).abstained and not answer.suggestions
    ]
    assert refused == []


@pytest.mark.parametrize("corpus", CORPORA)
def test_citations_are_numbered_as_they_appear(request: pytest.FixtureRequest, corpus: str) -> None:
    assistant: Assistant = request.getfixturevalue(corpus)
    for case in cases(corpus):
        answer = assistant.answer(case.question).answer
        marks = [mark for claim in answer.claims for mark in claim.citations]
        assert list(dict.fromkeys(marks)) == [citation.id for citation in answer.citations]
