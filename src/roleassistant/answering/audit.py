"""What a careful reader would hold against the profiles of an index, found by rule.

Contradictions are statements that cannot both hold. Findings are gaps and doubts. Repetitions are
texts that stand in several places: normal for sibling pages, and worth knowing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roleassistant.answering.conflicts.between_roles import BetweenRoles
from roleassistant.answering.conflicts.disagreement import Disagreement, Severity
from roleassistant.answering.conflicts.disagreement import Kind as Conflict
from roleassistant.answering.conflicts.within_role import disagreements
from roleassistant.answering.finish import section_of
from roleassistant.answering.gaps import (
    Finding,
    Place,
    gaps_of_index,
    gaps_of_role,
    places_of,
    writes_codes,
)
from roleassistant.answering.wording import counted
from roleassistant.domain import Level, StatementKind
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.indexing.generation import Generation

# Shorter texts, such as a number of years or a code, are the same by their nature.
_SENTENCE = 4


@dataclass(frozen=True, slots=True)
class Side:
    """One of several statements that oppose each other. `text` is what differs."""

    text: str
    quote: str
    section: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements that cannot both hold."""

    severity: Severity
    kind: Conflict
    role: str
    title: str
    level: Level | None
    about: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Repetition:
    """A statement that stands in several places. `roles` are the keys of the roles it is of."""

    text: str
    section: str
    roles: tuple[str, ...]
    places: int


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything found, the gravest first. `statements` counts each place, `distinct` each text."""

    contradictions: tuple[Contradiction, ...]
    findings: tuple[Finding, ...]
    repeated: tuple[Repetition, ...]
    statements: int
    distinct: int

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing that somebody should look at; notes do not count."""
        found = [one.severity for one in self.contradictions]
        found += [one.severity for one in self.findings]
        return all(severity is Severity.NOTE for severity in found)


def audit(generation: Generation) -> Audit:
    """Look through every role of `generation`; the same index gives the same audit."""
    contradictions: list[Contradiction] = []
    findings = list(gaps_of_index(generation))
    repeated: dict[str, list[Chunk]] = defaultdict(list)
    statements = distinct = 0
    codes = {code for role in generation.roles for code in role.codes}
    keys = {role.key for role in generation.roles}
    for role in generation.roles:
        chunks = generation.select(role=role.key)
        contradictions += [_contradiction(found) for found in disagreements(chunks)]
        contradictions += _two_files(role, chunks)
        findings += gaps_of_role(role, chunks, keys | codes)
        for chunk in chunks:
            statements += len(chunk.sources)
            distinct += 1
            words = chunk.statement.text.split()
            if chunk.statement.kind is StatementKind.FACT and len(words) >= _SENTENCE:
                repeated[" ".join(words)].append(chunk)
    contradictions += [_contradiction(found) for found in BetweenRoles(generation).all()]
    order = list(Severity)
    return Audit(
        tuple(sorted(contradictions, key=lambda one: order.index(one.severity))),
        tuple(sorted(findings, key=lambda one: (order.index(one.severity), one.kind))),
        tuple(_repetitions(repeated)),
        statements,
        distinct,
    )


def _contradiction(found: Disagreement) -> Contradiction:
    return Contradiction(
        found.severity,
        found.kind,
        found.role,
        found.title,
        found.level,
        found.about,
        tuple(
            Side(
                side.text,
                side.chunk.statement.text,
                section_of(side.chunk.statement),
                tuple(dict.fromkeys(place for _, c in side.said for place in places_of(c.sources))),
            )
            for side in found.sides
        ),
    )


def _two_files(role: Role, chunks: Sequence[Chunk]) -> Iterator[Contradiction]:
    """Files that claim to be one page: what stands in one of them only."""
    files: dict[str, dict[str, None]] = defaultdict(dict)
    for chunk in chunks:
        for source in chunk.sources:
            files[source.code][source.path] = None
    whole = writes_codes(chunks)
    for code, every in files.items():
        paths = list(every) if whole else _of_the_same(chunks, code, list(every))
        if len(paths) < 2:
            continue
        sides = []
        for path in paths:
            own = [c for c in chunks if _stands_only_in(c, code, path)]
            if own:
                many = counted(len(own), "statement")
                places = [p for c in own for p in places_of(c.sources) if p.path == path]
                quote, section = own[0].statement.text, section_of(own[0].statement)
                sides.append(Side(f"{many} only in {path}", quote, section, tuple(places)))
        if sides:
            yield Contradiction(
                Severity.MINOR,
                Conflict.VERSION,
                role.key,
                role.title,
                None,
                f"{counted(len(paths), 'file')} claim to be {code}",
                tuple(sides),
            )


def _of_the_same(chunks: Sequence[Chunk], code: str, paths: Sequence[str]) -> list[str]:
    """Those of the documents of a framework that describe the same dimensions as another of them:
    revisions of one document, rather than parts of a whole."""
    told: dict[str, set[str]] = {path: set() for path in paths}
    for chunk in chunks:
        for source in chunk.sources:
            if source.code == code and chunk.statement.levels and chunk.statement.dimension:
                told[source.path].add(chunk.statement.dimension.casefold())
    return [
        path
        for path in paths
        if any(
            len(shared := told[path] & told[other]) > 1
            and len(shared) * 2 >= min(len(told[path]), len(told[other]))
            for other in paths
            if other != path
        )
    ]


def _stands_only_in(chunk: Chunk, code: str, path: str) -> bool:
    return {source.path for source in chunk.sources if source.code == code} == {path}


def _repetitions(by_text: dict[str, list[Chunk]]) -> Iterator[Repetition]:
    found = [
        Repetition(
            text,
            section_of(chunks[0].statement),
            tuple(dict.fromkeys(chunk.role for chunk in chunks)),
            sum(len(chunk.sources) for chunk in chunks),
        )
        for text, chunks in by_text.items()
    ]
    repeated = [one for one in found if one.places > 1]
    yield from sorted(repeated, key=lambda one: (-one.places, one.text))
