"""The inference scorer: its rules over a stand-in, and the real class over tiny random weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.evaluation.scorers.conftest import assertion

from roleassistant.answering.support.scorer import NOTHING, Verdict
from roleassistant.errors import ModelUnavailable
from roleassistant.evaluation.scorers.nli import NliScorer

LABELS = {0: "contradiction", 1: "entailment", 2: "neutral"}
RFP, MENTOR = "Leads RFP responses.", "Mentors junior account executives."


class FakeCrossEncoder:
    """Predicts what it is told to, and keeps what it was asked."""

    def __init__(self, *rows: tuple[float, float, float]) -> None:
        self.rows = rows
        self.asked: list[tuple[str, str]] = []

    def predict(self, inputs: list[tuple[str, str]], **options: Any) -> Any:
        assert options["apply_softmax"] is True
        self.asked += inputs
        return self.rows[: len(inputs)]


def test_the_best_premise_decides_whether_a_claim_is_entailed():
    model = FakeCrossEncoder((0.9, 0.05, 0.05), (0.0, 0.96, 0.04), (0.1, 0.8, 0.1))
    (found,) = NliScorer(model, LABELS).score([assertion("P4 mentors juniors.", RFP, MENTOR)])
    assert (found.verdict, found.score) == (Verdict.SUPPORTED, 0.96)
    assert next(premise for premise, _ in model.asked) == f"Account Executive: {RFP}"
    assert len(model.asked) == 3


def test_without_an_entailment_a_contradiction_is_told():
    model = FakeCrossEncoder((0.9, 0.05, 0.05))
    (found,) = NliScorer(model, LABELS).score([assertion("P4 mentors nobody.", MENTOR)])
    assert found.verdict is Verdict.CONTRADICTED
    assert found.reasons[0].kind == "inference"


def test_claims_are_predicted_together_and_told_apart():
    model = FakeCrossEncoder((0.0, 0.9, 0.1), (0.1, 0.1, 0.8))
    asked = [assertion("P4 leads RFPs.", RFP), assertion(" ", RFP), assertion("P4 sings.", MENTOR)]
    found = NliScorer(model, LABELS).score(asked)
    assert [one.verdict for one in found] == ["supported", "unsupported", "unsupported"]
    assert found[1] == NOTHING


def test_a_model_that_infers_nothing_is_refused():
    with pytest.raises(ModelUnavailable, match="entailment"):
        NliScorer(FakeCrossEncoder(), {0: "toxic"})


def test_a_model_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        NliScorer.load(tmp_path / "nowhere")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A CrossEncoder as published ones are saved: safetensors, tokenizer, labels in the config.
    Its weights are random, so that its verdicts mean nothing."""
    import torch
    from transformers import (  # type: ignore[attr-defined]
        BertConfig,
        BertForSequenceClassification,
        BertTokenizerFast,
    )

    folder = tmp_path_factory.mktemp("tiny-nli")
    words = "account executive leads rfp responses mentors junior p4 juniors : . ##s".split()
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words]))
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=5 + len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        id2label=LABELS,
        label2id={label: at for at, label in LABELS.items()},
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(str(vocabulary), model_max_length=64).save_pretrained(folder)
    return folder


def test_a_real_cross_encoder_is_loaded_from_its_folder_and_gives_probabilities(tiny):
    scorer = NliScorer.load(tiny)
    asked = [assertion("P4 leads RFPs.", RFP, MENTOR), assertion("P4 mentors juniors.", MENTOR)]
    found = scorer.score(asked)
    assert all(0 < one.score < 1 for one in found)
    assert NliScorer.load(tiny).score(asked) == found


def test_the_identity_of_a_folder_tells_its_weights_from_others(tiny, tmp_path):
    assert NliScorer.load(tiny).identity.startswith(f"nli {tiny.name} (")
    copy = tmp_path / tiny.name
    copy.mkdir()
    for file in tiny.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    assert NliScorer.load(copy).identity == NliScorer.load(tiny).identity
    from safetensors.torch import load_file, save_file

    weights = load_file(copy / "model.safetensors")
    weights["classifier.bias"] = weights["classifier.bias"] + 1
    save_file(weights, copy / "model.safetensors", metadata={"format": "pt"})
    assert NliScorer.load(copy).identity != NliScorer.load(tiny).identity
