"""Which lines open a section, however the page writes them."""

from __future__ import annotations

import pytest
from tests.reading.pages import CODE, PARTS, SKILLS, page, profile, read, section, texts

from roleassistant.domain import SectionKind, StatementKind
from roleassistant.reading.headings import heading
from roleassistant.reading.reading import LineUse
from roleassistant.reading.residue import is_edge_furniture, is_furniture, without_residue

SKILLS_BODY = PARTS["skills"].partition("\n")[2]


@pytest.mark.parametrize(
    "line",
    [
        "Skills",
        "SKILLS",
        "Skills:",
        "  Skills  ",
        "Skillsshow ▾",
        "Skills show ▾",
        "Skills ▸ hide",
        "Skills ▸",
        "▾ Skills",
        "Skills (12)",
        "Skills (12)show ▾",
        "Skills [3] hide ▴",
        "Skills · Copy link",
        "Skills ¶",
        "Skills #",
        "Skills 🔗",
        "Skills Copy link",
        "Skills · Collapse all ▴",
        "## Skills",
        "### Skills ###",
        "**Skills**",
        "__Skills:__",
        "Sk\u200bills",
        "\ufeffSkills",
        "Skills\u00a0",
        "2. Skills",
        "Skills & Knowledge",
        "Focus-specific skills",
        "Skills (focus-specific)",
    ],
)
def test_a_heading_is_known_with_whatever_the_interface_left_on_it(line):
    found = section(page(skills=f"{line}\n{SKILLS_BODY}"), SectionKind.SKILLS)
    assert texts(found.statements, StatementKind.TERM) == list(SKILLS)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Title aliases (3)show ▾", SectionKind.TITLE_ALIASES),
        ("Level guidelines · Copy link", SectionKind.GUIDELINES),
        ("Classification mappings▸ show", SectionKind.CLASSIFICATION),
        ("Adjacent roles · Compare side-by-side →", SectionKind.ADJACENT_ROLES),
        ("Responsibilities (by level)", SectionKind.RESPONSIBILITIES),
        ("Role overview ▾", SectionKind.SUMMARY),
        ("Focus: River Pilot", SectionKind.FOCUS),
        ("FOCUS — River Pilot", SectionKind.FOCUS),
        ("Focus · River Pilot show ▾", SectionKind.FOCUS),
    ],
)
def test_the_other_sections_are_known_the_same_way(line, kind):
    found = heading(line)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    "line",
    [
        "Skills are what a pilot needs.",
        "Level headed under pressure",
        "Focuses on the harbour",
        "Sources of error in soundings",
        "Level crossings",
        "Skillshow",
    ],
)
def test_a_line_that_only_begins_like_a_heading_is_none(line):
    assert heading(line) is None


@pytest.mark.parametrize(
    ("line", "level", "name"),
    [
        ("Level — P3 — Seasoned Professional", "P3", "Seasoned Professional"),
        ("Level – P3 – Seasoned Professional", "P3", "Seasoned Professional"),
        ("Level - P3 - Seasoned Professional", "P3", "Seasoned Professional"),
        ("Level: P3 — Seasoned Professional", "P3", "Seasoned Professional"),
        ("Level: P3", "P3", None),
        ("Level P3: Seasoned Professional", "P3", "Seasoned Professional"),
        ("Level P3 (Seasoned Professional)", "P3", "Seasoned Professional"),
        ("Level — P3 — Seasoned Professionalshow ▾", "P3", "Seasoned Professional"),
        ("## Level — P-3 — Seasoned", "P3", "Seasoned"),
        ("Level definition — M2 — Head of Pilots", "M2", "Head of Pilots"),
        ("Level | IC4 | Master Pilot", "IC4", "Master Pilot"),
        ("Level — Senior — Senior Pilot", "Senior", "Senior Pilot"),
        ("Level — P3 — P3", "P3", "P3"),
        ("LEVEL — P3 — SEASONED — RIVER", "P3", "SEASONED — RIVER"),
    ],
)
def test_a_level_definition_names_its_level_and_what_it_is_called(line, level, name):
    found = heading(line)
    assert found is not None
    assert (found.kind, str(found.level), found.name) == (
        SectionKind.LEVEL_DEFINITION,
        level,
        name,
    )
    if name:
        assert line[found.name_at :].startswith(name)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Nearest roles. How coordinates work → · Compare side-by-side →", "Nearest roles."),
        ("Steps of the ladder. Your level is highlighted.", "Steps of the ladder."),
        ("Keeps the log. show more ▾", "Keeps the log."),
        ("Keeps the log · Copy link", "Keeps the log"),
        ("Contract review ▾", "Contract review"),
        # Nothing of these is interface.
        ("Moves cargo from A → B and back", "Moves cargo from A → B and back"),
        ("Oversees tugs, pilots and more…", "Oversees tugs, pilots and more…"),
        ("Reads «Notices to Mariners»", "Reads «Notices to Mariners»"),
        ("Shows others how to print", "Shows others how to print"),
    ],
)
def test_only_the_interface_is_taken_off_a_line(line, rest):
    assert without_residue(line) == rest


@pytest.mark.parametrize(
    "line",
    [
        "Back to top",
        "Compare side-by-side →",
        "Show more ▾",
        "© Harbour Board",
        "Page 2 of 3",
        "Exported on 3 May by the portal",
        "Skip to main content",
        "-----",
        "•",
        "\u200b",
        "Was this page helpful? Yes No",
    ],
)
def test_furniture_says_nothing_of_the_role(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    ["Home › Roles › Marine", "Home / Job families / Marine", "Search", "Help", "Sign in", "Home"],
)
def test_navigation_is_furniture_only_above_and_below_a_page(line):
    assert is_edge_furniture(line)
    assert not is_furniture(line)


def test_navigation_above_and_footers_below_are_boilerplate_and_belong_to_no_section():
    text = f"Home › Roles › Marine\nSearch\n{page()}Back to top\n© Harbour Board\nHelp\n"
    reading = read(text)
    assert reading.lines.count(LineUse.BOILERPLATE) == 5
    assert LineUse.UNPLACED not in reading.lines
    assert "Help" not in texts(list(reading.profiles[0].statements))


def test_a_skill_that_is_called_like_navigation_stays_a_skill():
    skills = "Skills\nSearch\nFinding a lost buoy in the dark.\nFeedback\nSaying what went well."
    assert texts(section(page(skills=skills), SectionKind.SKILLS).statements) == [
        "Search",
        "Finding a lost buoy in the dark.",
        "Feedback",
        "Saying what went well.",
    ]


def test_preamble_that_has_no_place_is_unplaced_and_kept_as_a_statement():
    reading = read(f"River Works people portal, staging copy\n{page()}")
    assert reading.lines[0] is LineUse.UNPLACED
    assert reading.lines.count(LineUse.UNPLACED) == 1
    (other,) = (s for s in reading.profiles[0].sections if s.kind is SectionKind.OTHER)
    assert texts(other.statements) == ["River Works people portal, staging copy"]


def test_sections_may_come_in_any_order():
    usual = {s.kind: texts(s.statements) for s in profile(page()).sections[1:]}
    turned = page(order=["title", "code", "summary", *reversed(list(PARTS)[3:])])
    found = {s.kind: texts(s.statements) for s in profile(turned).sections[1:]}
    assert found == usual


@pytest.mark.parametrize("name", list(PARTS)[3:])
def test_a_section_may_be_missing(name):
    whole = [s.kind for s in profile(page()).sections]
    without = page([part for part in PARTS if part != name])
    left = [s.kind for s in profile(without).sections]
    assert len(left) == len(whole) - 1
    assert LineUse.UNPLACED not in read(without).lines


def test_what_is_missing_is_noted_so_that_a_page_that_was_cut_off_is_seen():
    notes = " ".join(read(page(skills=None, definition=None)).notes)
    assert "skills, level definition" in notes
    assert CODE in notes
    assert not read(page()).notes


@pytest.mark.parametrize(
    "sentence",
    [
        "No title aliases recorded for this profile yet.",
        "No aliases are on record for this page.",
        "No aliases yet.",
        "None recorded.",
        "None",
        "N/A",
        "Not yet mapped.",
        "This section is empty.",
        "There are no aliases for this role.",
        "Nothing here yet.",
        "To be defined",
        "(none)",
    ],
)
@pytest.mark.parametrize(
    ("part", "name", "kind"),
    [
        ("aliases", "Title aliasesshow ▾", SectionKind.TITLE_ALIASES),
        ("adjacent", "Adjacent roles", SectionKind.ADJACENT_ROLES),
        ("classification", "Classification mappings", SectionKind.CLASSIFICATION),
        ("skills", "Skills", SectionKind.SKILLS),
        ("provenance", "Provenance", SectionKind.PROVENANCE),
    ],
)
def test_a_section_that_says_it_is_empty_states_that_as_a_fact(sentence, part, name, kind):
    found = section(page(**{part: f"{name}\n{sentence}"}), kind)
    assert [(s.text, s.kind) for s in found.statements] == [(sentence, StatementKind.ABSENCE)]


@pytest.mark.parametrize(
    "sentence",
    [
        "No prior licence required; training is provided.",
        "None of the passages is set without the harbour master's word.",
        "No two passages are alike.",
        "Accepts no passage that is not listed in the plan of the day.",
    ],
)
def test_a_responsibility_with_a_no_in_it_is_not_an_absence(sentence):
    found = section(
        page(responsibilities=f"Responsibilities by level\nP1\n- {sentence}"),
        SectionKind.RESPONSIBILITIES,
    )
    assert [(s.text, s.kind) for s in found.statements] == [(sentence, StatementKind.FACT)]


def test_a_heading_with_nothing_below_is_a_section_without_statements():
    found = section(page(aliases="Title aliases"), SectionKind.TITLE_ALIASES)
    assert found.statements == ()
    assert found.line_start == found.line_end
