"""A claim may not leave out what its statement is limited by."""

from __future__ import annotations

import pytest

from roleassistant.answering.support.ground import Ground
from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.answering.support.scorer import Verdict

STATEMENTS = {
    "calls": "Makes outbound calls to clinics under close supervision.",
    "budget": "Approves travel within written limits; reviews each invoice.",
    "keys": "Opens the pharmacy at night unless a senior nurse objects.",
    "code": "Merges changes to the billing service with the approval of a maintainer.",
    "records": "Keeps records up to date and within data-protection limits.",
    "shift": "Leads the ward, but not on public holidays.",
}


def reasons(claim: str, statement: str) -> set[str]:
    found = OfflineScorer().assess(claim, [Ground(STATEMENTS[statement])])
    assert (found.verdict is Verdict.SUPPORTED) is (not found.reasons)
    return {reason.kind for reason in found.reasons}


@pytest.mark.parametrize(
    ("claim", "statement"),
    [
        ("They make outbound calls to clinics.", "calls"),
        ("The role approves travel.", "budget"),
        ("Opens the pharmacy at night.", "keys"),
        ("Merges changes to the billing service.", "code"),
        ("Leads the ward.", "shift"),
    ],
)
def test_what_is_said_without_its_limit_is_not_supported(claim, statement):
    assert reasons(claim, statement) == {"limit"}


@pytest.mark.parametrize(
    ("claim", "statement"),
    [
        ("They make outbound calls to clinics under supervision.", "calls"),
        ("The role approves travel within limits.", "budget"),
        ("Reviews each invoice.", "budget"),
        ("Opens the pharmacy at night unless a senior nurse objects.", "keys"),
        ("Merges changes to the billing service with approval.", "code"),
        ("Leads the ward, but not on holidays.", "shift"),
        ("Keeps records up to date.", "records"),
    ],
)
def test_with_its_limit_in_few_words_or_beside_it_it_is(claim, statement):
    assert reasons(claim, statement) == set()
