"""Which rows and columns of a table are labels: those that are headers, and those at the left."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import TypeVar

from roleassistant.domain.level import rung_key
from roleassistant.reading.blocks import Cell
from roleassistant.reading.interpretation.jobs import plain
from roleassistant.reading.interpretation.naming import Sureness, named
from roleassistant.reading.rungs import LEVEL_COLUMN

# What the corner of a table is called that has levels in one direction.
_NAMES_DIMENSIONS = re.compile(
    r"(?:core |key |main )?(?:competenc\w*|dimensions?|areas?|attributes?|skills?|categor\w+"
    r"|themes?"
    r"|pillars?|traits?|capabilit\w+|behaviou?rs?|topics?|criteria|criterion|aspects?|factors?"
    r"|expectations?|responsibilit\w+|domains?|axis|axes|values?|qualit\w+|focus(?: areas?)?"
    r"|elements?|measures?)",
    re.IGNORECASE,
)
# What a column is headed that names what a row is about.
_NAMES_ONE = re.compile(
    r"(?:competency|dimension|area|attribute|skill|category|theme|pillar|capability|behaviou?r"
    r"|topic|criterion|aspect|domain|focus area)(?: name)?",
    re.IGNORECASE,
)
NAMES_ROLES = re.compile(
    r"(?:job |work )?(?:roles?|jobs?|positions?|professions?|disciplines?|occupations?"
    r"|career (?:track|path))(?: (?:name|title|profile))?s?",
    re.IGNORECASE,
)
_NAMES_NAMES = re.compile(
    r"(?:also|otherwise|formerly|commonly) (?:known as|called)|a\.?k\.?a\.?|alias(?:es)?"
    r"|(?:other|alternative|alternate) (?:names?|titles?)",
    re.IGNORECASE,
)
_MAX_LABEL = 90
_LEADING = 3
# A cell that says of a row that it holds for a column, or that it does not.
_TICK = re.compile(
    r"[✅✓✔☑✖●•■◼🟢👍⭐★]\ufe0f?|[xX]|:(?:white_check_mark|heavy_check_mark|x):|\[[xX]\]"
)
_MARK = re.compile(rf"(?:{_TICK.pattern}|[❌✗✘☐○□–—-]\ufe0f?|\[ ?\]|)")


def header_rows(rows: Sequence[Sequence[Cell | None]]) -> int:
    """How many rows at the top are headers."""
    count = 0
    for row in rows:
        cells = [cell for cell in row if cell is not None and cell.parts]
        if cells and all(cell.heads for cell in cells):
            count += 1
        else:
            break
    if count == len(rows):
        return min(count, 1)
    first = [cell for cell in rows[0] if cell is not None]
    if not count:
        short = all(len(cell.text) <= _MAX_LABEL for cell in first)
        if not short or len(rows) < 2:
            return 0
        count = 1
    if count == 1 and len(rows) > 2 and any(c.columns > 1 for c in first if c.parts):
        second = [cell for cell in rows[1] if cell is not None and cell.parts]
        if second and all(len(cell.text) <= _MAX_LABEL for cell in second):
            levels = [cell for cell in second if named(cell.text).sureness >= Sureness.TITLE]
            if len(levels) * 2 >= len(second):
                count = 2
    return count


def first_ticked(rows: Sequence[Sequence[Cell | None]], heads: int) -> int | None:
    """The first of the columns that hold ticks and nothing else, of which there are two or more."""
    body = rows[heads:]
    if heads != 1 or not body:
        return None
    width = len(rows[0])
    first = width
    while first > 0 and all(_MARK.fullmatch(_cell_text(row[first - 1])) for row in body):
        first -= 1
    marked = sum(bool(ticks(row, first)) for row in body)
    return first if 0 < first < width - 1 and marked > 1 else None


def ticks(row: Sequence[Cell | None], first: int) -> list[int]:
    """The columns of a row, from `first` on, that have a tick."""
    return [
        column
        for column in range(first, len(row))
        if (text := _cell_text(row[column])) and _TICK.fullmatch(text)
    ]


def label_columns(
    rows: Sequence[Sequence[Cell | None]], heads: int, told: Container[str] = ()
) -> tuple[int, ...]:
    """The columns that are labels of their rows: those at the left, and the one of levels where
    that stands farther off. `told` are the keys of what a mapping says are levels."""
    far = _far_levels(rows, heads)
    return tuple(range(_leading(rows, heads, told))) if far is None else far


def _far_levels(rows: Sequence[Sequence[Cell | None]], heads: int) -> tuple[int, ...] | None:
    """The first column, and the only one that names levels, beyond those that lead."""
    body = rows[heads:]
    sure = _sure(body)
    told = [column for column, count in enumerate(sure) if count > 1]
    if len(told) != 1 or told[0] < _LEADING or sure[told[0]] * 5 < len(body) * 4:
        return None
    return (0, told[0]) if _short_columns(body, 1) else (told[0],)


def _sure(body: Sequence[Sequence[Cell | None]]) -> list[int]:
    """How many cells of each column name levels beyond doubt."""
    return [
        sum(named(_cell_text(row[column])).sureness is Sureness.NUMBERED for row in body)
        for column in range(len(body[0]) if body else 0)
    ]


def _leading(rows: Sequence[Sequence[Cell | None]], heads: int, told: Container[str]) -> int:
    """How many columns at the left are labels of their rows."""
    width = len(rows[0])
    body = rows[heads:]
    if width < 2 or not body:
        return 0
    header = [_cell_text(cell) for cell in rows[heads - 1]] if heads else [""] * width
    levels = [
        bool(text) and (named(text).sureness >= Sureness.TITLE or rung_key(plain(text)) in told)
        for text in header
    ]
    if sum(levels[1:]) >= 2 or sum(levels) >= max(1, width - 1):
        lead = 0
        while lead < width and not levels[lead]:
            lead += 1
        if plain(header[0]).casefold() in LEVEL_COLUMN:
            lead = min(lead, 1)  # what stands beside the corner are levels, whatever their names
        return lead if _short_columns(body, lead) else min(lead, 1)
    # Levels down a column, which need not be the first: the one that names them surest.
    sure = _sure(body)
    for column in range(min(_LEADING, width - 1)):
        alone = sure[column] > 1 and sum(count > 1 for count in sure) == 1
        most = sure[column] * 5 >= len(body) * 4
        if alone and most and _short_columns(body, column + 1):
            return _with_skills(header, body, column + 1)
    for column in range(min(_LEADING, width)):
        texts = [_cell_text(row[column]) for row in body]
        said = [text for text in texts if text]
        telling = [text for text in said if named(text).sureness >= Sureness.RUNG]
        titled = plain(header[column]).casefold() in LEVEL_COLUMN
        if said and (len(telling) * 2 > len(said) or (titled and _are_short(said))):
            return _with_skills(header, body, column + 1)
    first = [_cell_text(row[0]) for row in body]
    spanning = any(row[0] is not None and row[0].rows > 1 for row in body)
    if spanning and width > 2 and _short_columns(body, 2):
        return 2
    return 1 if _are_short([text for text in first if text]) else 0


def _with_skills(header: Sequence[str], body: Sequence[Sequence[Cell | None]], count: int) -> int:
    """The columns of labels with the next one, where that names what each row is about, and another
    says it: "Role | Grade | Skill | Requirement"."""
    if count + 1 < len(header) and _NAMES_ONE.fullmatch(plain(header[count])):
        texts = [_cell_text(row[count]) for row in body]
        if _are_short(texts) and len(set(texts)) < len(texts):
            return count + 1
    return count


def _short_columns(rows: Sequence[Sequence[Cell | None]], count: int) -> bool:
    return all(_are_short([_cell_text(row[c]) for row in rows if row[c]]) for c in range(count))


def _are_short(texts: Sequence[str]) -> bool:
    short = [text for text in texts if len(text) <= _MAX_LABEL]
    return bool(texts) and len(short) * 5 >= len(texts) * 4


def is_divider(row: Sequence[Cell | None], columns: int) -> bool:
    """Whether a row says no more than its label: a heading within the table."""
    cells = {id(cell): cell for cell in row if cell is not None and cell.parts}
    return columns > 0 and len(cells) == 1 and next(iter(cells.values())).column == 0


_Label = TypeVar("_Label")


def filled_down(
    labels: Sequence[_Label | None], above: Sequence[_Label | None]
) -> list[_Label | None]:
    """The labels of a row with those of the row above where its first cells are empty: tables that
    cannot span rows write a label once, over all the rows that it holds for."""
    first = next((at for at, one in enumerate(labels) if one is not None), len(labels))
    return [*above[:first], *labels[first:]] if above else list(labels)


def _cell_text(cell: Cell | None) -> str:
    return "" if cell is None else cell.text


def names_dimensions(text: str) -> bool:
    """Whether the corner of a table says that what stands below it are dimensions."""
    return bool(_NAMES_DIMENSIONS.fullmatch(plain(text)))


def names_names(text: str) -> bool:
    """Whether the cells below a header are what else their rows are called."""
    return bool(_NAMES_NAMES.fullmatch(plain(text)))
