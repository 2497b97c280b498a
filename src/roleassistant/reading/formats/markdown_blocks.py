"""Markdown → blocks, by the tokens of markdown-it, which say on which lines each block stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from roleassistant.reading.blocks import Block, Cell, Heading, Item, Paragraph, Table, Words
from roleassistant.reading.document import Document, Line
from roleassistant.reading.formats.html_blocks import blocks_of_fragment
from roleassistant.reading.formats.markdown_asides import end_of_html, is_drawing, without_tags
from roleassistant.reading.showing import of_markdown
from roleassistant.reading.wording import ends_as_sentence, split_label

_MARK = re.compile(r"[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$))*(?:\[[ xX]\][ \t]+)?")
_HASHES = re.compile(r"[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+)*#{1,6}[ \t]*")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_ANCHOR = re.compile(r"[ \t]*\{[#.:][^{}]*\}[ \t]*$")
_LEAD = re.compile(
    r"(?P<mark>\*\*|__)(?P<lead>[^*_\n]{1,80}?)(?P=mark)(?P<colon>\s*[:—–-])?\s*(?P<rest>\S.*)?",
    re.DOTALL,
)
_LABELLED = re.compile(r"[ \t]*(?P<mark>\*\*|__)[^*_\n]{1,60}(?::(?P=mark)|(?P=mark)\s*:)\s*\S")
# A line that is all in slanted type and ends with a colon: "*Senior Counsel (Senior):*".
_SLANTED = re.compile(r"(?P<mark>[*_])(?P<lead>[^*_\n]{1,80})(?::(?P=mark)|(?P=mark):)\s*")
_CELL = re.compile(r"(?:\\.|`[^`]*`|[^|\\])*")
_BREAK = re.compile(r"<br\s*/?>|\\\n", re.IGNORECASE)
_RULE = re.compile(r"[ \t]*(?:(?:[-*_=][ \t]*){3,}|[:|\-= \t]+|`{3,}.*|~{3,}.*|<!--.*-->)")
_MAX_NESTING = 60
_SENTENCE = 4


@dataclass
class _Page:
    """The lines from `first` of a document; tokens count them from 0."""

    document: Document
    lines: tuple[Line, ...]
    blocks: list[Block] = field(default_factory=list)
    furniture: set[int] = field(default_factory=set)
    images: int = 0
    drawings: int = 0


def markdown_blocks(document: Document, first: int) -> tuple[list[Block], set[int], list[str]]:
    """The blocks from line `first` (from 0) on, the lines that are marks only, and notes."""
    lines = document.lines[first:]
    page = _Page(document, lines)
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    kept, tags = without_tags([line.text for line in lines])
    page.furniture |= {lines[at].number for at in tags}
    _walk(parser.parse("\n".join(kept)), page)
    for line in lines:
        if line.text.strip() and _RULE.fullmatch(line.text):
            page.furniture.add(line.number)
    notes = []
    if page.images:
        notes.append(f"{page.images} image(s): what stands only in them is not read.")
    if page.drawings:
        notes.append(f"{page.drawings} diagram(s) or program(s): what they say is not read.")
    return page.blocks, page.furniture, notes


def _walk(tokens: list[Token], page: _Page) -> None:
    depth = 0
    in_item = 0  # open items whose first paragraph is still to come
    at = 0
    while at < len(tokens):
        token = tokens[at]
        begin, end = token.map or (0, 0)
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "list_item_open":
            in_item = depth
        elif token.type == "heading_open":
            words = _heading(page, begin, end)
            if words is not None:
                page.blocks.append(Heading(words, int(token.tag[1:])))
            page.furniture.update(
                line.number for line in page.lines[begin:end] if _RULE.fullmatch(line.text)
            )
            at += 2
        elif token.type == "paragraph_open":
            page.images += sum(c.type == "image" for c in tokens[at + 1].children or ())
            item = depth if in_item == depth else 0
            for first, last in _labelled_lines(page, begin, end) if not depth else [(begin, end)]:
                page.blocks += _prose(page, first, last, item, depth)
            in_item = 0
        elif token.type == "table_open":
            page.blocks.append(_table(page, begin, end))
        elif token.type in ("fence", "code_block"):
            _code(page, begin, end, token)
        elif token.type == "html_block":
            end = _html(page, begin, end)
            while at + 1 < len(tokens) and (tokens[at + 1].map or (0, 0))[0] < end:
                at += 1  # what Markdown made of the rest of it
        at += 1


def _code(page: _Page, begin: int, end: int, token: Token) -> None:
    lines = [line for line in page.lines[begin:end] if line.text.strip()]
    if is_drawing(token.info, (line.text for line in lines)):
        page.drawings += 1
        page.furniture |= {line.number for line in lines}
        return
    for line in lines:
        if not _RULE.fullmatch(line.text):
            page.blocks.append(Paragraph(_stretch(page, line.start, line.end, plain=True)))


def _html(page: _Page, begin: int, end: int) -> int:
    """A block of HTML, whole where a blank line within a table cuts it; the line where it ends."""
    end, drawn = end_of_html([line.text for line in page.lines], begin, end)
    if drawn:
        page.drawings += 1
        page.furniture |= {line.number for line in page.lines[begin:end] if line.text.strip()}
        return end
    start, stop = page.lines[begin].start, page.lines[end - 1].end
    found, furniture = blocks_of_fragment(page.document, start, stop)
    page.blocks += found
    page.furniture |= furniture
    return end


def _heading(page: _Page, begin: int, end: int) -> Words | None:
    last = end - 1
    while last > begin and _RULE.fullmatch(page.lines[last].text):
        last -= 1  # what underlines it
    text = page.document.text
    start, stop = page.lines[begin].start, page.lines[last].end
    mark = _HASHES.match(text, start, stop)
    start = mark.end() if mark else start
    for tail in (_CLOSING, _ANCHOR):
        if found := tail.search(text[start:stop]):
            stop = start + found.start()
    words = _stretch(page, start, stop)
    return words if words.text else None


def _labelled_lines(page: _Page, begin: int, end: int) -> list[tuple[int, int]]:
    """The lines of a paragraph, cut before each that begins with a label of its own:
    "**Scope:** Team", and below it "**Horizon:** a year"."""
    starts = [n for n in range(begin, end) if _LABELLED.match(page.lines[n].text)]
    if len(starts) < 2 or starts[0] != begin:
        return [(begin, end)]
    return list(zip(starts, [*starts[1:], end], strict=True))


def _prose(page: _Page, begin: int, end: int, item: int, depth: int) -> Iterator[Block]:
    """A paragraph, or the first of an item: as one stretch, or as several where lines are broken
    on purpose."""
    text = page.document.text
    start, stop = page.lines[begin].start, page.lines[end - 1].end
    mark = _MARK.match(text, start, stop)
    start = mark.end() if mark else start
    lead, rest = _lead(page, start, stop)
    if lead is not None and rest is None and not item and not depth:
        yield _set_bold(page, lead)
        return
    if not depth and (slanted := _SLANTED.fullmatch(text[start:stop])) is not None:
        begin, end = slanted.span("lead")
        yield Heading(_stretch(page, start + begin, start + end), 10, weak=True)
        return
    if lead is not None and rest is None:
        lead, rest = None, lead
    words = rest if rest is not None else _stretch(page, start, stop)
    if not words.text:
        page.furniture.update(line.number for line in page.lines[begin:end])
        return
    yield Item(words, item, lead) if item else Paragraph(words, lead)


def _set_bold(page: _Page, words: Words) -> Block:
    """A line that is all in bold type: a heading, or a sentence that is to be seen, as "Experience:
    Typically requires five years."."""
    if not ends_as_sentence(words.text) or words.text.endswith("?"):
        return Heading(words, 9, weak=True)
    cut = split_label(words.text)
    if cut is None or words.end - words.start != len(words.text):
        return (
            Heading(words, 9, weak=True)
            if len(words.text.split()) < _SENTENCE
            else Paragraph(words)
        )
    (begin, end), (value, _) = cut
    label = Words(words.text[begin:end], words.start + begin, words.start + end)
    return Paragraph(Words(words.text[value:], words.start + value, words.end), label)


def _lead(page: _Page, start: int, stop: int) -> tuple[Words | None, Words | None]:
    """The label in bold type that a paragraph begins with, and what follows it."""
    match = _LEAD.fullmatch(page.document.text[start:stop])
    if match is None:
        return None, None
    lead = _stretch(page, start + match.start("lead"), start + match.end("lead"))
    whole = match["colon"] or lead.text.endswith(":")
    if match["rest"] is None:
        return lead, None
    rest = _stretch(page, start + match.start("rest"), stop)
    # "**Bold** words within a sentence" are no label.
    own_line = "\n" in match[0][match.end("lead") : match.start("rest")]
    labels = whole or own_line or (rest.text[:1].isupper() and len(lead.text.split()) < 6)
    return (lead, rest) if labels else (None, None)


def _stretch(page: _Page, start: int, stop: int, *, plain: bool = False) -> Words:
    raw = page.document.text[start:stop]
    begin = start + len(raw) - len(raw.lstrip())
    end = start + len(raw.rstrip())
    raw = page.document.text[begin:end]
    return Words(" ".join(raw.split()) if plain else of_markdown(raw), begin, max(begin, end))


def _table(page: _Page, begin: int, end: int) -> Table:
    cells: list[Cell] = []
    row = 0
    for number, line in enumerate(page.lines[begin:end]):
        if number == 1:
            page.furniture.add(line.number)  # the rule below the header
            continue
        for column, (start, stop) in enumerate(_stretches(line)):
            parts = tuple(_parts(page, start, stop))
            cells.append(Cell(row, column, parts, heads=row == 0))
        row += 1
    return Table(tuple(cells))


def _stretches(line: Line) -> Iterator[tuple[int, int]]:
    """Where the cells of a row stand: between bars that are not escaped."""
    text = line.text.rstrip()
    at = len(text) - len(text.lstrip())
    at += text[at : at + 1] == "|"
    while at < len(text):
        match = _CELL.match(text, at)
        stop = match.end() if match and match.end() > at else at
        if stop < len(text) and text[stop] not in "|":
            stop += 1  # a lone backslash or backtick
        yield line.start + at, line.start + stop
        at = stop + 1


def _parts(page: _Page, start: int, stop: int) -> Iterator[Words]:
    """The paragraphs of a cell, which are divided by line breaks in HTML."""
    raw = page.document.text[start:stop]
    at = 0
    for found in [*_BREAK.finditer(raw), None]:
        end = found.start() if found else len(raw)
        mark = re.match(r"\s*(?:[-*•·]\s+|\d{1,2}[.)]\s+)?", raw[at:end])
        begin = at + (mark.end() if mark else 0)
        words = _stretch(page, start + begin, start + end)
        if words.text:
            yield words
        at = found.end() if found else end
