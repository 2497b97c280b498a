"""One function per kind of section: its lines → statements with exact spans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from roleassistant.domain import (
    STATED,
    Attribution,
    InvalidLevel,
    Level,
    Section,
    SectionKind,
    Statement,
    StatementKind,
)
from roleassistant.reading.document import Document, Line
from roleassistant.reading.headings import DASH, Heading, level_heading
from roleassistant.reading.pieces import Piece, Quoting, piece_of, sentence_pieces
from roleassistant.reading.segmentation import METHOD, Likeness, infer_levels
from roleassistant.reading.tables import Cell, is_row, is_rule, row

_ABSENCE = re.compile(
    r"(?:no|none|not any)\b.{0,80}\b(?:recorded|listed|available|defined|found|mapped|provided|"
    r"added|assigned|set|exists?|yet|held|known|on record)\b.{0,60}|none\.?|n/?a\.?|"
    r"nothing .{0,40}(?:recorded|listed|yet).{0,40}|"
    r".{0,60}\b(?:not (?:yet )?(?:been )?recorded|has none|have none)\b.{0,40}",
    re.IGNORECASE,
)
# A cell that holds one of these says that nothing is stated there.
_UNSTATED = re.compile(
    r"(?:[-–—.…]*|n/?a\b.*|none|tbd|to ?do|tbc|not (?:applicable|in use).*)", re.IGNORECASE
)
_LEVEL_IN_CELL = re.compile(r"[*_]*(?:level\s+)?([A-Za-z]{1,3}-?\d{1,2})\b.*", re.IGNORECASE)
_INLINE_LEVEL = re.compile(rf"\[?([A-Za-z]{{1,2}}\d{{1,2}})\]?\s*{DASH}\s*(?=\S)")
_LABELLED = re.compile(r"(?P<label>[A-Z][^:.—–|]{1,48}?)\s*(?::|\s[—–-])\s+(?P<value>\S.*)")
_KEYED = re.compile(
    r"(code|source|title|name|label|version|scheme|system|taxonomy|confidence|release|uri|note)="
)
# Labels of a level definition. They decide only where a value is missing and two labels stand
# one after the other; otherwise labels and values alternate, whatever they are called.
_LEVEL_LABELS = frozenset(
    {
        *("scope", "autonomy", "complexity", "impact", "leadership", "influence", "knowledge"),
        *("accountability", "supervision", "experience", "communication", "education"),
        *("decision rights", "typical experience", "problem solving", "people leadership"),
    }
)
_MAX_LABEL_WORDS = 6


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one section as found. `heading_line` is None where the section has none."""

    heading: Heading
    heading_line: Line | None
    lines: tuple[Line, ...]


@dataclass
class PageContext:
    """What reading a section needs to know of its page, and what it has to say about it."""

    document: Document
    level: Level
    likeness: Likeness
    notes: list[str]
    guideline_cells: list[tuple[Level, list[str]]] = field(default_factory=list)

    def learn_guidelines(self, block: Block) -> None:
        """Keep each level's cells, lowest first, for responsibilities that lost their headings."""
        cells = dict(self.guideline_cells)
        quiet = replace(self, notes=[])
        for statement in _guidelines(block, quiet):
            if statement.dimension and statement.kind is StatementKind.FACT:
                for level in statement.levels:
                    cells.setdefault(level, []).append(statement.text)
        self.guideline_cells = sorted(cells.items(), key=lambda item: item[0])

    def note(self, text: str) -> None:
        self.notes.append(f"{self.document.path}: {text}")


def read_section(block: Block, page: PageContext) -> Section:
    """The statements of a section, in the order in which they stand."""
    read = _READERS.get(block.heading.kind, _prose)
    statements = tuple(statement for statement in read(block, page) if statement.text)
    numbers = [line.number for line in block.lines]
    if block.heading_line is not None:
        numbers.append(block.heading_line.number)
    return Section(
        block.heading.kind,
        block.heading.text,
        min(numbers, default=1),
        max(numbers, default=1),
        statements,
    )


def _prose(block: Block, page: PageContext) -> Iterator[Statement]:
    """Paragraphs by the sentence; list items whole; table cells under their column."""
    quote = Quoting(page.document, block.heading)
    header: list[Cell] = []
    for line in block.lines:
        if is_rule(line):
            continue
        if is_row(line):
            cells = row(line)
            if not header:
                header = cells
            for cell, column in zip(cells, header, strict=False):
                if cell is not column and not _UNSTATED.fullmatch(cell.text):
                    yield quote(_cell_piece(cell), dimension=column.text or None)
            continue
        header = []
        piece = piece_of(line)
        for part in [piece] if piece.bulleted else sentence_pieces(piece):
            yield quote(part, kind=_fact_or_absence(part))


def _responsibilities(block: Block, page: PageContext) -> Iterator[Statement]:
    """Each item under its level: from a heading, from the item itself, or worked out."""
    quote = Quoting(page.document, block.heading)
    items: list[tuple[Piece, Level | None]] = []
    level: Level | None = None
    began = stated = False
    for line in block.lines:
        piece = piece_of(line)
        if not piece.bulleted and (found := level_heading(line.text)):
            level, began, stated = found, True, True
        elif piece.bulleted or began:
            began = True
            own, piece = _inline_level(piece)
            stated = stated or own is not None
            items.append((piece, own or level))
        else:
            yield from _notes(quote, piece)
    if stated or not items:
        for piece, own in items:
            yield quote(piece, levels=(own,) if own else (), kind=_fact_or_absence(piece))
        return
    inferred = infer_levels([p.text for p, _ in items], page.guideline_cells, page.likeness)
    if not inferred:
        page.note(
            f"the {len(items)} responsibilities have no level headings, and there are no "
            f"guidelines by level to work their levels out from; they stand without a level."
        )
        for piece, _ in items:
            yield quote(piece, kind=_fact_or_absence(piece))
        return
    for (piece, _), found_level in zip(items, inferred, strict=True):
        yield quote(
            piece,
            levels=(found_level.level,),
            attribution=Attribution("inferred", METHOD, found_level.confidence),
        )


def _guidelines(block: Block, page: PageContext) -> Iterator[Statement]:
    """A table with levels as rows or as columns, or groups of "Dimension: text" under levels."""
    quote = Quoting(page.document, block.heading)
    header: list[Cell] = []
    level: Level | None = None
    for line in block.lines:
        if is_rule(line):
            continue
        if is_row(line):
            cells = row(line)
            if header:
                yield from _table_row(quote, header, cells, page)
            else:
                header = cells
            continue
        header = []
        piece = piece_of(line)
        if not piece.bulleted and (found := level_heading(line.text)):
            level = found
        elif level is not None:
            label, value = _split_label(piece)
            yield quote(value, levels=(level,), dimension=label.text if label else None)
        else:
            yield from _notes(quote, piece)


def _table_row(
    quote: Quoting, header: Sequence[Cell], cells: Sequence[Cell], page: PageContext
) -> Iterator[Statement]:
    columns = [_level_of(cell) for cell in header]
    by_column = sum(level is not None for level in columns[1:]) > len(header[1:]) / 2
    own = _level_of(cells[0])
    if len(cells) != len(header):
        page.note(
            f"line {cells[0].line.number} has {len(cells)} cells, the table's header "
            f"{len(header)}; what is missing counts as not stated."
        )
    for index, cell in enumerate(cells[1:], 1):
        if _UNSTATED.fullmatch(cell.text):
            continue
        column = header[index].text.strip("*_ ") if index < len(header) else ""
        if by_column:
            level = columns[index] if index < len(columns) else None
            dimension = cells[0].text.strip("*_ ") or None
        else:
            level, dimension = own, column or None
        yield quote(_cell_piece(cell), levels=(level,) if level else (), dimension=dimension)


def _skills(block: Block, page: PageContext) -> Iterator[Statement]:
    """Names and definitions, one after the other or on one line; names alone; an introduction."""
    quote = Quoting(page.document, block.heading)
    pieces = [piece_of(line) for line in block.lines]
    listed = any(piece.bulleted for piece in pieces)
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        index += 1
        label, value = _split_label(piece)
        if listed and not piece.bulleted or (not listed and index == 1 and _is_sentence(piece)):
            yield from _notes(quote, piece)
        elif _is_name(piece) and following is not None and _defines(following, piece, listed):
            yield quote(piece, kind=StatementKind.TERM)
            yield quote(following, dimension=piece.text)
            index += 1
        elif label is not None and _is_name(label):
            yield quote(label, kind=StatementKind.TERM)
            yield quote(value, dimension=label.text)
        elif _is_name(piece):
            yield quote(piece, kind=_fact_or_absence(piece, StatementKind.TERM))
        else:
            yield quote(piece, kind=_fact_or_absence(piece))


def _level_definition(block: Block, page: PageContext) -> Iterator[Statement]:
    """The name of the level, what it is, and its labels with their values."""
    quote = Quoting(page.document, block.heading)
    level = block.heading.level or page.level
    if block.heading.name and block.heading_line is not None:
        line, at = block.heading_line, block.heading.name_at
        start = line.start + at
        name = Piece(line, start, start + len(block.heading.name), block.heading.name)
        yield quote(name, levels=(level,), dimension="Level name", kind=StatementKind.TERM)
    for label, value in _labelled(piece_of(line) for line in block.lines):
        for part in [value] if label else sentence_pieces(value):
            yield quote(part, levels=(level,), dimension=label, kind=_fact_or_absence(part))


def _provenance(block: Block, page: PageContext) -> Iterator[Statement]:
    quote = Quoting(page.document, block.heading)
    for label, value in _labelled(piece_of(line) for line in block.lines):
        for part in [value] if label else sentence_pieces(value):
            kind = StatementKind.FACT if value.bulleted else StatementKind.NOTE
            yield quote(part, dimension=label, kind=_fact_or_absence(part, kind))


def _listed(block: Block, page: PageContext) -> Iterator[Statement]:
    """Adjacent roles: each item is a fact; what stands before or between them is a note."""
    quote = Quoting(page.document, block.heading)
    for line in block.lines:
        piece = piece_of(line)
        if piece.bulleted:
            yield quote(piece, kind=_fact_or_absence(piece))
        else:
            yield from _notes(quote, piece)


def _title_aliases(block: Block, page: PageContext) -> Iterator[Statement]:
    """One alias to a line, or several on one line between commas or semicolons."""
    quote = Quoting(page.document, block.heading)
    for line in block.lines:
        piece = piece_of(line)
        if _ABSENCE.fullmatch(piece.text):
            yield quote(piece, kind=StatementKind.ABSENCE)
        elif not piece.bulleted and _is_sentence(piece):
            yield from _notes(quote, piece)
        else:
            at = 0
            separator = ";" if ";" in piece.text else "," if not piece.bulleted else "\n"
            for part in piece.text.split(separator):
                yield quote(piece.part(at, at + len(part)), kind=StatementKind.TERM)
                at += len(part) + 1


def _classification(block: Block, page: PageContext) -> Iterator[Statement]:
    """Codes under the scheme they belong to; "code=…source=…" may be glued together."""
    quote = Quoting(page.document, block.heading)
    scheme: str | None = None
    for line in block.lines:
        piece = piece_of(line)
        keys = list(_KEYED.finditer(piece.text))
        if keys:
            for key, after in zip(keys, [*keys[1:], None], strict=True):
                value = piece.part(key.end(), after.start() if after else len(piece.text))
                value = value.part(0, len(value.text.rstrip(" ,;·|")))
                yield quote(value, dimension=" ".join(filter(None, (scheme, key[1]))))
        elif piece.bulleted:
            yield quote(piece, dimension=scheme, kind=_fact_or_absence(piece))
        elif _ABSENCE.fullmatch(piece.text):
            yield quote(piece, kind=StatementKind.ABSENCE)
        elif _is_name(piece):
            scheme = piece.text.rstrip(":")
        else:
            yield from _notes(quote, piece)


_READERS: dict[SectionKind, Callable[[Block, PageContext], Iterator[Statement]]] = {
    SectionKind.RESPONSIBILITIES: _responsibilities,
    SectionKind.GUIDELINES: _guidelines,
    SectionKind.SKILLS: _skills,
    SectionKind.LEVEL_DEFINITION: _level_definition,
    SectionKind.PROVENANCE: _provenance,
    SectionKind.ADJACENT_ROLES: _listed,
    SectionKind.TITLE_ALIASES: _title_aliases,
    SectionKind.CLASSIFICATION: _classification,
}


def _notes(quote: Quoting, piece: Piece) -> Iterator[Statement]:
    for part in sentence_pieces(piece):
        yield quote(part, kind=_fact_or_absence(part, StatementKind.NOTE))


def _fact_or_absence(piece: Piece, kind: StatementKind = StatementKind.FACT) -> StatementKind:
    short = len(piece.text) <= 200
    return StatementKind.ABSENCE if short and _ABSENCE.fullmatch(piece.text) else kind


def _labelled(pieces: Iterable[Piece]) -> Iterator[tuple[str | None, Piece]]:
    """List items as label and value in turn, or "Label: value" on one line; prose unlabelled."""
    pending: Piece | None = None
    for piece in pieces:
        if not piece.bulleted:
            if pending is not None:
                yield None, pending
                pending = None
            yield None, piece
        elif pending is not None and not _both_labels(pending, piece):
            yield pending.text.rstrip(":"), piece
            pending = None
        else:
            # A label whose value is missing says nothing; the next label takes its place.
            label, value = _split_label(piece)
            if label is not None and len(value.text) > 1:
                pending = None
                yield label.text, value
            elif _is_name(piece):
                pending = piece
            else:
                yield None, piece
    if pending is not None:
        yield None, pending


def _both_labels(first: Piece, second: Piece) -> bool:
    return all(p.text.rstrip(":").casefold() in _LEVEL_LABELS for p in (first, second))


def _inline_level(piece: Piece) -> tuple[Level | None, Piece]:
    match = _INLINE_LEVEL.match(piece.text)
    if not match:
        return None, piece
    try:
        return Level.parse(match[1]), piece.part(match.end(), len(piece.text))
    except InvalidLevel:
        return None, piece


def _split_label(piece: Piece) -> tuple[Piece | None, Piece]:
    match = _LABELLED.fullmatch(piece.text) if len(piece.text) < 2000 else None
    if not match or len(match["label"].split()) > _MAX_LABEL_WORDS:
        return None, piece
    return piece.part(*match.span("label")), piece.part(*match.span("value"))


def _is_sentence(piece: Piece) -> bool:
    return piece.text.endswith((".", "!", "?", "…")) or len(piece.text.split()) > 14


def _is_name(piece: Piece) -> bool:
    return (
        bool(piece.text)
        and not piece.text.endswith((".", "!", "?"))
        and (len(piece.text.split()) <= 9 and len(piece.text) <= 90)
    )


def _defines(following: Piece, name: Piece, listed: bool) -> bool:
    """Whether `following` reads as the definition of `name` and not as the next name."""
    if following.bulleted != name.bulleted and listed:
        return False
    return _is_sentence(following) or len(following.text.split()) > 9


def _level_of(cell: Cell) -> Level | None:
    match = _LEVEL_IN_CELL.fullmatch(cell.text) if len(cell.text) < 80 else None
    try:
        return Level.parse(match[1] if match else cell.text.strip("*_ "))
    except InvalidLevel:
        return None


def _cell_piece(cell: Cell) -> Piece:
    return Piece(cell.line, cell.start, cell.end, cell.text)
