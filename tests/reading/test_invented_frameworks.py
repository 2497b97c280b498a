"""Frameworks of many shapes, invented for this: the role and the level of every statement.

Each set was written before the reader had seen anything of its kind; `gold.json` holds, for a part
of every statement, the role and the levels that a person reads off the page.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.reading.pages import words_in_common

from roleassistant.reading import registry
from roleassistant.reading.document import load
from roleassistant.reading.reading import LineUse, Reading
from roleassistant.reading.showing import stands

FRAMEWORKS = Path(__file__).parent / "frameworks"
SETS = sorted(folder for folder in FRAMEWORKS.iterdir() if folder.is_dir())
KINDS = [
    pytest.param(folder, kind, id=f"{folder.name}-{kind}")
    for folder in SETS
    for kind in json.loads((folder / "gold.json").read_text("utf-8"))
]
FILES = [
    pytest.param(folder, path, id=str(path.relative_to(FRAMEWORKS)))
    for folder in SETS
    for path in sorted(folder.rglob("*"))
    if path.is_file() and path.name != "gold.json"
]


def reading_of(folder: Path, path: Path) -> Reading:
    return registry.read(load(path, path.relative_to(folder).as_posix()), words_in_common)


@pytest.mark.parametrize(("folder", "kind"), KINDS)
def test_every_statement_has_its_role_and_its_level(folder, kind):
    readings: dict[str, Reading] = {}
    for path, part, role, level in json.loads((folder / "gold.json").read_text("utf-8"))[kind]:
        reading = readings.setdefault(path, reading_of(folder, folder / path))
        found = [(p, s) for p in reading.profiles for s in p.statements if part in s.text]
        levels = {tuple(str(one) for one in s.levels) for _, s in found}
        assert levels == {tuple(level.split("+")) if level else ()}, part
        assert not role or {p.title for p, _ in found} == {role}, part


@pytest.mark.parametrize(("folder", "path"), FILES)
def test_every_line_is_counted_once_and_every_quote_stands_in_its_lines(folder, path):
    reading = reading_of(folder, path)
    document = reading.document
    assert len(reading.lines) == sum(1 for line in document.lines if line.text.strip())
    assert LineUse.UNPLACED not in reading.lines
    for profile in reading.profiles:
        for statement in profile.statements:
            span = statement.span
            lines = document.lines[span.line_start - 1 : span.line_end]
            assert stands(statement.text, span.recover(document.text))
            assert stands(statement.text, "\n".join(line.text for line in lines))


@pytest.mark.parametrize(
    "chrome", ["Handbook", "Ask the people team", "Printed copies", "tracking", "color"]
)
def test_no_navigation_footer_or_script_is_among_the_statements(chrome):
    folder = FRAMEWORKS / "first"
    for path in sorted((folder / "site").iterdir()):
        texts = [s.text for p in reading_of(folder, path).profiles for s in p.statements]
        assert texts
        assert not [text for text in texts if chrome in text]


def test_what_a_cell_says_is_not_stated_is_no_fact():
    folder = FRAMEWORKS / "first"
    path = folder / "matrix" / "engineering-competencies.md"
    said = [s for p in reading_of(folder, path).profiles for s in p.statements]
    kinds = {s.text: s.kind.value for s in said if s.text in ("N/A", "TODO")}
    assert kinds == {"N/A": "absence", "TODO": "absence"}


def test_a_grade_of_a_skill_is_no_level_of_the_job():
    folder = FRAMEWORKS / "first"
    path = folder / "two-axes" / "data-engineer.md"
    profiles = reading_of(folder, path).profiles
    assert [str(p.level) for p in profiles] == ["Level 1", "Level 2"]
    assert "Programming (Practitioner)" in {s.dimension for s in profiles[1].statements}


def test_levels_known_by_their_place_in_a_list_are_said_to_be_inferred():
    folder = FRAMEWORKS / "first"
    profiles = reading_of(folder, folder / "tracks" / "tracks.json").profiles
    how = {s.attribution.how for p in profiles for s in p.statements if s.levels}
    assert "inferred" in how


def test_the_order_of_levels_that_a_sentence_lists_is_the_ladder():
    folder = FRAMEWORKS / "second"
    profiles = reading_of(folder, folder / "trade" / "forester.md").profiles
    assert [str(x) for x in profiles[0].ladder] == ["Hand", "Ranger", "Keeper", "Warden"]
