"""What frameworks of any house have in common: headings over tables, pages of one level, lists in
lists, references to other levels, and what is of the site."""

from __future__ import annotations

import pytest
from tests.reading.pages import words_in_common

from roleassistant.domain import StatementKind
from roleassistant.reading import registry
from roleassistant.reading.document import load


@pytest.fixture
def read(tmp_path):
    def reading(text, name="page.md"):
        file = tmp_path / "harbour" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        return registry.read(load(file, f"harbour/{name}"), words_in_common)

    return reading


def placed(reading):
    return {
        s.text: (str(s.levels[0]) if s.levels else "", s.dimension)
        for p in reading.profiles
        for s in p.statements
        if s.kind is not StatementKind.TERM
    }


def test_a_heading_over_a_table_with_one_column_is_the_dimension(read):
    found = placed(
        read(
            "# Pilot\n\n## Seamanship\n\n| Level | What it looks like |\n|---|---|\n"
            "| Junior | Ties up |\n| Senior | Berths in a gale |\n"
        )
    )
    assert found["Berths in a gale"] == ("Senior", "Seamanship")


def test_a_column_that_several_tables_have_keeps_the_heading_before_it(read):
    table = "| Level | Expectations | Avoid |\n|---|---|---|\n"
    found = placed(
        read(
            f"# Pilot\n\n## Seamanship\n\n{table}| Junior | Ties up | Hurry |\n"
            "| Senior | Berths in a gale | Pride |\n\n"
            f"## Radio\n\n{table}| Junior | Listens | Chatter |\n| Senior | Directs | Slang |\n"
        )
    )
    assert found["Berths in a gale"] == ("Senior", "Seamanship")
    assert found["Pride"] == ("Senior", "Seamanship: Avoid")
    assert found["Slang"] == ("Senior", "Radio: Avoid")


@pytest.mark.parametrize(("word", "numbers"), [("Band", "4 5"), ("Grade", "6 8a")])
def test_numbers_take_the_word_over_their_column(read, word, numbers):
    low, high = numbers.split()
    found = placed(
        read(
            f"# Nurse\n\n## Wards\n\n| {word} | Expectations |\n|---|---|\n"
            f"| {low} | Makes beds |\n| {high} | Runs rounds |\n"
        )
    )
    assert found["Makes beds"] == (f"{word} {low}", "Wards")
    assert found["Runs rounds"] == (f"{word} {high}", "Wards")


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Weaver (Level 2)", "Level 2"),
        ("Senior Weaver (Level 3)", "Level 3"),
        ("Level 2: Weaver", "Level 2"),
        ("Level 3: Senior Weaver", "Level 3"),
    ],
)
def test_a_page_of_one_level_is_of_the_role_in_its_title(read, title, level):
    (profile,) = read(f"# {title}\n\n## Loom\n\n- Warps a loom\n").profiles
    assert (profile.title, str(profile.level)) == ("Weaver", level)


def test_a_dimension_with_a_level_behind_it_is_no_role(read):
    found = read("# Weaver\n\n## Communication (Level 2)\n\n- Speaks up\n").profiles
    assert {p.title for p in found} != {"Communication"}


@pytest.mark.parametrize("key", ["track", "career_path", "job_family", "profession"])
def test_more_keys_than_role_name_the_role(read, key):
    found = read(
        f"{key}: Dock Clerk\ncompetency: Care\nlevels:\n  - level: L1\n    criteria:\n"
        "      - Counts crates\n  - level: L2\n    criteria:\n      - Plans the yard\n",
        "care.yml",
    ).profiles
    assert {p.title for p in found} == {"Dock Clerk"}


def test_a_track_that_divides_a_ladder_is_no_role(read):
    found = read(
        "track: management\ntitle: Dock Clerk\nlevels:\n  - level: L1\n    criteria:\n"
        "      - Counts crates\n  - level: L2\n    criteria:\n      - Plans the yard\n",
        "clerk.yml",
    ).profiles
    assert {p.title for p in found} == {"Dock Clerk"}


def test_an_item_that_says_what_is_done_stays_a_statement_over_others(read):
    found = placed(
        read(
            "# Weaver\n\n## Junior\n\n- Keeps the loom clean\n  - oils it\n- Cuts thread\n\n"
            "## Senior\n\n- Colour\n  - Mixes dyes\n- Cloth\n  - Judges a weave\n"
        )
    )
    assert found["Keeps the loom clean"] == ("Junior", None)
    assert found["oils it"] == ("Junior", None)
    assert found["Mixes dyes"] == ("Senior", "Colour")
    assert "Colour" not in found


SITE = """\
[Home](index.md) > [Trades](trades.md) > Weaver

# Weaver

## Junior

- Winds bobbins

## Senior

- Sets patterns

Previous: [Dyer](dyer.md) | Next: [Tailor](tailor.md)

## Contributors

- Ada
- Bo

---
© Harbour Mills. Text under CC BY 4.0.
"""


def test_what_is_of_the_site_is_boilerplate(read):
    reading = read(SITE)
    assert set(placed(reading)) == {"Winds bobbins", "Sets patterns"}


@pytest.mark.parametrize(
    "said",
    ["Next, plans the season.", "Licence: HGV class 2.", "Back office and front office."],
)
def test_what_only_looks_alike_is_kept(read, said):
    assert said in placed(read(f"# Driver\n\n## Junior\n\n{said}\n\n## Senior\n\n- Drives\n"))
