"""A job post as the rules see it: blocks of plain text that know where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from roleassistant.reading.sentences import sentences
from roleassistant.recruiting.lint.finding import Place

WORD = re.compile(r"[^\W_](?:[\w’'&+#/.-]*[\w+#])?")


@lru_cache(maxsize=2048)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    # A bullet of a post is asked for its sentences by every term that stands in it.
    return tuple(sentences(text))


class Kind(StrEnum):
    """What a block is to a reader."""

    HEADING = "heading"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"


class Part(StrEnum):
    """What a stretch of a post is about, told by its heading."""

    TITLE = "title"
    ABOUT = "about"
    DUTIES = "duties"
    REQUIREMENTS = "requirements"
    WISHES = "wishes"
    SUCCESS = "success"
    TEAM = "team"
    GROWTH = "growth"
    PAY = "pay"
    BENEFITS = "benefits"
    LOCATION = "location"
    TERMS = "terms"
    APPLY = "apply"
    EQUAL = "equal"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mark:
    """From `offset` of a block's text on, characters stand one after the other from there."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, bullet or paragraph. `text` is without markup."""

    kind: Kind
    text: str
    marks: tuple[Mark, ...]
    part: Part = Part.OTHER

    @property
    def first_line(self) -> int:
        return self.marks[0].line

    @property
    def last_line(self) -> int:
        return self.marks[-1].line

    @property
    def words(self) -> list[str]:
        return WORD.findall(self.text)

    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each sentence of the text."""
        return _sentences(self.text)

    def sentence_at(self, offset: int) -> str:
        """The sentence in which the character at `offset` stands."""
        spans = self.sentences()
        at = bisect_right(spans, offset, key=lambda span: span[0]) - 1
        return self.text[slice(*spans[at])] if at >= 0 else self.text

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Where the characters from `start` to before `end` stand in the source."""
        end = len(self.text) if end is None else end
        line, column = self._position(start)
        end_line, end_column = self._position(max(start, end - 1))
        return Place(line, column, end_line, end_column + 1, self.text[start:end])

    def _position(self, offset: int) -> tuple[int, int]:
        mark = self.marks[max(0, bisect_right(self.marks, offset, key=lambda m: m.offset) - 1)]
        return mark.line, mark.column + offset - mark.offset


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that no reader of the post sees: where an author tells the review what to skip."""

    line: int
    last_line: int
    text: str


@dataclass(frozen=True)
class Post:
    """`unit` is what a place counts: "line", or "paragraph" in a DOCX. `notes` say what was odd
    when it was read."""

    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()
    unit: str = "line"
    notes: tuple[str, ...] = ()

    @cached_property
    def title(self) -> str:
        """The job title as the post gives it; empty where it has none."""
        return next((b.text for b in self.blocks if b.part is Part.TITLE), "")

    @cached_property
    def text(self) -> str:
        """All that a reader sees, a block a line."""
        return "\n".join(block.text for block in self.blocks)

    @cached_property
    def words(self) -> int:
        return sum(len(block.words) for block in self.blocks)

    def of(self, *parts: Part, kinds: Sequence[Kind] = tuple(Kind)) -> Iterator[Block]:
        """The blocks of those parts; of every part where none is named."""
        for block in self.blocks:
            if (not parts or block.part in parts) and block.kind in kinds:
                yield block

    def prose(self) -> Iterator[Block]:
        """Bullets and paragraphs."""
        return self.of(kinds=(Kind.BULLET, Kind.PARAGRAPH))


class BlockWriter:
    """Gathers the pieces of one block, each with the place where it begins."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._text: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []

    def add(self, text: str, line: int, column: int) -> None:
        """Add `text`, which holds no line break and begins at that place."""
        if not self._length:
            column += len(text) - len(text.lstrip())
            text = text.lstrip()
        if not text:
            return
        self._marks.append(Mark(self._length, line, column))
        self._text.append(text)
        self._length += len(text)

    def space(self) -> None:
        """A space where the source has a line break or a tag."""
        if self._length and not self._text[-1].endswith(" "):
            self._text.append(" ")
            self._length += 1

    def finish(self, kind: Kind) -> Block | None:
        """The block, or None where there is nothing to read in it; then begins another."""
        text = "".join(self._text).rstrip()
        marks = tuple(self._marks)
        self._begin()
        return Block(kind, text, marks) if text and marks else None
