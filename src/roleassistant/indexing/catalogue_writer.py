"""Filling the catalogue of a generation that is being built."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from roleassistant.domain import Level, SourceSpan
from roleassistant.indexing.catalogue_schema import AFTER_FILLING, SCHEMA
from roleassistant.indexing.chunks import Chunk, Source
from roleassistant.indexing.merging import MergedRole, Page
from roleassistant.indexing.reading_codec import decode_profiles, encode_levels
from roleassistant.indexing.stored_document import StoredDocument

# What the sources on one page share: path, SHA-256, role code, level, when it was ingested.
_Page = tuple[str, str, str, Level, str]


class CatalogueWriter:
    """One writer, one new file. Nothing reads it before `finish`, and a crash leaves a folder
    that nobody will open: so there is no journal."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;"
        )
        self._connection.executescript(SCHEMA)

    def add_document(self, document: StoredDocument) -> None:
        cursor = self._connection.execute(
            "INSERT INTO documents VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?)",
            (
                document.file,
                document.path,
                document.sha256,
                document.readers,
                document.ingested_at,
                document.profiles,
                document.statements,
                document.placed,
                document.boilerplate,
                document.unplaced,
                json.dumps(document.notes),
            ),
        )
        self._connection.executemany(
            "INSERT INTO document_roles VALUES (?,?,?)",
            [(role, cursor.lastrowid, reading) for role, reading in document.readings],
        )

    def role_keys(self) -> list[str]:
        rows = self._connection.execute("SELECT DISTINCT role FROM document_roles ORDER BY role")
        return [role for (role,) in rows]

    def pages(self, role: str) -> Iterator[Page]:
        """Every page of `role`, of all documents, in order of path."""
        rows = self._connection.execute(
            "SELECT path, sha256, ingested_at, reading FROM documents JOIN document_roles"
            " ON document = id WHERE role = ? ORDER BY path, id",
            (role,),
        )
        for path, sha256, ingested_at, reading in rows:
            for profile in decode_profiles(reading):
                yield Page(profile, path, sha256, ingested_at)

    def paths_shown_alike(self) -> Iterator[str]:
        """A warning for every shown path that more than one file has."""
        rows = self._connection.execute(
            "SELECT path, group_concat(file, ' and ') FROM documents GROUP BY path"
            " HAVING count(*) > 1 ORDER BY path"
        )
        for path, files in rows:
            yield (
                f"{files} are all cited as {path}. Ingest the folder that holds them all instead, "
                f"so that a citation tells them apart."
            )

    def add_role(self, merged: MergedRole, disputed: Collection[int] | None = None) -> None:
        """`disputed` are the rows of statements that another of the role opposes, None where that
        was not looked for."""
        role = merged.role
        self._connection.execute(
            "INSERT INTO roles VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                role.key,
                role.title,
                role.family,
                role.focus,
                levels_text(role.levels),
                levels_text(role.described_levels),
                json.dumps(role.codes),
                None if disputed is None else json.dumps(sorted(disputed)),
                role.rows.start,
                role.rows.stop,
            ),
        )
        self._connection.executemany(
            "INSERT INTO names VALUES (?,?,?,?)",
            [
                (
                    name.text,
                    name.role,
                    levels_text((name.level,)) if name.level else None,
                    name.kind,
                )
                for name in merged.names
            ],
        )
        self._add_chunks(merged.chunks)

    def _add_chunks(self, chunks: Sequence[Chunk]) -> None:
        add = self._connection.executemany
        pages = self._pages_of(chunks)
        add(
            "INSERT INTO statements VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            [(*_statement_row(chunk), _places(chunk, pages)) for chunk in chunks],
        )
        add(
            "INSERT OR IGNORE INTO statement_levels VALUES (?,?)",
            [(level.label, chunk.row) for chunk in chunks for level in chunk.statement.levels],
        )
        add(
            "INSERT INTO words (rowid, text, dimension, heading) VALUES (?,?,?,?)",
            [
                (
                    chunk.row,
                    _storable(chunk.statement.text),
                    _storable(chunk.statement.dimension or ""),
                    _storable(chunk.statement.heading),
                )
                for chunk in chunks
            ],
        )

    def _pages_of(self, chunks: Sequence[Chunk]) -> dict[_Page, int]:
        """The pages that `chunks`, of one role, stand on, each stored once, with their numbers."""
        pages: dict[_Page, int] = {}
        for chunk in chunks:
            for source in chunk.sources:
                if (page := _page(source)) not in pages:
                    path, sha256, code, level, ingested_at = page
                    cursor = self._connection.execute(
                        "INSERT INTO pages VALUES (NULL,?,?,?,?,?,?)",
                        (chunk.role, path, sha256, code, levels_text((level,)), ingested_at),
                    )
                    pages[page] = cursor.lastrowid or 0
        return pages

    def finish(self) -> None:
        """Make the indexes and close: from here on the file does not change."""
        self._connection.executescript(AFTER_FILLING)
        self._connection.commit()
        self._connection.close()

    def close(self) -> None:
        """Close without finishing: the build was given up."""
        self._connection.close()


def levels_text(levels: tuple[Level, ...]) -> str:
    """Levels as the catalogue stores them."""
    return json.dumps(encode_levels(levels), separators=(",", ":"))


def _statement_row(chunk: Chunk) -> tuple[object, ...]:
    statement = chunk.statement
    attribution = statement.attribution
    return (
        chunk.row,
        chunk.id,
        chunk.role,
        statement.section.value,
        _storable(statement.heading),
        levels_text(statement.levels),
        None if statement.dimension is None else _storable(statement.dimension),
        statement.kind.value,
        attribution.how,
        attribution.method,
        attribution.confidence,
        _storable(statement.text),
    )


def _page(source: Source) -> _Page:
    return (source.path, source.sha256, source.code, source.level, source.ingested_at)


def _places(chunk: Chunk, pages: dict[_Page, int]) -> str:
    """The sources of `chunk` as one text: a role is read with one query, and a source is only
    made a value where it is looked at."""
    places = [
        [
            *(pages[_page(s)], s.line_start, s.line_end, s.start, s.end),
            *_where(s.span),
        ]
        for s in chunk.sources
    ]
    return json.dumps(places, separators=(",", ":"))


def _where(span: SourceSpan) -> tuple[object, ...]:
    """Where it stands in a file that is no text."""
    where = (span.page, span.paragraph, span.sheet, span.row)
    return where if any(where) else ()


def _storable(text: str) -> str:
    """`text` without lone surrogates: SQLite stores UTF-8, which has no bytes for them."""
    return text.encode("utf-8", "replace").decode("utf-8")
