"""Texts with their role, level, section and dimension → profiles, and what became of every line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from roleassistant.domain import (
    ALL_ROLES,
    NO_LEVEL,
    STATED,
    Attribution,
    Level,
    RoleCode,
    RoleProfile,
    Section,
    SectionKind,
    Statement,
    StatementKind,
)
from roleassistant.reading.blocks import Blocks, Words
from roleassistant.reading.characters import peculiarities
from roleassistant.reading.document import Document
from roleassistant.reading.interpretation.mapping import NAME
from roleassistant.reading.reading import LineUse, Reading
from roleassistant.reading.showing import showings
from roleassistant.reading.wording import is_absence, is_unstated

_UNPLACED = "Unplaced"
_SEVERAL = 2
# Folders that say what is in them, and not whose it is.
TELLS_NOTHING = frozenset(
    "frameworks framework docs doc documents pages content contents html src source data files "
    "public site static levels roles ladders ladder profiles md markdown yaml json csv en "
    "tracks careers career topics competencies skills _posts _pages assets input".split()
)
_NOT_CODE = re.compile(r"[^A-Z0-9&]+")


@dataclass(frozen=True, slots=True)
class RoleName:
    """What a role is called. `aliases` are its other names, that questions may use."""

    title: str
    aliases: tuple[str, ...] = ()
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A text and where in the framework it belongs.

    `role` is None for what holds for all roles of the house; `levels` are empty for what holds for
    all levels. `heading` is what the document calls the section.
    """

    words: Words
    role: RoleName | None
    levels: tuple[Level, ...]
    section: SectionKind
    heading: str
    dimension: str | None = None
    kind: StatementKind = StatementKind.FACT
    attribution: Attribution = STATED


def compiled(
    blocks: Blocks,
    placed: Sequence[Placed],
    reader: str,
    *,
    labels: Iterable[Words] = (),
    partial: bool = True,
    notes: Sequence[str] = (),
    ladders: Mapping[str, tuple[Level, ...]] = MappingProxyType({}),
    house: str | None = None,
) -> Reading:
    """The reading of a document of which `placed` is what it says.

    `labels` are the texts that headings, roles, levels and dimensions were taken from: their lines
    are placed too. A profile is made for each role and level; what holds for all levels of a role
    stands in each of them. Lines that nothing covers are kept whole, as unplaced. `partial` as in
    `RoleProfile`; `ladders` has, by the title of a role ("" for every other), its levels from the
    lowest, where the document says in which order they stand. `house` is whose framework it is;
    without it the folders say so.
    """
    document = blocks.document
    uses = {line.number: LineUse.UNPLACED for line in document.lines if line.text.strip()}
    for number in blocks.furniture & uses.keys():
        uses[number] = LineUse.BOILERPLATE
    for words in (*(one.words for one in placed), *labels):
        span = document.span(words.start, words.end)
        for number in range(span.line_start, span.line_end + 1):
            if number in uses:
                uses[number] = LineUse.PLACED
    placed = [*placed, *_unplaced(document, uses, placed)]
    owner = house or house_of(document)
    profiles = tuple(_profiles(document, placed, partial, ladders, owner))
    said = [f"{document.path}: {text}" for text in (*blocks.notes, *notes)]
    said += [f"{document.path}: {text}" for text in peculiarities(document.text)]
    return Reading(document, reader, profiles, tuple(uses.values()), tuple(said))


def house_of(document: Document) -> str:
    """Whose framework it is, as its folders say: the first that tells anything.

    A folder that holds nothing but folders holds several houses.
    """
    parts = document.path.split("/")[:-1]
    # Only the folder that was given: what lies deeper is of one house.
    given = document.file.parents[len(parts) - 1] if document.file and len(parts) > 1 else None
    if given is not None and not _has_files(given):
        parts = parts[1:]
    if not parts and document.file is not None:
        parts = [part for part in reversed(document.file.parent.parts[-3:]) if part != "/"]
    telling = [part for part in parts if part.casefold() not in TELLS_NOTHING]
    return (telling or parts or ["framework"])[0]


def code_part(text: str, otherwise: str) -> str:
    """A name as a part of a role code: "Software Engineer (SWE)" is SOFTWARE_ENGINEER_SWE."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    part = _NOT_CODE.sub("_", plain.upper()).strip("_&")
    if not part:
        return otherwise
    return part if part[0].isalpha() else f"{otherwise[0]}{part}"


def value_kind(text: str, *, cell: bool = False) -> StatementKind:
    """A fact, or the remark that nothing is stated: "N/A", "TODO", "not used at this level"."""
    unstated = is_unstated(text) if cell or len(text) < _MAX_UNSTATED else is_absence(text)
    return StatementKind.ABSENCE if unstated or _OPEN.fullmatch(text) else StatementKind.FACT


_MAX_UNSTATED = 40
_OPEN = re.compile(
    r"\W*(?:(?:to ?do|tbc|tbd|tba|n/?a|wip|none|nil|coming soon|to be (?:defined|confirmed|written"
    r"|added|decided|done|completed)|work in progress|fill (?:me )?in|placeholder"
    r"|not (?:in use|used"
    r"|applicable|defined|stated|required|yet \w+)|lorem ipsum\b.*)[\s,;:.–—-]*"
    r"(?:not (?:in use|used"
    r"|applicable|yet \w+)|at this level|here|yet)?)?\W*",
    re.IGNORECASE,
)


def _profiles(
    document: Document,
    placed: Sequence[Placed],
    partial: bool,
    ladders: Mapping[str, tuple[Level, ...]],
    owner: str,
) -> Iterable[RoleProfile]:
    family = code_part(owner, "HOUSE")
    roles: dict[str, RoleName | None] = {}
    by_role: dict[str, list[Placed]] = {}
    for one in placed:
        key = one.role.title if one.role is not None else ""
        roles.setdefault(key, one.role)
        by_role.setdefault(key, []).append(one)
    for key, here in by_role.items():
        role = roles[key]
        focus = code_part(role.title, "ROLE") if role is not None else ALL_ROLES
        title = role.title if role is not None else _readable(owner)
        house = code_part(role.family, family) if role is not None and role.family else family
        levels = list(dict.fromkeys(level for one in here for level in one.levels))
        for level in levels or [NO_LEVEL]:
            code = RoleCode(house, focus, level, _rung(level))
            own = [one for one in here if not one.levels or level in one.levels or not level]
            sections = tuple(_sections(document, own))
            order = ladders.get(key, ladders.get("", ()))
            aliases = role.aliases if role is not None else ()
            yield RoleProfile(code, title, sections, partial, order, aliases)


def _rung(level: Level) -> str:
    """The level as its code writes it."""
    label = str(level)
    part = code_part(label, "L") if label else ""
    return "" if part == label else part


def _readable(folder: str) -> str:
    words = re.sub(r"[\s_\-]+", " ", folder).strip()
    return words.title() if words.islower() else words


def _sections(document: Document, placed: Sequence[Placed]) -> Iterable[Section]:
    found: dict[tuple[SectionKind, str], list[Statement]] = {}
    for one in placed:
        statement = Statement(
            text=one.words.text,
            section=one.section,
            heading=one.heading,
            span=document.span(one.words.start, one.words.end),
            levels=one.levels,
            dimension=one.dimension,
            kind=one.kind,
            attribution=one.attribution,
        )
        found.setdefault((one.section, one.heading), []).append(statement)
    for (kind, heading), statements in found.items():
        first = min(statement.span.line_start for statement in statements)
        last = max(statement.span.line_end for statement in statements)
        yield Section(kind, heading, first, last, tuple(statements))


def _unplaced(
    document: Document, uses: dict[int, LineUse], placed: Sequence[Placed]
) -> Iterable[Placed]:
    """The lines that nothing covers, each kept whole, so that a search still finds it."""
    roles = {one.role for one in placed if one.role is not None}
    role = next(iter(roles)) if len(roles) == 1 else None
    for line in document.lines:
        if uses.get(line.number) is LineUse.UNPLACED:
            text = next((shown for shown in showings(line.text) if shown), "")
            if text:
                yield Placed(
                    Words(text, line.start, line.end), role, (), SectionKind.OTHER, _UNPLACED
                )


def _has_files(folder: Path) -> bool:
    """Whether a folder is of one house: it has files of its own, or a single folder."""
    try:
        inside = [one for one in folder.iterdir() if not one.name.startswith(".")]
        inside = [one for one in inside if one.name != NAME]  # a mapping of all houses
        return any(one.is_file() for one in inside) or len(inside) < _SEVERAL
    except OSError:
        return True
