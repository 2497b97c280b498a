"""Indexes in temporary folders; a real model that is converted once and kept between runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.indexing.corpus import siblings
from tests.indexing.fake_encoder import FakeEncoder

from roleassistant.indexing.generation import Generation
from roleassistant.indexing.ingest import IngestReport, ingest
from roleassistant.indexing.library import Library


@pytest.fixture
def fake() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Two sibling pages and one of another focus."""
    return siblings(tmp_path / "profiles")


@pytest.fixture
def library(tmp_path: Path, fake: FakeEncoder) -> Iterator[Library]:
    library = Library(tmp_path / "index", model=fake.identity)
    yield library
    library.close()


@pytest.fixture
def build(library: Library, fake: FakeEncoder) -> Callable[..., IngestReport]:
    def run(*paths: Path, **options) -> IngestReport:
        options.setdefault("encoder", fake)
        return ingest(list(paths), library=library, **options)

    return run


@pytest.fixture
def generation(library: Library, build: Callable[..., IngestReport], pages: Path) -> Generation:
    build(pages)
    return library.open()
