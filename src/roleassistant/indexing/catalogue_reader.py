"""Reading a sealed catalogue: roles, statements with their sources, and words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

from roleassistant.domain import Attribution, Level, SectionKind, Statement, StatementKind
from roleassistant.domain.visibility import GroupList
from roleassistant.errors import IndexDamaged
from roleassistant.indexing.chunks import Chunk, Name, Role
from roleassistant.indexing.lexical import WEIGHTS, match_any
from roleassistant.indexing.reading_codec import decode_levels, to_attribution
from roleassistant.indexing.stored_document import Seen, StoredDocument
from roleassistant.indexing.stored_sources import StoredPage, StoredSources

_ROWS_PER_QUERY = 500
# A decoded statement takes some 2 kB; a role has some 100 to 400 of them.
_KEPT_CHUNKS = 20_000
_KEPT_PAGES = 1_000  # roles
_SECTIONS = {kind.value: kind for kind in SectionKind}
_KINDS = {kind.value: kind for kind in StatementKind}
_ALL_ROWS = range(1 << 62)

# Lists go in as one JSON parameter, so that no statement is ever put together from pieces.
_STATEMENTS = "SELECT * FROM statements WHERE row IN (SELECT value FROM json_each(?))"
_RANGE = "SELECT * FROM statements WHERE row >= ? AND row < ?"
_PAGES = "SELECT id, path, sha256, code, level, ingested_at FROM pages WHERE role = ?"
_SELECT = """
SELECT row FROM statements WHERE row >= :first AND row < :end
AND (:sections IS NULL OR section IN (SELECT value FROM json_each(:sections)))
AND (:levels IS NULL OR row IN (
    SELECT row FROM statement_levels WHERE level IN (SELECT value FROM json_each(:levels))
)) ORDER BY row
"""
_SEARCH_WORDS = """
SELECT rowid, bm25(words, ?, ?, ?) AS score FROM words
WHERE words MATCH ? AND rowid >= ? AND rowid < ? ORDER BY score, rowid LIMIT ?
"""

# In the connection's own temporary schema: the file stays as it is.
_VOCABULARY = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'words', 'row')"
)


class Catalogue:
    """A sealed `catalogue.sqlite`. Safe from several threads; never writes, takes no file lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # `immutable`: the folder may be read-only, and nothing is ever written beside the file.
        address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        self._lock = Lock()
        self._kept: dict[int, Chunk] = {}
        # Role key → rows that another opposes; a role is missing where nobody looked.
        self.disputed: dict[str, frozenset[int]] = {}
        self._pages: dict[str, dict[int, StoredPage]] = {}
        try:
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        except sqlite3.Error as problem:
            raise self._damaged(problem) from problem
        try:
            self.roles: tuple[Role, ...] = tuple(self._read_roles())
        except BaseException:
            self._connection.close()
            raise
        self._titles = {role.key: role.title for role in self.roles}
        self._ranges = {role.key: role.rows for role in self.roles}

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def names(self) -> Iterator[Name]:
        for text, role, level, kind in self._all("SELECT text, role, level, kind FROM names"):
            yield Name(text, role, _levels(level)[0] if level else None, kind)

    def terms(self) -> tuple[tuple[str, str], ...]:
        """Distinct (role, text) of the terms of the skills sections, sorted."""
        rows = self._all(
            "SELECT DISTINCT role, text FROM statements WHERE kind = 'term' AND section = 'skills' "
            "ORDER BY role, text"
        )
        return tuple((role, text) for role, text in rows)

    def steps(self) -> tuple[str, ...]:
        """The steps of proficiency that skills have ("Working", "Expert"), sorted."""
        rows = self._all(
            "SELECT DISTINCT CASE kind WHEN 'term' THEN text ELSE heading END AS step "
            "FROM statements WHERE section = 'proficiency' AND kind IN ('term', 'fact') "
            "ORDER BY step"
        )
        return tuple(step for (step,) in rows)

    def meaning_of(self, skill: str) -> list[Chunk]:
        """What any role says that the steps of proficiency of a skill mean; in row order."""
        rows = self._all(
            "SELECT row FROM statements WHERE section = 'proficiency' AND kind = 'fact' "
            "AND dimension = ? COLLATE NOCASE ORDER BY row",
            (skill,),
        )
        return self.chunks(row for (row,) in rows)

    def defining(self, terms: Collection[str]) -> list[Chunk]:
        """What any role says that one of `terms`, written like this, means; in row order."""
        rows = self._all(
            "SELECT row FROM statements WHERE section = 'skills' AND kind = 'fact' AND dimension "
            "IN (SELECT value FROM json_each(?)) ORDER BY row",
            (_json(terms),),
        )
        return self.chunks(row for (row,) in rows)

    def dimensions(self) -> dict[str, tuple[str, ...]]:
        """Role key → the dimensions of its guidelines and level definitions, in page order."""
        found: dict[str, dict[str, None]] = {}
        for role, dimension in self._all(
            "SELECT role, dimension FROM statements WHERE dimension IS NOT NULL AND kind = 'fact' "
            "AND section IN ('guidelines', 'level_definition') GROUP BY role, dimension "
            "ORDER BY min(row)"
        ):
            found.setdefault(role, {})[dimension] = None
        return {role: tuple(dimensions) for role, dimensions in found.items()}

    def divisions(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Role key → heading → the dimensions of its guidelines under it, where several headings
        divide them."""
        found: dict[str, dict[str, list[str]]] = {}
        for role, heading, dimension in self._all(
            "SELECT role, heading, dimension FROM statements WHERE dimension IS NOT NULL "
            "AND kind = 'fact' AND section = 'guidelines' GROUP BY role, heading, dimension "
            "ORDER BY min(row)"
        ):
            found.setdefault(role, {}).setdefault(heading, []).append(dimension)
        return {
            role: {heading: tuple(dimensions) for heading, dimensions in under.items()}
            for role, under in found.items()
            if len(under) > 1
        }

    def level_names(self) -> tuple[tuple[str, Level], ...]:
        """(name, level) as headings give them; what is a name of several levels is left out."""
        rows = self._all(
            "SELECT text, min(levels) FROM statements WHERE dimension = 'Level name' "
            "AND kind = 'term' GROUP BY text HAVING count(DISTINCT levels) = 1 ORDER BY text"
        )
        return tuple((text, _levels(levels)[0]) for text, levels in rows if levels)

    def level_name_bearers(self) -> tuple[tuple[str, str], ...]:
        """(name, role key) for every name that a page gives to a level of its role."""
        return tuple(
            self._all(
                "SELECT DISTINCT text, role FROM statements WHERE dimension = 'Level name' "
                "AND kind = 'term' ORDER BY text, role"
            )
        )

    def stems_beginning(self, letters: str) -> list[str]:
        """The stems of all statements that begin with `letters`, sorted."""
        self._all(_VOCABULARY)
        rows = self._all(
            "SELECT term FROM temp.vocabulary WHERE term >= ? AND term < ? ORDER BY term",
            (letters, letters + "\U0010ffff"),
        )
        return [term for (term,) in rows]

    def rows_of_level(self, level: Level) -> list[int]:
        """The rows of the statements that name `level`."""
        rows = self._all("SELECT row FROM statement_levels WHERE level = ?", (level.label,))
        return [row for (row,) in rows]

    def rows_without_level(self) -> list[int]:
        """The rows of the statements that name no level."""
        return [row for (row,) in self._all("SELECT row FROM statements WHERE levels = '[]'")]

    def size(self) -> int:
        return int(self._all("SELECT count(*) FROM statements")[0][0])

    def documents(self) -> Iterator[StoredDocument]:
        """Every document with its reading, one at a time."""
        for (identifier,) in self._all("SELECT id FROM documents ORDER BY id"):
            yield self._document(identifier)

    def document_states(self) -> dict[str, tuple[str, str]]:
        """Absolute file → (SHA-256, readers' version)."""
        rows = self._all("SELECT file, sha256, readers FROM documents")
        return {file: (sha256, readers) for file, sha256, readers in rows}

    def document_state(self, file: str) -> tuple[str, str]:
        """(SHA-256, readers' version) of one document, which has to be there."""
        wanted = "SELECT sha256, readers FROM documents WHERE file = ?"
        sha256, readers = self._all(wanted, (file,))[0]
        return (sha256, readers)

    def restricted(self) -> list[tuple[str, str, str, str]]:
        """(file, SHA-256, readers, lists as stored) of every document that not all may see."""
        return self._all(
            "SELECT file, sha256, readers, lists FROM documents WHERE lists <> '[]' ORDER BY file"
        )

    def document(self, file: str) -> StoredDocument:
        rows = self._all("SELECT id FROM documents WHERE file = ?", (file,))
        if not rows:
            raise KeyError(file)
        return self._document(rows[0][0])

    def chunks(self, rows: Iterable[int]) -> list[Chunk]:
        """The chunks of `rows`, in the order asked for; rows that do not exist are left out."""
        wanted = list(rows)
        kept = self._kept
        missing = sorted({row for row in wanted if row not in kept})
        fresh: dict[int, Chunk] = {}
        for start in range(0, len(missing), _ROWS_PER_QUERY):
            fresh.update(self._load(missing[start : start + _ROWS_PER_QUERY]))
        found = [fresh.get(row) or kept.get(row) for row in wanted]
        if fresh:
            if len(kept) + len(fresh) > _KEPT_CHUNKS:
                self._kept = {}  # simplest bound; a role is read again in milliseconds
            self._kept.update(fresh)
        return [chunk for chunk in found if chunk is not None]

    def rows_by_id(self) -> dict[str, int]:
        """The row of every statement by its identity."""
        return dict(self._all("SELECT id, row FROM statements"))

    def seen_texts(self) -> list[tuple[int, str]]:
        """(row, text) of the vectors that are beside those of the statements."""
        return self._all("SELECT row, text FROM seen_texts ORDER BY row")

    def of_id(self, identifier: str) -> Chunk | None:
        """The chunk of that identity, None where there is none."""
        rows = self._all("SELECT row FROM statements WHERE id = ?", (identifier,))
        return next(iter(self.chunks(row for (row,) in rows)), None)

    def select(
        self,
        role: str | None,
        sections: Collection[SectionKind] | None,
        levels: Collection[Level] | None,
    ) -> list[Chunk]:
        """Chunks of a role, of some sections, that name one of some levels; in row order."""
        rows = self._ranges.get(role, range(0)) if role is not None else _ALL_ROWS
        if role is not None and sections is None and levels is None:
            return self.chunks(rows)
        found = self._all(
            _SELECT,
            {
                "first": rows.start,
                "end": rows.stop,
                "sections": _json(section.value for section in sections)
                if sections is not None
                else None,
                "levels": _json(level.label for level in levels) if levels is not None else None,
            },
        )
        return self.chunks(row for (row,) in found)

    def search_words(
        self, words: Sequence[str], k: int, rows: range | None
    ) -> list[tuple[int, float]]:
        """The `k` rows that match `words` best, with bm25 turned so that higher is better."""
        expression = match_any(words)
        if not expression or k <= 0:
            return []
        within = _ALL_ROWS if rows is None else rows
        values = (*WEIGHTS, expression, within.start, within.stop, k)
        found = self._all(_SEARCH_WORDS, values)
        return [(int(row), -float(score)) for row, score in found]

    def holds_word(self, word: str) -> bool:
        """Whether any statement holds `word`."""
        expression = match_any([word])
        if not expression:
            return False
        found = self._all("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (expression,))
        return bool(found)

    def count_word(self, word: str) -> int:
        """How many statements hold `word`."""
        expression = match_any([word])
        if not expression:
            return 0
        return int(self._all("SELECT count(*) FROM words WHERE words MATCH ?", (expression,))[0][0])

    def _load(self, rows: Sequence[int]) -> Iterator[tuple[int, Chunk]]:
        if rows[-1] - rows[0] == len(rows) - 1:  # all of a role: no list has to be looked through
            lines = self._all(_RANGE, (rows[0], rows[-1] + 1))
        else:
            lines = self._all(_STATEMENTS, (_json(rows),))
        for line in lines:
            row, identifier, role, section, heading, levels, dimension, kind, *rest = line
            how, method, confidence, text, places = rest
            sources = StoredSources(self._pages_of(role), places)
            try:
                span = sources.first_span
            except (KeyError, ValueError, IndexError, TypeError) as problem:
                raise self._damaged(f"statement {row} has no source") from problem
            statement = Statement(
                text=text,
                section=_SECTIONS[section],
                heading=heading,
                span=span,
                levels=_levels(levels),
                dimension=dimension,
                kind=_KINDS[kind],
                attribution=_attribution(how, method, confidence),
            )
            yield row, Chunk(row, identifier, role, self._titles[role], statement, sources)

    def _pages_of(self, role: str) -> dict[int, StoredPage]:
        """The pages of a role by their numbers; those of the roles read last are kept."""
        pages = self._pages.get(role)
        if pages is None:
            rows = self._all(_PAGES, (role,))
            pages = {number: (*page, _levels(level)[0], at) for number, *page, level, at in rows}
            if len(self._pages) >= _KEPT_PAGES:
                self._pages = {}
            self._pages[role] = pages
        return pages

    def _read_roles(self) -> Iterator[Role]:
        for key, title, family, focus, levels, described, codes, disputed, first, end in self._all(
            "SELECT key, title, family, focus, levels, described_levels, codes, disputed,"
            " first_row, end_row FROM roles ORDER BY first_row"
        ):
            if disputed is not None:
                self.disputed[key] = frozenset(json.loads(disputed))
            yield Role(
                key,
                title,
                family,
                focus,
                _levels(levels),
                _levels(described),
                tuple(json.loads(codes)),
                range(first, end),
            )

    def _document(self, identifier: int) -> StoredDocument:
        _, file, path, sha256, readers, at, *counts, notes, lists = self._all(
            "SELECT * FROM documents WHERE id = ?", (identifier,)
        )[0]
        profiles, statements, placed, boilerplate, unplaced = counts
        readings = self._all(
            "SELECT role, reading FROM document_roles WHERE document = ? ORDER BY role",
            (identifier,),
        )
        whole = StoredDocument(
            file=file,
            path=path,
            sha256=sha256,
            readers=readers,
            ingested_at=at,
            profiles=profiles,
            statements=statements,
            placed=placed,
            boilerplate=boilerplate,
            unplaced=unplaced,
            notes=tuple(json.loads(notes)),
            readings=tuple(readings),
        )
        if lists == "[]":
            return whole
        return replace(whole, lists=decode_lists(lists), seen=tuple(self._seen(identifier, whole)))

    def _seen(self, identifier: int, whole: StoredDocument) -> Iterator[Seen]:
        for passed, *counts, notes in self._all(
            "SELECT passed, profiles, statements, placed, boilerplate, unplaced, notes"
            " FROM seen WHERE document = ? ORDER BY passed",
            (identifier,),
        ):
            readings = self._all(
                "SELECT role, reading FROM seen_roles WHERE document = ? AND passed = ?"
                " ORDER BY role",
                (identifier, passed),
            )
            profiles, statements, placed, boilerplate, unplaced = counts
            part = replace(
                whole,
                profiles=profiles,
                statements=statements,
                placed=placed,
                boilerplate=boilerplate,
                unplaced=unplaced,
                notes=tuple(json.loads(notes)),
                readings=tuple(readings),
            )
            yield Seen(frozenset(decode_lists(passed)), part)

    def _all(self, statement: str, values: Sequence[object] | dict[str, object] = ()) -> list[Any]:
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.ProgrammingError:
            raise  # a closed generation is a mistake of the caller, not of the file
        except sqlite3.DatabaseError as problem:
            raise self._damaged(problem) from problem

    def _damaged(self, problem: object) -> IndexDamaged:
        return IndexDamaged(
            f"{self.path} cannot be read: {problem}. "
            f"Run `roleassistant ingest --rebuild` to make the index again."
        )


@lru_cache(maxsize=1024)
def _attribution(how: str, method: str | None, confidence: float | None) -> Attribution:
    return to_attribution(how, method, confidence)


def decode_lists(text: str) -> tuple[GroupList, ...]:
    """Lists of groups as the catalogue stores them."""
    return tuple(frozenset(groups) for groups in json.loads(text))


@lru_cache(maxsize=1024)
def _levels(text: str) -> tuple[Level, ...]:
    return decode_levels(json.loads(text))


def _json(values: Iterable[object]) -> str:
    return json.dumps(list(values))
