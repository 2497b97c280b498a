"""The readers, in the order in which they are asked. A new format is one module and one line here.

A reader module has `SUFFIXES`, `VERSION`, `recognises(document)` and `read(document, likeness)`.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Protocol, cast

from roleassistant.errors import DocumentError
from roleassistant.reading import (
    data_files,
    html_pages,
    markdown_pages,
    office_files,
    onet_profiles,
    page_export,
    record_files,
    workbooks,
)
from roleassistant.reading.document import Document
from roleassistant.reading.interpretation.mapping import digest
from roleassistant.reading.reading import Reading
from roleassistant.reading.segmentation import Likeness


class Reader(Protocol):
    """What a reader module offers."""

    SUFFIXES: frozenset[str]
    VERSION: str

    def recognises(self, document: Document) -> bool: ...

    def read(self, document: Document, likeness: Likeness) -> Reading: ...


_MODULES: tuple[ModuleType, ...] = (
    onet_profiles,
    record_files,
    workbooks,
    office_files,
    onet_profiles,
    page_export,
    html_pages,
    markdown_pages,
    data_files,
)
READERS: tuple[Reader, ...] = tuple(cast(Reader, module) for module in _MODULES)

SUFFIXES = frozenset[str]().union(*(reader.SUFFIXES for reader in READERS))
READER_VERSION = "+".join(reader.VERSION for reader in READERS)


def version_for(file: Path, shown: str) -> str:
    """What a file has to be read again for: other readers, another mapping beside it, or other
    tables beside one of O*NET."""
    mapped = digest(file, shown)
    beside = onet_profiles.digest_beside(file)
    return "+".join(
        (
            READER_VERSION,
            *([f"mapping:{mapped}"] if mapped else []),
            *([f"onet:{beside}"] if beside else []),
        )
    )


def read(document: Document, likeness: Likeness) -> Reading:
    """Read `document` with the first reader that recognises it.

    `likeness` compares texts where a reader has to work a level out; see `segmentation`.

    Raises:
        DocumentError: no reader knows this document as a role profile.
    """
    for reader in READERS:
        if reader.recognises(document):
            return reader.read(document, likeness)
    raise DocumentError(
        f"{document.path} is not a role profile: it has neither a title line with a level "
        f"nor a role code with sections below. Leave it out, or export the profile page again."
    )
