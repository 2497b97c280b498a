"""The statements behind the citations of a post."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from roleassistant.indexing.chunks import Chunk
from roleassistant.recruiting.post import JobPost

_Place = tuple[str, int, int, str]


def statements_of(post: JobPost, chunks: Iterable[Chunk]) -> Mapping[str, Chunk]:
    """The id of each citation → the statement that it quotes, among `chunks` of the role."""
    by_place: dict[_Place, Chunk] = {
        (source.path, source.line_start, source.start, chunk.statement.text): chunk
        for chunk in chunks
        for source in chunk.sources
    }
    return {
        one.id: by_place[one.source.document, one.source.line_start, one.source.start, one.quote]
        for one in post.citations
    }
