from __future__ import annotations

import json
from typing import Any

import pytest

from roleassistant.evaluation import calibration
from roleassistant.evaluation.interchange import read_samples


@pytest.fixture
def calibrate(cli, bundled_index):
    return lambda *arguments: cli(
        "eval", "calibrate", "--claims", 24, "--index", bundled_index, *arguments
    )


@pytest.fixture
def public(tmp_path):
    """A folder with a set in the form of FEVER Symmetric."""
    tower = "The tower is 300 metres high and old."
    rows = [
        {"claim": "The tower is 300 metres high.", "evidence": tower, "label": "SUPPORTS"},
        {"claim": "The tower is 200 metres high.", "evidence": tower, "label": "REFUTES"},
    ]
    folder = tmp_path / "public" / "symmetric"
    folder.mkdir(parents=True)
    for split in ("dev", "test"):
        (folder / f"{split}.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return folder.parent


def test_calibrate_prints_what_is_caught_by_kind_the_agreement_and_the_reliability(calibrate):
    done = calibrate()
    assert (done.code, done.err) == (0, "")
    for row in ("level swapped", "comparison reversed", "true claims", "false claims"):
        assert row in done.out
    for part in ("AUROC", "Reliability on Made from the index", "passed", "95 % bootstrap"):
        assert part in done.out


def test_calibrate_gives_json_that_is_the_same_for_the_same_seed(calibrate):
    first, second = (json.loads(calibrate("--json", "--seed", 5).out) for _ in range(2))
    assert first.pop("timings_ms").keys() == second.pop("timings_ms").keys() == {"offline"}
    assert first == second
    assert first["passed"] is True
    (scorer,) = first["scorers"]
    assert sum(k["claims"] for k in scorer["generated"]["kinds"] if not k["true"]) == 24
    assert [one["set"] for one in scorer["sets"]] == ["Made from the index"]


def test_a_scorer_below_its_gate_ends_with_1(calibrate, monkeypatch):
    monkeypatch.setattr(calibration, "LEAST_CAUGHT", 1.01)
    done = calibrate()
    assert done.code == 1
    assert "not passed" in done.out


def test_public_sets_are_reported_by_verdict_and_by_a_threshold_that_others_gave(calibrate, public):
    (scorer,) = json.loads(calibrate("--json", "--labelled", public).out)["scorers"]
    told = scorer["sets"][1]
    assert (told["set"], told["threshold_chosen_on"]) == ("FEVER Symmetric", "dev")
    assert told["by_verdict"]["balanced_accuracy"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert told["by_verdict"]["threshold"] is None
    assert 0 < told["by_score"]["threshold"] < 1
    assert sum(one["pairs"] for one in told["reliability"]) == 2


def test_figures_of_others_are_printed_beside_ours_with_where_they_are_from(calibrate, public):
    done = calibrate("--labelled", public)
    assert "Published by others" in done.out
    assert "BERT" in done.out
    assert "TalSchuster" in done.out
    assert "RAGTruth" not in done.out


def test_several_scorers_are_measured_on_the_same_claims(calibrate):
    told = json.loads(calibrate("--json", "--scorer", "offline", "--scorer", "trained").out)
    offline, trained = told["scorers"]
    assert (offline["scorer"], trained["scorer"]) == ("offline", "trained")
    assert trained["identity"].startswith("trained ")
    assert trained["generated"] == offline["generated"]


def test_the_tables_are_written_in_markdown_too(calibrate, public, tmp_path):
    file = tmp_path / "tables.md"
    calibrate("--labelled", public, "--markdown", file)
    text = file.read_text("utf-8")
    assert "### FEVER Symmetric: 2 pairs, 1 supported" in text
    assert "| offline | verdict | 1.000 [1.000, 1.000] |" in text


def test_a_folder_without_a_set_is_said_so(calibrate, tmp_path):
    done = calibrate("--labelled", tmp_path / "none")
    assert done.code == 1
    assert "is no folder" in done.err


def test_a_scorer_that_there_is_not_is_wrong_usage(calibrate):
    done = calibrate("--scorer", "best")
    assert done.code == 2
    assert "Known: offline" in done.err


def test_ragas_is_asked_for_by_the_name_of_its_extra(calibrate, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-tests")
    pytest.importorskip("langchain_openai")
    if _is_here("ragas"):
        pytest.skip("RAGAS is installed")
    done = calibrate("--scorer", "ragas:openai:small")
    assert done.code == 4
    assert "pip install 'roleassistant[ragas]'" in done.err


def test_without_an_index_the_command_that_makes_one_is_named(cli):
    done = cli("eval", "calibrate")
    assert done.code == 3
    assert "roleassistant ingest" in done.err


def test_weights_are_trained_on_what_is_never_reported(cli, bundled_index, public, tmp_path):
    out = tmp_path / "weights.json"
    done = cli(
        "eval", "train", "--claims", 24, "--index", bundled_index, "--labelled", public,
        "--out", out,
    )  # fmt: skip
    assert (done.code, done.out) == (0, "")
    fitted_on = {one["name"]: one["claims"] for one in json.loads(out.read_text())["fitted_on"]}
    assert fitted_on["claims made from the index"] == 48
    assert fitted_on["FEVER Symmetric, dev"] == 2


@pytest.fixture
def answers(tmp_path):
    file = tmp_path / "answers.jsonl"
    rows = [
        {
            "user_input": "How high is the tower?",
            "response": "The tower is 300 metres high. It was sold in May.",
            "retrieved_contexts": ["The tower is 300 metres high and old."],
            "faithfulness": 0.25,
        }
    ]
    file.write_text("\n".join(map(json.dumps, rows)))
    return file


def test_answers_of_another_program_are_scored_by_their_contexts(cli, answers):
    told = json.loads(cli("eval", "import", answers, "--json").out)
    assert (told["samples"], told["faithfulness"], told["scorer"]) == (1, 0.5, "offline")
    assert told["faithfulness_in_the_file"] == 0.25
    (wrong,) = told["judged"][0]["unsupported"]
    assert wrong["sentence"] == "It was sold in May."
    done = cli("eval", "import", answers)
    assert "1 samples, faithfulness 50.0% by offline v" in done.out
    assert "It was sold in May." in done.out


def test_a_run_is_exported_for_ragas_and_read_back(cli, bundled_index, tmp_path):
    suite = tmp_path / "own.jsonl"
    rows: list[dict[str, Any]] = [
        {
            "id": "years",
            "question": "How many years of experience does P4 field sales need?",
            "facts": [["6–9 years"]],
        },
        {"id": "pay", "question": "What does P4 field sales earn?", "answerable": False},
    ]
    suite.write_text("\n".join(map(json.dumps, rows)))
    run = cli("eval", "run", suite, "--out", tmp_path / "run", "--index", bundled_index)
    assert run.code == 0, run.err
    file = tmp_path / "answers.jsonl"
    assert cli("eval", "export", tmp_path / "run", "--ragas", file).code == 0
    (sample,) = read_samples(file)
    assert sample.user_input == rows[0]["question"]
    assert sample.reference == "6–9 years"
    assert any("6–9 years" in context for context in sample.retrieved_contexts)
    assert json.loads(cli("eval", "import", file, "--json").out)["samples"] == 1


def test_a_folder_that_is_no_run_is_said_so(cli, tmp_path):
    done = cli("eval", "export", tmp_path, "--ragas", tmp_path / "x.jsonl")
    assert done.code == 1
    assert "Name the folder of a run" in done.err


def _is_here(module: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(module) is not None
