"""What O*NET says of occupations, as statements that can be quoted and cited like those of a page.

An occupation is no role: its statements have rows below 0, which no statement of an index has, and
its code in the place of a role's.
"""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from roleassistant.domain import Level, SectionKind, SourceSpan, Statement, StatementKind
from roleassistant.domain.level import UNRANKED
from roleassistant.errors import IndexMismatch
from roleassistant.indexing.chunks import Chunk, Source
from roleassistant.indexing.occupations.schema import (
    ATTRIBUTION,
    OCCUPATIONS_FILE,
    TITLES,
    VERSION,
)
from roleassistant.indexing.occupations.titles import folded_title
from roleassistant.reading.onet_facts import FactKind

# Occupations have no level.
_NO_LEVEL = Level("", "", UNRANKED)
_SECTIONS = {
    FactKind.TITLE: SectionKind.SUMMARY,
    FactKind.DESCRIPTION: SectionKind.SUMMARY,
    FactKind.ALTERNATE_TITLE: SectionKind.TITLE_ALIASES,
    FactKind.REPORTED_TITLE: SectionKind.TITLE_ALIASES,
    FactKind.RELATED: SectionKind.ADJACENT_ROLES,
    FactKind.SKILL: SectionKind.SKILLS,
    FactKind.TASK: SectionKind.RESPONSIBILITIES,
}
_FACT = (
    "SELECT fact.id, code, kind, text, note, line, start, end, shown, sha256, release "
    "FROM fact JOIN file ON file.id = fact.file "
)
_RANKED = "WHERE code = ? AND kind = ? ORDER BY rank, fact.id"
# How alike a title that is misspelt has to be to the one that was meant, of 100.
_ALIKE = 92


@dataclass(frozen=True, slots=True)
class OccupationFact:
    """One fact: the occupation's code, its kind, what else the table says of it, the statement."""

    code: str
    kind: FactKind
    note: str
    release: str
    chunk: Chunk


class Occupations:
    """The store in the folder of an index. Safe from several threads."""

    def __init__(self, file: Path) -> None:
        """Raises IndexMismatch where another version of the program made it, or it is damaged."""
        self._lock = threading.Lock()
        self._titles: dict[str, str] = {}
        try:
            self._database = sqlite3.connect(
                f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            meta = dict(self._database.execute("SELECT key, value FROM meta"))
        except sqlite3.Error as problem:
            raise _unusable(file) from problem
        if meta.get("version") != str(VERSION):
            raise _unusable(file)
        self.release: str = meta["release"]
        self.imported_at: str = meta["imported_at"]

    @property
    def attribution(self) -> str:
        """What the licence of O*NET asks to be printed beside what is taken from it."""
        return ATTRIBUTION.format(release=self.release)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of all occupations, in order."""
        return tuple(row[0] for row in self._rows("SELECT DISTINCT code FROM fact ORDER BY code"))

    def within(self, code: str) -> list[str]:
        """The occupations that a SOC or O*NET-SOC code stands for: "41-4012" is 41-4012.00 and
        whatever that was divided into."""
        return [
            row[0]
            for row in self._rows(
                "SELECT DISTINCT code FROM fact WHERE code = ? OR code GLOB ? ORDER BY code",
                code,
                f"{code}.[0-9][0-9]",
            )
        ]

    def facts(self, code: str, *kinds: FactKind) -> list[OccupationFact]:
        """What is said of an occupation, kind by kind, each in the order of its table's ranks."""
        return [fact for kind in kinds for fact in self._facts(_RANKED, code, kind)]

    def title(self, code: str) -> OccupationFact | None:
        """What the occupation is called."""
        return next(iter(self.facts(code, FactKind.TITLE)), None)

    def titled(self, text: str, *, misspelt: bool = False) -> list[OccupationFact]:
        """The titles that are `text` but for case, number and abbreviation, one an occupation;
        with `misspelt`, those nearest in spelling where there is none."""
        wanted = folded_title(text)
        found = self._facts("WHERE folded = ? ORDER BY code, fact.id", wanted)
        if not found and misspelt and wanted:
            from rapidfuzz import fuzz, process

            near = process.extractOne(
                wanted, self._every_title, scorer=fuzz.ratio, score_cutoff=_ALIKE
            )
            if near is not None:
                found = self._facts("WHERE folded = ? ORDER BY code, fact.id", near[0])
        by_code: dict[str, OccupationFact] = {}
        for fact in found:
            by_code.setdefault(fact.code, fact)
        return list(by_code.values())

    @cached_property
    def _every_title(self) -> list[str]:
        query = "SELECT DISTINCT folded FROM fact WHERE folded IS NOT NULL ORDER BY folded"
        return [row[0] for row in self._rows(query)]

    def _facts(self, where: str, *values: str) -> list[OccupationFact]:
        return [self._fact(row) for row in self._rows(_FACT + where, *values)]

    def _fact(self, row: tuple[Any, ...]) -> OccupationFact:
        number, code, kind, text, note, line, start, end, shown, sha256, release = row
        known = FactKind(kind)
        span = SourceSpan(shown, sha256, line, line, start, end)
        statement = Statement(
            text=text,
            section=_SECTIONS.get(known, SectionKind.OTHER),
            heading=f"O*NET {release}, {known}",
            span=span,
            kind=StatementKind.TERM if known in TITLES else StatementKind.FACT,
        )
        source = Source(shown, sha256, line, line, start, end, code, _NO_LEVEL, self.imported_at)
        title = self._title_of(code, known, text)
        chunk = Chunk(-number, f"onet-{number}", f"O*NET {code}", title, statement, (source,))
        return OccupationFact(code, known, note, release, chunk)

    def _title_of(self, code: str, kind: FactKind, text: str) -> str:
        if kind is FactKind.TITLE:
            return text
        if code not in self._titles:
            rows = self._rows("SELECT text FROM fact WHERE code = ? AND kind = 'title'", code)
            self._titles[code] = str(rows[0][0]) if rows else code
        return self._titles[code]

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with self._lock:
            return list(self._database.execute(query, values))


def _unusable(file: Path) -> IndexMismatch:
    return IndexMismatch(
        f"{file} cannot be used: it is damaged, or another version of roleassistant made it. "
        f"Import the O*NET database again: roleassistant onet import DIR."
    )


def occupations_of(index: Path) -> Occupations | None:
    """The store in the folder of an index; None where nothing was imported. What is imported anew
    is opened anew.

    Raises:
        IndexMismatch: it was made by another version, or is damaged.
    """
    file = index / OCCUPATIONS_FILE
    try:
        changed = file.stat().st_mtime_ns
    except OSError:
        return None
    return _opened(file, changed)


@lru_cache(maxsize=4)
def _opened(file: Path, changed: int) -> Occupations:
    del changed
    return Occupations(file)
