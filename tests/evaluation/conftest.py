"""Indexes of three corpora: the bundled one, an invented house, and the shared page where it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from roleassistant import resources
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.generation import Generation
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

ELSEWHERE = resources.folder("evals", None) / "profiles" / "elsewhere"
REAL = Path(__file__).parents[3] / "shared" / "profiles"

Corpus = Callable[[str], Generation]


@pytest.fixture(scope="session")
def corpus(
    tmp_path_factory: pytest.TempPathFactory, bundled_index: Path, real_encoder: Encoder
) -> Corpus:
    """The index of a corpus by its name."""

    @cache
    def opened(name: str) -> Generation:
        if name == "bundled":
            return Library(bundled_index).open()
        folder = {"elsewhere": ELSEWHERE, "real": REAL}[name]
        if not folder.is_dir():
            pytest.skip("the shared real page is not on this machine")
        library = Library(tmp_path_factory.mktemp(name), model=real_encoder.identity)
        ingest([folder], library=library, encoder=real_encoder)
        return library.open()

    return opened
