"""What true and corrupted claims are worded from: statements of an index, by role and level."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.domain.quantity import amounts_in
from roleassistant.evaluation import english
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.words import FUNCTION_WORDS, tokens


@dataclass(frozen=True, slots=True)
class Sample:
    """A claim with the statements that it cites. `kind` says how it was made; `is_true` whether
    the statements support it."""

    kind: str
    claim: str
    evidence: tuple[Chunk, ...]
    is_true: bool


@dataclass(frozen=True, slots=True)
class ComparedYears:
    """Two statements of a role, the lower level first, and the years that each asks for, in
    words."""

    pair: tuple[Chunk, Chunk]
    title: str
    less: str
    more: str


@dataclass
class Material:
    """The statements of one index, ready to be drawn from."""

    generation: Generation
    chance: random.Random
    facts: list[Chunk] = field(default_factory=list)
    duties: list[Chunk] = field(default_factory=list)
    terms: dict[str, list[Chunk]] = field(default_factory=dict)
    by_role: dict[str, list[Chunk]] = field(default_factory=dict)

    @classmethod
    def of(cls, generation: Generation, seed: int) -> Material:
        """All statements of `generation`; the same seed draws the same."""
        found = cls(generation, random.Random(seed))  # noqa: S311 - no secret depends on it
        for role in generation.roles:
            chunks = generation.select(role=role.key)
            found.by_role[role.key] = chunks
            facts = [c for c in chunks if c.statement.kind is StatementKind.FACT]
            found.facts += [c for c in facts if len(c.statement.text.split()) >= 2]
            found.terms[role.key] = [
                c
                for c in chunks
                if c.statement.kind is StatementKind.TERM
                and c.statement.section is SectionKind.SKILLS
            ]
        found.duties = [
            c
            for c in found.facts
            if c.statement.section is SectionKind.RESPONSIBILITIES
            and len(c.statement.levels) == 1
            and english.verb_of(c.statement.text) is not None
        ]
        return found

    def fact(self) -> Chunk:
        """Any fact."""
        return self.chance.choice(self.facts)

    def levelled(self) -> Chunk | None:
        """Any fact that is of one level."""
        found = [c for c in self.facts if len(c.statement.levels) == 1]
        return self.chance.choice(found) if found else None

    def duty(self) -> Chunk | None:
        """Any fact that begins with a verb ("Leads …") and is of one level."""
        return self.chance.choice(self.duties) if self.duties else None

    def with_text(self, pattern: re.Pattern[str]) -> Chunk | None:
        """Any fact whose text the pattern finds something in."""
        found = [c for c in self.facts if pattern.search(c.statement.text)]
        return self.chance.choice(found) if found else None

    def role(self, chunk: Chunk) -> Role:
        return self.generation.role(chunk.role)

    def called(self, chunk: Chunk) -> str:
        """The role's title, or the part of it before or behind the slash."""
        parts = [chunk.title, *(p for p in chunk.title.split(" / ") if len(p.split()) > 1)]
        return self.chance.choice(parts)

    def pair(self) -> tuple[Chunk, Chunk] | None:
        """Two facts under one label, of two levels of a role, the lower level first."""
        cells: dict[tuple[str, SectionKind, str], list[Chunk]] = {}
        for chunk in self.facts:
            statement = chunk.statement
            if statement.dimension and len(statement.levels) == 1:
                key = (chunk.role, statement.section, statement.dimension)
                cells.setdefault(key, []).append(chunk)
        several = [
            cell for cell in cells.values() if len({c.statement.levels[0] for c in cell}) > 1
        ]
        if not several:
            return None
        cell = self.chance.choice(several)
        one, other = self.chance.sample(cell, 2)
        if one.statement.levels == other.statement.levels:
            return None
        low, high = sorted((one, other), key=lambda c: c.statement.levels[0])
        return (low, high)

    def years(self) -> ComparedYears | None:
        """As `pair`, where both sides give years and the higher level asks for more."""
        for _ in range(20):
            pair = self.pair()
            if pair is None:
                continue
            amounts = [amounts_in(c.statement.text) for c in pair]
            if all(amounts) and amounts[0][0].years.low < amounts[1][0].years.low:
                title = self.called(pair[1])
                less, more = (english.worded(found[0].years, self.chance) for found in amounts)
                return ComparedYears(pair, title, less, more)
        return None


def content(text: str) -> frozenset[str]:
    """The stems of the words of `text` that state something."""
    return frozenset(t.stem for t in tokens(text) if t.text not in FUNCTION_WORDS)


def holds(chunk: Chunk, text: str, share: float = 0.6) -> bool:
    """Whether a statement happens to hold that share of the words of `text`."""
    wanted = content(text)
    around = f"{chunk.statement.text} {chunk.statement.dimension or ''} {chunk.statement.heading}"
    return not wanted or len(wanted & content(around)) >= share * len(wanted)


def level_of(chunk: Chunk) -> Level:
    """The one level of a statement."""
    return chunk.statement.levels[0]
