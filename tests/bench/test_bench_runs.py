"""The bench runs, and what it measures on is what it says. No figure is judged here."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.bench.corpus import LEVELS, MOST_FOCUSES, focus, write_corpus
from tests.bench.figures import Sample
from tests.bench.questions import questions

from roleassistant.reading import registry
from roleassistant.reading.document import load
from roleassistant.reading.reading import LineUse

ROOT = Path(__file__).resolve().parents[2]


def test_generated_pages_are_the_same_every_time():
    assert focus(3).page("P4") == focus(3).page("P4")
    assert questions(5, 30, seed=1) == questions(5, 30, seed=1)
    assert questions(5, 30, seed=1) != questions(5, 30, seed=2)


def test_no_two_focuses_share_a_name_or_a_code():
    everyone = [focus(number) for number in range(MOST_FOCUSES)]
    assert len({one.spoken for one in everyone}) == MOST_FOCUSES
    assert len({one.code for one in everyone}) == MOST_FOCUSES


def test_responsibilities_are_distinct_between_focuses_and_shared_by_siblings():
    one, other = focus(0), focus(1)
    mine = {bullet for bullets in one.bullets for bullet in bullets}
    assert not mine & {bullet for bullets in other.bullets for bullet in bullets}
    assert all(bullet in one.page("P1") and bullet in one.page("P5") for bullet in mine)


def test_generated_pages_are_read_without_loss(tmp_path):
    write_corpus(tmp_path, range(2))
    files = sorted(tmp_path.rglob("*.txt"))
    assert len(files) == 2 * len(LEVELS)
    for file in files:
        reading = registry.read(load(file, file.name), _no_likeness)
        assert [str(profile.level) for profile in reading.profiles] == [file.stem[-2:].upper()]
        assert LineUse.UNPLACED not in reading.lines


def _no_likeness(texts: Sequence[str], others: Sequence[str]) -> NDArray[np.float32]:
    return np.zeros((len(texts), len(others)), dtype=np.float32)


def test_a_percentile_is_one_of_the_values():
    sample = Sample(tuple(float(number) for number in range(1, 101)))
    assert (sample.percentile(0.5), sample.percentile(0.95)) == (50, 95)


@pytest.mark.slow
def test_the_whole_bench_runs_at_the_smallest_size(tmp_path, request):
    missing = [
        name
        for name in ("langchain_chroma", "langchain_huggingface", "langchain_text_splitters")
        if importlib.util.find_spec(name) is None
    ]
    # Without the extra `bench` there is no peer, and only what is ours alone can be measured.
    only = ["--only", "curve"] if missing else []
    models = request.config.cache.mkdir("roleassistant-models")
    page = tmp_path / "benchmarks.md"
    command = [sys.executable, "-m", "tests.bench", "--scale", "tiny", *only]
    command += ["--out", str(page), "--work", str(tmp_path / "work"), "--models", str(models)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    text = page.read_text("utf-8")
    for title in ["As the corpus grows", *([] if missing else ["Cold question", "Warm question"])]:
        assert f"## {title}" in text
    assert "Not measured" not in text


@pytest.mark.slow
def test_cold_questions_are_compared_with_those_of_another_checkout(request):
    models = request.config.cache.mkdir("roleassistant-models")
    command = [sys.executable, "-m", "tests.bench.against", str(ROOT), "--rounds", "1"]
    command += ["--models", str(models), "--ask", "what separates P4 from P5 for field sales"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    assert "| “what separates P4 from P5 for field sales” |" in done.stdout
