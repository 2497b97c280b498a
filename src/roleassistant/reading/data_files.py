"""YAML and JSON files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleassistant.reading.blocks import Block, Blocks, Divide, Paragraph, Words, words_of
from roleassistant.reading.document import Document
from roleassistant.reading.formats.data_blocks import blocks_of
from roleassistant.reading.interpretation.reading import interpret
from roleassistant.reading.reading import Reading
from roleassistant.reading.segmentation import Likeness

SUFFIXES = frozenset({".yaml", ".yml", ".json"})
VERSION = "data/2"
_COMMENT = re.compile(r"\s*#+[ \t]*(?P<text>\S.*?)\s*")
_TO_PROGRAMS = re.compile(
    r"(?:yaml-language-server|yamllint|prettier|eslint|jsonschema|\$schema|schema|vim|vi|noqa|type"
    r"|generated|auto-?generated|-\*-)\b|[\w.-]+:\s*(?:disable|enable|ignore)\b",
    re.IGNORECASE,
)


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
    found = blocks_of(tree)
    remarks = list(_remarks(document, found, marks))
    if remarks:
        found += [Divide(), *remarks]
    return Blocks(document, tuple(found), furniture=frozenset(marks), notes=tuple(notes))


def _remarks(document: Document, found: list[Block], marks: set[int]) -> Iterator[Paragraph]:
    """What comments say to a person; those that speak to programs are marks."""
    said = {
        number
        for block in found
        for words in words_of(block)
        for span in [document.span(words.start, words.end)]
        for number in range(span.line_start, span.line_end + 1)
    }
    for line in document.lines:
        comment = _COMMENT.fullmatch(line.text)
        if comment is None or line.number in said | marks:
            continue
        if _TO_PROGRAMS.match(comment["text"]):
            marks.add(line.number)
        else:
            start = line.start + comment.start("text")
            text = " ".join(comment["text"].split())
            yield Paragraph(Words(text, start, start + len(comment["text"])))
