"""A Chroma server by URL, over its HTTP interface (version 2), with the standard library.

Not through chromadb's own client: importing it takes 0.7 s of every question, its requests wait
without limit, and it constructs the embedding function that a stored collection names.
"""

from __future__ import annotations

import base64
import http.client
import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import numpy as np
from numpy.typing import NDArray

from roleassistant.errors import IndexMismatch, SettingsError, VectorStoreUnavailable
from roleassistant.indexing.catalogue_reader import Catalogue
from roleassistant.indexing.embedding.encoder import Vectors
from roleassistant.indexing.stores import records
from roleassistant.indexing.stores.records import Records
from roleassistant.indexing.stores.store import GRAPH, row_filter, without_credentials

_log = logging.getLogger(__name__)
QUESTION_TIMEOUT_S = 5.0
# Adding a batch makes the server index it; that is no question that somebody waits for.
_BUILD_TIMEOUT_S = 60.0
_BATCH = 250
_RETRY_AFTER_S = 0.2
_TRANSIENT = (http.client.HTTPException, ConnectionError)


class NoSuchCollection(Exception):
    """The server has no collection of this name. Never leaves `indexing`."""


class ChromaServer:
    """One server. Connections are kept open between requests, one for each thread that asks at
    the same time, so that a thread that waits keeps no other one waiting."""

    def __init__(self, url: str, timeout: float = QUESTION_TIMEOUT_S) -> None:
        """`timeout` is in seconds, for the connection and for each wait on it."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SettingsError(
                "vector_store.url is no address of a Chroma server. "
                "Give one like http://127.0.0.1:8000, or leave it out for embedded Chroma."
            )
        # What is shown and stored is without the password that a URL may carry.
        self.url = without_credentials(url)
        self._headers = {"Content-Type": "application/json"}
        if parts.username:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            token = base64.b64encode(pair.encode("utf-8")).decode("ascii")
            self._headers["Authorization"] = f"Basic {token}"
        self._host, self._port = parts.hostname, parts.port
        self._secure = parts.scheme == "https"
        self._timeout = timeout
        self._prefix = f"{parts.path.rstrip('/')}/api/v2"
        self._collections = (
            f"{self._prefix}/tenants/default_tenant/databases/default_database/collections"
        )
        self._lock = Lock()
        self._idle: list[http.client.HTTPConnection] = []

    def version(self) -> str:
        return str(self._ask("GET", f"{self._prefix}/version"))

    def create(self, name: str) -> ServerCollection:
        body = {
            "name": name,
            "configuration": {"hnsw": GRAPH},
            "get_or_create": False,
        }
        return self._opened(self._ask("POST", self._collections, body))

    def open(self, name: str) -> ServerCollection:
        """Raises NoSuchCollection, and IndexMismatch where it brings an embedding function."""
        return self._opened(self._ask("GET", f"{self._collections}/{quote(name)}"))

    def names(self) -> list[str]:
        """The names of all collections."""
        names: list[str] = []
        while page := self._ask("GET", f"{self._collections}?limit=500&offset={len(names)}"):
            names += [str(one["name"]) for one in page]
        return names

    def delete(self, name: str) -> None:
        """Remove a collection; one that is gone already is fine."""
        try:
            self._ask("DELETE", f"{self._collections}/{quote(name)}")
        except NoSuchCollection:
            _log.debug("collection %s was gone already", name)

    def close(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def ask(self, method: str, path: str, body: object = None) -> Any:
        return self._ask(method, f"{self._collections}/{path}", body)

    def _opened(self, found: dict[str, Any]) -> ServerCollection:
        configuration = found.get("configuration_json") or {}
        if configuration.get("embedding_function"):
            raise IndexMismatch(
                f"The collection {found['name']} on {self.url} brings an embedding function of "
                f"its own, which ours never does: it was replaced by somebody else. "
                f"Run `roleassistant ingest --rebuild` to make a new one."
            )
        return ServerCollection(self, str(found["id"]))

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        """One request. A connection that broke is tried once more: a server that restarts, or
        closed an idle connection, then answers. A wait that ran out is not repeated.

        Raises:
            VectorStoreUnavailable: no answer, not in time, or an answer that is an error.
            NoSuchCollection: the server answers, and does not know it.
        """
        data = None if body is None else json.dumps(body)
        try:
            status, text = self._exchange(method, path, data)
        except _TRANSIENT as problem:
            _log.debug("asking %s again after: %s", self.url, problem)
            time.sleep(_RETRY_AFTER_S)
            try:
                status, text = self._exchange(method, path, data)
            except (*_TRANSIENT, OSError) as again:
                raise self._unavailable(str(again) or type(again).__name__) from again
        except TimeoutError as problem:
            raise self._unavailable(f"no answer within {self._timeout:g} s") from problem
        except OSError as problem:
            raise self._unavailable(problem.strerror or str(problem)) from problem
        try:
            answer = json.loads(text) if text else None
        except ValueError as problem:
            raise self._unavailable(f"its answer (status {status}) is no JSON") from problem
        if status == 404 and isinstance(answer, dict) and answer.get("error") == "NotFoundError":
            raise NoSuchCollection(str(answer.get("message")))
        if status >= 400:
            said = answer.get("message") if isinstance(answer, dict) else None
            raise self._unavailable(f"status {status}, {said or 'no message'}")
        return answer

    def _exchange(self, method: str, path: str, data: str | None) -> tuple[int, bytes]:
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
            connection = kind(self._host, self._port, timeout=self._timeout)
        try:
            connection.request(method, path, data, self._headers)
            response = connection.getresponse()
            text = response.read()
        except BaseException:
            connection.close()
            raise
        with self._lock:
            self._idle.append(connection)
        return response.status, text

    def _unavailable(self, why: str) -> VectorStoreUnavailable:
        return VectorStoreUnavailable(
            f"The Chroma server at {self.url} does not answer: {why}. Start it, or check "
            f"vector_store.url; without that setting the index uses embedded Chroma."
        )


class ServerCollection:
    """A `Collection` on a server."""

    def __init__(self, server: ChromaServer, identifier: str) -> None:
        self._server = server
        self._id = identifier

    def add(self, records: Records) -> None:
        body = {
            "ids": records.ids,
            "embeddings": records.vectors.tolist(),
            "documents": records.documents,
            "metadatas": records.metadatas,
        }
        self._server.ask("POST", f"{self._id}/add", body)

    def count(self) -> int:
        return int(self._server.ask("GET", f"{self._id}/count"))

    def get(self, ids: Sequence[str]) -> Mapping[str, tuple[str, Sequence[float]]]:
        body = {"ids": list(ids), "include": ["documents", "embeddings"], "limit": len(ids)}
        found = self._server.ask("POST", f"{self._id}/get", body)
        triples = zip(found["ids"], found["documents"], found["embeddings"], strict=True)
        return {identifier: (text, vector) for identifier, text, vector in triples}

    def nearest(
        self, vector: Vectors, k: int, rows: range | None = None
    ) -> list[tuple[int, float]]:
        body: dict[str, object] = {
            "query_embeddings": [np.asarray(vector, dtype=np.float32).tolist()],
            "n_results": k,
            "include": ["metadatas", "distances"],
        }
        if where := row_filter(rows):
            body["where"] = where
        found = self._server.ask("POST", f"{self._id}/query", body)
        pairs = zip(found["metadatas"][0], found["distances"][0], strict=True)
        return [(int(metadata["row"]), float(distance)) for metadata, distance in pairs]

    def distances(self, vectors: Vectors, k: int) -> Sequence[Sequence[float]]:
        body = {
            "query_embeddings": np.asarray(vectors, dtype=np.float32).tolist(),
            "n_results": k,
            "include": ["distances"],
        }
        found = self._server.ask("POST", f"{self._id}/query", body)
        distances: Sequence[Sequence[float]] = found["distances"]
        return distances


class ServerSearch:
    """Queries the collection of one generation."""

    def __init__(self, url: str, collection: str) -> None:
        """Connects at once.

        Raises:
            VectorStoreUnavailable: the server does not answer within 5 s.
            IndexMismatch: it answers, and does not hold this index.
        """
        self._server = ChromaServer(url)
        try:
            self._collection = self._server.open(collection)
        except NoSuchCollection as problem:
            raise IndexMismatch(
                f"The Chroma server at {self._server.url} does not hold the collection "
                f"{collection} of this index. Run `roleassistant ingest --rebuild`, or set "
                f"vector_store.url back."
            ) from problem

    def search(
        self,
        vector: NDArray[np.floating],
        k: int,
        rows: range | None = None,
        passing: NDArray[np.bool_] | None = None,
    ) -> list[tuple[int, float]]:
        if k <= 0 or (rows is not None and not rows):
            return []
        try:
            found = self._collection.nearest(np.asarray(vector, dtype=np.float32), k, rows)
        except NoSuchCollection as problem:
            raise VectorStoreUnavailable(
                f"The collection of this index vanished from the Chroma server at "
                f"{self._server.url}. Run `roleassistant ingest --rebuild`."
            ) from problem
        kept = [(row, 1.0 - distance) for row, distance in found if passing is None or passing[row]]
        return sorted(kept, key=lambda one: (-one[1], one[0]))

    def close(self) -> None:
        self._server.close()


def build(
    url: str,
    collection: str,
    catalogue: Path,
    vectors: Vectors,
    texts_sha256: str,
    advance: Callable[[int], None],
) -> None:
    """Fill a new collection and verify it through the same connection.

    Raises:
        VectorStoreUnavailable: the server failed on the way; what it holds is not used, and is
            removed with the next build.
        StoreDiffers: it does not hold what it was given.
    """
    server = ChromaServer(url, _BUILD_TIMEOUT_S)
    opened = Catalogue(catalogue)
    try:
        server.delete(collection)
        target = server.create(collection)
        records.fill(target, opened, vectors, _BATCH, advance)
        records.verify(target, opened, vectors, _BATCH, texts_sha256)
    except NoSuchCollection as problem:
        raise VectorStoreUnavailable(
            f"The collection {collection} vanished from the Chroma server at {server.url} while "
            f"it was being filled. Run the command again."
        ) from problem
    finally:
        opened.close()
        server.close()


def remove_others(url: str, prefix: str, kept: Sequence[str]) -> None:
    """Delete collections that begin with `prefix`, but for `kept`. A failure is logged: they are
    tried again after the next build."""
    server = ChromaServer(url, _BUILD_TIMEOUT_S)
    try:
        for name in server.names():
            if name.startswith(prefix) and name not in kept:
                server.delete(name)
    except VectorStoreUnavailable as problem:
        _log.warning("Old collections were left on the Chroma server: %s", problem)
    finally:
        server.close()
