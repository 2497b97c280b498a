"""What was understood of a document, as a tree: role, level, section and dimension, statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roleassistant.domain import Level, RoleProfile, SectionKind, Statement
from roleassistant.domain.ladder import ladder
from roleassistant.reading.document import Line
from roleassistant.reading.reading import LineUse, Reading

ALL_LEVELS = "all levels"


@dataclass(frozen=True, slots=True)
class Group:
    """What is said under one dimension, or under a heading that has none."""

    name: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of a role, or what holds for all of them (`level` is None)."""

    level: Level | None
    groups: tuple[Group, ...]

    @property
    def name(self) -> str:
        return ALL_LEVELS if self.level is None else str(self.level)


@dataclass(frozen=True, slots=True)
class Understood:
    """A role as a document describes it."""

    key: str
    title: str
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The roles of a document, the lines of it that have no place, and how many have which use."""

    reading: Reading
    roles: tuple[Understood, ...]
    unplaced: tuple[Line, ...]

    def count(self, use: LineUse) -> int:
        """How many lines that are not blank have this use."""
        return self.reading.lines.count(use)


def explained(reading: Reading) -> Explanation:
    """The tree of a reading. What stands on the pages of several levels is told once."""
    by_role: dict[str, list[RoleProfile]] = {}
    for profile in reading.profiles:
        by_role.setdefault(profile.code.role, []).append(profile)
    roles = tuple(
        Understood(key, profiles[0].title, tuple(_rungs(profiles)))
        for key, profiles in by_role.items()
    )
    numbered = [line for line in reading.document.lines if line.text.strip()]
    unplaced = tuple(
        line for line, use in zip(numbered, reading.lines, strict=True) if use is LineUse.UNPLACED
    )
    return Explanation(reading, roles, unplaced)


def _rungs(profiles: Sequence[RoleProfile]) -> Iterable[Rung]:
    found: dict[Level | None, dict[str, dict[Statement, None]]] = {}
    for profile in profiles:
        for statement in profile.statements:
            for level in statement.levels or (None,):
                groups = found.setdefault(level, {})
                groups.setdefault(_name(statement), {}).setdefault(statement)
    order: list[Level | None] = [*in_order(profiles), None]
    for level in order:
        if level in found:
            here = found[level].items()
            yield Rung(level, tuple(Group(name, tuple(said)) for name, said in here))


def in_order(profiles: Sequence[RoleProfile]) -> tuple[Level, ...]:
    """The levels of a role from the lowest, as its document has them."""
    said = [statement for profile in profiles for statement in profile.statements]
    levels = {level for statement in said for level in statement.levels}
    told = next((profile.ladder for profile in profiles if profile.ladder), ())
    listed = [level for level in told if level in levels]
    if "" in {level.track for level in levels} and len({level.track for level in levels}) > 1:
        # "Engineer II" beside "Senior": one ladder, as the document lists it.
        said.sort(key=lambda statement: statement.span.start)
        listed += [level for statement in said for level in statement.levels]
    return tuple(dict.fromkeys((*listed, *ladder(levels, said))))


def _name(statement: Statement) -> str:
    section = statement.section
    shown = statement.heading if section is SectionKind.OTHER else section.shown_as
    if statement.dimension is None:
        return shown
    own = statement.heading not in (statement.dimension, shown) and statement.heading
    return " › ".join(part for part in (shown, own or "", statement.dimension) if part)
