"""What every vector store promises, asked of each of them; the server is a real one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from tests.indexing.chroma_server import RunningChroma
from tests.indexing.corpus import of_version
from tests.indexing.fake_encoder import FakeEncoder

from roleassistant.errors import IndexMismatch, SettingsError, VectorStoreUnavailable
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library
from roleassistant.indexing.stores.server import ChromaServer
from roleassistant.settings import VectorStoreSettings


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = RunningChroma(tmp_path_factory.mktemp("chroma"))
    yield server
    server.kill()


@pytest.fixture(scope="module", params=["exact", "chroma", "server"])
def generation(request, tmp_path_factory, server):
    folder = tmp_path_factory.mktemp("index")
    store = {
        "exact": VectorStoreSettings(url=None, search="exact"),
        "chroma": VectorStoreSettings(url=None, search="chroma"),
        "server": VectorStoreSettings(url=server.url, search="exact"),
    }[request.param]
    fake = FakeEncoder()
    library = Library(folder, model=fake.identity, store=store)
    pages = of_version(tmp_path_factory.mktemp("pages"), 1)
    ingest([pages], library=library, encoder=fake)
    yield library.open()
    library.close()


@pytest.fixture
def vectors(generation):
    return np.load(generation.folder / "vectors.npy")


def test_a_stored_vector_finds_itself(generation, vectors):
    for row in (1, len(vectors) // 2, len(vectors)):
        found = generation.search_vectors(vectors[row - 1], 3)
        # Equal texts have equal vectors: one of them comes first, with a cosine of 1.
        assert found[0][1] == pytest.approx(1.0, abs=1e-4)
        assert row in [r for r, score in found if score > 0.9999] or len(found) == 3


def test_the_score_is_the_cosine_and_the_best_comes_first(generation, vectors):
    question = vectors[3] + 0.5 * vectors[20]
    question /= np.linalg.norm(question)
    found = generation.search_vectors(question, 5)
    for row, score in found:
        assert score == pytest.approx(float(vectors[row - 1] @ question), abs=1e-4)
    assert [score for _, score in found] == sorted((s for _, s in found), reverse=True)
    exact = sorted(vectors @ question, reverse=True)[:5]
    assert [score for _, score in found] == pytest.approx(exact, abs=1e-4)


def test_rows_confine_the_search(generation, vectors):
    role = generation.roles[1]
    found = generation.search_vectors(vectors[0], 5, role.rows)
    assert len(found) == 5
    assert all(row in role.rows for row, _ in found)


def test_more_than_there_is_gives_all_there_is(generation, vectors):
    role = generation.roles[0]
    found = generation.search_vectors(vectors[0], 10_000, role.rows)
    assert sorted(row for row, _ in found) == list(role.rows)


def test_no_rows_give_nothing(generation, vectors):
    assert generation.search_vectors(vectors[0], 3, range(5, 5)) == []


def test_none_wanted_gives_nothing(generation, vectors):
    assert generation.search_vectors(vectors[0], 0) == []


def test_threads_may_ask_at_the_same_time(generation, vectors):
    def ask(row: int) -> float:
        return float(generation.search_vectors(vectors[row], 1)[0][1])

    with ThreadPoolExecutor(8) as pool:
        scores = list(pool.map(ask, list(range(len(vectors))) * 3))
    assert scores == pytest.approx([1.0] * len(scores), abs=1e-4)


def test_on_a_server_each_generation_is_a_collection_and_two_are_kept(tmp_path, server, fake):
    library = Library(tmp_path / "index", store=VectorStoreSettings(url=server.url, search="exact"))
    for version in range(4):
        ingest([of_version(tmp_path / "pages", version)], library=library, encoder=fake)
        library.open()
    prefix = f"roleassistant-{library.open().manifest.index_id}-"
    names = [name for name in ChromaServer(server.url).names() if name.startswith(prefix)]
    assert sorted(names) == [f"{prefix}3", f"{prefix}4"]
    assert library.open().number == 4


def test_the_server_is_asked_and_not_the_file(tmp_path, server, fake):
    library = Library(tmp_path / "index", store=VectorStoreSettings(url=server.url, search="exact"))
    ingest([of_version(tmp_path / "pages", 1)], library=library, encoder=fake)
    generation = library.open()
    name = generation.manifest.store.collection
    assert name is not None
    ChromaServer(server.url).delete(name)
    with pytest.raises(IndexMismatch, match=r"does not hold.*ingest --rebuild"):
        Library(tmp_path / "index", store=library.store).open()


def test_moving_from_the_folder_to_a_server_needs_one_ingest_and_no_embedding(
    tmp_path, server, fake
):
    pages = of_version(tmp_path / "pages", 1)
    ingest([pages], library=Library(tmp_path / "index"), encoder=fake)
    moved = Library(tmp_path / "index", store=VectorStoreSettings(url=server.url, search="exact"))
    with pytest.raises(IndexMismatch, match=r"embedded Chroma.*roleassistant ingest"):
        moved.open()
    later = FakeEncoder()
    assert ingest([pages], library=moved, encoder=later).switched
    assert later.encoded == []
    assert moved.open().manifest.store.url == server.url


def test_a_password_in_the_url_is_neither_stored_nor_shown(tmp_path, server, fake):
    url = server.url.replace("http://", "http://user:hunter2@")
    library = Library(tmp_path / "index", store=VectorStoreSettings(url=url, search="exact"))
    ingest([of_version(tmp_path / "pages", 1)], library=library, encoder=fake)
    assert library.open().number == 1
    for path in (tmp_path / "index").rglob("*"):
        assert path.is_dir() or b"hunter2" not in path.read_bytes()
    with pytest.raises(VectorStoreUnavailable) as told:
        ChromaServer("http://user:hunter2@127.0.0.1:9").version()
    assert "hunter2" not in str(told.value)


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://x", "", "http://"])
def test_a_url_that_is_none_is_refused_with_an_example(url):
    with pytest.raises(SettingsError, match=r"http://127\.0\.0\.1:8000"):
        ChromaServer(url)
