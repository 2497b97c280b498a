"""The records of a table → texts with their role, level, skill and proficiency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from roleassistant.domain import NO_FAMILY, Level, SectionKind, StatementKind
from roleassistant.errors import DocumentError
from roleassistant.reading.blocks import Words
from roleassistant.reading.headings import heading
from roleassistant.reading.interpretation.placing import Placed, RoleName
from roleassistant.reading.records.cells import Cell, Passage, Row, passages, says_nothing
from roleassistant.reading.records.columns import Column, Layout
from roleassistant.reading.records.headers import Kind, step_rank, words_of
from roleassistant.reading.records.ladders import Ladder, ladder, split_title
from roleassistant.reading.records.naming import role_called
from roleassistant.reading.showing import folded

# What a hostile table may be made into.
MAX_PLACED = 400_000
_MARKED = frozenset({"x", "✓", "✔", "yes", "y", "●", "•"})
_MAX_STEP = 40


@dataclass
class Placements:
    """What a table says, the texts that only say where it belongs, and the order of levels."""

    placed: list[Placed] = field(default_factory=list)
    labels: list[Words] = field(default_factory=list)
    ladders: dict[str, tuple[Level, ...]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Record:
    """A row with what its names are: `roles` are several where it lists those that it holds for."""

    row: Row
    roles: tuple[RoleName | None, ...]
    level: Level | None
    skill: str | None


def place(layout: Layout, path: str, name: str) -> Placements:
    """Where every text of a table belongs. `name` is what the table as a whole is called, which is
    the role where no column names any.

    Raises:
        DocumentError: the table says more than one of roles does.
    """
    return _Placing(layout, path, name).run()


class _Placing:
    def __init__(self, layout: Layout, path: str, name: str) -> None:
        self._layout = layout
        self._path = path
        self._name = name or _title_above(layout)
        self._out = Placements()
        # The sentences and items of the cells of one row, which may hold for many roles.
        self._cut: dict[int, list[Passage]] = {}
        self._seen: set[tuple[object, ...]] = set()
        self._roles: dict[str, RoleName] = {}
        self._ladders: dict[str, Ladder] = {}
        self._role = layout.first(Kind.ROLE)
        self._level = layout.first(Kind.LEVEL)
        self._skill = layout.first(Kind.SKILL)
        self._step = layout.first(Kind.PROFICIENCY)
        self._titled = self._level is None and not layout.of(Kind.RUNG)

    def run(self) -> Placements:
        for row in self._layout.head:
            self._out.labels += [cell.words for cell in row if cell.text.strip()]
        if self._layout.of(Kind.RUNG):
            self._across()
        else:
            self._climb()
        pairs = 0
        for record in self._records():
            self._cut = {}
            for role in record.roles:
                self._place(record, role)
                pairs += 1
                if len(self._out.placed) > MAX_PLACED or pairs > MAX_PLACED:
                    raise DocumentError(
                        f"{self._path} has more than {MAX_PLACED:,} statements; a table of roles "
                        f"has fewer. Split it, or leave it out."
                    )
        return self._out

    # Names: which role, which level.

    def _cell(self, row: Row, column: Column | None) -> Cell | None:
        """The cell of a column where it says something."""
        if column is None or column.at >= len(row):
            return None
        cell = row[column.at]
        return cell if cell.stated else None

    def _text(self, row: Row, column: Column | None) -> str:
        cell = self._cell(row, column)
        return folded(cell.text) if cell is not None else ""

    def _names(self, row: Row) -> tuple[str, str]:
        """The role and the level that a row names; a title may name both."""
        role, level = self._text(row, self._role), self._text(row, self._level)
        if self._titled and role and (split := self._split.get(role)):
            return split[1], role
        if self._titled and role and self._split:
            return role, role if role in self._split_roles else ""
        return role or self._name, level

    @property
    def _split(self) -> dict[str, tuple[str, str]]:
        """Titles that name a level and a role ("Senior Data Engineer"), where no column has levels
        and more than one title is of the same role."""
        if not hasattr(self, "_split_titles"):
            titles = dict.fromkeys(self._text(row, self._role) for row in self._layout.records)
            split = {title: found for title in titles if (found := split_title(title))}
            count: dict[str, int] = defaultdict(int)
            for title in titles:
                count[split[title][1] if title in split else title] += 1
            self._split_titles = {t: s for t, s in split.items() if count[s[1]] > 1}
            self._split_roles = {role for _, role in self._split_titles.values()}
        return self._split_titles

    def _across(self) -> None:
        """Levels that head columns are those of every role of the table."""
        columns = self._layout.of(Kind.RUNG)
        names = [column.header for column in columns]
        roles = dict.fromkeys(self._names(row)[0] for row in self._layout.records)
        for role in roles:
            self._keep_ladder(role, ladder(role, names))
        for role in roles:
            for column in columns:
                if column.cell is not None:
                    level = self._ladders[role].called[column.header]
                    self._name_level(self._named(role, ""), column.cell, level)

    def _climb(self) -> None:
        """The ladder of each role, from what its rows say of its levels."""
        names: dict[str, dict[str, None]] = defaultdict(dict)
        heights: dict[str, dict[str, float]] = defaultdict(dict)
        mastered: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        skills: dict[str, set[str]] = defaultdict(set)
        order = self._layout.first(Kind.ORDER)
        for row in self._layout.records:
            role, level = self._names(row)
            if not level:
                continue
            names[role][level] = None
            height = self._text(row, order)
            if height.replace(".", "", 1).isdigit():
                heights[role][level] = float(height)
            if (rank := step_rank(self._text(row, self._step))) is not None:
                mastered[role][level].append(rank + 1)
                skills[role].add(self._text(row, self._skill))
        for role, said in names.items():
            # What a level need not master at all counts as nothing.
            means = {
                level: sum(ranks) / max(1, len(skills[role]))
                for level, ranks in mastered[role].items()
            }
            self._keep_ladder(role, ladder(role, tuple(said), heights.get(role), means))

    def _keep_ladder(self, role: str, found: Ladder) -> None:
        self._ladders[role] = found
        self._out.ladders[role] = found.order
        if found.as_listed:
            levels = ", ".join(str(level) for level in found.order)
            self._out.notes.append(
                f"the levels of {role or 'all roles'} stand in the order of the table ({levels}): "
                f"nothing in it says which is higher."
            )

    def _named(self, role: str, family: str) -> RoleName | None:
        if not role:
            return None
        known = self._roles.get(role)
        if known is None:
            # A role that is only mentioned here may be described elsewhere, in its family.
            own = family or (NO_FAMILY if self._layout.of(Kind.ROLES) else "")
            known = self._roles[role] = RoleName(role, family=own or None)
        return known

    def _records(self) -> Iterator[_Record]:
        listed = self._layout.first(Kind.ROLES)
        family = self._layout.first(Kind.FAMILY)
        for row in self._layout.records:
            role, level = self._names(row)
            roles: tuple[RoleName | None, ...]
            if listed is not None and self._role is None:
                cell = self._cell(row, listed)
                found = _listed(cell.text) if cell is not None else []
                self._out.labels += [cell.words] if cell is not None else []
                roles = tuple(self._named(one, "") for one in found)
            else:
                roles = (self._named(role, self._text(row, family)),)
            at = self._ladders[role].called.get(level) if role in self._ladders else None
            yield _Record(row, roles or (None,), at, self._text(row, self._skill) or None)

    # Texts: what is said of them.

    def _place(self, record: _Record, role: RoleName | None) -> None:
        for column in self._layout.columns:
            if column.at >= len(record.row) or not record.row[column.at].text.strip():
                continue
            if column.kind is Kind.ROLES and self._role is None:
                continue
            cell = record.row[column.at]
            if says_nothing(cell.text):
                self._absent(record, role, column, cell)
            elif column.kind is Kind.RUNG:
                self._rung(record, role, column, cell)
            else:
                self._of_kind(record, role, column, cell)
        for cell in record.row[len(self._layout.columns) :]:
            self._all(cell, role, _at(record.level), SectionKind.OTHER, "Other")

    def _of_kind(self, record: _Record, role: RoleName | None, column: Column, cell: Cell) -> None:
        at, skill = _at(record.level), record.skill
        match column.kind:
            case Kind.ROLE:
                self._add(cell.words, role, at, SectionKind.SUMMARY, "Title", "Title", _TERM)
                if self._titled and record.level is not None:
                    self._name_level(role, cell, record.level)
            case Kind.FAMILY:
                self._add(
                    cell.words, role, (), SectionKind.SUMMARY, column.header, column.header, _TERM
                )
            case Kind.ROLE_TEXT if self._titled and at:
                self._level_text(cell, role, at, column.header)  # of a title that names a level
            case Kind.ROLE_TEXT:
                self._all(cell, role, (), SectionKind.SUMMARY, column.header)
            case Kind.MASTERY if column.cell is not None:
                name = folded(column.header)
                self._add(column.cell.words, role, (), SectionKind.SKILLS, "Skills", None, _TERM)
                self._add(cell.words, role, at, SectionKind.PROFICIENCY, "Skills", name, _TERM)
            case Kind.OF_ROLE:
                section = _section_of(column.header)
                self._all(cell, role, (), section, column.header, column.header)
            case Kind.LEVEL:
                if record.level is not None:
                    self._name_level(role, cell, record.level)
                else:
                    self._out.labels.append(cell.words)
            case Kind.LEVEL_TEXT:
                self._level_text(cell, role, at, column.header)
            case Kind.SKILL:
                self._add(cell.words, role, (), SectionKind.SKILLS, column.header, None, _TERM)
            case Kind.SKILL_TEXT:
                self._all(cell, role, (), SectionKind.SKILLS, column.header, skill)
            case Kind.PROFICIENCY:
                self._add(
                    cell.words, role, at, SectionKind.PROFICIENCY, column.header, skill, _TERM
                )
            case Kind.PROFICIENCY_TEXT:
                step = self._text(record.row, self._step) or column.header
                self._all(cell, role, at, SectionKind.PROFICIENCY, step, skill)
            case Kind.STEP:
                self._all(cell, role, at, SectionKind.PROFICIENCY, column.header, skill)
            case Kind.GROUP | Kind.ORDER | Kind.ROLES:
                self._out.labels.append(cell.words)
            case _:
                self._text_of_row(record, role, column, cell)

    def _level_text(
        self, cell: Cell, role: RoleName | None, at: tuple[Level, ...], title: str
    ) -> None:
        """What a level is: its prose says what the level means, its list what somebody does."""
        for passage in self._passages(cell):
            if passage.leads:
                self._out.labels.append(passage.words)
                continue
            kind = SectionKind.RESPONSIBILITIES if passage.item else SectionKind.LEVEL_DEFINITION
            self._add(passage.words, role, at, kind, title)

    def _rung(self, record: _Record, role: RoleName | None, column: Column, cell: Cell) -> None:
        """A cell below a level: how well a skill has to be mastered, or what is expected."""
        at = _at(self._level_of(role, column))
        shown = folded(cell.text)
        label = record.skill or column.header
        if shown.casefold() in _MARKED:
            self._out.labels.append(cell.words)
        elif len(shown) <= _MAX_STEP and (step_rank(shown) is not None or shown.isdigit()):
            self._add(cell.words, role, at, SectionKind.PROFICIENCY, label, label, _TERM)
        else:
            self._all(cell, role, at, SectionKind.GUIDELINES, self._name, label)

    def _text_of_row(
        self, record: _Record, role: RoleName | None, column: Column, cell: Cell
    ) -> None:
        section = _section_of(column.header)
        at = _at(record.level)
        label: str | None = record.skill or column.header or None
        if section is SectionKind.OTHER and at:
            section = SectionKind.GUIDELINES
        elif section is SectionKind.RESPONSIBILITIES:
            label = record.skill
        if record.skill and section in (SectionKind.OTHER, SectionKind.GUIDELINES):
            step = self._text(record.row, self._step)
            section = SectionKind.PROFICIENCY if step else section
            title = step or column.header
        else:
            title = column.header or "Other"
        self._all(cell, role, at, section, title or "Other", label)

    def _absent(self, record: _Record, role: RoleName | None, column: Column, cell: Cell) -> None:
        """A cell that says that it states nothing. Kept, so that an answer can say so."""
        if not any(character.isalnum() for character in cell.text):
            self._out.labels.append(cell.words)
            return
        section, label = SectionKind.OTHER, record.skill or column.header
        level = record.level
        if column.kind is Kind.RUNG:
            section, level = SectionKind.GUIDELINES, self._level_of(role, column)
        elif column.kind in (Kind.PROFICIENCY, Kind.PROFICIENCY_TEXT, Kind.STEP):
            section = SectionKind.PROFICIENCY
        elif column.kind in (Kind.LEVEL, Kind.LEVEL_TEXT):
            section, label = SectionKind.LEVEL_DEFINITION, column.header
        self._add(
            cell.words, role, _at(level), section, column.header, label, StatementKind.ABSENCE
        )

    def _level_of(self, role: RoleName | None, column: Column) -> Level | None:
        """The level that heads a column, on the ladder of a role."""
        found = self._ladders.get(role.title if role is not None else "")
        return found.called[column.header] if found is not None else None

    def _name_level(self, role: RoleName | None, cell: Cell, level: Level) -> None:
        self._add(
            cell.words, role, (level,), SectionKind.LEVEL_DEFINITION, "Level", "Level name", _TERM
        )

    def _all(
        self,
        cell: Cell,
        role: RoleName | None,
        at: tuple[Level, ...],
        section: SectionKind,
        title: str,
        label: str | None = None,
    ) -> None:
        """Every sentence and item of a cell."""
        for passage in self._passages(cell):
            if passage.leads:
                self._out.labels.append(passage.words)
            else:
                self._add(passage.words, role, at, section, title, label)

    def _passages(self, cell: Cell) -> list[Passage]:
        if cell.start not in self._cut:
            self._cut[cell.start] = passages(cell)
        return self._cut[cell.start]

    def _add(
        self,
        words: Words,
        role: RoleName | None,
        at: tuple[Level, ...],
        section: SectionKind,
        title: str,
        label: str | None = None,
        kind: StatementKind = StatementKind.FACT,
    ) -> None:
        """A text, unless the table has said the same of the same before."""
        if not any(character.isalnum() for character in words.text):
            self._out.labels.append(words)
            return
        key = (words.text, role and role.title, at, section, title, label, kind)
        if key in self._seen:
            self._out.labels.append(words)
            return
        self._seen.add(key)
        self._out.placed.append(Placed(words, role, at, section, title or "Other", label, kind))


_TERM = StatementKind.TERM


def _title_above(layout: Layout) -> str:
    """The role that a line above the header names: "Engineering competency matrix"."""
    above = [cell for row in layout.head[:-1] for cell in row if cell.stated]
    return role_called(folded(above[0].text)) if above else ""


def _section_of(header: str) -> SectionKind:
    """The section that a header names; a part of it is enough for duties ("key_duties")."""
    opened = heading(" ".join(words_of(header))) if header else None
    opened = opened or (heading(header) if header else None)
    if opened is not None:
        return opened.kind
    duties = {"responsibility", "duty", "accountability", "task"}
    found = duties & set(words_of(header))
    return SectionKind.RESPONSIBILITIES if found else SectionKind.OTHER


def _at(level: Level | None) -> tuple[Level, ...]:
    return (level,) if level is not None else ()


def _listed(text: str) -> list[str]:
    """The names that a cell lists; a comma in brackets parts none."""
    found, depth, start = [], 0, 0
    for at, mark in enumerate(text):
        depth += (mark == "(") - (mark == ")")
        if depth <= 0 and mark in ",;|\n\v":
            found.append(text[start:at])
            start = at + 1
    found.append(text[start:])
    return [name for one in found if (name := folded(one).strip(" -•*"))]
