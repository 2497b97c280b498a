"""An assistant over the house of `tests/retrieval/profiles.py`, with the real model."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.retrieval.profiles import indexed, shared_between_workers

from roleassistant.answering.assistant import Assistant
from roleassistant.domain.answer import Answer
from roleassistant.indexing.embedding.encoder import Encoder

Ask = Callable[[str], Answer]


@pytest.fixture(scope="session")
def house_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds profiles/ and index/. Shared by all tests: read only."""
    base = shared_between_workers(
        tmp_path_factory.getbasetemp(), os.environ.get("PYTEST_XDIST_WORKER")
    )
    return base / "house"


@pytest.fixture(scope="session")
def assistant(house_folder: Path, real_encoder: Encoder) -> Iterator[Assistant]:
    library = indexed(house_folder, real_encoder)
    yield Assistant(library, lambda: real_encoder)
    library.close()


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Ask:
    """The answer to a question; asked twice, it is worked out once."""
    return cache(lambda question: assistant.answer(question).answer)
