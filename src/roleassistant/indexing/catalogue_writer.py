"""Filling the catalogue of a generation that is being built."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from roleassistant.domain import Level, SourceSpan
from roleassistant.domain.visibility import GroupList
from roleassistant.indexing.catalogue_schema import AFTER_FILLING, SCHEMA
from roleassistant.indexing.chunks import Chunk, Role, Source
from roleassistant.indexing.merging import MergedRole, Page
from roleassistant.indexing.reading_codec import decode_profiles, encode_levels
from roleassistant.indexing.stored_document import StoredDocument

# What the sources on one page share: path, SHA-256, role code, level, when it was ingested.
_Page = tuple[str, str, str, Level, str]


# An index on the names by role, which a catalogue itself has no use for.
_READY_TO_COPY = """
CREATE TEMP TABLE whole_names AS SELECT rowid AS place, * FROM whole.names;
CREATE INDEX temp.whole_names_of_role ON whole_names (role, place);
"""
_COPIES = (
    "INSERT INTO roles SELECT key, title, family, focus, levels, described_levels, codes,"
    " :disputed, first_row + :shift, end_row + :shift, warnings FROM whole.roles"
    " WHERE key = :role",
    "INSERT INTO names SELECT text, role, level, kind FROM whole_names WHERE role = :role"
    " ORDER BY place",
    "INSERT INTO statements SELECT row + :shift, id, role, section, heading, levels, dimension,"
    " kind, how, method, confidence, text, sources FROM whole.statements"
    " WHERE row >= :first AND row < :end",
    "INSERT OR IGNORE INTO statement_levels SELECT json_extract(level.value, '$[0]'),"
    " statements.row + :shift FROM whole.statements AS statements,"
    " json_each(statements.levels) AS level WHERE row >= :first AND row < :end",
    "INSERT INTO words (rowid, text, dimension, heading) SELECT row + :shift, text,"
    " coalesce(dimension, ''), heading FROM whole.statements WHERE row >= :first AND row < :end"
    " ORDER BY row",
)


class CatalogueWriter:
    """One writer, one new file. Nothing reads it before `finish`, and a crash leaves a folder
    that nobody will open: so there is no journal."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, uri=True)  # for `attach`
        self._connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;"
        )
        self._connection.executescript(SCHEMA)

    def add_document(self, document: StoredDocument) -> None:
        cursor = self._connection.execute(
            "INSERT INTO documents VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?)",
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
                lists_text(document.lists),
            ),
        )
        self._connection.executemany(
            "INSERT INTO document_roles VALUES (?,?,?)",
            [(role, cursor.lastrowid, reading) for role, reading in document.readings],
        )
        self._connection.executemany(
            "INSERT INTO seen VALUES (?,?,?,?,?,?,?,?)",
            [
                (
                    cursor.lastrowid,
                    lists_text(one.passed),
                    one.document.profiles,
                    one.document.statements,
                    one.document.placed,
                    one.document.boilerplate,
                    one.document.unplaced,
                    json.dumps(one.document.notes),
                )
                for one in document.seen
            ],
        )
        self._connection.executemany(
            "INSERT INTO seen_roles VALUES (?,?,?,?)",
            [
                (cursor.lastrowid, lists_text(one.passed), role, reading)
                for one in document.seen
                for role, reading in one.document.readings
            ],
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
            "INSERT INTO roles VALUES (?,?,?,?,?,?,?,?,?,?,?)",
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
                json.dumps(merged.warnings),
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

    def attach(self, catalogue: Path) -> None:
        """Make ready to copy from a sealed catalogue; it stays as it is."""
        address = f"file:{quote(str(catalogue.resolve()))}?mode=ro&immutable=1"
        self._connection.execute("ATTACH DATABASE ? AS whole", (address,))
        self._connection.executescript(_READY_TO_COPY)

    def copy_pages(self, roles: Iterable[str]) -> None:
        """The pages of `roles` under the numbers that they have, which their statements name.

        Before anything is added, so that what is added takes other numbers.
        """
        self._connection.executemany(
            "INSERT INTO pages SELECT * FROM whole.pages WHERE role = ?", [(one,) for one in roles]
        )

    def copy_role(self, role: Role, first_row: int) -> list[str]:
        """A role as the attached catalogue has it, but for its rows; gives its warnings."""
        shift = first_row - role.rows.start
        disputed, warnings = self._connection.execute(
            "SELECT disputed, warnings FROM whole.roles WHERE key = ?", (role.key,)
        ).fetchone()
        if disputed is not None:
            disputed = json.dumps([row + shift for row in json.loads(disputed)])
        rows = {"first": role.rows.start, "end": role.rows.stop, "shift": shift}
        named = {**rows, "role": role.key, "disputed": disputed}
        for statement in _COPIES:
            self._connection.execute(statement, named)
        return list(json.loads(warnings))

    def add_seen_texts(self, texts: Sequence[str]) -> None:
        """Texts of which `seen_vectors.npy` will hold the vectors, in this order."""
        self._connection.executemany(
            "INSERT INTO seen_texts VALUES (?,?)",
            [(row, _storable(text)) for row, text in enumerate(texts, 1)],
        )

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


def lists_text(lists: Iterable[GroupList]) -> str:
    """Lists of groups as the catalogue stores them."""
    return json.dumps(sorted(sorted(groups) for groups in lists), separators=(",", ":"))


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
