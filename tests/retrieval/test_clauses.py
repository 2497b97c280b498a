"""What of a question only surrounds what is asked."""

from __future__ import annotations

import pytest

from roleassistant.retrieval.planning.clauses import surrounding
from roleassistant.retrieval.words import FUNCTION_WORDS, stem, tokens


@pytest.mark.parametrize(
    ("asked", "lesser"),
    [
        ("who replies to customers that fell ill", "fell ill"),
        ("who orders flour when the silo runs low", "silo run low"),
        ("if the phone rings, how fast must somebody be there", "phone rings"),
        ("who refuses a badly tied load", "badly"),
    ],
)
def test_a_clause_beside_it_and_an_adverb_only_surround(asked: str, lesser: str) -> None:
    said = [t for t in tokens(asked) if t.text not in FUNCTION_WORDS]
    assert {stem(word) for word in lesser.split()} <= surrounding(asked, said)


@pytest.mark.parametrize(
    "asked",
    [
        "who decides when a line reopens",  # the clause is what is decided
        "which bakers knead dough",
        "who supplies weekly figures",
    ],
)
def test_a_clause_that_is_asked_about_counts_in_full(asked: str) -> None:
    said = [t for t in tokens(asked) if t.text not in FUNCTION_WORDS]
    assert surrounding(asked, said) == frozenset()
