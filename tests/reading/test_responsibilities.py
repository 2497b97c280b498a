"""The level of each responsibility: from a heading, from the item itself, or worked out."""

from __future__ import annotations

import pytest
from tests.reading.pages import BULLETS, FLAT, ROWS, TABLE, facts_by_level, page, read, section

from roleassistant.domain import SectionKind, StatementKind
from roleassistant.reading.segmentation import METHOD

HERE = SectionKind.RESPONSIBILITIES
INTRODUCTION = "The work at each step of this ladder, from the easiest up."
EXPECTED = {level: list(bullets) for level, bullets in BULLETS.items()}


def grouped(heading: str, bullet: str = "- ") -> str:
    groups = (
        "\n".join([heading.format(level=level), *(bullet + text for text in bullets)])
        for level, bullets in BULLETS.items()
    )
    return f"Responsibilities by level\n{INTRODUCTION}\n" + "\n".join(groups)


@pytest.mark.parametrize(
    "heading",
    [
        "{level}",
        "{level}:",
        "Level {level}",
        "Level {level}:",
        "Level: {level}",
        "Level — {level}",
        "Level — {level} — Some Professional",
        "{level} — Some Professional",
        "{level} – Some Professional",
        "{level} - Some Professional",
        "{level}: Some Professional",
        "{level} (Some Professional)",
        "{level} Some Professional",
        "{level} · your level",
        "{level} (your level)",
        "{level} — Some Professional ← your level",
        "{level}show ▾",
        "{level} ▸ hide",
        "{level} — Some Professional ▾",
        "### {level}",
        "**{level}**",
        "**{level} — Some Professional**",
        "- {level}",
        "- **{level} — Some Professional**",
        "\u200b{level}",
    ],
)
def test_a_level_heading_states_the_level_of_what_stands_below(heading):
    text = page(responsibilities=grouped(heading))
    assert facts_by_level(text, HERE) == EXPECTED
    found = section(text, HERE).statements
    assert {s.attribution.how for s in found} == {"stated"}
    names = {s.text for s in found if s.dimension == "Level name"}
    assert names == ({"Some Professional"} if "Some" in heading else set())


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        (("IC1", "IC2", "IC3", "IC4"), "MARINE.RIVERPILOT.IC3"),
        (("M1", "M2", "M3", "M4"), "MARINE.RIVERPILOT.M3"),
        (("L3", "L4", "L5", "L6"), "MARINE.RIVERPILOT.L5"),
        (("Junior", "Senior", "Staff", "Principal"), "MARINE.RIVERPILOT.STAFF"),
        (("ZQ1", "ZQ2", "ZQ3", "ZQ4"), "MARINE.RIVERPILOT.ZQ3"),
    ],
)
def test_other_ladders_are_read_alike(levels, code):
    lines = grouped("{level}")
    for mine, theirs in zip(BULLETS, levels, strict=True):
        lines = lines.replace(f"\n{mine}\n", f"\n{theirs}\n")
    text = page(responsibilities=lines, code=code, title=f"Pilot — {code.split('.')[2].title()}")
    assert list(facts_by_level(text, HERE)) == list(levels)


@pytest.mark.parametrize(
    "item",
    [
        "- [{level}] {text}",
        "- ({level}) {text}",
        "- {level}: {text}",
        "- {level} — {text}",
        "- {level} - {text}",
        "- **{level}:** {text}",
        "- **{level}** — {text}",
        "{level}: {text}",
        "- {text} ({level})",
        "- {text} [{level}]",
    ],
)
def test_an_item_may_name_its_own_level(item):
    lines = [
        item.format(level=level, text=text)
        for level, bullets in BULLETS.items()
        for text in bullets
    ]
    found = facts_by_level(page(responsibilities="\n".join(["Responsibilities", *lines])), HERE)
    assert found == EXPECTED


@pytest.mark.parametrize(
    ("heading", "levels"),
    [
        ("P1–P3", ("P1", "P2", "P3")),
        ("P1-P2", ("P1", "P2")),
        ("P1/P2", ("P1", "P2")),
        ("P1 & P2", ("P1", "P2")),
        ("P1 and P3", ("P1", "P3")),
        ("Levels P1 to P3:", ("P1", "P2", "P3")),
    ],
)
def test_a_heading_may_stand_for_several_levels(heading, levels):
    text = page(responsibilities=f"Responsibilities\n{heading}\n- Keeps the log.")
    (statement,) = section(text, HERE).statements
    assert tuple(map(str, statement.levels)) == levels


@pytest.mark.parametrize(
    "line",
    ["Q3 Harbour Review", "B2 — a class of barge", "S1 Filing", "SOC2: what to know", "A4 Paper"],
)
def test_letters_with_a_number_are_no_level_where_the_page_does_not_use_them_so(line):
    text = page(responsibilities=f"Responsibilities\nP1\n- Keeps the log.\n- {line}")
    assert list(facts_by_level(text, HERE)) == ["P1"]


@pytest.mark.parametrize(
    "bullet",
    ["- ", "* ", "+ ", "• ", "•", "‣ ", "◦ ", "– ", "— ", "▪ ", "● ", "○ ", "■ ", "✓ ", "➢ ", "· ",
     "o ", "\t- ", "  • ", "-\t", "-\u00a0", "\uf0b7 ", "- [ ] ", "•\n"],
)  # fmt: skip
def test_any_bullet_makes_an_item(bullet):
    text = page(responsibilities=grouped("{level}", bullet))
    assert facts_by_level(text, HERE) == EXPECTED


def test_numbered_items_are_items():
    lines = [f"{n}. {text}" for n, text in enumerate(FLAT.replace("- ", "").split("\n"), 1)]
    found = facts_by_level(page(responsibilities="\n".join(["Responsibilities", *lines])), HERE)
    assert found == EXPECTED


@pytest.mark.parametrize("heading", ["{level}", "{level} — Some Professional", "Level {level}:"])
def test_lines_that_lost_their_bullets_are_items_all_the_same(heading):
    assert facts_by_level(page(responsibilities=grouped(heading, "")), HERE) == EXPECTED


def test_lines_that_lost_both_bullets_and_headings_have_their_levels_worked_out():
    plain = FLAT.replace("- ", "")
    text = page(
        responsibilities="Responsibilities by level\n"
        f"{INTRODUCTION} Your level is highlighted.\n{plain}"
    )
    assert facts_by_level(text, HERE) == EXPECTED
    assert section(text, HERE).statements[0].kind is StatementKind.NOTE


def test_without_headings_levels_are_inferred_with_a_method_and_a_confidence():
    found = [s for s in section(page(), HERE).statements if s.kind is StatementKind.FACT]
    assert facts_by_level(page(), HERE) == EXPECTED
    assert {(s.attribution.how, s.attribution.method) for s in found} == {("inferred", METHOD)}
    assert all(s.attribution.confidence and 0 < s.attribution.confidence <= 1 for s in found)


def test_with_headings_nothing_is_inferred_even_where_items_have_no_level():
    text = page(responsibilities=f"Responsibilities\n- Keeps the log.\nP2\n{FLAT}")
    assert {s.attribution.how for s in section(text, HERE).statements} == {"stated"}
    assert facts_by_level(text, HERE)[""] == ["Keeps the log."]


def test_a_level_whose_guidelines_are_not_written_yet_still_has_its_responsibilities():
    cells = " | ".join(["TBD"] * 3)
    table = TABLE.replace(" | ".join(ROWS["P3"]), cells)
    text = page(guidelines=f"Level guidelines\n{table}")
    assert facts_by_level(text, HERE) == EXPECTED


def test_the_other_track_s_guidelines_do_not_draw_responsibilities_to_them():
    other = "| M1 | Leads pilots on the log of soundings and tide tables. | Plans. | 9 years |"
    text = page(guidelines=f"Level guidelines\n{TABLE}\n{other}")
    assert facts_by_level(text, HERE) == EXPECTED


def test_without_guidelines_the_items_stand_without_a_level_and_a_note_says_so():
    text = page(guidelines=None)
    assert list(facts_by_level(text, HERE)) == [""]
    assert any("12 responsibilities have no level headings" in note for note in read(text).notes)


def test_themes_over_groups_of_items_become_their_dimension():
    text = page(
        responsibilities="Responsibilities\nP1\nOn board\n- Keeps the log.\nOn shore\n- Plans.\n"
        "P2\nOn board\n- Steers barges."
    )
    found = [(str(s.levels[0]), s.dimension, s.text) for s in section(text, HERE).statements]
    assert found == [
        ("P1", "On board", "Keeps the log."),
        ("P1", "On shore", "Plans."),
        ("P2", "On board", "Steers barges."),
    ]


def test_responsibilities_may_stand_in_a_table():
    rows = "\n".join(f"| {level} | {texts[0]} |" for level, texts in BULLETS.items())
    text = page(responsibilities=f"Responsibilities\n| Level | Duty |\n|---|---|\n{rows}")
    assert facts_by_level(text, HERE) == {level: [texts[0]] for level, texts in BULLETS.items()}
