"""Lines that say who may see a page: found, followed, counted, and never a statement."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.reading.pages import page, words_in_common

from roleassistant.domain import SectionKind
from roleassistant.errors import VisibilityUnclear
from roleassistant.reading.document import Document, decode
from roleassistant.reading.reading import LineUse, Reading
from roleassistant.reading.registry import read
from roleassistant.reading.visible_to import group_lines, pages_of, with_group_lines, without


def doc(text: str) -> Document:
    return decode(text.encode(), "pages/p.txt")


def named(line: str) -> tuple[str, ...]:
    (found,) = group_lines(doc(f"{line}\n"))
    return found.groups


def read_with_keys(text: str) -> Reading:
    document = doc(text)
    numbers = {line.number for line in group_lines(document)}
    return with_group_lines(read(without(document, numbers), words_in_common), document, numbers)


@pytest.mark.parametrize(
    "line",
    [
        "Visible to: HR, Sales leads",
        "visible to:HR,Sales leads",
        "VISIBLE TO: HR; Sales leads.",
        "- Visible to: HR, Sales leads",
        "**Visible to:** HR, Sales leads",
        "**Visible to**: HR, Sales leads",
        "| Visible to | HR, Sales leads |",
        "visible_to: HR, Sales leads",
        "visible_to: [HR, Sales leads]",
        '  "visible_to": "HR, Sales leads",',
        "<p>Visible to: HR, Sales leads</p>",
        "</p><p class='x'>Visible to:&nbsp;HR, Sales leads</p><p>Sells.</p>",
        "Visi\u200bble to: HR, Sales leads",
        "Visible to — HR, Sales leads",
        "> Visible to: HR, Sales leads",
        "Only visible to: HR, Sales leads",
    ],
)
def test_the_groups_are_read_however_the_line_is_marked_up(line):
    assert named(line) == ("HR", "Sales leads")


@pytest.mark.parametrize(
    "line",
    [
        "Visible to:",
        "Visible to",
        "- Visible to",
        "Visible to: HR,",
        "Visible to: , HR",
        "Visible to: HR,, Board",
        "Visible to HR",
        "- visible to HR and Sales leads",
        "visible_to: []",
        "Visible to: " + "x, " * 400 + "y",
        "code,title,visible_to,level",
        'code\t"Visible to"\tlevel',
    ],
)
def test_a_line_that_names_nobody_or_stands_among_others_is_an_error_with_the_mend(line):
    with pytest.raises(VisibilityUnclear, match=r"pages/p\.txt, line 1 .*Visible to"):
        group_lines(doc(f"{line}\n"))


@pytest.mark.parametrize(
    "line",
    [
        "Makes progress visible to leadership: weekly, in writing.",
        "Is visible to customers as the face of the firm.",
        "Keeps the board visible to all: everyone can see it.",
        "Visible to-do lists: one for each crew.",
        "Invisible to: nobody in particular",
    ],
)
def test_prose_about_being_visible_is_no_such_line(line):
    assert group_lines(doc(f"{line}\n")) == ()


@given(some.text(max_size=200))
def test_any_text_is_read_or_refused_with_the_error_for_it(text):
    document = Document("p", "0" * 64, "utf-8", f"Visible to: {text}")
    try:
        found = group_lines(document)
    except VisibilityUnclear:
        return
    assert all(name.strip() for line in found for name in line.groups)


@given(some.text(alphabet="ab \t\r\n|:", max_size=80), some.sets(some.integers(1, 12)))
def test_hiding_lines_leaves_every_other_where_it_is(text, hidden):
    document = Document("p", "0" * 64, "utf-8", text)
    left = without(document, hidden)
    assert len(left.text) == len(text)
    assert [(line.number, line.start, line.end) for line in left.lines] == [
        (line.number, line.start, line.end) for line in document.lines
    ]
    for before, after in zip(document.lines, left.lines, strict=True):
        assert after.text == (" " * len(before.text) if before.number in hidden else before.text)


def test_the_line_is_counted_as_placed_and_is_no_statement():
    plain = page()
    lines = plain.splitlines()
    keyed = "\n".join([*lines[:2], "Visible to: HR", *lines[2:]]) + "\n"
    reading, before = read_with_keys(keyed), read(doc(plain), words_in_common)
    assert len(reading.lines) == len(before.lines) + 1
    assert reading.lines.count(LineUse.PLACED) == before.lines.count(LineUse.PLACED) + 1
    said = [one.text for one in reading.profiles[0].statements]
    assert said == [one.text for one in before.profiles[0].statements]
    assert not any("Visible" in text for text in said)


def test_the_head_of_a_page_reaches_down_to_its_first_heading():
    reading = read(doc(page()), words_in_common)
    (found,) = pages_of(reading)
    lines = reading.document.lines
    first = lines[found.head.stop - 1].text
    assert found.head.start == 1
    assert first.startswith("Focus")
    assert found.lines == range(1, len(lines) + 1)


def test_every_line_below_the_head_belongs_to_one_section():
    reading = read(doc(page()), words_in_common)
    (found,) = pages_of(reading)
    below = [number for number in found.lines if number not in found.head]
    owners = {n: [s for s in found.sections if n in s.lines] for n in below}
    assert all(len(sections) == 1 for sections in owners.values())
    kinds = {one.section.kind for one in found.sections}
    assert {SectionKind.SKILLS, SectionKind.GUIDELINES} <= kinds


def test_pages_of_one_file_share_no_line():
    text = page()
    second = text.replace("River Pilot / Lower Harbour — P3", "River Pilot / Lower Harbour — P4")
    second = second.replace("MARINE.RIVERPILOT.P3", "MARINE.RIVERPILOT.P4")
    reading = read(doc(text + second), words_in_common)
    one, other = pages_of(reading)
    assert one.lines.stop == other.lines.start
    assert other.lines.stop == len(reading.document.lines) + 1
