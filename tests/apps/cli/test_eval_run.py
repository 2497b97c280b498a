"""`eval run`, `report`, `compare`, `new` and `generate` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.answering.models.replies import saying
from tests.answering.models.server import model_server


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    (tmp_path / "suites.yaml").write_text(
        "suites:\n  - {name: mine, files: [mine.jsonl], gate: {fact_recall: {at_least: 1}}}\n"
    )
    file = tmp_path / "mine.jsonl"
    rows = [
        {"id": "a", "question": "how many years does a P4 in field sales need?",
         "facts": [["6–9 years"]], "tags": ["x"]},
        {"id": "b", "question": "experience of a P3 sales engineer", "facts": [["40 years"]]},
    ]  # fmt: skip
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return file


def test_a_run_prints_its_metrics_and_writes_its_folder(cli, suite, bundled_index, tmp_path):
    out = tmp_path / "out"
    done = cli("eval", "run", suite, "--index", bundled_index, "--out", out)
    assert done.code == 0
    assert "fact_recall" in done.out
    assert "50.0%" in done.out
    names = {path.name for path in out.iterdir()}
    assert {"results.jsonl", "summary.json", "report.html"} <= names


def test_a_gate_that_is_missed_ends_with_1_and_a_table_of_what_fell_short(
    cli, suite, bundled_index, tmp_path
):
    arguments = ("--index", bundled_index, "--gate", "--out", tmp_path / "out")
    done = cli("eval", "run", suite, *arguments)
    assert done.code == 1
    assert "Fell short" in done.out
    done = cli("eval", "run", suite, *arguments, "--tag", "x")
    assert done.code == 0
    assert "Gate passed: 1 thresholds met." in done.out


def test_a_gate_without_thresholds_could_not_fail_and_is_refused(cli, tmp_path, bundled_index):
    file = tmp_path / "plain.jsonl"
    file.write_text('{"id": "a", "question": "x"}\n')
    done = cli("eval", "run", file, "--gate", "--index", bundled_index)
    assert done.code == 2
    assert "thresholds" in done.err


def test_json_is_the_summary_and_reports_are_written_where_asked(
    cli, suite, bundled_index, tmp_path
):
    out, junit, page = tmp_path / "out", tmp_path / "junit.xml", tmp_path / "page.md"
    done = cli(
        "eval", "run", suite, "--index", bundled_index, "--out", out, "--json",
        "--junit", junit, "--markdown", page,
    )  # fmt: skip
    assert json.loads(done.out) == json.loads((out / "summary.json").read_text())
    assert 'tests="2" failures="1"' in junit.read_text()
    assert "1 of 2 cases right" in page.read_text()


def test_a_report_is_made_again_also_against_a_baseline(cli, suite, bundled_index, tmp_path):
    arguments = ("eval", "run", suite, "--index", bundled_index, "--out")
    cli(*arguments, tmp_path / "a")
    cli(*arguments, tmp_path / "b", "--baseline", tmp_path / "a")
    file = tmp_path / "b" / "report.html"
    against_a = file.read_text("utf-8")
    assert "Since the baseline" in against_a
    done = cli("eval", "report", tmp_path / "b")
    assert (done.code, done.out) == (0, "")
    assert "report.html" in done.err
    assert '<h2 id="baseline">' not in file.read_text("utf-8")
    cli("eval", "report", tmp_path / "b", "--baseline", tmp_path / "a")
    assert file.read_text("utf-8") == against_a


def test_a_baseline_that_is_no_run_is_told_before_anything_is_asked(
    cli, suite, bundled_index, tmp_path
):
    out = tmp_path / "out"
    done = cli(
        "eval", "run", suite, "--index", bundled_index, "--out", out, "--baseline", tmp_path
    )  # fmt: skip
    assert done.code == 1
    assert "no finished run" in done.err
    assert not out.exists()


def test_runs_are_compared(cli, suite, bundled_index, tmp_path):
    for name in ("a", "b"):
        cli("eval", "run", suite, "--index", bundled_index, "--out", tmp_path / name)
    done = cli("eval", "compare", tmp_path / "a", tmp_path / "b", "--gate")
    assert done.code == 0
    assert "2 cases in both" in done.out
    done = cli("eval", "compare", tmp_path / "a", tmp_path / "b", "--json")
    assert json.loads(done.out)["broken"] == []
    done = cli("eval", "compare", tmp_path / "a", tmp_path)
    assert done.code == 1
    assert "no finished run" in done.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["nothing-of-that-name"], "There is no suite"), (["adversarial", "--scorer", "x"], "Known:")],
)
def test_what_is_not_there_is_named(cli, arguments, told, tmp_path):
    done = cli("eval", "run", *arguments, "--out", tmp_path / "out")
    assert done.code == 2
    assert told in done.err


def test_a_drafted_case_is_one_line_to_confirm(cli, bundled_index):
    done = cli("eval", "new", "experience of a P3 sales engineer", "--index", bundled_index)
    row = json.loads(done.out)
    assert row["draft"] is True
    assert row["must_cite"][0]["level"] == "P3"


def test_drafts_need_a_question_or_feedback(cli, bundled_index):
    assert cli("eval", "new", "--index", bundled_index).code == 2


def test_generated_cases_are_a_suite_that_can_be_run(cli, bundled_index, tmp_path):
    file = tmp_path / "generated.jsonl"
    done = cli("eval", "generate", "--cases", 6, "--out", file, "--index", bundled_index)
    assert done.code == 0
    assert len(file.read_text().splitlines()) == 6
    done = cli("eval", "run", file, "--index", bundled_index, "--out", tmp_path / "out")
    assert done.code == 0


def test_what_a_judge_took_is_recorded_and_a_run_again_takes_nothing(
    cli, suite, bundled_index, tmp_path, monkeypatch
):
    pytest.importorskip("langchain_openai")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-tests")
    monkeypatch.setenv("ROLEASSISTANT_JUDGE_REPLIES", str(tmp_path / "replies.sqlite"))
    out = tmp_path / "out"
    arguments = ("eval", "run", suite, "--index", bundled_index, "--out", out)
    with model_server() as server:
        server.behave(saying(json.dumps({"verdict": "supported", "score": 0.9, "reason": "so"})))
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        taken = []
        for _ in range(2):
            assert cli(*arguments, "--scorer", "judge:openai:small").code == 0
            taken.append(json.loads((out / "summary.json").read_text())["run"]["scorer_spent"])
        asked = len(server.requests)
    assert asked > 0
    assert taken == [
        f"{asked} requests, 0 kept replies, {120 * asked:,} + {30 * asked:,} tokens",
        f"0 requests, {asked} kept replies, 0 + 0 tokens",
    ]
    assert f"{asked} kept replies" in (out / "report.html").read_text()
