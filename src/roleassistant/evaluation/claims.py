"""What true and corrupted claims are worded from: statements of an index, by role and level."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.domain.quantity import Years, amounts_in
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.words import FUNCTION_WORDS, stem, tokens


@dataclass(frozen=True, slots=True)
class Sample:
    """A claim with the statements that it cites. `kind` says how it was made; `is_true` whether
    the statements support it."""

    kind: str
    claim: str
    evidence: tuple[Chunk, ...]
    is_true: bool


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
            and verb_of(c.statement.text) is not None
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

    def years(self) -> tuple[Chunk, Chunk, Years, Years] | None:
        """As `pair`, where both sides give years and the higher level asks for more."""
        for _ in range(20):
            pair = self.pair()
            if pair is None:
                continue
            amounts = [amounts_in(c.statement.text) for c in pair]
            if all(amounts) and amounts[0][0].years.low < amounts[1][0].years.low:
                return (*pair, amounts[0][0].years, amounts[1][0].years)
        return None


def content(text: str) -> frozenset[str]:
    """The stems of the words of `text` that state something."""
    return frozenset(t.stem for t in tokens(text) if t.text not in FUNCTION_WORDS)


def holds(chunk: Chunk, text: str, share: float = 0.6) -> bool:
    """Whether a statement happens to hold that share of the words of `text`."""
    wanted = content(text)
    around = f"{chunk.statement.text} {chunk.statement.dimension or ''} {chunk.statement.heading}"
    return not wanted or len(wanted & content(around)) >= share * len(wanted)


def verb_of(text: str) -> str | None:
    """The verb with which a duty begins, as it stands: "Leads"."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    is_verb = re.fullmatch(r"[A-Z][a-z]+s", first) and not first.endswith("ss")
    return first if is_verb else None


def infinitive(verb: str) -> str:
    """ "Leads" → "lead", "Carries" → "carry"."""
    folded = verb.casefold()
    if folded.endswith("ies") and len(folded) > 4:
        return folded[:-3] + "y"
    if folded.endswith(("ches", "shes", "sses", "xes", "oes", "zzes")):
        return folded[:-2]
    return folded[:-1]


def lowered(text: str) -> str:
    """`text` to go on with within a sentence; abbreviations stay."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def ended(text: str) -> str:
    """`text` with a full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def bare(text: str) -> str:
    """`text` without its full stop."""
    return text.rstrip(" .")


def article(noun: str) -> str:
    """ "a" or "an" before `noun`, by its letter."""
    return "an" if noun[:1].casefold() in "aeio" else "a"


def listed(items: Sequence[str]) -> str:
    """ "A, B and C"."""
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else "".join(items)


def worded(years: Years, chance: random.Random) -> str:
    """An amount in one of the ways in which people write it."""
    low = f"{years.low:g}"
    if years.high is None:
        return chance.choice([f"{low}+ years", f"at least {low} years", f"{low} or more years"])
    if years.high == years.low:
        return f"{low} years"
    high = f"{years.high:g}"
    return chance.choice(
        [f"{low}–{high} years", f"{low} to {high} years", f"between {low} and {high} years"]
    )


def level_of(chunk: Chunk) -> Level:
    """The one level of a statement."""
    return chunk.statement.levels[0]


def same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one."""
    return stem(one.casefold()) == stem(other.casefold())
