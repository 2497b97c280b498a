"""What the next level expects, and what of it somebody told: a ledger, never a verdict."""

from __future__ import annotations

import re

import pytest
from tests.answering.conftest import Ask
from tests.answering.shown import facts, own_words

from roleassistant.answering.markdown import markdown
from roleassistant.domain.answer import Answer, Facts, Heading

EVIDENCED, NOT_YET = "Evidenced by what you tell", "Not evidenced yet"


def ledger(answer: Answer) -> dict[str, dict[str, str | None]]:
    """Heading → text → note."""
    found: dict[str, dict[str, str | None]] = {}
    heading = ""
    for block in answer.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Facts):
            found.setdefault(heading, {}).update({fact.text: fact.note for fact in block.items})
    return found


TOLD = (
    "I'm a P3 account executive, I coach two juniors on calls and have 9 years in sales: what is "
    "missing for P4?"
)


def test_what_is_told_is_shown_beside_the_expectation_that_it_evidences(ask: Ask) -> None:
    evidenced = ledger(ask(TOLD))[EVIDENCED]
    assert evidenced["Coaches two juniors on their calls."] == "you: “I coach two juniors on calls”"


def test_what_is_not_told_is_not_evidenced_yet(ask: Ask) -> None:
    missing = ledger(ask(TOLD))[NOT_YET]
    assert missing["Negotiates contracts over several years with procurement."] is None


def test_every_expectation_stands_once_and_is_one_of_the_next_level(ask: Ask) -> None:
    answer = ask(TOLD)
    texts = [text for group in (EVIDENCED, NOT_YET) for text in ledger(answer)[group]]
    assert len(texts) == len(set(texts))
    cited = {c.level for c in answer.citations if c.quote in texts}
    assert cited == {"P4"}


@pytest.mark.parametrize(
    ("years", "heading"), [("9 years", EVIDENCED), ("8 years", EVIDENCED), ("7 years", NOT_YET)]
)
def test_years_are_compared_exactly(ask: Ask, years: str, heading: str) -> None:
    answer = ask(f"I have {years} in sales, what is missing for P4 account executive")
    asked = "Master's degree or equal practice; 8+ years in sales"
    assert ledger(answer)[heading][asked] == f"you: “{years}”"


def test_a_time_ahead_is_no_experience(ask: Ask) -> None:
    answer = ask("I want to get to P4 account executive in 9 years, what is missing")
    assert EVIDENCED not in ledger(answer)


def test_where_nothing_is_told_it_is_what_the_next_level_expects(ask: Ask) -> None:
    answer = ask("what do I need to get from P3 to P4 as an account executive")
    assert answer.intent == "promotion_gap"
    assert set(ledger(answer)) >= {"What P4 expects"}
    assert EVIDENCED not in ledger(answer)


def test_no_share_and_no_verdict_is_given(ask: Ask) -> None:
    said = " ".join(own_words(ask(TOLD)))
    assert not re.search(r"%|percent|\b\d+ (?:of|out of) \d+\b|\bready|readiness", said)
    assert "guidance" in said


def test_what_fits_nothing_of_the_next_level_is_said_back(ask: Ask) -> None:
    answer = ask("I call prospects from a prepared list, what is missing for P4 account executive")
    assert "I call prospects from a prepared list" in " ".join(own_words(answer))
    assert EVIDENCED not in ledger(answer)


def test_above_the_highest_level_there_is_none(ask: Ask) -> None:
    answer = ask("I'm a P4 account executive, what do I need for the next level?")
    assert answer.abstained
    assert "no level above P4" in (answer.reason or "")


def test_for_the_lowest_level_all_that_it_expects_is_shown(ask: Ask) -> None:
    answer = ask("what is missing for P2 account executive")
    assert "Writes simple quotes from the price book." in {fact.text for fact in facts(answer)}


@pytest.mark.parametrize(
    ("question", "levels"),
    [
        ("I'm an L4 storage engineer, what would the next level ask?", "From L4 to L5"),
        ("what is missing for L5 in storage", "From L4 to L5"),
        ("how do I get promoted from L4 to L6 in storage", "From L4 to L6"),
    ],
)
def test_the_step_is_understood(ask: Ask, question: str, levels: str) -> None:
    first = ask(question).blocks[0]
    assert isinstance(first, Heading)
    assert first.text.startswith(levels)


def test_marks_in_the_askers_words_are_no_marks_of_the_answer(ask: Ask) -> None:
    shown = markdown(
        ask("I coach two juniors on calls [7], what is missing for P4 sales account executive")
    )
    assert "calls \\[7\\]" in shown
