"""How good the offline scorer has to be, and how that is counted."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from roleassistant import resources
from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.answering.support.scorer import Support, Verdict
from roleassistant.evaluation.calibration import calibrate, measure_pairs, measure_samples
from roleassistant.evaluation.claims import Sample
from roleassistant.evaluation.corruption import corrupted_claims, true_claims
from roleassistant.evaluation.labelled.pairs import LabelledPair, LabelledSet
from roleassistant.evaluation.scorers.offline import RulesScorer
from roleassistant.evaluation.scorers.scorer import Evidence
from roleassistant.evaluation.scorers.trained import TrainedScorer
from roleassistant.evaluation.written import CLAIMS_FILE, written_claims


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


class Lengths:
    """Scores a claim by its length; the verdict is always that it is supported."""

    name = identity = "lengths"

    def __init__(self):
        self.asked = []

    def score(self, assertions):
        self.asked += assertions
        return [Support(len(one.claim) / 10, Verdict.SUPPORTED) for one in assertions]


def test_the_threshold_is_chosen_on_pairs_that_are_not_reported():
    fit = (LabelledPair("a" * 6, ("e",), True), LabelledPair("a" * 4, ("e",), False))
    test = (LabelledPair("a" * 9, ("e",), True), LabelledPair("a" * 5, ("e",), True))
    found = measure_pairs(Lengths(), LabelledSet("pairs", fit, test, "dev"))
    assert found.by_score
    assert found.by_score.threshold == pytest.approx(0.5)
    assert (found.by_verdict.pairs, found.by_verdict.threshold) == (2, None)
    assert found.chosen_on == "dev"


def test_where_nothing_may_be_learnt_from_no_threshold_is_chosen():
    found = measure_pairs(Lengths(), LabelledSet("pairs", (), (LabelledPair("a", ("e",), True),)))
    assert found.by_score is None


def test_a_threshold_for_made_claims_is_chosen_on_other_roles_than_are_reported(corpus):
    generation = corpus("bundled")
    samples = [*true_claims(generation, 60, 1), *corrupted_claims(generation, 60, 1)]
    found = measure_samples(OfflineScorer(generation), "made", samples)
    roles = sorted({sample.evidence[0].role for sample in samples})
    reported = [s for s in samples if roles.index(s.evidence[0].role) % 2 == 0]
    assert found.by_verdict.pairs == len(reported) < len(samples)
    assert found.by_score
    assert found.by_score.balanced_accuracy.value == 1.0


def test_a_scorer_that_reads_texts_is_told_where_each_of_them_stands(corpus):
    scorer = Lengths()
    (sample,) = true_claims(corpus("bundled"), 1, 1)
    calibrate(scorer, [sample])
    ((evidence,),) = [one.evidence for one in scorer.asked]
    chunk = sample.evidence[0]
    assert isinstance(evidence, Evidence)
    assert chunk.title in evidence.in_words()
    assert evidence.in_words().endswith(chunk.statement.text)


@pytest.mark.parametrize("name", ["bundled", "elsewhere", "real"])
def test_the_learnt_score_changes_no_verdict_and_ranks_no_worse(corpus, name):
    generation = corpus(name)
    samples = [*true_claims(generation, 150, 4), *corrupted_claims(generation, 150, 4)]
    rules, learnt = RulesScorer(generation), TrainedScorer(generation)
    for sample in samples:
        said = rules.support(sample.claim, sample.evidence)
        found = learnt.support(sample.claim, sample.evidence)
        assert (found.verdict, found.reasons) == (said.verdict, said.reasons)
        assert (found.score >= 0.5) is (found.verdict is Verdict.SUPPORTED)
    by_rules, by_learnt = (measure_samples(one, "made", samples) for one in (rules, learnt))
    assert by_learnt.by_verdict.auroc.value >= by_rules.by_verdict.auroc.value - 0.002
    assert by_learnt.by_verdict.ece < by_rules.by_verdict.ece


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
