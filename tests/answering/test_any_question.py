"""Whatever is asked, there is an answer of the promised shape, soon, and always the same."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.answering.conftest import Ask
from tests.answering.questions import ANSWERABLE
from tests.answering.shown import MARK, facts
from tests.retrieval.hostile import HOSTILE

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.markdown import markdown
from roleassistant.apps.cli.answer_json import answer_as_json
from roleassistant.domain.answer import Answer
from roleassistant.errors import UsageError
from roleassistant.retrieval.plan import Intent

WORDS = st.sampled_from(
    """
    which what who how level levels P3 P4 L5 IC3 M7 account executive software engineer AE SE data
    steward skills salary years months responsibilities difference between vs and or to from
    promoted I am me my adjacent aliases reviewed mean multi-threading contracts procurement compare
    autonomy 401k Q4 Salesforce pager replication mentors deal closer roles title code tools scope
    """.split()
)
QUESTION = st.one_of(
    st.text(max_size=200),
    st.lists(WORDS, min_size=1, max_size=12).map(" ".join),
    st.lists(st.one_of(WORDS, st.text(max_size=6)), min_size=1, max_size=12).map(" ".join),
    st.builds("{} {}".format, st.sampled_from(ANSWERABLE), st.text(max_size=20)),
).filter(str.strip)


def is_sound(answer: Answer) -> None:
    """What holds for every answer of any question."""
    assert answer.intent in set(Intent)
    if answer.abstained:
        assert answer.reason
        assert (answer.blocks, answer.claims, answer.citations, answer.conflicts) == ((),) * 4
        return
    assert answer.reason is None
    quotes = {citation.id: citation.quote for citation in answer.citations}
    assert list(quotes) == [str(number + 1) for number in range(len(quotes))]
    shown = list(facts(answer))
    assert shown
    assert [(fact.text, fact.marks) for fact in shown] == [
        (claim.text, claim.citations) for claim in answer.claims
    ]
    assert all(any(fact.text in quotes[mark] for mark in fact.marks) for fact in shown)
    assert set(MARK.findall(markdown(answer))) == set(quotes)
    for conflict in answer.conflicts:
        assert len(conflict.sides) > 1
        assert all(side.text in quotes[side.citation] for side in conflict.sides)


@settings(max_examples=150)
@given(QUESTION)
def test_any_question_has_a_sound_answer(assistant: Assistant, question: str) -> None:
    is_sound(assistant.answer(question).answer)


@settings(max_examples=60)
@given(QUESTION)
def test_any_question_scoped_to_a_role_has_a_sound_answer(
    assistant: Assistant, question: str
) -> None:
    is_sound(assistant.answer(question, role="BUILD.STORAGE").answer)


@settings(max_examples=40)
@given(QUESTION)
def test_the_same_question_has_the_same_answer(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question).answer == assistant.answer(question).answer


@settings(max_examples=40)
@given(QUESTION)
def test_any_answer_is_json(assistant: Assistant, question: str) -> None:
    told = answer_as_json(assistant.answer(question))
    assert json.loads(json.dumps(told)) == told


@settings(max_examples=30)
@given(QUESTION)
def test_whatever_is_suggested_is_answered(ask: Ask, question: str) -> None:
    assert [s for s in ask(question).suggestions if ask(s).abstained] == []


@pytest.mark.parametrize("question", HOSTILE.values(), ids=HOSTILE)
def test_hostile_questions_have_a_sound_answer_soon(assistant: Assistant, question: str) -> None:
    assistant.answer("who coaches juniors")
    started = time.process_time()
    try:
        answer = assistant.answer(question).answer
    except UsageError:
        assert not question.strip()
        return
    assert time.process_time() - started < 2
    is_sound(answer)
