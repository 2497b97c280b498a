"""Rows 1, 2, 3 and 13: the writer dies at any moment, and a reader asks all the while."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from pathlib import Path

import pytest
from tests.faults import process, reader
from tests.faults.reader import edition_of
from tests.indexing.corpus import of_version

from roleassistant.errors import IndexMissing
from roleassistant.indexing.failpoint import Step
from roleassistant.indexing.library import Library

KILLS = 40


@pytest.mark.slow
def test_forty_kills_at_random_moments_leave_an_index_that_answers_whole(profiles, index):
    seed = 20261123
    chance = random.Random(seed)
    asking = reader.start(index)
    began = time.monotonic()
    of_version(profiles, 3)
    assert process.run(index, profiles) == (0, "")
    whole_run = time.monotonic() - began
    current, switched = 3, 0
    for edition in range(4, 4 + KILLS):
        of_version(profiles, edition)
        writer = process.start(index, profiles)
        time.sleep(chance.uniform(0.0, whole_run))
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        library = Library(index)
        generation = library.open()
        found = edition_of(generation)
        assert generation.warnings == (), f"seed {seed}, edition {edition}"
        assert found in (current, edition), f"seed {seed}, edition {edition}"
        switched += found != current
        current = found
        library.close()
    # After all that, an ordinary run works and clears away what the dead ones left.
    of_version(profiles, 99)
    assert process.run(index, profiles) == (0, "")
    library = Library(index)
    assert edition_of(library.open()) == 99
    assert len(library.numbers()) == 2
    library.close()
    seen, _ = asking.communicate("", timeout=60)
    result = json.loads(seen)
    assert result["faults"] == []
    assert result["checks"] > KILLS
    assert result["editions"] == sorted(result["editions"])
    assert result["numbers"] == sorted(result["numbers"])


@pytest.mark.parametrize("step", Step)
def test_a_kill_at_each_step_leaves_the_old_or_the_new_generation_whole(profiles, index, step):
    of_version(profiles, 3)
    status, _ = process.run(index, profiles, failpoint=f"{step}:kill")
    assert status == -signal.SIGKILL
    library = Library(index)
    generation = library.open()
    assert generation.warnings == ()
    steps = list(Step)
    expected = 3 if steps.index(step) >= steps.index(Step.SWITCHED) else 2
    assert edition_of(generation) == expected
    library.close()
    assert process.run(index, profiles) == (0, "")
    generation = library.open()
    assert edition_of(generation) == 3
    leftovers = {path.name for path in index.iterdir()} - {
        *("CURRENT", "LOCK", "ID", "cache"),
        *(f"gen-{number}" for number in library.numbers()),
    }
    assert leftovers <= {"CURRENT.tmp"}
    assert len(library.numbers()) <= 2


@pytest.mark.parametrize("step", [Step.FOLDER_MADE, Step.VECTORS_WRITTEN, Step.FILES_SYNCED])
def test_a_first_build_that_is_killed_is_no_index_yet_and_the_next_one_works(tmp_path, step):
    pages = of_version(tmp_path / "profiles", 1)
    status, _ = process.run(tmp_path / "index", pages, failpoint=f"{step}:kill")
    assert status == -signal.SIGKILL
    with pytest.raises(IndexMissing):
        Library(tmp_path / "index").open()
    assert process.run(tmp_path / "index", pages) == (0, "")
    assert edition_of(Library(tmp_path / "index").open()) == 1


def test_the_worker_that_holds_chroma_does_not_outlive_its_parent(profiles, index):
    of_version(profiles, 3)
    writer = process.start(index, profiles, failpoint=f"{Step.VECTORS_WRITTEN}:stop")
    children = Path(f"/proc/{writer.pid}/task/{writer.pid}/children")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and state(writer.pid) != "T":
        time.sleep(0.02)
    (child,) = children.read_text().split()
    writer.kill()
    writer.communicate()
    while time.monotonic() < deadline and Path(f"/proc/{child}").exists():
        time.sleep(0.02)
    assert not Path(f"/proc/{child}").exists()


def state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def test_every_byte_is_on_disk_before_the_pointer_moves(rebuild, index, monkeypatch):
    """Power loss: what was not synced may be gone. So each file and folder is synced after its
    last change and before the pointer is, and the folder of the pointer after it."""
    synced: dict[tuple[int, int], int] = {}
    moved: list[dict[tuple[int, int], int]] = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(handle: int) -> None:
        status = os.fstat(handle)
        synced[status.st_dev, status.st_ino] = status.st_mtime_ns
        real_sync(handle)

    def replace(self: Path, target: Path) -> Path:
        if Path(target).name == "CURRENT":
            assert key(self) in synced
            moved.append(dict(synced))
            synced.clear()
        return real_replace(self, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    rebuild(3)
    (before,) = moved
    folder = index / "gen-3"
    for path in [folder, *folder.rglob("*"), index]:
        assert key(path) in before, f"{path} was not synced before the switch"
        if path.is_file():
            assert path.stat().st_mtime_ns == before[key(path)], f"{path} changed after its sync"
    assert key(index) in synced, "the folder of the pointer was not synced after the switch"


def key(path: Path) -> tuple[int, int]:
    status = path.stat()
    return (status.st_dev, status.st_ino)
