"""Where somebody may stand: the evidence for and against, and never a score."""

from __future__ import annotations

import re

import pytest
from tests.answering.conftest import Ask
from tests.answering.shown import facts, own_words

from roleassistant.domain.answer import Answer, Facts, Heading

FOR, AGAINST = "What speaks for it", "What points elsewhere"


def evidence(answer: Answer, heading: str) -> dict[str, str]:
    """Text → label, of the facts under a heading."""
    under = ""
    found: dict[str, str] = {}
    for block in answer.blocks:
        if isinstance(block, Heading):
            under = block.text
        elif isinstance(block, Facts) and under == heading:
            found.update({fact.text: fact.label or "" for fact in block.items})
    return found


def nearest(answer: Answer) -> str:
    first = answer.blocks[0]
    assert isinstance(first, Heading)
    return first.text


WORK = "I negotiate contracts with procurement and coach two juniors, account executive"


def test_years_that_a_level_asks_for_speak_for_it_and_those_of_the_next_against(ask: Ask) -> None:
    answer = ask("I have 4 years in sales, what level of account executive am I")
    assert "P3" in nearest(answer)
    assert evidence(answer, FOR)["3–5 yrs"] == "P3 · Typical experience"
    assert (
        evidence(answer, AGAINST)["Master's degree or equal practice; 8+ years in sales"]
        == "P4 · Typical Degree & Years"
    )


def test_scope_above_and_years_below_are_both_shown(ask: Ask) -> None:
    answer = ask(f"what level am I: {WORK}, 18 months in sales")
    assert nearest(answer).endswith("P4 by what you do, P2 by your years")
    assert "Coaches two juniors on their calls." in evidence(answer, FOR)
    assert "5–7 yrs" in evidence(answer, AGAINST)


def test_the_askers_words_stand_beside_each_statement(ask: Ask) -> None:
    notes = [fact.note for fact in facts(ask(f"what level am I: {WORK}"))]
    assert notes
    assert all(note and note.startswith("you: “") for note in notes)


def test_what_is_not_told_is_asked_for_by_dimension(ask: Ask) -> None:
    said = " ".join(own_words(ask(f"what level am I: {WORK}")))
    assert "Knowledge & Application" in said
    assert "tell more" in said


def test_no_score_is_given(ask: Ask) -> None:
    said = " ".join(own_words(ask(f"what level am I: {WORK}, 4 years")))
    assert not re.search(r"\d+ ?%|\b0\.\d", said)


def test_other_ladders_and_dimensions_are_placed_as_well(ask: Ask) -> None:
    answer = ask("what level am I: I design replication across regions, storage engineer, 6 years")
    assert "L5" in nearest(answer)


@pytest.mark.parametrize(
    "question",
    [
        "what level of account executive am I: I like coffee and skiing",
        "which storage engineer level am I, I paint houses",
    ],
)
def test_nothing_is_placed_on_what_no_level_describes(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.abstained
    assert "nothing of what you tell" in (answer.reason or "")


def test_no_experience_is_told_in_words_too(ask: Ask) -> None:
    answer = ask("I have no experience, which level of storage engineer am I")
    assert "L3" in nearest(answer)
