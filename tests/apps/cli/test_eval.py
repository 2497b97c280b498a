from __future__ import annotations

import json

import pytest

from roleassistant.evaluation import calibration


@pytest.fixture
def calibrate(cli, bundled_index):
    return lambda *arguments: cli(
        "eval", "calibrate", "--claims", 24, "--index", bundled_index, *arguments
    )


def test_calibrate_prints_what_is_caught_by_kind_and_the_totals(calibrate):
    done = calibrate()
    assert (done.code, done.err) == (0, "")
    for row in ("level swapped", "comparison reversed", "true claims", "false claims"):
        assert row in done.out
    assert "passed" in done.out


def test_calibrate_gives_json_that_is_the_same_for_the_same_seed(calibrate):
    first, second = (json.loads(calibrate("--json", "--seed", 5).out) for _ in range(2))
    assert first.pop("timings_ms").keys() == second.pop("timings_ms").keys() == {"per_claim"}
    assert first == second
    assert first["passed"] is True
    assert sum(k["claims"] for k in first["generated"]["kinds"] if not k["true"]) == 24
    assert first["labelled"] is None


def test_a_scorer_below_its_gate_ends_with_1(calibrate, monkeypatch):
    monkeypatch.setattr(calibration, "LEAST_CAUGHT", 1.01)
    done = calibrate()
    assert done.code == 1
    assert "not passed" in done.out


def test_labelled_pairs_are_reported_with_the_threshold_that_others_gave(calibrate, tmp_path):
    rows = [
        {
            "claim": "The tower is 300 metres high.",
            "evidence": "The tower is 300 metres high and old.",
            "label": "SUPPORTS",
        },
        {
            "claim": "The tower is 200 metres high.",
            "evidence": "The tower is 300 metres high.",
            "label": "REFUTES",
        },
    ]
    file = tmp_path / "pairs.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    told = json.loads(calibrate("--json", "--labelled", file).out)["labelled"]
    assert (told["pairs"], told["balanced_accuracy"], told["threshold"]) == (2, 1.0, None)
    told = json.loads(calibrate("--json", "--labelled", file, "--choose-on", file).out)["labelled"]
    assert told["balanced_accuracy"] == 1.0
    assert told["threshold"] == 1.0


def test_a_file_that_is_not_there_is_said_so(calibrate, tmp_path):
    done = calibrate("--labelled", tmp_path / "none.jsonl")
    assert done.code == 1
    assert "none.jsonl cannot be read" in done.err


def test_choosing_a_threshold_for_nothing_is_wrong_usage(calibrate, tmp_path):
    assert calibrate("--choose-on", tmp_path / "x.jsonl").code == 2


def test_without_an_index_the_command_that_makes_one_is_named(cli):
    done = cli("eval", "calibrate")
    assert done.code == 3
    assert "roleassistant ingest" in done.err
