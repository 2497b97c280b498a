"""What a reader gives: the profiles of a document, and what became of every line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roleassistant.domain import RoleProfile
from roleassistant.reading.document import Document


class LineUse(StrEnum):
    """What became of a non-blank line."""

    PLACED = "placed"  # part of a section
    BOILERPLATE = "boilerplate"  # known furniture of the page
    UNPLACED = "unplaced"  # kept and searchable, but in no section that we know


@dataclass(frozen=True, slots=True)
class Reading:
    """The result for one document. `lines` has one entry per non-blank line, in order."""

    document: Document
    reader: str
    profiles: tuple[RoleProfile, ...]
    lines: tuple[LineUse, ...]
    notes: tuple[str, ...] = ()
