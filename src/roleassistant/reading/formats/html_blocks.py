"""HTML → blocks: headings, paragraphs, nested lists, tables with their spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from roleassistant.reading.blocks import Block, Cell, Heading, Item, Paragraph, Table, Words
from roleassistant.reading.document import Document
from roleassistant.reading.formats.html_tree import UNSEEN, Element, Text, is_hidden, parse
from roleassistant.reading.showing import of_html

_INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt
    ruby s samp small span strike strong sub sup time tt u var wbr
    """.split()
)
_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_BOLD = frozenset({"strong", "b"})
_MAX_SPAN = 200
_MAX_LEAD = 80


@dataclass
class _Page:
    text: str
    chrome: set[int]
    repeated: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    left_out: list[Words] = field(default_factory=list)
    images: int = 0


@dataclass(frozen=True, slots=True)
class Flow:
    """The blocks of an element, the texts left out as those of the site, and how many images."""

    blocks: list[Block]
    left_out: list[Words]
    images: int


def blocks_of_element(
    element: Element, text: str, chrome: set[int], repeated: frozenset[str] = frozenset()
) -> Flow:
    """The blocks of an element but for `chrome` and for the texts that are `repeated` on a site."""
    page = _Page(text, chrome, repeated)
    _flow(element, page, 0)
    return Flow(page.blocks, page.left_out, page.images)


def blocks_of_fragment(document: Document, start: int, end: int) -> tuple[list[Block], set[int]]:
    """The blocks of HTML within a document of another kind, and its lines that are only tags."""
    root = parse(document.text, start, end)
    chrome = {id(one) for one in root.elements() if one.tag in UNSEEN or is_hidden(one)}
    flow = blocks_of_element(root, document.text, chrome)
    return flow.blocks, tag_lines(document, start, end)


def tag_lines(document: Document, start: int, end: int) -> set[int]:
    """The numbers of the lines between `start` and `end` that show nothing."""
    return {
        line.number
        for line in document.lines
        if line.start >= start and line.end <= end and line.text.strip() and not of_html(line.text)
    }


def _flow(element: Element, page: _Page, depth: int) -> None:
    """The content of a block: runs of text and inline elements are paragraphs."""
    run: list[Element | Text] = []
    for child in element.children:
        if isinstance(child, Text) or (child.tag in _INLINE and not _holds_blocks(child)):
            run.append(child)
            continue
        if child.tag == "br":
            if _is_break(run, child, element, page):
                _prose(run, page, depth)
                run = []
            else:
                run.append(child)
            continue
        _prose(run, page, depth)
        run = []
        _block(child, page, depth)
    _prose(run, page, depth)


def _is_break(run: list[Element | Text], at: Element, within: Element, page: _Page) -> bool:
    """Whether a line break ends a paragraph: where two stand together, or in a cell."""
    children = within.children
    index = next(i for i, child in enumerate(children) if child is at)
    beside = [
        child
        for child in children[max(0, index - 2) : index + 3]
        if isinstance(child, Element) and child.tag == "br"
    ]
    return len(beside) > 1 or within.tag in ("td", "th", "div", "li")


def _block(child: Element, page: _Page, depth: int) -> None:
    if id(child) in page.chrome or child.tag in UNSEEN:
        return
    if child.tag in _HEADINGS:
        words = _words(child.inner, child.end, page)
        if words.text in page.repeated:
            page.left_out.append(words)
        elif words.text:
            page.blocks.append(Heading(words, _HEADINGS[child.tag]))
    elif child.tag in _LISTS:
        for one in child.children:
            if isinstance(one, Element) and id(one) not in page.chrome:
                if one.tag == "li":
                    _item(one, page, depth + 1)
                else:
                    _block(one, page, depth + 1)
    elif child.tag == "table":
        _table(child, page)
    elif child.tag == "dl":
        _definitions(child, page, depth)
    elif child.tag in ("summary", "dt", "caption", "legend"):
        words = _words(child.inner, child.end, page)
        if words.text:
            page.blocks.append(Heading(words, 8, weak=True))
    elif child.tag == "img":
        page.images += 1
    else:
        _flow(child, page, depth)


def _item(element: Element, page: _Page, depth: int) -> None:
    """An item; what is nested in it, and its further paragraphs, belong to it."""
    before = len(page.blocks)
    _flow(element, page, depth)
    # The first text of the item is the item itself, unless a list or a table comes first.
    if len(page.blocks) > before:
        first = page.blocks[before]
        if isinstance(first, Paragraph):
            page.blocks[before] = Item(first.words, depth, first.lead)
        elif isinstance(first, Heading) and first.weak:
            page.blocks[before] = Item(first.words, depth)


def _definitions(element: Element, page: _Page, depth: int) -> None:
    """Terms with their definitions; a group may be wrapped in a div."""
    for one in element.children:
        if isinstance(one, Element):
            if one.tag == "dd":
                _item(one, page, depth + 1)
            elif one.tag == "div":
                _definitions(one, page, depth)
            else:
                _block(one, page, depth)


def _prose(run: list[Element | Text], page: _Page, depth: int) -> None:
    page.images += sum(_images(one) for one in run)
    run = [one for one in run if isinstance(one, Text) or id(one) not in page.chrome]
    while run and not _shows(run[0], page):
        run.pop(0)
    while run and not _shows(run[-1], page):
        run.pop()
    if not run:
        return
    words = _words(run[0].start, _end(run[-1], page), page)
    if words.text in page.repeated:
        page.left_out.append(words)
    if not words.text or words.text in page.repeated:
        return
    bold = _bold(run[0], page)
    if bold is not None and bold.text == words.text and len(words.text) <= _MAX_LEAD:
        # A line that is all bold is a label for what follows, in a list as well.
        page.blocks.append(Heading(bold, 9, weak=True))
        return
    rest = _after(run[1:], page) if bold is not None else None
    if bold is not None and rest is not None and _labels(bold, rest, run, page):
        page.blocks.append(Paragraph(rest, bold))
    else:
        page.blocks.append(Paragraph(words))


def _labels(lead: Words, rest: Words, run: list[Element | Text], page: _Page) -> bool:
    """Whether the bold text that a paragraph begins with is its label, and no stressed word."""
    if len(lead.text) > _MAX_LEAD:
        return False
    between = page.text[lead.end : rest.start]
    marked = lead.text.endswith(":") or re.search(r"[:–—-]\s*$", of_html(between))
    return (
        bool(marked)
        or "\n" in between.strip(" ")
        or (rest.text[:1].isupper() and len(lead.text.split()) < 6)
    )


def _after(run: list[Element | Text], page: _Page) -> Words | None:
    """What follows the label, without the colon or dash between."""
    while run and not _shows(run[0], page):
        run = run[1:]
    if not run:
        return None
    start, end = run[0].start, _end(run[-1], page)
    if isinstance(run[0], Text):
        mark = re.match(r"\s*[:–—-]?\s*", page.text[start : run[0].end])
        start += mark.end() if mark else 0
    words = _words(start, end, page)
    return words if words.text else None


def _bold(one: Element | Text, page: _Page) -> Words | None:
    if isinstance(one, Element) and one.tag in _BOLD:
        words = _words(one.inner, one.end, page)
        return words if words.text else None
    if isinstance(one, Element) and one.tag in ("span", "font", "a", "em", "u"):
        inner = [c for c in one.children if isinstance(c, Element) or _shows(c, page)]
        return _bold(inner[0], page) if len(inner) == 1 else None
    return None


def _table(element: Element, page: _Page) -> None:
    taken: dict[tuple[int, int], bool] = {}
    cells: list[Cell] = []
    rows = list(_own(element, "tr"))
    caption = next(iter(_own(element, "caption")), None)
    for number, row in enumerate(rows):
        column = 0
        for one in row.children:
            if (
                not isinstance(one, Element)
                or one.tag not in ("td", "th")
                or id(one) in page.chrome
            ):
                continue
            while (number, column) in taken:
                column += 1
            height, width = _span(one, "rowspan"), _span(one, "colspan")
            height = min(height or len(rows) - number, len(rows) - number)
            width = max(1, width)
            for down in range(height):
                for right in range(width):
                    taken[number + down, column + right] = True
            parts = tuple(_cell_parts(one, page))
            heads = one.tag == "th"
            cells.append(Cell(number, column, parts, max(1, height), width, heads))
            column += width
    if cells:
        title = _words(caption.inner, caption.end, page) if caption is not None else None
        page.blocks.append(Table(tuple(cells), title if title and title.text else None))


def _own(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table, and not those of tables within it."""
    for child in element.children:
        if isinstance(child, Element):
            if child.tag == tag:
                yield child
            elif child.tag in ("thead", "tbody", "tfoot", "form", "div"):
                yield from _own(child, tag)


def _cell_parts(element: Element, page: _Page) -> Iterator[Words]:
    inner = _Page(page.text, page.chrome, frozenset())
    _flow(element, inner, 0)
    page.images += inner.images
    for block in inner.blocks:
        match block:
            case Heading():
                yield block.words
            case Paragraph() | Item():
                if block.lead is not None:
                    yield Words(
                        of_html(page.text[block.lead.start : block.words.end]),
                        block.lead.start,
                        block.words.end,
                    )
                else:
                    yield block.words
            case Table():
                for cell in block.cells:
                    yield from cell.parts


def _span(element: Element, name: str) -> int:
    value = element.attributes.get(name, "1").strip()
    return min(int(value), _MAX_SPAN) if value.isdecimal() else 1


def _holds_blocks(element: Element) -> bool:
    return any(one.tag not in _INLINE and one.tag != "br" for one in element.elements())


def _images(one: Element | Text) -> int:
    if isinstance(one, Text):
        return 0
    return (one.tag == "img") + sum(inner.tag == "img" for inner in one.elements())


def _shows(one: Element | Text, page: _Page) -> bool:
    if isinstance(one, Text):
        return bool(page.text[one.start : one.end].strip())
    return bool(of_html(page.text[one.start : _end(one, page)]))


def _end(one: Element | Text, page: _Page) -> int:
    """Where it ends, its end tag included."""
    if isinstance(one, Text):
        return one.end
    close = re.compile(rf"</{re.escape(one.tag)}\s*>", re.IGNORECASE).match(page.text, one.end)
    return close.end() if close else one.end


def _words(start: int, end: int, page: _Page) -> Words:
    raw = page.text[start:end]
    begin = start + len(raw) - len(raw.lstrip())
    stop = max(begin, start + len(raw.rstrip()))
    return Words(of_html(page.text[begin:stop]), begin, stop)
