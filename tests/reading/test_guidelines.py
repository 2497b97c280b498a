"""What distinguishes the levels, in whatever shape the page gives it."""

from __future__ import annotations

import pytest
from tests.reading.pages import DIMENSIONS, ROWS, TABLE, page, read, section

from roleassistant.domain import SectionKind, StatementKind
from roleassistant.reading.reading import LineUse

HERE = SectionKind.GUIDELINES
EXPECTED = {
    (level, name): cell
    for level, cells in ROWS.items()
    for name, cell in zip(DIMENSIONS, cells, strict=True)
}


def cells(guidelines: str) -> dict[tuple[str, str | None], str]:
    text = page(guidelines=f"Level guidelines\n{guidelines}")
    assert LineUse.UNPLACED not in read(text).lines
    return {
        (str(level), s.dimension): s.text
        for s in section(text, HERE).statements
        if s.kind is StatementKind.FACT
        for level in s.levels
    }


def turned() -> str:
    rows = [["Dimension", *ROWS], ["---"] * 5]
    rows += [[name, *(ROWS[level][i] for level in ROWS)] for i, name in enumerate(DIMENSIONS)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


TABLES = {
    "with outer pipes": TABLE,
    "without outer pipes": "\n".join(line.strip("| ") for line in TABLE.split("\n")),
    "without a rule": "\n".join(line for line in TABLE.split("\n") if "---" not in line),
    "aligned by colons": TABLE.replace("---", ":--:"),
    "with tabs": "\n".join(
        line.strip("| ").replace(" | ", "\t") for line in TABLE.split("\n") if "---" not in line
    ),
    "indented": "\n".join("   " + line for line in TABLE.split("\n")),
    "wide": TABLE.replace(" | ", "   |\t "),
    "narrow": TABLE.replace(" | ", "|"),
    "double spaced": TABLE.replace("\n", "\n\n"),
    "bold": TABLE.replace("| P", "| **P").replace(" | Knows", "** | Knows"),
    "levels spelled out": TABLE.replace("| P", "| Level P"),
    "small letters": TABLE.replace("| P", "| p"),
    "level marked as one's own": TABLE.replace("| P3 |", "| P3 (your level) |"),
    "levels as columns": turned(),
    "after a note": TABLE.replace("| P3 |", "The next two hold a licence.\n| P3 |"),
    "before the last row a note": TABLE.replace("| P4 |", "Examiners only:\n| P4 |"),
    "wrapped rows": TABLE.replace(" passage by night", "\n   passage by night"),
}


@pytest.mark.parametrize("shape", TABLES)
def test_every_cell_stands_under_its_level_and_its_dimension(shape):
    found = {key: " ".join(text.split()) for key, text in cells(TABLES[shape]).items()}
    assert found == EXPECTED


def test_a_level_s_name_in_its_cell_is_kept():
    text = page(guidelines="Level guidelines\n" + TABLE.replace("| P3 |", "| P3 — Seasoned |"))
    named = [s for s in section(text, HERE).statements if s.dimension == "Level name"]
    assert [(str(s.levels[0]), s.text) for s in named] == [("P3", "Seasoned")]


def test_a_level_s_name_over_its_column_is_kept():
    text = page(guidelines="Level guidelines\n" + turned().replace("| P3 |", "| P3 — Seasoned |"))
    assert [s.text for s in section(text, HERE).statements if s.dimension == "Level name"] == [
        "Seasoned"
    ]


@pytest.mark.parametrize("empty", ["", " ", "—", "-", "…", "--"])
def test_an_empty_cell_states_nothing(empty):
    found = cells(TABLE.replace(ROWS["P2"][1], empty))
    assert ("P2", DIMENSIONS[1]) not in found
    assert len(found) == len(EXPECTED) - 1


@pytest.mark.parametrize("text", ["N/A", "n/a", "TBD", "Not applicable", "N/A for pilots"])
def test_a_cell_that_says_it_states_nothing_is_an_absence_and_no_fact(text):
    source = page(guidelines="Level guidelines\n" + TABLE.replace(ROWS["P2"][1], text))
    found = [s for s in section(source, HERE).statements if s.kind is StatementKind.ABSENCE]
    assert [(s.text, str(s.levels[0]), s.dimension) for s in found] == [(text, "P2", DIMENSIONS[1])]


@pytest.mark.parametrize("text", ["None", "None.", "none"])
def test_none_is_a_value_of_its_dimension_and_not_the_lack_of_one(text):
    assert cells(TABLE.replace(ROWS["P2"][1], text))[("P2", DIMENSIONS[1])] == text


def test_a_cell_that_begins_with_none_and_goes_on_is_a_fact():
    assert cells(TABLE.replace(ROWS["P1"][2], "None required; a deck certificate helps"))[
        ("P1", DIMENSIONS[2])
    ] == ("None required; a deck certificate helps")


def test_an_escaped_pipe_belongs_to_its_cell():
    found = cells(TABLE.replace("by night and fog.", r"by night \| fog."))
    assert found["P3", DIMENSIONS[0]].endswith(r"by night \| fog.")
    assert len(found) == len(EXPECTED)


def test_more_columns_are_more_dimensions():
    lines = TABLE.split("\n")
    extra = [" Tugs |", "---|", *(f" {n} tugs |" for n in range(1, 5))]
    found = cells("\n".join(line + more for line, more in zip(lines, extra, strict=True)))
    assert found["P4", "Tugs"] == "4 tugs"
    assert len(found) == len(EXPECTED) + 4


def test_the_level_may_stand_in_a_later_column():
    lines = TABLE.split("\n")
    front = ["| No. ", "|---", *(f"| {n} " for n in range(1, 5))]
    found = cells("\n".join(more + line for line, more in zip(lines, front, strict=True)))
    assert {key: found[key] for key in EXPECTED} == EXPECTED


def test_a_row_of_another_length_is_read_and_noted():
    text = page(guidelines="Level guidelines\n" + TABLE.replace(" | " + ROWS["P2"][2], ""))
    assert any("has 3 cells, the table's header 4" in note for note in read(text).notes)


@pytest.mark.parametrize(
    "item", ["{name}: {text}", "- {name}: {text}", "- **{name}:** {text}", "{name} — {text}"]
)
@pytest.mark.parametrize("heading", ["{level}", "### {level}", "Level — {level}", "{level} — Name"])
def test_groups_under_level_headings_are_read_like_a_table(heading, item):
    groups = (
        "\n".join(
            [
                heading.format(level=level),
                *(
                    item.format(name=name, text=text)
                    for name, text in zip(DIMENSIONS, texts, strict=True)
                ),
            ]
        )
        for level, texts in ROWS.items()
    )
    assert cells("\n".join(groups)) == EXPECTED


def test_a_dimension_may_stand_on_a_line_above_its_text():
    groups = (
        "\n".join([level, *(f"{n}\n{t}" for n, t in zip(DIMENSIONS, texts, strict=True))])
        for level, texts in ROWS.items()
    )
    assert cells("\n".join(groups)) == EXPECTED


def test_the_text_of_a_cell_is_its_own_and_nothing_of_its_neighbours():
    for statement in section(page(), HERE).statements:
        assert "|" not in statement.text
