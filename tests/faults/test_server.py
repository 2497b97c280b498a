"""Rows 27 to 29: a Chroma server that is down, hangs, or dies while it is written to."""

from __future__ import annotations

import random
import threading
import time

import pytest
from tests.faults.reader import edition_of
from tests.indexing.chroma_server import RunningChroma
from tests.indexing.corpus import of_version
from tests.indexing.fake_encoder import FakeEncoder

from roleassistant.errors import VectorStoreUnavailable
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library
from roleassistant.settings import VectorStoreSettings


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    server = RunningChroma(tmp_path_factory.mktemp("chroma"))
    yield server
    server.kill()


@pytest.fixture
def server(running):
    yield running
    running.kill()
    running.start()


@pytest.fixture
def served(tmp_path, server):
    """An index of edition 1 whose vectors are on the server."""
    library = Library(tmp_path / "index", store=VectorStoreSettings(url=server.url, search="exact"))
    pages = of_version(tmp_path / "profiles", 1)
    ingest([pages], library=library, encoder=FakeEncoder())
    yield library
    library.close()


def ask(library: Library) -> list[tuple[int, float]]:
    return library.open().search_vectors(FakeEncoder().encode_question("Does task 1"), 5)


def test_a_server_that_is_down_is_said_soon_with_the_mend(served, server):
    assert len(ask(served)) == 5
    server.kill()
    began = time.monotonic()
    with pytest.raises(VectorStoreUnavailable) as told:
        ask(served)
    assert time.monotonic() - began < 5
    assert server.url in str(told.value)
    assert "vector_store.url" in str(told.value)
    assert told.value.exit_code == 4
    with pytest.raises(VectorStoreUnavailable):
        Library(served.folder, store=served.store).open()


def test_a_server_that_restarts_is_found_again_without_a_restart_of_ours(served, server):
    before = ask(served)
    server.kill()
    server.start()
    assert ask(served) == before


def test_a_server_that_hangs_costs_five_seconds_and_no_more(served, server):
    ask(served)
    server.freeze()
    began = time.monotonic()
    with pytest.raises(VectorStoreUnavailable, match="no answer within 5 s"):
        ask(served)
    assert 4 < time.monotonic() - began < 7
    server.thaw()
    assert len(ask(served)) == 5


@pytest.mark.slow
def test_a_server_that_dies_while_it_is_written_to_leaves_the_pointer_where_it_was(
    served, server, tmp_path
):
    chance = random.Random(29)
    began = time.monotonic()
    ingest([of_version(tmp_path / "profiles", 2)], library=served, encoder=FakeEncoder())
    whole_run = time.monotonic() - began
    current = 2
    for edition in range(3, 15):
        pages = of_version(tmp_path / "profiles", edition)
        number = served.open().number
        killer = threading.Timer(chance.uniform(0.0, whole_run), server.kill)
        killer.start()
        try:
            ingest([pages], library=served, encoder=FakeEncoder())
            current = edition
        except VectorStoreUnavailable:
            assert served.pointed() == number
        killer.join()
        server.start()
        assert edition_of(served.open()) == current
    ingest([of_version(tmp_path / "profiles", 99)], library=served, encoder=FakeEncoder())
    assert edition_of(served.open()) == 99
