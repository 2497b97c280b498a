"""A page's lines → its sections, those with headings that nobody has seen before among them.

A known heading is known by its name. An unknown one is told by how it stands among its
neighbours: a short line that is no item, no sentence and no label, where the section above it is
written differently, and with content below. What could be a label of the section that it stands
in (a scheme among the classifications, a level among the responsibilities, the name of a skill)
is left there: a label taken for a heading would tear a section apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from roleassistant.domain import SectionKind
from roleassistant.reading.context import Block, PageContext
from roleassistant.reading.document import Line
from roleassistant.reading.headings import Heading, depth, heading, heading_text
from roleassistant.reading.levels import leading_levels, level_heading
from roleassistant.reading.pieces import is_bulleted, is_numbered, piece_of
from roleassistant.reading.residue import is_collapsible, is_edge_furniture, is_furniture
from roleassistant.reading.tables import is_row, is_rule, row
from roleassistant.reading.vocabulary import is_label_of, looks_like_code, names_a_role
from roleassistant.reading.wording import ends_as_sentence, is_absence, is_sentence, split_label

_MAX_WORDS = 7
_MAX_CHARACTERS = 60
_MAX_INTRODUCTION = 3
# Where the section's own heading is unmarked: one or two marks are a heading, more are a label.
_MAX_DEPTH = 2
_NO_HEADING = re.compile(r"[=|@<>{}]|[,;]\s*$|://|\d{4,}|\d-\d{3}")
# In these a short line is content unless the section is a list: names, labels and their values.
_OF_SHORT_LINES = frozenset(
    {
        SectionKind.SKILLS,
        SectionKind.TITLE_ALIASES,
        SectionKind.ADJACENT_ROLES,
        SectionKind.LEVEL_DEFINITION,
        SectionKind.CLASSIFICATION,
    }
)
_LISTS = frozenset({SectionKind.SKILLS, SectionKind.TITLE_ALIASES, SectionKind.RESPONSIBILITIES})
_BY_LEVEL = frozenset({SectionKind.RESPONSIBILITIES, SectionKind.GUIDELINES})


@dataclass
class _Open:
    """A section that is being filled, and how it is written so far."""

    heading: Heading
    line: Line | None
    lines: list[Line] = field(default_factory=list)
    items: int = 0  # list items and rows of tables
    sentences: int = 0
    names: int = 0  # short lines that are neither
    absent: bool = False  # it says that it is empty
    grouped: bool = False  # it has labels of its own over groups of items

    def take(self, line: Line, page: PageContext) -> None:
        self.lines.append(line)
        text = _text(line)
        if level_heading(text, page.rungs):
            return
        if is_item(line):
            self.items += 1
        elif is_absence(text):
            self.absent = True
        elif ends_as_sentence(text) or len(text) > _MAX_CHARACTERS:
            self.sentences += 1
        else:
            self.names += 1


def is_item(line: Line) -> bool:
    """Whether the line is a list item or belongs to a table."""
    return is_bulleted(line) or is_row(line) or is_rule(line)


def blocks(lines: Sequence[Line], page: PageContext, title: str) -> tuple[list[Block], set[int]]:
    """The sections of a page in their order, and the numbers of the lines that are furniture.

    What stands before the first heading is the summary. `title` is the page's, which some pages
    repeat above it.
    """
    furniture: set[int] = set()
    end = len(lines)
    while end and is_edge_furniture(lines[end - 1].text):
        end -= 1
        furniture.update(lines[end].numbers)
    opened = [_Open(Heading(SectionKind.SUMMARY, "Summary"), None)]
    for index in range(end):
        line = lines[index]
        current = opened[-1]
        following = lines[index + 1] if index + 1 < end else None
        found = _known(line, lines[index + 1 : index + 4], current, page)
        if found is None and _says_nothing(line):
            furniture.update(line.numbers)
            continue
        if found is None and _opens_unknown(line, following, current, page, title):
            found = Heading(
                SectionKind.OTHER, heading_text(line.text) or line.text, depth=depth(line.text)
            )
        if found is None:
            current.take(line, page)
        else:
            opened.append(_Open(found, line))
    return [Block(one.heading, one.line, tuple(one.lines)) for one in opened], furniture


def _says_nothing(line: Line) -> bool:
    """Furniture; a list item is none unless it has no text, and the rule of a table is none."""
    if is_bulleted(line):
        return not any(character.isalnum() for character in line.text) and not is_rule(line)
    return not is_item(line) and is_furniture(line.text)


def _known(line: Line, below: Sequence[Line], current: _Open, page: PageContext) -> Heading | None:
    if is_rule(line) or line.text.lstrip().startswith("|"):
        return None
    if is_bulleted(line):
        # "2. Skills": a number before a heading, and not an item of a list.
        numbered = heading(_text(line)) if is_numbered(line) else None
        by_name = numbered is not None and numbered.level is None
        return numbered if by_name and not any(map(is_numbered, current.lines[-1:])) else None
    found = heading(line.text, page.rungs.known)
    if found is None or found.level is None or not below:
        return found
    # "Level P1:" over a group of responsibilities or criteria is no level definition, which goes
    # on with a description and with its labels.
    texts = [_text(one) for one in below]
    if current.heading.kind is SectionKind.RESPONSIBILITIES:
        defines = any(is_label_of(SectionKind.LEVEL_DEFINITION, text) for text in texts)
        return found if defines or not is_sentence(texts[0]) else None
    if current.heading.kind is SectionKind.GUIDELINES and split_label(texts[0]):
        return found if any(is_row(one) for one in current.lines) else None
    return found


def _opens_unknown(
    line: Line, following: Line | None, current: _Open, page: PageContext, title: str
) -> bool:
    kind = current.heading.kind
    text = heading_text(line.text)
    if is_item(line) or not _has_form_of_heading(text) or level_heading(line.text, page.rungs):
        return False
    if text.casefold() == title.casefold() or is_absence(text):
        return False
    marked = _is_marked(line, following, current)
    below = None if following is None else piece_of(following).text
    if following is None or below is None or heading(following.text, page.rungs.known) is not None:
        return marked
    if (
        is_label_of(kind, text)
        or (kind is SectionKind.CLASSIFICATION and looks_like_code(below))
        or (kind is SectionKind.ADJACENT_ROLES and (names_a_role(text) or names_a_role(below)))
        or (kind in _BY_LEVEL and _names_level(following, page))
    ):
        return False
    if marked:
        return True
    if not current.lines:
        # Under a heading nothing has come yet, so this is its label; above the first heading
        # a list does not belong to the summary.
        current.grouped = kind in _LISTS and is_item(following)
        return current.line is None and is_item(following)
    last = _text(current.lines[-1])
    if kind is SectionKind.LEVEL_DEFINITION and is_label_of(kind, last):
        return False  # its value
    if kind in _BY_LEVEL and level_heading(last, page.rungs):
        current.grouped = True  # a theme, within a level
        return False
    if kind in _LISTS and not (current.items or current.absent or current.names):
        # A list that has had no more than an introduction begins here, with a group or a name.
        if is_item(following) and current.sentences < _MAX_INTRODUCTION:
            current.grouped = True
            return False
        if kind is not SectionKind.RESPONSIBILITIES:
            return False
    if current.grouped and not current.absent:
        return False
    return _differs(kind, following, current)


def _differs(kind: SectionKind, following: Line, current: _Open) -> bool:
    """Whether a short line stands out from what the section holds so far."""
    if current.items:
        return True
    if is_item(following) or current.absent:
        return True
    prose_below = ends_as_sentence(piece_of(following).text)
    if kind in _OF_SHORT_LINES:
        return kind is SectionKind.ADJACENT_ROLES and not current.names and prose_below
    return not current.names and prose_below


def _text(line: Line) -> str:
    return piece_of(line).text


def _names_level(line: Line, page: PageContext) -> bool:
    """Whether it is a level heading or the row of a level."""
    text = row(line)[0].text if is_row(line) else line.text
    return level_heading(text, page.rungs) is not None


def _has_form_of_heading(text: str) -> bool:
    return (
        0 < len(text) <= _MAX_CHARACTERS
        and len(text.split()) <= _MAX_WORDS
        and (text[0].isupper() or text[0].isdigit())
        and any(character.isalpha() for character in text)
        and not ends_as_sentence(text)
        and not _NO_HEADING.search(text)
        and split_label(text) is None
        and not leading_levels(text, None)[0]
    )


def _is_marked(line: Line, following: Line | None, current: _Open) -> bool:
    """Whether the page itself marks the line as a heading, and not as one below another."""
    bare = line.text.strip()
    marks = depth(bare)
    if marks:
        return marks <= (current.heading.depth or _MAX_DEPTH)
    underlined = following is not None and set(following.text.strip()) in ({"="}, {"-"})
    return underlined or is_collapsible(bare)
