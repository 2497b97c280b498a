from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.bench.corpus import write_corpus
from tests.indexing.fake_encoder import FakeEncoder
from tests.retrieval.profiles import page as page_of

from roleassistant import resources
from roleassistant.answering.audit import Audit, audit
from roleassistant.answering.conflicts.disagreement import Severity
from roleassistant.answering.gaps import Kind
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

ELSEWHERE = resources.folder("evals", None) / "profiles" / "elsewhere"
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


# Gaps -----------------------------------------------------------------------------------------

LADDER = ("P1", "P2", "P3", "P4")
WHOLE = page_of(
    "SHOP.GARDENER.P1",
    "Gardener",
    "Keeps the garden.",
    bullets={level: [f"Does the work that {level} does in the garden."] for level in LADDER},
    dimensions=("Knowledge", "Reach"),
    guidelines={level: (f"Knows {level} plants.", f"Works in {level} beds.") for level in LADDER},
    skills={"Pruning": "Cutting so that more grows."},
    definition={"Scope": "One bed"},
)


def gaps(found: Audit, kind: Kind) -> list[tuple[str, str]]:
    return [(f.severity.value, f.text) for f in found.findings if f.kind is kind]


def test_a_whole_page_has_no_gap_but_levels_without_a_page(audited):
    found = audited(WHOLE)
    assert {finding.kind for finding in found.findings} <= {
        Kind.LEVEL_WITHOUT_PAGE,
        Kind.DECLARED_EMPTY,
    }


def test_a_row_that_the_guidelines_pass_over_is_found(audited):
    lines = [line for line in WHOLE.splitlines() if not line.startswith("| P3 |")]
    ((severity, text),) = gaps(audited("\n".join(lines)), Kind.LEVEL_WITHOUT_CRITERIA)
    assert severity == "minor"
    assert text.startswith("P3 ")


def test_a_level_without_responsibilities_is_found(audited):
    text = WHOLE.replace("P3\n- Does the work that P3 does in the garden.\n", "")
    ((severity, said),) = gaps(audited(text), Kind.LEVEL_WITHOUT_RESPONSIBILITIES)
    assert severity == "minor"
    assert said.startswith("P3 ")


def test_a_dimension_that_one_level_lacks_is_found(audited):
    text = WHOLE.replace("Works in P2 beds.", "—")
    ((severity, said),) = gaps(audited(text), Kind.MISSING_DIMENSION)
    assert severity == "minor"
    assert "Reach" in said
    assert "but P2" in said


def test_a_page_without_skills_is_a_note(audited):
    text = WHOLE.replace("Skills\n- Pruning\n- Cutting so that more grows.\n", "")
    assert gaps(audited(text), Kind.PAGE_WITHOUT_SKILLS) == [
        ("note", "no skills on the page of P1")
    ]


def test_an_alias_that_some_levels_share_is_a_note(audited):
    pages = [
        WHOLE.replace("GARDENER.P1", f"GARDENER.{level}").replace("— P1", f"— {level}")
        for level in ("P1", "P2", "P3")
    ]
    shared = "No title aliases recorded for this profile yet."
    pages[:2] = [one.replace(shared, "- Groundskeeper") for one in pages[:2]]
    ((severity, said),) = gaps(audited(*pages), Kind.ALIAS_OF_LEVELS)
    assert severity == "note"
    assert said == "“Groundskeeper” is an alias of P1 and P2"


def test_two_files_of_one_page_are_told_with_what_stands_in_each(audited):
    found = audited(page("P1"), page("P1", knowledge="Knows 40 flowers."))
    (versions,) = [c for c in found.contradictions if "claim to be" in c.about]
    assert versions.about == "2 files claim to be SHOP.FLORIST.P1"
    assert [(s.text, s.quote) for s in versions.sides] == [
        ("1 statement only in profiles/page-0.txt", "Knows every flower."),
        ("1 statement only in profiles/page-1.txt", "Knows 40 flowers."),
    ]


# Whole libraries --------------------------------------------------------------------------------


def contradictions(found: Audit) -> list[tuple[str, str, str, set[str]]]:
    return [
        (c.severity.value, f"{c.role}.{c.level}", c.about, {side.text for side in c.sides})
        for c in found.contradictions
    ]


def test_the_bundled_profiles_contradict_themselves_where_it_is_planted_and_nowhere_else(
    bundled_index,
):
    assert contradictions(audit(Library(bundled_index).open())) == [
        ("major", "DIRECT.FIELDSALES.P5", "typical experience", {"12+ years", "9–12 yrs"}),
        ("major", "FINANCE.FPA.P3", "typical experience", {"7+ years", "4–6 yrs"}),
        ("major", "PRESALES.SALESENG.P4", "typical experience", {"10+ years", "6–9 yrs"}),
    ]


def test_so_do_the_profiles_of_another_house(tmp_path):
    encoder = FakeEncoder()
    library = Library(tmp_path, model=encoder.identity)
    ingest([ELSEWHERE], library=library, encoder=encoder)
    assert contradictions(audit(library.open())) == [
        ("major", "DESIGN.PRODDESIGN.IC4", "typical experience", {"8+ years", "5–7 yrs"}),
        # One page maps to a second occupation.
        ("note", "OPS.SUPPLYPLAN.None", "O*NET / SOC code", {"13-1081", "43-5061"}),
    ]


def test_pages_drawn_at_random_contradict_themselves_in_the_one_value_that_is_drawn_so(tmp_path):
    write_corpus(tmp_path / "profiles", range(12))
    encoder = FakeEncoder()
    library = Library(tmp_path / "index", model=encoder.identity)
    ingest([tmp_path / "profiles"], library=library, encoder=encoder)
    generation = library.open()
    assert contradictions(audit(generation)) == [
        ("major", f"{role.key}.P5", "typical experience", {"10+ years", "8–12 yrs"})
        for role in generation.roles
    ]
