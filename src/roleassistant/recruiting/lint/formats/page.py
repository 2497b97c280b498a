"""Posts as HTML: what a browser would show, with the line and column of the source."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from roleassistant.recruiting.lint.parts import placed
from roleassistant.recruiting.lint.post import Block, BlockWriter, Kind, Post, Remark

_UNSEEN = frozenset(
    "script style noscript template svg math head title iframe object select button nav canvas "
    "textarea audio video".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp "
    "small span strike strong sub sup time tt u var wbr img input".split()
)
_BOLD = frozenset("b strong".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARK = re.compile(r"\s*[•‣▪●○◦·➢✓✔►»]\s*")


def read_page(text: str) -> Post:
    """The post. Every text is one; nothing in it is an error."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_block()
    return Post(placed(reader.blocks), tuple(reader.remarks))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[Block] = []
        self.remarks: list[Remark] = []
        self._writer = BlockWriter()
        self._kind = Kind.PARAGRAPH
        self._unseen = ""  # the tag that hides what is in it
        self._depth = 0
        self._bold = 0
        self._all_bold = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen:
            self._depth += tag == self._unseen
            return
        values = dict(attrs)
        hidden = "hidden" in values or _HIDDEN.search(values.get("style") or "")
        if (tag in _UNSEEN or hidden) and tag not in _VOID:
            self._unseen, self._depth = tag, 1
            return
        if tag in _BOLD:
            self._bold += 1
        elif tag not in _INLINE:
            self.end_block()
            if re.fullmatch(r"h[1-6]", tag):
                self._kind = Kind.HEADING
            elif tag == "li":
                self._kind = Kind.BULLET

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            self._depth -= tag == self._unseen
            if self._depth <= 0:
                self._unseen = ""
            return
        if tag in _BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag not in _INLINE:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        line, column = self.getpos()
        for number, piece in enumerate(data.split("\n")):
            if number:
                self._writer.space()
            lead = len(piece) - len(piece.lstrip()) if number else 0
            self._add(piece[lead:], line + number, (0 if number else column) + lead + 1)

    def handle_entityref(self, name: str) -> None:
        self._character(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._character(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        line, _ = self.getpos()
        self.remarks.append(Remark(line, line + data.count("\n"), data.strip()))

    def _character(self, reference: str) -> None:
        if not self._unseen:
            line, column = self.getpos()
            self._add(html.unescape(reference).replace("\n", " "), line, column + 1)

    def _add(self, text: str, line: int, column: int) -> None:
        if text.strip() and not self._bold:
            self._all_bold = False
        self._writer.add(text.replace("\xa0", " ").replace("\t", " "), line, column)

    def end_block(self) -> None:
        """What was gathered is one block."""
        kind, bold = self._kind, self._all_bold
        self._kind, self._all_bold = Kind.PARAGRAPH, True
        block = self._writer.finish(kind)
        if block is None:
            return
        if kind is Kind.PARAGRAPH and bold and len(block.words) <= 9 and block.text[-1] not in ".,":
            kind = Kind.HEADING
        elif kind is Kind.PARAGRAPH and _MARK.match(block.text):
            kind = Kind.BULLET
        self.blocks.append(Block(kind, block.text, block.marks))
