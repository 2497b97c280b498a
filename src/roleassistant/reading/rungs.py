"""What one page calls its levels, where they are not letters with a number.

A ladder's names are whatever a house calls them: Trainee, Fitter, Charge Hand; Band 5, Band 6;
Associate, Fellow. They are worked out from the page itself: its own name and code, the rows or
columns of its guidelines, the heading of its level definition, the headings over its
responsibilities, and the codes of its siblings among the adjacent roles. A list of names counts
only where a level that is known for sure, the page's own first of all, is one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from roleassistant.domain import Level, RoleCode, SectionKind
from roleassistant.domain.ladder import merged
from roleassistant.domain.level import rung_key, usual_rank
from roleassistant.reading.document import Line
from roleassistant.reading.headings import heading
from roleassistant.reading.pieces import is_bulleted, piece_of
from roleassistant.reading.residue import heading_forms, heading_without_residue
from roleassistant.reading.tables import Cell, Table, is_row, is_rule, with_tables

DASHES = r"[—–―:·|]|(?<=\s)-(?=\s)"
LEVEL_COLUMN = frozenset(
    "level,levels,grade,grades,rung,band,step,stufe,rank,tier,job level,career level,"
    "role level".split(",")
)
_SPACED = r"[—–―]|(?<=\s)[-·](?=\s)"
_LETTERS = 3
_MOST_GRADES = 30
# A longer line names no level, and matching it would take long.
_MAX_LINE = 300
_MAX_WORDS = 5
_MAX_LENGTH = 48
_SPLIT = re.compile(
    r"\s*(?:[/&,+]|\bto\b|\band\b|\bor\b|\s[–—-]\s|(?<=\w)–(?=\w))\s*", re.IGNORECASE
)
_RANGE = re.compile(r"(?P<low>.+?)\s*(?:\s[–—-]\s|–|\bto\b)\s*(?P<high>.+)", re.IGNORECASE)
_WORDED = re.compile(r"(?:(?:job |career )?levels?|grades?)\s*[—–―:·|-]?\s+", re.IGNORECASE)
_YOUR_LEVEL = re.compile(
    r"\s*(?:[(\[·★←*—–-]\s*)*(?:this is )?your level[)\]★*]*\s*$", re.IGNORECASE
)
_DEFINED = re.compile(
    rf"level(?: definition)?\s*(?:{_SPACED})\s*(?P<rung>.+?)\s*(?:{_SPACED})\s*\S.*", re.IGNORECASE
)
_SIBLING = re.compile(
    rf"(?:(?:{DASHES})\s*(?P<rung>[^—–―:·|()]{{2,40}}?)\s*(?:{DASHES}|\()\s*)?"
    r"(?P<code>\b[A-Z][A-Z0-9_&-]*\.[A-Z][A-Z0-9_&-]*)\.(?P<level>[A-Z][A-Z0-9_-]*\+?)"
)
_LISTING = frozenset({SectionKind.GUIDELINES, SectionKind.RESPONSIBILITIES})


@dataclass(frozen=True, slots=True)
class Rungs:
    """The names of levels on one page, lowest first, and the letters that it uses for levels.

    `known` maps the key of a name, in every spelling, to its level.
    """

    own: Level
    tracks: frozenset[str]
    order: tuple[Level, ...] = ()
    known: dict[str, Level] = field(default_factory=dict, hash=False)

    def also(self, tracks: Iterable[str]) -> Rungs:
        """The same names, with more letters."""
        return replace(self, tracks=self.tracks | {track.upper() for track in tracks})

    def of(self, text: str) -> tuple[Level, ...]:
        """The level of that name, or the several that it lists; none where it names anything
        else."""
        bare = _bare(text)
        if not self.known or not bare or len(bare) > 2 * _MAX_LENGTH or bare[:1].islower():
            return ()
        for said in (bare, _WORDED.sub("", bare)):
            if level := self._known(said):
                return (level,)
            parts = [self._known(part) for part in _SPLIT.split(said) if part]
            if len(parts) > 1 and all(parts):
                found = [part for part in parts if part]
                return self._between(found) if _RANGE.fullmatch(said) else tuple(found)
        return ()

    def _known(self, name: str) -> Level | None:
        return self.known.get(rung_key(name)) or self.known.get(_called_key(name))

    def _between(self, ends: Sequence[Level]) -> tuple[Level, ...]:
        if len(ends) != 2 or not all(end in self.order for end in ends):
            return tuple(ends)
        low, high = sorted(self.order.index(end) for end in ends)
        return self.order[low : high + 1]


@lru_cache(maxsize=8192)
def _called_key(name: str) -> str:
    return Level.called(name).key


def own_level(code: RoleCode, title: str) -> tuple[Level, str] | None:
    """The level that a title line ends with, and the title before it, where the code means it.

    "Charge Hand" for CHARGE_HAND, "Band 6" for B6, "Professional" for PRO.
    """
    parts = re.split(rf"\s*(?:{DASHES}|,)\s*", title)
    for cut in range(len(parts) - 1, 0, -1):
        name = " ".join(parts[cut].strip(" ()[]*_").split())
        if name and _means(code, name):
            rest = title[: title.rfind(parts[cut])].rstrip(" —–―:·|-,([*_")
            if any(character.isalpha() for character in rest):
                words = _is_named(code.level) and not name.isdigit()
                return (Level.called(name) if words else code.level), rest
    return None


def _means(code: RoleCode, name: str) -> bool:
    """Whether the last part of a code stands for a name: it is the same, its beginning, its
    initials, or its number under the same initial."""
    written = rung_key(code.rung or str(code.level))
    key = rung_key(name)
    if not key or len(name.split()) > _MAX_WORDS:
        return False
    if written == key:
        return True
    said = Level.called(name)
    if code.level.track or said.track:
        number = code.level.grade == said.grade and bool(code.level.track and said.track)
        firsts = {word[0].casefold() for word in said.track.split()}
        return number and code.level.track[0].casefold() in firsts
    initials = "".join(word[0] for word in name.casefold().split())
    return len(written) > 1 and (key.startswith(written) or written == initials)


def learn(code: RoleCode, title: str, lines: Sequence[Line]) -> Rungs:
    """The names of levels on the page of `code`, of which `lines` are the body; `title` is its
    title line."""
    own = code.level
    if not _is_named(own):
        return _of_letters(code, title, lines)
    sure = {own.key, rung_key(code.rung or str(own))}
    spelt = {rung_key(code.rung or str(own)): own, own.key: own}
    siblings: list[Level] = []
    for line in lines:
        for level, keys in _named_alone(line, code):
            siblings.append(level)
            spelt.update(dict.fromkeys(keys, level))
            sure.update(keys)
    lists = list(_lists(lines, own, sure))
    order = merged(lists)
    keys = {level.key for level in order}
    order += [level for level in dict.fromkeys((own, *siblings)) if level.key not in keys]
    if len({level.track for level in order}) > 1:
        # "Analyst II" beside "Senior Analyst": its number is one name among others.
        order = [Level(level.label, "", usual_rank(level)) for level in order]
    return _rungs(own, order, spelt)


def _of_letters(code: RoleCode, title: str, lines: Sequence[Line]) -> Rungs:
    """The page of a lettered level may call it by words as well: "Band 6" for B6, and then Band 5
    is B5; or "Professional" for P2, and then what stands above it in the list is P3."""
    own = code.level
    names = [_bare(match["rung"]) for line in lines if (match := _defined(line))][:1]
    names += [part for part in re.split(rf"\s*(?:{DASHES})\s*", title)[1:] if _means(code, part)]
    known: dict[str, Level] = {}
    for name in names:
        called = Level.called(name)
        known[rung_key(name)] = own
        if called.track and called.grade == own.grade and _is_named(called):
            for grade in range(_MOST_GRADES):
                known.setdefault(called.at(grade).key, own.at(grade))
            continue
        order = _upwards(merged(_lists(lines, own, {rung_key(name)})))
        keys = [level.key for level in order]
        first = own.grade - keys.index(rung_key(name)) if rung_key(name) in keys else -1
        if first >= 0 and all(not level.track for level in order):
            for grade, key in enumerate(keys, first):
                known.setdefault(key, own.at(grade))
    return Rungs(own, frozenset({own.track.upper()}), known=known)


def _upwards(listed: list[Level]) -> list[Level]:
    ranks = [usual_rank(level) for level in listed if usual_rank(level) >= 0]
    return listed[::-1] if ranks and ranks != sorted(ranks) else listed


def _rungs(own: Level, order: Iterable[Level], spelt: Mapping[str, Level]) -> Rungs:
    known = {level.key: level for level in order}
    known |= {key: known.get(level.key, level) for key, level in spelt.items()}
    if own.track and any(key.isdigit() for key in spelt):
        # The code writes its number alone, and so may the page.
        known |= {str(grade): own.at(grade) for grade in range(_MOST_GRADES)}
    tracks = frozenset(level.track.upper() for level in known.values())
    return Rungs(known.get(own.key, own), tracks, tuple(order), known)


def _is_named(level: Level) -> bool:
    """Whether it is called by words, and not by letters with a number."""
    return not level.track or len(level.track) > _LETTERS


def _defined(line: Line) -> re.Match[str] | None:
    """The heading of a level definition that calls its level by words."""
    if len(line.text) > _MAX_LINE or "level" not in line.text.casefold():
        return None
    text = heading_without_residue(line.text).strip(" #*_\t")
    match = _DEFINED.fullmatch(text) if len(text) <= 90 and text[:5].casefold() == "level" else None
    named = match and _is_name(match["rung"]) and _is_named(Level.called(_bare(match["rung"])))
    return match if named else None


def _named_alone(line: Line, code: RoleCode) -> Iterator[tuple[Level, set[str]]]:
    """Levels that are named one at a time: by a level definition, by the code of a sibling."""
    text = line.text.strip(" #*_\t")
    if len(text) > _MAX_LINE:
        return
    if match := _defined(line):
        level = Level.called(_bare(match["rung"]))
        if _is_named(level):
            yield level, {level.key}
    for match in _SIBLING.finditer(text) if code.role in text else ():
        if match["code"] == code.role:
            sibling = RoleCode.parse(match[0][match.start("code") - match.start() :])
            name = _bare(match["rung"] or "")
            means = bool(name) and _means(sibling, name)
            level = Level.called(name) if means and not sibling.level.track else sibling.level
            yield level, {level.key, rung_key(match["level"])}


def _lists(lines: Sequence[Line], own: Level, sure: set[str]) -> Iterator[list[Level]]:
    """Lists of names, each with one in it that is known for sure, as the page has them: first those
    of tables, then those of headings."""
    spelt: dict[str, Level] = {}
    sections = list(_sections(lines))
    for find in (_tabled, _headed):
        for kind, part in sections:
            known = _rungs(own, tuple(spelt.values()), {})
            for names in find(kind, part, sure, known):
                found = [Level.called(name) for name in names]
                found = [spelt.setdefault(level.key, level) for level in found]
                sure |= {level.key for level in found}
                yield list(dict.fromkeys(found))


def _sections(lines: Sequence[Line]) -> Iterator[tuple[SectionKind | None, list[Line]]]:
    """The lines under each heading that is known by name."""
    kind: SectionKind | None = None
    part: list[Line] = []
    for line in lines:
        opened = None if is_bulleted(line) else heading(line.text)
        if opened is None:
            part.append(line)
            continue
        yield kind, part
        kind, part = opened.kind, []
    yield kind, part


def _tabled(
    kind: SectionKind | None, lines: Sequence[Line], sure: set[str], known: Rungs
) -> Iterator[list[str]]:
    """The names in a column or in the header of a table; outside of the sections that go by level,
    only in a column that says that it holds levels."""
    for table in with_tables(lines):
        if not isinstance(table, Table):
            continue
        header = [_text(cell) for cell in table.header]
        if len(header) > 2 and kind in _LISTING and _is_list(header[1:], sure):
            yield header[1:]
            continue
        for at in range(min(3, max(map(len, table.all_rows)))):
            column = [_text(cells[at]) for cells in table.rows if len(cells) > at]
            titled = at < len(header) and header[at].casefold() in LEVEL_COLUMN
            listed = [name for name in column if _is_name(name)]
            if titled and _is_list(listed, sure):
                yield listed
                break
            if kind in _LISTING and (_is_list(column, sure) or (titled and _are_names(column))):
                yield column
                break


def _headed(
    kind: SectionKind | None, lines: Sequence[Line], sure: set[str], known: Rungs
) -> Iterator[list[str]]:
    """The names over groups of items.

    Where some stand right over others, these are themes within levels: only the upper ones count.
    """
    if kind not in _LISTING:
        return
    short = [index for index, line in enumerate(lines) if _may_head(line)]
    upper = [index for index in short if index + 1 in short]
    over = [index for index in short if _stands_over(lines, index)]
    names = [_name_in(lines[index]) for index in upper or over]
    unheard = [name for name in names if not known.of(name)]
    if unheard and _is_list(list(dict.fromkeys(names)), sure):
        yield list(dict.fromkeys(name for name in names if len(known.of(name)) < 2))


def _may_head(line: Line) -> bool:
    if len(line.text) > _MAX_LINE or is_bulleted(line) or is_row(line) or is_rule(line):
        return False
    return _is_name(_name_in(line)) and not line.text.rstrip().endswith((".", ";"))


def _stands_over(lines: Sequence[Line], index: int) -> bool:
    below = lines[index + 1] if index + 1 < len(lines) else None
    if below is None:
        return False
    return is_bulleted(below) or piece_of(below).label_and_value() is not None


def _name_in(line: Line) -> str:
    """The name that a heading begins with: "Fitter — Depot", "Fitter (your level)"."""
    bare = _bare(piece_of(line).text)
    return re.split(rf"\s*(?:{DASHES})\s*|\s+\(", bare)[0].strip()


def _is_list(names: Sequence[str], sure: set[str]) -> bool:
    """Whether the names are those of levels: all are names, and one of them is surely a level."""
    return _are_names(names) and any(rung_key(name) in sure for name in names)


def _are_names(names: Sequence[str]) -> bool:
    keys = [rung_key(name) for name in names]
    return len(names) > 1 and all(map(_is_name, names)) and len(set(keys)) == len(keys)


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= _MAX_WORDS
        and len(text) <= _MAX_LENGTH
        and text[0].isalpha()
        and not text[0].islower()
        and not text.endswith((".", ";", "?", "!"))
    )


def _bare(text: str) -> str:
    """A name without marks, the interface and "your level"; none where it is far too long."""
    if len(text) > _MAX_LINE:
        return ""
    form = heading_forms(text)[-1] if text else ""
    return _YOUR_LEVEL.sub("", form.strip(" #*_\t`\ufeff")).strip(" :*_")


def _text(cell: Cell) -> str:
    return _bare(" ".join(cell.text.split()))
