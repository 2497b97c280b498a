"""Fills, verifies and probes embedded Chroma, in a process of its own.

Chroma can freeze or end the process that it runs in (a full disk, a damaged file), so a build
hands it to this one: `python -m …embedded_worker`, JSON lines on stdin (the job; for a build then
how many vectors can be read, and last the digest of all texts), events as JSON lines on stdout. It
ends when stdin closes, so that it never outlives its parent.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

# Values of 384 floats: 2,000 take 3 MB, and give a bar that moves.
_BATCH = 2000


def main() -> None:
    """Do the one job that comes in on stdin."""
    # Imported while the parent is still reading and embedding.
    from roleassistant.indexing.stores import embedded_client

    line = sys.stdin.readline()
    if not line:
        return
    told: Queue[dict[str, Any]] = Queue()
    Thread(target=_listen, args=(told,), daemon=True).start()
    job: dict[str, Any] = json.loads(line)
    try:
        if job["do"] == "build":
            _build(embedded_client, job, told)
        else:
            _probe(embedded_client, job)
    # Whatever it is goes to the parent, which says what it means.
    except Exception as problem:  # noqa: BLE001
        _say(event="failed", kind=type(problem).__name__, message=str(problem)[:2000])
        # Not a return: Chroma's threads may hang for good after an error, also at exit.
        sys.stdout.flush()
        os._exit(1)
    sys.stdout.flush()
    os._exit(0)


def _build(client: Any, job: dict[str, Any], told: Queue[dict[str, Any]]) -> None:
    from roleassistant.indexing.catalogue_reader import Catalogue
    from roleassistant.indexing.stores import records
    from roleassistant.indexing.stores.exact import load_vectors, read_vectors

    catalogue, vectors = Catalogue(Path(job["catalogue"])), Path(job["vectors"])
    collection = client.EmbeddedCollection(Path(job["folder"]), create_for=catalogue.size())
    batch = min(_BATCH, collection.largest_batch)
    filled = 0
    while "rows" in (message := _latest(told)):
        for start in range(filled + 1, message["rows"] + 1, batch):
            rows = range(start, min(start + batch, message["rows"] + 1))
            some = records.records_of(catalogue.chunks(rows), read_vectors(vectors, rows))
            collection.add(some)
            _say(event="added", count=len(rows))
        filled = message["rows"]
    texts_sha256 = message["texts_sha256"]
    records.verify(collection, catalogue, load_vectors(vectors), batch, texts_sha256)
    collection.close()
    catalogue.close()
    _say(event="done")


def _probe(client: Any, job: dict[str, Any]) -> None:
    """Open a private copy and ask it once: what kills a process kills this one."""
    import numpy as np

    folder = Path(job["folder"])
    if hostile := client.stored_embedding_functions(folder):
        raise ValueError(f"its collection {hostile[0]} brings an embedding function of its own")
    collection = client.EmbeddedCollection(folder)
    if (count := collection.count()) != job["count"]:
        raise ValueError(f"it counts {count} statements, and {job['count']} were written")
    vector = np.zeros(job["dimension"], dtype=np.float32)
    vector[0] = 1.0
    found = len(collection.nearest(vector, 2))
    if found != min(2, count):
        raise ValueError(f"it finds {found} neighbours among {count} statements")
    collection.close()
    _say(event="done")


def _latest(told: Queue[dict[str, Any]]) -> dict[str, Any]:
    """The next message, or of several counts that wait the last: few large batches are quicker."""
    message = told.get()
    while "rows" in message and told.qsize() and "rows" in told.queue[0]:
        message = told.get()
    return message


def _listen(told: Queue[dict[str, Any]]) -> None:
    for line in sys.stdin:
        told.put(json.loads(line))
    os._exit(3)


def _say(**event: object) -> None:
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
