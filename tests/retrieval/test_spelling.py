"""Slips in the words by which people ask are put right; words that are words are left alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.retrieval.planner import Planner
from roleassistant.retrieval.spelling import corrected


def mended(question: str, known: Sequence[str] = (), like: Sequence[str] = ()) -> str:
    """`known` are words of the index as written, `like` its stems."""
    return corrected(
        question,
        lambda word: word in known,
        lambda letters: [term for term in like if term.startswith(letters)],
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("diferrence betwen P4 and P5", "difference between P4 and P5"),
        ("responsibilites of a seller", "responsibilities of a seller"),
        ("responsibilties", "responsibilities"),
        ("wich skils are needed", "which skills are needed"),
        ("experiance", "experience"),
        ("expereince", "experience"),
        ("quallifications", "qualifications"),
        ("educaton", "education"),
        ("sallary", "salary"),
        ("compensaton", "compensation"),
        ("benifits", "benefits"),
        ("provenence", "provenance"),
        ("simmilar roles", "similar roles"),
        ("autonmy", "autonomy"),
        ("complexety", "complexity"),
        ("descision rights", "decision rights"),
        ("leadeship", "leadership"),
        ("colaboration", "collaboration"),
        ("imact", "impact"),
    ],
)
def test_a_slip_in_a_word_by_which_people_ask_is_put_right(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("diff of P4 and P5", "difference of P4 and P5"),
        ("lvl 4", "level 4"),
        ("yrs of exp", "years of experience"),
        ("resp at P3", "responsibilities at P3"),
    ],
)
def test_chat_forms_are_written_out(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize(
    "word",
    [
        "talks",
        "takes",
        "scales",
        "stills",
        "lever",
        "slope",
        "score",
        "resorts",
        "refine",
        "matters",
        "bogus",
        "topical",
        "sauce",
        "author",
        "dedication",
        "tears",
        "three",
        "where",
    ],
)
def test_a_word_that_is_near_to_a_cue_and_means_something_else_stays(word: str) -> None:
    assert mended(f"who {word} here") == f"who {word} here"


def test_a_word_of_the_index_stays_however_near_it_is_to_a_cue() -> None:
    assert mended("who reviwed it") == "who reviewed it"
    assert mended("who reviwed it", known=["reviwed"]) == "who reviwed it"


def test_a_slip_in_a_word_of_the_index_is_put_right_by_its_stem() -> None:
    assert mended("who signs contarcts", like=["contract"]) == "who signs contract"
    assert mended("who leads discvery", like=["discoveri"]) == "who leads discoveri"


def test_a_slip_that_may_be_two_words_of_the_index_stays() -> None:
    assert mended("a contarct", like=["contaract", "contract"]) == "a contarct"


def test_a_name_written_with_a_capital_is_no_slip() -> None:
    assert mended("does she use Contarct", like=["contract"]) == "does she use Contarct"


@given(st.text(max_size=300))
def test_any_text_is_mended_without_error_and_only_once(text: str) -> None:
    once = mended(text)
    assert mended(once) == once


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("diferrence betwen P3 and P4 of acount exectuive", "difference of P3 and P4 of AE"),
        ("responsibilites of a P3 account executive", "responsibilities of a P3 account executive"),
        (
            "wich skils does an account executive need",
            "which skills does an account executive need",
        ),
        ("aliasses of account executive", "aliases of account executive"),
        ("how much experiance for P4 account executive", "how much experience for P4 AE"),
    ],
)
def test_a_misspelt_question_is_planned_like_the_right_one(
    planner: Planner, typed: str, meant: str
) -> None:
    wrong, right = planner.plan(typed), planner.plan(meant)
    assert wrong.intent == right.intent
    assert [m.role.key for m in wrong.roles] == [m.role.key for m in right.roles]
    assert wrong.levels == right.levels


def test_the_question_is_kept_as_it_was_asked(planner: Planner) -> None:
    assert planner.plan("diferrence of  P3 and P4").question == "diferrence of P3 and P4"
