"""Posts as DOCX. A Word document has no lines: a place is a paragraph, counted from 1."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from roleassistant.errors import DocumentError
from roleassistant.recruiting.lint.parts import is_known, placed
from roleassistant.recruiting.lint.post import Block, BlockWriter, Kind, Post

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_MOST_UNPACKED = 60_000_000
_MARK = re.compile(r"\s*[-–•‣▪●○◦·➢✓✔►»]\s+")


def read_document(data: bytes, name: str) -> Post:
    """The post.

    Raises:
        DocumentError: no Word document, a broken one, or one that unpacks to far too much.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError

    broken = f"{name} cannot be read as a Word document: %s. Open it in Word and save it again."
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
                raise DocumentError(f"{name} unpacks to over 60 MB, which is no job post.")
        paragraphs = list(Document(io.BytesIO(data)).iter_inner_content())
    except (
        OpcError, SyntaxError, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError,
        NotImplementedError, AttributeError,
    ) as problem:  # fmt: skip
        raise DocumentError(broken % (str(problem).strip("'\". ") or "it is damaged")) from problem
    blocks = []
    for number, paragraph in enumerate(_flat(paragraphs), 1):
        block = _block(paragraph, number)
        if block is not None:
            blocks.append(block)
    return Post(placed(blocks), unit="paragraph")


def _flat(items: Iterable[object]) -> Iterator[Paragraph]:
    """Paragraphs in reading order, those of tables too."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for item in items:
        if isinstance(item, Paragraph):
            yield item
        elif isinstance(item, Table):
            seen = set()
            for row in item.rows:
                for cell in row.cells:
                    # A merged cell is given once for each cell that it spans.
                    if id(cell._tc) not in seen:
                        seen.add(id(cell._tc))
                        yield from _flat(cell.iter_inner_content())


def _block(paragraph: Paragraph, number: int) -> Block | None:
    text = paragraph.text.replace("\n", " ").replace("\t", " ")
    kind = _kind(paragraph, text)
    mark = _MARK.match(text) if kind is not Kind.HEADING else None
    writer = BlockWriter()
    start = mark.end() if mark else 0
    writer.add(text[start:], number, start + 1)
    return writer.finish(Kind.BULLET if mark else kind)


def _kind(paragraph: Paragraph, text: str) -> Kind:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    if re.match(r"heading|title|überschrift|titre", style, re.IGNORECASE):
        return Kind.HEADING
    properties = paragraph._p.pPr
    if "list" in style.casefold() or (properties is not None and properties.numPr is not None):
        return Kind.BULLET
    runs = [run for run in paragraph.runs if run.text.strip()]
    short = 0 < len(text.split()) <= 9 and not text.rstrip().endswith((".", ","))
    bold = bool(runs) and all(run.bold for run in runs)
    if short and (bold or text.rstrip().endswith(":") or is_known(text)):
        return Kind.HEADING
    return Kind.PARAGRAPH
