"""XLSX, DOCX and PDF: read as what they show, and cited where a person finds it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.reading import office
from tests.reading.pages import page, profile, words_in_common

from roleassistant.errors import DocumentError
from roleassistant.reading import registry
from roleassistant.reading.containers import opening
from roleassistant.reading.document import Document, load
from roleassistant.reading.reading import LineUse, Reading
from roleassistant.reading.showing import stands

pytest.importorskip("docx")
pytest.importorskip("openpyxl")
pytest.importorskip("pdfplumber")


def read(file: Path) -> Reading:
    return registry.read(load(file, f"house/{file.name}"), words_in_common)


def holds_its_quotes(reading: Reading) -> bool:
    text = reading.document.text
    return all(
        stands(s.text, text[s.span.start : s.span.end])
        for p in reading.profiles
        for s in p.statements
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("office")


# XLSX -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def workbook(folder):
    file = office.xlsx(
        folder / "policy.xlsx",
        Roles=[
            ["Job family", "Job title", "Grade", "Competency", "Required level", "Indicators"],
            ["Policy", "Adviser", "HEO", "Deciding", "Working", "Decides alone.\nExplains why."],
            [None, None, None, "Briefing", "Working", "Writes briefings"],
            [],
            ["Policy", "Adviser", "SEO", "Deciding", "Expert", "Teaches others"],
        ],
        Cooks=[["Skill", "Junior", "Senior"], ["Sauces", "Stirs", "Invents"]],
    )
    return read(file)


def test_each_sheet_of_a_workbook_is_a_table(workbook):
    codes = {str(p.code) for p in workbook.profiles}
    assert {"POLICY.ADVISER.HEO", "POLICY.ADVISER.SEO"} <= codes
    assert {str(p.level) for p in workbook.profiles if p.title == "Cooks"} == {"Junior", "Senior"}


def test_a_cell_is_cited_by_its_sheet_and_row(workbook):
    found = {s.text: s.span for p in workbook.profiles for s in p.statements}
    assert (found["Teaches others"].sheet, found["Teaches others"].row) == ("Roles", 5)
    assert (found["Invents"].sheet, found["Invents"].row) == ("Cooks", 2)
    assert found["Invents"].place == "Cooks row 2"


def test_lines_of_a_cell_can_each_be_quoted(workbook):
    texts = {s.text for p in workbook.profiles for s in p.statements}
    assert {"Decides alone.", "Explains why."} <= texts
    assert holds_its_quotes(workbook)


def test_no_row_is_lost(workbook):
    assert set(workbook.lines) == {LineUse.PLACED}


# DOCX -------------------------------------------------------------------------------------------


def test_a_framework_of_headings_lists_and_a_table(folder):
    file = office.docx(
        folder / "levels.docx",
        ("Title", "Beekeeper"),
        ("Heading 1", "Junior"),
        ("List Bullet", "Feeds the colonies"),
        ("Heading 1", "Senior"),
        ("List Bullet", "Breeds queens"),
        ("Heading 1", "Levels at a glance"),
        table=[["Dimension", "Junior", "Senior"], ["Autonomy", "Is guided", "Works alone"]],
    )
    reading = read(file)
    found = {s.text: s for p in reading.profiles for s in p.statements}
    assert [str(x) for x in found["Breeds queens"].levels] == ["Senior"]
    assert found["Breeds queens"].span.paragraph == 5
    assert [str(x) for x in found["Is guided"].levels] == ["Junior"]
    assert found["Is guided"].span.row == 2
    assert holds_its_quotes(reading)
    assert LineUse.UNPLACED not in reading.lines


def test_a_page_export_in_a_docx_reads_as_the_text_does(folder):
    lines = [line for line in page().split("\n") if line.strip()]
    file = office.docx(folder / "pilot.docx", *(("Normal", line) for line in lines))
    reading = read(file)
    assert [s.text for s in reading.profiles[0].statements] == [
        s.text for s in profile(page()).statements
    ]


def test_deleted_words_are_left_out_and_pictures_are_said(folder):
    file = office.docx(folder / "plain.docx", ("Heading 1", "Baker"), ("Normal", "Bakes bread."))
    body = (
        b'<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>secret</w:delText></w:r></w:del>'
        b'<w:ins w:id="2" w:author="x"><w:r><w:t>Sells bread.</w:t></w:r></w:ins></w:p>'
    )
    import zipfile

    with zipfile.ZipFile(file) as archive:
        content = archive.read("word/document.xml")
    changed = content.replace(b"<w:sectPr", body + b"<w:sectPr", 1)
    document = load(
        office.rewritten(file, folder / "changed.docx", "word/document.xml", changed), "c.docx"
    )
    assert "Sells bread." in document.text
    assert "secret" not in document.text


# PDF --------------------------------------------------------------------------------------------


def test_a_pdf_is_cited_by_its_page(folder):
    file = folder / "pilot.pdf"
    file.write_bytes(office.pdf(["Harbour master", "", "Decides who may sail in a storm today."]))
    document = load(file, "pilot.pdf")
    assert document.text.splitlines()[0] == "Harbour master"
    span = document.span(0, 5)
    assert (span.page, span.place) == (1, "page 1")


def test_lines_that_wrap_are_one_text_and_lines_that_end_are_not(folder):
    long = "Keeps the log of depth soundings and tide tables for the whole of the lower harbour"
    file = folder / "wrapped.pdf"
    file.write_bytes(office.pdf([long, "and its locks", "Sails", "Repairs nets"]))
    document = load(file, "wrapped.pdf")
    assert document.text.splitlines() == [f"{long} and its locks", "Sails", "Repairs nets"]


# What is missing --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "library"), [("docx", "docx"), ("pdf", "pdfplumber"), ("xlsx", "openpyxl")]
)
def test_a_library_that_is_not_installed_is_named_with_the_mend(
    folder, tmp_path, monkeypatch, kind, library
):
    (tmp_path / f"{library}.py").write_text("raise ModuleNotFoundError(name=__name__)")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{':'.join(sys.path)}")
    file = tmp_path / f"a.{kind}"
    if kind == "pdf":
        file.write_bytes(office.pdf(["x"]))
    elif kind == "docx":
        office.docx(file, ("Normal", "x"))
    else:
        office.xlsx(file, A=[["x"]])
    with pytest.raises(DocumentError, match=r"pip install 'roleassistant\[documents\]'"):
        load(file, file.name)


def test_a_document_says_where_its_lines_stand():
    document = Document("a.pdf", "0" * 64, "pdf", "one\ntwo", ((1, None, None, None),) * 2)
    assert document.span(4, 7).page == 1
    assert opening.kind_of("A.DOCX") == "docx"
