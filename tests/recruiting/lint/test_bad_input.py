"""Files that are no post, or hardly one: told in one sentence, never a traceback."""

from __future__ import annotations

import io
import zipfile

import pytest

from roleassistant.errors import DocumentError, UsageError
from roleassistant.recruiting.lint import lint, read_post
from roleassistant.recruiting.lint.review import Context


def _zip(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name.replace("__", "/"), data)
    return content.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"a" * 10_000_000, "10.0 MB"),
        (b"word " * 100_000, "characters"),
        (bytes(range(256)) * 20, "is no text"),
        (b"\x81\x8d\x8f\x90\x9d" * 50, "is no text"),
        (b"\xff\xfea", "broken at byte"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\xd0\xcf\x11\xe0rest", "old form"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"PK\x03\x04 broken", "cannot be read as a Word document"),
        (_zip(hello=b"no document"), "cannot be read as a Word document"),
        (_zip(**{"[Content_Types].xml": b"<Types"}), "cannot be read as a Word document"),
        (_zip(bomb=b"0" * 70_000_000), "unpacks to over 60 MB"),
        (b"<html><script>var x</script></html>", "nothing that a reader would see"),
        (b"<!-- only a comment -->", "nothing that a reader would see"),
    ],
)
def test_what_is_no_post_is_told(data, said):
    with pytest.raises(DocumentError, match=said):
        read_post(data, "post.txt")


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_are_told_by_their_bytes(coding):
    post = read_post("# Café manager\n\n- Run the café – “well”".encode(coding), "post.md")
    assert post.title == "Café manager"
    assert bool(post.notes) is (coding == "cp1252")


def test_a_form_that_is_no_text_is_refused():
    with pytest.raises(UsageError, match="Allowed: markdown, text, html"):
        lint("a post", Context(format="docx"))


@pytest.mark.parametrize(
    "text",
    ["<" * 20_000, "<!--" * 5_000, "[" * 20_000, "**" * 10_000, "- " * 20_000, "a" * 100_000,
     "&" * 20_000, "1 " * 20_000, "<p>" * 10_000, "A. " * 5_000, "!" * 20_000, "__ " * 8_000],
)  # fmt: skip
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_hostile_text_is_reviewed_like_any_other(text, form):
    assert lint(text, Context(format=form)) is not None
