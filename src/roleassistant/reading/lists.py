"""Sections that list names: skills, adjacent roles, title aliases, classification codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roleassistant.domain import SectionKind, Statement, StatementKind
from roleassistant.reading.context import Block, PageContext
from roleassistant.reading.pieces import Piece, Quoting, kind_of, sentence_pieces
from roleassistant.reading.table_statements import beside_tables
from roleassistant.reading.vocabulary import codes_in, is_label_of, looks_like_code
from roleassistant.reading.wording import ends_as_sentence, is_absence, is_name, is_sentence

_KNOWN_KEYS = (
    "code|source|title|name|label|version|scheme|system|taxonomy|confidence|release|uri|note|"
    "method|status|level|family"
)
# A known key may be glued to the value before it ("41-4012source="); another stands by itself.
_KNOWN_KEY = re.compile(rf"({_KNOWN_KEYS})=")
_OTHER_KEY = re.compile(r"(?<![^\s,;|·(])([A-Za-z][\w-]{1,20})=")
_SEPARATORS = re.compile(r";|\s[·|•]\s|\t|,(?=\s|$)")
_LISTING = re.compile(
    r"(?P<label>also known as|aliases|titles|known as|internal|external)\s*:\s*", re.IGNORECASE
)
_MAX_ALIAS_WORDS = 8


def skills(block: Block, page: PageContext) -> Iterator[Statement]:
    """Names and definitions, one after the other or on one line; names alone; an introduction."""
    quote = Quoting(page.document, block.heading)
    pieces, from_tables = beside_tables(block, quote, page)
    yield from from_tables
    listed = any(piece.bulleted for piece in pieces)
    alternate = _alternate(pieces, listed)
    paired = sum(1 for piece in pieces if piece.label_and_value()) * 2 > len(pieces)
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        following, after = [*pieces[index + 1 : index + 3], None, None][:2]
        index += 1
        pair = piece.label_and_value()
        named = is_name(piece.text) and not is_absence(piece.text)
        several = _names(piece, alone=True) if piece.text.count(",") > 1 else []
        introduces = index == 1 and is_sentence(piece.text) and not (several or paired)
        if listed and not piece.bulleted and named and _is_headed(following, after):
            assert following is not None
            yield quote(piece, kind=StatementKind.TERM)
            yield quote(following, dimension=piece.text)
            index += 1
        elif (listed and not piece.bulleted) or (not listed and introduces):
            yield from _notes(quote, piece)
        elif named and following and _defines(following, piece, alternate):
            name = piece.without_colon()
            yield quote(name, kind=StatementKind.TERM)
            yield quote(following, dimension=name.text)
            index += 1
        elif pair and is_name(pair[0].text):
            yield quote(pair[0], kind=StatementKind.TERM)
            yield quote(pair[1], dimension=pair[0].text)
        elif not piece.bulleted and len(several) > 2:
            for part in several:
                yield quote(part, kind=StatementKind.TERM)
        else:
            yield quote(piece, kind=StatementKind.TERM if named else kind_of(piece))


def adjacent_roles(block: Block, page: PageContext) -> Iterator[Statement]:
    """Each entry is a fact; a sentence before or between entries is a note."""
    quote = Quoting(page.document, block.heading)
    pieces, from_tables = beside_tables(block, quote, page)
    yield from from_tables
    for piece in pieces:
        if piece.bulleted or not is_sentence(piece.text):
            yield quote(piece, kind=kind_of(piece))
        else:
            yield from _notes(quote, piece)


def title_aliases(block: Block, page: PageContext) -> Iterator[Statement]:
    """One alias to a line, or several on one line between commas, semicolons or dots."""
    quote = Quoting(page.document, block.heading)
    pieces, from_tables = beside_tables(block, quote, page)
    yield from from_tables
    lines = sum(1 for piece in pieces if not is_absence(piece.text))
    for piece in pieces:
        if is_absence(piece.text):
            yield quote(piece, kind=StatementKind.ABSENCE)
            continue
        listing = _LISTING.match(piece.text)
        names = piece.part(listing.end(), len(piece.text)) if listing else piece
        parts = _names(names, alone=lines == 1 or listing is not None)
        if parts:
            for part in parts:
                label = listing["label"] if listing else None
                yield quote(part, dimension=label, kind=StatementKind.TERM)
        else:
            yield from _notes(quote, piece)


def classification(block: Block, page: PageContext) -> Iterator[Statement]:
    """Codes under the scheme they belong to; "code=…source=…" may be glued together."""
    quote = Quoting(page.document, block.heading)
    pieces, from_tables = beside_tables(block, quote, page)
    yield from from_tables
    scheme: str | None = None
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        keys = _keys(piece.text)
        if keys:
            if before := piece.text[: keys[0].start()].strip(" :–—-·|,;("):
                scheme = before
            yield from _keyed(quote, piece, keys, scheme)
        elif is_absence(piece.text):
            yield quote(piece, dimension=scheme, kind=StatementKind.ABSENCE)
        elif _is_scheme(piece, following):
            scheme = piece.without_colon().text
        elif not piece.bulleted and ends_as_sentence(piece.text):
            yield from _notes(quote, piece)
        else:
            value = piece
            codes = codes_in(piece.text)
            pair = piece.label_and_value()
            if pair and (_is_label(pair[0].text) or not codes_in(pair[0].text)):
                scheme, value = pair[0].text, pair[1]
            elif codes and _is_label(piece.text[: codes[0][0]]):
                scheme = piece.text[: codes[0][0]].strip(" :–—-·|,;(")
                value = piece.part(codes[0][0], len(piece.text))
            yield quote(value, dimension=scheme)


def _keyed(
    quote: Quoting, piece: Piece, keys: Sequence[re.Match[str]], scheme: str | None
) -> Iterator[Statement]:
    for key, after in zip(keys, [*keys[1:], None], strict=True):
        value = piece.part(key.end(), after.start() if after else len(piece.text))
        value = value.part(0, len(value.text.rstrip(" ,;·|)")))
        yield quote(value, dimension=" ".join(filter(None, (scheme, key[1]))))


def _keys(text: str) -> list[re.Match[str]]:
    known = {match.end(): match for match in _KNOWN_KEY.finditer(text)}
    others = {match.end(): match for match in _OTHER_KEY.finditer(text)}
    return [match for _, match in sorted({**others, **known}.items())]


def _is_scheme(piece: Piece, following: Piece | None) -> bool:
    """Whether the line names a scheme, over its codes or over a word that it has none."""
    if not is_name(piece.text) or following is None or piece.label_and_value():
        return False
    has_code = bool(codes_in(piece.text)) and not _is_label(piece.text)
    below = looks_like_code(following.text) or is_absence(following.text)
    return not has_code and below


def _is_label(text: str) -> bool:
    return is_label_of(SectionKind.CLASSIFICATION, text)


def _names(piece: Piece, *, alone: bool) -> list[Piece]:
    """The aliases of one line; none where it is prose.

    A comma also stands within a title ("Director, Sales"): it separates titles only where there
    are several commas, or where the line is the only one.
    """
    text = piece.text
    commas = text.count(",")
    ends = [match.span() for match in _SEPARATORS.finditer(text)]
    if piece.bulleted or not (alone or commas > 1):
        ends = [span for span in ends if text[span[0]] != ","]
    cuts = [0, *(at for span in ends for at in span), len(text)]
    parts = [piece.part(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    if len(parts) > 1 and parts[-1].text.endswith(".") and ends_as_sentence(parts[-1].text):
        parts[-1] = parts[-1].part(0, len(parts[-1].text) - 1)
    parts = [part for part in parts if part.text]
    short = all(len(part.text.split()) <= _MAX_ALIAS_WORDS for part in parts)
    return parts if short and not any(_is_prose(part) for part in parts) else []


def _is_prose(piece: Piece) -> bool:
    return ends_as_sentence(piece.text) and len(piece.text.split()) > 3


def _alternate(pieces: Sequence[Piece], listed: bool) -> bool:
    """Whether the items as a whole go name, definition, name, definition."""
    items = [piece for piece in pieces if piece.bulleted] if listed else list(pieces)
    if not listed and items and ends_as_sentence(items[0].text):
        items = items[1:]
    pairs = list(zip(items[::2], items[1::2], strict=False))
    if len(pairs) < 2 or len(items) % 2:
        return False
    fitting = sum(
        1
        for name, text in pairs
        if is_name(name.text)
        and (
            ends_as_sentence(text.text)
            or len(text.text.split()) >= max(5, 2 * len(name.text.split()))
        )
    )
    return fitting * 4 >= len(pairs) * 3


def _is_headed(following: Piece | None, after: Piece | None) -> bool:
    """Whether a plain line stands over one item that defines it, and not over a group."""
    if following is None or not following.bulleted or (after is not None and after.bulleted):
        return False
    return is_sentence(following.text) and following.label_and_value() is None


def _defines(following: Piece, name: Piece, alternate: bool) -> bool:
    """Whether `following` reads as the definition of `name` and not as the next name."""
    if name.bulleted and not following.bulleted:
        return is_sentence(following.text) or following.line.number == name.line.number + 1
    return alternate or is_sentence(following.text) or len(following.text.split()) > 9


def _notes(quote: Quoting, piece: Piece) -> Iterator[Statement]:
    for part in sentence_pieces(piece):
        yield quote(part, kind=kind_of(part, StatementKind.NOTE))
