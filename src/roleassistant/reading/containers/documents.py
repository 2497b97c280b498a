"""DOCX → its paragraphs, list items and tables. Runs in the process with limits; see `worker`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from roleassistant.reading.containers.parts import Part

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_LIST = re.compile(r"list\b", re.IGNORECASE)
_MAX_WEAK = 80


def parts(file: Path) -> Iterator[Part]:
    """The body in its order. What was deleted with changes tracked is left out, what was added is
    in; headers and footers are furniture."""
    import docx

    document = docx.Document(str(file))
    styles = {style.style_id: style.name or "" for style in document.styles}
    seen: set[str] = set()
    for section in document.sections:
        for edge in (section.header, section.footer):
            for paragraph in edge.paragraphs:
                text = _text(paragraph._p)
                if text.strip() and text not in seen:
                    seen.add(text)
                    yield Part("furniture", text)
    number = tables = 0
    for child in document.element.body.iterchildren():
        for element in _unwrapped(child):
            if element.tag == f"{_W}p":
                number += 1
                yield from _paragraph(element, styles, number)
            elif element.tag == f"{_W}tbl":
                yield from _table(element, tables, max(1, number))
                tables += 1
    pictures = len(document.inline_shapes)
    if pictures:
        yield Part(
            "note", f"{pictures} picture(s) were not read: what stands only there is missing."
        )


def _unwrapped(element: Any) -> Iterator[Any]:
    """What a content control or a custom mark holds."""
    if element.tag in (f"{_W}sdt", f"{_W}customXml", f"{_W}ins"):
        inner = element.find(f"{_W}sdtContent")
        for child in inner if inner is not None else element:
            yield from _unwrapped(child)
    else:
        yield element


def _paragraph(element: Any, styles: dict[str, str], number: int) -> Iterator[Part]:
    text = _text(element)
    if not text.strip():
        return
    style = element.find(f"{_W}pPr/{_W}pStyle")
    name = styles.get(style.get(f"{_W}val"), "") if style is not None else ""
    outline = element.find(f"{_W}pPr/{_W}outlineLvl")
    numbered = element.find(f"{_W}pPr/{_W}numPr")
    if match := _HEADING.match(name):
        yield Part("heading", text, int(match[1]), paragraph=number)
    elif name.casefold() == "title":
        yield Part("heading", text, 1, paragraph=number)
    elif outline is not None and (outline.get(f"{_W}val") or "9") < "9":
        yield Part("heading", text, int(outline.get(f"{_W}val")) + 1, paragraph=number)
    elif numbered is not None or _LIST.match(name):
        level = numbered.find(f"{_W}ilvl") if numbered is not None else None
        digit = name[-1:] if name[-1:].isdigit() else "1"
        depth = int(level.get(f"{_W}val") or 0) + 1 if level is not None else int(digit)
        yield Part("item", text, depth, paragraph=number)
    elif len(text) <= _MAX_WEAK and _is_bold(element) and text.rstrip()[-1:] not in ".;,":
        yield Part("weak", text, 1, paragraph=number)
    else:
        yield Part("paragraph", text, paragraph=number)


def _table(element: Any, table: int, number: int) -> Iterator[Part]:
    """The cells with what they span; one that goes on from the row above is no cell of its own."""
    open_cells: dict[int, list[Any]] = {}
    found: list[list[Any]] = []
    for row, tr in enumerate(element.iterchildren(f"{_W}tr")):
        column = 0
        for tc in tr.iterchildren(f"{_W}tc", f"{_W}sdt"):
            for cell in _unwrapped(tc):
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                width = int(span.get(f"{_W}val") or 1) if span is not None else 1
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                above = open_cells.get(column)
                if merge is not None and merge.get(f"{_W}val") != "restart" and above is not None:
                    above[3] = row - above[1] + 1
                else:
                    lines = [_text(p) for p in cell.iter(f"{_W}p")]
                    text = "\n".join(line for line in lines if line.strip())
                    entry = [text, row, column, 1, width]
                    found.append(entry)
                    open_cells[column] = entry
                column += max(1, width)
    for text, row, column, rows, columns in found:
        yield Part("cell", text, 0, table, row, column, rows, columns, paragraph=number)


def _text(element: Any) -> str:
    """The text of a paragraph; `w:delText`, what was deleted, is another element."""
    pieces: list[str] = []
    skipped = {id(node) for fallback in element.iter(_FALLBACK) for node in fallback.iter()}
    for node in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if id(node) in skipped:
            continue
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        else:
            pieces.append("-" if node.tag == f"{_W}noBreakHyphen" else " ")
    return "".join(pieces)


def _is_bold(element: Any) -> bool:
    runs = [
        run for run in element.iter(f"{_W}r") if "".join(t.text or "" for t in run.iter(f"{_W}t"))
    ]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return bool(runs) and all(
        m is not None and m.get(f"{_W}val") not in ("0", "false") for m in marks
    )
