"""Responsibilities: each item under its level, from a heading, from the item, or worked out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from roleassistant.domain import STATED, Attribution, Level, Statement, StatementKind
from roleassistant.reading.context import Block, PageContext
from roleassistant.reading.document import Line
from roleassistant.reading.levels import (
    NamedLevels,
    leading_levels,
    level_heading,
    trailing_levels,
)
from roleassistant.reading.pieces import (
    Piece,
    Quoting,
    is_bulleted,
    kind_of,
    piece_of,
    sentence_pieces,
    value_kind,
)
from roleassistant.reading.segmentation import METHOD, infer_levels
from roleassistant.reading.table_statements import level_name, statements_of
from roleassistant.reading.tables import Table, with_tables
from roleassistant.reading.wording import is_name

# "P2 — Senior Account Executive, Enterprise" is about as long as the name of a level gets.
_MAX_NAME_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Item:
    piece: Piece
    levels: tuple[Level, ...]
    group: str | None = None
    attribution: Attribution = STATED


def responsibilities(block: Block, page: PageContext) -> Iterator[Statement]:
    """Statements of the section, in the order in which they stand."""
    quote = Quoting(page.document, block.heading)
    parts = list(_parts(block, page, quote))
    items = [part for part in parts if isinstance(part, _Item)]
    placed = iter(_with_levels(items, page))
    for part in parts:
        if isinstance(part, Statement):
            yield part
        else:
            item = next(placed)
            yield quote(
                item.piece,
                levels=item.levels,
                dimension=item.group,
                kind=kind_of(item.piece),
                attribution=item.attribution,
            )


def _parts(block: Block, page: PageContext, quote: Quoting) -> Iterator[Statement | _Item]:
    """Items with the level that is written at them, and statements that are no items."""
    listed = any(is_bulleted(line) for line in block.lines)
    headed = any(_level_heading(line, piece_of(line), page) for line in block.lines)
    levels: tuple[Level, ...] = ()
    group: str | None = None
    began = False
    lines = list(with_tables(block.lines))
    for index, (line, below) in enumerate(zip_longest(lines, lines[1:])):
        if isinstance(line, Table):
            began = True
            yield from statements_of(line, quote, page)
            continue
        piece = piece_of(line)
        following = below if isinstance(below, Line) else None
        if found := _level_heading(line, piece, page):
            levels, group, began = found.levels, None, True
            page.keep([line])
            yield from level_name(quote, piece, found)
        elif piece.bulleted:
            began = True
            yield _Item(piece, levels, group)
        elif listed and _is_group(piece, following):
            group = piece.without_colon().text
        elif not began and (listed or headed or (index == 0 and _introduces(piece, block))):
            for part in sentence_pieces(piece):
                yield quote(part, kind=kind_of(part, StatementKind.NOTE))
        else:
            yield _Item(piece, levels, group)


def _level_heading(line: Line, piece: Piece, page: PageContext) -> NamedLevels | None:
    """A level over a group; a list may have the level as an item over items of its own."""
    found = level_heading(piece.text, page.rungs)
    if found and piece.bulleted and (not found.levels[0].track or _says_something(found.name)):
        return None
    return found


def _says_something(name: str) -> bool:
    """Whether what stands behind a level is a duty and no name: "P1: makes the coffee"."""
    words = name.split()
    return len(words) > _MAX_NAME_WORDS or any(w[0].islower() and len(w) > 3 for w in words)


def _is_group(piece: Piece, following: Line | None) -> bool:
    return is_name(piece.text) and following is not None and is_bulleted(following)


def _introduces(piece: Piece, block: Block) -> bool:
    """Whether the first of several plain lines speaks of the section: it is no single sentence
    like the others, or something of the interface stood at its end."""
    cut = piece.end < piece.line.start + len(piece.line.text.rstrip())
    return len(block.lines) > 1 and (cut or len(sentence_pieces(piece)) > 1)


def _with_levels(items: Sequence[_Item], page: PageContext) -> list[_Item]:
    items = _with_own_levels(items, page)
    if not items or any(item.levels for item in items):
        return list(items)
    if all(value_kind(item.piece) is StatementKind.ABSENCE for item in items):
        return list(items)
    # A page of one track also shows the other's guidelines; its own bullets are of its own.
    own = [entry for entry in page.guidelines if entry[0].track == page.level.track]
    cells = own if len(own) > 1 else list(page.guidelines)
    inferred = infer_levels([item.piece.text for item in items], cells, page.likeness)
    if not inferred:
        because = (
            "there are no guidelines by level to work their levels out from"
            if len(cells) < 2
            else f"their levels cannot be worked out from the guidelines' {len(cells)} levels"
        )
        page.note(
            f"the {len(items)} responsibilities have no level headings, and {because}; "
            f"they stand without a level."
        )
        return list(items)
    return [
        replace(
            item,
            levels=(found.level,),
            attribution=Attribution("inferred", METHOD, found.confidence),
        )
        for item, found in zip(items, inferred, strict=True)
    ]


def _with_own_levels(items: Sequence[_Item], page: PageContext) -> list[_Item]:
    """Levels that the items themselves name, before their text or, all of them, after it."""
    found: list[_Item] = []
    behind = [trailing_levels(item.piece.text, page.rungs) for item in items]
    all_behind = len(items) > 1 and all(levels for levels, _ in behind)
    for item, (after, end) in zip(items, behind, strict=True):
        levels, start = leading_levels(item.piece.text, page.rungs)
        if levels:
            piece = item.piece.part(start, len(item.piece.text))
            found.append(replace(item, levels=levels, piece=piece))
        elif all_behind:
            found.append(replace(item, levels=after, piece=item.piece.part(0, end)))
        else:
            found.append(item)
    return found
