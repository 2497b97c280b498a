"""Disagreements between roles: what a term means, whose alias a title is, how far apart two are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from roleassistant.answering.conflicts.differences import ALIKE, alike, words_of
from roleassistant.answering.conflicts.disagreement import Disagreement, Kind, Severity, Side
from roleassistant.answering.conflicts.levels import ENTRY
from roleassistant.answering.conflicts.wordings import defined_apart, folded
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.indexing.chunks import Chunk
from roleassistant.indexing.generation import Generation

_DISTANCE = r"\bdistance\W{0,3}(?P<far>[01](?:\.\d+)?)\b|(?<![\w.])(?P<bare>0?\.\d+)\b"
_SAME = 0.005  # half of the last place that a page shows


@dataclass
class BetweenRoles:
    """The roles of one generation, held against each other where they speak of the same thing."""

    generation: Generation

    def of(self, chunk: Chunk) -> list[Disagreement]:
        """The disagreements of which `chunk` is a side."""
        statement = chunk.statement
        found: Iterable[Disagreement | None] = ()
        if statement.section is SectionKind.SKILLS:
            named = statement.kind is StatementKind.TERM
            term = folded(statement.text if named else statement.dimension or "")
            found = (self._definition(term),)
        elif statement.section is SectionKind.TITLE_ALIASES:
            found = (self._alias(folded(statement.text)),)
        elif statement.section is SectionKind.ADJACENT_ROLES:
            others = {match["role"] for match in re.finditer(ENTRY, statement.text)}
            found = self._distances({chunk.role, *others})
        return [one for one in found if one is not None and chunk.row in one.rows]

    def all(self) -> Iterator[Disagreement]:
        """Every disagreement between roles, in a fixed order."""
        for term in sorted(self._defining):
            if found := self._definition(term):
                yield found
        for alias in sorted(self._bearers):
            if found := self._alias(alias):
                yield found
        yield from self._distances({role.key for role in self.generation.roles})

    @cached_property
    def _defining(self) -> dict[str, tuple[str, ...]]:
        """Terms that several roles list → those roles."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for role, term in self.generation.terms():
            found[folded(term)][role] = None
        return {term: tuple(roles) for term, roles in found.items() if len(roles) > 1}

    @cached_property
    def _bearers(self) -> dict[str, tuple[str, ...]]:
        """Aliases of one role that are also an alias or the title of another → those roles."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        aliases = set()
        for name in self.generation.names:
            if name.kind in ("alias", "title"):
                found[folded(name.text)][name.role] = None
            if name.kind == "alias":
                aliases.add(folded(name.text))
        return {text: tuple(found[text]) for text in aliases if len(found[text]) > 1}

    def _definition(self, term: str) -> Disagreement | None:
        written = {text for _, text in self.generation.terms() if folded(text) == term}
        if term not in self._defining:
            return None
        found = defined_apart(self.generation.defining(written))
        if found is None:
            return None
        sides = tuple(s for s in found.sides if any(_are_one_entry(s, o) for o in found.sides))
        if len(sides) < 2:
            return None
        # Each role may mean its own by a word: worth a look, and wrong on no side.
        severity = max(found.severity, Severity.MINOR, key=_gravity)
        return replace(found, severity=severity, sides=sides)

    def _alias(self, text: str) -> Disagreement | None:
        bearers = self._bearers.get(text, ())
        sides: list[Side] = []
        for key in bearers:
            chunks = self.generation.select(key, {SectionKind.TITLE_ALIASES, SectionKind.SUMMARY})
            said = [
                (c.statement.text, c)
                for c in chunks
                if c.statement.section is SectionKind.TITLE_ALIASES
                and folded(c.statement.text) == text
            ]
            said = said or [
                (c.title, c)
                for c in chunks
                if c.statement.dimension == "Title" and folded(c.title) == text
            ]
            if said:
                sides.append(Side(tuple(said)))
        if len(sides) < 2:
            return None
        first = sides[0].chunk
        about = f"which role is called “{sides[0].text}”"
        return Disagreement(
            Kind.ALIAS, Severity.MINOR, first.role, first.title, None, about, tuple(sides)
        )

    def _distances(self, roles: set[str]) -> Iterator[Disagreement]:
        """Pairs of pages that one gives one distance and the other another."""
        known = {role.key for role in self.generation.roles}
        given: dict[tuple[str, str], list[tuple[float, str, Chunk]]] = defaultdict(list)
        for key in sorted(roles & known):
            for chunk in self.generation.select(key, {SectionKind.ADJACENT_ROLES}):
                entry = re.search(ENTRY, chunk.statement.text)
                far = re.search(_DISTANCE, chunk.statement.text[entry.end() :]) if entry else None
                if entry is None or far is None:
                    continue
                for code in dict.fromkeys(source.code for source in chunk.sources):
                    one, other = sorted((code.upper(), entry.group()))
                    distance = float(far["far"] or far["bare"])
                    given[one, other].append((distance, far.group(), chunk))
        for (one, other), entries in sorted(given.items(), key=lambda item: item[0]):
            sides: list[tuple[float, list[tuple[str, Chunk]]]] = []
            for distance, text, chunk in entries:
                same = next((said for far, said in sides if abs(far - distance) < _SAME), None)
                if same is None:
                    sides.append((distance, [(text, chunk)]))
                else:
                    same.append((text, chunk))
            if len(sides) > 1:
                first = sides[0][1][0][1]
                yield Disagreement(
                    Kind.DISTANCE,
                    Severity.MINOR,
                    first.role,
                    first.title,
                    None,
                    f"distance between {one} and {other}",
                    tuple(Side(tuple(said)) for _, said in sides),
                )


def _are_one_entry(one: Side, other: Side) -> bool:
    """Whether two definitions ought to be one: those of two roles of a family, which share their
    skills, or two wordings of one text. Roles of different families may each mean their own."""
    mine, theirs = one.chunk, other.chunk
    if one is other or mine.role == theirs.role:
        return False
    if mine.role.partition(".")[0] == theirs.role.partition(".")[0]:
        return True
    return alike(words_of(mine.statement.text), words_of(theirs.statement.text)) >= ALIKE


def _gravity(severity: Severity) -> int:
    return list(Severity).index(severity)
