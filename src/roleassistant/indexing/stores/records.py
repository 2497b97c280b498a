"""Statements as a vector database holds them, and the check that it holds what was given."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from roleassistant.indexing.catalogue_reader import Catalogue
from roleassistant.indexing.chunks import Chunk, context_of
from roleassistant.indexing.embedding.encoder import Vectors

Metadata = dict[str, str | int]

# How many stored vectors are looked for through the index; all of them are compared by value.
_SELF_QUERIES = 100
# A cosine distance at which a float32 vector is itself: rounding gives some 1e-7.
_SAME = 1e-4


@dataclass(frozen=True, slots=True)
class Records:
    """A batch in row order: n identifiers, (n, dimension) vectors, n texts, n metadata."""

    ids: list[str]
    vectors: Vectors
    documents: list[str]
    metadatas: list[Metadata]


class Collection(Protocol):
    """What is asked of Chroma, in this process or over HTTP."""

    def add(self, records: Records) -> None: ...

    def count(self) -> int: ...

    def get(self, ids: Sequence[str]) -> Mapping[str, tuple[str, Sequence[float]]]:
        """Identifier → (text, vector) of those that exist."""
        ...

    def distances(self, vectors: Vectors, k: int) -> Sequence[Sequence[float]]:
        """(n, dimension) → for each its cosine distances from the k nearest, nearest first."""
        ...


class StoreDiffers(Exception):
    """A vector database does not hold what was written to it. Never leaves `indexing`."""


def records(catalogue: Catalogue, vectors: Vectors, batch: int) -> Iterator[Records]:
    """Every statement of the catalogue, `batch` at a time."""
    size = catalogue.size()
    for start in range(1, size + 1, batch):
        chunks = catalogue.chunks(range(start, min(start + batch, size + 1)))
        yield records_of(chunks, vectors[start - 1 : start - 1 + len(chunks)])


def records_of(chunks: Sequence[Chunk], vectors: Vectors) -> Records:
    """`chunks` with their vectors, (n, dimension), as they are added."""
    return Records(
        ids=[chunk.id for chunk in chunks],
        vectors=np.asarray(vectors, dtype=np.float32),
        documents=[document_of(chunk) for chunk in chunks],
        metadatas=[_metadata(chunk) for chunk in chunks],
    )


def document_of(chunk: Chunk) -> str:
    """The text that is stored beside the vector of `chunk`: the statement in its context."""
    return context_of(chunk.title, chunk.statement)


class TextsDigest:
    """SHA-256 over identifiers and documents, in row order."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add(self, identifier: str, text: str) -> None:
        self._digest.update(f"{identifier}\x1f{text}\x1e".encode("utf-8", "replace"))

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def fill(
    collection: Collection,
    catalogue: Catalogue,
    vectors: Vectors,
    batch: int,
    advance: Callable[[int], None],
) -> None:
    """Add every statement; `advance` is told how many were added, after each batch."""
    for some in records(catalogue, vectors, batch):
        collection.add(some)
        advance(len(some.ids))


def verify(
    collection: Collection,
    catalogue: Catalogue,
    vectors: Vectors,
    batch: int,
    texts_sha256: str,
) -> None:
    """Ask back what was written: identifiers, texts, vectors, and that vectors find themselves.

    Raises:
        StoreDiffers: anything is missing, too much or different.
    """
    size = catalogue.size()
    if (count := collection.count()) != size:
        raise StoreDiffers(f"it counts {count} statements, and {size} were written")
    digest = TextsDigest()
    for some in records(catalogue, vectors, batch):
        stored = collection.get(some.ids)
        for identifier in some.ids:
            if identifier not in stored:
                raise StoreDiffers(f"statement {identifier} is missing")
            digest.add(identifier, stored[identifier][0])
        found = np.asarray([stored[identifier][1] for identifier in some.ids], dtype=np.float32)
        # One comparison for the batch: one for each vector took a third of the verification.
        if found.shape != some.vectors.shape:
            raise StoreDiffers(f"its vectors are {found.shape}, and {some.vectors.shape} are due")
        other = np.flatnonzero(~np.isclose(found, some.vectors, atol=1e-5).all(axis=1))
        if len(other):
            raise StoreDiffers(f"the vector of statement {some.ids[other[0]]} is another one")
    if digest.hexdigest() != texts_sha256:
        raise StoreDiffers("its texts are not those that were written")
    # The graph that Chroma searches is approximate, and where hundreds of statements are equal it
    # loses some of them by its nature (6 in 100 at 100,000 statements). A quarter lost is damage:
    # two writers at once lost up to 36 of 80. Found is told by distance, not by row: equal texts
    # have equal vectors, and any of them may come first.
    if not size:
        return  # Chroma refuses to be asked for nothing
    rows = range(0, size, max(1, size // _SELF_QUERIES))
    found_at = collection.distances(np.asarray(vectors[rows.start : rows.stop : rows.step]), 10)
    lost = [
        row + 1 for row, near in zip(rows, found_at, strict=True) if not near or near[0] >= _SAME
    ]
    if len(lost) > len(rows) // 4:
        raise StoreDiffers(f"statement {lost[0]} is not found by its own vector")


def _metadata(chunk: Chunk) -> Metadata:
    # What is filtered by. Where a statement stands is in the catalogue; four fields that nobody
    # asked for cost the build a tenth of a millisecond a statement.
    statement = chunk.statement
    return {
        "row": chunk.row,
        "role": chunk.role,
        "section": statement.section.value,
        "level": ",".join(str(level) for level in statement.levels),
        "dimension": statement.dimension or "",
        "kind": statement.kind.value,
        "attribution": statement.attribution.how,
    }
