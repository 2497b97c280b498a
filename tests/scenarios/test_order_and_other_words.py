"""Which level stands above which, what is said in other words, and what is still not answered."""

from __future__ import annotations

import pytest

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.compose import by_words
from roleassistant.answering.compose.second_look import looked_at, scoped, upheld
from roleassistant.answering.markdown import markdown
from roleassistant.retrieval.odds import WEIGHTS, features, odds
from roleassistant.retrieval.planner import Planner
from roleassistant.retrieval.retriever import QuestionEncoder, Retriever


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("is an S3 above an S2?", "Yes: S3 stands above S2."),
        ("is S1 more senior than S3 in the superintendent ladder?", "No: S1 stands below S3."),
        ("is Expert higher than Advanced", "Yes: Expert stands above Advanced."),
        ("is C3 lower than C4?", "Yes: C3 stands below C4."),
        ("who outranks whom, S2 or S3", "S3 stands above S2."),
        ("is D2 below or above D3", "D2 stands below D3."),
    ],
)
def test_which_of_two_levels_stands_above_the_other_is_told_and_cited(
    question: str, said: str, ships_and_games: Assistant
) -> None:
    answer = ships_and_games.answer(question).answer
    assert said in markdown(answer)
    assert answer.citations


def test_levels_are_set_in_order_without_a_role_where_every_role_has_them_so(
    bundled: Assistant,
) -> None:
    answer = bundled.answer("is a P3 above a P2?").answer
    assert "Yes: P3 stands above P2, in each of the 11 roles that have both." in markdown(answer)
    assert answer.citations


def test_of_two_tracks_none_is_said_to_stand_above_the_other(bundled: Assistant) -> None:
    assert "stands above" not in markdown(bundled.answer("is a M1 above a P4?").answer)


@pytest.mark.parametrize(
    "question", ["S1 vs S2 in the technical fleet", "what does an S3 do over and above an S2?"]
)
def test_a_comparison_is_no_question_of_order(question: str, ships_and_games: Assistant) -> None:
    assert "stands" not in markdown(ships_and_games.answer(question).answer)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("years for band 7?", "9+ years"),
        ("do i need a degree to be a gameplay programmer", "degree not needed"),
        ("S1 superintendent – any spending power at all?", "2,000 euros"),
        ("how many days can a Band 5 gameplay programmer work remotely?", "Up to three days"),
        ("how often would I be away from home as a senior superintendent", "60 days a year"),
        ("how often do junior writers get feedback", "every week"),
        ("whats the ceiling for a marine superintendent, how high does it go", "S3"),
        ("Practitioner vs Advanced on risk appetite?", "Holds hedged positions for months"),
    ],
)
def test_what_is_asked_in_other_words_than_the_page_has_is_found(
    question: str, fact: str, ships_and_games: Assistant
) -> None:
    answer = ships_and_games.answer(question).answer
    assert not answer.abstained
    assert fact in f"{markdown(answer)} {' '.join(c.quote for c in answer.citations)}"


@pytest.mark.parametrize(
    "question",
    [
        "does a Band 5 need to know Python",
        "does an S1 need to speak German",
        "what's the budget of a D2 for voice actors",
        "what's the turnover rate of seafarers",
        "how much can a D3 spend on conferences",
        "how much can an S2 spend on training",
        "how many ships did the S3s lose last year",
        "whats the notice period for gameplay programmers",
        "who is the creative director",
        "how long do M1s usually stay before becoming M2",
    ],
)
def test_what_is_only_near_to_a_statement_is_not_answered(
    question: str, ships_and_games: Assistant
) -> None:
    assert ships_and_games.answer(question).answer.abstained


@pytest.mark.parametrize(
    "question",
    [
        "a date slips: what is the penalty to the publisher",
        "what are the hours of a sailor at sea",
    ],
)
def test_what_shares_words_with_a_statement_about_something_else_is_not_answered(
    question: str, ships_and_games: Assistant
) -> None:
    answer = ships_and_games.answer(question).answer
    assert answer.abstained
    assert "say nothing that answers this" in (answer.reason or "")


def test_a_statement_that_holds_every_word_of_the_question_is_never_doubted(
    ships_and_games: Assistant,
) -> None:
    evidence = ships_and_games.evidence
    plan = Planner(evidence.generation).plan("what does Band 6 do about crunch")
    draft = by_words(plan, evidence)
    assert draft.searched
    assert upheld(plan, draft, evidence) is draft


def test_the_model_weighs_all_of_its_features_and_nothing_else(ships_and_games: Assistant) -> None:
    evidence = ships_and_games.evidence
    plan = Planner(evidence.generation).plan("how far ahead do C3s plan")
    passages, fitting = looked_at(plan, evidence)
    rows = features(scoped(plan), passages, fitting)
    assert rows
    assert all(row.keys() == WEIGHTS.keys() for row in rows)
    assert all(0.0 <= p <= 1.0 for p in odds(scoped(plan), passages, fitting))


def test_statements_are_also_compared_with_the_question_in_all_of_its_words(
    ships_and_games: Assistant,
) -> None:
    evidence = ships_and_games.evidence
    plan = Planner(evidence.generation).plan("how far ahead do C3s plan")
    passages, _ = looked_at(plan, evidence)
    compared = [p for p in passages if p.as_asked is not None]
    assert compared
    assert any(p.as_asked != p.similarity for p in compared)
    assert evidence.retriever.as_asked(scoped(plan), passages, levels=plan.levels) == passages


def test_without_passages_nothing_is_compared_and_no_model_is_opened(
    ships_and_games: Assistant,
) -> None:
    def none() -> QuestionEncoder:
        raise AssertionError("the model was opened")

    generation = ships_and_games.evidence.generation
    plan = Planner(generation).plan("how far ahead do C3s plan")
    assert Retriever(generation, none).as_asked(plan, []) == []
