"""PDF → its lines, headings, list items and tables. Runs in the `worker`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roleassistant.reading.containers.parts import Part

_MAX_PAGES = 1_000
_BULLET = re.compile(r"\s*(?:[•▪●◦‣·–—*\uf0b7\u2022o-]|\(?\d{1,2}[.)])\s+(?=\S)")
_DIGITS = re.compile(r"\d+")
# A line that stands on this share of the pages, or more, is a header or a footer.
_REPEATED = 0.6
_FEWEST_PAGES = 3
# Heights of letters differ by rounding.
_TALLER = 1.12
_MAX_HEADING = 120
# The marks of lists are drawn smaller than letters.
_MARK = 8
# A line that ends so goes on, whatever the next one begins with.
_OPEN_END = re.compile(
    r"(?:[,;:(/&–—-]|\b(?:a|an|and|as|at|between|by|for|from|in|into|of|on|or|than|that|the|their|"
    r"through|to|with|within|our|your|its|is|are|be))$",
    re.IGNORECASE,
)
_MAX_SHAPES = 20_000
_ADDRESS = re.compile(
    r"(?:page )?\d+(?: ?(?:of|/) ?\d+)?|(?:https?|file)://\S*(?:\s+\d+ ?/ ?\d+)?"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:,? \d{1,2}:\d\d(?::\d\d)?(?: [ap]m)?)?(?:\s.{0,80})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    page: int
    top: float
    bottom: float
    left: float
    size: float
    bold: bool
    edge: bool
    room: float  # between its end and the right margin of its page
    word: float  # how wide its first word is
    marked: bool = False  # a mark of a list is drawn before it


def parts(file: Path) -> Iterator[Part]:
    """The pages in their order: lines joined to paragraphs, tables by their rules."""
    import pdfplumber

    with pdfplumber.open(file) as pdf:
        if len(pdf.pages) > _MAX_PAGES:
            yield Part("too much", f"more than {_MAX_PAGES:,} pages")
            return
        found: list[_Line | Part] = []
        bare: list[int] = []
        tables = 0
        for number, page in enumerate(pdf.pages, 1):
            here = list(_of_page(page, number, tables))
            tables += len({part.table for part in here if isinstance(part, Part)})
            if not here and page.images:
                bare.append(number)
            found += here
            page.close()
        yield from _laid_out(found, len(pdf.pages))
        if bare:
            shown = ", ".join(map(str, bare[:10]))
            yield Part("note", f"page(s) {shown} hold pictures and no text; they were not read.")


def _of_page(page: Any, number: int, tables: int) -> Iterator[_Line | Part]:
    """The lines and the tables of a page, from its top down."""
    framed = [table for table in page.find_tables() if _is_table(table)]
    items: list[tuple[float, list[_Line | Part]]] = []
    for at, table in enumerate(framed, tables):
        cells: list[_Line | Part] = []
        for row, texts in enumerate(table.extract()):
            cells += [
                Part("cell", text or "", 0, at, row, column, page=number)
                for column, text in enumerate(texts)
            ]
        items.append((table.bbox[1], cells))
    marks = _marks(page)
    lines = page.extract_text_lines(return_chars=True, x_tolerance_ratio=0.15)
    # What is printed at the edges of a page keeps no margin.
    margin = max((line["x1"] for line in lines if not _at_edge(line, page)), default=0.0)
    for line in lines:
        middle = (line["top"] + line["bottom"]) / 2
        if any(
            box[1] <= middle <= box[3] and line["x0"] >= box[0] - 2 and line["x1"] <= box[2] + 2
            for box in (table.bbox for table in framed)
        ):
            continue
        sizes = Counter(round(char["size"], 1) for char in line["chars"])
        bold = all("bold" in char["fontname"].casefold() for char in line["chars"])
        edge = _at_edge(line, page)
        marked = any(
            line["x0"] - 3 * _MARK < right <= line["x0"] and line["top"] <= height <= line["bottom"]
            for right, height in marks
        )
        size = sizes.most_common(1)[0][0] if sizes else 0.0
        top, bottom, left = line["top"], line["bottom"], line["x0"]
        room, word = margin - line["x1"], _first_word(line)
        text = line["text"].strip()
        found = _Line(text, number, top, bottom, left, size, bold, edge, room, word, marked=marked)
        items.append((top, [found]))
    for _, here in sorted(items, key=lambda item: item[0]):
        yield from here


def _at_edge(line: Any, page: Any) -> bool:
    middle = (line["top"] + line["bottom"]) / 2
    return bool(middle < page.height * 0.09 or middle > page.height * 0.91)


def _first_word(line: Any) -> float:
    """How wide the first word of a line is."""
    length = len(line["text"].strip().split(" ")[0])
    chars = [char for char in line["chars"] if not char["text"].isspace()][:length]
    return float(chars[-1]["x1"] - chars[0]["x0"]) if chars else 0.0


def _marks(page: Any) -> list[tuple[float, float]]:
    """Where small shapes are drawn, such as the marks of lists: right edge and middle."""
    shapes = [*page.curves, *page.rects]
    return [
        (shape["x1"], (shape["top"] + shape["bottom"]) / 2)
        for shape in shapes[:_MAX_SHAPES]
        if 1 < shape["width"] < _MARK and 1 < shape["height"] < _MARK
    ]


def _is_table(table: Any) -> bool:
    """Whether it has several rows and columns: a frame round a text has not."""
    rows = table.rows
    return len(rows) > 1 and max((len(row.cells) for row in rows), default=0) > 1


def _laid_out(found: list[_Line | Part], pages: int) -> Iterator[Part]:
    lines = [one for one in found if isinstance(one, _Line)]
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    body = letters.most_common(1)[0][0] if letters else 10.0
    taller = sorted({one.size for one in lines if one.size > body * _TALLER}, reverse=True)
    furniture = _furniture(lines, pages)
    waiting: list[_Line] = []
    for one in found:
        if isinstance(one, Part):
            yield from _joined(waiting)
            waiting = []
            yield one
            continue
        if (one.page, one.top) in furniture:
            yield Part("furniture", one.text, page=one.page)
            continue
        short = len(one.text) <= _MAX_HEADING and not one.text.endswith((".", ";", ","))
        if one.size > body * _TALLER and short:
            yield from _joined(waiting)
            waiting = []
            yield Part("heading", one.text, min(6, taller.index(one.size) + 1), page=one.page)
        elif one.bold and short and not _is_item(one):
            yield from _joined(waiting)
            waiting = []
            yield Part("weak", one.text, 1, page=one.page)
        else:
            if waiting and not _goes_on(waiting[-1], one, waiting[0]):
                yield from _joined(waiting)
                waiting = []
            waiting.append(one)
    yield from _joined(waiting)


def _goes_on(before: _Line, line: _Line, first: _Line) -> bool:
    """Whether a line belongs to the paragraph or the item above it: it stands close below."""
    if _is_item(line):
        return False
    if line.word + 0.3 * line.size < before.room:
        return False  # its first word had room above: the line was ended, and not wrapped
    if not line.text[:1].islower() and not _OPEN_END.search(before.text):
        return False  # a full line, and behind it something that begins anew
    if line.page != before.page:
        # At the end of a page a sentence may go on.
        close = line.page == before.page + 1 and before.text[-1:] not in ".!?:;"
    else:
        close = line.top - before.bottom < 0.6 * max(before.size, 1.0)
    aligned = line.left > first.left - 1 if _is_item(first) else abs(line.left - before.left) < 40
    return close and aligned and abs(line.size - before.size) < 0.6


def _is_item(line: _Line) -> bool:
    return line.marked or _BULLET.match(line.text) is not None


def _joined(lines: list[_Line]) -> Iterator[Part]:
    if not lines:
        return
    text = " ".join(line.text for line in lines)
    first = lines[0]
    if _is_item(first):
        match = _BULLET.match(text)
        yield Part("item", text[match.end() if match else 0 :], 1, page=first.page)
    else:
        yield Part("paragraph", text, page=first.page)


def _furniture(lines: list[_Line], pages: int) -> set[tuple[int, float]]:
    """Lines at the edge of a page that most pages have, numbers apart, and page numbers."""
    edges = [line for line in lines if line.edge]
    on: dict[str, set[int]] = {}
    for line in edges:
        on.setdefault(_DIGITS.sub("#", line.text), set()).add(line.page)
    repeated = {
        text
        for text, here in on.items()
        if pages >= _FEWEST_PAGES and len(here) >= max(2, _REPEATED * pages)
    }
    return {
        (line.page, line.top)
        for line in edges
        if _DIGITS.sub("#", line.text) in repeated or _ADDRESS.fullmatch(line.text)
    }
