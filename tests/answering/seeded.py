"""Roles with one contradiction planted in each, and their twins that say the same without one.

Everything else on a page agrees: sibling pages repeat each other, and the level definition repeats
the years of the guidelines. Drawn with a fixed seed, so that every run judges the same corpus.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.corpus import focus
from tests.bench.words import LEVEL_NAMES, LEVEL_VALUES
from tests.retrieval.profiles import page

LADDERS = (
    ("P1", "P2", "P3", "P4", "P5"),
    ("IC1", "IC2", "IC3", "IC4", "IC5"),
    ("L3", "L4", "L5", "L6", "L7"),
    ("Junior", "Intermediate", "Senior", "Staff", "Principal"),
)
DIMENSIONS = ("Knowledge", "Complexity", "Collaboration", "Typical Degree & Years")
_YEARS = ((0, 1), (2, 4), (4, 6), (6, 9), (10, 14))
_DEGREES = ("apprenticeship", "Bachelor's degree", "Bachelor's degree", "Master's degree", "PhD")
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen".split()


@dataclass
class Seeded:
    """One role: what each of its pages is written from, and the files that are written."""

    number: int
    ladder: tuple[str, ...]
    pages: dict[str, dict[str, Any]]
    chance: random.Random
    extra_files: dict[str, str] = field(default_factory=dict)
    rewrite: Callable[[str, str], str] = lambda level, text: text

    @property
    def key(self) -> str:
        return str(next(iter(self.pages.values()))["code"].rpartition(".")[0])

    @property
    def upper(self) -> str:
        return self.ladder[4]

    @property
    def lower(self) -> str:
        return self.ladder[3]

    def define(self, label: str, value: str, *levels: str) -> None:
        """Put a label into the level definition; of both pages where no level is given."""
        for level in levels or self.pages:
            self.pages[level]["definition"][label] = value

    def duty(self, text: str, at: str, *on: str) -> None:
        """Add a duty of level `at`, on both pages or on those `on`."""
        for level in on or self.pages:
            self.pages[level]["bullets"][at].append(text)

    def section(self, heading: str, text: str, *levels: str) -> None:
        for level in levels or self.pages:
            self.pages[level].setdefault("extra", {}).setdefault(heading, []).append(text)

    def cell(self, at: str, column: int, text: str, *on: str) -> None:
        """Replace a cell of the guidelines."""
        for level in on or self.pages:
            self.pages[level]["guidelines"][at][column] = text

    def files(self) -> Iterator[tuple[str, str]]:
        for level, given in self.pages.items():
            name = f"{self.number:03d}-{level.lower()}.txt"
            yield name, self.rewrite(level, page(**given))
        yield from self.extra_files.items()


@dataclass(frozen=True)
class Kind:
    """A kind of contradiction: how it is planted, and how its twin says the same without one."""

    name: str
    plant: Callable[[Seeded], None]
    twin: Callable[[Seeded], None]


def role(number: int, ladder: tuple[str, ...]) -> Seeded:
    """A role of two pages that agree with themselves and with each other."""
    drawn = focus(number)
    chance = random.Random(f"seeded-{number}")
    guidelines = {
        level: [*drawn.cells[step][:3], f"{_DEGREES[step]}; {_years(_YEARS[step], chance)}"]
        for step, level in enumerate(ladder)
    }
    bullets = {level: list(drawn.bullets[step][:2]) for step, level in enumerate(ladder)}
    pages: dict[str, dict[str, Any]] = {}
    for step in (3, 4):
        level = ladder[step]
        pages[level] = {
            "code": f"{drawn.code}.{level.upper()}",
            "title": drawn.title,
            "summary": drawn.summary,
            "bullets": deepcopy(bullets),
            "dimensions": DIMENSIONS,
            "guidelines": deepcopy(guidelines),
            "skills": dict(drawn.skills[:3]),
            "provenance": {"Reviewed": "2026-01 by the job committee"},
            "level_name": f"{LEVEL_NAMES[step]} Professional",
            "definition": {
                **{label: values[step] for label, values in LEVEL_VALUES.items()},
                "Typical experience": _years(_YEARS[step], chance),
            },
            "aliases": [f"{drawn.spoken.title()} Number {number} {level}"],
            "soc": drawn.soc,
        }
    return Seeded(number, ladder, pages, chance)


def _years(span: tuple[int, int], chance: random.Random) -> str:
    """One requirement in one of its spellings."""
    low, high = span
    return chance.choice(
        (
            f"{low}–{high} years",
            f"{low}-{high} yrs",
            f"{low} to {high} years",
            f"{low * 12}–{high * 12} months",
        )
    )


def _another(span: tuple[int, int], chance: random.Random) -> str:
    """A requirement that is another."""
    low, high = span
    return chance.choice(
        (
            f"{low + 2}+ years",
            f"at least {_WORDS[low - 1]} years",
            f"{low - 2}–{high} yrs",
            f"{low * 12 + 18} months",
            f"{low}–{high + 3} years",
            f"over {low + 1} years",
        )
    )


def _same(span: tuple[int, int], chance: random.Random) -> str:
    low, high = span
    return chance.choice(
        (
            f"{low}+ years",
            f"at least {_WORDS[low]} years",
            f"{low * 12}+ months",
            f"{low} to {high} yrs, of which two in charge",
            f"minimum of {low} years",
        )
    )


def _years_between_sections(given: Seeded) -> None:
    given.define("Typical experience", _another(_YEARS[4], given.chance), given.upper)


def _years_in_other_words(given: Seeded) -> None:
    given.define("Typical experience", _same(_YEARS[4], given.chance), given.upper)


def _years_between_pages(given: Seeded) -> None:
    """The lower page says of the upper level what the upper page does not."""
    cell = f"{_DEGREES[4]}; {_another(_YEARS[4], given.chance)}"
    given.cell(given.upper, 3, cell, given.lower)


def _years_and_accounts(given: Seeded) -> None:
    given.duty(f"Manages {given.chance.randint(12, 40)} direct accounts.", given.upper)


def _years_in_prose(given: Seeded) -> None:
    low = _YEARS[3][0] + given.chance.choice((-2, 3))
    given.section("Requirements", f"At least {low} years of relevant experience", given.lower)


def _years_of_others(given: Seeded) -> None:
    given.section("Team", "Joins a team that has worked together for 12 years", given.lower)


def _degree(given: Seeded) -> None:
    given.define("Education", given.chance.choice(("Bachelor's degree", "MBA")), given.upper)


def _degree_again(given: Seeded) -> None:
    given.define("Education", "PhD, or a record of comparable work", given.upper)


def _people(given: Seeded, first: int, second: int) -> None:
    first_text, second_text = given.chance.choice(
        (
            (f"{first} direct reports", f"Has {_WORDS[second]} direct reports."),
            (f"{_WORDS[first]} direct reports", f"Manages {second} direct reports."),
        )
    )
    given.define("Leadership", first_text, given.upper)
    given.duty(second_text, given.upper)


def _team(given: Seeded, first: int, second: int) -> None:
    given.define("Team size", f"{first}–{first + 3} people", given.upper)
    given.duty(f"Leads a team of {_WORDS[second]} to {_WORDS[second + 3]} people.", given.upper)


def _accounts(given: Seeded, first: int, second: int) -> None:
    given.define("Accounts", str(first), given.lower)
    given.duty(f"Manages a portfolio of {second} accounts.", given.lower)


def _budget(given: Seeded, first: float, second: float) -> None:
    sign = given.chance.choice("€$£")
    given.define("Budget", f"{sign}{first}m", given.upper)
    given.duty(f"Holds a budget of {sign}{second:g} million.", given.upper)


def _travel(given: Seeded, first: int, second: int) -> None:
    given.define("Travel", f"{first} %", given.upper)
    given.section("Working conditions", f"Travels about {second} percent of the time", given.upper)


def _notice(given: Seeded, first: str, second: str) -> None:
    given.define("Notice period", first, given.upper)
    given.section("Contract", f"The notice period is {second}.", given.upper)


def _manager(given: Seeded, first: str, second: str) -> None:
    given.define("Reports to", first, given.upper)
    given.section("Organisation", f"Reports directly to the {second}.", given.upper)


def _manages(given: Seeded) -> None:
    given.define("Leadership", "No direct reports", given.upper)
    given.duty(f"Line-manages the {given.chance.choice(('local', 'regional'))} team.", given.upper)


def _manages_nobody(given: Seeded) -> None:
    given.define("Leadership", "No direct reports", given.upper)
    given.duty("Coaches two juniors on their first cases.", given.upper)


def _cell_number(given: Seeded) -> None:
    given.cell(given.lower, 1, "Handles up to six open cases at a time.", given.lower)
    given.cell(given.lower, 1, "Handles up to nine open cases at a time.", given.upper)


def _cell_number_again(given: Seeded) -> None:
    given.cell(given.lower, 1, "Handles up to 6 open cases at a time.")


def _duty_number(given: Seeded) -> None:
    text = "Reviews the work of {} planners before it reaches the steering group."
    given.duty(text.format("four"), given.lower, given.lower)
    given.duty(text.format("7"), given.lower, given.upper)


def _duty_again(given: Seeded) -> None:
    given.duty("Reviews the work of four planners before it is released.", given.lower)
    given.duty("Reviews the plans of 7 suppliers before each season.", given.lower)


def _negation_between_pages(given: Seeded) -> None:
    text = "Approves exceptions to the price list {}consent of the region."
    given.duty(text.format("with "), given.lower, given.lower)
    given.duty(text.format("without "), given.lower, given.upper)


def _negation_between_sections(given: Seeded) -> None:
    given.cell(given.upper, 2, "Signs contracts with suppliers alone.")
    given.duty("Does not sign contracts with suppliers alone.", given.upper)


def _negation_of_something_else(given: Seeded) -> None:
    given.cell(given.upper, 2, "Signs contracts with suppliers alone.")
    given.duty("Does not open accounts with banks before legal has seen them.", given.upper)


def _level_in_text(given: Seeded) -> None:
    text = "Sets the standard to which {} colleagues work in this area."
    given.cell(given.upper, 0, text.format(given.ladder[0]), given.lower)
    given.cell(given.upper, 0, text.format(given.ladder[2]), given.upper)


def _level_in_text_again(given: Seeded) -> None:
    given.cell(given.upper, 0, f"Sets the standard to which {given.ladder[0]} colleagues work.")


def _version(given: Seeded) -> None:
    """The same page twice, of which one was edited."""
    changed = deepcopy(given.pages[given.upper])
    changed["guidelines"][given.upper][3] = f"{_DEGREES[4]}; {_another(_YEARS[4], given.chance)}"
    given.extra_files[f"{given.number:03d}-edited.txt"] = page(**changed)


def _copy(given: Seeded) -> None:
    """The same page twice, with other white space."""
    text = page(**given.pages[given.upper])
    given.extra_files[f"{given.number:03d}-copy.txt"] = text.replace("\nSkills\n", "\n\n\nSkills\n")


def _title_level(given: Seeded) -> None:
    def rewrite(level: str, text: str) -> str:
        first, rest = text.split("\n", 1)
        title = f"{first.rpartition(' ')[0]} {given.ladder[1]}"
        return f"{title}\n{rest}" if level == given.upper else text

    given.rewrite = rewrite


def _title_spelling(given: Seeded) -> None:
    given.rewrite = lambda level, text: text.replace(" — ", " – ", 1)


def _definition_level(given: Seeded) -> None:
    def rewrite(level: str, text: str) -> str:
        own = f"\nLevel — {level.upper()} — "
        other = f"\nLevel — {given.ladder[1].upper()} — "
        return text.replace(own, other) if level == given.upper else text

    given.rewrite = rewrite


def _beyond_ladder(given: Seeded) -> None:
    stranger = {"P": "P9", "I": "IC9", "L": "L9"}[given.upper[0]]
    for content in given.pages.values():
        content["bullets"][stranger] = ["Settles what no other rung may settle."]


def _within_ladder(given: Seeded) -> None:
    given.duty("Settles what no lower rung may settle.", given.upper)


def _duty_level(given: Seeded) -> None:
    text = "Represents the function in the yearly planning round with finance."
    given.duty(text, given.ladder[2], given.lower)
    given.duty(text, given.upper, given.upper)


def _duty_on_both_levels(given: Seeded) -> None:
    text = "Represents the function in the yearly planning round with finance."
    given.duty(text, given.ladder[2])
    given.duty(text, given.upper)


def _level_name(given: Seeded) -> None:
    """A heading of the responsibilities and the level definition rank one level differently."""
    for content in given.pages.values():
        bullets = content["bullets"]
        content["bullets"] = {
            f"{level} — Junior Planner" if level == given.upper else level: texts
            for level, texts in bullets.items()
        }
    given.pages[given.upper]["level_name"] = "Principal Professional"


def _level_title(given: Seeded) -> None:
    for content in given.pages.values():
        content["bullets"] = {
            f"{level} — Principal Planner" if level == given.upper else level: texts
            for level, texts in content["bullets"].items()
        }
    given.pages[given.upper]["level_name"] = "Principal Professional"


def _soc(given: Seeded) -> None:
    given.pages[given.lower]["soc"] = "13-1081"
    given.pages[given.upper]["soc"] = "15-1252"


def _term(given: Seeded, first: str, second: str) -> None:
    name = "Stakeholder Mapping"
    given.pages[given.lower]["skills"] = {**given.pages[given.lower]["skills"], name: first}
    given.pages[given.upper]["skills"] = {**given.pages[given.upper]["skills"], name: second}


def _distance(given: Seeded, first: str, second: str) -> None:
    codes = {level: content["code"] for level, content in given.pages.items()}
    title = given.pages[given.upper]["title"]
    for level, other, far in (
        (given.lower, given.upper, first),
        (given.upper, given.lower, second),
    ):
        entry = f"{title} — {other} · {codes[other]} · distance {far} · near"
        given.pages[level]["adjacent"] = [entry]


def _nothing(given: Seeded) -> None:
    """A role as it is."""


KINDS = (
    Kind("years: two sections", _years_between_sections, _years_in_other_words),
    Kind("years: two pages", _years_between_pages, _years_and_accounts),
    Kind("years: in prose", _years_in_prose, _years_of_others),
    Kind("degree", _degree, _degree_again),
    Kind("direct reports", lambda s: _people(s, 5, 8), lambda s: _people(s, 6, 6)),
    Kind("team size", lambda s: _team(s, 5, 9), lambda s: _team(s, 6, 6)),
    Kind("accounts", lambda s: _accounts(s, 10, 25), lambda s: _accounts(s, 25, 25)),
    Kind("budget", lambda s: _budget(s, 2, 3.5), lambda s: _budget(s, 2, 2.0)),
    Kind("travel", lambda s: _travel(s, 20, 50), lambda s: _travel(s, 30, 30)),
    Kind(
        "notice",
        lambda s: _notice(s, "3 months", "four weeks"),
        lambda s: _notice(s, "3 months", "12 weeks"),
    ),
    Kind(
        "reporting line",
        lambda s: _manager(s, "Head of Planning", "chief financial officer"),
        lambda s: _manager(s, "VP Planning", "Vice President of Planning"),
    ),
    Kind("people management", _manages, _manages_nobody),
    Kind("cell: number", _cell_number, _cell_number_again),
    Kind("cell: level", _level_in_text, _level_in_text_again),
    Kind("duty: number", _duty_number, _duty_again),
    Kind("negation: two pages", _negation_between_pages, _nothing),
    Kind("negation: two sections", _negation_between_sections, _negation_of_something_else),
    Kind("two versions", _version, _copy),
    Kind("title and code", _title_level, _title_spelling),
    Kind("code and definition", _definition_level, _nothing),
    Kind("beyond the ladder", _beyond_ladder, _within_ladder),
    Kind("level of a duty", _duty_level, _duty_on_both_levels),
    Kind("name of a level", _level_name, _level_title),
    Kind("classification code", _soc, _nothing),
    Kind(
        "definition",
        lambda s: _term(s, "Finding who decides.", "Drawing maps of offices."),
        lambda s: _term(s, "Finding who decides.", "Finding who decides."),
    ),
    Kind("distance", lambda s: _distance(s, "0.18", "0.44"), lambda s: _distance(s, "0.18", ".18")),
)
PER_KIND = 5
# A named ladder has no rung beyond its ends, no letter that a text could name, and one name each.
_LETTERED_ONLY = ("beyond the ladder", "cell: level", "name of a level")


@dataclass(frozen=True)
class Case:
    """A role of the corpus: which kind it is of, and whether a contradiction is planted."""

    kind: str
    role: str
    planted: bool


def write(folder: Path, kinds: Sequence[Kind]) -> list[Case]:
    """Write the roles of some kinds; what is planted in which."""
    folder.mkdir(parents=True, exist_ok=True)
    cases = []
    for kind in kinds:
        ladders = LADDERS[:3] if kind.name in _LETTERED_ONLY else LADDERS
        for at in range(2 * PER_KIND):
            number = KINDS.index(kind) * 2 * PER_KIND + at
            given = role(number, ladders[number // 2 % len(ladders)])
            planted = at % 2 == 0
            (kind.plant if planted else kind.twin)(given)
            for name, text in given.files():
                (folder / name).write_text(text, encoding="utf-8")
            cases.append(Case(kind.name, given.key, planted))
    return cases
