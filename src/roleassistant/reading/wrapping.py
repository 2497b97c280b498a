"""Lines that were broken to fit a width are put together again; nothing is taken away.

A bullet of three lines is one statement, not three. The text keeps its line ends, so a quote is
still what the file says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from roleassistant.domain import SectionKind
from roleassistant.reading.document import Document, Line
from roleassistant.reading.headings import heading
from roleassistant.reading.levels import level_heading
from roleassistant.reading.pieces import LONE_BULLET, is_bulleted
from roleassistant.reading.residue import is_furniture
from roleassistant.reading.tables import is_row, is_rule
from roleassistant.reading.wording import ends_as_sentence

# Shorter lines are labels and names, which end where they end.
_MIN_WRAPPED = 30
# Beyond this a text was not wrapped: pages that keep a paragraph on a line are far wider.
_MAX_WIDTH = 160
_CLOSED = (".", "!", "?", ":", ";", "|")
# A role code, or the key of a classification: neither goes on with anything.
_CODED = re.compile(r"[\w-]{1,30}=|[\w&-]{1,40}\.[\w&-]{1,40}\.\w{2,15}\b")
# Sections of names and codes, one to a line: there a small letter continues nothing.
_LISTS = frozenset(
    {SectionKind.TITLE_ALIASES, SectionKind.CLASSIFICATION, SectionKind.ADJACENT_ROLES}
)
# Sections of names with what they mean: an indented line under a name is its definition.
_DEFINING = frozenset({SectionKind.SKILLS, SectionKind.LEVEL_DEFINITION})
_MAX_NAME = 70


def logical_lines(document: Document) -> list[Line]:
    """The non-blank lines of a document, wrapped ones joined."""
    joined: list[_Growing] = []
    width = _width(document.lines)
    section: SectionKind | None = None
    for line in document.lines:
        if not line.text.strip():
            continue
        known = None if is_bulleted(line) else heading(line.text)
        if known is not None:
            section = known.kind
        last = joined[-1] if joined else None
        if last and known is None and _continues(last, line, width, section):
            last.lines.append(line)
        else:
            joined.append(_Growing([line], is_heading=known is not None))
    return [growing.line(document.text) for growing in joined]


@dataclass
class _Growing:
    lines: list[Line] = field(default_factory=list)
    is_heading: bool = False

    @property
    def end(self) -> str:
        return self.lines[-1].text.rstrip()

    def line(self, text: str) -> Line:
        first, last = self.lines[0], self.lines[-1]
        if first is last:
            return first
        return Line(first.number, first.start, last.end, text[first.start : last.end])


def _continues(last: _Growing, line: Line, width: int, section: SectionKind | None) -> bool:
    first, text = last.lines[0], line.text.strip()
    if last.is_heading or line.number != last.lines[-1].number + 1 or is_bulleted(line):
        return False
    if len(last.lines) == 1 and LONE_BULLET.fullmatch(first.text):
        return not is_furniture(text)
    if first.text.lstrip().startswith("|") and not last.end.endswith("|"):
        # A row that its own page opened with a pipe goes on until the pipe that closes it.
        return text.endswith("|") and not text.startswith("|")
    if is_row(line) or is_rule(line) or is_row(first) or _CODED.match(text):
        return False
    longest = max(len(one.text.strip()) for one in (first, last.lines[-1]))
    if longest < _MIN_WRAPPED or is_furniture(text) or level_heading(text, None):
        return False
    if is_bulleted(first) and _indent(line) > _indent(first):
        defines = section in _DEFINING and text[0].isupper() and len(last.lines) == 1
        return not (defines and len(last.end) < _MAX_NAME)
    if ends_as_sentence(last.end):
        return False
    if 0 < width < len(last.end) + 1 + len(text.split()[0]):
        return True  # its first word did not fit on the line above
    goes_on = text[0].islower() or text[0] in "(&/%"
    return goes_on and section not in _LISTS and not last.end.endswith(_CLOSED)


def _indent(line: Line) -> int:
    expanded = line.text.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _width(lines: Sequence[Line]) -> int:
    """The width that the text was wrapped to; 0 where it was not.

    It was where no line of text is wider than a screen, and several that end in mid-sentence
    are almost as wide as the widest.
    """
    texts = [line.text.rstrip() for line in lines if not is_row(line)]
    widest = max(map(len, texts), default=0)
    if widest > _MAX_WIDTH:
        return 0
    full = sum(1 for t in texts if len(t) > widest - 20 and not t.endswith(_CLOSED))
    return widest if full >= 3 else 0
