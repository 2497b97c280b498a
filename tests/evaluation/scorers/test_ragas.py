"""RAGAS's own faithfulness, where RAGAS is installed; what is said where it is not."""

from __future__ import annotations

import importlib.util
import json

import pytest
from tests.answering.models.replies import Reply
from tests.evaluation.scorers.conftest import assertion

from roleassistant.answering.support.scorer import Verdict
from roleassistant.errors import ModelUnavailable
from roleassistant.evaluation.scorers.ragas import RagasScorer

IS_HERE = importlib.util.find_spec("ragas") is not None
needs_ragas = pytest.mark.skipif(not IS_HERE, reason="the extra ragas is not installed")


@pytest.mark.skipif(IS_HERE, reason="RAGAS is installed")
def test_without_ragas_the_extra_that_brings_it_is_named(model, replies):
    with pytest.raises(ModelUnavailable, match=r"pip install 'roleassistant\[ragas\]'"):
        RagasScorer(model, replies)


def believing(*statements: tuple[str, int]):
    """A model that finds these statements in any response, each with its verdict."""

    def reply(request):
        if '"statements"' in request.texts[-1].rpartition("input:")[2]:
            judged = [{"statement": s, "reason": "…", "verdict": v} for s, v in statements]
            return Reply(json.dumps({"statements": judged}))
        return Reply(json.dumps({"statements": [statement for statement, _ in statements]}))

    return reply


@needs_ragas
def test_the_share_of_statements_that_hold_is_the_score(server, model, replies):
    server.behave(believing(("P4 leads RFPs.", 1), ("P4 sings.", 0)))
    scorer = RagasScorer(model, replies)
    (found,) = scorer.score([assertion("P4 leads RFPs and sings.", "Leads RFP responses.")])
    assert (found.verdict, found.score) == (Verdict.UNSUPPORTED, 0.5)
    assert found.reasons[0].text == "50% of its statements are supported"
    assert scorer.spent.input_tokens > 0
    assert all(body["temperature"] == 0 for body in server.bodies)


@needs_ragas
def test_a_run_again_asks_nothing(server, model, replies):
    server.behave(believing(("P4 leads RFPs.", 1)))
    asked = [assertion("P4 leads RFPs.", "Leads RFP responses.")]
    found = RagasScorer(model, replies).score(asked)
    requests = len(server.requests)
    again = RagasScorer(model, replies)
    assert again.score(asked) == found
    assert (len(server.requests), again.spent.asked) == (requests, 0)


@needs_ragas
def test_what_we_write_is_an_evaluation_dataset_of_ragas(tmp_path):
    from ragas import EvaluationDataset  # type: ignore[import-not-found, unused-ignore]

    from roleassistant.evaluation.interchange import Sample, read_samples, write_samples

    file = tmp_path / "answers.jsonl"
    samples = [
        Sample("What does P4 do?", "It leads RFPs.", ("Leads RFP responses.",), "leads RFPs"),
        Sample("And P5?", "Nothing is said.", ("–",), None, ("Leads RFP responses.",)),
    ]
    write_samples(file, samples)
    read = EvaluationDataset.from_jsonl(file)
    assert [one.user_input for one in read] == ["What does P4 do?", "And P5?"]
    read.to_jsonl(file)
    assert read_samples(file) == samples
