"""The tables of an O*NET database → the store, replaced in one step."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
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
    FactKind,
)
from roleassistant.indexing.occupations.titles import folded_title
from roleassistant.reading.onet_tables import Row, TableFile, table_files

_CODE = "O*NET-SOC Code"
# Elements that at least this importance (1 to 5) was given: O*NET's own sites show these.
_IMPORTANT = 3.0


@dataclass(frozen=True, slots=True)
class OccupationsReport:
    """What was imported: the release, how many occupations, facts by kind, files by name."""

    release: str
    occupations: int
    facts: dict[str, int]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Fact:
    code: str
    kind: FactKind
    row: Row
    column: str
    note: str = ""
    rank: float = 0.0


def import_occupations(source: Path, index: Path) -> OccupationsReport:
    """Read the database in `source` into the folder of the index.

    Raises:
        DocumentError: `source` is no O*NET database, or cannot be read.
        IndexNotWritable: the folder of the index cannot be written.
    """
    tables = {file.table: file for file in table_files(source)}
    release = tables["occupation data"].release
    used = [tables[name] for name in (*_READERS, *_REFERENCES) if name in tables]
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
                for fact in _facts(file, tables):
                    counts[fact.kind] += 1
                    # Descriptions of job zones stand in a table of their own.
                    table = "job zone reference" if fact.kind in _OF_ZONES else file.table
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


def _values(fact: _Fact, file: int) -> tuple[object, ...]:
    text = fact.row.cell(fact.column)
    folded = folded_title(text) if fact.kind in TITLES else None
    place = fact.row.place(fact.column)
    return (
        fact.code, fact.kind.value, text, fact.note, fact.rank, folded, file, fact.row.number,
        *place,
    )  # fmt: skip


def _facts(file: TableFile, tables: dict[str, TableFile]) -> Iterator[_Fact]:
    reader = _READERS.get(file.table)
    return reader(file, tables) if reader else iter(())


Reader = Callable[[TableFile, dict[str, TableFile]], Iterator[_Fact]]


def _occupations(file: TableFile, tables: dict[str, TableFile]) -> Iterator[_Fact]:
    for row in file.rows():
        yield _Fact(row.cell(_CODE), FactKind.TITLE, row, "Title")
        yield _Fact(row.cell(_CODE), FactKind.DESCRIPTION, row, "Description")


def _column(kind: FactKind, column: str, note: str = "", order: Sequence[str] = ()) -> Reader:
    """Every row says one thing; `order` are values of the note, the first of them first."""

    def read(file: TableFile, tables: dict[str, TableFile]) -> Iterator[_Fact]:
        for row in file.rows():
            said = row.cell(note) if note else ""
            rank = order.index(said) if said in order else len(order)
            if row.cell(column):
                yield _Fact(row.cell(_CODE), kind, row, column, said, float(rank))

    return read


def _rated(kind: FactKind) -> Reader:
    """Elements with an importance, the most important first."""

    def read(file: TableFile, tables: dict[str, TableFile]) -> Iterator[_Fact]:
        for row in file.rows():
            wide = row.cell("IM")
            value = wide or (row.cell("Data Value") if row.cell("Scale ID") == "IM" else "")
            if value and row.cell("Recommend Suppress") != "Y" and float(value) >= _IMPORTANT:
                note = f"importance {float(value):.2f} of 5"
                yield _Fact(row.cell(_CODE), kind, row, "Element Name", note, -float(value))

    return read


def _related(file: TableFile, tables: dict[str, TableFile]) -> Iterator[_Fact]:
    column = "Related O*NET-SOC Code"
    for row in file.rows():
        note, rank = row.cell("Relatedness Tier"), float(row.cell("Index") or 0)
        yield _Fact(row.cell(_CODE), FactKind.RELATED, row, column, note, rank)


def _zones(file: TableFile, tables: dict[str, TableFile]) -> Iterator[_Fact]:
    """What preparation the zone of an occupation means, quoted from the table of the zones."""
    reference = tables.get("job zone reference")
    meant = {row.cell("Job Zone"): row for row in reference.rows()} if reference else {}
    for row in file.rows():
        zone = meant.get(row.cell("Job Zone"))
        if zone is not None:
            name, code = zone.cell("Name"), row.cell(_CODE)
            yield _Fact(code, FactKind.EXPERIENCE, zone, "Experience", name)
            yield _Fact(code, FactKind.EDUCATION, zone, "Education", name)


_READERS: dict[str, Reader] = {
    "occupation data": _occupations,
    "alternate titles": _column(FactKind.ALTERNATE_TITLE, "Alternate Title"),
    "sample of reported titles": _column(
        FactKind.REPORTED_TITLE, "Reported Job Title", "Shown in My Next Move", ("Y",)
    ),
    "related occupations": _related,
    "task statements": _column(FactKind.TASK, "Task", "Task Type", ("Core", "Supplemental")),
    "technology skills": _column(FactKind.TECHNOLOGY, "Example", "Commodity Title"),
    "knowledge": _rated(FactKind.KNOWLEDGE),
    "skills": _rated(FactKind.SKILL),
    "work activities": _rated(FactKind.WORK_ACTIVITY),
    "job zones": _zones,
}
_REFERENCES = ("job zone reference",)
