"""A source file as decoded text with line positions."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import re
import stat
import zlib
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from roleassistant.domain import SourceSpan
from roleassistant.errors import DocumentError
from roleassistant.reading.containers.parts import Place, Taken

# Every statement ends at one of these marks, so they bound what a hostile file can be cut into.
_MARKS = ".!?|=,;·\t"
MAX_LINE_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be that is read, and what such a file is called."""

    what: str
    bytes: int
    lines: int
    marks: int


# A long page is some 30 kB and 300 lines, and a file may hold many. The limits are far above that
# and far below what would make one file cost more than seconds and some 100 MB.
PAGE = Limits("profile page", 4 << 20, 50_000, 250_000)
# A table repeats the same texts for every role: its reader bounds what they are made into, and some
# 400 MB are what one costs at most.
TABLE = Limits("table of roles", 32 << 20, 500_000, 3_000_000)
_TABLES = frozenset({".csv", ".tsv", ".tab", ".xlsx", ".xlsm"})
# How the tables of the O*NET database begin, which are called ".txt".
_TABLE_HEAD = b"O*NET-SOC Code\t"
PACKED = ".gz"


def limits_of(path: str, head: bytes = b"") -> Limits:
    """The limits for a file of this name that begins with `head`."""
    name = path.lower().removesuffix(PACKED)
    table = PurePosixPath(name).suffix in _TABLES or head.startswith(_TABLE_HEAD)
    return TABLE if table else PAGE


_LINE_END = re.compile(r"\r\n|\n|\r")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its 1-based number and its offsets in the decoded text, line end excluded.

    Where a text was wrapped by hand, several lines of the file are read as one (see `wrapping`);
    then `number` is that of the first, and `text` holds the line ends between them.
    """

    number: int
    start: int
    end: int
    text: str

    @property
    def numbers(self) -> range:
        """The numbers of the lines of the file that it is made of."""
        return range(self.number, self.number + len(_LINE_END.findall(self.text)) + 1)


@dataclass(frozen=True)
class Document:
    """One source file. `path` is how it is shown: relative to the ingested root.

    Where the file is no text, `text` is what was taken out of it, `taken` has its parts, and
    `places` has, for each of its lines, the page, the paragraph, the sheet and the row where it
    stands. `file` is where it lies, for readers that look at what lies beside it; None where it was
    given as bytes.
    """

    path: str
    sha256: str
    encoding: str
    text: str
    places: tuple[Place, ...] = ()
    file: Path | None = field(default=None, compare=False)
    taken: Taken | None = field(default=None, compare=False)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        lines = []
        start = 0
        for number, match in enumerate(_LINE_END.finditer(self.text), 1):
            lines.append(Line(number, start, match.start(), self.text[start : match.start()]))
            start = match.end()
        if start < len(self.text):
            lines.append(Line(len(lines) + 1, start, len(self.text), self.text[start:]))
        return tuple(lines)

    def span(self, start: int, end: int) -> SourceSpan:
        """The stretch from offset `start` to `end`, with the lines that it stands in."""
        first = bisect_right(self._line_starts, start)
        last = max(first, bisect_right(self._line_starts, max(start, end - 1)))
        place = self.places[first - 1] if self.places else ()
        return SourceSpan(self.path, self.sha256, first, last, start, end, *place)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return tuple(line.start for line in self.lines)


def load(file: Path, shown_as: str) -> Document:
    """Read and decode `file`.

    Raises:
        DocumentError: it cannot be opened, is no regular file, is empty, binary, or larger than a
            profile can be.
    """
    try:
        status = file.stat()
        # Opening a pipe would wait for a writer that may never come.
        if not stat.S_ISREG(status.st_mode):
            what = "a folder" if stat.S_ISDIR(status.st_mode) else "no regular file"
            raise DocumentError(f"{shown_as} is {what}. Name the exported page itself.")
        from roleassistant.reading.containers import opening

        if (kind := opening.kind_of(shown_as)) is not None:
            return _taken_out(file, shown_as, kind)
        if shown_as.lower().endswith(PACKED):
            return _unpacked(file, shown_as)
        with file.open("rb") as opened:
            head = opened.read(len(_TABLE_HEAD))
            limits = limits_of(shown_as, head)
            _refuse_size(status.st_size, shown_as, limits)
            raw = head + opened.read(limits.bytes + 1 - len(head))
    except OSError as problem:
        raise DocumentError(
            f"{shown_as} cannot be opened: {problem.strerror or problem}. "
            f"Check the path and its permissions."
        ) from problem
    except ValueError as problem:  # a zero byte in the path
        raise DocumentError(
            f"{shown_as!r} is no path: {problem}. Name an exported page."
        ) from problem
    return replace(decode(raw, shown_as), file=file)


def _unpacked(file: Path, shown_as: str) -> Document:
    """The text that a gzipped file holds. Its digest is that of the file as it lies there."""
    try:
        with gzip.open(file, "rb") as stream:
            head = stream.read(len(_TABLE_HEAD))
            raw = head + stream.read(limits_of(shown_as, head).bytes + 1 - len(head))
    except (gzip.BadGzipFile, EOFError, zlib.error) as problem:
        raise DocumentError(
            f"{shown_as} cannot be unpacked: {problem}. Download or pack it again."
        ) from problem
    with file.open("rb") as opened:
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    return replace(decode(raw, shown_as), file=file, sha256=sha256)


def _taken_out(file: Path, shown_as: str, kind: str) -> Document:
    """The document that a file holds which is no text."""
    from roleassistant.reading.containers import opening

    sha256, taken = opening.take_out(file, shown_as, kind)
    return Document(shown_as, sha256, kind, taken.text, taken.places, file, taken)


def decode(raw: bytes, shown_as: str) -> Document:
    """The document that these bytes are.

    UTF-8, and UTF-16 or UTF-32 with a byte order mark, are read as such; UTF-16 without a mark
    is told by its zero bytes. Where a few bytes of UTF-8 text are broken, as at the end of a file
    that was cut off, they become U+FFFD; anything else that holds no zero byte is read as
    Windows-1252, of which Latin-1 text is a part.

    Raises:
        DocumentError: empty, binary, or larger than a profile can be.
    """
    limits = limits_of(shown_as, raw[: len(_TABLE_HEAD)])
    _refuse_size(len(raw), shown_as, limits)
    if not raw.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise DocumentError(f"{shown_as} is empty. Leave it out, or export the page again.")
    encoding = _encoding(raw, shown_as)
    try:
        text = raw.decode(encoding, "replace" if encoding == "utf-8" else "strict")
    except UnicodeDecodeError as problem:
        raise DocumentError(
            f"{shown_as} is not readable as {encoding}: {problem.reason} at byte "
            f"{problem.start}. Save it as UTF-8."
        ) from problem
    document = Document(shown_as, hashlib.sha256(raw).hexdigest(), encoding, text)
    _refuse_what_is_no_page(document, limits)
    return document


def _encoding(raw: bytes, shown_as: str) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return encoding
    if b"\x00" in raw:
        even, odd = raw[0:2000:2].count(0), raw[1:2000:2].count(0)
        half = max(1, len(raw[:2000]) // 2)
        if odd > half * 0.4 and even < half * 0.1:
            return "utf-16-le"
        if even > half * 0.4 and odd < half * 0.1:
            return "utf-16-be"
        raise DocumentError(
            f"{shown_as} is binary (it holds zero bytes), and no text. Export the page as text."
        )
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        # One broken byte must not turn every dash of a page into three letters.
        mended = raw.decode("utf-8", "replace")
        broken = mended.count("\ufffd")
        whole = sum(1 for character in mended if character > "\x7f") - broken
        cut_off = problem.reason == "unexpected end of data" and problem.end == len(raw)
        if whole > broken or (cut_off and broken == 1):
            return "utf-8"
        # Five byte values mean nothing in Windows-1252; Latin-1 takes every byte.
        undefined = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
        return "latin-1" if any(byte in raw for byte in undefined) else "cp1252"
    return "utf-8"


def _refuse_size(size: int, shown_as: str, limits: Limits) -> None:
    if size > limits.bytes:
        raise DocumentError(
            f"{shown_as} has {size / 1e6:.1f} MB; a {limits.what} has at most "
            f"{limits.bytes / 1e6:.1f} MB. Split it, or leave it out."
        )


def _refuse_what_is_no_page(document: Document, limits: Limits) -> None:
    text = document.text
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\v")
    if controls > max(8, len(text) // 200):
        raise DocumentError(
            f"{document.path} is binary ({controls} control characters), and no text. "
            f"Export the page as text."
        )
    ends = text.count("\n") + text.count("\r")
    if ends > limits.lines:
        raise DocumentError(
            f"{document.path} has about {ends:,} lines; a {limits.what} has at most "
            f"{limits.lines:,}. Split it, or leave it out."
        )
    longest = max((line.end - line.start for line in document.lines), default=0)
    if longest > MAX_LINE_CHARACTERS:
        raise DocumentError(
            f"{document.path} has a line of {longest:,} characters; a {limits.what} has at most "
            f"{MAX_LINE_CHARACTERS:,} in a line. Export the page as text with its line ends."
        )
    marks = sum(text.count(mark) for mark in _MARKS)
    if marks > limits.marks:
        raise DocumentError(
            f"{document.path} has {marks:,} punctuation marks and cells; a {limits.what} "
            f"has at most {limits.marks:,}. Split it, or leave it out."
        )
