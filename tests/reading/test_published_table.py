"""A published table of roles, levels and skills, where it lies beside the project.

What is expected was counted in the source with the `csv` module alone: distinct roles, levels by
role, rows by proficiency; the order of the levels was compared, role by role, with the rising share
of skills that each has to master.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from tests.reading.pages import words_in_common

from roleassistant.domain import SectionKind, StatementKind
from roleassistant.reading import registry
from roleassistant.reading.document import load
from roleassistant.reading.reading import LineUse
from roleassistant.reading.showing import stands

SHARED = Path(__file__).resolve().parents[3] / "shared" / "frameworks" / "uk-gdad"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the table is not here")

# Ladders in which marks, names of their own and the role's own name meet, read by hand.
LADDERS = {
    "Business architect": ["Trainee", "Associate", "Business architect", "Lead"],
    "Solution architect": ["Associate", "Solution architect", "Senior", "Lead", "Principal"],
    "Data engineer": ["Data engineer", "Senior", "Lead", "Head of data engineering"],
    "Data ethicist": ["Data ethics lead", "Head of data ethics"],
    "Change and release manager": [
        "Configuration analyst",
        "Change and release analyst",
        "Change and release manager",
    ],
    "Service desk manager": [
        "Service desk analyst",
        "Senior service desk analyst",
        "Service desk manager",
        "Head of service desk",
    ],
    "Software developer": [
        *("Apprentice", "Junior", "Developer", "Senior", "Senior - management"),
        *("Lead", "Lead - management", "Principal", "Principal - management"),
    ],
    "Content designer": [
        *("Associate", "Junior", "Content designer", "Senior", "Lead", "Head of content design"),
    ],
    "Incident manager": ["Incident manager", "Major incident manager"],
    "Chief data officer": [],
}


@pytest.fixture(scope="module")
def roles():
    return registry.read(load(SHARED / "roles.csv", "roles.csv"), words_in_common)


@pytest.fixture(scope="module")
def skills():
    return registry.read(load(SHARED / "skills.csv", "skills.csv"), words_in_common)


@pytest.fixture(scope="module")
def rows():
    with (SHARED / "roles.csv").open(newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def test_fifty_two_roles_and_two_hundred_and_one_levels(roles):
    assert len({p.code.role for p in roles.profiles}) == 52
    assert len({p.code.family for p in roles.profiles}) == 8
    levels = {(p.code.role, str(p.level)) for p in roles.profiles if p.level}
    assert len(levels) == 201
    # Four roles of which the table says that levels are not in use.
    assert sum(not p.level for p in roles.profiles) == 4


def test_the_ladders_are_in_their_order(roles):
    found = {p.title: [str(level) for level in p.ladder] for p in roles.profiles}
    assert {title: found[title] for title in LADDERS} == LADDERS


def test_the_levels_of_every_role_are_all_that_its_rows_name(roles, rows):
    named = {
        (row["Role"].strip(), row["Role Level"].strip())
        for row in rows
        if row["Role Level"] != "NOT IN USE"
    }
    found = {
        (p.title, s.text)
        for p in roles.profiles
        for s in p.statements
        if s.dimension == "Level name"
    }
    assert found == named


def test_every_proficiency_is_that_of_its_row(roles, rows):
    full = {
        (p.title, str(p.level)): next(s.text for s in p.statements if s.dimension == "Level name")
        for p in roles.profiles
        if p.level
    }
    found = {
        (p.title, full[p.title, str(p.level)], s.dimension, s.text)
        for p in roles.profiles
        for s in p.statements
        if s.section is SectionKind.PROFICIENCY and s.kind is StatementKind.TERM
    }
    expected = {
        (r["Role"].strip(), r["Role Level"].strip(), r["Skill Name"].strip(), r["Skill Level"])
        for r in rows
        if r["Skill Level"] != "NOT IN USE"
    }
    assert found == expected
    assert Counter(step for *_, step in expected) == {
        # Sixteen rows stand in the table twice.
        "Practitioner": 545,
        "Working": 510,
        "Expert": 375,
        "Awareness": 351,
    }


def test_no_proficiency_is_a_job_level(roles):
    levels = {str(x) for p in roles.profiles for s in p.statements for x in s.levels}
    assert not levels & {"Awareness", "Working", "Practitioner", "Expert", "NOT IN USE"}


@pytest.mark.parametrize("name", ["roles", "skills"])
def test_every_line_is_placed_and_every_quote_stands_in_its_lines(name, request):
    reading = request.getfixturevalue(name)
    document = reading.document
    assert Counter(reading.lines) == {
        LineUse.PLACED: sum(bool(line.text.strip()) for line in document.lines)
    }
    seen = set()
    for profile in reading.profiles:
        for one in profile.statements:
            place = (one.span.start, one.span.end)
            if place not in seen:
                seen.add(place)
                assert stands(one.text, document.text[one.span.start : one.span.end])


def test_skills_are_defined_for_the_roles_that_need_them(skills):
    assert len(skills.profiles) == 51
    defined = {
        s.text
        for p in skills.profiles
        for s in p.statements
        if s.section is SectionKind.SKILLS and s.kind is StatementKind.TERM
    }
    assert len(defined) == 188
