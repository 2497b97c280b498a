"""Claims that people wrote, true and false, of houses that share no word with the bundled one."""

from __future__ import annotations

import pytest
from tests.answering.support.evidence import House
from tests.answering.support.pairs import FALSE, TRUE

from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.answering.support.scorer import Verdict


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
