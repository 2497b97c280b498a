"""Questions made from the structure of profiles, with what a right answer holds known by it.

Each comes from cells of a table, entries of a list or bullets under a level: the answer is what
stands there. Nothing is taken from an index or from an answer, and no level that was inferred.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from roleassistant.domain import Level, RoleProfile, SectionKind, Statement, StatementKind
from roleassistant.domain.ladder import ladder
from roleassistant.evaluation.suites.case import Case, Place, Turn
from roleassistant.retrieval.plan import Intent

TAG = "generated"


@dataclass(frozen=True)
class _Material:
    """A role with the statements of all of its pages, each once, and its levels, lowest first."""

    role: str
    title: str
    statements: tuple[Statement, ...]
    levels: tuple[Level, ...]

    def of(self, section: SectionKind, kind: StatementKind = StatementKind.FACT) -> list[Statement]:
        """What is stated there, not what was worked out."""
        return [
            s
            for s in self.statements
            if s.section is section and s.kind is kind and s.attribution.how == "stated"
        ]

    @property
    def cells(self) -> dict[tuple[str, Level], tuple[str, ...]]:
        """The cells of the guidelines by dimension and level."""
        found: dict[tuple[str, Level], dict[str, None]] = {}
        for statement in self.of(SectionKind.GUIDELINES):
            if statement.dimension and len(statement.levels) == 1:
                key = (statement.dimension, statement.levels[0])
                found.setdefault(key, {})[statement.text] = None
        return {key: tuple(texts) for key, texts in found.items()}

    def at(self, section: SectionKind, level: Level | None = None) -> Place:
        """A place that has to be cited."""
        said = {"section": section.shown_as, "role": self.role}
        return Place(**said, **({"level": str(level)} if level else {}))


def generated(profiles: Iterable[RoleProfile], count: int, seed: int) -> list[Case]:
    """`count` cases, or as many as the profiles give, of each kind about as many; the same for the
    same profiles and seed."""
    material = _material(profiles)
    by_kind = {
        name: [turn for of in material for turn in make(of)] for name, make in _KINDS.items()
    }
    chance = random.Random(seed)  # noqa: S311 - no secret depends on it
    for turns in by_kind.values():
        chance.shuffle(turns)
    cases: list[Case] = []
    while len(cases) < count and any(by_kind.values()):
        for name, turns in by_kind.items():
            if turns and len(cases) < count:
                number = f"gen-{name}-{sum(name in case.tags for case in cases) + 1:03}"
                cases.append(Case(id=number, turns=(turns.pop(),), tags=(TAG, name)))
    return sorted(cases, key=lambda case: case.id)


def _material(profiles: Iterable[RoleProfile]) -> list[_Material]:
    by_role: dict[str, list[RoleProfile]] = {}
    for profile in profiles:
        by_role.setdefault(profile.code.role, []).append(profile)
    found = []
    for role, pages in sorted(by_role.items()):
        pages.sort(key=lambda page: page.level)
        statements = {
            (s.text, s.section, s.levels, s.dimension): s for page in pages for s in page.statements
        }
        named = {page.level for page in pages}
        named |= {level for s in statements.values() for level in s.levels}
        levels = ladder(named, list(statements.values()))
        found.append(_Material(role, pages[0].title, tuple(statements.values()), levels))
    return found


def _dimension(of: _Material) -> Iterator[Turn]:
    for (dimension, level), texts in of.cells.items():
        yield Turn(
            question=f"{dimension} of a {level} {of.title}?",
            facts=tuple((text,) for text in texts),
            must_cite=(of.at(SectionKind.GUIDELINES, level),),
        )


def _comparison(of: _Material) -> Iterator[Turn]:
    cells = of.cells
    for lower, higher in pairwise(of.levels):
        if lower.track != higher.track:
            continue
        differing = [
            (cells[dimension, lower], cells[dimension, higher])
            for dimension, level in cells
            if level == lower and (dimension, higher) in cells
        ]
        facts = [text for pair in differing if pair[0] != pair[1] for one in pair for text in one]
        if facts:
            yield Turn(
                question=f"What separates {lower} from {higher} for {of.title}?",
                intent=(Intent.COMPARE_LEVELS,),
                facts=tuple((text,) for text in dict.fromkeys(facts)),
                must_cite=(
                    of.at(SectionKind.GUIDELINES, lower),
                    of.at(SectionKind.GUIDELINES, higher),
                ),
            )


def _duties(of: _Material) -> Iterator[Turn]:
    for level in of.levels:
        texts = [s.text for s in of.of(SectionKind.RESPONSIBILITIES) if s.levels == (level,)]
        if texts:
            yield Turn(
                question=f"What are the responsibilities of a {level} {of.title}?",
                facts=tuple((text,) for text in dict.fromkeys(texts)),
                must_cite=(of.at(SectionKind.RESPONSIBILITIES, level),),
            )


def _skills(of: _Material) -> Iterator[Turn]:
    names = [s.text for s in of.of(SectionKind.SKILLS, StatementKind.TERM)]
    if names:
        yield Turn(
            question=f"Which skills does a {of.title} need?",
            intent=(Intent.SKILLS,),
            facts=tuple((name,) for name in dict.fromkeys(names)),
            must_cite=(of.at(SectionKind.SKILLS),),
        )


def _definition(of: _Material) -> Iterator[Turn]:
    for statement in of.of(SectionKind.SKILLS):
        if statement.dimension:
            yield Turn(
                question=f"What does {statement.dimension} mean for a {of.title}?",
                facts=((statement.text,),),
                must_cite=(of.at(SectionKind.SKILLS),),
            )


def _no_such_level(of: _Material) -> Iterator[Turn]:
    lettered = [level for level in of.levels if level.track]
    if lettered:
        top = max(lettered, key=lambda level: level.grade)
        missing = f"{top.track}{top.grade + 3}"
        yield Turn(
            question=f"What does a {missing} {of.title} do?",
            answerable=False,
            reason_contains=missing,
        )


_KINDS: dict[str, Callable[[_Material], Iterator[Turn]]] = {
    "dimension": _dimension,
    "comparison": _comparison,
    "duties": _duties,
    "skills": _skills,
    "definition": _definition,
    "no-such-level": _no_such_level,
}
