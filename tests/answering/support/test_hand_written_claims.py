"""Claims that people wrote, true and false, of houses that share no word with the bundled one."""

from __future__ import annotations

import pytest
from tests.answering.support.evidence import House, said
from tests.answering.support.pairs import FALSE, TRUE
from tests.answering.support.quotes import QUOTES

from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.answering.support.scorer import Verdict
from roleassistant.domain import Level


@pytest.fixture(scope="module")
def scorer() -> OfflineScorer:
    return OfflineScorer(House())


@pytest.mark.parametrize("pair", TRUE, ids=lambda pair: pair.claim)
def test_a_true_claim_is_supported_in_other_words(scorer, pair):
    found = scorer.support(pair.claim, pair.evidence)
    assert found.reasons == ()
    assert found.verdict is Verdict.SUPPORTED
    assert found.score > 0.7


@pytest.mark.parametrize("pair", FALSE, ids=lambda pair: f"{pair.kind}: {pair.claim}")
def test_a_false_claim_is_caught_with_a_reason(scorer, pair):
    found = scorer.support(pair.claim, pair.evidence)
    assert found.verdict is not Verdict.SUPPORTED
    assert found.reasons
    assert found.score < 0.7


@pytest.mark.parametrize("pair", QUOTES, ids=lambda pair: f"{pair.kind or 'true'}: {pair.claim}")
def test_a_quote_is_supported_of_the_level_and_role_that_has_it_and_of_no_other(scorer, pair):
    found = scorer.support(pair.claim, pair.evidence)
    assert (found.verdict is Verdict.SUPPORTED) == (pair.kind is None)
    assert pair.kind is None or pair.kind in {reason.kind for reason in found.reasons}


def test_a_title_that_is_the_name_of_a_level_too_says_nothing_of_the_level():
    """In many houses a "Ward Nurse" is the title of all levels and the name of one."""

    class Called(House):
        def level_names(self):
            return (("Ward Nurse", Level.parse("L4")),)

    night = said("Runs the ward independently on night shifts.", "L5", role="NURSE.WARD")
    scorer = OfflineScorer(Called())
    claim = "An L5 Ward Nurse runs the ward independently on night shifts."
    assert scorer.support(claim, [night]).verdict is Verdict.SUPPORTED
    assert scorer.support(claim.replace("L5", "L4"), [night]).verdict is not Verdict.SUPPORTED
