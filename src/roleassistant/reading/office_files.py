"""DOCX and PDF: pages of profiles as a browser gives them, or documents of headings and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath

from roleassistant.reading import page_export
from roleassistant.reading.blocks import Block, Blocks, Cell, Heading, Item, Paragraph, Table, Words
from roleassistant.reading.containers.parts import LINE_END, Placed
from roleassistant.reading.document import Document
from roleassistant.reading.interpretation.reading import interpret
from roleassistant.reading.reading import LineUse, Reading
from roleassistant.reading.segmentation import Likeness
from roleassistant.reading.showing import folded

SUFFIXES = frozenset({".docx", ".docm", ".pdf"})
VERSION = "office-files/1"


def recognises(document: Document) -> bool:
    """Whether the file is called so."""
    return PurePosixPath(document.path.lower()).suffix in SUFFIXES


def read(document: Document, likeness: Likeness) -> Reading:
    """Read what was taken out of the file.

    Raises:
        DocumentError: a page has a code and nothing below it, or it holds no role.
    """
    page = _without_furniture(document)
    if page_export.recognises(page):
        return _with_furniture(document, page_export.read(page, likeness))
    return interpret(blocks_of(document), VERSION)


def _without_furniture(document: Document) -> Document:
    """The document with headers and footers blanked: the page that was printed has none."""
    text = document.text
    for one in document.taken.parts if document.taken is not None else ():
        if one.part.kind == "furniture":
            text = f"{text[: one.start]}{' ' * (one.end - one.start)}{text[one.end :]}"
    return replace(document, text=text)


def _with_furniture(document: Document, reading: Reading) -> Reading:
    """The reading with the lines that were blanked counted as what they are."""
    read = iter(reading.lines)
    blanked = reading.document.lines
    uses = [
        LineUse.BOILERPLATE if not seen.text.strip() else next(read)
        for line, seen in zip(document.lines, blanked, strict=True)
        if line.text.strip()
    ]
    notes = document.taken.notes if document.taken is not None else ()
    said = tuple(f"{document.path}: {note}" for note in notes)
    return replace(reading, document=document, lines=tuple(uses), notes=(*said, *reading.notes))


def blocks_of(document: Document) -> Blocks:
    """The parts of the file as the blocks that every format gives."""
    taken = document.taken
    if taken is None:
        return Blocks(document, ())
    furniture = {
        document.span(one.start, one.end).line_start
        for one in taken.parts
        if one.part.kind == "furniture"
    }
    return Blocks(
        document,
        tuple(_blocks(document, taken.parts)),
        furniture=frozenset(furniture),
        notes=taken.notes,
    )


def _blocks(document: Document, parts: tuple[Placed, ...]) -> Iterator[Block]:
    for table, group in groupby(parts, key=lambda one: one.part.table):
        if table >= 0:
            yield Table(tuple(_cell(document, one) for one in group))
            continue
        for one in group:
            words = Words(folded(document.text[one.start : one.end]), one.start, one.end)
            if not words.text:
                continue
            match one.part.kind:
                case "heading":
                    yield Heading(words, max(1, one.part.depth))
                case "weak":
                    yield Heading(words, 6, weak=True)
                case "item":
                    yield Item(words, max(1, one.part.depth))
                case "paragraph":
                    yield Paragraph(words)


def _cell(document: Document, one: Placed) -> Cell:
    """A cell with each of its paragraphs."""
    part, start = one.part, one.start
    words = []
    for piece in document.text[one.start : one.end].split(LINE_END):
        if shown := folded(piece):
            words.append(Words(shown, start, start + len(piece)))
        start += len(piece) + len(LINE_END)
    return Cell(part.row, part.column, tuple(words), part.rows, part.columns)
