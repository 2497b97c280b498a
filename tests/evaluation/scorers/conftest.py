"""Judges over the server of the tests, and a tiny CrossEncoder made on the spot."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.answering.models.replies import Reply, Request
from tests.answering.models.server import ModelServer, model_server

from roleassistant.answering.models.opening import ChatModel, open_chat_model
from roleassistant.answering.models.prompts import Prompts, load_prompts
from roleassistant.evaluation.scorers.judge import JudgeScorer
from roleassistant.evaluation.scorers.judgements import Judgements
from roleassistant.evaluation.scorers.scorer import Assertion, Evidence

Judging = Callable[..., JudgeScorer]


def assertion(claim: str, *texts: str) -> Assertion:
    return Assertion(claim, tuple(Evidence(text, title="Account Executive") for text in texts))


def judged(verdict: str, score: float = 0.9, reason: str = "it says so") -> str:
    return json.dumps({"verdict": verdict, "score": score, "reason": reason})


def voting(*verdicts: str) -> Callable[[Request], Reply]:
    """A judge that says these, one a request, and then the last for good."""
    left = list(verdicts)
    return lambda _: Reply(judged(left.pop(0) if len(left) > 1 else left[0]))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-tests")
    with model_server() as running:
        yield running


@pytest.fixture(scope="session")
def prompts() -> Prompts:
    return load_prompts()


@pytest.fixture
def model(server: ModelServer, prompts: Prompts) -> ChatModel:
    """The real client of langchain-openai, as judges are opened."""
    return open_chat_model(
        "openai:small",
        schema=prompts.schema,
        budget_seconds=20.0,
        temperature=0,
        base_url=server.url,
    )


@pytest.fixture
def replies(tmp_path: Path) -> Iterator[Judgements]:
    kept = Judgements(tmp_path / "judgements.sqlite")
    yield kept
    kept.close()


@pytest.fixture
def judge(model: ChatModel, prompts: Prompts, replies: Judgements) -> Judging:
    # One worker, so that the votes come in the order in which the server was told.
    return lambda **how: JudgeScorer(
        model, prompts.judge, replies, **{"workers": 1, "pause": 0.01, **how}
    )
