"""Stretches of lines: what is left of a line when its bullet and the interface are taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from roleassistant.domain import STATED, Attribution, Level, Statement, StatementKind
from roleassistant.reading.characters import edges
from roleassistant.reading.document import Document, Line
from roleassistant.reading.headings import Heading
from roleassistant.reading.residue import without_residue
from roleassistant.reading.sentences import sentences
from roleassistant.reading.tables import Cell
from roleassistant.reading.wording import is_absence, is_unstated, split_label

# Glyphs that are nothing but bullets need no space behind them; the others are also letters,
# signs and parts of numbers. U+F0B7 is what a word processor's bullet becomes.
_BULLET = re.compile(
    r"[\s\u200b\ufeff]*(?:[•‣▪●◦○■□▢✓✔➢➤►⁃∙\uf0b7]\s*|"
    r"(?:[-*+–—·]|o(?=[ \t])|\d{1,2}[.)]|\(\d{1,2}\)|[a-z]\))\s+(?:\[[ xX]\]\s+)?)(?=\S)"
)
LONE_BULLET = re.compile(r"\s*[-*•‣▪●◦○■–·\uf0b7]\s*")
_NUMBERED = re.compile(r"\s*\(?\d{1,2}[.)]\s+(?=\S)")
_WRAPPED = re.compile(r"(?P<mark>\*{1,3}|_{2,3}|`)(?P<inner>[^*`]+)(?P=mark)(?P<after>:?)")
_HASHES = re.compile(r"#{1,6}\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line: offsets in the document, and the text that stands there."""

    line: Line
    start: int
    end: int
    text: str
    bulleted: bool = False

    def part(self, start: int, end: int) -> Piece:
        """The part from `start` to `end`, counted within this piece, without outer white space."""
        text = self.text[start:end]
        first, last = edges(text)
        begin = self.start + start
        return Piece(self.line, begin + first, begin + last, text[first:last], self.bulleted)

    def bare(self) -> Piece:
        """Without the marks of a heading or of bold type around the whole of it."""
        piece = self
        if hashes := _HASHES.match(piece.text):
            piece = piece.part(hashes.end(), len(piece.text))
        if piece.text[:1] in ("*", "_", "`") and (match := _WRAPPED.fullmatch(piece.text)):
            piece = piece.part(*match.span("inner"))
        return piece

    def without_colon(self) -> Piece:
        """Without the colon that ends a label."""
        return self.part(0, len(self.text.rstrip(": "))).bare()

    def label_and_value(self) -> tuple[Piece, Piece] | None:
        """Both parts of "Label: value"."""
        found = split_label(self.text)
        if found is None:
            return None
        label, value = self.part(*found[0]), self.part(*found[1])
        # "**Label:** value": the marks of bold type stand on both sides of the colon.
        lead = len(label.text) - len(label.text.lstrip("*_"))
        return label.part(lead, len(label.text.rstrip("*_: "))), value


def piece_of(line: Line) -> Piece:
    """The content of a line."""
    start, end, bulleted = _content(line.text)
    return Piece(line, line.start + start, line.start + end, line.text[start:end], bulleted)


# The same line is looked at by the outline, by the section and for its neighbours.
@lru_cache(maxsize=4096)
def _content(text: str) -> tuple[int, int, bool]:
    bullet = _BULLET.match(text)
    skip = bullet.end() if bullet else 0
    whole = Piece(Line(0, 0, len(text), text), 0, len(text), text)
    piece = whole.part(skip, skip + len(without_residue(text[skip:]))).bare()
    return piece.start, piece.end, bullet is not None


def cell_piece(cell: Cell) -> Piece:
    """The content of a cell of a table."""
    return Piece(cell.line, cell.start, cell.end, cell.text).bare()


def is_bulleted(line: Line) -> bool:
    """Whether the line is a list item."""
    return _BULLET.match(line.text) is not None


def is_numbered(line: Line) -> bool:
    """Whether the line is an item of a numbered list, or a heading with a number."""
    return _NUMBERED.match(line.text) is not None


def sentence_pieces(piece: Piece) -> list[Piece]:
    """The sentences of a piece."""
    return [piece.part(start, end) for start, end in sentences(piece.text)]


def kind_of(piece: Piece, otherwise: StatementKind = StatementKind.FACT) -> StatementKind:
    """`otherwise`, unless the text says that the page records nothing here."""
    return StatementKind.ABSENCE if is_absence(piece.text) else otherwise


def value_kind(piece: Piece) -> StatementKind:
    """As `kind_of`, for a cell or the value of a label: there "TBD" says the same, and "None" is a
    value: nobody reports to somebody of whom it is said that their reports are none."""
    if piece.text.strip(" .").casefold() == "none":
        return StatementKind.FACT
    return StatementKind.ABSENCE if is_unstated(piece.text) else kind_of(piece)


@dataclass(frozen=True, slots=True)
class Quoting:
    """Makes statements of one section of one document."""

    document: Document
    heading: Heading

    def __call__(
        self,
        piece: Piece,
        *,
        levels: tuple[Level, ...] = (),
        dimension: str | None = None,
        kind: StatementKind = StatementKind.FACT,
        attribution: Attribution = STATED,
    ) -> Statement:
        return Statement(
            text=piece.text,
            section=self.heading.kind,
            heading=self.heading.text,
            span=self.document.span(piece.start, piece.end),
            levels=levels,
            dimension=dimension or None,
            kind=kind,
            attribution=attribution,
        )
