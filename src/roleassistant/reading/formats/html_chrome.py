"""What of an HTML page is its content: without navigation, headers, footers, banners and menus.

Told by what the page says of its parts (elements, roles, names) and by what they are: a list in
which nearly all text is links is a menu. What stands at the edges of the pages of a site, the same
on nearly all of them, is no content of any one of them: see `repeated`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from roleassistant.reading.formats.html_tree import UNSEEN, Element, is_hidden, parse
from roleassistant.reading.showing import folded, of_html

_CHROME_TAGS = frozenset("nav footer aside form button select dialog menu textarea".split())
_CHROME_ROLES = frozenset(
    "navigation banner contentinfo search complementary menu menubar toolbar dialog alert".split()
)
_CHROME_NAME = re.compile(
    r"(?:^|[-_\s])(?:nav(?:bar|igation|igator)?|menu|side-?bar|site-?nav|side-?nav|toc|table-of-contents"
    r"|bread-?crumbs?|footer|site-?footer|page-?footer|cookie\w*|banner|consent|share|social|pagination"
    r"|pager|prev-?next|skip(?:-?link)?s?|search(?:-?box|-?form)?|newsletter|subscribe|comments?|related"
    r"|edit(?:-?page|-?link)?|masthead|topbar|top-?bar|toolbar|modal|popup|advert\w*|page-?meta"
    r"|leftnav|rightnav|doc-footer|copyright|metadata)(?:$|[-_\s])",
    re.IGNORECASE,
)
_CONTENT_NAME = re.compile(
    r"(?:^|[-_\s])(?:main|content|article|post|entry|markdown-body|document|doc|page-content|body"
    r"|doc-container|wiki-content|main-content|post-content|entry-content|theme-doc-markdown)(?:$|[-_\s])",
    re.IGNORECASE,
)
_BLOCKS = frozenset("ul ol div section table nav p header".split())
# A part in which so much of the text is links, and which has this many, is a menu.
_MOSTLY_LINKS = 0.8
_LEAST_LINKS = 4
# How many pages of a site are looked at, and on what share of them the same text is chrome.
_LOOKED_AT = 12
_LEAST_PAGES = 3
_SHARE = 0.8
_MAX_BYTES = 2_000_000
_EDGE = 8


def content_of(root: Element, text: str) -> tuple[Element, set[int]]:
    """The element that holds the content of a page, and the ids (`id()`) of the elements within it
    that are chrome."""
    body = next((one for one in root.elements() if one.tag == "body"), root)
    main = _main(body, text)
    chrome = {
        id(one)
        for one in main.elements()
        if one.tag in UNSEEN or is_hidden(one) or _is_chrome(one, text)
    }
    return main, chrome


def _main(body: Element, text: str) -> Element:
    """The part that says that it is the content, or the whole where none does, or where what is
    outside of it says more."""
    marked = [
        one
        for one in body.elements()
        if one.tag in ("main", "article") or one.attributes.get("role") == "main"
    ]
    whole = _weight(body, text)
    for kind in ("main", "article"):
        tags = (kind, "div") if kind == "main" else (kind,)
        of_kind = [one for one in marked if one.tag in tags]
        if len(of_kind) == 1 and _weight(of_kind[0], text) * 2 >= whole:
            return of_kind[0]
    return body


def _weight(element: Element, text: str) -> int:
    """How much text it shows outside of links and chrome."""
    total = 0
    waiting = [element]
    while waiting:
        one = waiting.pop()
        for child in one.children:
            if isinstance(child, Element):
                named = child.tag in _CHROME_TAGS or child.tag in UNSEEN or child.tag == "a"
                if not named and not _says_chrome(child):
                    waiting.append(child)
            else:
                total += len(text[child.start : child.end].strip())
    return total


def _is_chrome(element: Element, text: str) -> bool:
    if element.tag in _CHROME_TAGS or _says_chrome(element):
        # A page that is all within a form, or in an element called "document-navigator".
        return _own_share(element, text)
    if element.tag == "header":
        return not any(inner.tag in ("h1", "h2", "p") for inner in element.elements())
    if element.tag not in _BLOCKS:
        return False
    return _is_menu(element, text)


def _says_chrome(element: Element) -> bool:
    if element.attributes.get("role", "").casefold() in _CHROME_ROLES:
        return True
    names = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}".strip()
    if element.tag in ("body", "html", "main", "article") or not names:
        return False
    return bool(_CHROME_NAME.search(names)) and not _CONTENT_NAME.search(names)


def _own_share(element: Element, text: str) -> bool:
    """Whether little but headings and links stands in it: a long text is content, whatever the
    element is called."""
    prose = sum(
        len(of_html(text[one.inner : one.end]))
        for one in element.elements()
        if one.tag in ("p", "td") and not any(inner.tag == "a" for inner in one.elements())
    )
    return prose < 2_000 or element.tag in ("nav", "footer")


def _is_menu(element: Element, text: str) -> bool:
    links = [one for one in element.elements() if one.tag == "a"]
    if len(links) < _LEAST_LINKS:
        return False
    linked = sum(len(of_html(text[one.inner : one.end])) for one in links)
    whole = len(of_html(text[element.inner : element.end]))
    return linked >= whole * _MOSTLY_LINKS


def repeated(file: Path | None, suffixes: frozenset[str]) -> frozenset[str]:
    """The texts at the edges of a page that stand at the edges of nearly all pages beside it."""
    if file is None:
        return frozenset()
    return _of_folder(str(file.parent), suffixes)


@lru_cache(maxsize=64)
def _of_folder(folder: str, suffixes: frozenset[str]) -> frozenset[str]:
    try:
        pages = sorted(p for p in Path(folder).iterdir() if p.suffix.lower() in suffixes)
    except OSError:
        return frozenset()
    if len(pages) < _LEAST_PAGES:
        return frozenset()
    step = max(1, len(pages) // _LOOKED_AT)
    counted: Counter[str] = Counter()
    looked_at = 0
    for page in pages[::step][:_LOOKED_AT]:
        try:
            if not page.is_file() or page.is_symlink() or page.stat().st_size > _MAX_BYTES:
                continue
            text = page.read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        looked_at += 1
        counted.update(set(_edges(text)))
    if looked_at < _LEAST_PAGES:
        return frozenset()
    return frozenset(one for one, count in counted.items() if count >= looked_at * _SHARE)


def _edges(text: str) -> Iterator[str]:
    """The first and the last texts that a page shows, chrome by name left out."""
    root = parse(text)
    # The title of the site, where it is that of every page.
    for one in root.elements():
        if one.tag == "title":
            yield of_html(text[one.inner : one.end])
    main, chrome = content_of(root, text)
    shown = []
    waiting: list[Element] = [main]
    while waiting:
        one = waiting.pop()
        if id(one) in chrome or one.tag in UNSEEN:
            continue
        own = folded(
            " ".join(
                of_html(text[child.start : child.end])
                for child in one.children
                if not isinstance(child, Element)
            )
        )
        if own:
            shown.append(own)
        waiting += [child for child in reversed(one.children) if isinstance(child, Element)]
    yield from shown[:_EDGE]
    yield from shown[-_EDGE:]
