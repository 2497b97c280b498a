"""What composers draw from: the statements of a role, by section and level, and search."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.languages import language_of
from roleassistant.retrieval.level_titles import names_of_levels
from roleassistant.retrieval.levels import called_levels
from roleassistant.retrieval.retriever import Retriever
from roleassistant.retrieval.words import stems

if TYPE_CHECKING:
    from roleassistant.answering.conflicts.between_roles import BetweenRoles
    from roleassistant.answering.conflicts.disagreement import Disagreement
    from roleassistant.indexing.occupations.store import Occupations

# The statements of this many roles are kept at hand; a role has some 150.
_KEPT_ROLES = 64
# Profiles of one index are in one language: a few tell which.
_SAMPLED_ROLES = 5


@dataclass
class Evidence:
    """One generation of the index, seen by role."""

    generation: Generation
    retriever: Retriever
    # The folder of the index, where O*NET may have been imported.
    index: Path | None = None
    _by_role: dict[str, list[Chunk]] = field(default_factory=dict, repr=False)
    # Most roles have none, so all of them may be kept.
    _disagreements: dict[str, tuple[Disagreement, ...]] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def of(
        self,
        role: Role,
        *sections: SectionKind,
        level: Level | None = None,
        kinds: Collection[StatementKind] = (StatementKind.FACT,),
    ) -> list[Chunk]:
        """Statements of a role in index order; with `level`, those that name it."""
        return [
            chunk
            for chunk in self.all_of(role)
            if (not sections or chunk.statement.section in sections)
            and chunk.statement.kind in kinds
            and (level is None or level in chunk.statement.levels)
        ]

    def all_of(self, role: Role) -> list[Chunk]:
        """Every statement of a role, in index order."""
        with self._lock:
            if role.key not in self._by_role:
                if len(self._by_role) >= _KEPT_ROLES:
                    self._by_role.pop(next(iter(self._by_role)))
                self._by_role[role.key] = self.generation.select(role=role.key)
            return self._by_role[role.key]

    def title_of(self, role: Role, level: Level | None = None) -> Chunk | None:
        """The title line of the role's page at `level`; or of the role, or of its first page."""
        # Not `all_of`: a list of roles asks for a hundred titles and for nothing else.
        chunks = self._by_role.get(role.key) or self.generation.select(
            role.key, {SectionKind.SUMMARY}
        )
        titles = [c for c in chunks if c.statement.dimension == "Title"]
        if level is None:
            return next((c for c in titles if _says(role.title, c)), titles[0] if titles else None)
        return next(
            (c for c in titles if level in c.statement.levels),
            None,
        )

    @cached_property
    def language(self) -> str:
        """The language of the profiles, told from the summaries of the first of them."""
        said = [
            chunk.statement.text
            for role in self.generation.roles[:_SAMPLED_ROLES]
            for chunk in self.generation.select(role.key, {SectionKind.SUMMARY})
        ]
        language = language_of(" ".join(said))
        return language.name if language else "English"

    @cached_property
    def own_sections(self) -> dict[str, frozenset[str]]:
        """Heading → the keys of the roles that have a section under it that has no common name."""
        found: dict[str, set[str]] = {}
        for chunk in self.generation.select(sections={SectionKind.OTHER}):
            found.setdefault(chunk.statement.heading, set()).add(chunk.role)
        return {heading: frozenset(roles) for heading, roles in found.items()}

    @property
    def occupations(self) -> Occupations | None:
        """What O*NET says, where it was imported."""
        from roleassistant.indexing.occupations.store import occupations_of

        return occupations_of(self.index) if self.index is not None else None

    @cached_property
    def called(self) -> dict[str, Level]:
        """What levels are called, folded, as the planner hears them."""
        generation = self.generation
        return called_levels(generation.roles, generation.names, names_of_levels(generation))

    def disagreements(self, role: Role) -> tuple[Disagreement, ...]:
        """Those among the statements of a role; worked out once."""
        if role.key not in self._disagreements:
            # Not loaded where nothing that is quoted is disputed.
            from roleassistant.answering.conflicts.within_role import disagreements

            self._disagreements[role.key] = tuple(disagreements(self.all_of(role)))
        return self._disagreements[role.key]

    @cached_property
    def between_roles(self) -> BetweenRoles:
        from roleassistant.answering.conflicts.between_roles import BetweenRoles

        return BetweenRoles(self.generation)


def _says(title: str, chunk: Chunk) -> bool:
    """Whether a line shows a title: a document may call its levels by their number alone."""
    return set(stems(title)) <= set(stems(chunk.statement.text))
