from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.domain import (
    STATED,
    Attribution,
    Level,
    RoleCode,
    RoleProfile,
    Section,
    SectionKind,
    SourceSpan,
    Statement,
    StatementKind,
)
from roleassistant.indexing.merging import SECTION_ORDER, Page, merge
from roleassistant.indexing.reading_codec import decode_profiles, encode_profiles

P4, P5 = Level.parse("P4"), Level.parse("P5")
ROLE = "DIRECT.FIELDSALES"


def statement(text: str, path: str, **fields) -> Statement:
    fields.setdefault("section", SectionKind.RESPONSIBILITIES)
    fields.setdefault("heading", "Responsibilities by level")
    return Statement(text=text, span=SourceSpan(path, f"sha-{path}", 3, 3, 10, 20), **fields)


def sheet(level: str, *statements: Statement, path: str = "", title: str = "AE / Field") -> Page:
    path = path or f"{level}.txt"
    by_section: dict[SectionKind, list[Statement]] = {}
    for one in statements:
        by_section.setdefault(one.section, []).append(one)
    sections = tuple(
        Section(kind, some[0].heading, 1, 9, tuple(some)) for kind, some in by_section.items()
    )
    profile = RoleProfile(RoleCode.parse(f"{ROLE}.{level}"), title, sections)
    return Page(profile, path, f"sha-{path}", "2026-01-01T00:00:00Z")


def test_a_statement_that_sibling_pages_repeat_is_stored_once_with_both_sources():
    merged = merge(
        ROLE,
        [
            sheet("P4", statement("Leads deals.", "P4.txt")),
            sheet("P5", statement("Leads  deals.", "P5.txt")),
        ],
        1,
    )
    (chunk,) = merged.chunks
    assert [source.path for source in chunk.sources] == ["P4.txt", "P5.txt"]
    assert chunk.page_levels == (P4, P5)


def test_the_page_of_the_statements_own_level_is_cited_first():
    pages = [
        sheet("P4", statement("12+ years", "P4.txt", levels=(P5,))),
        sheet("P5", statement("12+ years", "P5.txt", levels=(P5,))),
    ]
    (chunk,) = merge(ROLE, pages, 1).chunks
    assert chunk.sources[0].code == f"{ROLE}.P5"
    assert chunk.statement.span.document == "P5.txt"


def test_one_text_at_two_levels_is_two_statements():
    pages = [
        sheet(
            "P4",
            statement("8+ years", "P4.txt", levels=(P4,)),
            statement("8+ years", "P4.txt", levels=(P5,)),
        )
    ]
    assert len(merge(ROLE, pages, 1).chunks) == 2


@pytest.mark.parametrize(
    ("found", "best"),
    [
        ([Attribution("inferred", "m", 0.9), STATED], STATED),
        (
            [Attribution("inferred", "m", 0.4), Attribution("inferred", "m", 0.8)],
            Attribution("inferred", "m", 0.8),
        ),
        (
            [Attribution("computed", "m", 1.0), Attribution("inferred", "m", 0.1)],
            Attribution("inferred", "m", 0.1),
        ),
    ],
)
def test_the_strongest_attribution_of_all_sources_holds(found, best):
    pages = [
        sheet(level, statement("Leads deals.", f"{level}.txt", attribution=attribution))
        for level, attribution in zip(("P4", "P5"), found, strict=True)
    ]
    assert merge(ROLE, pages, 1).chunks[0].statement.attribution == best


def test_a_source_that_states_it_is_cited_before_one_where_it_was_inferred():
    pages = [
        sheet(
            "P4",
            statement("x", "P4.txt", levels=(P4,), attribution=Attribution("inferred", "m", 0.9)),
        ),
        sheet("P5", statement("x", "P5.txt", levels=(P4,))),
    ]
    (chunk,) = merge(ROLE, pages, 1).chunks
    assert chunk.statement.attribution == STATED
    assert chunk.sources[0].path == "P5.txt"


def test_two_files_that_claim_one_page_are_both_kept_and_named():
    pages = [
        sheet("P5", statement("a", "old.txt"), path="old.txt"),
        sheet("P5", statement("b", "new.txt"), path="new.txt"),
    ]
    merged = merge(ROLE, pages, 1)
    assert len(merged.chunks) == 2
    (warning,) = merged.warnings
    assert "old.txt" in warning
    assert "new.txt" in warning
    assert f"{ROLE}.P5" in warning


def test_a_role_is_known_by_title_parts_codes_focus_and_aliases():
    alias = statement(
        "Enterprise AE",
        "P5.txt",
        section=SectionKind.TITLE_ALIASES,
        heading="Title aliases",
        kind=StatementKind.TERM,
        levels=(P5,),
    )
    page = sheet("P5", alias, title="Account Executive / Field Sales")
    names = {(name.text, name.level, name.kind) for name in merge(ROLE, [page], 1).names}
    assert names == {
        ("Account Executive / Field Sales", None, "title"),
        ("Account Executive", None, "title_part"),
        ("Field Sales", None, "title_part"),
        (ROLE, None, "code"),
        (f"{ROLE}.P5", P5, "code"),
        ("FIELDSALES", None, "focus"),
        ("Enterprise AE", P5, "alias"),
    }


def test_levels_with_a_page_and_levels_that_are_only_described_are_told_apart():
    role = merge(ROLE, [sheet("P5", statement("x", "P5.txt", levels=(P4,)))], 7).role
    assert role.levels == (P5,)
    assert role.described_levels == (P4, P5)
    assert role.rows == range(7, 8)


statements = st.builds(
    statement,
    st.text(min_size=1, max_size=8),
    st.just("p.txt"),
    section=st.sampled_from(SectionKind),
    heading=st.text(max_size=5),
    levels=st.sampled_from([(), (P4,), (P5,), (P4, P5)]),
    dimension=st.none() | st.text(max_size=4),
    kind=st.sampled_from(StatementKind),
    attribution=st.sampled_from([STATED, Attribution("inferred", "m", 0.5)]),
)
sheets = st.lists(
    st.tuples(st.sampled_from(["P4", "P5"]), st.lists(statements, max_size=8)),
    min_size=1,
    max_size=4,
).map(
    lambda found: [
        sheet(level, *some, path=f"{number}.txt") for number, (level, some) in enumerate(found)
    ]
)


@given(sheets)
def test_no_statement_is_lost_and_rows_are_contiguous(pages):
    merged = merge(ROLE, pages, 5)
    read = {
        (one.section, one.levels, one.dimension, one.kind, " ".join(one.text.split()))
        for page in pages
        for one in page.profile.statements
    }
    stored = [chunk.statement for chunk in merged.chunks]
    assert {
        (one.section, one.levels, one.dimension, one.kind, " ".join(one.text.split()))
        for one in stored
        # an absent and an empty dimension are one
    } == read or any(one.dimension == "" for page in pages for one in page.profile.statements)
    assert [chunk.row for chunk in merged.chunks] == list(merged.role.rows)
    assert len({chunk.id for chunk in merged.chunks}) == len(merged.chunks)
    assert all(chunk.sources for chunk in merged.chunks)
    order = [SECTION_ORDER[one.section] for one in stored]
    assert order == sorted(order)


@given(sheets)
def test_the_order_in_which_files_are_met_does_not_matter(pages):
    assert merge(ROLE, pages, 1) == merge(ROLE, pages[::-1], 1)


@given(sheets)
def test_what_was_read_comes_back_from_the_catalogue_unchanged(pages):
    profiles = tuple(page.profile for page in pages)
    assert decode_profiles(encode_profiles(profiles)) == profiles
