"""Where a text stands in a source file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """A stretch of one document.

    `document` is the path relative to the ingested root, with forward slashes; `sha256` is of
    the file's bytes. Lines are 1-based and inclusive, and end at \\n, \\r\\n or \\r. `start` and
    `end` are offsets in characters into the decoded text. Where a file is no text (PDF, DOCX),
    lines and offsets are of the text that was taken out of it; `page`, `paragraph`, or `sheet` and
    `row`, 1-based, are where a person finds it.
    """

    document: str
    sha256: str
    line_start: int
    line_end: int
    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    row: int | None = None

    @property
    def place(self) -> str:
        """Where a person finds it in the document: its lines, or what a file that is no text has
        instead of them."""
        if self.sheet is not None:
            return f"{self.sheet} row {self.row}"
        if self.page is not None:
            return f"page {self.page}"
        if self.paragraph is not None:
            return f"paragraph {self.paragraph}" + (f" row {self.row}" if self.row else "")
        lines = f"{self.line_start}"
        return lines if self.line_end == self.line_start else f"{lines}-{self.line_end}"

    def recover(self, text: str) -> str:
        """What stands there, from the whole decoded text of the document.

        It is the quote itself where the format has no markup; where it has some,
        `reading.showing` says what it shows.
        """
        return text[self.start : self.end]
