"""What a careful reader would hold against the profiles of an index, found by rule.

Contradictions are statements that cannot both hold. Findings are gaps and doubts. Repetitions are
texts that stand in several places: normal for sibling pages, and worth knowing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roleassistant.answering.conflicts import disagreements
from roleassistant.answering.finish import section_of
from roleassistant.answering.wording import level_range, listed
from roleassistant.domain import InvalidRoleCode, Level, RoleCode, SectionKind, StatementKind
from roleassistant.domain.quantity import amounts_in
from roleassistant.indexing.chunks import Chunk, Role, Source
from roleassistant.indexing.generation import Generation
from roleassistant.indexing.reading_codec import decode_profiles

# A confidence reflects the margin to the next-best boundary (reading.segmentation):
# below this the statement might as well stand on the other side of it.
UNSURE = 0.6
# Sections in which one label at one level has one value: two values are two versions of it.
_ONE_VALUE = frozenset({SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION, SectionKind.SKILLS})
# Shorter texts, such as a number of years or a code, are the same by their nature.
_SENTENCE = 4
_CODE = re.compile(r"\b[A-Z][A-Z0-9_&-]*\.[A-Z][A-Z0-9_&-]*(?:\.[A-Z]{1,3}\d{1,2})?\b")


class Severity(StrEnum):
    """MAJOR: answers are wrong on one side. MINOR: somebody should look. NOTE: good to know."""

    MAJOR = "major"
    MINOR = "minor"
    NOTE = "note"


class Kind(StrEnum):
    """What a finding is about."""

    UNSURE_LEVEL = "unsure_level"
    INFERRED_LEVELS = "inferred_levels"
    SILENT_SECTION = "silent_section"
    DECLARED_EMPTY = "declared_empty"
    LEVEL_WITHOUT_PAGE = "level_without_page"
    LEVEL_WITHOUT_CRITERIA = "level_without_criteria"
    UNKNOWN_ADJACENT_ROLE = "unknown_adjacent_role"
    UNPLACED_LINES = "unplaced_lines"
    DOCUMENT_NOTE = "document_note"
    INDEX_WARNING = "index_warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a source file, 1-based and inclusive."""

    path: str
    line_start: int
    line_end: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of several statements that oppose each other. `text` is what differs."""

    text: str
    quote: str
    section: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements that cannot both hold."""

    severity: Severity
    role: str
    title: str
    level: Level | None
    about: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A gap or a doubt. `role` and `title` are None where it is about a document or the index."""

    severity: Severity
    kind: Kind
    text: str
    role: str | None = None
    title: str | None = None
    level: Level | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Repetition:
    """A statement that stands in several places. `roles` are the keys of the roles it is of."""

    text: str
    section: str
    roles: tuple[str, ...]
    places: int


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything found, the gravest first. `statements` counts each place, `distinct` each text."""

    contradictions: tuple[Contradiction, ...]
    findings: tuple[Finding, ...]
    repeated: tuple[Repetition, ...]
    statements: int
    distinct: int

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing that somebody should look at; notes do not count."""
        return not self.contradictions and all(
            finding.severity is Severity.NOTE for finding in self.findings
        )


def audit(generation: Generation) -> Audit:
    """Look through every role of `generation`; the same index gives the same audit."""
    contradictions: list[Contradiction] = []
    findings = list(_of_index(generation))
    repeated: dict[str, list[Chunk]] = defaultdict(list)
    statements = distinct = 0
    codes = {code for role in generation.roles for code in role.codes}
    keys = {role.key for role in generation.roles}
    for role in generation.roles:
        chunks = generation.select(role=role.key)
        contradictions += _opposed_amounts(chunks)
        contradictions += _opposed_versions(role, chunks)
        findings += _of_levels(role, chunks)
        findings += _declared_empty(role, chunks)
        findings += _unknown_neighbours(role, chunks, keys | codes)
        for chunk in chunks:
            statements += len(chunk.sources)
            distinct += 1
            words = chunk.statement.text.split()
            if chunk.statement.kind is StatementKind.FACT and len(words) >= _SENTENCE:
                repeated[" ".join(words)].append(chunk)
    order = list(Severity)
    return Audit(
        tuple(sorted(contradictions, key=lambda one: order.index(one.severity))),
        tuple(sorted(findings, key=lambda one: (order.index(one.severity), one.kind))),
        tuple(_repetitions(repeated)),
        statements,
        distinct,
    )


def _opposed_amounts(chunks: Sequence[Chunk]) -> Iterator[Contradiction]:
    """A different minimum is major: somebody is turned away on one side. A range that only ends
    elsewhere is minor."""
    for found in disagreements(chunks):
        lows = {amounts_in(text)[0].years.low for text, _ in found.sides}
        yield Contradiction(
            Severity.MAJOR if len(lows) > 1 else Severity.MINOR,
            found.role,
            found.title,
            found.level,
            found.about,
            tuple(_side(text, chunk) for text, chunk in found.sides),
        )


def _opposed_versions(role: Role, chunks: Sequence[Chunk]) -> Iterator[Contradiction]:
    """The same cell in two wordings, each on pages that do not have the other."""
    cells: dict[tuple[SectionKind, str, tuple[Level, ...]], list[Chunk]] = defaultdict(list)
    for chunk in chunks:
        statement = chunk.statement
        if statement.kind is not StatementKind.FACT or statement.section not in _ONE_VALUE:
            continue
        if statement.dimension:
            cells[statement.section, statement.dimension, statement.levels].append(chunk)
    for (section, dimension, levels), versions in cells.items():
        if len(versions) > 1 and _on_different_pages(versions):
            name = section.value.replace("_", " ")
            yield Contradiction(
                Severity.MINOR,
                role.key,
                role.title,
                levels[0] if levels else None,
                f"{dimension} in the {name}: the pages have different versions",
                tuple(_side(chunk.statement.text, chunk) for chunk in versions),
            )


def _on_different_pages(versions: Iterable[Chunk]) -> bool:
    seen: set[str] = set()
    for chunk in versions:
        pages = {source.path for source in chunk.sources}
        if seen & pages:
            return False
        seen |= pages
    return True


def _of_levels(role: Role, chunks: Sequence[Chunk]) -> Iterator[Finding]:
    inferred = [c for c in chunks if c.statement.attribution.how == "inferred"]
    for chunk in inferred:
        sure = chunk.statement.attribution.confidence
        if sure is not None and sure < UNSURE:
            levels = listed([str(level) for level in chunk.statement.levels])
            yield Finding(
                Severity.MINOR,
                Kind.UNSURE_LEVEL,
                f"put at {levels} with confidence {sure:.2f}: “{chunk.statement.text}”",
                role.key,
                role.title,
                chunk.statement.levels[0] if chunk.statement.levels else None,
                _places(chunk.sources),
            )
    if inferred:
        surest = [c.statement.attribution.confidence or 0.0 for c in inferred]
        yield Finding(
            Severity.NOTE,
            Kind.INFERRED_LEVELS,
            f"the levels of {len(inferred)} statements are inferred, since the page has no "
            f"headings there (confidence {min(surest):.2f} to {max(surest):.2f})",
            role.key,
            role.title,
        )
    missing = [level for level in role.described_levels if level not in role.levels]
    if missing:
        yield Finding(
            Severity.NOTE,
            Kind.LEVEL_WITHOUT_PAGE,
            f"{level_range(missing)} described on pages of other levels, with no page of their own",
            role.key,
            role.title,
        )
    guidelines = [c for c in chunks if c.statement.section is SectionKind.GUIDELINES]
    ruled = {level for c in guidelines for level in c.statement.levels}
    bare = [level for level in role.levels if level not in ruled]
    if guidelines and bare:
        yield Finding(
            Severity.MINOR,
            Kind.LEVEL_WITHOUT_CRITERIA,
            f"{level_range(bare)} with a page, and no row in the guidelines",
            role.key,
            role.title,
        )


def _declared_empty(role: Role, chunks: Sequence[Chunk]) -> Iterator[Finding]:
    for chunk in chunks:
        if chunk.statement.kind is StatementKind.ABSENCE:
            yield Finding(
                Severity.NOTE,
                Kind.DECLARED_EMPTY,
                f"{chunk.statement.heading}: “{chunk.statement.text}”",
                role.key,
                role.title,
                None,
                _places(chunk.sources),
            )


def _unknown_neighbours(role: Role, chunks: Sequence[Chunk], known: set[str]) -> Iterator[Finding]:
    for chunk in chunks:
        if chunk.statement.section is not SectionKind.ADJACENT_ROLES:
            continue
        for code in dict.fromkeys(_CODE.findall(chunk.statement.text)):
            if code not in known and _is_code(code):
                yield Finding(
                    Severity.MINOR,
                    Kind.UNKNOWN_ADJACENT_ROLE,
                    f"names {code} as an adjacent role, of which there is no page",
                    role.key,
                    role.title,
                    None,
                    _places(chunk.sources),
                )


def _is_code(text: str) -> bool:
    try:
        RoleCode.parse(text if text.count(".") == 2 else f"{text}.P1")
    except InvalidRoleCode:
        return False
    return True


def _of_index(generation: Generation) -> Iterator[Finding]:
    for warning in dict.fromkeys((*generation.manifest.warnings, *generation.warnings)):
        yield Finding(Severity.MINOR, Kind.INDEX_WARNING, warning)
    for document in generation.catalogue.documents():
        if document.unplaced:
            yield Finding(
                Severity.MINOR,
                Kind.UNPLACED_LINES,
                f"{document.path}: {document.unplaced} line(s) stand in no section that is known; "
                f"they are kept and can be searched",
            )
        for note in document.notes:
            yield Finding(Severity.MINOR, Kind.DOCUMENT_NOTE, note)
        for profile in decode_profiles(document.reading):
            for section in profile.sections:
                if not section.statements:
                    yield Finding(
                        Severity.MINOR,
                        Kind.SILENT_SECTION,
                        f"{section.heading}: a heading with nothing below it",
                        profile.code.role,
                        profile.title,
                        profile.level,
                        (Place(document.path, section.line_start, section.line_end),),
                    )


def _repetitions(by_text: dict[str, list[Chunk]]) -> Iterator[Repetition]:
    found = [
        Repetition(
            text,
            section_of(chunks[0].statement),
            tuple(dict.fromkeys(chunk.role for chunk in chunks)),
            sum(len(chunk.sources) for chunk in chunks),
        )
        for text, chunks in by_text.items()
    ]
    repeated = [one for one in found if one.places > 1]
    yield from sorted(repeated, key=lambda one: (-one.places, one.text))


def _side(text: str, chunk: Chunk) -> Side:
    return Side(text, chunk.statement.text, section_of(chunk.statement), _places(chunk.sources))


def _places(sources: Iterable[Source]) -> tuple[Place, ...]:
    return tuple(Place(s.path, s.line_start, s.line_end) for s in sources)
