"""What a level is called and what it means; what a page rests on."""

from __future__ import annotations

import pytest
from tests.reading.pages import LABELS, page, read, section

from roleassistant.domain import SectionKind, StatementKind
from roleassistant.reading.reading import LineUse

HERE = SectionKind.LEVEL_DEFINITION
HEADING = "Level — P3 — Seasoned Professional"


def labelled(definition: str, kind: SectionKind = HERE) -> dict[str | None, str]:
    text = page(definition=definition) if kind is HERE else page(provenance=definition)
    assert LineUse.UNPLACED not in read(text).lines
    return {
        s.dimension: s.text
        for s in section(text, kind).statements
        if s.dimension and s.dimension != "Level name"
    }


@pytest.mark.parametrize(
    "shape",
    [
        "- {name}\n- {text}",
        "{name}\n{text}",
        "- {name}\n  {text}",
        "- {name}\n{text}",
        "- {name}: {text}",
        "{name}: {text}",
        "- **{name}:** {text}",
        "**{name}**\n{text}",
        "- {name} — {text}",
        "{name}\t{text}",
        "| {name} | {text} |",
        "• {name}\n• {text}",
        "{name}:\n{text}",
    ],
)
def test_labels_and_values_are_paired(shape):
    lines = [shape.format(name=name, text=text) for name, text in LABELS.items()]
    text = "\n".join([HEADING, "Works alone on what is difficult", *lines])
    assert labelled(text) == LABELS
    described = section(page(definition=text), HERE).statements
    assert {str(level) for s in described for level in s.levels} == {"P3"}
    assert any(s.text == "Works alone on what is difficult" for s in described)


def test_labels_of_one_s_own_are_paired_too_where_they_are_items():
    assert labelled(f"{HEADING}\n- Tides\n- Reads them alone\n- Fog\n- Stops at 200 m") == {
        "Tides": "Reads them alone",
        "Fog": "Stops at 200 m",
    }


def test_a_label_without_a_value_takes_no_other_label_for_one_and_is_noted():
    text = page(definition=f"{HEADING}\n- Scope\n- Autonomy\n- Decides alone\n- Impact")
    assert labelled(f"{HEADING}\n- Scope\n- Autonomy\n- Decides alone\n- Impact") == {
        "Autonomy": "Decides alone"
    }
    assert [note.split(": ", 1)[1] for note in read(text).notes] == [
        "line 42: 'Scope' has no value.",
        "line 45: 'Impact' has no value.",
    ] or all("has no value" in note for note in read(text).notes)


@pytest.mark.parametrize("value", ["N/A", "TBD", "Not yet defined"])
def test_a_value_that_states_nothing_is_an_absence(value):
    found = section(page(definition=f"{HEADING}\n- Scope\n- {value}"), HERE).statements
    assert [s.kind for s in found if s.dimension == "Scope"] == [StatementKind.ABSENCE]


@pytest.mark.parametrize(
    ("heading", "level", "name"),
    [
        ("Level — M2 — Head of Pilots", "M2", "Head of Pilots"),
        ("Level: IC4 - Master Pilot", "IC4", "Master Pilot"),
        ("Level definition", "P3", None),
    ],
)
def test_the_level_is_the_heading_s_and_else_the_page_s(heading, level, name):
    found = section(page(definition=f"{heading}\n- Scope\n- Whole fleet"), HERE).statements
    assert {str(one) for s in found for one in s.levels} == {level}
    assert [s.text for s in found if s.dimension == "Level name"] == ([name] if name else [])


def test_a_page_may_define_several_levels():
    text = page(definition=f"{HEADING}\n- Scope\n- Ships\nLevel — P4 — Master\n- Scope\n- Fleets")
    (profile,) = read(text).profiles
    scopes = {
        str(s.levels[0]): s.text
        for part in profile.sections
        if part.kind is HERE
        for s in part.statements
        if s.dimension == "Scope"
    }
    assert scopes == {"P3": "Ships", "P4": "Fleets"}


@pytest.mark.parametrize("shape", ["- {name}: {text}", "{name}: {text}", "- {name}\n- {text}"])
def test_provenance_keeps_its_labels(shape):
    entries = {"Sources": "Tide survey of the board", "Reviewed": "Panel of three pilots"}
    lines = "\n".join(shape.format(name=name, text=text) for name, text in entries.items())
    assert labelled(f"Provenance\n{lines}", SectionKind.PROVENANCE) == entries


def test_entries_of_provenance_without_labels_are_facts_each_by_itself():
    text = page(provenance="Provenance\nHow it was made.\n- Tide survey\n- Two interviews")
    found = section(text, SectionKind.PROVENANCE).statements
    assert [(s.kind, s.dimension, s.text) for s in found] == [
        (StatementKind.NOTE, None, "How it was made."),
        (StatementKind.FACT, None, "Tide survey"),
        (StatementKind.FACT, None, "Two interviews"),
    ]


def test_entries_of_provenance_in_turn_with_one_known_label_are_labels_and_values():
    text = (
        "Provenance\nHow it was made.\n- Reviewed\n- Board of pilots\n"
        "- Loose ends\n- The survey of 2027 is not in yet."
    )
    assert labelled(text, SectionKind.PROVENANCE) == {
        "Reviewed": "Board of pilots",
        "Loose ends": "The survey of 2027 is not in yet.",
    }
