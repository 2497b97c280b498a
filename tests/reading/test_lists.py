"""Sections that list names: skills, adjacent roles, title aliases, classification codes."""

from __future__ import annotations

import pytest
from tests.reading.pages import SKILLS, page, read, section, texts

from roleassistant.domain import SectionKind, StatementKind
from roleassistant.reading.reading import LineUse

TERM, FACT, NOTE = StatementKind.TERM, StatementKind.FACT, StatementKind.NOTE
NAMES = list(SKILLS)


def defined(skills: str) -> dict[str | None, str]:
    text = page(skills=f"Skills\n{skills}")
    assert LineUse.UNPLACED not in read(text).lines
    found = section(text, SectionKind.SKILLS).statements
    assert texts(found, TERM) == NAMES
    return {s.dimension: " ".join(s.text.split()) for s in found if s.kind is FACT}


@pytest.mark.parametrize(
    "shape",
    [
        "- {name}\n- {text}",
        "{name}\n{text}",
        "- {name}\n  {text}",
        "- {name}\n{text}",
        "{name}\n- {text}",
        "- {name}: {text}",
        "- {name} — {text}",
        "- {name} - {text}",
        "{name}: {text}",
        "{name}\t{text}",
        "- **{name}**: {text}",
        "- **{name}:** {text}",
        "**{name}**\n{text}",
        "### {name}\n{text}",
        "- **{name}**\n- {text}",
        "• {name}\n• {text}",
        "1. {name}: {text}",
        "| {name} | {text} |",
        "- {name}\n- {text}\n",
    ],
)
def test_every_skill_is_a_term_with_its_definition_under_its_name(shape):
    lines = [shape.format(name=name, text=text) for name, text in SKILLS.items()]
    assert defined("\n".join(lines)) == SKILLS


def test_definitions_without_a_full_stop_are_told_from_names_by_the_section_as_a_whole():
    bare = {name: text.rstrip(".") for name, text in SKILLS.items()}
    assert defined("\n".join(f"- {name}\n- {text}" for name, text in bare.items())) == bare


@pytest.mark.parametrize("joint", ["\n- ", "\n"])
def test_names_alone_are_terms_without_a_definition(joint):
    assert defined(joint.join(["", *NAMES]).strip("\n")) == {}


def test_names_on_one_line_are_several_terms():
    assert defined(", ".join(NAMES)) == {}


def test_a_sentence_before_the_skills_is_a_note():
    lines = "\n".join(f"- {name}\n- {text}" for name, text in SKILLS.items())
    text = page(skills=f"Skills\nWhat a pilot is good at — on the water and off it.\n{lines}")
    found = section(text, SectionKind.SKILLS).statements
    assert texts(found, NOTE) == ["What a pilot is good at — on the water and off it."]


def aliases(lines: str) -> list[str]:
    text = page(aliases=f"Title aliasesshow ▾\n{lines}")
    assert LineUse.UNPLACED not in read(text).lines
    return texts(section(text, SectionKind.TITLE_ALIASES).statements, TERM)


@pytest.mark.parametrize(
    "lines",
    [
        "- Bar Pilot\n- Harbour Pilot\n- Sr. Pilot",
        "Bar Pilot\nHarbour Pilot\nSr. Pilot",
        "Bar Pilot, Harbour Pilot, Sr. Pilot",
        "Bar Pilot; Harbour Pilot; Sr. Pilot",
        "Bar Pilot · Harbour Pilot · Sr. Pilot",
        "- Bar Pilot; Harbour Pilot\n- Sr. Pilot",
        "Also known as: Bar Pilot, Harbour Pilot, Sr. Pilot",
        "Bar Pilot, Harbour Pilot, Sr. Pilot.",
        "Titles that employers use.\n- Bar Pilot\n- Harbour Pilot\n- Sr. Pilot",
    ],
)
def test_every_alias_is_a_term_of_its_own(lines):
    assert aliases(lines) == ["Bar Pilot", "Harbour Pilot", "Sr. Pilot"]


def test_a_comma_within_a_title_does_not_cut_it():
    assert aliases("- Director, Pilots\n- Vice President, Harbour") == [
        "Director, Pilots",
        "Vice President, Harbour",
    ]
    assert aliases("Director, Pilots\nBar Pilot") == ["Director, Pilots", "Bar Pilot"]


def test_aliases_in_small_letters_are_not_joined():
    assert aliases("bar pilot of the lower harbour and river\nsenior harbour pilot") == [
        "bar pilot of the lower harbour and river",
        "senior harbour pilot",
    ]


@pytest.mark.parametrize(
    "entries",
    [
        "- Tug Master — P3 · MARINE.TUG.P3 · distance 0.2 · near\n- Mate — P2 · distance 0.4 · far",
        "Tug Master — P3 · MARINE.TUG.P3 · distance 0.2 · near\nMate — P2 · distance 0.4 · far",
        "Tug Master — P3\nMARINE.TUG.P3\n0.2 · near\nMate — P2\nMARINE.MATE.P2\n0.4 · far",
        "1. Tug Master — P3 (distance 0.2)\n2. Mate — P2 (distance 0.4)",
    ],
)
def test_every_adjacent_role_is_a_fact_and_the_introduction_a_note(entries):
    text = page(adjacent=f"Adjacent roles\nNearest by coordinates. Compare →\n{entries}")
    found = section(text, SectionKind.ADJACENT_ROLES).statements
    assert texts(found, NOTE) == ["Nearest by coordinates."]
    assert any("Tug Master — P3" in fact for fact in texts(found, FACT))
    assert any("Mate — P2" in fact for fact in texts(found, FACT))
    assert LineUse.UNPLACED not in read(text).lines


def test_adjacent_roles_in_a_table_stand_under_their_columns():
    table = "| Role | Level | Distance |\n|--|--|--|\n| Tug Master | P3 | 0.2 |\n| Mate | P2 | 1 |"
    found = section(page(adjacent=f"Adjacent roles\n{table}"), SectionKind.ADJACENT_ROLES)
    assert ("Distance", "0.2") in {(s.dimension, s.text) for s in found.statements}


def codes(lines: str) -> list[tuple[str | None, str]]:
    text = page(classification=f"Classification mappingsshow ▾\n{lines}")
    assert LineUse.UNPLACED not in read(text).lines
    found = section(text, SectionKind.CLASSIFICATION).statements
    return [(s.dimension, s.text) for s in found if s.kind is FACT]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "O*NET / SOC\n- code=53-5021source=harbour.registry",
            [("O*NET / SOC code", "53-5021"), ("O*NET / SOC source", "harbour.registry")],
        ),
        (
            "ISCO-08\n- code=3152title=Ships' deck officerssource=board.listconfidence=0.8",
            [
                ("ISCO-08 code", "3152"),
                ("ISCO-08 title", "Ships' deck officers"),
                ("ISCO-08 source", "board.list"),
                ("ISCO-08 confidence", "0.8"),
            ],
        ),
        (
            "O*NET / SOC\ncode=53-5021\nESCO\ncode=3152.1 source=board",
            [("O*NET / SOC code", "53-5021"), ("ESCO code", "3152.1"), ("ESCO source", "board")],
        ),
        (
            "- O*NET / SOC\n- code=53-5021, source=board, weight=0.5",
            [
                ("O*NET / SOC code", "53-5021"),
                ("O*NET / SOC source", "board"),
                ("O*NET / SOC weight", "0.5"),
            ],
        ),
        ("O*NET / SOC code=53-5021", [("O*NET / SOC code", "53-5021")]),
        ("O*NET / SOC: 53-5021", [("O*NET / SOC", "53-5021")]),
        ("- SOC: 53-5021\n- ISCO-08: 3152", [("SOC", "53-5021"), ("ISCO-08", "3152")]),
        ("O*NET / SOC\n- 53-5021", [("O*NET / SOC", "53-5021")]),
        ("O*NET / SOC\n53-5021", [("O*NET / SOC", "53-5021")]),
        ("O*NET / SOC\n- 53-5021.00 Mates", [("O*NET / SOC", "53-5021.00 Mates")]),
        ("SOC 53-5021", [("SOC", "53-5021")]),
        ("53-5021", [(None, "53-5021")]),
        ("SOC 2018\n- 53-5021", [("SOC 2018", "53-5021")]),
        ("| Scheme | Code |\n|---|---|\n| SOC | 53-5021 |", [("SOC", "53-5021")]),
    ],
)
def test_every_code_stands_under_its_scheme(lines, expected):
    assert codes(lines) == expected


def test_a_scheme_without_a_code_says_so():
    text = page(
        classification="Classification mappings\nO*NET / SOC\n- code=53-5021\nESCO\nNot yet mapped."
    )
    found = section(text, SectionKind.CLASSIFICATION).statements
    assert [(s.dimension, s.text) for s in found if s.kind is StatementKind.ABSENCE] == [
        ("ESCO", "Not yet mapped.")
    ]
