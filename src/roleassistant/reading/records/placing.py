"""The records of a table → texts with their role, level, skill and proficiency."""

from __future__ import annotations

from dataclasses import dataclass, field

from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.errors import DocumentError
from roleassistant.reading.blocks import Words
from roleassistant.reading.headings import heading
from roleassistant.reading.interpretation.placing import Placed, RoleName
from roleassistant.reading.records.cells import Cell, Passage, passages, says_nothing
from roleassistant.reading.records.columns import Column, Layout
from roleassistant.reading.records.headers import Kind, step_rank, words_of
from roleassistant.reading.records.who import Record, Who
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
        self._who = Who(layout, name)
        self._out = Placements()
        # The sentences and items of the cells of one row, which may hold for many roles.
        self._cut: dict[int, list[Passage]] = {}
        self._seen: set[tuple[object, ...]] = set()
        self._step = layout.first(Kind.PROFICIENCY)

    def run(self) -> Placements:
        for row in self._layout.head:
            self._out.labels += [cell.words for cell in row if cell.text.strip()]
        self._name_levels_across()
        pairs = 0
        for record in self._who.records():
            self._cut = {}
            for role in record.roles:
                self._place(record, role)
                pairs += 1
                if len(self._out.placed) > MAX_PLACED or pairs > MAX_PLACED:
                    raise DocumentError(
                        f"{self._path} has more than {MAX_PLACED:,} statements; a table of roles "
                        f"has fewer. Split it, or leave it out."
                    )
        out = self._out
        out.labels += self._who.labels
        out.ladders |= {role: found.order for role, found in self._who.ladders.items()}
        out.notes += self._who.notes
        return out

    def _name_levels_across(self) -> None:
        """Levels that head columns are called so for every role."""
        for role, found in self._who.ladders.items():
            for column in self._layout.of(Kind.RUNG):
                if column.cell is not None:
                    named = self._who.named(role, "")
                    self._name_level(named, column.cell, found.called[column.header])

    # Texts: what is said of them.

    def _place(self, record: Record, role: RoleName | None) -> None:
        for column in self._layout.columns:
            if column.at >= len(record.row) or not record.row[column.at].text.strip():
                continue
            if column.kind is Kind.ROLES and self._who.lists_roles:
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

    def _of_kind(self, record: Record, role: RoleName | None, column: Column, cell: Cell) -> None:
        at, skill = _at(record.level), record.skill
        match column.kind:
            case Kind.ROLE:
                self._add(cell.words, role, at, SectionKind.SUMMARY, "Title", "Title", _TERM)
                if self._who.titled and record.level is not None:
                    self._name_level(role, cell, record.level)
            case Kind.FAMILY:
                self._add(
                    cell.words, role, (), SectionKind.SUMMARY, column.header, column.header, _TERM
                )
            case Kind.ROLE_TEXT if self._who.titled and at:
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
                step = self._who.text(record.row, self._step) or column.header
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

    def _rung(self, record: Record, role: RoleName | None, column: Column, cell: Cell) -> None:
        """A cell below a level: how well a skill has to be mastered, or what is expected."""
        at = _at(self._who.level_of(role, column))
        shown = folded(cell.text)
        label = record.skill or column.header
        if shown.casefold() in _MARKED:
            self._out.labels.append(cell.words)
        elif len(shown) <= _MAX_STEP and (step_rank(shown) is not None or shown.isdigit()):
            self._add(cell.words, role, at, SectionKind.PROFICIENCY, label, label, _TERM)
        else:
            self._all(cell, role, at, SectionKind.GUIDELINES, self._who.name, label)

    def _text_of_row(
        self, record: Record, role: RoleName | None, column: Column, cell: Cell
    ) -> None:
        section = _section_of(column.header)
        at = _at(record.level)
        label: str | None = record.skill or column.header or None
        if section is SectionKind.OTHER and at:
            section = SectionKind.GUIDELINES
        elif section is SectionKind.RESPONSIBILITIES:
            label = record.skill
        if record.skill and section in (SectionKind.OTHER, SectionKind.GUIDELINES):
            step = self._who.text(record.row, self._step)
            section = SectionKind.PROFICIENCY if step else section
            title = step or column.header
        else:
            title = column.header or "Other"
        self._all(cell, role, at, section, title or "Other", label)

    def _absent(self, record: Record, role: RoleName | None, column: Column, cell: Cell) -> None:
        """A cell that says that it states nothing. Kept, so that an answer can say so."""
        if not any(character.isalnum() for character in cell.text):
            self._out.labels.append(cell.words)
            return
        section, label = SectionKind.OTHER, record.skill or column.header
        level = record.level
        if column.kind is Kind.RUNG:
            section, level = SectionKind.GUIDELINES, self._who.level_of(role, column)
        elif column.kind in (Kind.PROFICIENCY, Kind.PROFICIENCY_TEXT, Kind.STEP):
            section = SectionKind.PROFICIENCY
        elif column.kind in (Kind.LEVEL, Kind.LEVEL_TEXT):
            section, label = SectionKind.LEVEL_DEFINITION, column.header
        self._add(
            cell.words, role, _at(level), section, column.header, label, StatementKind.ABSENCE
        )

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
