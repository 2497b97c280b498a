"""Sections of labels with their values: the level definition and the provenance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from roleassistant.domain import SectionKind, Statement, StatementKind
from roleassistant.reading.context import Block, PageContext
from roleassistant.reading.pieces import Piece, Quoting, kind_of, sentence_pieces, value_kind
from roleassistant.reading.table_statements import LEVEL_NAME, beside_tables
from roleassistant.reading.vocabulary import is_label_of
from roleassistant.reading.wording import is_name


def level_definition(block: Block, page: PageContext) -> Iterator[Statement]:
    """The name of the level, what it is, and its labels with their values."""
    quote = Quoting(page.document, block.heading)
    levels = (block.heading.level or page.level,)
    if block.heading.name and block.heading_line is not None:
        line, at = block.heading_line, block.heading.name_at
        whole = Piece(line, line.start, line.end, line.text)
        name = whole.part(at, at + len(block.heading.name))
        yield quote(name, levels=levels, dimension=LEVEL_NAME, kind=StatementKind.TERM)
    pieces, from_tables = beside_tables(block, quote, page)
    for statement in from_tables:
        yield statement if statement.levels else replace(statement, levels=levels)
    for label, value in _labelled(pieces, SectionKind.LEVEL_DEFINITION, page):
        for part in [value] if label else sentence_pieces(value):
            kind = value_kind(part) if label else kind_of(part)
            yield quote(part, levels=levels, dimension=label, kind=kind)


def provenance(block: Block, page: PageContext) -> Iterator[Statement]:
    """What the page rests on; what only introduces the section is a note."""
    quote = Quoting(page.document, block.heading)
    pieces, from_tables = beside_tables(block, quote, page)
    yield from from_tables
    for label, value in _labelled(pieces, SectionKind.PROVENANCE, page):
        for part in [value] if label else sentence_pieces(value):
            kind = StatementKind.FACT if label or value.bulleted else StatementKind.NOTE
            yield quote(part, dimension=label, kind=kind_of(part, kind))


def _labelled(
    pieces: Sequence[Piece], kind: SectionKind, page: PageContext
) -> Iterator[tuple[str | None, Piece]]:
    """Labels and values in turn, or both on one line; what has no label by itself.

    In a level definition the items alternate, whatever they are called. Elsewhere they do where
    every other item could be a label and one is known as one; else, and where there are no items,
    only a word that we know as a label is one.
    """
    alternating = kind is SectionKind.LEVEL_DEFINITION or _alternates(pieces, kind)
    pending: Piece | None = None
    for piece in pieces:
        known = is_label_of(kind, piece.text)
        if pending is not None:
            if not (known and is_label_of(kind, pending.text)):
                yield pending.without_colon().text, piece
                pending = None
                continue
            yield from _without_value(pending, page)
            pending = None
        pair = piece.label_and_value()
        if pair and (piece.bulleted or is_label_of(kind, pair[0].text)):
            yield pair[0].text, pair[1]
        elif known or (alternating and piece.bulleted and is_name(piece.text)):
            pending = piece
        else:
            yield None, piece
    if pending is not None:
        yield from _without_value(pending, page)


def _alternates(pieces: Sequence[Piece], kind: SectionKind) -> bool:
    """Whether the items are names with their values in turn, as far as the known labels tell."""
    items = [piece for piece in pieces if piece.bulleted]
    labels, values = items[::2], items[1::2]
    return (
        len(labels) == len(values)
        and all(is_name(label.text) and label.label_and_value() is None for label in labels)
        and any(is_label_of(kind, label.text) for label in labels)
        and not any(is_label_of(kind, value.text) for value in values)
    )


def _without_value(label: Piece, page: PageContext) -> Iterator[tuple[None, Piece]]:
    page.note(f"line {label.line.number}: {label.text!r} has no value.")
    yield None, label
