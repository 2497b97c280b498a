"""HTML as a tree of elements that know where they stand in their source.

The tolerant parser of the standard library reads it: nothing is run or fetched, entities are those
of HTML alone, and it is the one that says at which line and column each tag stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr frame".split()
)
# What opening one of these closes, if it is open: as browsers do.
_ENDS = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table", "tbody", "thead", "tfoot"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tbody": ({"tr", "td", "th", "thead", "tbody", "tfoot"}, {"table"}),
    "thead": ({"tr", "td", "th", "thead", "tbody", "tfoot"}, {"table"}),
    "tfoot": ({"tr", "td", "th", "thead", "tbody", "tfoot"}, {"table"}),
    "option": ({"option"}, {"select"}),
}
_ENDS_PARAGRAPH = frozenset(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr main nav ol p pre section table ul".split()
)
# Deeper, a page is no page: what is deeper is read as if it stood at this depth.
_MAX_DEPTH = 200
UNSEEN = frozenset("script style template noscript svg head iframe object canvas math".split())


@dataclass(slots=True)
class Text:
    """A stretch of text between tags, entities as written."""

    start: int
    end: int


@dataclass(slots=True)
class Element:
    """`start` is where its tag begins, `inner` and `end` bound what stands within it."""

    tag: str
    attributes: dict[str, str]
    start: int
    inner: int
    end: int
    children: list[Element | Text] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """All elements below it, in their order."""
        waiting = [one for one in reversed(self.children) if isinstance(one, Element)]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += [inner for inner in reversed(one.children) if isinstance(inner, Element)]

    def texts(self) -> Iterator[Text]:
        """All text below it that a browser would show, in its order."""
        waiting: list[Element | Text] = list(reversed(self.children))
        while waiting:
            one = waiting.pop()
            if isinstance(one, Text):
                yield one
            elif one.tag not in UNSEEN and not is_hidden(one):
                waiting += reversed(one.children)


def is_hidden(element: Element) -> bool:
    """Whether the page itself says that nobody sees it."""
    style = element.attributes.get("style", "").replace(" ", "").casefold()
    return (
        "hidden" in element.attributes
        or element.attributes.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    )


def parse(text: str, start: int = 0, end: int | None = None) -> Element:
    """The tree of `text[start:end]`; its places are offsets in the whole of `text`. Never fails."""
    stop = len(text) if end is None else end
    parser = _Parser(text[start:stop], start)
    parser.read()
    return parser.root


class _Parser(HTMLParser):
    def __init__(self, text: str, start: int) -> None:
        super().__init__(convert_charrefs=False)
        self._text = text
        self._start = start
        # HTMLParser counts lines at \n alone.
        self._lines = [0]
        for at, character in enumerate(text):
            if character == "\n":
                self._lines.append(at + 1)
        self.root = Element("", {}, start, start, start + len(text))
        self._open = [self.root]

    def read(self) -> None:
        self.feed(self._text)
        self.close()
        for element in self._open[1:]:
            element.end = self.root.end

    @property
    def _at(self) -> int:
        line, column = self.getpos()
        return self._start + self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = self._at
        if tag in _ENDS_PARAGRAPH:
            self._close({"p"}, {"td", "th", "li", "div", "table", "button"}, at)
        if tag in _ENDS:
            self._close(*_ENDS[tag], at)
        attributes = {name: value or "" for name, value in reversed(attrs)}
        inner = at + len(self.get_starttag_text() or "")
        element = Element(tag, attributes, at, inner, inner)
        self._open[-1].children.append(element)
        if tag not in VOID and len(self._open) < _MAX_DEPTH:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and self._open[-1].tag == tag and len(self._open) > 1:
            closed = self._open.pop()
            closed.end = closed.inner

    def handle_endtag(self, tag: str) -> None:
        at = self._at
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].tag == tag:
                for element in self._open[index:]:
                    element.end = at
                del self._open[index:]
                return
            if self._open[index].tag in ("td", "th", "table") and tag not in (
                *("table", "tr", "td", "th", "tbody", "thead", "tfoot", "body", "html"),
            ):
                return  # a stray end tag does not end the table around it

    def _close(self, ended: set[str], bounds: set[str], at: int) -> None:
        first = None
        for index in range(len(self._open) - 1, 0, -1):
            tag = self._open[index].tag
            if tag in ended:
                first = index
            elif tag in bounds:
                break
        if first is not None:
            for element in self._open[first:]:
                element.end = at
            del self._open[first:]

    def handle_data(self, data: str) -> None:
        self._add(len(data))

    def handle_entityref(self, name: str) -> None:
        length = len(name) + 1
        at = self._at - self._start + length
        self._add(length + (self._text[at : at + 1] == ";"))

    def handle_charref(self, name: str) -> None:
        length = len(name) + 2
        at = self._at - self._start + length
        self._add(length + (self._text[at : at + 1] == ";"))

    def _add(self, length: int) -> None:
        at = self._at
        children = self._open[-1].children
        if children and isinstance(children[-1], Text) and children[-1].end == at:
            children[-1].end = at + length
        else:
            children.append(Text(at, at + length))
