"""Embedded Chroma through its own client. Imported in worker processes, and where a user asked
for `vector_store.search = "chroma"`; never on the default question path."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import chromadb
from chromadb.config import Settings

from roleassistant.indexing.embedding.encoder import Vectors
from roleassistant.indexing.stores.records import Records
from roleassistant.indexing.stores.store import GRAPH, row_filter

COLLECTION = "roles"
# Chroma keeps what was added in a log and now and then moves it into the graph. A long log makes
# every addition slower (10,314 statements at 512 a time: 9.1 s with one move at the end, 6.3 s with
# ten), and each move writes the whole graph: so ten moves a build, of 1,000 at least.
_MOVES = 10
_LEAST_MOVED = 1001


class EmbeddedCollection:
    """A `Collection` over one folder. Close it: a client that is dropped leaks descriptors."""

    def __init__(self, folder: Path, *, create_for: int | None = None) -> None:
        """Open `folder`, or make a collection there that will hold `create_for` statements."""
        self._client: Any = chromadb.PersistentClient(
            str(folder), settings=Settings(anonymized_telemetry=False)
        )
        if create_for is None:
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
        else:
            threshold = max(_LEAST_MOVED, create_for // _MOVES)
            space: Any = {**GRAPH, "sync_threshold": threshold, "batch_size": 1000}
            self._collection = self._client.create_collection(
                COLLECTION, embedding_function=None, configuration={"hnsw": space}
            )
        self.largest_batch = int(self._client.get_max_batch_size())

    def add(self, records: Records) -> None:
        self._collection.add(
            ids=records.ids,
            embeddings=cast(Any, records.vectors),
            documents=records.documents,
            metadatas=cast(Any, records.metadatas),
        )

    def count(self) -> int:
        return self._collection.count()

    def get(self, ids: Sequence[str]) -> Mapping[str, tuple[str, Sequence[float]]]:
        found: Any = self._collection.get(ids=list(ids), include=["documents", "embeddings"])
        triples = zip(found["ids"], found["documents"], found["embeddings"], strict=True)
        return {identifier: (text, vector) for identifier, text, vector in triples}

    def nearest(
        self, vector: Vectors, k: int, rows: range | None = None
    ) -> list[tuple[int, float]]:
        found: Any = self._collection.query(
            query_embeddings=cast(Any, [vector]),
            n_results=k,
            where=cast(Any, row_filter(rows)),
            include=["metadatas", "distances"],
        )
        pairs = zip(found["metadatas"][0], found["distances"][0], strict=True)
        return [(int(metadata["row"]), float(distance)) for metadata, distance in pairs]

    def distances(self, vectors: Vectors, k: int) -> Sequence[Sequence[float]]:
        # One call for all: a hundred calls take ten times as long.
        found: Any = self._collection.query(
            query_embeddings=cast(Any, vectors), n_results=k, include=["distances"]
        )
        distances: Sequence[Sequence[float]] = found["distances"]
        return distances

    def close(self) -> None:
        self._client.close()


def stored_embedding_functions(folder: Path) -> list[str]:
    """Names of collections whose stored configuration brings an embedding function.

    Chroma would construct it, with code from the store's author. Ours never has one. Reads the
    database directly: only in a process that has not opened it with Chroma, on a private copy.
    """
    connection = sqlite3.connect(f"file:{folder / 'chroma.sqlite3'}?mode=ro", uri=True)
    try:
        rows = connection.execute("SELECT name, config_json_str FROM collections").fetchall()
        schemas = [row for row in _schemas(connection) if row[1]]
    finally:
        connection.close()
    return [name for name, text in [*rows, *schemas] if brings_embedding_function(text)]


def brings_embedding_function(configuration: str | None) -> bool:
    """Whether a collection's configuration, as JSON text, names an embedding function."""
    if not configuration:
        return False
    return _has_function(json.loads(configuration))


def _has_function(value: object) -> bool:
    if isinstance(value, list):
        return any(_has_function(inner) for inner in value)
    if not isinstance(value, dict):
        return False
    function = value.get("embedding_function")
    # "legacy" and "unknown" are how Chroma writes that none is stored.
    harmless = not function or (
        isinstance(function, dict) and function.get("type") in ("legacy", "unknown")
    )
    return not harmless or any(_has_function(inner) for inner in value.values())


def _schemas(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    columns = {row[1] for row in connection.execute("PRAGMA table_info(collections)")}
    if "schema_str" not in columns:
        return []
    return connection.execute("SELECT name, schema_str FROM collections").fetchall()
