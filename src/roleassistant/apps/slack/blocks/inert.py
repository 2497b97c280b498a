"""Text of people and of pages, made so that Slack shows it and obeys none of it.

Where possible such text goes into `rich_text` and `plain_text`, in which Slack reads no syntax.
What would call people is broken all the same, by a character that nobody sees: text is copied.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Joins two letters without being seen, so that they are no longer neighbours.
JOINER = "\u2060"
ELLIPSIS = "…"
_WIDEST = 2  # of one character, in UTF-16

# Controls, what turns the direction of reading, halves of characters, and our own joiner.
_COMMANDS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\u2060]"
)
# What no database takes for text.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_CALLS = re.compile(r"<(?=[!@#])|@(?=here|channel|everyone|group)", re.IGNORECASE)
_LIKE_A_MARK = re.compile(r"\[(\d+)\]")
_FORMATS = re.compile(r"([*_~`])")
_MARKDOWN = re.compile(r"([\\`*_~\[\]|])")
# What makes a heading, a quotation, a list or a rule of a line.
_AT_LINE_START = re.compile(r"^(\s*)([#+=-]|\d+[.)](?=\s))", re.MULTILINE)
_ADDRESS = re.compile(r"(?<=:)//|(?<=www)\.", re.IGNORECASE)
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def writable(text: str) -> str:
    """What somebody typed, as it can be kept: without NUL and halves of characters."""
    return _UNWRITABLE.sub("", text)


def inert(text: str) -> str:
    """For `rich_text` and `plain_text`: without commands, and calling nobody."""
    text = _COMMANDS.sub("", text.replace("\r\n", "\n").replace("\t", " "))
    return _CALLS.sub(lambda call: call[0] + JOINER, text)


def line(text: str) -> str:
    """`inert`, on one line."""
    return " ".join(inert(text).split())


def said(text: str) -> str:
    """`line`, in which "[9]" is no citation: only marks of the answer may look like marks."""
    return _LIKE_A_MARK.sub(r"［\1］", line(text))


def mrkdwn(text: str) -> str:
    """For `mrkdwn`, which has no way to escape its formats: each is parted from its neighbours."""
    parted = _FORMATS.sub(rf"{JOINER}\1{JOINER}", inert(text))
    return _ADDRESS.sub(lambda address: JOINER + address[0], parted).translate(_ENTITIES)


def markdown(text: str) -> str:
    """For `markdown` blocks and streams, which read standard Markdown."""
    escaped = _MARKDOWN.sub(r"\\\1", inert(text)).translate(_ENTITIES)
    escaped = _AT_LINE_START.sub(_escaped_start, escaped)
    return _ADDRESS.sub(lambda address: JOINER + address[0], escaped)


def _escaped_start(start: re.Match[str]) -> str:
    space, sign = start[1], start[2]
    return f"{space}\\{sign}" if len(sign) == 1 else f"{space}{sign[:-1]}\\{sign[-1]}"


def size(text: str) -> int:
    """How long Slack finds `text`: in UTF-16, in which an emoji counts as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int) -> str:
    """`text`, ended by an ellipsis where it is longer than `most`; no character is halved."""
    if size(text) <= most:
        return text
    if most <= _WIDEST:
        return ELLIPSIS
    head = next(pieces(text, most - 1))
    return f"{head.rstrip()}{ELLIPSIS}"


def pieces(text: str, most: int) -> Iterator[str]:
    """`text` in pieces of at most `most`, parted at a sentence or a word where there is one.

    Together they are `text`. Neither an emoji nor a letter with its accents is halved, as long as
    it is no longer than `most` itself.
    """
    most = max(most, _WIDEST)
    start = 0
    while start < len(text):
        window = text[start : start + most + 1]
        if size(window) > most:
            window = window[: _end(window, most)]
        yield window
        start += len(window)


def _end(text: str, most: int) -> int:
    """Where a first piece of at most `most` ends."""
    fitting = most
    while size(text[:fitting]) > most:
        fitting -= max(1, (size(text[:fitting]) - most) // 2)
    window = text[:fitting]
    for separators in (("\n",), (". ", "! ", "? ", "; ", "。", "！", "？"), (" ",)):
        ends = [
            at + len(separator) for separator in separators if (at := window.rfind(separator)) >= 0
        ]
        # A piece that is hardly begun helps nobody.
        if ends and max(ends) > fitting // 3:
            return max(ends)
    end = fitting
    while end > 1 and not _parts_at(text, end):
        end -= 1
    return end if end > 1 or _parts_at(text, 1) else fitting


def _parts_at(text: str, at: int) -> bool:
    """Whether text may be parted before `at`: not within what is drawn as one character."""
    before, after = text[at - 1], text[at]
    if "\u200d" in (before, after) or unicodedata.category(after).startswith("M"):
        return False
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return False
    flags = 0
    while flags < at and "\U0001f1e6" <= text[at - 1 - flags] <= "\U0001f1ff":
        flags += 1
    return not (flags % 2 and "\U0001f1e6" <= after <= "\U0001f1ff")
