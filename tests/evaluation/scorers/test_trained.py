from __future__ import annotations

import json

import pytest
from tests.evaluation.scorers.conftest import assertion

from roleassistant.answering.support.ground import Ground
from roleassistant.answering.support.scorer import Support, Verdict
from roleassistant.errors import SettingsError, UsageError
from roleassistant.evaluation.labelled.pairs import LabelledPair
from roleassistant.evaluation.scorers.features import NAMES, features
from roleassistant.evaluation.scorers.trained import TrainedScorer, Weights, load_weights
from roleassistant.evaluation.training import fit, of_pairs

YEARS = "Requires 6 to 9 years in sales."
# Weights that take anything for supported.
CREDULOUS = Weights(50.0, (0.0,) * len(NAMES))


@pytest.mark.parametrize(
    "claim",
    [
        "Requires 7 to 9 years in sales.",
        "Requires 6 to 9 months in sales.",
        "Does not require 6 to 9 years in sales.",
        "Requires 6 to 9 years in Kubernetes.",
    ],
)
def test_no_weight_makes_a_claim_hold_that_a_check_refutes(claim):
    (found,) = TrainedScorer(weights=CREDULOUS).score([assertion(claim, YEARS)])
    assert found.verdict is not Verdict.SUPPORTED
    assert found.score <= 0.5
    assert found.reasons


def test_what_the_rules_support_scores_above_what_they_do_not():
    good, bad = TrainedScorer().score([assertion(YEARS, YEARS), assertion("It sings.", YEARS)])
    assert good.score >= 0.5 > bad.score


def test_without_evidence_nothing_is_supported():
    (found,) = TrainedScorer(weights=CREDULOUS).score([assertion("It sings.")])
    assert (found.verdict, found.score) == (Verdict.UNSUPPORTED, 0.0)


def test_there_is_a_value_for_every_name_of_a_feature():
    nothing = Support(0.0, Verdict.UNSUPPORTED)
    for claim, texts in (("", ()), ("Leads.", ("",)), (YEARS, (YEARS, "Leads RFPs."))):
        values = features(claim, [Ground(text) for text in texts], nothing)
        assert len(values) == len(NAMES)
        assert all(0 <= value <= 3 for value in values)


def test_the_bundled_weights_are_read_without_scikit_learn():
    import subprocess
    import sys

    script = (
        "import sys; from roleassistant.evaluation.scorers.trained import load_weights; "
        "load_weights(); print('sklearn' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr


PAIRS = [
    LabelledPair("It leads RFPs.", ("It leads RFPs.",), True),
    LabelledPair("It leads bids.", ("It leads bids and RFPs.",), True),
    LabelledPair("It sings at night.", ("It leads RFPs.",), False),
    LabelledPair("It has 9 beds.", ("It has 7 beds.",), False),
] * 3


def test_weights_are_fitted_written_and_read(tmp_path):
    file = tmp_path / "weights.json"
    fit([of_pairs("pairs, dev", PAIRS)], file)
    scorer = TrainedScorer(weights=load_weights(file))
    held, other = scorer.score(
        [assertion("It leads RFPs.", "It leads RFPs."), assertion("It sings.", "It leads RFPs.")]
    )
    assert held.score > other.score
    assert json.loads(file.read_text())["fitted_on"] == [
        {"name": "pairs, dev", "claims": 12, "supported": 6}
    ]
    assert load_weights(file).digest in scorer.identity


def test_the_same_pairs_give_the_same_weights(tmp_path):
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    for file in (one, other):
        fit([of_pairs("pairs", PAIRS)], file)
    assert one.read_bytes() == other.read_bytes()


def test_there_has_to_be_something_to_tell_apart(tmp_path):
    with pytest.raises(UsageError, match="both supported and other"):
        fit([of_pairs("pairs", PAIRS[:2])], tmp_path / "weights.json")


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"intercept": 0}', '{"intercept": 0, "coefficients": {"coverage": 1}}'],
)
def test_weights_of_something_else_are_refused(tmp_path, content):
    file = tmp_path / "weights.json"
    file.write_text(content)
    with pytest.raises(SettingsError, match=r"weights\.json.*eval train"):
        load_weights(file)
