"""Rows 5 to 11 and 18, 19: files that are damaged, missing, or of somebody else."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import sqlite3
from pathlib import Path

import pytest
from tests.faults import damage
from tests.faults.reader import edition_of
from tests.indexing.corpus import of_version
from tests.indexing.fake_encoder import FakeEncoder

from roleassistant.errors import (
    IndexDamaged,
    IndexEmpty,
    IndexMismatch,
    IndexMissing,
    IngestRefused,
)
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library
from roleassistant.indexing.manifest import FORMAT_VERSION, StoreRecord
from roleassistant.settings import VectorStoreSettings

CHROMA = VectorStoreSettings(url=None, search="chroma")


def files_of(generation: Path) -> dict[str, Path]:
    """The kinds of file that a generation has."""
    (segment,) = [path for path in (generation / "chroma").iterdir() if path.is_dir()]
    return {
        "catalogue.sqlite": generation / "catalogue.sqlite",
        "vectors.npy": generation / "vectors.npy",
        "manifest.json": generation / "manifest.json",
        "chroma.sqlite3": generation / "chroma/chroma.sqlite3",
        "data_level0.bin": segment / "data_level0.bin",
    }


KINDS = ("catalogue.sqlite", "vectors.npy", "manifest.json", "chroma.sqlite3", "data_level0.bin")


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"\n", b"gen-", b"gen-0", b"gen-99", b"gen-2x", b"../gen-2", b"\xff\x00\xfe"),
        b"gen-2\ngen-1\n",
        None,
    ],
    ids=str,
)
def test_a_damaged_pointer_gives_the_newest_whole_generation_and_says_so(index, library, content):
    pointer = index / "CURRENT"
    pointer.unlink() if content is None else pointer.write_bytes(content)
    generation = library.open()
    assert edition_of(generation) == 2
    assert len(generation.warnings) == 1
    assert "roleassistant ingest --rebuild" in generation.warnings[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", damage.WAYS)
def test_a_damaged_file_makes_the_generation_before_answer_and_is_warned_of(
    index, library, caplog, kind, way
):
    damage.WAYS[way](files_of(index / "gen-2")[kind])
    with caplog.at_level(logging.WARNING):
        generation = library.open()
    assert edition_of(generation) == 1
    (warning,) = generation.warnings
    assert "generation 2 is damaged" in warning
    assert kind in warning
    assert warning in caplog.text
    assert library.open() is generation  # told and verified once


def test_a_missing_folder_of_files_is_damage_too(index, library):
    shutil.rmtree(index / "gen-2/chroma")
    assert edition_of(library.open()) == 1
    shutil.rmtree(index / "gen-2")
    assert edition_of(Library(index).open()) == 1


@pytest.mark.parametrize("name", ["catalogue.sqlite", "chroma.sqlite3"])
def test_a_database_that_is_absent_is_damage_and_never_an_empty_index(index, library, name):
    for number in (1, 2):
        files_of(index / f"gen-{number}")[name].unlink()
    with pytest.raises(IndexDamaged) as told:
        library.open()
    assert name in str(told.value)
    assert "roleassistant ingest --rebuild" in str(told.value)
    assert told.value.exit_code == 3


def test_without_a_good_generation_the_mend_is_named_and_works(index, library, rebuild):
    for number in (1, 2):
        damage.garbage(index / f"gen-{number}/vectors.npy")
    with pytest.raises(IndexDamaged, match=r"ingest --rebuild"):
        library.open()
    with pytest.raises(IndexDamaged, match=r"ingest --rebuild"):
        rebuild(3)
    rebuild(3, rebuild=True)
    generation = library.open()
    assert edition_of(generation) == 3
    assert generation.warnings == ()


def test_an_ingest_over_a_damaged_generation_makes_a_new_one_even_from_unchanged_files(
    index, library, rebuild
):
    rebuild(2)
    rebuild(1)  # generation 3 holds what generation 1 held
    damage.remove(index / "gen-3/vectors.npy")
    assert edition_of(library.open()) == 2
    report = rebuild(2)
    assert report.switched
    assert edition_of(library.open()) == 2
    assert library.open().warnings == ()


def test_nothing_there_and_nothing_in_it_are_told_apart(tmp_path, library, rebuild, profiles):
    with pytest.raises(IndexMissing) as missing:
        Library(tmp_path / "none").open()
    assert missing.value.exit_code == 3
    shutil.rmtree(profiles)
    profiles.mkdir()
    ingest([profiles], library=library, encoder=FakeEncoder(), prune=True, force=True)
    with pytest.raises(IndexEmpty, match="roleassistant ingest"):
        library.open()


@pytest.mark.parametrize("way", ["truncated", "garbage", "overwritten in the middle"])
def test_a_chroma_that_kills_its_process_cannot_kill_a_reader(index, library, way):
    """As if the digests had missed it. Exact search never opens Chroma; a user who asked for
    Chroma's own search is saved by the probe in another process."""
    for kind in ("chroma.sqlite3", "data_level0.bin"):
        damage.WAYS[way](files_of(index / "gen-2")[kind])
    damage.reseal(index / "gen-2")
    assert edition_of(library.open()) == 2
    generation = Library(index, store=CHROMA).open()
    assert edition_of(generation) == 1
    assert "Chroma store" in generation.warnings[0]
    generation.close()


def test_a_reader_never_opens_chroma_and_changes_no_byte(index, profiles):
    def contents() -> dict[Path, tuple[bytes, int]]:
        return {
            path: (path.read_bytes(), path.stat().st_mtime_ns)
            for path in index.rglob("*")
            if path.is_file()
        }

    before = contents()
    for store in (None, CHROMA):
        library = Library(index, store=store)
        assert edition_of(library.open()) == 2
        library.close()
    assert contents() == before


def test_a_chroma_worker_that_dies_fails_the_build_and_not_the_process(
    index, library, fake, profiles
):
    of_version(profiles, 3)

    class KillsTheWorker:
        def stage(self, name: str, total: int) -> None:
            if name == "storing":
                for child in children():
                    os.kill(child, signal.SIGSEGV)

        def advance(self, count: int) -> None: ...

    with pytest.raises(IngestRefused, match=r"status -11.*index is as it was"):
        ingest([profiles], library=library, encoder=fake, progress=KillsTheWorker())
    assert edition_of(library.open()) == 2
    assert children() == []


def children() -> list[int]:
    path = Path(f"/proc/self/task/{os.getpid()}/children")
    return [int(child) for child in path.read_text().split()]


def test_a_panic_inside_chroma_is_reported_as_damage(index):
    """Damaged pages in the middle make Chroma raise PanicException, which is no Exception."""
    for number in (1, 2):
        damage.middle(files_of(index / f"gen-{number}")["chroma.sqlite3"])
        damage.reseal(index / f"gen-{number}")
    with pytest.raises(IndexDamaged, match=r"vector_store\.search to exact"):
        Library(index, store=CHROMA).open()


def test_a_collection_that_brings_an_embedding_function_is_refused(index):
    """Chroma would construct it, with code and a model of whoever wrote the store."""
    for number in (1, 2):
        connection = sqlite3.connect(files_of(index / f"gen-{number}")["chroma.sqlite3"])
        with connection:
            connection.execute(
                "UPDATE collections SET config_json_str = ?",
                (
                    '{"embedding_function": {"type": "known", "name": "sentence_transformer", '
                    '"config": {"model_name": "evil", "kwargs": {"trust_remote_code": true}}}}',
                ),
            )
        connection.close()
        damage.reseal(index / f"gen-{number}")
    with pytest.raises(IndexDamaged, match="embedding function of its own"):
        Library(index, store=CHROMA).open()


def test_another_embedding_model_is_refused_and_both_are_named(index):
    other = FakeEncoder("another-model").identity
    with pytest.raises(IndexMismatch) as told:
        Library(index, model=other).open()
    assert "fake" in str(told.value)
    assert "another-model" in str(told.value)
    assert "ingest --rebuild" in str(told.value)
    assert told.value.exit_code == 3


def test_another_format_is_refused(index, library):
    damage.reseal(index / "gen-2", format_version=FORMAT_VERSION + 1)
    with pytest.raises(IndexMismatch, match=r"ingest --rebuild"):
        library.open()


def test_another_chromadb_is_refused_where_chroma_is_searched(index, library, rebuild):
    damage.reseal(index / "gen-2", store=StoreRecord("embedded", "0.4.24"))
    with pytest.raises(IndexMismatch, match=r"0\.4\.24.*is installed.*roleassistant ingest"):
        Library(index, store=CHROMA).open()
    # Exact search reads none of Chroma's files, so there it does no harm …
    assert edition_of(library.open()) == 2
    # … and the next ingest builds them anew, although no document changed.
    assert rebuild(2).switched
    assert edition_of(Library(index, store=CHROMA).open()) == 2


def test_a_forked_process_opens_for_itself(index, library):
    parent = library.open()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        generation = library.open()
        fine = generation is not parent and edition_of(generation) == 2
        os.write(writing, b"1" if fine else b"0")
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert os.read(reading, 1) == b"1"
    os.close(reading)
    os.close(writing)
    assert library.open() is parent
    assert edition_of(parent) == 2
