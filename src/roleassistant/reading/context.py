"""What reading one section needs to know of its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from roleassistant.domain import Level
from roleassistant.reading.document import Document, Line
from roleassistant.reading.headings import Heading
from roleassistant.reading.rungs import Rungs
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

    `rungs` are what the page calls its levels.
    `guidelines` holds every level of the guidelines with its cells, lowest level first.
    `ladder` collects the levels that tables and headings name, with or without content.
    `structure` collects the numbers of lines that give statements their level or their place and
    are none themselves: level headings, headers and rules of tables.
    """

    document: Document
    level: Level
    rungs: Rungs
    likeness: Likeness
    notes: list[str]
    guidelines: tuple[tuple[Level, tuple[str, ...]], ...] = ()
    ladder: set[Level] = field(default_factory=set)
    structure: set[int] = field(default_factory=set)

    def note(self, text: str) -> None:
        self.notes.append(f"{self.document.path}: {text}")

    def keep(self, lines: Iterable[Line]) -> None:
        """These lines are structure: what they say is in the levels of what stands below."""
        for line in lines:
            self.structure.update(line.numbers)
