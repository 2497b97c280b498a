"""What reading one section needs to know of its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from roleassistant.domain import Level
from roleassistant.reading.document import Document, Line
from roleassistant.reading.headings import Heading
from roleassistant.reading.segmentation import Likeness


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one section as found. `heading_line` is None where the section has none."""

    heading: Heading
    heading_line: Line | None
    lines: tuple[Line, ...]


@dataclass
class PageContext:
    """The page that is being read: what is known of it, and what it has to say in the end.

    `guidelines` holds every level of the guidelines with its cells, lowest level first.
    `structure` collects the numbers of lines that give a statement its level, its dimension or
    its place and are no statement themselves: level headings, headers and rules of tables,
    labels.
    """

    document: Document
    level: Level
    likeness: Likeness
    notes: list[str]
    guidelines: tuple[tuple[Level, tuple[str, ...]], ...] = ()
    structure: set[int] = field(default_factory=set)

    @property
    def tracks(self) -> frozenset[str]:
        """The letters that this page uses for levels."""
        return frozenset({self.level.track, *(level.track for level, _ in self.guidelines)})

    def note(self, text: str) -> None:
        self.notes.append(f"{self.document.path}: {text}")

    def keep(self, lines: Iterable[Line]) -> None:
        """These lines are structure: what they say stands in the statements around them."""
        for line in lines:
            self.structure.update(line.numbers)
