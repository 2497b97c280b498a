"""What stands word for word in its source is supported, whatever a scorer can tell of it."""

from __future__ import annotations

from collections.abc import Iterable

from roleassistant.indexing.chunks import Chunk


def stands_in(text: str, sources: Iterable[Chunk]) -> bool:
    """Whether `text` is a source, or all that stands in one between two semicolons: a title such as
    "Registered veterinary nurse" claims nothing that could be checked in another way."""
    said = _plain(text)
    return any(
        said in map(_plain, (whole, *whole.split(";")))
        for whole in (chunk.statement.text for chunk in sources)
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .")
