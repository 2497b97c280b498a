"""Lines of a page that say who may see it: "Visible to: HR, Sales leads".

In the head of a page, above its first section, the line is about the whole page; within a section
it is about the section, wherever in it it stands. Where it could be meant for either of two, right
above the heading of a section or the title of another page, it is about both. It is no statement.
What looks like such a line and cannot be followed is an error: a page is never visible to all by
mistake.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from roleassistant.domain import RoleProfile, Section, SectionKind
from roleassistant.errors import VisibilityUnclear
from roleassistant.reading.characters import seen
from roleassistant.reading.document import Document
from roleassistant.reading.headings import heading
from roleassistant.reading.reading import LineUse, Reading

# Any marks around the label: of a list, of bold type, of a cell, of a key in a data format.
_LABEL = re.compile(
    r"[\W_]*(?:only\s+)?visible[\s_-]*to[\s*_`\"']*(?:[:：|=—–](?P<groups>.*)|\W*)",
    re.IGNORECASE | re.DOTALL,
)
# The same without the sign between label and groups: no sentence, so surely meant as one.
_UNSIGNED = re.compile(r"[\W_]*(?:only\s+)?visible\s+to((?:\s+[^\s:.!?]+){1,5})\s*", re.IGNORECASE)
_CELL = re.compile(r"[\s\"'`*_]*visible[\s_]*to[\s\"'`*_]*", re.IGNORECASE)
_BETWEEN_CELLS = re.compile(r"[,;\t]")
_TAG = re.compile(r"<[^<>]*>")
_BETWEEN_GROUPS = re.compile(r"[,;|]")
_MARKS = " \t\u00a0*_`\"'“”"
_MOST_CHARACTERS = 1000


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A line that names who may see its page or its section; `groups` as they are written."""

    number: int
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionLines:
    """A section with the lines that are its own, down to the next one, and the blank lines right
    above its heading."""

    section: Section
    lines: range
    above: range


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page with its lines, those of its head, and its sections. `head` are the lines down to the
    first section that has a heading, with the blank lines above the title."""

    profile: RoleProfile
    lines: range
    head: range
    sections: tuple[SectionLines, ...]


def group_lines(document: Document) -> tuple[GroupLine, ...]:
    """The lines that say who may see what.

    Raises:
        VisibilityUnclear: one of them names nobody, or is not written on a line of its own.
    """
    return tuple(
        GroupLine(line.number, groups)
        for line in document.lines
        if "visible" in seen(line.text).casefold()
        for groups in _named_in(line.text, f"{document.path}, line {line.number}")
    )


def _named_in(text: str, where: str) -> Iterator[tuple[str, ...]]:
    for part in _TAG.split(seen(text)):
        bare = html.unescape(part)
        match = _LABEL.fullmatch(bare)
        if match is None:
            if _UNSIGNED.fullmatch(bare):
                raise VisibilityUnclear(
                    f"{where} says “{bare.strip()}”. If it names who may see this, write a colon: "
                    f"“Visible to: HR”; if it tells of the role, make it a sentence with a full "
                    f"stop."
                )
            if any(_CELL.fullmatch(cell) for cell in _BETWEEN_CELLS.split(bare)):
                raise VisibilityUnclear(
                    f"{where} has “Visible to” among other values, where it cannot be followed. "
                    f"Write “Visible to: GROUP, GROUP” on a line of its own, or say who may see "
                    f"the page under [visibility] in manifest.toml."
                )
            continue
        groups = _groups(match["groups"] or "")
        if not groups or not all(groups) or len(bare) > _MOST_CHARACTERS:
            raise VisibilityUnclear(
                f"{where} says “Visible to” and names no group, or leaves one out. Name the groups "
                f"on the same line, as in “Visible to: HR, Sales leads”, or remove the line."
            )
        yield groups


def _groups(text: str) -> tuple[str, ...]:
    bare = text.strip(_MARKS)
    for quote in "\"'":
        bare = bare.removesuffix(f"{quote},")  # an entry of a data format
    bare = bare.strip(_MARKS).removesuffix(".").strip("|" + _MARKS)
    if bare[:1] == "[" and bare[-1:] == "]":
        bare = bare[1:-1]
    return tuple(name.strip(_MARKS) for name in _BETWEEN_GROUPS.split(bare)) if bare else ()


def without(document: Document, hidden: Collection[int]) -> Document:
    """The document with the lines of these numbers blank. All others keep lines and offsets."""
    if not hidden:
        return document
    text, shown, end = document.text, [], 0
    for line in document.lines:
        if line.number in hidden:
            shown += [text[end : line.start], " " * (line.end - line.start)]
            end = line.end
    return replace(document, text="".join([*shown, text[end:]]))


def pages_of(reading: Reading) -> list[PageLines]:
    """The pages of a document with the lines that belong to each; every line belongs to one."""
    document = reading.document
    starts = [min(section.line_start for section in page.sections) for page in reading.profiles]
    order = sorted(range(len(starts)), key=starts.__getitem__)
    found = []
    for position, index in enumerate(order):
        last = position + 1 == len(order)
        end = len(document.lines) + 1 if last else starts[order[position + 1]]
        start = 1 if position == 0 else starts[index]
        found.append(_page(document, reading.profiles[index], range(start, max(start, end))))
    return found


def _page(document: Document, profile: RoleProfile, lines: range) -> PageLines:
    sections = sorted(
        (one for one in profile.sections if not _is_gathered(document, one)),
        key=lambda one: one.line_start,
    )
    starts = [one.line_start for one in sections] + [lines.stop]
    first = next((one.line_start for one in sections if not _is_head(document, one)), lines.stop)
    found = [
        SectionLines(
            one,
            range(one.line_start, max(one.line_end + 1, starts[position + 1])),
            range(_blank_above(document, one.line_start), one.line_start),
        )
        for position, one in enumerate(sections)
    ]
    head = range(_blank_above(document, lines.start), first)
    return PageLines(profile, lines, head, tuple(found))


def _blank_above(document: Document, number: int) -> int:
    """The first of the blank lines right above line `number`; itself where there are none."""
    while number > 1 and not document.lines[number - 2].text.strip():
        number -= 1
    return number


def _is_gathered(document: Document, section: Section) -> bool:
    """Whether it holds what had no place on the page, from wherever that stands."""
    text = document.lines[section.line_start - 1].text
    return section.kind is SectionKind.OTHER and section.heading.casefold() not in text.casefold()


def _is_head(document: Document, section: Section) -> bool:
    """Whether no heading stands above it: the title, and the summary below it."""
    known = heading(document.lines[section.line_start - 1].text)
    return section.kind is SectionKind.SUMMARY and known is None


def with_group_lines(reading: Reading, whole: Document, lines: Collection[int]) -> Reading:
    """The reading of `whole` without its group lines, with these counted as placed.

    `lines` are their numbers; `reading` has not seen them.
    """
    if not lines:
        return reading
    uses = iter(reading.lines)
    counted = tuple(
        LineUse.PLACED if line.number in lines else next(uses, LineUse.UNPLACED)
        for line in whole.lines
        if line.text.strip()
    )
    return replace(reading, document=whole, lines=counted)
