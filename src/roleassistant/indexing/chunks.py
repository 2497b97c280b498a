"""What an index holds: statements with all of their sources, roles, and what roles are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roleassistant.domain import Level, SectionKind, SourceSpan, Statement


@dataclass(frozen=True, slots=True)
class Source:
    """One place where a statement stands. Lines are 1-based and inclusive; `start` and `end` are
    character offsets into the decoded text of the file. `code` and `level` are of the page;
    `ingested_at` is when a file with this content was first ingested, in UTC; `page`,
    `paragraph`, `sheet` and `row` are where it stands in a file that is no text."""

    path: str
    sha256: str
    line_start: int
    line_end: int
    start: int
    end: int
    code: str
    level: Level
    ingested_at: str
    page: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    row: int | None = None

    @property
    def span(self) -> SourceSpan:
        return SourceSpan(
            self.path,
            self.sha256,
            self.line_start,
            self.line_end,
            self.start,
            self.end,
            self.page,
            self.paragraph,
            self.sheet,
            self.row,
        )


@dataclass(frozen=True, slots=True)
class Chunk:
    """A statement of a role, stored once. `row` is its place in the index, from 1; rows of one
    role are contiguous. The first source is the one to cite, and `statement.span` points to it."""

    row: int
    id: str
    role: str
    title: str
    statement: Statement
    sources: Sequence[Source]

    @property
    def page_levels(self) -> tuple[Level, ...]:
        """The levels of the pages that it stands on, sorted."""
        return tuple(sorted({source.level for source in self.sources if source.level}))


@dataclass(frozen=True, slots=True)
class Role:
    """A focus with all of its pages. `levels` have a page; `described_levels` have a page or are
    named by a statement; both are in the order of the ladder, lowest first (see `ladder`). `rows`
    are its statements."""

    key: str
    title: str
    family: str
    focus: str
    levels: tuple[Level, ...]
    described_levels: tuple[Level, ...]
    codes: tuple[str, ...]
    rows: range


@dataclass(frozen=True, slots=True)
class Name:
    """Something that a role is called: kind is title, title_part, alias, code or focus. `level`
    is set where the name is of one level only."""

    text: str
    role: str
    level: Level | None
    kind: str


def context_of(title: str, statement: Statement) -> str:
    """A statement under its role, section, level and dimension, as people read it."""
    levels = ", ".join(str(level) for level in statement.levels)
    place = [title, statement.heading, levels, statement.dimension or ""]
    return f"{' · '.join(part for part in place if part)}: {statement.text}"


def embedded_text(statement: Statement) -> str:
    """The text whose vector stands for a statement: its words, under its label where it has one.

    Role and level are not in it. They are looked up before anything is searched, so that in the
    vector they only make all statements of a role alike: see docs/decisions/0006.
    """
    if statement.dimension is None or statement.section is SectionKind.GUIDELINES:
        return statement.text
    return f"{statement.dimension}: {statement.text}"


def spaced(text: str) -> str:
    """`text` with its white space folded: texts that differ in nothing else have one vector."""
    return " ".join(text.split())
