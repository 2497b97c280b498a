from __future__ import annotations

import pytest

from roleassistant.domain.quantity import amounts_in
from roleassistant.evaluation.corruption import CORRUPTIONS, corrupted_claims, true_claims
from roleassistant.evaluation.english import infinitive, verb_of
from roleassistant.evaluation.truths import TRUTHS

SEED = 11


@pytest.fixture(scope="module")
def made(corpus):
    return corrupted_claims(corpus("bundled"), 120, SEED)


def of_kind(samples, kind):
    found = [sample for sample in samples if sample.kind == kind]
    assert found
    return found


def test_the_same_seed_makes_the_same_claims(corpus, made):
    assert corrupted_claims(corpus("bundled"), 120, SEED) == made
    assert corrupted_claims(corpus("bundled"), 120, SEED + 1) != made
    assert true_claims(corpus("bundled"), 60, SEED) == true_claims(corpus("bundled"), 60, SEED)


@pytest.mark.parametrize("name", ["bundled", "elsewhere", "real"])
def test_every_index_gives_as_many_claims_as_are_asked_for(corpus, name):
    true, false = (make(corpus(name), 100, SEED) for make in (true_claims, corrupted_claims))
    assert (len(true), len(false)) == (100, 100)
    assert all(sample.is_true for sample in true)
    assert not any(sample.is_true for sample in false)
    assert len({(s.claim, s.evidence) for s in (*true, *false)}) == 200


def test_every_kind_is_made_from_the_bundled_profiles(corpus, made):
    kinds = {sample.kind for sample in made} - {
        "cited to the wrong section",
        "cited to the wrong statement",
    }
    assert kinds == set(CORRUPTIONS) - {"misplaced"}
    assert {s.kind for s in true_claims(corpus("bundled"), 60, SEED)} == set(TRUTHS)


def test_a_verbatim_claim_is_the_statement(corpus):
    for sample in of_kind(true_claims(corpus("bundled"), 60, SEED), "verbatim"):
        assert sample.claim == sample.evidence[0].statement.text


def test_a_swapped_level_is_none_of_the_statement(made):
    for sample in of_kind(made, "level swapped"):
        levels = [str(level) for level in sample.evidence[0].statement.levels]
        assert not sample.claim.startswith(tuple(f"{level}:" for level in levels))


def test_a_changed_range_is_another_range(made):
    for sample in of_kind(made, "range opened or closed"):
        given = amounts_in(sample.evidence[0].statement.text)
        claimed = amounts_in(sample.claim)
        assert [a.years for a in claimed] != [a.years for a in given] or "at " in sample.claim


def test_what_is_cited_for_a_misplaced_claim_does_not_hold_its_words(made):
    for sample in of_kind(made, "cited to the wrong statement"):
        assert sample.evidence[0].statement.text not in sample.claim


def test_a_claim_of_only_half_a_list_says_only(made):
    for sample in of_kind(made, "half of a list dropped, “only” claimed"):
        assert any(word in sample.claim for word in ("only", "exclusively", "solely"))


@pytest.mark.parametrize(
    ("verb", "base"),
    [("Leads", "lead"), ("Carries", "carry"), ("Coaches", "coach"), ("Assesses", "assess")],
)
def test_verbs_go_back_to_their_infinitive(verb, base):
    assert verb_of(f"{verb} the work of others.") == verb
    assert infinitive(verb) == base
