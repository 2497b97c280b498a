"""The places of a statement as the catalogue keeps them, made values only where they are looked at.

A role has some 120 statements on three to five pages: some 500 places, of which an answer cites a
dozen. Making all of them took half of the time in which a role was read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from roleassistant.domain import Level, SourceSpan
from roleassistant.indexing.chunks import Source

# path, SHA-256, role code, level, when it was ingested
StoredPage = tuple[str, str, str, Level, str]

_DECODER = json.JSONDecoder()


class StoredSources(Sequence[Source]):
    """A sequence of sources, equal to a tuple of the same. Never changes."""

    __slots__ = ("_made", "_pages", "_places")

    def __init__(self, pages: Mapping[int, StoredPage], places: str) -> None:
        """`places` is JSON: [[page, line_start, line_end, start, end], …], each followed by the
        page, paragraph, sheet and row of a file that is no text, null where it has none."""
        self._pages = pages
        self._places = places
        self._made: tuple[Source, ...] | None = None

    @property
    def first_span(self) -> SourceSpan:
        """Where the source to cite stands.

        Raises:
            KeyError, ValueError, IndexError, TypeError: the text is not what was stored.
        """
        first, _ = _DECODER.raw_decode(self._places, 1)
        page, line_start, line_end, start, end, *where = first
        path, sha256, _, _, _ = self._pages[page]
        return SourceSpan(path, sha256, line_start, line_end, start, end, *where)

    def _all(self) -> tuple[Source, ...]:
        if self._made is None:
            made = []
            for page, line_start, line_end, start, end, *where in json.loads(self._places):
                path, sha256, code, level, at = self._pages[page]
                lines = (line_start, line_end, start, end)
                made.append(Source(path, sha256, *lines, code, level, at, *where))
            self._made = tuple(made)
        return self._made

    @overload
    def __getitem__(self, index: int) -> Source: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Source]: ...
    def __getitem__(self, index: int | slice) -> Source | Sequence[Source]:
        return self._all()[index]

    def __iter__(self) -> Iterator[Source]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, StoredSources):
            return self._all() == other._all()
        return self._all() == other

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())
