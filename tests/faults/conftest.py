"""Indexes that tests may break, over a corpus whose every statement names its edition."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.indexing.corpus import of_version
from tests.indexing.fake_encoder import FakeEncoder

from roleassistant.indexing.ingest import IngestReport, ingest
from roleassistant.indexing.library import Library


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.fault)


@pytest.fixture
def fake() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture(scope="session")
def two_generations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index with generation 1 of edition 1 and, pointed to, generation 2 of edition 2."""
    folder = tmp_path_factory.mktemp("two")
    for edition in (1, 2):
        pages = of_version(folder / "profiles", edition)
        ingest([pages], library=Library(folder / "index"), encoder=FakeEncoder())
    return folder


@pytest.fixture
def index(two_generations: Path, tmp_path: Path) -> Path:
    """A copy of that index, to break."""
    return Path(shutil.copytree(two_generations / "index", tmp_path / "index"))


@pytest.fixture
def profiles(two_generations: Path) -> Path:
    """The files that the index was built from, as edition 2. A document is known by where it is,
    so these are not copied."""
    return of_version(two_generations / "profiles", 2)


@pytest.fixture
def library(index: Path) -> Iterator[Library]:
    library = Library(index, model=FakeEncoder().identity)
    yield library
    library.close()


@pytest.fixture
def rebuild(library: Library, fake: FakeEncoder, profiles: Path) -> Callable[..., IngestReport]:
    """Ingest edition `n` into the index that may be broken."""

    def run(edition: int, **options) -> IngestReport:
        pages = of_version(profiles, edition)
        options.setdefault("encoder", fake)
        return ingest([pages], library=library, **options)

    return run
