"""Text that was broken to fit a width is read as if it had not been; the quote keeps its breaks."""

from __future__ import annotations

import textwrap

import pytest
from tests.reading.pages import document, page, profile, read, section

from roleassistant.domain import SectionKind
from roleassistant.reading.reading import LineUse


def wrapped(text: str, width: int, indent: str) -> str:
    lines = []
    for line in text.split("\n"):
        if line.startswith("|"):
            lines.append(line)
            continue
        hanging = indent if line.startswith("- ") else ""
        lines += textwrap.wrap(line, width, subsequent_indent=hanging) or [""]
    return "\n".join(lines)


def folded(statement):
    text = " ".join(statement.text.split())
    return (statement.section, text, statement.levels, statement.dimension, statement.kind)


@pytest.mark.parametrize("indent", ["  ", "", "\t"])
@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_a_page_that_was_wrapped_gives_the_statements_of_the_page_that_was_not(width, indent):
    usual = [folded(s) for s in profile(page()).statements]
    reading = read(wrapped(page(), width, indent))
    found = [folded(s) for s in reading.profiles[0].statements]
    assert found == usual
    assert LineUse.UNPLACED not in reading.lines
    assert len(reading.lines) == sum(
        1 for line in reading.document.text.split("\n") if line.strip()
    )


def test_a_wrapped_item_is_cited_with_all_of_its_lines():
    text = page(
        responsibilities="Responsibilities\nP1\n- Keeps the log of depth soundings and the tide\n"
        "  tables that the harbour board\n  publishes.\n- Rides along."
    )
    first, second = section(text, SectionKind.RESPONSIBILITIES).statements
    assert first.span.line_end - first.span.line_start == 2
    assert first.span.recover(document(text).text) == first.text
    assert first.text.split()[-1] == "publishes."
    assert second.text == "Rides along."


def test_an_indented_definition_is_not_taken_for_the_rest_of_its_name():
    text = page(skills="Skills\n- Establishing and Keeping Good Relations\n  Working well.")
    found = section(text, SectionKind.SKILLS).statements
    assert [s.text for s in found] == [
        "Establishing and Keeping Good Relations",
        "Working well.",
    ]


def test_a_blank_line_ends_a_paragraph():
    text = page(summary="Guides large ships through the harbour and\n\nanswers for a safe berth.")
    assert len(profile(text).sections[1].statements) == 2


def test_short_lines_of_a_page_that_was_not_wrapped_stay_apart():
    text = page(definition="Level — P3 — Seasoned\nScope\nLarge ships\nAutonomy\nDecides alone")
    found = section(text, SectionKind.LEVEL_DEFINITION).statements
    assert [s.text for s in found if s.dimension != "Level name"] == [
        "Large ships",
        "Decides alone",
    ]
