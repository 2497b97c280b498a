"""Whatever is claimed and cited, the scorer gives a verdict, and the same one each time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answering.support.evidence import House, said
from tests.answering.support.pairs import FALSE, TRUE
from tests.retrieval.hostile import HOSTILE

from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.answering.support.scorer import Verdict

SCORER = OfflineScorer(House())
STATEMENT = said("Leads RFP responses, coordinating input across product and legal.", "P4")
# Words that the checks look at, between others.
TELLING = (
    "P4 P5 not never may must only all some more than least years 12 8+ months percent € and or ; "
    ": leads supports according to Skills section Account Executive Sales Engineer while [1] **"
).split()
sentences = st.lists(st.sampled_from(TELLING) | st.text(max_size=8), max_size=30).map(" ".join)


@given(claim=sentences | st.text(), evidence=sentences | st.text())
def test_no_text_is_an_error(claim, evidence):
    found = SCORER.support(claim, (STATEMENT, said(evidence, "P5")))
    assert 0.0 <= found.score <= 1.0
    assert (found.verdict is Verdict.SUPPORTED) == (not found.reasons)


@given(text=sentences.filter(lambda text: any(c.isalnum() for c in text)))
def test_a_statement_supports_itself(text):
    chunk = said(text, "P4")
    found = SCORER.support(text, (chunk,))
    if found.reasons:  # nothing but marks and markup is left of it
        assert [reason.kind for reason in found.reasons] == ["evidence"]
    assert SCORER.support(text, (STATEMENT, chunk)) == found


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_supports_nothing_but_itself(text):
    assert SCORER.support(text, (STATEMENT,)).verdict is not Verdict.SUPPORTED
    assert SCORER.support("P4 mentors newcomers.", (said(text, "P4"),)).reasons


@pytest.mark.parametrize("pair", [*TRUE, *FALSE], ids=lambda pair: pair.claim)
def test_another_scorer_of_the_same_house_says_the_same(pair):
    first = SCORER.support(pair.claim, pair.evidence)
    assert OfflineScorer(House()).support(pair.claim, pair.evidence) == first


@pytest.mark.parametrize("pair", TRUE, ids=lambda pair: pair.claim)
def test_more_evidence_of_the_same_role_does_not_make_a_true_claim_false(pair):
    more = said("Keeps the register of visitors.", role=pair.evidence[0].role)
    assert SCORER.support(pair.claim, (*pair.evidence, more)).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize("pair", TRUE, ids=lambda pair: pair.claim)
def test_nothing_is_supported_by_nothing(pair):
    assert SCORER.support(pair.claim, ()).verdict is Verdict.UNSUPPORTED
    assert SCORER.support("", pair.evidence).verdict is Verdict.UNSUPPORTED


@pytest.mark.parametrize("pair", TRUE, ids=lambda pair: pair.claim)
def test_marks_and_markdown_change_nothing(pair):
    marked = f"- **{pair.claim.rstrip('.')}** [1][2]."
    assert SCORER.support(marked, pair.evidence).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize("pair", TRUE, ids=lambda pair: pair.claim)
@pytest.mark.parametrize(
    "added", [", and juggling", " in Blender", " and approves the budget of the board"]
)
def test_what_is_added_to_a_true_claim_is_caught(pair, added):
    claim = pair.claim.removesuffix(".").removesuffix(" [1]").removesuffix(". [2]") + added
    assert SCORER.support(claim, pair.evidence).verdict is not Verdict.SUPPORTED
