"""What the profiles of a role say that a post for one of its levels may use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roleassistant.answering.evidence import Evidence
from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.recruiting.dimensions import Purpose, purpose_of

_NAME = "Level name"


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill by its name, and what the profile says that it is."""

    name: Chunk
    meaning: Chunk | None


@dataclass(frozen=True, slots=True)
class Material:
    """Statements by what they are good for. `next_level` is the level above on the same ladder,
    `above` are the duties and criteria of all levels above. `criteria` are the cells of the level,
    `next_criteria` those of the next. `is_below_pages` says that the level has no page of its own,
    and that all pages are of levels above. `duties_of_ladder` are those of all its levels,
    `cells_of_levels` the guidelines of each level that has some, and `columns` what stands under
    the name of a dimension at any level of the ladder."""

    role: Role
    level: Level
    next_level: Level | None
    levels_below: tuple[Level, ...]
    summary: tuple[Chunk, ...]
    duties: tuple[Chunk, ...]
    next_duties: tuple[Chunk, ...]
    guidelines: tuple[Chunk, ...]
    definition: tuple[Chunk, ...]
    next_criteria: tuple[Chunk, ...]
    skills: tuple[Skill, ...]
    own_sections: tuple[Chunk, ...]
    aliases: tuple[Chunk, ...]
    level_names: tuple[Chunk, ...]
    above: tuple[Chunk, ...]
    up_to_here: tuple[Chunk, ...]
    names_of_levels: dict[str, tuple[str, Chunk]]
    is_below_pages: bool
    duties_of_ladder: tuple[Chunk, ...]
    cells_of_levels: dict[Level, tuple[Chunk, ...]]
    columns: dict[str, tuple[str, ...]]

    @property
    def criteria(self) -> tuple[Chunk, ...]:
        """The cells of the level: of the guidelines, and of its definition."""
        return (*self.guidelines, *self.definition)

    def purpose(self, cell: Chunk) -> Purpose:
        """What a cell of the role says of its level."""
        label = cell.statement.dimension or ""
        return purpose_of(label, self.columns.get(label, ()))


def material_for(role: Role, level: Level, evidence: Evidence) -> Material:
    """What the index holds for a post of `role` at `level`."""
    ladder = [one for one in role.described_levels if one.track == level.track]
    place = ladder.index(level)
    above = ladder[place + 1 :]
    facts = evidence.of(role)
    terms = evidence.of(role, kinds=(StatementKind.TERM,))
    on_page = [chunk for chunk in (*facts, *terms) if _is_on_page(chunk, level, role)]

    def at(section: SectionKind, levels: Sequence[Level]) -> tuple[Chunk, ...]:
        return tuple(
            chunk
            for chunk in facts
            if chunk.statement.section is section and set(chunk.statement.levels) & set(levels)
        )

    def page(section: SectionKind, kind: StatementKind = StatementKind.FACT) -> tuple[Chunk, ...]:
        return tuple(
            chunk
            for chunk in on_page
            if chunk.statement.section is section
            and chunk.statement.kind is kind
            and not chunk.statement.levels
        )

    duties, cells = SectionKind.RESPONSIBILITIES, SectionKind.GUIDELINES
    names = [chunk for chunk in terms if chunk.statement.dimension == _NAME]
    summary = page(SectionKind.SUMMARY) or page(SectionKind.FOCUS)
    below = (*ladder[:place], level)
    return Material(
        role=role,
        level=level,
        next_level=above[0] if above else None,
        levels_below=tuple(ladder[:place]),
        summary=summary,
        duties=at(duties, (level,)),
        next_duties=at(duties, above[:1]),
        guidelines=at(cells, (level,)),
        definition=at(SectionKind.LEVEL_DEFINITION, (level,)),
        next_criteria=(
            *at(cells, above[:1]),
            *at(SectionKind.LEVEL_DEFINITION, above[:1]),
        ),
        skills=_skills(on_page),
        own_sections=page(SectionKind.OTHER),
        # An alias that another level's page records is a name of that level.
        aliases=page(SectionKind.TITLE_ALIASES, StatementKind.TERM) if level in role.levels else (),
        level_names=tuple(chunk for chunk in names if level in chunk.statement.levels),
        above=(*at(duties, above), *at(cells, above)),
        up_to_here=(*at(duties, below), *at(cells, below)),
        names_of_levels=_names(names),
        is_below_pages=bool(role.levels) and set(role.levels) <= set(above),
        duties_of_ladder=at(duties, ladder),
        cells_of_levels={one: found for one in ladder if (found := at(cells, (one,)))},
        columns=_columns((*at(cells, ladder), *at(SectionKind.LEVEL_DEFINITION, ladder))),
    )


def _columns(cells: Sequence[Chunk]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for chunk in cells:
        if chunk.statement.dimension:
            found.setdefault(chunk.statement.dimension, []).append(chunk.statement.text)
    return {name: tuple(dict.fromkeys(texts)) for name, texts in found.items()}


def _is_on_page(chunk: Chunk, level: Level, role: Role) -> bool:
    """Whether a statement stands on the page of the level, or, where it has none, on all pages."""
    if level in role.levels:
        return level in chunk.page_levels
    return set(role.levels) <= set(chunk.page_levels)


def _skills(on_page: Sequence[Chunk]) -> tuple[Skill, ...]:
    own = sorted(
        (c for c in on_page if c.statement.section is SectionKind.SKILLS), key=lambda c: c.row
    )
    meanings = {c.statement.dimension: c for c in own if c.statement.kind is StatementKind.FACT}
    found = [
        Skill(chunk, meanings.get(chunk.statement.text))
        for chunk in own
        if chunk.statement.kind is StatementKind.TERM
    ]
    named = {skill.name.statement.text for skill in found}
    bare = [c for c in own if c.statement.kind is StatementKind.FACT]
    found += [Skill(c, None) for c in bare if c.statement.dimension not in named]
    return tuple(found)


def _names(names: Sequence[Chunk]) -> dict[str, tuple[str, Chunk]]:
    """Label → what the level is called. The definition's name is taken last: it is the surest."""
    return {
        str(level): (chunk.statement.text, chunk)
        for chunk in names
        for level in chunk.statement.levels
    }
