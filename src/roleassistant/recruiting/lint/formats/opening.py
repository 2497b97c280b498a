"""A file's bytes as a post, whatever form they are in."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import Literal, get_args

from roleassistant.errors import DocumentError, UsageError
from roleassistant.recruiting.lint.formats.lines import read_lines
from roleassistant.recruiting.lint.formats.page import read_page
from roleassistant.recruiting.lint.post import Post

Format = Literal["markdown", "text", "html", "docx"]
FORMATS: tuple[Format, ...] = get_args(Format)

_BY_SUFFIX: dict[str, Format] = {
    ".md": "markdown", ".markdown": "markdown", ".txt": "text", ".text": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx",
}  # fmt: skip
# The longest post that the program's authors know has 30,000 characters. A saved page may hold
# pictures in its markup.
_MOST_BYTES = 8_000_000
_MOST_CHARACTERS = 100_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "a Word document of the old form (.doc)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a packed file"),
)
_PAGE = re.compile(
    r"\s*(?:<!--.*?-->\s*)*(?:<!doctype html|<html|<head|<body|<(?:div|article|section|h[1-3]|p|"
    r"ul)\b)",
    re.IGNORECASE | re.DOTALL,
)


def read_post(data: bytes, name: str, form: Format | None = None) -> Post:
    """The post in `data`. Without `form` it is told by the contents, then by the ending of `name`.

    Raises:
        DocumentError: empty, too large, no text, or a form that is not read.
    """
    if len(data) > _MOST_BYTES:
        size = len(data) / 1e6
        raise DocumentError(f"{name} has {size:.1f} MB; a job post has no more than 8. Is it one?")
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise DocumentError(f"{name} is empty. Give a file with a job post in it, or - for stdin.")
    for begins, what in _OTHERS:
        if data.startswith(begins):
            raise DocumentError(
                f"{name} is {what}. Save the post as Markdown, plain text, HTML or DOCX."
            )
    suffix = re.search(r"\.\w+$", name.casefold())
    given = form is not None
    form = form or (_BY_SUFFIX.get(suffix.group()) if suffix else None)
    if data.startswith(b"PK") or form == "docx":
        from roleassistant.recruiting.lint.formats.document import read_document

        return _checked(read_document(data, name), name)
    text, notes = _decoded(data, name)
    if not given and re.match(r"\s*<(?:!doctype html|html)\b", text, re.IGNORECASE):
        form = "html"
    return replace(_checked(read_text(text, form), name), notes=notes)


def read_text(text: str, form: str | None = None) -> Post:
    """The post in a text that is already decoded; DOCX is none.

    Raises:
        UsageError: a form that is no text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if form not in (None, "markdown", "text", "html"):
        raise UsageError(f"{form} is no form of a text. Allowed: markdown, text, html.")
    if form == "html" or (form is None and _PAGE.match(text)):
        return read_page(text)
    return read_lines(text)


def _checked(post: Post, name: str) -> Post:
    if not post.blocks:
        raise DocumentError(f"{name} holds nothing that a reader would see.")
    if len(post.text) > _MOST_CHARACTERS:
        raise DocumentError(
            f"{name} has {len(post.text):,} characters; a job post has no more than "
            f"{_MOST_CHARACTERS:,}. Is it one?"
        )
    return post


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text, and what was odd about it."""
    encoding = next((coding for bom, coding in _BOMS if data.startswith(bom)), None)
    try:
        if encoding:
            return data.decode(encoding).removeprefix("\ufeff"), ()
        if b"\x00" in data:
            raise DocumentError(f"{name} is no text: it holds zero bytes.")
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as problem:
        if encoding:
            raise DocumentError(
                f"{name} begins as {encoding} and is broken at byte {problem.start}. Save it again."
            ) from problem
    text = data.decode("cp1252", "replace")
    odd = sum(1 for c in text if c == "\ufffd" or (ord(c) < 32 and c not in "\t\n\r\f\v"))
    if odd > len(text) / 200:
        raise DocumentError(f"{name} is no text: it is neither UTF-8 nor Windows-1252.")
    return text, (f"{name} is not UTF-8; it was read as Windows-1252.",)
