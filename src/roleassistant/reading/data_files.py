"""YAML and JSON files."""

from __future__ import annotations

from roleassistant.reading.blocks import Blocks
from roleassistant.reading.document import Document
from roleassistant.reading.formats.data_blocks import blocks_of
from roleassistant.reading.interpretation.reading import interpret
from roleassistant.reading.reading import Reading
from roleassistant.reading.segmentation import Likeness

SUFFIXES = frozenset({".yaml", ".yml", ".json"})
VERSION = "data/1"


def recognises(document: Document) -> bool:
    """Whether the file calls itself YAML or JSON."""
    return document.path.lower().endswith(tuple(SUFFIXES))


def read(document: Document, likeness: Likeness) -> Reading:
    """Read every role and level that the data describes.

    Raises:
        DocumentError: it is nested too deep, or its aliases stand for too much.
    """
    return interpret(blocks(document), VERSION)


def blocks(document: Document) -> Blocks:
    """The blocks of the data."""
    from roleassistant.reading.formats.data_tree import parse

    tree, notes = parse(document.text, document.path)
    marks = {
        line.number
        for line in document.lines
        if line.text.strip() and not any(character.isalnum() for character in line.text)
    }
    return Blocks(document, tuple(blocks_of(tree)), furniture=frozenset(marks), notes=tuple(notes))
