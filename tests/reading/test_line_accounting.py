"""Nothing of a page is lost in silence: every word of every line can be found again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.reading.pages import page, read, words_in_common

from roleassistant import resources
from roleassistant.domain import RoleProfile
from roleassistant.reading.characters import seen
from roleassistant.reading.document import Line, load
from roleassistant.reading.reading import LineUse, Reading
from roleassistant.reading.registry import read as read_any
from roleassistant.reading.residue import without_residue
from roleassistant.reading.tables import is_rule

BUNDLED = sorted((resources.folder("ingest") / "profiles").rglob("*.txt"))
# Real pages are not part of this repository; a checkout that lies beside them reads them too.
SHARED = Path(__file__).resolve().parents[3] / "shared" / "profiles"
REAL = sorted(SHARED.glob("*.txt"))

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[a-z]\)|o)\s")
_LEVEL = re.compile(r"[a-z]{1,3}\d{1,2}")


def words(text: str) -> set[str]:
    return set(_WORD.findall(seen(text).casefold()))


def kept_words(profile: RoleProfile, line: Line) -> Iterator[str]:
    """All that the profile says about this line: statements on it, and what they stand under."""
    for section in profile.sections:
        if section.line_start <= line.number <= section.line_end:
            yield section.heading
        for statement in section.statements:
            if statement.span.line_start <= line.number <= statement.span.line_end:
                yield statement.text
            if section.line_start <= line.number <= section.line_end:
                yield statement.dimension or ""
                yield from (level.label for level in statement.levels)


def lost_words(reading: Reading) -> dict[int, set[str]]:
    """Line → its words that stand in no statement, heading, dimension or level."""
    filled = [line for line in reading.document.lines if line.text.strip()]
    lost = {}
    for line, use in zip(filled, reading.lines, strict=True):
        if use is LineUse.BOILERPLATE or is_rule(line):
            continue
        kept = words(
            " ".join(part for profile in reading.profiles for part in kept_words(profile, line))
        )
        shown = words(_NUMBER.sub("", without_residue(line.text)))
        if missing := {word for word in shown - kept if not _LEVEL.fullmatch(word)}:
            lost[line.number] = missing
    return lost


# Words that say where something stands, which the levels and dimensions of statements repeat:
# the corner of a table, a level heading with nothing below, the keys of codes.
STRUCTURE = {"level", "levels", "senior", "code", "source", "role"}


def assert_nothing_is_lost(reading: Reading) -> None:
    lost = {number: found - STRUCTURE for number, found in lost_words(reading).items()}
    glued = {
        number: {word for word in found if "=" not in reading.document.lines[number - 1].text}
        for number, found in lost.items()
    }
    assert not {number: found for number, found in glued.items() if found}


@pytest.mark.parametrize("file", BUNDLED + REAL, ids=lambda file: file.stem)
def test_every_word_of_a_page_is_in_a_statement_or_says_where_one_stands(file):
    reading = read_any(load(file, file.name), words_in_common)
    assert LineUse.UNPLACED not in reading.lines
    assert LineUse.BOILERPLATE not in reading.lines
    assert_nothing_is_lost(reading)


@pytest.mark.parametrize("file", BUNDLED + REAL, ids=lambda file: file.stem)
def test_every_quote_is_what_its_lines_show(file):
    document = load(file, file.name)
    lines = document.text.split("\n")
    for profile in read_any(document, words_in_common).profiles:
        for statement in profile.statements:
            span = statement.span
            assert span.recover(document.text) == statement.text
            assert statement.text in "\n".join(lines[span.line_start - 1 : span.line_end])
            assert statement.text == statement.text.strip()
            assert (span.document, span.sha256) == (document.path, document.sha256)


@pytest.mark.parametrize("file", BUNDLED, ids=lambda file: file.stem)
def test_every_bundled_page_reads_without_a_complaint(file):
    assert not read_any(load(file, file.name), words_in_common).notes


def test_every_non_blank_line_is_counted_once():
    text = page().replace("\n", "\n\n \t\n")
    reading = read(text)
    assert len(reading.lines) == sum(1 for line in text.split("\n") if line.strip())


def test_a_line_whose_label_leads_to_nothing_is_not_counted_as_placed_without_a_statement():
    reading = read(page(guidelines="Level guidelines\nP1\nKnowledge\nP2\nScope: Barges"))
    assert_nothing_is_lost(reading)


def test_there_are_bundled_pages_to_read():
    assert len(BUNDLED) >= 30


@pytest.mark.skipif(not REAL, reason="no real page lies beside this checkout")
def test_the_real_page_has_five_responsibilities_to_a_level_all_of_them_inferred(likeness):
    (file,) = [one for one in REAL if one.stem == "account-executive-field-sales-p5"]
    (profile,) = read_any(load(file, file.name), likeness).profiles
    bullets = [
        s for s in profile.statements if s.section == "responsibilities" and s.kind == "fact"
    ]
    assert [str(s.levels[0]) for s in bullets] == [f"P{n}" for n in range(1, 6) for _ in range(5)]
    assert {s.attribution.how for s in bullets} == {"inferred"}
    assert all(s.attribution.confidence is not None for s in bullets)
