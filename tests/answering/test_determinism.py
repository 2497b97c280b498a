"""The same index and question give the same bytes, in whatever process they are asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.answering.conftest import Ask
from tests.answering.questions import AMBIGUOUS, ANSWERABLE, UNANSWERABLE

from roleassistant.answering.assistant import Answered, Assistant
from roleassistant.apps.cli.answer_json import answer_as_json

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = (*ANSWERABLE, *sorted({question for question, _ in UNANSWERABLE}), *AMBIGUOUS)

# Answers from an index that is there, and from one that it builds.
ASKING = """
import json, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from roleassistant.answering.assistant import Assistant
from roleassistant.apps.cli.answer_json import answer_as_json
{setting_up}
for question in json.load(sys.stdin):
    told = answer_as_json(assistant.answer(question))
    del told["timings_ms"]
    print(json.dumps(told))
"""
OVER_AN_INDEX = """
from roleassistant.indexing.embedding.opening import open_encoder
from roleassistant.indexing.library import Library
encoder = open_encoder(models=Path({models!r}))
assistant = Assistant(Library(Path({folder!r}), model=encoder.identity), lambda: encoder)
"""
OVER_ITS_OWN = """
from tests.indexing.fake_encoder import FakeEncoder
from tests.retrieval.profiles import indexed
encoder = FakeEncoder()
assistant = Assistant(indexed(Path({folder!r}), encoder), lambda: encoder)
"""


def asking(setting_up: str, hash_seed: str) -> Callable[[], bytes]:
    """Starts a process of its own; the call gives what it printed."""
    script = ASKING.format(root=str(ROOT), setting_up=setting_up)
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT / "src")},
    )

    def wait() -> bytes:
        try:
            printed, _ = process.communicate(json.dumps(QUESTIONS).encode(), timeout=120)
        finally:
            process.kill()
        assert process.returncode == 0
        return printed

    return wait


def test_two_processes_with_other_hash_seeds_answer_byte_for_byte_alike(
    assistant: Assistant, house_folder: Path, models: Path
) -> None:
    own = []
    for question in QUESTIONS:
        told = answer_as_json(assistant.answer(question))
        del told["timings_ms"]
        own.append(json.dumps(told))
    setting_up = OVER_AN_INDEX.format(models=str(models), folder=str(house_folder / "index"))
    waiting = [asking(setting_up, seed) for seed in ("0", "4242")]
    first, second = (wait() for wait in waiting)
    assert first == second
    assert first.decode().splitlines() == own


def test_indexes_built_under_other_hash_seeds_answer_alike(tmp_path: Path) -> None:
    waiting = [
        asking(OVER_ITS_OWN.format(folder=str(tmp_path / seed)), seed) for seed in ("1", "9999")
    ]
    first, second = ([json.loads(line) for line in wait().splitlines()] for wait in waiting)
    for one, other in zip(first, second, strict=True):
        assert without_times(one) == without_times(other)


def without_times(told: dict[str, object]) -> str:
    """The answer without when its files were read."""
    text = json.dumps(told)
    citations = told["citations"]
    assert isinstance(citations, list)
    for citation in citations:
        text = text.replace(citation["ingested_at"], "some time")
    return text


def test_asking_other_questions_in_between_changes_nothing(assistant: Assistant, ask: Ask) -> None:
    before = {question: ask(question) for question in QUESTIONS}
    for question in reversed(QUESTIONS):
        assert assistant.answer(question).answer == before[question]


@pytest.mark.parametrize("question", ["who coaches juniors", "hello"])
def test_an_answer_says_when_it_was_worked_out_only_in_its_timings(
    assistant: Assistant, question: str
) -> None:
    def told(answered: Answered) -> dict[str, object]:
        return {k: v for k, v in answer_as_json(answered).items() if k != "timings_ms"}

    assert told(assistant.answer(question)) == told(assistant.answer(question))
