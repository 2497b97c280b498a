"""Markdown files, with data at their head or without."""

from __future__ import annotations

import re

from roleassistant.reading.blocks import Block, Blocks, Divide
from roleassistant.reading.document import Document
from roleassistant.reading.formats.data_blocks import blocks_of
from roleassistant.reading.formats.data_tree import parse
from roleassistant.reading.interpretation.reading import interpret
from roleassistant.reading.reading import Reading
from roleassistant.reading.segmentation import Likeness

SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".mkd"})
VERSION = "markdown/2"

_FENCE = re.compile(r"-{3,}\s*|\+{3,}\s*|\.{3}\s*")


def recognises(document: Document) -> bool:
    """Whether the file calls itself Markdown."""
    return document.path.lower().endswith(tuple(SUFFIXES))


def read(document: Document, likeness: Likeness) -> Reading:
    """Read every role and level that the document describes.

    Raises:
        DocumentError: the data at its head is nested too deep.
    """
    return interpret(blocks(document), VERSION)


def blocks(document: Document) -> Blocks:
    """The blocks of the head and of the body."""
    from roleassistant.reading.formats.markdown_blocks import markdown_blocks

    first = _body(document)
    head: list[Block] = []
    furniture: set[int] = set()
    notes: list[str] = []
    if first:
        lines = document.lines
        start, end = lines[1].start, lines[first - 1].start
        tree, notes = parse(document.text[start:end], document.path, start)
        head = blocks_of(tree)
        furniture |= {lines[0].number, lines[first - 1].number}
    body, marks, said = markdown_blocks(document, first)
    return Blocks(
        document,
        (*head, *([Divide()] if head else []), *body),
        furniture=frozenset(furniture | marks),
        notes=(*notes, *said),
    )


def _body(document: Document) -> int:
    """The line (from 0) at which the body begins: after the data at the head, if there is any."""
    lines = document.lines
    if len(lines) < 3 or not re.fullmatch(r"\ufeff?-{3}\s*", lines[0].text):
        return 0
    for line in lines[1:]:
        if _FENCE.fullmatch(line.text):
            return line.number
    return 0
