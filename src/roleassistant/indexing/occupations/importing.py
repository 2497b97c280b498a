"""The tables of an O*NET database → the store, replaced in one step."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from roleassistant.errors import IndexNotWritable
from roleassistant.indexing.durable import sync_file, sync_folder
from roleassistant.indexing.occupations.schema import (
    INDEXES,
    OCCUPATIONS_FILE,
    TABLES,
    TITLES,
    VERSION,
)
from roleassistant.indexing.occupations.titles import folded_title
from roleassistant.reading.onet_facts import (
    OCCUPATIONS,
    ZONE_REFERENCE,
    Fact,
    FactKind,
    facts_of,
)
from roleassistant.reading.onet_facts import (
    TABLES as FACT_TABLES,
)
from roleassistant.reading.onet_tables import table_files


@dataclass(frozen=True, slots=True)
class OccupationsReport:
    """What was imported: the release, how many occupations, facts by kind, files by name."""

    release: str
    occupations: int
    facts: dict[str, int]
    files: tuple[str, ...]


def import_occupations(source: Path, index: Path) -> OccupationsReport:
    """Read the database in `source` into the folder of the index.

    Raises:
        DocumentError: `source` is no O*NET database, or cannot be read.
        IndexNotWritable: the folder of the index cannot be written.
    """
    tables = {file.table: file for file in table_files(source)}
    release = tables[OCCUPATIONS].release
    used = [tables[name] for name in (*FACT_TABLES, ZONE_REFERENCE) if name in tables]
    target = index / OCCUPATIONS_FILE
    fresh = target.with_suffix(".new")
    counts: Counter[str] = Counter()
    try:
        index.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        with closing(sqlite3.connect(fresh)) as database:
            database.executescript(TABLES)
            for number, file in enumerate(used, 1):
                row = (number, file.shown, file.sha256, file.release)
                database.execute("INSERT INTO file VALUES (?, ?, ?, ?)", row)
            numbers = {file.table: number for number, file in enumerate(used, 1)}
            for file in used:
                for fact in facts_of(file, tables):
                    counts[fact.kind] += 1
                    # Descriptions of job zones stand in a table of their own.
                    table = ZONE_REFERENCE if fact.kind in _OF_ZONES else file.table
                    database.execute(_INSERT, _values(fact, numbers[table]))
            now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
            meta = {"release": release, "version": str(VERSION), "imported_at": now}
            database.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
            database.executescript(INDEXES)
            database.commit()
        sync_file(fresh)
        os.replace(fresh, target)  # noqa: PTH105 - one name of the same file system for another
        sync_folder(index)
    except (OSError, sqlite3.Error) as problem:
        fresh.unlink(missing_ok=True)
        raise IndexNotWritable(
            f"The occupations cannot be written to {target}: {problem}. Free some space or name "
            f"another folder with --index. What was there before is as it was."
        ) from problem
    return OccupationsReport(
        release, counts[FactKind.TITLE], dict(counts), tuple(file.shown for file in used)
    )


_INSERT = (
    "INSERT INTO fact (code, kind, text, note, rank, folded, file, line, start, end) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_OF_ZONES = (FactKind.EXPERIENCE, FactKind.EDUCATION)


def _values(fact: Fact, file: int) -> tuple[object, ...]:
    text = fact.row.cell(fact.column)
    folded = folded_title(text) if fact.kind in TITLES else None
    place = fact.row.place(fact.column)
    return (
        fact.code, fact.kind.value, text, fact.note, fact.rank, folded, file, fact.row.number,
        *place,
    )  # fmt: skip
