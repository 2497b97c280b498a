"""Whoever words answers reads a follow-up as a whole question, and what was said before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import add

from tests.answering.conversation.conftest import Talk

from roleassistant.answering.assistant import Assistant, pieces
from roleassistant.answering.conversation.thread import Thread
from roleassistant.answering.draft import Draft
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.finish import finish
from roleassistant.answering.writer import History
from roleassistant.domain.answer import Answer
from roleassistant.retrieval.plan import Plan

YEARS = "how many years does a P4 account executive need?"


@dataclass
class Listening:
    """A writer that notes what it is asked, and quotes."""

    heard: list[tuple[str, History]] = field(default_factory=list)
    name: str = "listening"

    def pieces(
        self, plan: Plan, draft: Draft, evidence: Evidence, history: History = ()
    ) -> Iterator[Answer]:
        self.heard.append((plan.question, history))
        yield finish(plan, draft, evidence)


def test_a_follow_up_reaches_the_writer_whole_and_with_what_was_said(assistant: Assistant) -> None:
    writer = Listening()
    talk = Talk(Assistant(assistant.library, assistant.encoder, writer))
    talk.say(YEARS, "and P3?")
    first, second = writer.heard
    assert first == (YEARS, ())
    asked, ((before, answered),) = second
    assert asked == "and P3? (P3 of Account Executive / Mid-Market: years of experience)"
    assert before == YEARS
    assert "5–7 yrs" in answered
    assert talk.thread.answer is not None
    assert talk.thread.answer.question == "and P3?"


def test_what_asks_nothing_new_never_reaches_the_writer(assistant: Assistant) -> None:
    writer = Listening()
    talk = Talk(Assistant(assistant.library, assistant.encoder, writer))
    talk.say(YEARS, "why?", "shorter", "in a table", "is that a must?", "thanks")
    assert len(writer.heard) == 1


def test_whoever_watches_sees_each_verified_piece_once_and_no_abstention(
    assistant: Assistant,
) -> None:
    @dataclass
    class InPieces(Listening):
        def pieces(
            self, plan: Plan, draft: Draft, evidence: Evidence, history: History = ()
        ) -> Iterator[Answer]:
            yield from pieces(finish(plan, draft, evidence))

    writing = Assistant(assistant.library, assistant.encoder, InPieces())
    seen: list[Answer] = []
    answered, _ = writing.answer_in(Thread(), "compare P3 and P4 account executive", seen.append)
    assert len(seen) > 1
    assert reduce(add, seen) == answered.answer
    seen.clear()
    answered, _ = writing.answer_in(Thread(), "what is the salary of a P4?", seen.append)
    assert answered.answer.abstained
    assert seen == []
