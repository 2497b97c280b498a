"""What goes to stdout, made safe for a terminal."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

# Sequences by which a text could move the cursor, rename the window or write to the clipboard:
# CSI, then the strings OSC, DCS, SOS, PM and APC up to their end, then any other escape.
_SEQUENCES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
# Other control characters, and marks that make a line read in another order than it is written.
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)
# Spaces at the end of a line, and the styles that begin or end among them.
_TRAILING = re.compile(r" (?: |\x1b\[[0-9;]*m)*$", re.MULTILINE)


class ReaderGone(Exception):
    """Whoever read our output, such as `head`, has seen enough. Not an OSError: typer would take
    one for a failure."""


def clean(text: str) -> str:
    """`text` without anything that a terminal would obey; new lines and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROLS.sub("", _SEQUENCES.sub("", text))


def one_line(text: str) -> str:
    """`text`, clean, with white space folded."""
    return " ".join(clean(text).split())


def shown_path(path: Path) -> str:
    """`path` as people write it: with ~ for their home, and safe to print."""
    try:
        return clean(str(Path("~") / path.relative_to(Path.home())))
    except (ValueError, RuntimeError):
        return clean(str(path))


def print_json(value: dict[str, Any], *, lines: bool = True) -> None:
    """One object, indented, or on one line without `lines`. What a terminal would obey is written
    as \\u escapes, so that the value stays verbatim; so is everything beyond ASCII where stdout
    takes no UTF-8."""
    text = json.dumps(value, indent=2 if lines else None, ensure_ascii=not _takes_utf8())
    _write(_CONTROLS.sub(_escaped, text) + "\n")


def print_text(text: str) -> None:
    """`text` as it is, without what a terminal would obey."""
    _write(clean(text))


def console() -> Console:
    """The terminal, or what stands in its place: its width, and whether it takes colour."""
    from rich.console import Console

    found = Console(markup=False, highlight=False, emoji=False, soft_wrap=False)
    if found.width < _NARROWEST:
        found.width = _NARROWEST
    return found


# A text of one word a line helps nobody; below this a terminal scrolls or wraps by itself.
_NARROWEST = 20


def is_plain(found: Console) -> bool:
    """Whether output is for a file or a pipe, where lines and boxes are only in the way."""
    return not found.is_terminal or found.is_dumb_terminal or not _takes_utf8()


def print_result(found: Console, *parts: RenderableType) -> None:
    """Render to the width of the terminal and write, without spaces at the ends of lines."""
    with found.capture() as captured:
        for part in parts:
            found.print(part)
    _write(_TRAILING.sub(lambda end: end.group().replace(" ", ""), captured.get()))


def _write(text: str) -> None:
    stream = sys.stdout
    if stream is None:
        raise OSError("stdout is closed")
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "replace").decode(encoding))
        # Here, not at exit, where a full disk or a closed pipe could no longer be told.
        stream.flush()
    except BrokenPipeError as problem:
        raise ReaderGone from problem


def _takes_utf8() -> bool:
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    return encoding in ("utf8", "utf8sig", "utf16", "utf32", "cp65001")


def _escaped(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
