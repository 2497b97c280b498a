"""What each table of an O*NET database says of occupations, fact by fact, with its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roleassistant.reading.onet_tables import Row, TableFile

CODE = "O*NET-SOC Code"
OCCUPATIONS = "occupation data"
ZONES = "job zones"
ZONE_REFERENCE = "job zone reference"
_VALID_CODE = re.compile(r"\d{2}-\d{4}(?:\.\d{2})?")
# Elements that at least this importance (1 to 5) was given: O*NET's own sites show these.
_IMPORTANT = 3.0


class FactKind(StrEnum):
    """What a table says of an occupation."""

    TITLE = "title"
    DESCRIPTION = "description"
    ALTERNATE_TITLE = "alternate title"
    REPORTED_TITLE = "reported title"
    RELATED = "related occupation"
    TASK = "task"
    KNOWLEDGE = "knowledge"
    SKILL = "skill"
    WORK_ACTIVITY = "work activity"
    TECHNOLOGY = "technology"
    EXPERIENCE = "experience"
    EDUCATION = "education"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the occupation `code`: the text of `column` in `row`. `note` is what else the
    table says of it; facts of a kind with a lower `rank` come first."""

    code: str
    kind: FactKind
    row: Row
    column: str
    note: str = ""
    rank: float = 0.0


def code_in(row: Row) -> str:
    """The code of the occupation that a row is about; empty where it has none."""
    code = row.cell(CODE)
    return code if _VALID_CODE.fullmatch(code) else ""


def facts_of(file: TableFile, tables: Mapping[str, TableFile]) -> Iterator[Fact]:
    """What a table says, in its order; nothing where it is none of `TABLES`. `tables` are the
    others of the database by name: what a job zone means stands in a table of its own."""
    reader = _READERS.get(file.table)
    return reader(file, tables) if reader else iter(())


Reader = Callable[[TableFile, Mapping[str, TableFile]], Iterator[Fact]]


def _occupations(file: TableFile, tables: Mapping[str, TableFile]) -> Iterator[Fact]:
    for row in file.rows():
        if code := code_in(row):
            yield Fact(code, FactKind.TITLE, row, "Title")
            yield Fact(code, FactKind.DESCRIPTION, row, "Description")


def _column(kind: FactKind, column: str, note: str = "", order: Sequence[str] = ()) -> Reader:
    """Every row says one thing; `order` are values of the note, the first of them first."""

    def read(file: TableFile, tables: Mapping[str, TableFile]) -> Iterator[Fact]:
        for row in file.rows():
            said = row.cell(note) if note else ""
            rank = order.index(said) if said in order else len(order)
            if row.cell(column) and (code := code_in(row)):
                yield Fact(code, kind, row, column, said, float(rank))

    return read


def _rated(kind: FactKind) -> Reader:
    """Elements with an importance, the most important first."""

    def read(file: TableFile, tables: Mapping[str, TableFile]) -> Iterator[Fact]:
        for row in file.rows():
            wide = row.cell("IM")
            value = wide or (row.cell("Data Value") if row.cell("Scale ID") == "IM" else "")
            importance = _number(value)
            suppressed = row.cell("Recommend Suppress") == "Y"
            if importance >= _IMPORTANT and not suppressed and (code := code_in(row)):
                note = f"importance {importance:.2f} of 5"
                yield Fact(code, kind, row, "Element Name", note, -importance)

    return read


def _number(text: str) -> float:
    """0 where the cell holds no number."""
    try:
        return float(text)
    except ValueError:
        return 0.0


def _related(file: TableFile, tables: Mapping[str, TableFile]) -> Iterator[Fact]:
    column = "Related O*NET-SOC Code"
    for row in file.rows():
        if row.cell(column) and (code := code_in(row)):
            rank = _number(row.cell("Index"))
            yield Fact(code, FactKind.RELATED, row, column, row.cell("Relatedness Tier"), rank)


def _zones(file: TableFile, tables: Mapping[str, TableFile]) -> Iterator[Fact]:
    """What preparation the zone of an occupation means, quoted from the table of the zones."""
    reference = tables.get(ZONE_REFERENCE)
    meant = {row.cell("Job Zone"): row for row in reference.rows()} if reference else {}
    for row in file.rows():
        zone, code = meant.get(row.cell("Job Zone")), code_in(row)
        if zone is not None and code:
            name = zone.cell("Name")
            yield Fact(code, FactKind.EXPERIENCE, zone, "Experience", name)
            yield Fact(code, FactKind.EDUCATION, zone, "Education", name)


_READERS: dict[str, Reader] = {
    OCCUPATIONS: _occupations,
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
    ZONES: _zones,
}
# The tables of facts, in the order in which they are read.
TABLES = tuple(_READERS)
# Tables in which most rows are ratings too low, or of scales, that are not shown.
RATED = frozenset({"knowledge", "skills", "work activities"})
