"""Occupations of O*NET as roles: each table of its text version is a document of a thousand roles.

A role has no level, and its key is its O*NET-SOC code: `ONET.SOC-41-4012-00`. What it is called
stands in one table of the database, and whose a job zone is in another: these are looked up beside
the document. Every statement is the text of one cell, or a sentence of it.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from roleassistant.domain import (
    ALL_ROLES,
    NO_LEVEL,
    RoleCode,
    RoleProfile,
    Section,
    SectionKind,
    Statement,
    StatementKind,
)
from roleassistant.reading import onet_facts
from roleassistant.reading.document import Document, Line
from roleassistant.reading.onet_facts import Fact, FactKind
from roleassistant.reading.onet_tables import (
    READ_ME,
    TableFile,
    name_of,
    read_table,
    release_in,
)
from roleassistant.reading.reading import LineUse, Reading
from roleassistant.reading.segmentation import Likeness
from roleassistant.reading.sentences import sentences

_log = logging.getLogger(__name__)
SUFFIXES = frozenset({".txt", ".tsv", ".txt.gz", ".tsv.gz"})
VERSION = "onet-profiles/1"
FAMILY = "ONET"

_ZONE_COLUMNS = {"job zone", "name", "experience", "education"}
# What of a Read Me says where the facts are from; the rest of it is addresses.
_PROVENANCE = re.compile(r"Database$|Release$|licen[sc]ed", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where facts of a kind stand in a profile. Without a dimension it is what else the table says
    of the fact."""

    section: SectionKind
    heading: str
    dimension: str | None = None
    kind: StatementKind = StatementKind.TERM


_FACT = StatementKind.FACT
_PLACES = {
    FactKind.TITLE: _Place(SectionKind.SUMMARY, "Title", "Title"),
    FactKind.DESCRIPTION: _Place(SectionKind.SUMMARY, "Description", kind=_FACT),
    FactKind.TASK: _Place(SectionKind.RESPONSIBILITIES, "Tasks", kind=_FACT),
    FactKind.SKILL: _Place(SectionKind.SKILLS, "Skills"),
    FactKind.KNOWLEDGE: _Place(SectionKind.OTHER, "Knowledge", "Knowledge"),
    FactKind.WORK_ACTIVITY: _Place(SectionKind.OTHER, "Work activities", "Work activity"),
    FactKind.TECHNOLOGY: _Place(SectionKind.OTHER, "Technology", "Technology"),
    FactKind.ALTERNATE_TITLE: _Place(SectionKind.TITLE_ALIASES, "Alternate titles"),
    FactKind.REPORTED_TITLE: _Place(SectionKind.TITLE_ALIASES, "Alternate titles"),
    FactKind.RELATED: _Place(SectionKind.ADJACENT_ROLES, "Related occupations", kind=_FACT),
    FactKind.EXPERIENCE: _Place(
        SectionKind.LEVEL_DEFINITION, "Job zone", "Experience", StatementKind.FACT
    ),
    FactKind.EDUCATION: _Place(
        SectionKind.LEVEL_DEFINITION, "Job zone", "Education", StatementKind.FACT
    ),
}
_ORDER = {kind: order for order, kind in enumerate(_PLACES)}
_CODE = _Place(SectionKind.CLASSIFICATION, "Classification", "O*NET-SOC", _FACT)
_FROM = _Place(SectionKind.PROVENANCE, "Provenance", "O*NET", _FACT)
_UNPLACED = _Place(SectionKind.OTHER, "Unplaced", kind=_FACT)


def recognises(document: Document) -> bool:
    """Whether it is a table of the database, or lies among them and is what goes with them."""
    head = document.text[: document.text.find("\n") + 1]
    columns = {cell.strip().casefold() for cell in head.split("\t")}
    if onet_facts.CODE.casefold() in columns:
        return True
    reference = columns >= _ZONE_COLUMNS or len(columns) > 1 or bool(release_in(head))
    return reference and document.file is not None and bool(_beside(document.file, deeper=False))


def read(document: Document, likeness: Likeness) -> Reading:
    """Read the table. A table that says nothing for a profile is left out, which is noted."""
    del likeness
    file = _table(document)
    beside = dict(_beside(document.file)) if document.file is not None else {}
    found = _Found(document, _titles(file, beside))
    if file.table == READ_ME:
        found.read_me()
    else:
        found.facts(_facts(file, beside))
    return found.reading(file.table)


def _facts(file: TableFile, beside: Mapping[str, TableFile]) -> Iterator[Fact]:
    """The facts that stand in this document. Those of a job zone stand in the table of what zones
    mean, and whose they are in the other."""
    if file.table == onet_facts.ZONE_REFERENCE:
        zones = beside.get(onet_facts.ZONES)
        return onet_facts.facts_of(zones, {file.table: file}) if zones else iter(())
    return onet_facts.facts_of(file, {}) if file.table != onet_facts.ZONES else iter(())


class _Found:
    """The statements of a document by the codes of occupations, and what its lines are."""

    def __init__(self, document: Document, titles: Mapping[str, str]) -> None:
        self._document = document
        self._titles = titles
        self._by_code: dict[str, list[Statement]] = defaultdict(list)
        self._placed: set[int] = set()

    def facts(self, facts: Iterator[Fact]) -> None:
        """Those of an occupation stand by kind and rank."""
        by_code: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            by_code[fact.code].append(fact)
        for code, its in by_code.items():
            for fact in sorted(its, key=lambda one: (_ORDER[one.kind], one.rank)):
                self._fact(code, fact)

    def _fact(self, code: str, fact: Fact) -> None:
        place, (start, end) = _PLACES[fact.kind], fact.row.place(fact.column)
        dimension = place.dimension
        if fact.kind is FactKind.RELATED:
            dimension = self._titles.get(fact.row.cell(fact.column))
        spans = [(start, end)]
        if fact.kind is FactKind.DESCRIPTION:
            spans = sentences(self._document.text[start:end], start)
        for first, last in spans:
            self._add(code, place, first, last, dimension)
        if fact.kind is FactKind.TITLE:
            self._add(code, _CODE, *fact.row.place(onet_facts.CODE), _CODE.dimension)

    def read_me(self) -> None:
        """What it says of where the facts are from is said of every occupation."""
        for line in self._document.lines:
            if _PROVENANCE.search(line.text.strip()):
                for code in self._titles:
                    self._add(code, _FROM, *_bare(line), _FROM.dimension)

    def _add(self, code: str, place: _Place, start: int, end: int, dimension: str | None) -> None:
        span = self._document.span(start, end)
        self._placed.update(range(span.line_start, span.line_end + 1))
        self._by_code[code].append(
            Statement(
                text=self._document.text[start:end],
                section=place.section,
                heading=place.heading,
                span=span,
                dimension=dimension,
                kind=place.kind,
            )
        )

    def reading(self, table: str) -> Reading:
        """The profiles, and what became of every line."""
        document, uses, left = self._document, [], 0
        columns = document.lines[0].text.count("\t") if document.lines else 0
        for line in document.lines:
            if not line.text.strip():
                continue
            use = self._use(line.number, line.text, table, columns)
            left += use is LineUse.BOILERPLATE and line.number > 1
            uses.append(use)
            if use is LineUse.UNPLACED:
                self._add("", _UNPLACED, *_bare(line), None)
        said = f"{document.path}: {left:,} lines are left out: {_why(table)}"
        profiles = tuple(self._profile(code) for code in sorted(self._by_code))
        return Reading(document, VERSION, profiles, tuple(uses), (said,) if left else ())

    def _use(self, number: int, text: str, table: str, columns: int) -> LineUse:
        if number in self._placed:
            return LineUse.PLACED
        whole = text.count("\t") == columns
        if number == 1 or table == READ_ME or (whole and _leaves_out(table)):
            return LineUse.BOILERPLATE
        # A zone tells whose the texts are that another table has of it.
        return LineUse.PLACED if whole and table == onet_facts.ZONES else LineUse.UNPLACED

    def _profile(self, code: str) -> RoleProfile:
        found: dict[tuple[SectionKind, str], list[Statement]] = {}
        for statement in self._by_code[code]:
            found.setdefault((statement.section, statement.heading), []).append(statement)
        sections = tuple(
            Section(
                kind,
                heading,
                min(one.span.line_start for one in statements),
                max(one.span.line_end for one in statements),
                tuple(statements),
            )
            for (kind, heading), statements in found.items()
        )
        focus = f"SOC-{code.replace('.', '-')}" if code else ALL_ROLES
        title = self._titles.get(code, code) or "O*NET"
        return RoleProfile(RoleCode(FAMILY, focus, NO_LEVEL), title, sections, partial=True)


def _bare(line: Line) -> tuple[int, int]:
    """Where the text of a line begins and ends."""
    start = line.end - len(line.text.lstrip())
    return start, start + len(line.text.strip())


def _leaves_out(table: str) -> bool:
    """Whether most rows of a table say nothing for a profile."""
    return table in onet_facts.RATED or table not in (
        *onet_facts.TABLES,
        onet_facts.ZONE_REFERENCE,
    )


def _why(table: str) -> str:
    if table in onet_facts.RATED:
        return "ratings of an importance below 3 of 5, and on other scales."
    if table == READ_ME:
        return "they say nothing of the data."
    return "no profile is made of this table."


# What stands beside a document -------------------------------------------------------------------

_WANTED = (onet_facts.OCCUPATIONS, onet_facts.ZONES)


def _table(document: Document) -> TableFile:
    table, release = name_of(PurePosixPath(document.path).name)
    return TableFile(table, document.path, release, document.sha256, document.text)


def _titles(file: TableFile, beside: Mapping[str, TableFile]) -> dict[str, str]:
    """Code → what the occupation is called: as the database says, or else the table itself."""
    listing = file if file.table == onet_facts.OCCUPATIONS else beside.get(onet_facts.OCCUPATIONS)
    rows = (listing or file).rows()
    return {
        code: title
        for row in rows
        if (code := onet_facts.code_in(row)) and (title := row.cell("Title"))
    }


def digest_beside(file: Path) -> str:
    """What tells whether the tables have changed by which a table of O*NET is read; empty for a
    file that is none by its name."""
    if name_of(file.name)[0] not in {READ_ME, *onet_facts.TABLES, onet_facts.ZONE_REFERENCE}:
        return ""
    said = "".join(table.sha256 for _, table in _beside(file))
    return hashlib.sha256(said.encode()).hexdigest()[:12] if said else ""


def _beside(file: Path, *, deeper: bool = True) -> tuple[tuple[str, TableFile], ...]:
    """The tables that are wanted, from the folder of a file or, where they are not there, from a
    folder in it: a table of another release lies beside the folder of the database."""
    folders = [file.parent]
    try:
        if deeper:
            folders += sorted(one for one in file.parent.iterdir() if one.is_dir())
        for folder in folders:
            named = {
                name_of(one.name)[0]: (one, one.stat().st_mtime_ns)
                for one in sorted(folder.iterdir())
                if one.name.lower().endswith(tuple(SUFFIXES))
                and not one.is_symlink()
                and one.is_file()
            }
            if onet_facts.OCCUPATIONS in named:
                return tuple((name, _read(*named[name])) for name in _WANTED if name in named)
    except OSError as problem:
        _log.warning("The tables beside %s cannot be read: %s", file, problem)
    return ()


@lru_cache(maxsize=8)
def _read(file: Path, changed: int) -> TableFile:
    del changed
    return read_table(file)
