"""An answer's Markdown as blocks that a page can show, with its claims and marks told apart.

Reads what `answering.markdown` writes, and nothing more: anything else is shown as the text that it
is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

_MARK = re.compile(r"\[(\d+)\]")
_LABEL = re.compile(r"\*\*(?P<label>.+?)\*\*(?P<colon>: )?")
_HEADING = re.compile(r"\*\*((?:(?!\*\*).)+)\*\*")
_REMARK = re.compile(r"_(.+)_")
_ESCAPED = re.compile(r"\\([\[\]<|])")
_SPACE = re.compile(r"\s+")
_BORDER = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"(?<!\\)<br>")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line. `claim` is the place of its claim among those of the turn; `mark` that it
    is the number of a citation."""

    text: str
    bold: bool = False
    claim: int | None = None
    mark: bool = False


Line = tuple[Piece, ...]
Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of cells of lines. Only a table has more than one cell in a row; its first is the head,
    and each item of a list is a row."""

    kind: Literal["heading", "remark", "text", "list", "table"]
    rows: tuple[tuple[Cell, ...], ...]


def blocks_of(answer: str, claims: Sequence[str]) -> tuple[Block, ...]:
    """The blocks of an answer in Markdown, in which `claims` are found in their order.

    A claim that is not found word for word is not told apart.
    """
    left = _Claims([_folded(claim) for claim in claims])
    return tuple(_block(text, left) for text in answer.split("\n\n") if text.strip())


@dataclass
class _Claims:
    texts: list[str]
    first: int = 0

    def next_in(self, text: str) -> tuple[int, int] | None:
        """The next claim that `text` begins with: its place, and its length."""
        for place in range(self.first, len(self.texts)):
            claim = self.texts[place]
            if claim and text.startswith(claim):
                self.first = place + 1
                return place, len(claim)
        return None


def _block(text: str, claims: _Claims) -> Block:
    lines = text.strip("\n").split("\n")
    if len(lines) > 1 and all(line.startswith("|") and line.endswith("|") for line in lines):
        return Block("table", tuple(_row(line, claims) for line in (lines[0], *lines[2:])))
    if lines[0].startswith("- "):
        items = text.strip("\n").removeprefix("- ").split("\n- ")
        return Block("list", tuple(((_line(item, claims),),) for item in items))
    if heading := _HEADING.fullmatch(text):
        return Block("heading", ((((Piece(_shown(heading[1])),),),),))
    if remark := _REMARK.fullmatch(text):
        return Block("remark", ((((Piece(_shown(remark[1])),),),),))
    return Block("text", ((tuple(_line(line, claims) for line in lines),),))


def _row(line: str, claims: _Claims) -> tuple[Cell, ...]:
    return tuple(
        tuple(_line(part.strip(), claims) for part in _BREAK.split(cell.strip()))
        for cell in _BORDER.split(line[1:-1])
    )


def _line(text: str, claims: _Claims) -> Line:
    pieces = []
    if label := _LABEL.match(text):
        pieces.append(Piece(_shown(label["label"]), bold=True))
        if label["colon"]:
            pieces.append(Piece(": "))
        text = text[label.end() :]
    # Split so, what stands between marks and the marks come in turns.
    for number, part in enumerate(_MARK.split(text)):
        if number % 2:
            pieces.append(Piece(part, mark=True))
            continue
        before, shown = _parted(_shown(part))
        if found := claims.next_in(shown):
            place, length = found
            pieces += [Piece(before), Piece(shown[:length], claim=place), Piece(shown[length:])]
        else:
            pieces.append(Piece(before + shown))
    return tuple(piece for piece in pieces if piece.text)


def _parted(text: str) -> tuple[str, str]:
    """The white space that `text` begins with, and the rest."""
    rest = text.lstrip()
    return text[: len(text) - len(rest)], rest


def _shown(text: str) -> str:
    return _SPACE.sub(" ", _ESCAPED.sub(r"\1", text))


def _folded(text: str) -> str:
    return " ".join(text.split())


__all__ = ["Block", "Cell", "Line", "Piece", "blocks_of"]
