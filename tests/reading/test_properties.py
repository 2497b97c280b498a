"""What holds for every text whatsoever."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.pages import BULLETS, CODE, PARTS, TABLE, TITLE, page, read, words_in_common
from tests.reading.test_line_accounting import assert_nothing_is_lost

from roleassistant.errors import DocumentError
from roleassistant.reading.document import decode
from roleassistant.reading.reading import LineUse, Reading
from roleassistant.reading.registry import read as read_any

# Lines as pages have them, and lines as no page has them.
PAGE_LINES = st.sampled_from(
    [line for part in list(PARTS.values())[2:] for line in part.split("\n")]
    + ["P1", "P2 — Mate", "Level P3:", "Senior", "Tools", "Success measures", "- [P4] Examines."]
    + ["Scope", "- Scope", "- Scope: fleet", "Level — P4 — Master", "## Extra", "* * *", "---"]
    + ["| a | b |", "|---|", "a | b", "O*NET / SOC", "- code=1source=x", "code=", "N/A", "None"]
    + ["TBD", "Title aliases", "Focus — Pilot", "Back to top", "Home › Roles", "Page 1 of 2", ""]
    + ["A, B; C", "Also known as: A, B", "1. Skills", "2. Guides.", "•", "•Guides.", "  and more"]
    + [TITLE, CODE, "Tug Master — P2", "MARINE.TUG.P2", "Skillsshow ▾", "Compare →", "**Bold**"]
    + [*BULLETS["P1"], *TABLE.split("\n")]
)
ODD_LINES = st.text(
    st.one_of(
        st.sampled_from("|-—–:·.•*#=▾→()[]\\ \t\u00a0\u200b\ufeff\f\v\x1b\u2028\U0001f517aP19é"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\n"),
    ),
    max_size=60,
)
LINES = st.lists(st.one_of(PAGE_LINES, PAGE_LINES, ODD_LINES), max_size=40)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n"])


@st.composite
def pages(draw: st.DrawFn) -> str:
    end = draw(ENDS)
    above = draw(st.lists(st.one_of(PAGE_LINES, ODD_LINES), max_size=3))
    return end.join([*above, TITLE, CODE, *draw(LINES)])


@given(pages())
@settings(max_examples=300)
def test_every_line_is_counted_and_every_quote_recovered(text):
    try:
        reading = read(text)
    except DocumentError:
        return
    filled = [line for line in reading.document.lines if line.text.strip()]
    assert len(reading.lines) == len(filled)
    stated = {
        number
        for profile in reading.profiles
        for statement in profile.statements
        for number in range(statement.span.line_start, statement.span.line_end + 1)
    }
    starts = [line.start for line in reading.document.lines]
    for profile in reading.profiles:
        for statement in profile.statements:
            span = statement.span
            assert statement.text
            assert span.recover(reading.document.text) == statement.text
            assert starts[span.line_start - 1] <= span.start
            assert span.end <= reading.document.lines[span.line_end - 1].end
    for line, use in zip(filled, reading.lines, strict=True):
        if use is LineUse.UNPLACED:
            assert line.number in stated


@given(pages())
@settings(max_examples=300)
def test_no_word_of_a_line_is_lost(text):
    try:
        reading = read(text)
    except DocumentError:
        return
    assert_nothing_is_lost(reading)


def outcome(text: str) -> Reading | str:
    try:
        return read(text)
    except DocumentError as refused:
        return str(refused)


@given(pages())
@settings(max_examples=50)
def test_reading_twice_gives_the_same(text):
    assert outcome(text) == outcome(text)


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda t: t.encode("utf-16"))))
@settings(max_examples=300)
def test_any_bytes_are_read_or_refused(raw):
    try:
        read_any(decode(raw, "any"), words_in_common)
    except DocumentError as refused:
        message = str(refused)
    else:
        return
    assert "any" in message


@given(
    st.integers(0, len(page().encode()) - 1),
    st.binary(min_size=1, max_size=6),
)
@settings(max_examples=200)
def test_a_page_with_some_bytes_overwritten_is_read_or_refused(at, noise):
    raw = page().encode()
    damaged = raw[:at] + noise + raw[at + len(noise) :]
    try:
        reading = read(damaged)
    except DocumentError:
        return
    for profile in reading.profiles:
        for statement in profile.statements:
            assert statement.span.recover(reading.document.text) == statement.text


@given(st.permutations(list(PARTS)[3:]), st.sets(st.sampled_from(list(PARTS)[3:]), max_size=5))
@settings(max_examples=60)
def test_any_order_and_any_choice_of_sections_leaves_the_statements_as_they_are(order, left_out):
    names = [name for name in order if name not in left_out]
    usual = {s.heading: s.statements for s in read(page()).profiles[0].sections}
    found = read(page(["title", "code", "summary", *names])).profiles[0].sections
    for section in found:
        if section.heading != "Responsibilities by level":  # their levels rest on the guidelines
            assert [(s.text, s.dimension, s.kind) for s in section.statements] == [
                (s.text, s.dimension, s.kind) for s in usual[section.heading]
            ]
