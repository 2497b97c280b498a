"""What no page records is refused, however near the words of the pages come to it."""

from __future__ import annotations

import pytest

from roleassistant.answering.assistant import Assistant

CORPORA = ["bundled", "elsewhere", "clinic", "real"]
NEVER_RECORDED = [
    "which brand of laptop does a {level} {role} get",
    "how many {role}s work here",
    "how many people applied as {role} last year",
    "what is the dress code for a {role}",
    "what is the average age of {role}s",
    "when was the first {role} hired",
    "what percentage of {role}s get promoted each year",
    "which city is the {role} team in",
    "how many meetings does a {level} {role} have per week",
    "what is the phone number of the {role} team",
    "does a {level} {role} get a company car",
    "what colour is the {role}'s uniform",
    "what is the turnover rate of {role}s",
    "how many interview rounds for a {level} {role}",
    "what is the probation period of a {level} {role}",
    "who was {level} {role} of the month",
    "do {level} {role}s earn more than others",
    "which blood type does a {role} need",
    "what does a plumber do at {level}",
    "responsibilities of a truck mechanic {level}",
    "how many emails does a {role} send",
    "when does the {level} {role} shift start",
]


@pytest.mark.parametrize("corpus", CORPORA)
@pytest.mark.parametrize("asked", NEVER_RECORDED)
def test_an_attribute_that_no_page_records_is_refused_for_every_role(
    request: pytest.FixtureRequest, corpus: str, asked: str
) -> None:
    assistant: Assistant = request.getfixturevalue(corpus)
    for number, role in enumerate(assistant.evidence.generation.roles):
        level = role.described_levels[number % len(role.described_levels)]
        title = role.title.split(" / ")[0].lower()
        question = asked.format(role=title, level=level)
        answer = assistant.answer(question).answer
        assert answer.abstained, (question, [claim.text for claim in answer.claims])
        assert "“”" not in (answer.reason or "")


def test_the_sentence_that_leads_to_a_provenance_is_no_review(real: Assistant) -> None:
    for question in ("who approved this profile and when", "who reviewed this profile?"):
        answer = real.answer(question).answer
        assert answer.abstained
        assert "no reviewer" in (answer.reason or "")


def test_half_the_name_of_a_role_is_no_role(real: Assistant) -> None:
    answer = real.answer("what does a sales engineer do at P3?").answer
    assert answer.abstained
    assert "no role is called “sales engineer”" in (answer.reason or "")
