"""What is missing or in doubt in the profiles of a role, and in the index."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roleassistant.answering.conflicts.disagreement import Severity
from roleassistant.answering.wording import level_range, listed
from roleassistant.domain import InvalidRoleCode, Level, RoleCode, SectionKind, StatementKind
from roleassistant.domain.visibility import folded
from roleassistant.indexing.chunks import Chunk, Role, Source
from roleassistant.indexing.generation import Generation

# A confidence reflects the margin to the next-best boundary (reading.segmentation):
# below this the statement might as well stand on the other side of it.
UNSURE = 0.6
# Fewer levels are no ladder of which one could be missing.
_A_LADDER = 3
_CODE = re.compile(r"\b[A-Z][A-Z0-9_&-]*\.[A-Z][A-Z0-9_&-]*(?:\.[A-Z][A-Z0-9_-]*\+?)?(?!\w)")


class Kind(StrEnum):
    """What a finding is about."""

    UNSURE_LEVEL = "unsure_level"
    INFERRED_LEVELS = "inferred_levels"
    SILENT_SECTION = "silent_section"
    DECLARED_EMPTY = "declared_empty"
    LEVEL_WITHOUT_PAGE = "level_without_page"
    LEVEL_WITHOUT_CRITERIA = "level_without_criteria"
    LEVEL_WITHOUT_RESPONSIBILITIES = "level_without_responsibilities"
    MISSING_DIMENSION = "missing_dimension"
    PAGE_WITHOUT_SKILLS = "page_without_skills"
    ALIAS_OF_LEVELS = "alias_of_levels"
    UNKNOWN_ADJACENT_ROLE = "unknown_adjacent_role"
    UNPLACED_LINES = "unplaced_lines"
    DOCUMENT_NOTE = "document_note"
    INDEX_WARNING = "index_warning"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a source file, 1-based and inclusive."""

    path: str
    line_start: int
    line_end: int


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


def gaps_of_role(role: Role, chunks: Sequence[Chunk], known: set[str]) -> Iterator[Finding]:
    """Everything missing or in doubt among the statements of a role.

    `known` are the keys and codes of all roles of the index.
    """
    for look in (
        _inferred_levels,
        _levels_without,
        _missing_cells,
        _without_skills,
        _declared_empty,
        _aliases_of_levels,
    ):
        yield from look(role, chunks)
    yield from _unknown_neighbours(role, chunks, known)


def _inferred_levels(role: Role, chunks: Sequence[Chunk]) -> Iterator[Finding]:
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
                places_of(chunk.sources),
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


def _levels_without(role: Role, chunks: Sequence[Chunk]) -> Iterator[Finding]:
    """Levels that lack a page, a row in the guidelines, or responsibilities."""
    pages = set(role.levels)
    ruled = {
        level
        for chunk in chunks
        if chunk.statement.section is SectionKind.GUIDELINES
        for level in chunk.statement.levels
    }
    # A duty without a level of its own is of the level of its page.
    duties = {
        level
        for chunk in chunks
        if chunk.statement.section is SectionKind.RESPONSIBILITIES
        and chunk.statement.kind is StatementKind.FACT
        for level in chunk.statement.levels or chunk.page_levels
    }
    without_page = set(role.described_levels) - pages
    if without_page:
        yield _of_role(
            role,
            Severity.NOTE,
            Kind.LEVEL_WITHOUT_PAGE,
            f"{level_range(sorted(without_page))} described on pages of other levels, with no page "
            f"of their own",
        )
    if ruled and (bare := pages - ruled):
        yield _of_role(
            role,
            Severity.MINOR,
            Kind.LEVEL_WITHOUT_CRITERIA,
            f"{level_range(sorted(bare))} with a page, and no row in the guidelines",
        )
    # Rows that the ladder passes over. Levels beyond its ends are told as contradictions.
    if skipped := {one for one in _between(ruled) | duties if _lies_in(one, ruled)} - ruled - pages:
        yield _of_role(
            role,
            Severity.MINOR,
            Kind.LEVEL_WITHOUT_CRITERIA,
            f"{level_range(sorted(skipped))} with no row in the guidelines, between levels that "
            f"have one",
        )
    # Where pages show the duties of the whole ladder, each level that has a row should have some.
    expected = pages | (ruled if duties - pages else set())
    tracks = {level.track for level in duties}
    if idle := {level for level in expected - duties if level.track in tracks}:
        yield _of_role(
            role,
            Severity.MINOR,
            Kind.LEVEL_WITHOUT_RESPONSIBILITIES,
            f"{level_range(sorted(idle))} with no responsibilities, which other levels have",
        )


def _between(levels: set[Level]) -> set[Level]:
    """The lettered levels that the grades of `levels` pass over."""
    found = set()
    for track in {level.track for level in levels if level.track}:
        grades = [level.grade for level in levels if level.track == track]
        one = min(level for level in levels if level.track == track)
        found |= {one.at(n) for n in range(min(grades), max(grades))}
    return found


def _lies_in(level: Level, ladder: set[Level]) -> bool:
    own = [one for one in ladder if one.track == level.track]
    return bool(own) and min(own) < level < max(own)


def _missing_cells(role: Role, chunks: Sequence[Chunk]) -> Iterator[Finding]:
    """Dimensions that all levels of a track state but one."""
    for section, severity in (
        (SectionKind.GUIDELINES, Severity.MINOR),
        (SectionKind.LEVEL_DEFINITION, Severity.NOTE),
    ):
        held: dict[str, dict[str, set[Level]]] = defaultdict(lambda: defaultdict(set))
        ladder: dict[str, set[Level]] = defaultdict(set)
        for chunk in chunks:
            statement = chunk.statement
            if statement.section is not section or statement.kind is StatementKind.TERM:
                continue
            for level in statement.levels:
                ladder[level.track].add(level)
                if statement.dimension:
                    held[level.track][statement.dimension].add(level)
        for track, dimensions in held.items():
            for dimension, levels in dimensions.items():
                missing = ladder[track] - levels
                if len(ladder[track]) >= _A_LADDER and len(missing) == 1:
                    (level,) = missing
                    yield Finding(
                        severity,
                        Kind.MISSING_DIMENSION,
                        f"{dimension} in the {section.shown_as.lower()}: stated for every level "
                        f"but {level}",
                        role.key,
                        role.title,
                        level,
                    )


def writes_codes(chunks: Sequence[Chunk]) -> bool:
    """Whether the pages of a role are profile pages, which carry its code, and no documents of a
    framework, each of which may say a part."""
    return any(chunk.statement.dimension == "Role code" for chunk in chunks)


def _without_skills(role: Role, chunks: Sequence[Chunk]) -> Iterator[Finding]:
    if not writes_codes(chunks):
        return
    pages: dict[str, Level] = {}
    listing: set[str] = set()
    for chunk in chunks:
        for source in chunk.sources:
            pages[source.code] = source.level
            if chunk.statement.section is SectionKind.SKILLS:
                listing.add(source.code)
    bare = [level for code, level in pages.items() if code not in listing]
    if bare:
        yield _of_role(
            role,
            Severity.NOTE,
            Kind.PAGE_WITHOUT_SKILLS,
            f"no skills on the page of {level_range(bare)}",
        )


def _aliases_of_levels(role: Role, chunks: Sequence[Chunk]) -> Iterator[Finding]:
    """Aliases that some levels share: a question by that title is of all of them."""
    for chunk in chunks:
        statement = chunk.statement
        levels = chunk.page_levels
        is_alias = (
            statement.section is SectionKind.TITLE_ALIASES
            and statement.kind is StatementKind.TERM
            and not statement.levels
        )
        if is_alias and 1 < len(levels) < len(role.levels):
            yield _of_role(
                role,
                Severity.NOTE,
                Kind.ALIAS_OF_LEVELS,
                f"“{statement.text}” is an alias of {level_range(levels)}",
                places_of(chunk.sources),
            )


def _of_role(
    role: Role, severity: Severity, kind: Kind, text: str, places: tuple[Place, ...] = ()
) -> Finding:
    return Finding(severity, kind, text, role.key, role.title, None, places)


def _declared_empty(role: Role, chunks: Sequence[Chunk]) -> Iterator[Finding]:
    for chunk in chunks:
        if chunk.statement.kind is StatementKind.ABSENCE:
            yield _of_role(
                role,
                Severity.NOTE,
                Kind.DECLARED_EMPTY,
                f"{chunk.statement.heading}: “{chunk.statement.text}”",
                places_of(chunk.sources),
            )


def _unknown_neighbours(role: Role, chunks: Sequence[Chunk], known: set[str]) -> Iterator[Finding]:
    for chunk in chunks:
        if chunk.statement.section is not SectionKind.ADJACENT_ROLES:
            continue
        for code in dict.fromkeys(_CODE.findall(chunk.statement.text)):
            if code not in known and _is_code(code):
                yield _of_role(
                    role,
                    Severity.MINOR,
                    Kind.UNKNOWN_ADJACENT_ROLE,
                    f"names {code} as an adjacent role, of which there is no page",
                    places_of(chunk.sources),
                )


def _is_code(text: str) -> bool:
    try:
        RoleCode.parse(text if text.count(".") == 2 else f"{text}.P1")
    except InvalidRoleCode:
        return False
    return True


def gaps_of_index(generation: Generation) -> Iterator[Finding]:
    """What reading and building found odd, by document."""
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
        if document.lists:
            called = {folded(group): group for group in generation.groups}
            lists = [sorted(called.get(one, one) for one in groups) for groups in document.lists]
            told = "; ".join(sorted(" or ".join(groups) for groups in lists))
            yield Finding(
                Severity.NOTE,
                Kind.RESTRICTED,
                f"{document.path}: all or parts of it are only for {told}",
            )
        for profile in document.decoded:
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


def places_of(sources: Iterable[Source]) -> tuple[Place, ...]:
    """Where a statement stands."""
    return tuple(Place(s.path, s.line_start, s.line_end) for s in sources)
