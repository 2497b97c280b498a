"""The house of `profiles`, indexed with the real model, as the stages of retrieval see it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from tests.retrieval.profiles import indexed, shared_between_workers

from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.names import RoleNames
from roleassistant.retrieval.planner import Planner
from roleassistant.retrieval.retriever import Retriever


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, real_encoder: Encoder) -> Iterator[Generation]:
    base = shared_between_workers(
        tmp_path_factory.getbasetemp(), os.environ.get("PYTEST_XDIST_WORKER")
    )
    library = indexed(base / "house", real_encoder)
    yield library.open()
    library.close()


@pytest.fixture(scope="session")
def planner(house: Generation) -> Planner:
    return Planner(house)


@pytest.fixture(scope="session")
def names(house: Generation) -> RoleNames:
    return RoleNames(house.roles, house.names)


@pytest.fixture(scope="session")
def retriever(house: Generation, real_encoder: Encoder) -> Retriever:
    return Retriever(house, lambda: real_encoder)
