from __future__ import annotations

import pytest

from roleassistant.errors import ModelUnavailable, UsageError
from roleassistant.evaluation.scorers.opening import open_scorer
from roleassistant.settings import load_settings


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-tests")
    return load_settings(
        {"judge.replies": tmp_path / "replies.sqlite", "judge.votes": "5"},
        environment={},
        working_folder=tmp_path,
        user_folder=tmp_path,
    )


@pytest.mark.parametrize("name", ["offline", "trained"])
def test_scorers_without_a_model_are_opened_by_their_names(settings, name):
    assert open_scorer(name, settings).name == name


def test_a_judge_is_opened_by_its_model_with_the_votes_of_the_settings(settings):
    scorer = open_scorer("judge:openai:small", settings)
    assert scorer.name == "judge"
    assert scorer.identity.startswith("judge openai:small, judge v")
    assert scorer.identity.endswith("votes 5")


def test_an_inference_model_that_is_not_there_is_said_to_be_missing(settings, tmp_path):
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        open_scorer(f"nli:{tmp_path / 'nowhere'}", settings)


@pytest.mark.parametrize("name", ["", "best", "nli", "judge:", "judge:openai", "ragas:small"])
def test_another_name_is_told_which_there_are(settings, name):
    with pytest.raises(UsageError, match=r"offline, trained, nli:FOLDER, judge:PROVIDER:MODEL"):
        open_scorer(name, settings)
