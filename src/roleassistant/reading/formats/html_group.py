"""What the navigation of a site files a page under."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from roleassistant.reading.blocks import Words
from roleassistant.reading.document import Document
from roleassistant.reading.formats.html_tree import Element
from roleassistant.reading.interpretation.document_titles import names_nothing
from roleassistant.reading.interpretation.naming import Sureness, named
from roleassistant.reading.showing import of_html

_HEADS = frozenset("h1 h2 h3 h4 h5 h6 summary strong b button dt".split())
# A group of pages has so many that are each of a level.
_LEAST = 2


def group_of(root: Element, document: Document) -> Words | None:
    """The heading over the links among which is the one to this page, where some of them name
    levels: the role that its levels are of."""
    own = PurePosixPath(document.path).name
    parents: dict[int, Element] = {}
    for element in (root, *root.elements()):
        for child in element.children:
            if isinstance(child, Element):
                parents[id(child)] = element
    for link in root.elements():
        if link.tag != "a" or _file(link.attributes.get("href", "")) != own:
            continue
        above: Element | None = parents.get(id(link))
        for _ in range(6):
            if above is None:
                break
            head = _head(above, link, document.text)
            if head is not None:
                links = [one for one in above.elements() if one.tag == "a"]
                of_levels = [
                    one
                    for one in links
                    if named(of_html(document.text[one.inner : one.end])).sureness >= Sureness.RUNG
                ]
                telling = not names_nothing(head.text) and named(head.text).sureness < Sureness.RUNG
                return head if len(of_levels) >= _LEAST and telling else None
            above = parents.get(id(above))
    return None


def _file(href: str) -> str:
    return unquote(PurePosixPath(urlsplit(href).path).name) if href else ""


def _head(element: Element, link: Element, text: str) -> Words | None:
    """The first heading in `element`, if it stands before the link and is not within one."""
    for one in element.elements():
        if one.tag in _HEADS and one.start < link.start:
            shown = of_html(text[one.inner : one.end])
            if shown and not re.search(r"\.\s", shown):
                return Words(shown, one.inner, one.end)
    return None
