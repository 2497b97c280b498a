"""Whom each record of a table is about: its roles, its level, its skill; and the ladders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from roleassistant.domain import NO_FAMILY, Level
from roleassistant.reading.blocks import Words
from roleassistant.reading.interpretation.placing import RoleName
from roleassistant.reading.records.cells import Cell, Row
from roleassistant.reading.records.columns import Column, Layout
from roleassistant.reading.records.headers import Kind, step_rank
from roleassistant.reading.records.ladders import Ladder, ladder, split_title
from roleassistant.reading.records.naming import role_called
from roleassistant.reading.showing import folded


@dataclass(frozen=True, slots=True)
class Record:
    """A row with what its names are: `roles` are several where it lists those that it holds for."""

    row: Row
    roles: tuple[RoleName | None, ...]
    level: Level | None
    skill: str | None


class Who:
    """The names in a table. `ladders` are by role, "" for a table that names none; `labels` are
    cells that say no more than whom a row is about; `notes` are for a person to know."""

    def __init__(self, layout: Layout, name: str) -> None:
        """`name` is the role where no column names any."""
        self.name = name or _title_above(layout)
        self.ladders: dict[str, Ladder] = {}
        self.labels: list[Words] = []
        self.notes: list[str] = []
        self._layout = layout
        self._roles: dict[str, RoleName] = {}
        self._role = layout.first(Kind.ROLE)
        self._level = layout.first(Kind.LEVEL)
        self._skill = layout.first(Kind.SKILL)
        self._step = layout.first(Kind.PROFICIENCY)
        # Whether a title may hold the level, for want of a column that does.
        self.titled = self._level is None and not layout.of(Kind.RUNG)
        if layout.of(Kind.RUNG):
            self._across()
        else:
            self._climb()

    @property
    def lists_roles(self) -> bool:
        """Whether a row holds for all of the roles that a column of it lists."""
        return self._role is None and bool(self._layout.of(Kind.ROLES))

    def cell(self, row: Row, column: Column | None) -> Cell | None:
        """The cell of a column where it says something."""
        if column is None or column.at >= len(row):
            return None
        cell = row[column.at]
        return cell if cell.stated else None

    def text(self, row: Row, column: Column | None) -> str:
        cell = self.cell(row, column)
        return folded(cell.text) if cell is not None else ""

    def _names(self, row: Row) -> tuple[str, str]:
        """The role and the level that a row names; a title may name both."""
        role, level = self.text(row, self._role), self.text(row, self._level)
        if self.titled and role and (split := self._split.get(role)):
            return split[1], role
        if self.titled and role and self._split:
            return role, role if role in self._split_roles else ""
        return role or self.name, level

    @cached_property
    def _split(self) -> dict[str, tuple[str, str]]:
        """Titles that name a level and a role ("Senior Data Engineer"), where no column has levels
        and more than one title is of the same role."""
        titles = dict.fromkeys(self.text(row, self._role) for row in self._layout.records)
        split = {title: found for title in titles if (found := split_title(title))}
        count: dict[str, int] = defaultdict(int)
        for title in titles:
            count[split[title][1] if title in split else title] += 1
        return {title: parts for title, parts in split.items() if count[parts[1]] > 1}

    @cached_property
    def _split_roles(self) -> set[str]:
        return {role for _, role in self._split.values()}

    def _across(self) -> None:
        """Levels that head columns are those of every role of the table."""
        columns = self._layout.of(Kind.RUNG)
        names = [column.header for column in columns]
        roles = dict.fromkeys(self._names(row)[0] for row in self._layout.records)
        for role in roles:
            self._keep_ladder(role, ladder(role, names))

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
            height = self.text(row, order)
            if height.replace(".", "", 1).isdigit():
                heights[role][level] = float(height)
            if (rank := step_rank(self.text(row, self._step))) is not None:
                mastered[role][level].append(rank + 1)
                skills[role].add(self.text(row, self._skill))
        for role, said in names.items():
            # What a level need not master at all counts as nothing.
            means = {
                level: sum(ranks) / max(1, len(skills[role]))
                for level, ranks in mastered[role].items()
            }
            self._keep_ladder(role, ladder(role, tuple(said), heights.get(role), means))

    def _keep_ladder(self, role: str, found: Ladder) -> None:
        self.ladders[role] = found
        if found.as_listed:
            levels = ", ".join(str(level) for level in found.order)
            self.notes.append(
                f"the levels of {role or 'all roles'} stand in the order of the table ({levels}): "
                f"nothing in it says which is higher."
            )

    def named(self, role: str, family: str) -> RoleName | None:
        if not role:
            return None
        known = self._roles.get(role)
        if known is None:
            # A role that is only mentioned here may be described elsewhere, in its family.
            own = family or (NO_FAMILY if self._layout.of(Kind.ROLES) else "")
            known = self._roles[role] = RoleName(role, family=own or None)
        return known

    def records(self) -> Iterator[Record]:
        listed = self._layout.first(Kind.ROLES)
        family = self._layout.first(Kind.FAMILY)
        for row in self._layout.records:
            role, level = self._names(row)
            roles: tuple[RoleName | None, ...]
            if listed is not None and self._role is None:
                cell = self.cell(row, listed)
                found = _listed(cell.text) if cell is not None else []
                self.labels += [cell.words] if cell is not None else []
                roles = tuple(self.named(one, "") for one in found)
            else:
                roles = (self.named(role, self.text(row, family)),)
            at = self.ladders[role].called.get(level) if role in self.ladders else None
            yield Record(row, roles or (None,), at, self.text(row, self._skill) or None)

    def level_of(self, role: RoleName | None, column: Column) -> Level | None:
        """The level that heads a column, on the ladder of a role."""
        found = self.ladders.get(role.title if role is not None else "")
        return found.called[column.header] if found is not None else None


def _title_above(layout: Layout) -> str:
    """The role that a line above the header names: "Engineering competency matrix"."""
    above = [cell for row in layout.head[:-1] for cell in row if cell.stated]
    return role_called(folded(above[0].text)) if above else ""


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
