"""Pages of a site or a wiki, saved as HTML."""

from __future__ import annotations

from roleassistant.reading.blocks import Blocks, Words
from roleassistant.reading.document import Document
from roleassistant.reading.formats.html_blocks import blocks_of_element, tag_lines
from roleassistant.reading.formats.html_chrome import content_of, repeated
from roleassistant.reading.formats.html_group import group_of
from roleassistant.reading.formats.html_tree import Element, parse
from roleassistant.reading.interpretation.reading import interpret
from roleassistant.reading.reading import Reading
from roleassistant.reading.segmentation import Likeness
from roleassistant.reading.showing import of_html

SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
VERSION = "html/1"


def recognises(document: Document) -> bool:
    """Whether the file calls itself HTML."""
    return document.path.lower().endswith(tuple(SUFFIXES))


def read(document: Document, likeness: Likeness) -> Reading:
    """Read every role and level that the page describes."""
    return interpret(blocks(document), VERSION)


def blocks(document: Document) -> Blocks:
    """The blocks of the content of the page."""
    text = document.text
    root = parse(text)
    main, chrome = content_of(root, text)
    chrome_texts = repeated(document.file, SUFFIXES)
    flow = blocks_of_element(main, text, chrome, chrome_texts)
    notes = []
    if flow.images:
        notes.append(f"{flow.images} image(s): what stands only in them is not read.")
    furniture = tag_lines(document, 0, len(text)) | _lines_outside(document, root, main, chrome)
    for left_out in flow.left_out:
        span = document.span(left_out.start, left_out.end)
        furniture |= set(range(span.line_start, span.line_end + 1))
    title = next((one for one in root.elements() if one.tag == "title"), None)
    words = _words(title, text) if title is not None else None
    return Blocks(
        document,
        tuple(flow.blocks),
        title=words if words is not None and words.text not in ("", *chrome_texts) else None,
        group=group_of(root, document),
        furniture=frozenset(furniture),
        notes=tuple(notes),
    )


def _words(element: Element, text: str) -> Words:
    return Words(of_html(text[element.inner : element.end]), element.inner, element.end)


def _lines_outside(document: Document, root: Element, main: Element, chrome: set[int]) -> set[int]:
    """The lines that show chrome only, or that stand outside of the content."""
    covered: set[int] = set()

    def cover(start: int, end: int) -> None:
        span = document.span(start, max(start + 1, end))
        covered.update(range(span.line_start, span.line_end + 1))

    cover(0, main.inner)
    if main.end < len(document.text):
        cover(main.end, len(document.text))
    for one in root.elements():
        if id(one) in chrome:
            cover(one.start, one.end)
    return covered
