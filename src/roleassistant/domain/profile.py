"""A role profile: one page, for one role at one level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from roleassistant.domain.level import Level
from roleassistant.domain.role_code import RoleCode
from roleassistant.domain.statement import Statement


class SectionKind(StrEnum):
    """The sections of a profile, in the order in which a page shows them."""

    SUMMARY = "summary"
    FOCUS = "focus"
    RESPONSIBILITIES = "responsibilities"
    GUIDELINES = "guidelines"
    SKILLS = "skills"
    PROFICIENCY = "proficiency"
    PROVENANCE = "provenance"
    LEVEL_DEFINITION = "level_definition"
    ADJACENT_ROLES = "adjacent_roles"
    TITLE_ALIASES = "title_aliases"
    CLASSIFICATION = "classification"
    OTHER = "other"

    @property
    def shown_as(self) -> str:
        """What the section is called wherever it is shown, whatever heading a page gives it."""
        return _SHOWN_AS[self]


_SHOWN_AS = {
    SectionKind.SUMMARY: "Summary",
    SectionKind.FOCUS: "Focus",
    SectionKind.RESPONSIBILITIES: "Responsibilities by level",
    SectionKind.GUIDELINES: "Level guidelines",
    SectionKind.SKILLS: "Skills",
    SectionKind.PROFICIENCY: "Skill levels",
    SectionKind.PROVENANCE: "Provenance",
    SectionKind.LEVEL_DEFINITION: "Level definition",
    SectionKind.ADJACENT_ROLES: "Adjacent roles",
    SectionKind.TITLE_ALIASES: "Title aliases",
    SectionKind.CLASSIFICATION: "Classification mappings",
    SectionKind.OTHER: "Other",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A section as the page has it. `heading` is without the residue of the interface."""

    kind: SectionKind
    heading: str
    line_start: int
    line_end: int
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class RoleProfile:
    """One page. `title` is without the level: "Account Executive / Field Sales".

    `partial`: the document is one of several that together describe the role at this level, or says
    what holds for all of its levels. `ladder` are the levels of the role, lowest first, where the
    document says in which order they stand. `aliases` are short forms and other names of the title.
    """

    code: RoleCode
    title: str
    sections: tuple[Section, ...]
    partial: bool = False
    ladder: tuple[Level, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        return self.code.level

    @property
    def statements(self) -> Iterator[Statement]:
        for section in self.sections:
            yield from section.statements
