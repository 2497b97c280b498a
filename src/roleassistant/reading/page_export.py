"""The text of a profile page, as a browser or a site export gives it.

A page is a title line with its level, a code line, the summary, and sections under headings that
may have interface residue run into them. Every non-blank line is placed in a section, known as
furniture, or kept as unplaced.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roleassistant.domain import (
    InvalidRoleCode,
    Level,
    RoleCode,
    RoleProfile,
    Section,
    SectionKind,
    Statement,
    StatementKind,
)
from roleassistant.errors import DocumentError
from roleassistant.reading.document import Document, Line
from roleassistant.reading.headings import DASH, Heading, heading, is_furniture
from roleassistant.reading.pieces import Quoting, is_bulleted, piece_of
from roleassistant.reading.reading import LineUse, Reading
from roleassistant.reading.sections import Block, PageContext, read_section
from roleassistant.reading.segmentation import Likeness

SUFFIXES = frozenset({".txt", ".text"})
VERSION = "page-export/1"

_CODE = re.compile(
    r"(?:(?:role\s+)?code\s*[:=]\s*)?(?P<code>[A-Za-z][\w&-]*\.[A-Za-z][\w&-]*\.[A-Za-z]{1,3}\d{1,2})",
    re.IGNORECASE,
)
_TITLE = re.compile(rf"(?P<title>.+?)\s+{DASH}\s*(?P<level>[A-Za-z]{{1,3}}-?\d{{1,2}}|[A-Z][a-z]+)")
# A code stands within the first lines of a page; looking further would make every long text slow.
_HEAD_LINES = 60


@dataclass(frozen=True, slots=True)
class _Page:
    """One page of a document: where its title and code stand, and the lines below."""

    code: RoleCode
    title: str
    title_line: Line | None
    code_line: Line
    before: tuple[Line, ...]
    body: tuple[Line, ...]


def recognises(document: Document) -> bool:
    """Whether a role code stands near the top, on a line of its own."""
    head = [line for line in document.lines[: _HEAD_LINES * 4] if line.text.strip()]
    return any(_code(line) for line in head[:_HEAD_LINES])


def read(document: Document, likeness: Likeness) -> Reading:
    """Read every page that the document holds.

    Raises:
        DocumentError: a page has a code and nothing below it.
    """
    filled = [line for line in document.lines if line.text.strip()]
    uses = dict.fromkeys((line.number for line in filled), LineUse.PLACED)
    profiles: list[RoleProfile] = []
    notes: list[str] = []
    for page in _pages(filled):
        profile = _read_page(document, page, likeness, uses, notes)
        if len(profile.sections) < 2:
            raise DocumentError(
                f"{document.path} names the role {page.code} and holds no section below it: the "
                f"page is cut off. Export it again."
            )
        profiles.append(profile)
    return Reading(document, VERSION, tuple(profiles), tuple(uses.values()), tuple(notes))


def _code(line: Line) -> RoleCode | None:
    text = line.text.strip(" \t*_`#")
    match = _CODE.fullmatch(text) if len(text) < 120 else None
    if not match:
        return None
    try:
        return RoleCode.parse(match["code"])
    except InvalidRoleCode:
        return None


def _pages(filled: Sequence[Line]) -> list[_Page]:
    """Cut a document into pages: a file may hold several exports, one after the other.

    A page begins at the title above its code. A code further down with no title above it belongs
    to the page that it stands in.
    """
    starts: list[tuple[int, int, RoleCode]] = []
    for index, line in enumerate(filled):
        code = _code(line)
        if code is None:
            continue
        titled = index > 0 and _title(filled[index - 1], code) is not None
        if titled or not starts:
            starts.append((index - 1 if titled else index, index, code))
    pages = []
    for number, (begin, at, code) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(filled)
        before = tuple(filled[:begin]) if number == 0 else ()
        title_line = filled[begin] if begin < at else _distant_title(before, code)
        title = _title(title_line, code) if title_line else None
        pages.append(
            _Page(
                code,
                title or code.focus.title(),
                title_line,
                filled[at],
                tuple(line for line in before if line is not title_line),
                tuple(filled[at + 1 : end]),
            )
        )
    return pages


def _title(line: Line, code: RoleCode) -> str | None:
    text = line.text.strip(" \t*_#")
    if len(text) > 200:
        return None
    match = _TITLE.fullmatch(text)
    if match and match["level"].upper().replace("-", "") == str(code.level).upper():
        return match["title"].strip()
    return None


def _distant_title(before: Sequence[Line], code: RoleCode) -> Line | None:
    return next((line for line in reversed(before) if _title(line, code)), None)


def _read_page(
    document: Document,
    page: _Page,
    likeness: Likeness,
    uses: dict[int, LineUse],
    notes: list[str],
) -> RoleProfile:
    context = PageContext(document, page.code.level, likeness, notes)
    sections = [
        Section(
            SectionKind.SUMMARY,
            "Title",
            (page.title_line or page.code_line).number,
            page.code_line.number,
            _identity(document, page),
        )
    ]
    if page.title_line is None:
        notes.append(f"{document.path}: no title line above {page.code}; its focus is the title.")
    stray = []
    for line in page.before:
        if is_furniture(line.text):
            uses[line.number] = LineUse.BOILERPLATE
        else:
            uses[line.number] = LineUse.UNPLACED
            stray.append(line)
    if stray:
        block = Block(Heading(SectionKind.OTHER, "Unplaced"), None, tuple(stray))
        sections.append(read_section(block, context))
    blocks = _blocks(page.body, uses)
    # The guidelines are read first: the levels of the responsibilities may rest on them.
    for block in blocks:
        if block.heading.kind is SectionKind.GUIDELINES:
            context.learn_guidelines(block)
    sections.extend(read_section(block, context) for block in blocks)
    return RoleProfile(page.code, page.title, tuple(_with_content(sections)))


def _with_content(sections: Sequence[Section]) -> list[Section]:
    """A summary that holds nothing is an artefact of cutting; a heading with nothing is a fact."""
    return [
        section
        for section in sections
        if section.statements or section.heading not in ("Summary", "Title")
    ]


def _blocks(body: Sequence[Line], uses: dict[int, LineUse]) -> list[Block]:
    blocks: list[tuple[Heading, Line | None, list[Line]]] = [
        (Heading(SectionKind.SUMMARY, "Summary"), None, [])
    ]
    for line in body:
        found = None if _is_bullet_or_table(line) else heading(line.text)
        if found is not None:
            blocks.append((found, line, []))
        elif is_furniture(line.text) and not _is_bullet_or_table(line):
            uses[line.number] = LineUse.BOILERPLATE
        else:
            blocks[-1][2].append(line)
    return [Block(found, line, tuple(lines)) for found, line, lines in blocks]


def _is_bullet_or_table(line: Line) -> bool:
    return is_bulleted(line) or line.text.lstrip().startswith("|")


def _identity(document: Document, page: _Page) -> tuple[Statement, ...]:
    """The title and the code as statements, so that they can be cited."""
    quote = Quoting(document, Heading(SectionKind.SUMMARY, "Title"))
    level = (page.code.level,)
    found = []
    if page.title_line is not None:
        title = piece_of(page.title_line)
        found.append(quote(title, levels=level, dimension="Title", kind=StatementKind.TERM))
    code = piece_of(page.code_line)
    at = code.text.upper().find(str(page.code))
    if at >= 0:
        code = code.part(at, at + len(str(page.code)))
    found.append(quote(code, levels=level, dimension="Role code", kind=StatementKind.TERM))
    return tuple(found)
