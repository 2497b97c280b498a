"""A run can be killed and gone on with, and two runs of the same give the same."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from roleassistant import resources
from roleassistant.answering.assistant import Assistant
from roleassistant.errors import DocumentError, ServiceError, UsageError
from roleassistant.evaluation.run import files, runner
from roleassistant.evaluation.run.asking import Asker
from roleassistant.evaluation.run.reports import junit, markdown
from roleassistant.evaluation.run.result import REPORT_FILE, RESULTS_FILE, SUMMARY_FILE, Summary
from roleassistant.evaluation.scorers.offline import RulesScorer
from roleassistant.evaluation.suites.reading import read_suites
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.library import Library

QUESTIONS: list[dict[str, object]] = [
    {"id": "years", "question": "how many years does a P4 in field sales need?",
     "facts": [["6–9 years"]], "tags": ["lookup"],
     "must_cite": [{"section": "Level guidelines", "role": "DIRECT.FIELDSALES", "level": "P4"}]},
    {"id": "wrong", "question": "experience of a P3 sales engineer", "facts": [["40 years"]],
     "weight": 2},
    {"id": "compare", "question": "what separates P4 from P5 for field sales", "conflict": True,
     "intent": "compare_levels", "facts": [["12+ years"]]},
    {"id": "pay", "question": "what does a P4 field seller earn?", "answerable": False},
    {"id": "talk", "turns": [{"question": "P4 in field sales: how many years?",
                              "facts": [["6–9 years"]]},
                             {"question": "and P3?", "facts": [["4–6 years"]]}]},
    {"id": "draft", "question": "?", "draft": True},
]  # fmt: skip


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    file = tmp_path / "mine.jsonl"
    file.write_text("".join(f"{json.dumps(row)}\n" for row in QUESTIONS))
    (tmp_path / "suites.yaml").write_text(
        "suites:\n  - {name: mine, files: [mine.jsonl], gate: {fact_recall: {at_least: 0.9}, "
        "mrr: {at_least: 0.1}, quote_validity: {at_least: 1}}}\n"
    )
    return file


@pytest.fixture
def run(suite: Path, bundled_index: Path, real_encoder: Encoder) -> Callable[..., Summary]:
    def chain() -> runner.Chain:
        library = Library(bundled_index, model=real_encoder.identity)
        return runner.Chain(
            encoder=lambda: real_encoder,
            own_index=lambda: Assistant(library, lambda: real_encoder),
            scorer=RulesScorer,
            scorer_name="offline",
            answerer="extractive",
        )

    def start(folder: Path, tell: Callable[[str], None] = print, **options: object) -> Summary:
        chosen = runner.Options(**options)  # type: ignore[arg-type]
        return runner.run(read_suites([suite]), chain(), folder, chosen, tell=tell)

    return start


def scores(folder: Path) -> list[dict[str, object]]:
    """The results without what no two runs have alike."""
    rows = [json.loads(line) for line in (folder / RESULTS_FILE).read_text().splitlines()]
    for row in rows:
        for turn in row["turns"]:
            del turn["timing"]
    return rows


def test_two_runs_give_the_same_scores_also_with_several_workers(run, tmp_path):
    one = run(tmp_path / "one", seed=3)
    other = run(tmp_path / "other", seed=3, workers=3)
    assert scores(tmp_path / "one") == scores(tmp_path / "other")
    assert (one.metrics, one.groups, one.gate) == (other.metrics, other.groups, other.gate)


def test_two_runs_that_ingest_for_themselves_say_the_same_of_when_that_was(run, tmp_path):
    pages = resources.folder("evals") / "profiles" / "clinic"
    (tmp_path / "suites.yaml").write_text(f"corpora: {{clinic: {{sources: [{str(pages)!r}]}}}}\n")
    row = {
        "id": "a",
        "corpus": "clinic",
        "question": "who reviewed the ICU nurse N2 page and when?",
    }
    (tmp_path / "mine.jsonl").write_text(json.dumps(row))
    run(tmp_path / "one")
    time.sleep(1.1)
    run(tmp_path / "other")
    assert scores(tmp_path / "one") == scores(tmp_path / "other")
    assert "Read from clinic/" in (tmp_path / "one" / RESULTS_FILE).read_text()


def test_a_case_is_a_line_with_all_that_led_to_its_verdict(run, tmp_path):
    run(tmp_path / "run")
    results = {result.id: result for result in files.read_results(tmp_path / "run")}
    assert list(results) == ["years", "wrong", "compare", "pay", "talk"]
    (turn,) = results["years"].turns
    assert turn.plan.roles == ("DIRECT.FIELDSALES",)
    assert (turn.claims[0].verdict, turn.claims[0].levels) == ("supported", ("P4",))
    assert "6–9 years" in turn.citations[0].found
    assert results["wrong"].turns[0].lacking == (("40 years",),)
    assert results["wrong"].turns[0].shortcomings == ("does not say '40 years'",)
    assert [turn.question for turn in results["talk"].turns][1] == "and P3?"
    assert not results["compare"].turns[0].metrics.keys() & {"mrr", "abstention_recall"}


def test_a_summary_counts_each_metric_on_the_cases_that_have_it_and_respects_weights(run, tmp_path):
    summary = run(tmp_path / "run")
    values = {one.name: one for one in summary.metrics}
    assert (summary.cases, summary.passed) == (5, 4)
    assert values["right"].value == pytest.approx(4 / 6)
    assert values["fact_recall"].cases == 4
    assert values["fact_recall"].value == pytest.approx(3 / 5)
    assert values["fact_recall"].low < values["fact_recall"].value < values["fact_recall"].high
    assert values["abstention_recall"].cases == 1
    assert "nothing_forbidden" not in values
    assert "cost" not in values


def test_a_gate_says_what_fell_short_and_a_metric_without_a_case_does_not_pass(run, tmp_path):
    summary = run(tmp_path / "run")
    told = {check.metric: (check.passed, check.value) for check in summary.gate}
    assert told["fact_recall"] == (False, pytest.approx(0.6))
    assert told["mrr"] == (False, None)
    assert told["quote_validity"] == (True, 1.0)
    assert not summary.gate_passed


def test_what_was_broken_off_is_gone_on_with_and_no_case_is_asked_twice(run, tmp_path, monkeypatch):
    folder = tmp_path / "run"
    whole = run(tmp_path / "whole")
    asked: list[str] = []
    ask = Asker.ask

    def failing(self, case, suite):
        if case.id == "pay" and not asked.count("pay"):
            asked.append(case.id)
            raise KeyboardInterrupt
        asked.append(case.id)
        return ask(self, case, suite)

    monkeypatch.setattr(Asker, "ask", failing)
    with pytest.raises(KeyboardInterrupt):
        run(folder)
    assert not (folder / SUMMARY_FILE).exists()
    with (folder / RESULTS_FILE).open("ab") as results:
        results.write(b'{"suite":"mine","id":"pa')  # as a kill leaves it
    told: list[str] = []
    summary = run(folder, tell=told.append)
    assert any("3 of 5 cases are there" in line for line in told)
    assert asked == ["years", "wrong", "compare", "pay", "pay", "talk"]
    assert scores(folder) == scores(tmp_path / "whole")
    assert summary.metrics == whole.metrics


def test_the_beginning_of_another_run_is_not_gone_on_with(run, tmp_path, monkeypatch):
    folder = tmp_path / "run"
    run(folder)
    (folder / SUMMARY_FILE).unlink()
    told: list[str] = []
    run(folder, tell=told.append, seed=1)
    assert any("replaces" in line for line in told)
    assert len(scores(folder)) == 5


def test_a_run_that_is_replaced_leaves_no_report_behind(run, tmp_path):
    folder = tmp_path / "run"
    run(folder)
    (folder / REPORT_FILE).write_text("of the run before")
    run(folder)
    assert not (folder / REPORT_FILE).exists()


def test_results_of_another_program_are_left_alone(run, tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / RESULTS_FILE).write_text("precious")
    with pytest.raises(UsageError, match=r"results\.jsonl"):
        run(folder)
    assert (folder / RESULTS_FILE).read_text() == "precious"


def test_an_answer_that_fails_is_a_wrong_case_and_the_others_are_asked(run, tmp_path, monkeypatch):
    answer = Assistant.answer

    def failing(self, question, *given):
        if "P3" in question:
            raise ZeroDivisionError("planted")
        return answer(self, question, *given)

    monkeypatch.setattr(Assistant, "answer", failing)
    summary = run(tmp_path / "run")
    broken = files.read_results(tmp_path / "run")[1]
    assert (broken.passed, broken.error) == (False, "ZeroDivisionError: planted")
    assert summary.cases == 5
    assert "ZeroDivisionError: planted" in junit([broken], ())


def test_a_service_that_does_not_answer_stops_the_run_and_is_no_verdict(run, tmp_path, monkeypatch):
    def failing(self, question, *given):
        raise ServiceError("the provider does not answer")

    monkeypatch.setattr(Assistant, "answer", failing)
    with pytest.raises(ServiceError):
        run(tmp_path / "run")
    assert scores(tmp_path / "run") == []


def test_only_some_cases_can_be_run_and_drafts_never_are(run, tmp_path):
    summary = run(tmp_path / "run", only=lambda case: case.id in ("pay", "draft"))
    assert summary.cases == 1
    assert summary.run.skipped == ("Skipped 1 drafts that nobody has confirmed yet (draft: true).",)
    with pytest.raises(UsageError, match="no case to run"):
        run(tmp_path / "none", only=lambda case: False)


def test_reports_for_ci_hold_what_is_wrong_and_no_markup_of_a_page(run, tmp_path):
    summary = run(tmp_path / "run")
    results = files.read_results(tmp_path / "run")
    text = junit(results, summary.gate)
    assert 'tests="5" failures="1" errors="0"' in text
    assert "does not say &#x27;40 years&#x27;" in text
    assert 'name="mine: mrr at least 0.1"><failure message="measured nothing"/>' in text
    page = markdown(summary, results)
    assert "## Evals: 4 of 5 cases right" in page
    assert "| mine | fact_recall | at least 0.9 | 0.6000 |" in page
    assert "| mine wrong | experience of a P3 sales engineer | does not say '40 years' |" in page


def test_profiles_that_are_not_there_are_refused_unless_they_are_optional(run, tmp_path):
    header = tmp_path / "suites.yaml"
    (tmp_path / "mine.jsonl").write_text('{"id": "a", "question": "x", "corpus": "gone"}\n')
    header.write_text("corpora: {gone: {sources: [gone]}}\n")
    with pytest.raises(DocumentError, match="optional: true"):
        run(tmp_path / "run")
    header.write_text("corpora: {gone: {sources: [gone], optional: true}}\n")
    with pytest.raises(UsageError, match="Skipped 1 cases of the corpus gone"):
        run(tmp_path / "run")


@pytest.mark.fault
def test_a_killed_run_is_finished_by_the_same_command(
    tmp_path, suite, bundled_index, models, monkeypatch
):
    monkeypatch.setenv("ROLEASSISTANT_EMBEDDING_MODELS_FOLDER", str(models))
    rows = [QUESTIONS[0] | {"id": f"years-{number}"} for number in range(400)]
    suite.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    folder = tmp_path / "run"
    command = [
        sys.executable, "-m", "roleassistant", "eval", "run", str(suite),
        "--index", str(bundled_index), "--out", str(folder),
    ]  # fmt: skip
    first = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    results = folder / RESULTS_FILE
    deadline = time.monotonic() + 120
    while not results.exists() or results.stat().st_size < 20_000:
        assert time.monotonic() < deadline
        assert first.poll() is None
        time.sleep(0.01)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    there = results.read_bytes().count(b"\n")
    assert 0 < there < 400
    second = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert second.returncode == 0, second.stderr
    assert f"{there} of 400 cases are there" in second.stderr
    assert [row["id"] for row in scores(folder)] == [row["id"] for row in rows]
    assert "years-399" in (folder / REPORT_FILE).read_text("utf-8")


def test_two_runs_do_not_write_into_one_folder(run: Callable[..., Summary], tmp_path: Path) -> None:
    folder = tmp_path / "taken"
    folder.mkdir()
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(UsageError, match="Another run is writing"):
            run(folder)
    finally:
        os.close(handle)
    assert list(folder.iterdir()) == []
