"""Disagreements about levels: of a page, of a duty, in the ladder, and what a level is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from roleassistant.answering.conflicts.disagreement import Disagreement, Kind, Severity, Side
from roleassistant.answering.conflicts.values import Name
from roleassistant.domain import InvalidLevel, Level, SectionKind, StatementKind
from roleassistant.indexing.chunks import Chunk
from roleassistant.retrieval.words import tokens

_TITLE, _CODE, _LEVEL_NAME = "Title", "Role code", "Level name"
_LEVEL_AT_END = (
    r"\w.*(?:[\s—–:·|,(\[-](?P<lettered>[A-Za-z]{1,3}[ -]?\d{1,2})|"
    r"\s[—–·|-]\s(?P<named>[A-Za-z ]{4,20}))[)\]]?\s*"
)
_LEVEL_OF_ENTRY = r"\s[—–-]\s*(?P<level>[A-Z]{1,3}\d{1,2}|[A-Za-z ]{4,20}?)\s*[·|(,]"
# Patterns are compiled when they are first needed: see `context`.
# The code of a role in the entry of an adjacent one; the level may be a rung with a name.
ENTRY = r"\b(?P<role>[A-Z][A-Z0-9_&-]*\.[A-Z][A-Z0-9_&-]*)\.(?P<level>[A-Z][A-Z0-9_-]*\+?)(?!\w)"
_NEAR = 6  # lines between a title and the code below it
# Words that say how high a level is; the others of its name ("Professional") do not.
_RUNGS = frozenset(
    "intern trainee apprentice entry junior associate intermediate senior lead staff principal "
    "distinguished fellow director".split()
)
_A_LADDER = 3


def of_levels(chunks: Sequence[Chunk]) -> Iterator[Disagreement]:
    """What the statements of a role say differently of its levels."""
    yield from _of_pages(chunks)
    yield from _of_duties(chunks)
    yield from _beyond_the_ladder(chunks)
    yield from _names(chunks)
    yield from _of_entries(chunks)


def _found(
    severity: Severity,
    about: str,
    sides: Sequence[Sequence[tuple[str, Chunk]]],
    level: Level | None = None,
    also: frozenset[int] = frozenset(),
) -> Disagreement:
    first = sides[0][0][1]
    return Disagreement(
        Kind.LEVEL,
        severity,
        first.role,
        first.title,
        level,
        about,
        tuple(Side(tuple(side)) for side in sides),
        also,
    )


def _of_pages(chunks: Sequence[Chunk]) -> Iterator[Disagreement]:
    """Pages whose code, title and level definition do not name one level."""
    for code in chunks:
        if code.statement.dimension != _CODE:
            continue
        for source in code.sources:
            own = source.level
            page = (source.path, source.code)
            here = [c for c in chunks if any((s.path, s.code) == page for s in c.sources)]
            claims: dict[Level, list[tuple[str, Chunk]]] = {own: [(code.statement.text, code)]}
            titles = [c for c in here if c.statement.dimension == _TITLE]
            for chunk in titles:
                claims[own].append((chunk.statement.text, chunk))
            for chunk in () if titles else here:
                level = _claimed_by_title(chunk, source.path, source.line_start)
                if level is not None and level != own:
                    claims.setdefault(level, []).append((chunk.statement.text, chunk))
            defined = [c for c in here if c.statement.section is SectionKind.LEVEL_DEFINITION]
            levels = {level for c in defined for level in c.statement.levels}
            if len(levels) == 1 and own not in levels:
                (other,) = levels
                claims.setdefault(other, []).append((defined[0].statement.text, defined[0]))
            if len(claims) > 1:
                yield _found(
                    Severity.MAJOR,
                    f"level of the page {source.code}",
                    list(claims.values()),
                    also=frozenset(chunk.row for chunk in defined),
                )


def _claimed_by_title(chunk: Chunk, path: str, line: int) -> Level | None:
    """The level that a line with the form of a title names, just above or below the code.

    The reader takes a line for the title only where its level is the code's.
    """
    statement = chunk.statement
    if statement.section is not SectionKind.OTHER or statement.dimension is not None:
        return None
    near = any(s.path == path and abs(s.line_start - line) <= _NEAR for s in chunk.sources)
    match = re.fullmatch(_LEVEL_AT_END, statement.text) if near else None
    return _parsed(match["lettered"] or match["named"]) if match else None


def _of_duties(chunks: Sequence[Chunk]) -> Iterator[Disagreement]:
    """The same duty at one level on some pages and at another on others."""
    by_text: dict[str, list[Chunk]] = defaultdict(list)
    for chunk in chunks:
        statement = chunk.statement
        if (
            statement.section is SectionKind.RESPONSIBILITIES
            and statement.kind is StatementKind.FACT
            and statement.attribution.how == "stated"
            and statement.levels
        ):
            by_text[" ".join(statement.text.split()).casefold()].append(chunk)
    for found in by_text.values():
        levels = {chunk.statement.levels for chunk in found}
        pages = [{s.path for s in chunk.sources} for chunk in found]
        apart = len(pages) > 1 and sum(map(len, pages)) == len(set().union(*pages))
        if len(levels) > 1 and apart:
            yield _found(
                Severity.MAJOR,
                "level of a responsibility",
                [[(chunk.statement.text, chunk)] for chunk in found],
            )


def _beyond_the_ladder(chunks: Sequence[Chunk]) -> Iterator[Disagreement]:
    """Responsibilities of a level that the guidelines, which have a row for each, do not reach."""
    cells: dict[Level, Chunk] = {}
    duties: dict[Level, Chunk] = {}
    others: dict[Level, list[int]] = defaultdict(list)
    pages = {source.level for chunk in chunks for source in chunk.sources}
    for chunk in chunks:
        statement = chunk.statement
        stated = statement.attribution.how == "stated"
        for level in statement.levels if stated else ():
            if statement.section is SectionKind.GUIDELINES:
                cells.setdefault(level, chunk)
            elif statement.section is SectionKind.RESPONSIBILITIES:
                duties.setdefault(level, chunk)
                others[level].append(chunk.row)
    ladder = sorted(cells)
    if len(ladder) < _A_LADDER:
        return
    for level, duty in sorted(duties.items()):
        own = [one for one in ladder if one.track == level.track]
        if level in pages or (own and own[0] <= level <= own[-1]):
            continue
        nearest = cells[own[-1] if own and level > own[-1] else (own or ladder)[0]]
        yield Disagreement(
            Kind.LEVEL,
            Severity.MINOR,
            duty.role,
            duty.title,
            None,
            f"responsibilities of {level}, a level that the guidelines do not have",
            (
                Side(((duty.statement.text, duty),)),
                Side(((nearest.statement.text, nearest),), undoubted=True),
            ),
            # Every duty of that level, not the first alone.
            also=frozenset(others[level]),
        )


def _names(chunks: Sequence[Chunk]) -> Iterator[Disagreement]:
    """What one level is called: by one section on several pages, or, how high, by two sections."""
    named: dict[Level, list[Chunk]] = defaultdict(list)
    for chunk in chunks:
        if chunk.statement.dimension == _LEVEL_NAME and len(chunk.statement.levels) == 1:
            named[chunk.statement.levels[0]].append(chunk)
    for level, found in sorted(named.items()):
        sides: list[list[tuple[str, Chunk]]] = []
        severity = Severity.MINOR
        for chunk in found:
            text = chunk.statement.text
            agreeing = next((s for s in sides if _one_name(s[0][1], chunk)), None)
            if agreeing is not None:
                agreeing.append((text, chunk))
                continue
            if any(_rungs_apart(side[0][0], text) for side in sides):
                severity = Severity.MAJOR
            sides.append([(text, chunk)])
        if len(sides) > 1:
            yield _found(severity, "name", sides, level)


def _one_name(one: Chunk, other: Chunk) -> bool:
    mine, theirs = one.statement, other.statement
    if mine.section is theirs.section:
        return Name.of(mine.text).opposes(Name.of(theirs.text)) is None
    # Responsibilities may call a level by the role's title, and its definition by the ladder's.
    return not _rungs_apart(mine.text, theirs.text)


def _rungs_apart(one: str, other: str) -> bool:
    mine, theirs = _rungs(one), _rungs(other)
    return bool(mine and theirs) and not (mine <= theirs or theirs <= mine)


def _rungs(name: str) -> set[str]:
    return {token.text for token in tokens(name)} & _RUNGS


def _of_entries(chunks: Sequence[Chunk]) -> Iterator[Disagreement]:
    """An adjacent role whose title names one level and whose code another."""
    for chunk in chunks:
        statement = chunk.statement
        if statement.section is not SectionKind.ADJACENT_ROLES:
            continue
        code = re.search(ENTRY, statement.text)
        title = re.search(_LEVEL_OF_ENTRY, statement.text[: code.start()]) if code else None
        if code is None or title is None:
            continue
        named, coded = _parsed(title["level"]), _parsed(code["level"])
        if named and coded and named != coded:
            yield _found(
                Severity.MINOR,
                f"level of the adjacent role {code.group()}",
                [[(title["level"], chunk)], [(code.group(), chunk)]],
            )


def _parsed(text: str) -> Level | None:
    try:
        return Level.parse(text)
    except InvalidLevel:
        return None
