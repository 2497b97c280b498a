"""Real answers of every kind, over the bundled profiles, as Slack gets them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.apps.slack.blocks.checks import check_messages, check_view
from tests.apps.slack.blocks.reading import (
    characters,
    columns,
    openers,
    prose,
    small_print,
    words_of,
)

from roleassistant.answering.assistant import Assistant
from roleassistant.apps.slack.blocks.answer import answer_messages
from roleassistant.apps.slack.blocks.citation_modal import citation_modal
from roleassistant.apps.slack.blocks.facts import marks
from roleassistant.apps.slack.first_questions import first_questions
from roleassistant.domain.answer import Answer
from roleassistant.indexing.library import Library
from roleassistant.retrieval.plan import Intent

QUESTIONS = {
    Intent.COMPARE_LEVELS: "what separates P4 from P5 for field sales",
    Intent.COMPARE_ROLES: "compare field sales and sales engineer",
    Intent.LEVEL_CRITERIA: "what is expected of P4 field sales",
    Intent.LOOKUP: "how many years of experience does a P5 in field sales need?",
    Intent.FIND_LEVEL: "which level negotiates contracts in field sales",
    Intent.PROMOTION_GAP: "what do I need to get from P3 to P4 in field sales",
    Intent.SELF_PLACEMENT: "I led tenders and coach juniors in field sales, which level am I",
    Intent.SKILLS: "which skills does field sales need",
    Intent.ADJACENT_ROLES: "which roles are close to field sales",
    Intent.ALIASES: "what other titles does field sales have",
    Intent.PROVENANCE: "who reviewed the field sales profile",
    Intent.LIST_ROLES: "which roles are there?",
    Intent.OFF_TOPIC: "what is the weather",
}
LONG = "compare P1, P2, P3, P4 and P5 of backend"


@pytest.fixture(scope="module")
def assistant(bundled_index, real_encoder) -> Iterator[Assistant]:
    library = Library(bundled_index, model=real_encoder.identity)
    yield Assistant(library, lambda: real_encoder)
    library.close()


def test_there_is_a_question_for_every_intent():
    assert set(QUESTIONS) == set(Intent)


@pytest.mark.parametrize("question", [*QUESTIONS.values(), LONG], ids=lambda q: q[:30])
def test_an_answer_is_shown_whole_cited_and_within_the_limits(assistant, question):
    answer = assistant.answer(question).answer
    messages = answer_messages(answer, "a1b2c3")
    check_messages(messages)
    check_is_whole(answer, messages)


def check_is_whole(answer: Answer, messages) -> None:
    shown = prose(messages) + "".join(columns(messages).values())
    read = characters(shown)
    for claim in answer.claims:
        assert words_of(claim.text) in read
        assert marks(claim.citations) in shown
    assert len(openers(messages)) == len(answer.citations)
    assert all(f"[{citation.id}]" in small_print(messages) for citation in answer.citations)


def test_every_source_of_every_answer_opens(assistant):
    for question in QUESTIONS.values():
        answer = assistant.answer(question).answer
        for citation in answer.citations:
            check_view(citation_modal(answer, citation))


def test_a_comparison_of_eighty_statements_is_few_messages(assistant):
    answer = assistant.answer(LONG).answer
    assert len(answer.claims) >= 80
    assert len(answer_messages(answer, "a1b2c3")) <= 2


def test_the_questions_to_begin_with_are_answered(assistant):
    evidence = assistant.evidence
    found = first_questions(evidence, evidence.generation.roles)
    assert len(found) == len(set(found)) == 4
    for question in found:
        assert not assistant.answer(question).answer.abstained


def test_the_questions_to_begin_with_fit_the_channel_and_what_may_be_seen(assistant):
    evidence = assistant.evidence
    roles = evidence.generation.roles
    in_channel = first_questions(evidence, roles, "proj-field-sales")
    assert all("Field Sales" in question for question in in_channel[:3])
    (only,) = [role for role in roles if role.key == "ENGINEER.SRE"]
    assert all(only.title in question for question in first_questions(evidence, [only]))
    assert first_questions(evidence, ()) == ()
