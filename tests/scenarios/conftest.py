"""Assistants over whole corpora: the bundled profiles, and the shared real page where it exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleassistant import resources
from roleassistant.answering.assistant import Assistant
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

BUNDLED = resources.folder("ingest", None) / "profiles"
ELSEWHERE = resources.folder("evals", None) / "profiles" / "elsewhere"
CLINIC = resources.folder("evals", None) / "profiles" / "clinic"
SHIPS_AND_GAMES = resources.folder("evals", None) / "profiles" / "held-out-4"
REAL = Path(__file__).parents[3] / "shared" / "profiles"


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory, real_encoder: Encoder) -> Assistant:
    return _over(BUNDLED, tmp_path_factory.mktemp("bundled"), real_encoder)


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory, real_encoder: Encoder) -> Assistant:
    """Profiles of another house: ladders IC and L, other dimensions, sections of their own."""
    return _over(ELSEWHERE, tmp_path_factory.mktemp("elsewhere"), real_encoder)


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory, real_encoder: Encoder) -> Assistant:
    """Profiles of a hospital and a laboratory: a ladder N, and one of named rungs."""
    return _over(CLINIC, tmp_path_factory.mktemp("clinic"), real_encoder)


@pytest.fixture(scope="session")
def ships_and_games(tmp_path_factory: pytest.TempPathFactory, real_encoder: Encoder) -> Assistant:
    """Profiles of a shipping line and a game studio: ladders S, C, D, Band, and of names."""
    return _over(SHIPS_AND_GAMES, tmp_path_factory.mktemp("ships"), real_encoder)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory, real_encoder: Encoder) -> Assistant:
    if not REAL.is_dir():
        pytest.skip("the shared real page is not on this machine")
    return _over(REAL, tmp_path_factory.mktemp("real"), real_encoder)


def _over(corpus: Path, index: Path, encoder: Encoder) -> Assistant:
    library = Library(index, model=encoder.identity)
    ingest([corpus], library=library, encoder=encoder)
    return Assistant(library, lambda: encoder)
