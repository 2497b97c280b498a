"""What each column of a table of records is, worked out from its header and from its cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roleassistant.reading.interpretation.naming import Sureness, named
from roleassistant.reading.records.cells import Cell, Grid, Row, says_nothing
from roleassistant.reading.records.headers import (
    RANK,
    TEXT_OF,
    Kind,
    describes,
    grade_rank,
    is_code,
    is_level_name,
    is_plural,
    kind_of_header,
    readable,
    step_rank,
    words_of,
)
from roleassistant.reading.records.rows import filled_down, header_at, joined_header
from roleassistant.reading.showing import folded

# Rows by which columns are judged.
_SAMPLED = 3_000
_NAME_LENGTH = 60
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its place, its header, and what its cells are."""

    at: int
    header: str
    kind: Kind
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table, the rows above its first record, and its records."""

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    records: tuple[Row, ...]

    def of(self, *kinds: Kind) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.kind in kinds)

    def first(self, kind: Kind) -> Column | None:
        return next(iter(self.of(kind)), None)


@dataclass(frozen=True, slots=True)
class _Values:
    """The cells of a column that say something, as they are shown."""

    texts: tuple[str, ...]

    @property
    def length(self) -> float:
        return sum(map(len, self.texts)) / len(self.texts) if self.texts else 0.0

    @property
    def distinct(self) -> int:
        return len(set(self.texts))

    def are(self, test: object) -> bool:
        """Whether most cells pass a test."""
        if not self.texts or not callable(test):
            return False
        kinds = set(self.texts)
        return sum(bool(test(text)) for text in kinds) >= _MOSTLY * len(kinds)

    @property
    def are_names(self) -> bool:
        return bool(self.texts) and self.length <= _NAME_LENGTH


def layout(grid: Grid) -> Layout | None:
    """The layout of a table; None where it is no table of roles, levels or skills."""
    found = header_at(grid.rows)
    if found is None:
        return None
    if found and joined_header(grid.rows, found - 1)[1] == found + 1:
        found -= 1
    header, below = joined_header(grid.rows, found)
    records = grid.rows[below:]
    if not records:
        return None
    width = max(len(header), *(len(row) for row in records[:_SAMPLED]))
    values = [_values(records, at) for at in range(width)]
    headers = [folded(header[at].text) if at < len(header) else "" for at in range(width)]
    kinds = [kind_of_header(text) for text in headers]
    kinds = _by_values(headers, kinds, values)
    kinds = _levels_across(headers, kinds, values)
    records = tuple(filled_down(records, kinds))
    kinds = _said_of_skills(headers, kinds, records)
    kinds = _families(kinds, records)
    kinds = _skills_across(headers, kinds, values)
    if not _is_of_roles(kinds):
        return None
    kinds = _names_of_rows(headers, kinds, values)
    kinds = _descriptions(headers, kinds, records)
    columns = tuple(
        Column(
            at,
            readable(headers[at]),
            kinds[at] or Kind.TEXT,
            header[at] if at < len(header) else None,
        )
        for at in range(width)
        if headers[at] or values[at].texts
    )
    return Layout(columns, grid.rows[:below], records)


def _values(records: Sequence[Row], at: int) -> _Values:
    texts = (folded(row[at].text) for row in records[:_SAMPLED] if at < len(row))
    return _Values(tuple(text for text in texts if text and not says_nothing(text)))


def _by_values(
    headers: Sequence[str], kinds: Sequence[Kind | None], values: Sequence[_Values]
) -> list[Kind | None]:
    """Headers that leave it open, decided by what stands below them."""
    found = list(kinds)
    skilled = Kind.SKILL in found or Kind.PROFICIENCY in found
    for at, kind in enumerate(kinds):
        own = values[at]
        if kind is Kind.LEVEL and own.are(_is_step) and not own.are(is_level_name):
            # "Level" over Working and Expert, beside a skill: how well it is mastered.
            found[at] = Kind.PROFICIENCY if skilled else kind
        elif kind is Kind.PROFICIENCY and own.are(is_level_name) and Kind.LEVEL not in found:
            found[at] = kind if own.are(_is_step) else Kind.LEVEL
        elif kind in (Kind.SKILL, Kind.ROLE, Kind.FAMILY, Kind.LEVEL) and own.length > _NAME_LENGTH:
            # "Behaviours" over sentences: they are said, and not named.
            found[at] = TEXT_OF.get(kind, Kind.TEXT) if found.count(kind) > 1 else Kind.TEXT
        elif kind is Kind.PROFICIENCY and own.length > _NAME_LENGTH:
            found[at] = Kind.PROFICIENCY_TEXT
    for at, own in enumerate(values):
        if is_code(headers[at]):
            continue
        if found[at] is None and own.are(is_level_name) and Kind.LEVEL not in found:
            found[at] = Kind.LEVEL if len(own.texts) > 1 else None
        elif found[at] is None and own.are(_is_step) and Kind.PROFICIENCY not in found:
            found[at] = Kind.PROFICIENCY if skilled else None
    return _one_of_each(found, values)


def _one_of_each(kinds: list[Kind | None], values: Sequence[_Values]) -> list[Kind | None]:
    """Of two columns that seem to name the same, the one that tells fewer things apart names the
    role, and the other its level; of two levels or grades the second only says more."""
    roles = [at for at, kind in enumerate(kinds) if kind is Kind.ROLE]
    if len(roles) > 1:
        first = min(roles, key=lambda at: (values[at].distinct, at))
        for at in roles:
            if at != first:
                named = values[at].distinct > values[first].distinct and Kind.LEVEL not in kinds
                kinds[at] = Kind.LEVEL if named else Kind.TEXT
    for kind in (Kind.FAMILY, Kind.LEVEL, Kind.SKILL, Kind.PROFICIENCY, Kind.ORDER, Kind.ROLES):
        places = [at for at, one in enumerate(kinds) if one is kind]
        for at in places[1:]:
            kinds[at] = Kind.GROUP if kind is Kind.FAMILY and Kind.SKILL in kinds else Kind.TEXT
    return kinds


def _levels_across(
    headers: Sequence[str], kinds: Sequence[Kind | None], values: Sequence[_Values]
) -> list[Kind | None]:
    """Columns that are headed by levels, or by steps of proficiency, one for each."""
    found = list(kinds)
    for test, kind in ((_is_step_header, Kind.STEP), (_is_level_header, Kind.RUNG)):
        places = [at for at, text in enumerate(headers) if text and test(text)]
        if len(places) > 1 and Kind.STEP not in found:
            for at in places:
                found[at] = kind
    if Kind.RUNG in found or Kind.STEP in found or Kind.LEVEL in found or Kind.SKILL not in found:
        return found
    # Rungs of names that no ladder has elsewhere: several columns that nothing else explains, all
    # of them as long as each other, beside the one that names the row.
    unknown = [
        at
        for at, text in enumerate(headers)
        if found[at] is None and text and not describes(text) and len(text) <= 40
    ]
    lengths = [values[at].length for at in unknown]
    if len(unknown) > 2 and max(lengths) <= 4 * (min(lengths) + 10) and Kind.ROLE not in found:
        for at in unknown:
            found[at] = Kind.RUNG
    return found


def _said_of_skills(
    headers: Sequence[str], kinds: Sequence[Kind | None], records: Sequence[Row]
) -> list[Kind | None]:
    """Where a row says all of a role at a level, "Behaviours" are what is said, and name no skill
    that another column grades; what describes a level where none is named describes a step."""
    found = list(kinds)
    if Kind.LEVEL_TEXT in found and Kind.LEVEL not in found and Kind.PROFICIENCY in found:
        found[found.index(Kind.LEVEL_TEXT)] = Kind.PROFICIENCY_TEXT
    graded = {Kind.PROFICIENCY, Kind.SKILL_TEXT, Kind.PROFICIENCY_TEXT, Kind.RUNG, Kind.STEP}
    if graded & set(found) or not {Kind.ROLE, Kind.LEVEL} <= set(found):
        return found
    keys = (found.index(Kind.ROLE), found.index(Kind.LEVEL))
    pairs = {tuple(folded(row[k].text) if k < len(row) else "" for k in keys) for row in records}
    if len(pairs) == len(records):
        for at, kind in enumerate(found):
            if kind is Kind.SKILL and is_plural(headers[at]):
                found[at] = Kind.TEXT
    return found


def _families(kinds: Sequence[Kind | None], records: Sequence[Row]) -> list[Kind | None]:
    """A role is of one family: what changes within a role is a group, or what a row is about."""
    found = list(kinds)
    if Kind.FAMILY in found and Kind.ROLE not in found and Kind.SKILL in found:
        found[found.index(Kind.FAMILY)] = Kind.GROUP
    if Kind.FAMILY in found and Kind.ROLE in found:
        at, role = found.index(Kind.FAMILY), found.index(Kind.ROLE)
        if not _determine(records, (role,), at):
            found[at] = Kind.GROUP if Kind.SKILL in found else Kind.SKILL
    return found


def _skills_across(
    headers: Sequence[str], kinds: Sequence[Kind | None], values: Sequence[_Values]
) -> list[Kind | None]:
    """Columns that are headed by skills, where the cells of several say how well, and no more."""
    found = list(kinds)
    if Kind.SKILL in found or Kind.RUNG in found or Kind.ROLE not in found:
        return found
    places = [
        at
        for at, own in enumerate(values)
        if found[at] is None and headers[at] and not is_code(headers[at]) and own.are(_is_grade)
    ]
    if len(places) > 1:
        for at in places:
            found[at] = Kind.MASTERY
    return found


def _names_of_rows(
    headers: Sequence[str], kinds: Sequence[Kind | None], values: Sequence[_Values]
) -> list[Kind | None]:
    """Where levels stand in columns, the first column of names says what each row is about."""
    found = list(kinds)
    if not {Kind.RUNG, Kind.STEP} & set(found) or Kind.SKILL in found:
        return found
    for at, kind in enumerate(found):
        if kind in (None, Kind.GROUP, Kind.FAMILY) and values[at].are_names:
            following = at + 1 < len(found) and found[at + 1] in (None, Kind.GROUP)
            if (
                following
                and values[at + 1].are_names
                and values[at + 1].distinct > (values[at].distinct)
            ):
                found[at] = Kind.GROUP
                continue
            found[at] = Kind.SKILL
            break
    return found


def _descriptions(
    headers: Sequence[str], kinds: Sequence[Kind | None], records: Sequence[Row]
) -> list[Kind | None]:
    """What a column describes that is called "Description" and no more: the nearest to its left
    that has the same description wherever it stands."""
    found = list(kinds)
    for at, header in enumerate(headers):
        if found[at] is not None or not describes(header):
            continue
        for number, keys in enumerate(_subjects(found, at)):
            # Of what stands farther off, rows that repeat the description have to tell.
            if _determine(records, keys, at, repeated=number > 0):
                kind = TEXT_OF[found[keys[-1]] or Kind.ROLE]
                if kind not in found:
                    found[at] = kind
                break
    if Kind.ROLE in found and (Kind.SKILL in found or Kind.LEVEL in found):
        role = found.index(Kind.ROLE)
        for at, header in enumerate(headers):
            if found[at] is None and header and _determine(records, (role,), at, repeated=True):
                found[at] = Kind.OF_ROLE
    return found


def _subjects(kinds: Sequence[Kind | None], at: int) -> Iterable[tuple[int, ...]]:
    """The columns that may be described, the nearest to the left of `at` first: alone, but for a
    level, which is one of its role, and a step, which is one of its skill."""
    subjects = [i for i in range(at - 1, -1, -1) if kinds[i] in TEXT_OF]
    role = next((i for i, kind in enumerate(kinds) if kind is Kind.ROLE), None)
    skill = next((i for i, kind in enumerate(kinds) if kind is Kind.SKILL), None)
    for one in subjects:
        if kinds[one] is Kind.LEVEL and role is not None:
            yield role, one
        elif kinds[one] is Kind.PROFICIENCY and skill is not None:
            yield skill, one
        else:
            yield (one,)


def _determine(
    records: Sequence[Row], keys: Sequence[int], at: int, *, repeated: bool = False
) -> bool:
    """Whether rows that agree in `keys` agree in the column `at`; with `repeated`, some must."""
    told: dict[tuple[str, ...], set[str]] = defaultdict(set)
    rows = 0
    for row in records[:_SAMPLED]:
        if at < len(row) and row[at].text.strip():
            key = tuple(folded(row[k].text) if k < len(row) else "" for k in keys)
            told[key].add(folded(row[at].text))
            rows += 1
    several = sum(len(texts) > 1 for texts in told.values())
    return bool(told) and several <= 0.05 * len(told) and not (repeated and rows == len(told))


def _is_of_roles(kinds: Sequence[Kind | None]) -> bool:
    """Whether a table says what is expected of whom: it has roles, levels or skills."""
    said = {kind for kind in kinds if kind is not None}
    across = bool(said & {Kind.ROLE, Kind.ROLES, Kind.RUNG, Kind.STEP})
    return across or len(said & {Kind.LEVEL, Kind.SKILL}) > 1


def _is_grade(text: str) -> bool:
    """A step of proficiency, or a small number on a scale of them."""
    return step_rank(text) is not None or (text.isdigit() and len(text) == 1)


def _is_step(text: str) -> bool:
    return step_rank(text) is not None


def _is_step_header(text: str) -> bool:
    return step_rank(text) is not None


def _is_level_header(text: str) -> bool:
    if is_level_name(text) or grade_rank(text) is not None:
        return True
    if named(text).sureness is Sureness.NUMBERED:
        return True  # "Band 6 Senior Staff Nurse"
    words = words_of(text)
    # "Senior Developer", "Head of Library": how high somebody stands, and what they are.
    return 1 < len(words) <= 4 and any(word in RANK for word in words)
