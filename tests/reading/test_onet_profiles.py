"""The tables of O*NET are documents of roles without levels, each statement a cell of its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.indexing.onet import RELEASE, folder_of, gzipped
from tests.reading.pages import words_in_common

from roleassistant.domain import RoleProfile, SectionKind
from roleassistant.errors import DocumentError
from roleassistant.indexing.sources import scan
from roleassistant.reading import registry
from roleassistant.reading.document import load
from roleassistant.reading.reading import LineUse, Reading

FERRIES = "ONET.SOC-41-4012-00"


def read(file: Path) -> Reading:
    return registry.read(load(file, file.name), words_in_common)


def read_all(folder: Path) -> dict[str, Reading]:
    return {one.file.name: read(one.file) for one in scan([folder], registry.SUFFIXES).files}


def profiles(reading: Reading, role: str = FERRIES) -> list[RoleProfile]:
    return [one for one in reading.profiles if one.code.role == role]


def said(folder: Path, role: str = FERRIES) -> dict[SectionKind, list[str]]:
    found: dict[SectionKind, list[str]] = {}
    for reading in read_all(folder).values():
        for profile in profiles(reading, role):
            for one in profile.statements:
                found.setdefault(one.section, []).append(one.text)
    return found


def test_an_occupation_is_a_role_without_a_level_under_its_code_and_its_title(tmp_path):
    for reading in read_all(folder_of(tmp_path)).values():
        for profile in profiles(reading):
            assert str(profile.code) == FERRIES
            assert (profile.title, bool(profile.level), profile.partial) == (
                "Ferry Merchants", False, True,
            )  # fmt: skip


def test_each_table_fills_its_section(tmp_path):
    assert said(folder_of(tmp_path)) == {
        SectionKind.SUMMARY: ["Ferry Merchants", "Sell crossings to islands."],
        SectionKind.CLASSIFICATION: ["41-4012.00"],
        SectionKind.RESPONSIBILITIES: ["Sell crossings, by rope or by sail.", "Count the ferries."],
        SectionKind.SKILLS: ["Counting Coins", "Listening to Waves"],
        SectionKind.OTHER: ["Rope Ledger"],
        SectionKind.TITLE_ALIASES: [
            "Crossing Development Representative (CDR)", "Island Seller", "Ferry Agent",
            "Island Sellers",
        ],
        SectionKind.ADJACENT_ROLES: ["41-4011.00", "53-5021.00"],
        SectionKind.LEVEL_DEFINITION: ["Four winters at sea.", "A harbour school."],
        SectionKind.PROVENANCE: [f"O*NET {RELEASE} Database", "May 2041 Release"],
    }  # fmt: skip


def test_every_quote_stands_in_its_line_of_its_table(tmp_path):
    folder = folder_of(tmp_path)
    gzipped(folder, "Task Statements.txt")
    count = 0
    for one in scan([folder], registry.SUFFIXES).files:
        document = load(one.file, one.shown)
        for profile in registry.read(document, words_in_common).profiles:
            for statement in profile.statements:
                span = statement.span
                assert span.recover(document.text) == statement.text
                line = document.lines[span.line_start - 1].text
                assert statement.text in line
                count += 1
                if statement.section not in (SectionKind.LEVEL_DEFINITION, SectionKind.PROVENANCE):
                    assert profile.code.focus[4:].replace("-", "") in line.replace("-", "").replace(
                        ".", ""
                    )
    assert count > 30


def test_a_related_occupation_is_called_by_its_title(tmp_path):
    reading = read_all(folder_of(tmp_path))["Related Occupations.txt"]
    (profile,) = profiles(reading)
    assert [one.dimension for one in profile.statements] == ["Tide Merchants", "Pilots of Harbours"]


def test_lines_are_accounted_for(tmp_path):
    readings = read_all(folder_of(tmp_path))
    # The names of the columns; one rating too low and one on another scale; two that count.
    assert [str(use) for use in readings["Skills.txt"].lines] == [
        "boilerplate", "placed", "boilerplate", "placed", "boilerplate",
    ]  # fmt: skip
    assert set(readings["Interests.txt"].lines) == {LineUse.BOILERPLATE}
    assert "no profile is made of this table" in readings["Interests.txt"].notes[0]
    assert list(readings["Job Zones.txt"].lines) == [LineUse.BOILERPLATE, LineUse.PLACED]


@pytest.mark.parametrize(
    "row", ["41-4012.00\tcut off", "no code\t9\tSell.\tCore", "41-4012.00\t9\t \tCore"]
)
def test_a_row_without_a_place_is_kept_as_unplaced(tmp_path, row):
    table = f"O*NET-SOC Code\tTask ID\tTask\tTask Type\n{row}\n41-4012.00\t1\tSell.\tCore\n"
    reading = read_all(folder_of(tmp_path, task_statements=table))["Task Statements.txt"]
    assert [str(use) for use in reading.lines] == ["boilerplate", "unplaced", "placed"]
    (kept,) = profiles(reading, "ONET.ALL_ROLES")[0].statements
    assert kept.text == row.strip()


def test_ratings_that_are_no_numbers_are_no_facts(tmp_path):
    table = (
        "O*NET-SOC Code\tElement Name\tScale ID\tData Value\tRecommend Suppress\n"
        "41-4012.00\tWhistling\tIM\tmuch\tN\n41-4012.00\tRowing\tIM\t5.0\tY\n"
    )
    assert SectionKind.SKILLS not in said(folder_of(tmp_path, skills=table))


def test_a_table_of_more_lines_than_a_page_may_have_is_read(tmp_path):
    rows = "".join(f"41-4012.00\tSeller of crossing {number}\n" for number in range(60_000))
    file = tmp_path / "Alternate Titles.txt"
    file.write_text(f"O*NET-SOC Code\tAlternate Title\n{rows}", encoding="utf-8")
    assert read(file).lines.count(LineUse.PLACED) == 60_000


def test_a_table_alone_calls_its_roles_by_their_codes(tmp_path):
    file = tmp_path / "Alternate Titles.txt"
    file.write_text("O*NET-SOC Code\tAlternate Title\n41-4012.00\tSeller\n", encoding="utf-8")
    assert [one.title for one in read(file).profiles] == ["41-4012.00"]


def test_a_table_is_read_again_when_the_titles_beside_it_change(tmp_path):
    file = folder_of(tmp_path) / "Skills.txt"
    before = registry.version_for(file, file.name)
    changed = "O*NET-SOC Code\tTitle\tDescription\n41-4012.00\tFerrymen\tSell.\n"
    folder_of(tmp_path, occupation_data=changed)
    assert registry.version_for(file, file.name) != before
    assert profiles(read(file))[0].title == "Ferrymen"


def test_a_gzipped_table_that_is_cut_off_is_refused_with_the_mend(tmp_path):
    folder = folder_of(tmp_path)
    gzipped(folder, "Skills.txt")
    file = folder / "Skills.txt.gz"
    file.write_bytes(file.read_bytes()[:40])
    with pytest.raises(DocumentError, match="cannot be unpacked"):
        read(file)
