"""One thing in two wordings: on sibling pages, in two versions of a page, or denied elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from roleassistant.answering.conflicts.differences import (
    ALIKE,
    alike,
    differ_by_negation,
    difference,
    is_negated,
    words_of,
)
from roleassistant.answering.conflicts.disagreement import Disagreement, Kind, Severity, Side
from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.indexing.chunks import Chunk

# Sections in which one label at one level has one value: two values are two versions of it.
_ONE_VALUE = frozenset({SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION})
# Sections whose statements are told apart by their words alone.
_ONE_OF = {
    SectionKind.RESPONSIBILITIES: "a responsibility",
    SectionKind.SUMMARY: "the summary",
    SectionKind.FOCUS: "the focus",
}
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 3  # words; shorter texts are alike by chance
_CODE = 40  # characters; a longer entry is a sentence
_BESIDE_CODES = frozenset("source title name label version confidence release uri note".split())
_ORDER = list(Severity)


def wordings(chunks: Sequence[Chunk]) -> Iterator[Disagreement]:
    """A cell or a duty of which different pages have different versions.

    What stands on all pages has one version. Pages of several levels speak each for itself, save
    where a statement names its level; two files of one page are held against each other whole.
    """
    pages = _pages_with(chunks)
    cells: dict[tuple[SectionKind, str, tuple[Level, ...]], list[Chunk]] = defaultdict(list)
    loose: dict[tuple[SectionKind, tuple[Level, ...] | None, str], list[Chunk]] = defaultdict(list)
    for chunk in chunks:
        statement = chunk.statement
        if statement.kind is not StatementKind.FACT:
            continue
        if _paths(chunk) >= pages[statement.section]:
            continue
        if statement.section in _ONE_VALUE and statement.dimension:
            cells[statement.section, folded(statement.dimension), statement.levels].append(chunk)
        elif statement.section in _ONE_OF:
            # Another wording may have been put at another level, where levels are worked out.
            levels = statement.levels if statement.attribution.how == "stated" else None
            loose[statement.section, levels, statement.dimension or ""].append(chunk)
    for (section, _, levels), versions in cells.items():
        if len(versions) > 1 and _all_apart(versions):
            yield from _told(section, levels, versions)
    for (section, levels, _), group in loose.items():
        for pair in _pairs(group, by_page=levels == ()):
            yield from _told(section, levels or pair[0].statement.levels, pair)


def _told(
    section: SectionKind, levels: tuple[Level, ...], versions: Sequence[Chunk]
) -> Iterator[Disagreement]:
    tracks = {level.track for chunk in versions for level in (*levels, *chunk.page_levels)}
    first = versions[0]
    texts = [chunk.statement.text for chunk in versions]
    found = [
        severity
        for i, text in enumerate(texts)
        for other in texts[:i]
        if (severity := difference(text, other, tracks))
    ]
    if not found:
        return
    name, place = first.statement.dimension, section.shown_as.lower()
    about = f"versions of {name} in the {place}" if name else f"versions of {_ONE_OF[section]}"
    yield Disagreement(
        kind=Kind.VERSION,
        severity=min(found, key=_ORDER.index),
        role=first.role,
        title=first.title,
        level=levels[0] if len(levels) == 1 else None,
        about=about,
        sides=tuple(Side(((chunk.statement.text, chunk),)) for chunk in versions),
    )


def definitions(chunks: Sequence[Chunk]) -> Iterator[Disagreement]:
    """Skills that the pages of a role, or one page in two places, define in different words."""
    skills = [chunk for chunk in chunks if chunk.statement.section is SectionKind.SKILLS]
    terms = {folded(c.statement.text) for c in skills if c.statement.kind is StatementKind.TERM}
    given: dict[str, list[Chunk]] = defaultdict(list)
    for chunk in skills:
        term = folded(chunk.statement.dimension or "")
        if chunk.statement.kind is StatementKind.FACT and term in terms:
            given[term].append(chunk)
    for meanings in given.values():
        if found := defined_apart(meanings):
            yield found


def defined_apart(meanings: Sequence[Chunk]) -> Disagreement | None:
    """The disagreement between definitions of one term, if they differ."""
    sides: list[list[Chunk]] = []
    found: list[Severity] = []
    for chunk in meanings:
        for side in sides:
            severity = difference(chunk.statement.text, side[0].statement.text, ())
            if severity is None:
                side.append(chunk)
                break
            found.append(severity)
        else:
            sides.append([chunk])
    if len(sides) < 2:
        return None
    first = sides[0][0]
    return Disagreement(
        kind=Kind.DEFINITION,
        severity=min(found, key=_ORDER.index),
        role=first.role,
        title=first.title,
        level=None,
        about=f"definition of “{first.statement.dimension}”",
        sides=tuple(Side(tuple((c.statement.text, c) for c in side)) for side in sides),
    )


def folded(text: str) -> str:
    """A name as it is compared: in small letters, with white space folded."""
    return " ".join(text.split()).casefold()


def denials(chunks: Sequence[Chunk]) -> Iterator[Disagreement]:
    """Statements of one level of which one says what the other denies, wherever they stand."""
    facts = [
        chunk
        for chunk in chunks
        if chunk.statement.kind is StatementKind.FACT
        and chunk.statement.section is not SectionKind.PROVENANCE
        and not chunk.statement.text.endswith("?")
    ]
    denies = {chunk.row: is_negated(chunk.statement.text) for chunk in facts}
    denying = [chunk for chunk in facts if denies[chunk.row]]
    if not denying:
        return
    # As written, not as stems: most pairs have little in common, and that is seen at once.
    bags = {chunk.row: set(_WORD.findall(chunk.statement.text.casefold())) for chunk in facts}
    for no in denying:
        for yes in facts:
            mine, theirs = bags[no.row], bags[yes.row]
            shared = len(mine & theirs)
            if denies[yes.row] or shared < 2 or shared * 2 < max(len(mine), len(theirs)):
                continue
            if not _of_one_level(no, yes):
                continue
            same_cell = no.statement.dimension == yes.statement.dimension
            if same_cell and no.statement.section is yes.statement.section and _apart(no, yes):
                continue  # two versions of one cell, which are told as such
            if differ_by_negation(no.statement.text, yes.statement.text):
                levels = no.statement.levels or yes.statement.levels
                yield Disagreement(
                    kind=Kind.NEGATION,
                    severity=Severity.MAJOR,
                    role=no.role,
                    title=no.title,
                    level=levels[0] if len(levels) == 1 else None,
                    about="what is said and denied",
                    sides=tuple(Side(((c.statement.text, c),)) for c in (yes, no)),
                )


def codes_apart(chunks: Sequence[Chunk]) -> Iterator[Disagreement]:
    """Codes of one classification that differ between the pages of a role.

    Pages that share a code and one of which has more are a note.
    """
    by_scheme: dict[str, list[Chunk]] = defaultdict(list)
    for chunk in chunks:
        statement = chunk.statement
        if statement.section is SectionKind.CLASSIFICATION and _is_code(chunk):
            by_scheme[_scheme(statement.dimension or "")].append(chunk)
    for scheme, found in by_scheme.items():
        on_page: dict[str, set[int]] = defaultdict(set)
        for chunk in found:
            for path in _paths(chunk):
                on_page[path].add(chunk.row)
        if len({frozenset(rows) for rows in on_page.values()}) < 2:
            continue
        everywhere = set.intersection(*on_page.values())
        apart = [chunk for chunk in found if chunk.row not in everywhere]
        shown = apart if len(apart) > 1 else found
        yield Disagreement(
            kind=Kind.CODE,
            severity=Severity.NOTE if everywhere else Severity.MINOR,
            role=shown[0].role,
            title=shown[0].title,
            level=None,
            about=f"{scheme} code" if scheme else "classification code",
            sides=tuple(Side(((chunk.statement.text, chunk),)) for chunk in shown),
        )


def _is_code(chunk: Chunk) -> bool:
    """Whether it is a code, and not what else an entry says: its source, its title."""
    statement = chunk.statement
    last = (statement.dimension or "").rpartition(" ")[2].casefold()
    written_as_code = any(c.isdigit() for c in statement.text) and len(statement.text) < _CODE
    return statement.kind is StatementKind.FACT and (
        last == "code" or (written_as_code and last not in _BESIDE_CODES)
    )


def _scheme(dimension: str) -> str:
    return dimension.removesuffix(" code").strip()


def _pages_with(chunks: Sequence[Chunk]) -> dict[SectionKind, set[str]]:
    """The pages that have each section."""
    found: dict[SectionKind, set[str]] = defaultdict(set)
    for chunk in chunks:
        found[chunk.statement.section] |= _paths(chunk)
    return found


def _paths(chunk: Chunk) -> set[str]:
    """The pages that it stands on. A file may hold several."""
    return {f"{source.path}\0{source.code}" for source in chunk.sources}


def _apart(one: Chunk, other: Chunk) -> bool:
    return _paths(one).isdisjoint(_paths(other))


def _all_apart(chunks: Sequence[Chunk]) -> bool:
    seen: set[str] = set()
    for chunk in chunks:
        pages = _paths(chunk)
        if seen & pages:
            return False
        seen |= pages
    return True


def _pairs(chunks: Sequence[Chunk], by_page: bool) -> Iterator[tuple[Chunk, Chunk]]:
    """Statements of different pages that are wordings of one, each in one pair at most."""
    bags = [words_of(chunk.statement.text) for chunk in chunks]
    ranked = []
    for i, one in enumerate(chunks):
        for j in range(i):
            likeness = alike(bags[i], bags[j])
            if likeness < ALIKE or min(len(bags[i]), len(bags[j])) < _SHORT:
                continue
            other = chunks[j]
            same_page = {s.code for s in one.sources} & {s.code for s in other.sources}
            if _apart(one, other) and (same_page or not by_page):
                ranked.append((-likeness, j, i))
    used: set[int] = set()
    for _, j, i in sorted(ranked):
        if not used & {i, j}:
            used |= {i, j}
            yield chunks[j], chunks[i]


def _of_one_level(one: Chunk, other: Chunk) -> bool:
    mine = set(one.statement.levels or one.page_levels)
    theirs = set(other.statement.levels or other.page_levels)
    return bool(mine & theirs)
