"""What a generation asks of the place where its vectors are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Statements of many roles say the same, and equal vectors crowd Chroma's graph: with its own
# defaults (16 neighbours, 100 looked at) 3 of 300 vectors of 10,314 statements, half of them
# repeats, were not found by themselves; with these none (docs/decisions/0009).
GRAPH: dict[str, object] = {
    "space": "cosine",
    "max_neighbors": 32,
    "ef_construction": 100,
    "ef_search": 200,
}


class VectorStore(Protocol):
    """Where the vectors of a generation are searched. Row r of the catalogue has vector r."""

    def search(
        self,
        vector: NDArray[np.floating],
        k: int,
        rows: range | None = None,
        passing: NDArray[np.bool_] | None = None,
    ) -> list[tuple[int, float]]:
        """The `k` rows most like `vector`, best first, with their cosine.

        `rows` (contiguous, step 1) confines the search, and so does `passing`: (n + 1,), whether
        row r passes. An approximate index strikes out of its best, so that fewer may be left.
        """
        ...

    def close(self) -> None: ...


def row_filter(rows: range | None) -> dict[str, object] | None:
    """A Chroma `where` for a contiguous range of rows."""
    if rows is None:
        return None
    if rows.step != 1:
        raise ValueError(f"rows must be contiguous, and {rows} has step {rows.step}")
    return {"$and": [{"row": {"$gte": rows.start}}, {"row": {"$lt": rows.stop}}]}


def without_credentials(url: str) -> str:
    """`url` as it may be shown and stored: its query may carry a token, and names no server."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=host, query="", fragment="").geturl().rstrip("/")
