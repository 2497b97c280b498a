"""What a review finds: where, why, on whose word, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """ERROR: do not publish so. WARNING: costs applicants. NOTE: reads better otherwise."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """The higher, the graver."""
        return {"note": 0, "warning": 1, "error": 2}[self.value]


@dataclass(frozen=True, slots=True)
class Place:
    """Lines and columns are 1-based, the end is behind the last character. In a DOCX, which has no
    lines, a line is a paragraph. `excerpt` stands there as a reader sees it, without markup."""

    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Finding:
    """`rule` is its id. `place` is None where something is missing from, or true of, the whole
    post. `source` is the paper, guide or law that the rule rests on; `suggestion` a rewrite."""

    rule: str
    severity: Severity
    place: Place | None
    why: str
    source: str
    suggestion: str
