"""What a turn names replaces what was talked about, what it leaves open is carried over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.answering.conversation.conftest import Talk

from roleassistant.answering.markdown import markdown

AE = "Account Executive / Mid-Market"
SE = "Sales Engineer / Product Trials"
YEARS = "how many years does a P4 account executive need?"
COMPARE = "what separates P3 from P4 for account executive"

New = Callable[[], Talk]


@pytest.mark.parametrize(
    ("turns", "understood"),
    [
        ([YEARS, "and P3?"], f"P3 of {AE}: years of experience"),
        ([YEARS, "an P3"], f"P3 of {AE}: years of experience"),
        ([YEARS, "P2 too"], f"P2 of {AE}: years of experience"),
        ([YEARS, "what abt P3??"], f"P3 of {AE}: years of experience"),
        ([YEARS, "& level 3"], f"P3 of {AE}: years of experience"),
        ([YEARS, "the level below"], f"P3 of {AE}: years of experience"),
        ([YEARS, "two levels down"], f"P2 of {AE}: years of experience"),
        ([YEARS, "and the degree?"], f"P4 of {AE}: degree"),
        ([YEARS, "what autonomy do they have"], f"P4 of {AE}: Autonomy"),
        ([YEARS, "and the skills?"], f"{AE}: skills"),
        ([YEARS, "and the skills?", "and P3 autonomy?"], f"P3 of {AE}: Autonomy"),
        ([YEARS, "and the skills?", "the aliases?"], f"P4 of {AE}: title aliases"),
        ([YEARS, "what does a P3 do?"], f"P3 of {AE}"),
        ([YEARS, "and for sales engineers?"], f"{SE}: years of experience"),
        ([YEARS, "and for IC3 sales engineers in trials?"], f"IC3 of {SE}: years of experience"),
        ([YEARS, "and P3?", "no, I meant P2"], f"P2 of {AE}: years of experience"),
        ([YEARS, "not P4, P3"], f"P3 of {AE}: years of experience"),
        ([YEARS, "and the degree?", "go back"], f"P4 of {AE}: years of experience"),
        ([YEARS, "P3?", "and the degree?", "go back to P4"], f"P4 of {AE}: years of experience"),
        ([YEARS, "and P3?", "both"], f"P3 and P4 of {AE}: years of experience"),
        ([YEARS, "and P3?", "compare them"], f"P3 and P4 of {AE}: what separates the levels"),
        ([YEARS, "how does that compare to P3?"], f"P3 and P4 of {AE}: what separates the levels"),
        ([YEARS, "compare it with sales engineering"], f"{AE} and {SE}"),
        ([COMPARE, "and P2?"], f"P2, P3 and P4 of {AE}: what separates the levels"),
        ([COMPARE, "what about their experience?"], f"P3 and P4 of {AE}: years of experience"),
        ([COMPARE, "just autonomy", "what else changes?"],
         f"P3 and P4 of {AE}: what separates the levels"),
        ([COMPARE, "what levels does it have?"], f"{AE}: levels"),
        (["which level is a Senior Client Partner", "how many years do they need?"],
         f"P4 of {AE}: years of experience"),
        ([YEARS, "what is the weather tomorrow", "and P3?"], f"P3 of {AE}: years of experience"),
        ([YEARS, "thanks", "and P3?"], f"P3 of {AE}: years of experience"),
        ([YEARS, "ok cool. and P3?"], f"P3 of {AE}: years of experience"),
        ([YEARS, "thanks, and what about the degree"], f"P4 of {AE}: degree"),
        ([COMPARE, "do they coach juniors"], f"P3 and P4 of {AE}: “coach juniors”"),
        (["what do I need to get from P2 to P3 as an account executive", "and from P3 to P4?"],
         f"P3 and P4 of {AE}: what the level asks for"),
        ([YEARS, "which roles are there?", "and P3?"], f"P3 of {AE}: years of experience"),
        ([YEARS, "P9?", "and the degree?"], f"P4 of {AE}: degree"),
    ],
)  # fmt: skip
def test_a_follow_up_is_understood(talk: New, turns: list[str], understood: str) -> None:
    assert talk().understood(*turns) == understood


@pytest.mark.parametrize(
    "question",
    [
        "what is the weather tomorrow",
        "who won the world cup",
        "tell me a joke",
        "what is the capital of France",
        "which roles are there",
        "what does an L5 software engineer do",
        "compare account executive and sales engineer",
        "which skills does a nurse practitioner need",
        "what degree does a beekeeper need",
        "what does a beekeeper do",
        "who feeds the parrots",
    ],
)
def test_a_question_that_stands_by_itself_is_answered_as_if_it_were_the_first(
    talk: New, question: str
) -> None:
    assert talk().answer(COMPARE, question) == talk().answer(question)


def test_what_was_carried_over_is_said_in_the_answer(talk: New) -> None:
    assert markdown(talk().answer(YEARS, "and P3?")).startswith(
        f"**P3 of {AE}: years of experience**"
    )
    assert talk().answer(YEARS).blocks == talk().answer("which roles are there", YEARS).blocks


def test_a_refusal_names_the_role_that_was_carried_over(talk: New) -> None:
    refused = talk().answer(YEARS, "what is the salary?")
    assert refused.reason == f"the profiles record no pay amounts for {AE} — P4"


def test_a_follow_up_of_nothing_asks_what_is_meant(talk: New) -> None:
    for turn in ("and P3?", "what about P2?", "P2 too", "the level above", "both", "compare them"):
        asked = talk().answer(turn)
        assert asked.abstained, turn
        assert asked.reason is not None
        assert asked.reason.endswith("of which role?"), turn
        assert asked.suggestions


def test_a_question_about_the_last_answer_needs_one(talk: New) -> None:
    for turn in ("why?", "shorter", "in a table", "more", "is that a must?"):
        asked = talk().answer(turn)
        assert asked.abstained
        assert asked.reason is not None
        assert "nothing was answered yet" in asked.reason


@pytest.mark.parametrize(
    ("choice", "role"),
    [
        ("the first one", "Finance"),
        ("2", "Records"),
    ],
)
def test_an_ambiguous_role_is_asked_back_and_chosen_by_its_place(
    talk: New, choice: str, role: str
) -> None:
    conversation = talk()
    asked = conversation.answer("what does an SE do")
    assert asked.abstained
    keys = conversation.thread.choices
    assert len(keys) > 1
    conversation.answer(choice)
    last = conversation.thread.last
    assert last is not None
    assert last.roles == (keys[0 if role == "Finance" else 1],)


def test_a_choice_is_taken_by_a_word_of_its_name(talk: New) -> None:
    conversation = talk()
    answered = conversation.say("what does an SE do", "the product trials one")
    assert not answered.answer.abstained
    assert answered.understood is not None
    assert SE in answered.understood


def test_a_level_that_is_named_where_a_role_was_asked_for_leaves_the_choice_open(
    talk: New,
) -> None:
    conversation = talk()
    asked = conversation.answer("how many years does an SE need", "and IC3?")
    assert asked.abstained
    assert conversation.thread.choices


@pytest.mark.parametrize("turn", ["the ninth one", "5", "the third one"])
def test_a_choice_that_is_not_there_is_not_guessed(talk: New, turn: str) -> None:
    conversation = talk()
    asked = conversation.answer("what does an SE do", turn)
    assert asked.abstained


def test_the_ladder_ends_where_it_ends(talk: New) -> None:
    refused = talk().answer(YEARS, "the level above")
    assert refused.reason == f"P4 is the highest level of {AE}: it has P2 to P4"


def test_what_the_asker_tells_adds_up_within_the_thread(talk: New) -> None:
    conversation = talk()
    conversation.answer(
        "account executive: I negotiate contracts with procurement, which level am I"
    )
    answered = conversation.say("and I have 3 years behind me")
    assert answered.answer.intent == "self_placement"
    assert len(conversation.thread.told) == 2
    assert talk().thread.told == ()
    against = conversation.say("and P4?")
    assert against.answer.intent == "promotion_gap"
    assert against.understood is not None
    assert against.understood.startswith(f"P4 of {AE}")


def test_what_is_told_after_a_question_about_the_next_level_is_held_against_that(talk: New) -> None:
    turns = ["what do I need to get from P3 to P4 as an account executive", "I coach two juniors"]
    conversation = talk()
    answered = conversation.say(*turns)
    assert answered.answer.intent == "promotion_gap"
    assert answered.plan.levels[-1].label == "P4"
    assert "coach two juniors" in answered.plan.question
    assert conversation.answer("what level am I").intent == "self_placement"


def test_thanks_are_answered_and_say_nothing_of_the_profiles(talk: New) -> None:
    answer = talk().answer(YEARS, "thanks a lot!")
    assert (answer.claims, answer.citations, answer.blocks) == ((), (), ())
    assert answer.reason == "you are welcome; nothing was asked, so there is nothing to answer"


def test_the_same_conversation_gives_the_same_answers(talk: New) -> None:
    turns = [YEARS, "and P3?", "compare it with sales engineering", "why?", "shorter"]
    one, other = talk(), talk()
    for turn in turns:
        assert one.answer(turn) == other.answer(turn)
    assert one.thread == other.thread


def test_ten_turns_deep_the_talk_is_still_of_the_same_role(talk: New) -> None:
    turns = ["and P3?", "the degree?", "is that a must?", "why?", "shorter", "thanks", "P2?",
             "in a table", "and their autonomy?", "the level above"]  # fmt: skip
    assert talk().understood(YEARS, *turns) == f"P3 of {AE}: Autonomy"


HOSTILE = [
    "\x00",
    "🤷",
    "ａｎｄ Ｐ３？",
    "'; DROP TABLE threads; --",
    "not " * 500,
    "no, " * 500,
    "back " * 500,
    "and and and",
    "P3 " * 300,
    "\u202eP3",
    "…",
    "?",
    "the the level above up",
]


@pytest.mark.parametrize("turn", HOSTILE)
def test_any_turn_gives_an_answer(talk: New, turn: str) -> None:
    conversation = talk()
    conversation.answer(YEARS, turn)
    assert conversation.answer("and P3?", "why?") is not None
