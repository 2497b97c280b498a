"""A table of records as its cells, each with the stretch of the document that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from roleassistant.reading.blocks import Words
from roleassistant.reading.sentences import sentences
from roleassistant.reading.showing import folded
from roleassistant.reading.wording import is_unstated

_LINE = re.compile(r"[^\r\n\v\u2028\u2029]+")
# Marks of list items at the beginning of a line, and those that also part items within one.
_BULLET = re.compile(r"\s*(?:[-*+•▪●◦‣·–—]|\(?\d{1,2}[.)])\s+|\s*[•▪●◦‣]\s*")
_WITHIN = re.compile(r"\s+[•▪●◦‣]\s*")
_NOTHING = re.compile(
    r"(?:this |the )?(?:[\w-]+ ){0,3}(?:is |are )?(?:currently |yet )?not (?:currently |yet )?"
    r"(?:defined|in use|used|applicable|required|available|set|stated|specified)[.!]?"
    r"|not in use|n\.?/?a\.?|todo|to do|tbd|tbc|tba|nil|null|none|missing|pending|unknown"
    r"|to follow|coming soon",
    re.IGNORECASE,
)
_MAX_NOTHING = 90


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text as the table means it, and where that stands in the document.

    A doubled quote of CSV is two characters of the document and one of `text`.
    """

    text: str
    start: int
    end: int

    @property
    def stated(self) -> bool:
        """Whether it says anything: an empty cell, "N/A" and "not in use" say nothing."""
        return bool(self.text.strip()) and not says_nothing(self.text)

    @property
    def words(self) -> Words:
        """The whole cell as it is shown."""
        return Words(folded(self.text), self.start, self.end)

    def part(self, start: int, end: int) -> Words:
        """The stretch of `text` from `start` to `end`, as it is shown and where it stands."""
        return Words(folded(self.text[start:end]), self._at(start), self._at(end))

    def _at(self, offset: int) -> int:
        if self.end - self.start == len(self.text):
            return self.start + offset
        return self.start + offset + self.text.count('"', 0, offset)


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one table, blank ones left out. `name` is what it is called: the sheet's name."""

    rows: tuple[Row, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or a list item of a cell. `leads` is a line such as "You can:", which only says
    how the items below are to be read."""

    words: Words
    item: bool
    leads: bool = False


def says_nothing(text: str) -> bool:
    """Whether a cell says that it states nothing: "N/A", "NOT IN USE", a dash."""
    shown = folded(text)
    if is_unstated(shown):
        return True
    return len(shown) <= _MAX_NOTHING and bool(_NOTHING.fullmatch(shown))


def passages(cell: Cell) -> list[Passage]:
    """The sentences and list items of a cell, in order; nothing of it is left out."""
    found: list[Passage] = []
    lines = [match.span() for match in _LINE.finditer(cell.text)]
    marked = [_BULLET.match(cell.text, start, end) for start, end in lines]
    for at, (start, end) in enumerate(lines):
        mark = marked[at]
        before_items = at + 1 < len(lines) and _next_is_item(cell.text, lines, marked, at)
        for first, last in _split(cell.text, mark.end() if mark else start, end):
            words = cell.part(first, last)
            if not any(character.isalnum() for character in words.text):
                continue
            if mark is not None or first != start:
                found.append(Passage(words, item=True))
            elif before_items and words.text.endswith(":"):
                found += _before_lead(cell, first, last)
            else:
                found += [
                    Passage(cell.part(a, b), item=False)
                    for a, b in sentences(cell.text[first:last], first)
                ]
    return found


def _before_lead(cell: Cell, first: int, last: int) -> Iterator[Passage]:
    """A line that ends in a colon: its last sentence leads the items below."""
    spans = sentences(cell.text[first:last], first)
    for number, (start, end) in enumerate(spans, 1):
        yield Passage(cell.part(start, end), item=False, leads=number == len(spans))


def _next_is_item(
    text: str, lines: list[tuple[int, int]], marked: list[re.Match[str] | None], at: int
) -> bool:
    following = next((i for i in range(at + 1, len(lines)) if text[slice(*lines[i])].strip()), None)
    return following is not None and marked[following] is not None


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A line at the marks that part items within it."""
    for match in _WITHIN.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end
