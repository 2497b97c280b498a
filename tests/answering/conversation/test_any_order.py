"""Turns in any order: whatever was said before, an answer is whole and says only what stands."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.answering.conversation.test_forms import is_whole
from tests.answering.questions import AMBIGUOUS, ANSWERABLE, UNANSWERABLE

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.conversation.plain import from_plain, to_plain
from roleassistant.answering.conversation.thread import Thread

FOLLOW_UPS = (
    "and P3?", "P2 too", "an L5", "what about their experience?", "and the skills?", "the degree?",
    "compare it with sales engineering", "vs P4", "and for software engineers in storage?",
    "the level above", "one level down", "why?", "how do you know?", "where does that stand?",
    "says who?", "shorter, please", "in a table", "as a list", "more detail", "the rest", "more",
    "what else changes", "is that a must?", "go back to P4", "go back", "both", "compare them",
    "the first one", "2", "the trials one", "no, I meant P3", "not P4, P3", "thanks", "hello",
    "I coach two juniors", "and I have 5 years behind me", "and P4?", "what's missing?",
    "what level am I", "what levels does it have", "who reviewed it?", "all of them", "yes",
)  # fmt: skip
EVERY = (*FOLLOW_UPS, *FOLLOW_UPS, *ANSWERABLE, *AMBIGUOUS, *(q for q, _ in UNANSWERABLE[:40]))


@settings(max_examples=60)
@given(turns=st.lists(st.sampled_from(EVERY), min_size=1, max_size=10))
def test_any_conversation_gives_whole_answers_and_survives_json(
    assistant: Assistant, turns: list[str]
) -> None:
    thread = Thread()
    for turn in turns:
        answered, thread = assistant.answer_in(thread, turn)
        answer = answered.answer
        assert answer.question == turn
        if answer.abstained:
            assert answer.reason, turn
            assert not answer.claims
            assert not answer.citations
        else:
            assert answer.citations, turn
            assert is_whole(answer), turn
            quotes = {c.id: " ".join(c.quote.split()) for c in answer.citations}
            assert all(
                any(" ".join(claim.text.split()) in quotes[mark] for mark in claim.citations)
                for claim in answer.claims
            )
        assert from_plain(Thread, json.loads(json.dumps(to_plain(thread)))) == thread
