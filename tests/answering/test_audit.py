from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.indexing.fake_encoder import FakeEncoder

from roleassistant.answering.audit import Audit, Kind, Severity, audit
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

GUIDELINES = """Level guidelines
| Level | Knowledge | Typical Degree & Years |
|---|---|---|
| P1 | Knows the roses. | None; {p1} |
| P2 | {knowledge} | None; {p2} |
"""
PAGE = """Florist / Shop Floor — {level}
SHOP.FLORIST.{level}
{summary}
Responsibilities by level
P1
- Binds small bouquets after a pattern.
P2
- Orders the flowers for the week.
{guidelines}Skills
- Sense of Colour
- Seeing which flowers go together.
Level — {level} — Professional
Binds flowers
- Typical experience
- {years}
{more}"""


def page(level: str = "P1", years: str = "0–2 yrs", more: str = "", **guidelines: str) -> str:
    given = {"p1": "0–2 years", "p2": "2–4 years", "knowledge": "Knows every flower."}
    return PAGE.format(
        level=level,
        years=years,
        more=more,
        summary="Sells cut flowers and binds them.",
        guidelines=GUIDELINES.format(**given | guidelines),
    )


@pytest.fixture
def audited(tmp_path: Path) -> Callable[..., Audit]:
    """The audit of some pages."""

    def run(*pages: str) -> Audit:
        folder = tmp_path / "profiles"
        folder.mkdir()
        for number, text in enumerate(pages):
            (folder / f"page-{number}.txt").write_text(text, encoding="utf-8")
        encoder = FakeEncoder()
        library = Library(tmp_path / "index", model=encoder.identity)
        report = ingest([folder], library=library, encoder=encoder)
        assert not report.failed
        return audit(library.open())

    return run


def kinds(found: Audit) -> list[Kind]:
    return [finding.kind for finding in found.findings]


def test_pages_that_agree_have_nothing_but_notes(audited):
    found = audited(page("P1"), page("P2", "2–4 yrs"))
    assert found.contradictions == ()
    assert found.is_clean


def test_another_minimum_of_years_is_a_major_contradiction(audited):
    found = audited(page("P1"), page("P2", "4–6 yrs"))
    (contradiction,) = found.contradictions
    assert contradiction.severity is Severity.MAJOR
    assert str(contradiction.level) == "P2"
    assert {side.text for side in contradiction.sides} == {"2–4 years", "4–6 yrs"}
    assert not found.is_clean


def test_another_end_of_a_range_is_a_minor_contradiction(audited):
    (contradiction,) = audited(page("P1"), page("P2", "2–5 yrs")).contradictions
    assert contradiction.severity is Severity.MINOR


def test_each_side_names_every_place_where_it_stands(audited):
    (contradiction,) = audited(page("P1"), page("P2", "4–6 yrs")).contradictions
    places = {side.text: side.places for side in contradiction.sides}
    assert [place.path for place in places["4–6 yrs"]] == ["profiles/page-1.txt"]
    assert len(places["2–4 years"]) == 2


def test_a_cell_that_was_edited_on_one_page_only_is_a_minor_contradiction(audited):
    found = audited(page("P1"), page("P2", "2–4 yrs", knowledge="Knows most flowers."))
    (contradiction,) = found.contradictions
    assert contradiction.severity is Severity.MINOR
    assert "Knowledge" in contradiction.about
    assert {side.quote for side in contradiction.sides} == {
        "Knows every flower.",
        "Knows most flowers.",
    }


def test_a_level_that_is_described_without_a_page_is_a_note(audited):
    found = audited(page("P1"))
    (note,) = [f for f in found.findings if f.kind is Kind.LEVEL_WITHOUT_PAGE]
    assert "P2" in note.text
    assert note.severity is Severity.NOTE
    assert found.is_clean


def test_a_page_whose_level_the_guidelines_lack_is_found(audited):
    found = audited(page("P3", "6–8 yrs"))
    (finding,) = [f for f in found.findings if f.kind is Kind.LEVEL_WITHOUT_CRITERIA]
    assert "P3" in finding.text
    assert not found.is_clean


def test_an_adjacent_role_that_does_not_exist_is_found_with_its_line(audited):
    more = "Adjacent roles\n- SHOP.FLORIST.P2 0.1\n- SHOP.GARDENER.P1 0.2\n"
    found = audited(page("P1", more=more), page("P2", "2–4 yrs"))
    (finding,) = [f for f in found.findings if f.kind is Kind.UNKNOWN_ADJACENT_ROLE]
    assert "SHOP.GARDENER.P1" in finding.text
    (place,) = finding.places
    assert "SHOP.GARDENER.P1" in page("P1", more=more).splitlines()[place.line_start - 1]


def test_a_section_that_says_it_is_empty_is_a_note(audited):
    more = "Title aliases\nNo title aliases recorded for this profile yet.\n"
    found = audited(page("P1", more=more))
    (note,) = [f for f in found.findings if f.kind is Kind.DECLARED_EMPTY]
    assert note.severity is Severity.NOTE
    assert "No title aliases" in note.text


def test_a_heading_with_nothing_below_it_is_found(audited):
    found = audited(page("P1", more="Title aliases\n"))
    (finding,) = [f for f in found.findings if f.kind is Kind.SILENT_SECTION]
    assert finding.severity is Severity.MINOR
    assert "Title aliases" in finding.text


def test_two_files_that_claim_one_page_are_found(audited):
    found = audited(page("P1"), page("P1", more="Title aliases\n- Flower Seller\n"))
    assert any("SHOP.FLORIST.P1" in f.text for f in found.findings if f.kind is Kind.INDEX_WARNING)


def test_text_in_several_places_is_counted_and_is_no_finding(audited):
    found = audited(page("P1"), page("P2", "2–4 yrs"))
    repeated = {one.text: one.places for one in found.repeated}
    assert repeated["Sells cut flowers and binds them."] == 2
    assert found.statements > found.distinct


def test_the_same_pages_give_the_same_audit(audited, tmp_path):
    pages = [page("P1"), page("P2", "4–6 yrs"), page("P3", "6–8 yrs")]
    first = audited(*pages)
    library = Library(tmp_path / "index")
    assert audit(library.open()) == first
