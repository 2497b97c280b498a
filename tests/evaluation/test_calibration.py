"""How good the offline scorer has to be, and how that is counted."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest

from roleassistant import resources
from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.answering.support.scorer import Support, Verdict
from roleassistant.errors import DocumentError
from roleassistant.evaluation.calibration import (
    agreement,
    best_threshold,
    calibrate,
    scored,
)
from roleassistant.evaluation.claims import Sample
from roleassistant.evaluation.corruption import corrupted_claims, true_claims
from roleassistant.evaluation.written import (
    CLAIMS_FILE,
    LabelledPair,
    labelled_pairs,
    written_claims,
)


@pytest.mark.parametrize("name", ["bundled", "elsewhere", "real"])
def test_of_500_false_claims_97_percent_are_caught_and_of_500_true_ones_3_percent_rejected(
    corpus, name
):
    generation = corpus(name)
    found = calibrate(
        OfflineScorer(generation),
        [*true_claims(generation, 500, 2026), *corrupted_claims(generation, 500, 2026)],
    )
    true, false = found.totals()
    assert (true.claims, false.claims) == (500, 500)
    assert found.passed, [(sample.kind, sample.claim) for sample, _ in found.wrong]
    assert all(kind.rate >= 0.9 for kind in found.kinds if not kind.is_true)


@pytest.mark.parametrize("name", ["bundled", "elsewhere"])
def test_claims_written_by_hand_are_told_apart_too(corpus, name):
    generation = corpus(name)
    samples = written_claims(resources.folder("evals") / CLAIMS_FILE, generation)
    found = calibrate(OfflineScorer(generation), samples)
    assert min(total.claims for total in found.totals()) >= 10
    assert found.passed, [(sample.kind, sample.claim) for sample, _ in found.wrong]


@pytest.mark.parametrize("name", ["bundled", "elsewhere", "real"])
def test_every_statement_of_an_index_supports_itself(corpus, name):
    generation = corpus(name)
    scorer = OfflineScorer(generation)
    for role in generation.roles:
        for chunk in generation.select(role=role.key):
            found = scorer.support(chunk.statement.text, (chunk,))
            assert (found.verdict, found.score) == (Verdict.SUPPORTED, 1.0), chunk.statement.text


class Credulous:
    name = "credulous"

    def support(self, claim, evidence):
        return Support(1.0, Verdict.SUPPORTED)


def test_a_scorer_that_believes_everything_does_not_pass(corpus):
    samples = [
        *true_claims(corpus("elsewhere"), 20, 1),
        *corrupted_claims(corpus("elsewhere"), 20, 1),
    ]
    found = calibrate(Credulous(), samples)
    assert (found.caught, found.rejected, found.passed) == (0.0, 0.0, False)
    assert len(found.wrong) == 20


def test_balanced_accuracy_is_a_half_for_a_scorer_that_always_says_the_same():
    pairs = [LabelledPair("a", ("a",), True)] + [LabelledPair("b", ("a",), False)] * 9
    found = scored(lambda claim, texts: Support(1.0, Verdict.SUPPORTED), pairs)
    assert agreement(found).balanced_accuracy == 0.5


def test_the_threshold_is_the_one_that_tells_most_apart():
    given = [(0.9, True), (0.6, True), (0.5, False), (0.1, False)]
    found = [
        (LabelledPair("", (), label), Support(score, Verdict.UNSUPPORTED)) for score, label in given
    ]
    assert best_threshold(found) == 0.6
    assert agreement(found, 0.6).balanced_accuracy == 1.0
    assert agreement(found).balanced_accuracy == 0.5


def test_the_files_of_wice_and_of_fever_symmetric_are_read(tmp_path):
    file = tmp_path / "pairs.jsonl"
    rows = [
        {"claim": "a", "evidence": ["b", "c"], "label": "partially_supported", "meta": {}},
        {"claim": "a", "evidence": ["b"], "label": "supported"},
        {"claim": "a", "evidence": "b", "label": "SUPPORTS", "id": "1"},
        {"claim": "a", "evidence": "b", "label": "REFUTES"},
    ]
    file.write_text("\n".join(map(json.dumps, rows)))
    found = labelled_pairs(file)
    assert [pair.supported for pair in found] == [False, True, True, False]
    assert [pair.evidence for pair in found] == [("b", "c"), ("b",), ("b",), ("b",)]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"claim": "a"}', '{"claim": 1, "label": "x"}'])
def test_a_file_of_another_kind_is_refused_with_what_it_needs(tmp_path, content):
    file = tmp_path / "pairs.jsonl"
    file.write_text(content)
    with pytest.raises(DocumentError, match=r"pairs\.jsonl"):
        labelled_pairs(file)


def test_claims_over_roles_that_an_index_does_not_hold_are_left_out(corpus):
    file = resources.folder("evals") / CLAIMS_FILE
    bundled = written_claims(file, corpus("bundled"))
    elsewhere = written_claims(file, corpus("elsewhere"))
    lines = file.read_text("utf-8").splitlines()
    assert len(bundled) + len(elsewhere) == len(lines)


@pytest.mark.parametrize("name", ["bundled", "elsewhere", "real"])
def test_other_statements_of_the_role_that_are_cited_too_change_little(corpus, name):
    """A model lists more than it uses: a "may" or a number of these must not lend itself."""
    generation = corpus(name)
    chance = random.Random(3)

    def with_others(sample: Sample) -> Sample:
        chunks = generation.select(role=sample.evidence[0].role)
        taken = {chunk.statement.text for chunk in sample.evidence}
        # What holds the claim itself would make a misplaced one true.
        others = [c for c in chunks if c.statement.text not in sample.claim]
        others = [c for c in others if c.statement.text not in taken]
        return replace(sample, evidence=(*sample.evidence, *chance.sample(others, 4)))

    samples = [*true_claims(generation, 250, 77), *corrupted_claims(generation, 250, 77)]
    found = calibrate(OfflineScorer(generation), map(with_others, samples))
    assert found.passed, [(sample.kind, sample.claim) for sample, _ in found.wrong]
