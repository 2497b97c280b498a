"""Whole conversations with what each turn has to give, and the check against it."""

from __future__ import annotations

from tests.scenarios.cases import cases

from roleassistant.domain.answer import Answer
from roleassistant.evaluation.judging import shortcomings
from roleassistant.evaluation.suites.case import Case, Turn


def conversations(corpus: str) -> list[Case]:
    """The conversations over one corpus."""
    return cases(corpus, "conversations")


def wrong_with(expected: Turn, answer: Answer, understood: str) -> list[str]:
    """What is wrong with a turn; nothing when it is right."""
    wrong = shortcomings(expected, answer, understood)
    if expected.intent and answer.intent not in expected.intent:
        wrong.append(f"is {answer.intent}")
    return [f"{expected.question}: {what}" for what in wrong]
