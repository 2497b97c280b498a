"""What a review asks of a profile: the statements of a role at a level, and what they require."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roleassistant.domain import Level, SectionKind
from roleassistant.domain.quantity import amounts_in
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.indexing.generation import Generation

_NOT_SAID_OF_WORK = frozenset(
    {SectionKind.PROVENANCE, SectionKind.ADJACENT_ROLES, SectionKind.CLASSIFICATION}
)
_DEGREE = re.compile(
    r"\bdegree|bachelor|master[’']?s\b|diploma|\bBSc|\bMSc|\bPhD|university", re.IGNORECASE
)
# A skill's name, not its definition.
_LONGEST_NAME = 60
_OF_EXPERIENCE = re.compile(r"experience|years|tenure|time served", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ProfileView:
    """A role at a level. `names` are its titles, aliases, skills and dimensions, `codes` and
    `levels` those of the whole index; `years` is the highest low end that its statements give,
    None where they give none, `years_text` as they write it."""

    generation: Generation
    role: Role
    level: Level | None
    chunks: tuple[Chunk, ...]
    names: tuple[str, ...]
    codes: tuple[str, ...]
    levels: tuple[str, ...]
    years: float | None
    years_text: str
    asks_degree: bool

    @property
    def shown(self) -> str:
        return f"{self.role.title} — {self.level}" if self.level else self.role.title


def profile_of(generation: Generation, role: Role, level: Level | None) -> ProfileView:
    """The view of that role and level of an index."""
    chunks = tuple(
        chunk
        for chunk in generation.chunks(role.rows)
        if chunk.statement.section not in _NOT_SAID_OF_WORK
    )
    own = [
        c for c in chunks if level is None or not c.statement.levels or level in c.statement.levels
    ]
    years, text = _years(own, level)
    skills = [
        c.statement.text
        for c in chunks
        if c.statement.section is SectionKind.SKILLS and len(c.statement.text) < _LONGEST_NAME
    ]
    dimensions = [c.statement.dimension for c in chunks if c.statement.dimension]
    called = [n.text for n in generation.names if n.role == role.key and n.kind != "code"]
    return ProfileView(
        generation=generation,
        role=role,
        level=level,
        chunks=chunks,
        names=tuple(dict.fromkeys((role.title, *called, *skills, *dimensions))),
        codes=tuple(sorted({code for one in generation.roles for code in (*one.codes, one.key)})),
        levels=tuple(
            sorted({str(rung) for one in generation.roles for rung in one.described_levels})
        ),
        years=years,
        years_text=text,
        asks_degree=any(_DEGREE.search(c.statement.text) for c in own),
    )


def _years(chunks: Sequence[Chunk], level: Level | None) -> tuple[float | None, str]:
    """The highest minimum that a statement on experience gives. Where two of them disagree, the
    higher is no inflation: the profile says it."""
    best: tuple[float | None, str] = (None, "")
    for chunk in chunks:
        statement = chunk.statement
        if (
            level is not None
            and not statement.levels
            and statement.section is SectionKind.GUIDELINES
        ):
            continue
        about = f"{statement.dimension or ''} {statement.text}"
        if not _OF_EXPERIENCE.search(about):
            continue
        for amount in amounts_in(statement.text):
            if best[0] is None or amount.years.low > best[0]:
                best = (amount.years.low, amount.text)
    return best
