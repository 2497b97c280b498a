"""Verbs of several words are read as the single verbs that they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.retrieval.phrasal import in_single_verbs, single_verbs
from roleassistant.retrieval.words import stem


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("who throws old tapes away?", "who discards old tapes?"),
        ("who can turn it down", "who can refuse it"),
        ("who looks into accidents", "who investigates accidents"),
        (
            "who okays machines, and who may okay vans",
            "who approves machines, and who may approve vans",
        ),
        ("who has to give the okay first", "who has to approve first"),
        ("when is the water turned off", "when is the water shut"),
        ("which files are thrown away", "which files are discard"),
        ("who cuts back on travel", "who reduces travel"),
    ],
)
def test_a_phrase_becomes_its_verb_in_the_form_in_which_it_was_said(asked: str, read: str) -> None:
    assert in_single_verbs(asked) == read


@pytest.mark.parametrize(
    "asked",
    [
        "who may call an incident in the control centre",  # nobody is called in
        "is that ok?",
        "what does sign-off mean",  # a noun
        "who throws the ball, and who is away",
        "who looked over this page",  # what was done, and by whom
    ],
)
def test_words_that_are_no_phrase_stay_as_they_are(asked: str) -> None:
    assert in_single_verbs(asked) == asked


def test_of_two_particles_the_nearer_one_belongs_to_the_verb() -> None:
    assert single_verbs("Calls in off-duty staff.") == {stem("summon")}


def test_a_statement_says_the_verb_for_which_its_phrase_stands() -> None:
    assert stem("draft") in single_verbs("Draws up the rota of all shifts.")
    assert single_verbs("Drafts the rota of all shifts.") == frozenset()


@given(st.text(max_size=80))
def test_any_text_is_read_and_read_twice_stays_the_same(text: str) -> None:
    once = in_single_verbs(text)
    assert in_single_verbs(once) == once or once != text
