"""O*NET's tables become a store of facts, each with the line that it stands in."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.indexing.onet import RELEASE, folder_of, gzipped, zip_of

from roleassistant.errors import DocumentError, IndexMismatch
from roleassistant.indexing.occupations.importing import import_occupations
from roleassistant.indexing.occupations.schema import OCCUPATIONS_FILE, TITLES
from roleassistant.indexing.occupations.store import Occupations, occupations_of
from roleassistant.indexing.occupations.titles import folded_title
from roleassistant.reading.onet_facts import FactKind

SHARED = Path(__file__).parents[3] / "shared" / "onet"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def store(tmp_path: Path, index: Path) -> Occupations:
    import_occupations(folder_of(tmp_path), index)
    opened = occupations_of(index)
    assert opened is not None
    return opened


def texts(store: Occupations, code: str, *kinds: FactKind) -> list[str]:
    return [fact.chunk.statement.text for fact in store.facts(code, *kinds)]


@pytest.mark.parametrize("form", ["folder", "zip", "gzipped", "windows"])
def test_the_database_is_read_in_the_forms_in_which_it_is_offered(tmp_path, index, form):
    if form == "zip":
        source = zip_of(tmp_path)
    else:
        source = folder_of(tmp_path)
        if form == "gzipped":
            gzipped(source, "Alternate Titles.txt")
        if form == "windows":
            for file in source.iterdir():
                file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    report = import_occupations(source, index)
    assert (report.release, report.occupations) == (RELEASE, 4)
    assert report.facts["alternate title"] == 3


def test_every_fact_stands_in_the_line_that_it_names(tmp_path, store):
    for code in store.codes:
        for fact in store.facts(code, *FactKind):
            span = fact.chunk.statement.span
            text = (tmp_path / span.document).read_text("utf-8")
            assert text[span.start : span.end] == fact.chunk.statement.text
            assert fact.chunk.statement.text in text.split("\n")[span.line_start - 1]


def test_elements_are_those_of_importance_the_most_important_first(store):
    assert texts(store, "41-4012.00", FactKind.SKILL) == ["Counting Coins", "Listening to Waves"]


def test_related_occupations_stand_in_the_order_of_the_table_s_index(store):
    assert texts(store, "41-4012.00", FactKind.RELATED) == ["41-4011.00", "53-5021.00"]


def test_preparation_is_quoted_from_the_reference_of_the_zones(store):
    (fact,) = store.facts("41-4012.00", FactKind.EDUCATION)
    assert (fact.chunk.statement.text, fact.note) == ("A harbour school.", "Job Zone Four")
    assert fact.chunk.statement.span.document.endswith("Job Zone Reference.txt")


def test_a_soc_code_stands_for_its_occupations_and_for_no_other(store):
    assert store.within("41-4012") == ["41-4012.00", "41-4012.01"]
    assert store.within("41-4012.01") == ["41-4012.01"]
    assert store.within("41-401") == []


@pytest.mark.parametrize(
    "title",
    [
        "crossing development rep",
        "Crossing Development Representatives",
        "CROSSING development Rep.",
    ],
)
def test_a_title_is_found_however_it_is_shortened_and_written(store, title):
    assert [fact.code for fact in store.titled(title)] == ["41-4012.00"]


def test_a_slip_is_allowed_for_where_that_is_asked(store):
    assert store.titled("crossing develpment representative") == []
    (found,) = store.titled("crossing develpment representative", misspelt=True)
    assert found.code == "41-4012.00"


def test_importing_again_replaces_what_was_there_and_is_seen_at_once(tmp_path, index, store):
    other = folder_of(
        tmp_path / "other",
        alternate_titles="O*NET-SOC Code\tAlternate Title\n41-4011.00\tBuoy Seller\n",
    )
    import_occupations(other, index)
    fresh = occupations_of(index)
    assert fresh is not None
    assert [fact.code for fact in fresh.titled("buoy seller")] == ["41-4011.00"]
    assert fresh.titled("island seller")[0].kind is FactKind.REPORTED_TITLE


@pytest.mark.parametrize("missing", ["read_me", "occupation_data"])
def test_what_is_no_database_is_refused_and_what_was_there_stays(tmp_path, index, store, missing):
    with pytest.raises(DocumentError, match="no O\\*NET database"):
        import_occupations(folder_of(tmp_path / "other", **{missing: None}), index)
    kept = occupations_of(index)
    assert kept is not None
    assert kept.titled("island seller")


def test_a_table_that_cannot_be_unpacked_is_named(tmp_path, index):
    folder = folder_of(tmp_path)
    gzipped(folder, "Alternate Titles.txt")
    file = folder / "Alternate Titles.txt.gz"
    file.write_bytes(file.read_bytes()[:40])
    with pytest.raises(DocumentError, match="Alternate Titles"):
        import_occupations(folder, index)


def test_what_unpacks_to_more_than_any_table_is_refused(tmp_path, index, monkeypatch):
    monkeypatch.setattr("roleassistant.reading.onet_tables.MAX_BYTES", 10_000)
    folder = folder_of(tmp_path)
    (folder / "Skills.txt.gz").write_bytes(gzip.compress(b"x" * 100_000))
    with pytest.raises(DocumentError, match="no table of O\\*NET does"):
        import_occupations(folder, index)


def test_rows_of_another_width_are_left_out(tmp_path, index):
    torn = (
        "O*NET-SOC Code\tAlternate Title\n41-4011.00\n41-4011.00\tBuoy Seller\textra\n41-4011.00\tA"
    )
    report = import_occupations(folder_of(tmp_path, alternate_titles=torn), index)
    assert report.facts["alternate title"] == 1


def test_a_store_that_is_damaged_names_the_command_that_mends_it(index):
    index.mkdir()
    (index / OCCUPATIONS_FILE).write_bytes(b"no database" * 100)
    with pytest.raises(IndexMismatch, match="roleassistant onet import"):
        occupations_of(index)


def test_without_an_import_there_is_no_store(tmp_path):
    assert occupations_of(tmp_path) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sales Rep", "sales representatives"), ("Account Exec", "Account Executive (AE)"),
     ("Analyses Clerk", "analyses clerks"), ("Secretaries", "secretary")],
)  # fmt: skip
def test_titles_are_one_but_for_case_number_and_abbreviation(one, other):
    assert folded_title(one) == folded_title(other)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared O*NET tables are not on this machine")
def test_the_real_database_says_what_was_read_in_its_tables_by_hand(index):
    report = import_occupations(SHARED, index)
    store = occupations_of(index)
    assert store is not None
    assert (report.release, report.occupations) == ("27.0", 1016)
    assert {f.code for f in store.titled("account executive")} == {"11-2011.00"}
    assert {f.code for f in store.titled("sales development rep")} == {"41-3091.00"}
    assert "Salesman" in texts(store, "41-4012.00", *TITLES)
    # The release of the folder goes before that of another file with the same table.
    assert {f.release for f in store.facts("41-4012.00", FactKind.ALTERNATE_TITLE)} == {"27.0"}
