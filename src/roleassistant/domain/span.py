"""Where a text stands in a source file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """A stretch of one document.

    `document` is the path relative to the ingested root, with forward slashes; `sha256` is of
    the file's bytes. Lines are 1-based and inclusive, and end at \\n, \\r\\n or \\r. `start` and
    `end` are offsets in characters into the decoded text. Where a file is no text (PDF, DOCX),
    lines and offsets are of the text that was taken out of it, and `page` or `paragraph`, 1-based,
    is where a person finds it.
    """

    document: str
    sha256: str
    line_start: int
    line_end: int
    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None

    def recover(self, text: str) -> str:
        """What stands there, from the whole decoded text of the document.

        It is the quote itself where the format has no markup; where it has some,
        `reading.showing` says what it shows.
        """
        return text[self.start : self.end]
