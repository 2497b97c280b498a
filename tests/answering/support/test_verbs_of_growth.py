"""A verb that may compare ("grows") is a verb in any of its forms."""

from __future__ import annotations

import pytest

from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.answering.support.scorer import Verdict


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("You own and grow a portfolio of accounts.", "Owns and grows a portfolio of accounts."),
        ("You drop those that fail.", "Drops those that fail."),
    ],
)
def test_another_form_of_it_is_said_by_the_evidence(claim, evidence):
    assert OfflineScorer().assess_texts(claim, [evidence]).verdict is Verdict.SUPPORTED


def test_one_that_the_evidence_lacks_is_not():
    found = OfflineScorer().assess_texts("You grow the accounts.", ["Owns the accounts."])
    assert found.verdict is not Verdict.SUPPORTED
