"""Where a page begins: its code, the title above it, and what stands before both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roleassistant.domain import InvalidRoleCode, RoleCode, SectionKind
from roleassistant.domain.level import UNRANKED, usual_rank
from roleassistant.reading.characters import seen
from roleassistant.reading.document import Line
from roleassistant.reading.headings import heading
from roleassistant.reading.levels import DASH
from roleassistant.reading.pieces import Piece, is_bulleted, piece_of
from roleassistant.reading.residue import without_residue
from roleassistant.reading.rungs import own_level

_CODE = re.compile(
    r"(?:(?:role|profile|job)?\s*(?:code|id)\s*[:=—–-]?\s*)?"
    r"(?P<code>[A-Z][\w&-]*\.[A-Z][\w&-]*\."
    r"(?:[A-Z]{1,3}\d{1,2}|\d{1,2}|[A-Z][A-Z0-9_-]{0,29}?\+?))"
    r"(?:\s*(?:copy(?: (?:code|link))?|⧉))?",
    re.IGNORECASE,
)
# A title and its code on one line: "Field Sales — P4 · DIRECT.FIELDSALES.P4".
_CODE_AT_END = tuple(
    re.compile(
        rf"(?P<title>.{{3,160}}?)(?:{between})"
        r"(?P<code>[A-Z][A-Z0-9_&-]*\.[A-Z][A-Z0-9_&-]*\.[A-Z][A-Z0-9_-]{0,29}\+?)[)\]]?"
    )
    for between in (r"(?<=\d)", rf"\s*[(\[]\s*|\s+{DASH}?\s*")
)
_MARKUP = " \t*_`#\"'"
_LETTERS = 3
_NO_FAMILY = frozenset({"WWW", "HTTP", "HTTPS"})
# A code stands within the first lines of a page; looking further would make every long text slow.
_HEAD_LINES = 60
_MAX_CODE_LINE = 120
_MAX_TITLE_LINE = 220


@dataclass(frozen=True, slots=True)
class Identity:
    """A page's code and title with the lines that they stand on, and the lines of the page.

    `title` is None where no line gives it; `title_line` may be `code_line`. `before` holds what
    stands above and belongs to no page.
    """

    code: RoleCode
    code_piece: Piece
    title: str | None
    title_piece: Piece | None
    before: tuple[Line, ...]
    body: tuple[Line, ...]

    @property
    def first_line(self) -> int:
        pieces = [self.code_piece, *([self.title_piece] if self.title_piece else [])]
        return min(piece.line.number for piece in pieces)


@dataclass(frozen=True, slots=True)
class _Start:
    """A line with a code, and the title that goes with it."""

    at: int
    code: RoleCode
    code_piece: Piece
    title_at: int | None = None
    title: str | None = None
    title_piece: Piece | None = None

    @property
    def first(self) -> int:
        return self.at if self.title_at is None else min(self.at, self.title_at)

    @property
    def last(self) -> int:
        return self.at if self.title_at is None else max(self.at, self.title_at)


def has_code(lines: Sequence[Line]) -> bool:
    """Whether a role code stands near the top."""
    return any(_code(line) for line in lines[:_HEAD_LINES])


def pages(lines: Sequence[Line]) -> list[Identity]:
    """Cut a document into pages: a file may hold several exports, one after the other.

    A page begins at its title and code. A code further down is an entry of the page that it
    stands in where it has no title, and, among adjacent roles, where the sections do not begin
    again below it.
    """
    starts = _starts(lines)
    found = []
    for number, start in enumerate(starts):
        end = starts[number + 1].first if number + 1 < len(starts) else len(lines)
        before = lines[: start.first] if number == 0 else ()
        between = (
            line
            for i, line in enumerate(lines[start.first : start.last], start.first)
            if i not in (start.at, start.title_at)
        )
        body = tuple(lines[start.last + 1 : end])
        title, title_piece = start.title, start.title_piece
        if title_piece is None and start.at > 0 and number == 0:
            title, title_piece = _bare_title(lines[start.at - 1], body)
            if title_piece is not None:
                before = before[:-1]
        found.append(
            Identity(
                start.code,
                start.code_piece,
                title,
                title_piece,
                (*before, *between),
                body,
            )
        )
    return found


def _starts(lines: Sequence[Line]) -> list[_Start]:
    starts: list[_Start] = []
    kinds: set[SectionKind] = set()
    current: SectionKind | None = None
    candidates = [(i, found) for i, line in enumerate(lines) if (found := _code(line))]
    following = [*(at for at, _ in candidates), len(lines)][1:]
    scanned = 0
    for (at, (code, piece)), next_at in zip(candidates, following, strict=True):
        for line in lines[scanned:at]:
            if known := _section_of(line):
                current = known
                kinds.add(known)
        scanned = at
        floor = starts[-1].last + 1 if starts else 0
        start = _with_title(lines, at, code, piece, floor, first=not starts)
        if starts:
            below = {kind for line in lines[at + 1 : next_at] if (kind := _section_of(line))}
            among_roles = current is SectionKind.ADJACENT_ROLES
            if start.title is None or (among_roles and not below & kinds):
                continue
        starts.append(start)
        kinds, current = set(), None
    return starts


def _section_of(line: Line) -> SectionKind | None:
    if is_bulleted(line) or len(line.text) > _MAX_TITLE_LINE:
        return None
    found = heading(line.text)
    return found.kind if found else None


def _code(line: Line) -> tuple[RoleCode, Piece] | None:
    """The code that a line consists of, or ends with after a title of the same level."""
    text = line.text
    if len(text) > _MAX_TITLE_LINE or "." not in text or is_bulleted(line) or "|" in text[:2]:
        return None
    whole = Piece(line, line.start, line.end, text)
    shown = without_residue(seen(text)).strip(_MARKUP)
    match = _CODE.fullmatch(shown) if len(shown) <= _MAX_CODE_LINE else None
    code = _parsed(match["code"]) if match else None
    for pattern in () if match else _CODE_AT_END:
        if match := pattern.fullmatch(shown):
            code = _parsed(match["code"])
            titled = _titled(match["title"], code) if code else None
            code = titled[0] if titled else None
            if code:
                break
    if match is None or code is None:
        return None
    at = text.rfind(match["code"])
    return code, whole.part(at, at + len(match["code"])) if at >= 0 else whole.part(0, len(text))


def _parsed(text: str) -> RoleCode | None:
    """The code; its level may have any name, where it is written as codes are."""
    try:
        code = RoleCode.parse(text)
    except InvalidRoleCode:
        return None
    level = code.level
    if (level.track and len(level.track) <= _LETTERS) or usual_rank(level) > UNRANKED:
        return code
    own = text.strip() == str(code) and min(len(code.family), len(code.focus)) > 1
    return code if own and code.family not in _NO_FAMILY else None


def _with_title(
    lines: Sequence[Line], at: int, code: RoleCode, piece: Piece, floor: int, *, first: bool
) -> _Start:
    """Look for the title on the line itself, just above, just below; of the first page, above."""
    near = [at, at - 1, at - 2, at - 3, at + 1]
    far = list(range(at - 4, max(-1, at - _HEAD_LINES), -1)) if first else []
    for index in (*near, *far):
        if not floor <= index < len(lines):
            continue
        whole = piece_of(lines[index])
        if index == at:
            whole = whole.part(0, max(0, piece.start - whole.start))
            whole = whole.part(0, len(whole.text.rstrip(" ([·|—–-:")))
        if titled := _titled(whole.text, code, near=index in near):
            return _Start(at, titled[0], piece, index, titled[1], whole)
    return _Start(at, code, piece)


def _titled(text: str, code: RoleCode, *, near: bool = True) -> tuple[RoleCode, str] | None:
    """The title that a line gives, and the code with its level called as the title calls it.

    Only near its code a line may write the level otherwise than the code does.
    """
    shown = without_residue(seen(text)).strip(_MARKUP)
    if near and shown and len(shown) <= _MAX_TITLE_LINE:
        named = own_level(code, shown)
        if named and (code.rung or _title_in(text, code) is None):
            return code.of(named[0]), named[1]
    title = _title_in(text, code)
    return (code, title) if title else None


def _title_in(text: str, code: RoleCode) -> str | None:
    """The title in "Account Executive — P5", with any dash, brackets, or the level in front."""
    shown = without_residue(seen(text)).strip(_MARKUP)
    if not shown or len(shown) > _MAX_TITLE_LINE:
        return None
    level = re.escape(str(code.level))
    if code.level.track and not code.rung:
        level = rf"{code.level.track}[ -]?0?{code.level.grade}"
    level = rf"(?:level\s+)?{level}"
    for pattern in (
        rf"(?P<title>.+?)(?:\s*[—–―:·|,]\s*|\s+-\s*|\s*[(\[]\s*|\s+){level}[)\]]?"
        rf"(?:\s*[—–―:·|(-]\s*[^—–―:·|]{{1,60}})?",
        rf"[(\[]?{level}[)\]]?(?:\s*[—–―:·|]\s*|\s+-?\s*)(?P<title>.+)",
    ):
        if match := re.fullmatch(pattern, shown, re.IGNORECASE):
            title = match["title"].strip(_MARKUP + ":—–·|-,")
            if any(character.isalpha() for character in title):
                return title
    return None


def _bare_title(line: Line, body: Sequence[Line]) -> tuple[str, Piece] | tuple[None, None]:
    """A title without a level, which the focus heading or the first paragraph bears out."""
    whole = piece_of(line)
    title = seen(whole.text).strip(_MARKUP)
    if not title or len(title) > _MAX_CODE_LINE:
        return None, None
    folded = title.casefold()
    for below in body[:_HEAD_LINES]:
        known = heading(below.text)
        name = known.name if known and known.kind is SectionKind.FOCUS else None
        begins = len(below.text) > 2 * len(title) and below.text.casefold().startswith(folded)
        if begins or (name and name.casefold() == folded):
            return title, whole
    return None, None
