"""Plausible profile pages in any number: distinct between focuses, shared between siblings.

Composed of word lists, the same on every machine: page k of a corpus depends on its number alone,
so that a larger corpus begins with a smaller one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.words import (
    ADJECTIVES,
    COLLABORATION,
    COMMON_SKILLS,
    COMPLEXITY,
    CRAFTS,
    DEGREES,
    DOMAINS,
    ENDS,
    KNOWLEDGE,
    LEVEL_NAMES,
    LEVEL_SUMMARIES,
    LEVEL_VALUES,
    MEANS,
    PARTNERS,
    REACH,
    SKILL_MEANINGS,
    SKILL_NAMES,
    VERBS,
    YEARS,
)

LEVELS = ("P1", "P2", "P3", "P4", "P5")
MOST_FOCUSES = len(DOMAINS) * len(CRAFTS)
_BULLETS_PER_LEVEL = 5
_GUIDELINES = (
    "Level",
    "Knowledge & Application",
    "Complexity & Problem Solving",
    "Collaboration & Interaction",
    "Typical Degree & Years",
)


@dataclass(frozen=True, slots=True)
class Focus:
    """What the sibling pages of one role share."""

    number: int
    family: str
    code: str
    title: str
    spoken: str
    soc: str
    summary: str
    bullets: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[str, ...], ...]
    skills: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]
    labelled: bool

    def page(self, level: str) -> str:
        """The text of the page of `level`."""
        return "\n".join(_lines(self, LEVELS.index(level))) + "\n"


def focus(number: int) -> Focus:
    """Focus `number`, from 0. Raises ValueError from MOST_FOCUSES on: names would repeat."""
    if not 0 <= number < MOST_FOCUSES:
        raise ValueError(f"there are {MOST_FOCUSES} distinct focuses, and {number} is none of them")
    chance = random.Random(f"roleassistant-bench-{number}")
    domains, crafts = list(DOMAINS), list(CRAFTS)
    # Neighbouring numbers differ in both parts, so that a small corpus is not all of one kind.
    domain = domains[number % len(domains)]
    craft = crafts[(number + number // len(domains)) % len(crafts)]
    family, soc, purpose = CRAFTS[craft]
    things = DOMAINS[domain]
    reversed_title = number % 2 == 1
    return Focus(
        number=number,
        family=family,
        code=f"{family}.{domain[:5].upper()}{craft.split()[0][:3].upper()}{number:03d}",
        title=f"{craft} / {domain}" if reversed_title else f"{domain} {craft}",
        spoken=f"{domain} {craft}".lower(),
        soc=soc,
        summary=_summary(chance, domain, craft, purpose, things),
        bullets=tuple(_bullets(chance, things, step) for step in range(len(LEVELS))),
        cells=tuple(_row(chance, domain, things, step) for step in range(len(LEVELS))),
        skills=tuple(_skills(chance, things)),
        aliases=(
            f"Senior {domain} {craft.split()[-1]}",
            f"{domain} {chance.choice(('Expert', 'Practitioner', 'Professional'))} {number}",
        ),
        labelled=number % 3 != 2,
    )


def write_corpus(folder: Path, focuses: range, levels: Sequence[str] = LEVELS) -> tuple[int, int]:
    """Write the pages of `focuses` below `folder`; (pages, bytes) written."""
    pages = size = 0
    for number in focuses:
        one = focus(number)
        home = folder / one.family.lower()
        home.mkdir(parents=True, exist_ok=True)
        for level in levels:
            text = one.page(level).encode("utf-8")
            (home / f"{one.spoken.replace(' ', '-')}-{level.lower()}.txt").write_bytes(text)
            pages, size = pages + 1, size + len(text)
    return pages, size


def _summary(
    chance: random.Random, domain: str, craft: str, purpose: str, things: Sequence[str]
) -> str:
    first, second, third = chance.sample(things, 3)
    return (
        f"{domain} {craft} focused on {purpose}, for {first} and {second}. "
        f"Works with {chance.choice(PARTNERS)} and {chance.choice(PARTNERS)} on {third} "
        f"{chance.choice(ENDS)}. Distinct from general {domain.lower()} roles, which do not "
        f"answer for {first}."
    )


def _bullets(chance: random.Random, things: Sequence[str], step: int) -> tuple[str, ...]:
    verbs = chance.sample(VERBS, _BULLETS_PER_LEVEL)
    return tuple(
        f"{verb} {chance.choice(ADJECTIVES)} {chance.choice(things)} with "
        f"{chance.choice(PARTNERS)} {chance.choice(REACH[step])}, {chance.choice(MEANS)}, "
        f"{chance.choice(ENDS)}."
        for verb in verbs
    )


def _row(chance: random.Random, domain: str, things: Sequence[str], step: int) -> tuple[str, ...]:
    first, second, third = chance.sample(things, 3)
    return (
        f"{KNOWLEDGE[step]} {first} and {chance.choice(ADJECTIVES)} {second}, "
        f"{chance.choice(REACH[step])}, {chance.choice(MEANS)}.",
        f"{COMPLEXITY[step]} {chance.choice(ADJECTIVES)} {third} {chance.choice(ENDS)}; works "
        f"{chance.choice(MEANS)}.",
        f"{COLLABORATION[step]} {chance.choice(PARTNERS)} and {chance.choice(PARTNERS)} on "
        f"{chance.choice(ADJECTIVES)} {first}, {chance.choice(MEANS)}.",
        f"{DEGREES[step]}; {YEARS[step]} in {domain.lower()}.",
    )


def _skills(chance: random.Random, things: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in chance.sample(list(COMMON_SKILLS), 4):
        yield name, COMMON_SKILLS[name]
    for pattern in chance.sample(range(len(SKILL_NAMES)), 6):
        thing = chance.choice(things)
        yield (
            SKILL_NAMES[pattern].format(thing).capitalize(),
            f"{SKILL_MEANINGS[pattern].format(thing)}, {chance.choice(ENDS)}.",
        )


def _lines(one: Focus, step: int) -> Iterator[str]:
    level = LEVELS[step]
    yield f"{one.title} — {level}"
    yield f"{one.code}.{level}"
    yield one.summary
    yield one.summary
    yield f"Focus — {one.title}"
    yield one.summary
    yield "Responsibilities by level"
    yield (
        "What this person actually does at each level on the professional track — escalating "
        "scope, not one generic blob. Your level is highlighted."
    )
    for rung, bullets in enumerate(one.bullets):
        if one.labelled:
            yield f"{LEVELS[rung]} — {LEVEL_NAMES[rung]} Professional"
        yield from (f"- {bullet}" for bullet in bullets)
    yield "Level guidelines"
    yield (
        "The universal leveling rubric applied to this function — how scope, complexity, "
        "collaboration, and experience step up across levels."
    )
    yield f"| {' | '.join(_GUIDELINES)} |"
    yield "|---|---|---|---|---|"
    for rung, cells in enumerate(one.cells):
        yield f"| {LEVELS[rung]} | {' | '.join(cells)} |"
    yield "Skills"
    yield "Focus-specific skills the role applies — the relevance layer beyond the base."
    for name, meaning in one.skills:
        yield f"- {name}"
        yield f"- {meaning}"
    yield "Provenance"
    yield "Where the content of this profile comes from and who has looked it over."
    yield f"Level — {level} — {LEVEL_NAMES[step]} Professional"
    yield LEVEL_SUMMARIES[step]
    for label, values in LEVEL_VALUES.items():
        yield f"- {label}"
        yield f"- {values[step]}"
    yield "Adjacent roles"
    yield (
        "Nearest roles by structural coordinates (level + taxonomy). Distance 0 → 1; each carries "
        "its 3-state match band. How coordinates work → · Compare side-by-side →"
    )
    yield "Title aliasesshow ▾"
    yield from (f"- {alias}" for alias in one.aliases)
    yield "Classification mappingsshow ▾"
    yield "O*NET / SOC"
    yield f"- code={one.soc}source=jfm-factory.resolve"
