"""The pages of one role → its statements, each once, with all of its sources.

Sibling pages (P4 and P5 of one focus) repeat the same sections. Two statements are one where
role, section, levels, dimension, kind and text (white space folded) agree.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from roleassistant.domain import (
    ALL_ROLES,
    NO_FAMILY,
    Attribution,
    Level,
    RoleProfile,
    SectionKind,
    Statement,
    StatementKind,
)
from roleassistant.domain.ladder import ladder, ranked
from roleassistant.domain.level import UNRANKED, usual_rank
from roleassistant.indexing.chunks import Chunk, Name, Role, Source
from roleassistant.reading.interpretation.inheritance import inherited

SECTION_ORDER = {kind: order for order, kind in enumerate(SectionKind)}
_FOCUS_HEADING = re.compile(r"focus\s*[—–:-]+\s*(?P<name>.+)", re.IGNORECASE)
# Letters and words for any level.
_ANY = ("L", "Level", "Grade")
_TITLE_PARTS = re.compile(r"\s*/\s*|\s+\|\s+")


@dataclass(frozen=True, slots=True)
class Page:
    """A profile and when its file was first ingested with this content."""

    profile: RoleProfile
    path: str
    sha256: str
    ingested_at: str


@dataclass(frozen=True, slots=True)
class MergedRole:
    """A role ready to be stored: its chunks in row order, its names, what looked wrong."""

    role: Role
    chunks: tuple[Chunk, ...]
    names: tuple[Name, ...]
    warnings: tuple[str, ...]


def joined(keys: Sequence[str]) -> dict[str, list[str]]:
    """Role key → the keys under which documents have its pages, its own first.

    A document that names a role without its family ("ROLE.DATA_ENGINEER") means the one role of
    that name that another document has; where there are several, or none, it stands for itself.
    What is of all roles of a house ("ACME.ALL_ROLES") is of its role where it has but one.
    """
    families: dict[str, list[str]] = {}
    for key in keys:
        family, _, focus = key.partition(".")
        if family != NO_FAMILY:
            families.setdefault(focus, []).append(key)
    found: dict[str, list[str]] = {key: [key] for key in keys}
    for key in keys:
        family, _, focus = key.partition(".")
        named = families.get(focus, [])
        if family == NO_FAMILY and len(named) == 1:
            found[named[0]] += found.pop(key)
    houses: dict[str, list[str]] = {}
    for key in found:
        houses.setdefault(key.partition(".")[0], []).append(key)
    for house, of_house in houses.items():
        for_all = f"{house}.{ALL_ROLES}"
        own = [key for key in of_house if key != for_all]
        if for_all in found and len(own) == 1:
            found[own[0]] += found.pop(for_all)
    return found


def merge(key: str, pages: Sequence[Page], first_row: int) -> MergedRole:
    """Merge the pages of role `key`; its rows start at `first_row`.

    Rows are sorted by section, then by first appearance on the pages in order of code and path.
    """
    pages = [replace(page, profile=of_role(key, page.profile)) for page in _titled(pages)]
    pages = _of_one_ladder(pages)
    ordered = sorted(pages, key=lambda page: (page.profile.code, page.path))
    title = _common_title(ordered)
    page_levels = {page.profile.level for page in ordered if page.profile.level}
    placed = [(page, statement) for page in ordered for statement in page.profile.statements]
    rungs = ladder(
        page_levels | {level for _, statement in placed for level in statement.levels},
        # As they stand on the pages: a merged statement keeps the place of one of them.
        (statement for _, statement in placed),
        _told(ordered),
    )
    found: dict[str, list[tuple[Page, Statement]]] = {}
    for page, statement in (*placed, *_taken_over(placed, rungs)):
        found.setdefault(statement_id(key, statement), []).append((page, statement))
    # dicts keep first appearance, and sorting is stable: that is the order within a section.
    identifiers = sorted(found, key=lambda name: SECTION_ORDER[found[name][0][1].section])
    chunks = tuple(
        _chunk(row, identifier, key, title, found[identifier])
        for row, identifier in enumerate(identifiers, first_row)
    )
    code = ordered[0].profile.code
    role = Role(
        key=key,
        title=title,
        family=code.family,
        focus=code.focus,
        levels=tuple(level for level in rungs if level in page_levels),
        described_levels=rungs,
        codes=tuple(dict.fromkeys(str(page.profile.code) for page in ordered)),
        rows=range(first_row, first_row + len(chunks)),
    )
    warnings = (*_clashes(ordered), *_out_of_order(role))
    return MergedRole(role, chunks, tuple(_names(role, ordered)), warnings)


def _taken_over(
    placed: Sequence[tuple[Page, Statement]], rungs: Sequence[Level]
) -> Iterator[tuple[Page, Statement]]:
    """What a level takes over from another by referring to it, on the page where it is said."""
    of_documents = [(page, statement) for page, statement in placed if page.profile.partial]
    for number, statement in inherited([statement for _, statement in of_documents], rungs):
        yield of_documents[number][0], statement


def of_role(key: str, profile: RoleProfile) -> RoleProfile:
    """The profile under the key of its role, where its document does not know the family, or says
    what is of all roles of the house."""
    if profile.code.role == key:
        return profile
    family, _, focus = key.partition(".")
    return replace(profile, code=replace(profile.code, family=family, focus=focus))


def _titled(pages: Sequence[Page]) -> Iterator[Page]:
    """The pages of a role; those of all roles of its house carry its title."""
    own = [page for page in pages if page.profile.code.focus != ALL_ROLES]
    title = _common_title(own) if own else ""
    for page in pages:
        if title and page.profile.code.focus == ALL_ROLES:
            yield replace(page, profile=replace(page.profile, title=title))
        else:
            yield page


def _of_one_ladder(pages: Sequence[Page]) -> Sequence[Page]:
    """The pages with every named level as all of them together have it: spelt one way, and as high
    as their ladder has it.

    Pages of numbered levels stay as they are, but that "L4" and "Level 4" are the 4 of the letters
    that the pages of the role have.
    """
    pages = _of_one_letter(pages)
    said = [statement for page in pages for statement in page.profile.statements]
    every = [page.profile.level for page in pages if page.profile.level]
    every += [level for statement in said for level in statement.levels]
    kept = {level.key: level for level in reversed(every)}
    words = {level.track for level in kept.values() if " " in level.label}
    if "" in {level.track for level in kept.values()}:
        # "Analyst II" beside "Senior Analyst": its number is one name among others.
        kept = {
            key: Level(level.label, "", usual_rank(level)) if level.track in words else level
            for key, level in kept.items()
        }
    named = [level for level in kept.values() if not level.track]
    if not named:
        return pages
    heights = {
        level.key: level
        for level in ranked(
            sorted(named),
            [replace(one, levels=_as(one.levels, kept)) for one in said],
            _told(pages),
        )
    }
    usual = [usual_rank(level) for level in sorted(heights.values())]
    if _told(pages) or UNRANKED in usual or usual != sorted(usual):
        kept |= heights
    return [replace(page, profile=_with_levels(page.profile, kept)) for page in pages]


def _of_one_letter(pages: Sequence[Page]) -> Sequence[Page]:
    """The pages with the letters of their ladder for a level that only says that it is one."""
    own = {page.profile.level for page in pages if page.profile.level.track not in ("", *_ANY)}
    tracks = {level.track for level in own}
    said = {level for page in pages for one in page.profile.statements for level in one.levels}
    any_track = {level for level in said if level.track in _ANY}
    if len(tracks) != 1 or not any_track:
        return pages
    by_grade = {level.grade: level for level in own}
    if not all(level.grade in by_grade for level in any_track):
        return pages
    kept = {level.key: level for level in (*said, *own)}
    kept |= {level.key: by_grade[level.grade] for level in any_track}
    return [replace(page, profile=_with_levels(page.profile, kept)) for page in pages]


def _told(pages: Sequence[Page]) -> list[tuple[Level, ...]]:
    """The orders of the levels that documents give themselves."""
    return [page.profile.ladder for page in pages if page.profile.ladder]


def _as(levels: tuple[Level, ...], kept: Mapping[str, Level]) -> tuple[Level, ...]:
    return tuple(kept[level.key] for level in levels)


def _with_levels(profile: RoleProfile, kept: Mapping[str, Level]) -> RoleProfile:
    level = kept[profile.level.key] if profile.level else profile.level
    return replace(
        profile,
        code=profile.code.of(level) if profile.level else profile.code,
        sections=tuple(
            replace(
                section,
                statements=tuple(
                    replace(one, levels=_as(one.levels, kept)) if one.levels else one
                    for one in section.statements
                ),
            )
            for section in profile.sections
        ),
    )


def statement_id(role: str, statement: Statement) -> str:
    """What makes two statements one, as 32 hexadecimal digits."""
    parts = (
        role,
        statement.section.value,
        " ".join(str(level) for level in statement.levels),
        statement.dimension or "",
        statement.kind.value,
        " ".join(statement.text.split()),
    )
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:32]


def _chunk(
    row: int, identifier: str, role: str, title: str, found: Sequence[tuple[Page, Statement]]
) -> Chunk:
    attribution = _best_attribution([statement.attribution for _, statement in found])

    def preference(entry: tuple[Page, Statement]) -> tuple[bool, bool]:
        page, statement = entry
        weaker = attribution.how == "stated" and statement.attribution.how != "stated"
        other_level = bool(statement.levels) and page.profile.level not in statement.levels
        return (weaker, other_level)

    ordered = sorted(found, key=preference)  # stable: then by code and path
    first = ordered[0][1]
    sources = tuple(
        Source(
            path=statement.span.document,
            sha256=statement.span.sha256,
            line_start=statement.span.line_start,
            line_end=statement.span.line_end,
            start=statement.span.start,
            end=statement.span.end,
            code=str(page.profile.code),
            level=page.profile.level,
            ingested_at=page.ingested_at,
            page=statement.span.page,
            paragraph=statement.span.paragraph,
            sheet=statement.span.sheet,
            row=statement.span.row,
        )
        for page, statement in ordered
    )
    # A page that repeats a paragraph gives the same statement several times: all are sources.
    unique = tuple(dict.fromkeys(sources))
    return Chunk(row, identifier, role, title, replace(first, attribution=attribution), unique)


def _best_attribution(attributions: Sequence[Attribution]) -> Attribution:
    """Stated before inferred before computed; among equals the most confident."""
    rank = {"stated": 0, "inferred": 1, "computed": 2}
    return min(attributions, key=lambda one: (rank.get(one.how, 3), -(one.confidence or 0.0)))


def _common_title(pages: Sequence[Page]) -> str:
    counts = Counter(page.profile.title for page in pages)
    return max(counts, key=lambda title: counts[title])  # the first page's where they tie


def _names(role: Role, pages: Sequence[Page]) -> Iterator[Name]:
    names: dict[Name, None] = {}

    def add(text: str, kind: str, level: Level | None = None) -> None:
        if folded := " ".join(text.split()):
            names.setdefault(Name(folded, role.key, level, kind))

    add(role.title, "title")
    for page in pages:
        add(page.profile.title, "title")
    for title in [name.text for name in names]:
        parts = _TITLE_PARTS.split(title)
        for part in parts if len(parts) > 1 else ():
            add(part, "title_part")
    words = set(role.title.casefold().replace("(", " ").replace(")", " ").split())
    for level in role.described_levels:
        # "Developer" of a "Software developer": the level that has no other name than the role.
        if not level.track and set(level.label.casefold().split()) <= words:
            add(level.label, "title_part")
    add(role.key, "code")
    for page in pages:
        add(str(page.profile.code), "code", page.profile.level or None)
    if role.focus != ALL_ROLES:
        add(role.focus, "focus")
    titles = {name.text.casefold() for name in names}
    for page in pages:
        for alias in page.profile.aliases:
            add(alias, "alias")
        for section in page.profile.sections:
            match = _FOCUS_HEADING.fullmatch(section.heading.strip())
            is_focus = section.kind is SectionKind.FOCUS and match is not None
            if is_focus and match and match["name"].casefold() not in titles:
                add(match["name"], "focus")
            if section.kind is SectionKind.TITLE_ALIASES:
                for statement in section.statements:
                    if statement.kind is StatementKind.TERM:
                        levels = statement.levels
                        add(statement.text, "alias", levels[0] if len(levels) == 1 else None)
    return iter(names)


def _out_of_order(role: Role) -> Iterator[str]:
    """Named levels of which no page tells where on the ladder they stand."""
    named = [level for level in role.described_levels if not level.track]
    for level in named:
        if level.grade == UNRANKED and len(named) > 1:
            yield (
                f"No page of {role.key} says where {level} stands among its levels; it is listed "
                f"last. Name it in the level guidelines of one of the pages."
            )


def _clashes(pages: Sequence[Page]) -> Iterator[str]:
    """Two files that claim the same page with different content: both are kept, and said."""
    claimed: dict[str, Page] = {}
    for page in pages:
        if page.profile.partial:
            continue  # one of several documents that describe the role together
        code = str(page.profile.code)
        first = claimed.setdefault(code, page)
        if first.sha256 != page.sha256:
            yield (
                f"{first.path} and {page.path} both claim to be {code}, with different content. "
                f"Both are kept; remove the one that is out of date and ingest with --prune."
            )
