"""Where a page begins, and where the next one does."""

from __future__ import annotations

import pytest
from tests.reading.pages import CODE, TITLE, page, profile, read, section

from roleassistant.domain import SectionKind
from roleassistant.errors import DocumentError
from roleassistant.reading.reading import LineUse

NAME = "River Pilot / Lower Harbour"


@pytest.mark.parametrize(
    "title",
    [
        f"{NAME} — P3",
        f"{NAME} – P3",
        f"{NAME} - P3",
        f"{NAME}: P3",
        f"{NAME} | P3",
        f"{NAME} · P3",
        f"{NAME}, P3",
        f"{NAME} (P3)",
        f"{NAME} [P3]",
        f"{NAME} P3",
        f"{NAME} —\u00a0P3",
        f"{NAME} — Level P3",
        f"{NAME} — p3",
        f"{NAME} — P-3",
        f"{NAME} — P3 — Seasoned Professional",
        f"{NAME} — P3 (Seasoned Professional)",
        f"P3 — {NAME}",
        f"P3: {NAME}",
        f"# {NAME} — P3",
        f"**{NAME} — P3**",
        f"{NAME} — P3 · Copy link",
        f"{NAME} — P3 ▾",
        f"  {NAME} — P3  ",
        f"\u200b{NAME} — P3",
    ],
)
def test_the_title_is_read_without_its_level_and_what_surrounds_it(title):
    reading = read(page(title=title))
    assert reading.profiles[0].title == NAME
    assert LineUse.UNPLACED not in reading.lines


@pytest.mark.parametrize(
    "line",
    [
        CODE,
        CODE.lower(),
        f"Role code: {CODE}",
        f"Code {CODE}",
        f"code={CODE}",
        f"`{CODE}`",
        f"{CODE} · Copy",
        f"{CODE}Copy",
        f"{CODE} ⧉",
        f"  {CODE}\t",
        f"\ufeff{CODE}",
    ],
)
def test_the_code_is_known_with_a_label_and_in_small_letters(line):
    found = profile(page(code=line))
    assert str(found.code) == CODE
    (title,) = (s for s in found.sections if s.heading == "Title")
    quoted = next(s for s in title.statements if s.dimension == "Role code")
    assert quoted.text.upper() == CODE


@pytest.mark.parametrize(
    "line",
    [f"{TITLE} · {CODE}", f"{TITLE} ({CODE})", f"{TITLE} {CODE}", f"{TITLE}{CODE}"],
)
def test_title_and_code_may_share_a_line(line):
    reading = read(page(title=line, code=None))
    assert (reading.profiles[0].title, str(reading.profiles[0].code)) == (NAME, CODE)
    assert LineUse.UNPLACED not in reading.lines


def test_the_code_may_stand_above_the_title():
    assert profile(page(title=CODE, code=TITLE)).title == NAME


def test_a_title_without_a_level_is_taken_where_the_page_bears_it_out():
    reading = read(page(title=NAME))
    assert reading.profiles[0].title == NAME
    assert reading.lines[0] is LineUse.PLACED


def test_a_page_without_a_title_line_is_called_after_its_focus_and_says_so():
    reading = read(page(title=None))
    assert reading.profiles[0].title == NAME
    assert "no title line" in reading.notes[0]


def test_a_page_without_title_and_focus_is_called_after_its_code():
    assert profile(page(title=None, focus=None)).title == "Riverpilot"


def test_a_title_of_another_level_is_not_the_title_of_this_page():
    reading = read(page(title=f"{NAME} — P2"))
    assert reading.lines[0] is LineUse.UNPLACED


def test_lines_between_title_and_code_are_accounted_for():
    reading = read(page(title=f"{TITLE}\nShare\nMarine family"))
    assert reading.profiles[0].title == NAME
    assert reading.lines[1:3] == (LineUse.BOILERPLATE, LineUse.UNPLACED)


def test_named_rungs_make_codes_too():
    found = profile(page(title=f"{NAME} — Senior", code="MARINE.RIVERPILOT.SENIOR"))
    assert (found.title, str(found.level)) == (NAME, "Senior")


@pytest.mark.parametrize("code", ["MARINE.RIVERPILOT", "MARINE.RIVER.PILOT.P3", "www.harbour.org"])
def test_without_a_code_it_is_no_profile(code):
    with pytest.raises(DocumentError, match="is not a role profile"):
        read(page(code=code, title=TITLE, aliases=None))


def test_several_pages_in_one_file_are_several_profiles():
    other = page(title="Tug Master — P2", code="MARINE.TUGMASTER.P2", focus=None)
    reading = read(page() + other + page(title=f"{NAME} — P4", code="MARINE.RIVERPILOT.P4"))
    assert [(str(p.code), p.title) for p in reading.profiles] == [
        (CODE, NAME),
        ("MARINE.TUGMASTER.P2", "Tug Master"),
        ("MARINE.RIVERPILOT.P4", NAME),
    ]
    assert LineUse.UNPLACED not in reading.lines
    alone = [[s.kind for s in profile(text).sections] for text in (page(), other)]
    assert [[s.kind for s in p.sections] for p in reading.profiles[:2]] == alone


def test_a_role_among_adjacent_roles_begins_no_page_of_its_own():
    entries = "\n".join(
        f"{title}\n{code}\nDistance 0.2 · near"
        for title, code in (("Tug Master — P3", "MARINE.TUG.P3"), ("Mate — P2", "MARINE.MATE.P2"))
    )
    text = page(adjacent=f"Adjacent roles\nNearest by coordinates.\n{entries}")
    assert len(read(text).profiles) == 1
    quoted = [s.text for s in section(text, SectionKind.ADJACENT_ROLES).statements]
    assert "MARINE.TUG.P3" in quoted
    assert "Mate — P2" in quoted


def test_a_page_with_adjacent_roles_ends_where_the_next_page_begins():
    entries = "Adjacent roles\nTug Master — P3\nMARINE.TUG.P3\nDistance 0.2"
    first = page(adjacent=entries, aliases=None, classification=None)
    reading = read(first + page(title="Tug Master — P3", code="MARINE.TUG.P3"))
    assert [str(p.code) for p in reading.profiles] == [CODE, "MARINE.TUG.P3"]


def test_the_title_and_the_code_can_be_cited():
    (title,) = (s for s in profile(page()).sections if s.heading == "Title")
    assert [(s.dimension, s.text, s.span.line_start) for s in title.statements] == [
        ("Title", TITLE, 1),
        ("Role code", CODE, 2),
    ]


@pytest.mark.parametrize("text", [f"{TITLE}\n{CODE}\n", f"{CODE}", f"{TITLE}\n{CODE}\n\n \n"])
def test_a_code_with_nothing_below_is_a_page_that_was_cut_off(text):
    with pytest.raises(DocumentError, match="cut off") as raised:
        read(text)
    assert CODE in str(raised.value)
