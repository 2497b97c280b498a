"""The commands behind the tables of docs/slack.md run, and find what they are for."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.slack_trials.faults import faults, run_faults
from tests.slack_trials.load import run_load
from tests.slack_trials.outcomes import BUSY, Outcomes
from tests.slack_trials.writing import write_into

from roleassistant.apps.slack.demo.workspace import Message


def part(answer: str, number: int = 0) -> Message:
    payload = {"answer": answer, "part": number}
    data = {"event_type": "roleassistant_answer", "event_payload": payload}
    return Message("C", "1.0", "B", "an answer", metadata=data)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ([], "lost"),
        ([part("a")], "answered"),
        ([part("a"), part("a", 1)], "answered"),
        ([part("a"), part("a")], "doubled"),
        ([part("a"), part("b")], "doubled"),
        ([part("a"), Message("C", "1.0", "B", BUSY)], "doubled"),
        ([Message("C", "1.0", "B", BUSY)], "busy"),
        ([Message("C", "1.0", "B", "I could not answer this.")], "told"),
    ],
)
def test_what_was_said_to_a_question_is_judged(said, outcome):
    outcomes = Outcomes()
    outcomes.add(said)
    assert getattr(outcomes, outcome) == outcomes.asked == 1


def test_a_table_takes_the_place_of_the_one_before(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- slack load -->\nold\n<!-- end -->\nb\n")
    write_into(page, "slack load", "new")
    assert page.read_text() == "a\n<!-- slack load -->\nnew\n<!-- end -->\nb\n"


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch, models: Path):
    monkeypatch.setenv("ROLEASSISTANT_EMBEDDING_MODELS_FOLDER", str(models))


@pytest.mark.slow
def test_a_little_load_is_answered_in_time(bundled_index: Path, tmp_path: Path, converted):
    table, passed = run_load(bundled_index, tmp_path, seconds=2, rate=5)
    assert passed, table
    assert "| questions offered | 10 in 2 s |" in table


@pytest.mark.slow
def test_a_fault_is_withstood(bundled_index: Path, tmp_path: Path, converted):
    name = "`chat.postMessage`: 503 after it was done"
    assert name in [fault.name for fault in faults()]
    table, passed = run_faults(bundled_index, tmp_path, name)
    assert passed, table
    assert f"| {name} | 4 | 4 | 0 | 0 | 0 | 0 |" in table
