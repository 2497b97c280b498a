"""Where a text stands in a source file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """A stretch of one document.

    `document` is the path relative to the ingested root, with forward slashes; `sha256` is of
    the file's bytes. Lines are 1-based and inclusive, and end at \\n, \\r\\n or \\r. `start` and
    `end` are offsets in characters into the decoded text, so `text[start:end]` is the quote.
    """

    document: str
    sha256: str
    line_start: int
    line_end: int
    start: int
    end: int

    def recover(self, text: str) -> str:
        """The verbatim text, from the whole decoded text of the document."""
        return text[self.start : self.end]
