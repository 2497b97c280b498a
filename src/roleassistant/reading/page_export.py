"""The text of a profile page, as a browser or a site export gives it.

A page is a title with its level, a code, the summary, and sections under headings that may have
interface run into them. Every non-blank line ends in a statement, a heading or the structure of a
section, is known as furniture, or is kept as unplaced.
"""

from __future__ import annotations

from collections.abc import Sequence

from roleassistant.domain import (
    RoleCode,
    RoleProfile,
    Section,
    SectionKind,
    StatementKind,
)
from roleassistant.errors import DocumentError
from roleassistant.reading.characters import peculiarities
from roleassistant.reading.context import Block, PageContext
from roleassistant.reading.document import Document, Line
from roleassistant.reading.guidelines import learn_guidelines
from roleassistant.reading.headings import Heading
from roleassistant.reading.identity import Identity, has_code, pages
from roleassistant.reading.outline import blocks
from roleassistant.reading.pieces import Quoting, piece_of
from roleassistant.reading.reading import LineUse, Reading
from roleassistant.reading.residue import is_edge_furniture, is_furniture
from roleassistant.reading.rungs import learn
from roleassistant.reading.sections import read_section
from roleassistant.reading.segmentation import Likeness
from roleassistant.reading.wrapping import logical_lines

SUFFIXES = frozenset({".txt", ".text"})
VERSION = "page-export/5"

_UNPLACED = Heading(SectionKind.OTHER, "Unplaced")
_HEAD_LINES = 240
_MAX_LABEL = 120
# Sections that a page of this export has; where one is missing the page may have been cut off.
_EXPECTED = {
    SectionKind.RESPONSIBILITIES: "responsibilities",
    SectionKind.GUIDELINES: "level guidelines",
    SectionKind.SKILLS: "skills",
    SectionKind.LEVEL_DEFINITION: "level definition",
}


def recognises(document: Document) -> bool:
    """Whether a role code stands near the top."""
    return has_code([line for line in document.lines[:_HEAD_LINES] if line.text.strip()])


def read(document: Document, likeness: Likeness) -> Reading:
    """Read every page that the document holds.

    Raises:
        DocumentError: a page has a code and nothing below it.
    """
    uses = {line.number: LineUse.UNPLACED for line in document.lines if line.text.strip()}
    notes = [f"{document.path}: {text}" for text in peculiarities(document.text)]
    profiles = [
        _read_page(document, page, likeness, uses, notes) for page in pages(logical_lines(document))
    ]
    return Reading(document, VERSION, tuple(profiles), tuple(uses.values()), tuple(notes))


def _read_page(
    document: Document,
    page: Identity,
    likeness: Likeness,
    uses: dict[int, LineUse],
    notes: list[str],
) -> RoleProfile:
    title_line = page.title_piece.text if page.title_piece else ""
    rungs = learn(page.code, title_line, page.body)
    code = page.code.of(rungs.own) if rungs.own is not page.code.level else page.code
    context = PageContext(document, code.level, rungs, likeness, notes)
    title = page.title or ""
    found, furniture = blocks(page.body, context, title)
    # The guidelines are read first: the levels of the responsibilities may rest on them.
    for block in found:
        if block.heading.kind is SectionKind.GUIDELINES:
            learn_guidelines(block, context)
    sections = [_title_section(document, page, code)]
    sections += [
        read_section(block, context) for block in found if block.heading_line or block.lines
    ]
    if len(sections) < 2:
        raise DocumentError(
            f"{document.path} names the role {page.code} and holds no section below it: the "
            f"page is cut off. Export it again."
        )
    headings = {block.heading_line.number for block in found if block.heading_line}
    said = _said(sections) | headings | context.structure
    said |= _labels(page.body, sections)
    furniture |= {line.number for line in page.before if is_edge_furniture(line.text)}
    stray = []
    for line in (*page.before, *page.body):
        use = LineUse.PLACED
        if furniture.issuperset(line.numbers):
            use = LineUse.BOILERPLATE
        elif said.isdisjoint(line.numbers):
            use = LineUse.UNPLACED
            stray.append(line)
        for number in line.numbers:
            # A bullet on a line of its own is kept with its text, and says nothing itself.
            bare = is_furniture(document.lines[number - 1].text)
            uses[number] = LineUse.BOILERPLATE if bare and use is LineUse.UNPLACED else use
    for piece in filter(None, (page.title_piece, page.code_piece)):
        uses.update((number, LineUse.PLACED) for number in piece.line.numbers)
    if stray:
        sections.append(_unplaced(document, stray))
    _note_what_is_missing(page, sections, context)
    return RoleProfile(code, title or _name_of_focus(found) or code.focus.title(), tuple(sections))


def _title_section(document: Document, page: Identity, code: RoleCode) -> Section:
    """The title and the code as statements, so that they can be cited."""
    quote = Quoting(document, Heading(SectionKind.SUMMARY, "Title"))
    levels = (code.level,)
    found = []
    if page.title_piece is not None:
        found.append(
            quote(page.title_piece, levels=levels, dimension="Title", kind=StatementKind.TERM)
        )
    found.append(
        quote(page.code_piece, levels=levels, dimension="Role code", kind=StatementKind.TERM)
    )
    found.sort(key=lambda statement: statement.span.start)
    return Section(
        SectionKind.SUMMARY,
        "Title",
        found[0].span.line_start,
        found[-1].span.line_end,
        tuple(found),
    )


def _unplaced(document: Document, lines: Sequence[Line]) -> Section:
    """Lines that have no place: each is kept whole, so that a search still finds it."""
    quote = Quoting(document, _UNPLACED)
    found = tuple(quote(piece) for line in lines if (piece := piece_of(line)).text)
    return Section(
        _UNPLACED.kind, _UNPLACED.text, lines[0].numbers[0], lines[-1].numbers[-1], found
    )


def _said(sections: Sequence[Section]) -> set[int]:
    """The lines that statements stand on."""
    return {
        number
        for section in sections
        for statement in section.statements
        for number in range(statement.span.line_start, statement.span.line_end + 1)
    }


def _labels(lines: Sequence[Line], sections: Sequence[Section]) -> set[int]:
    """The lines that are nothing but the dimension of a statement."""
    dimensions = {
        _folded(name)
        for section in sections
        for statement in section.statements
        if statement.dimension
        # The dimension of "code=…" is its scheme, which is the label, and the key.
        for name in (statement.dimension, statement.dimension.rpartition(" ")[0])
    }
    found: set[int] = set()
    for line in lines:
        if (
            len(line.text) <= _MAX_LABEL
            and _folded(piece_of(line).without_colon().text) in dimensions
        ):
            found.update(line.numbers)
    return found


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _name_of_focus(found: Sequence[Block]) -> str | None:
    """What the heading of the focus calls it: the title of a page whose title line is lost."""
    names = (block.heading.name for block in found if block.heading.kind is SectionKind.FOCUS)
    return next((name for name in names if name), None)


def _note_what_is_missing(
    page: Identity, sections: Sequence[Section], context: PageContext
) -> None:
    if page.title is None:
        context.note(f"no title line goes with {page.code}; its focus is the title.")
    kinds = {section.kind for section in sections}
    missing = [name for kind, name in _EXPECTED.items() if kind not in kinds]
    if missing:
        context.note(
            f"{page.code} has no section for {', '.join(missing)}. If the page shows one, "
            f"export it again."
        )
