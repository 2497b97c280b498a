"""Roles that several files describe: joined where one knows the family, ordered as told."""

from __future__ import annotations

from tests.indexing.statements import term

from roleassistant.domain import NO_LEVEL, Level, RoleCode, RoleProfile, Section, SectionKind
from roleassistant.domain.ladder import ladder
from roleassistant.indexing.merging import Page, joined, merge


def page(family, level, text, order=()):
    statement = term(text, level)
    section = Section(SectionKind.SKILLS, "Skills", 1, 1, (statement,))
    profile = RoleProfile(RoleCode(family, "RIGGER", level), "Rigger", (section,), True, order)
    return Page(profile, f"{family}.csv", "0" * 64, "2026-01-01T00:00:00Z")


def test_a_role_without_its_family_joins_the_one_that_has_it():
    keys = ["HARBOUR.RIGGER", "ROLE.RIGGER", "ROLE.COOK", "HARBOUR.PILOT"]
    assert joined(keys) == {
        "HARBOUR.RIGGER": ["HARBOUR.RIGGER", "ROLE.RIGGER"],
        "ROLE.COOK": ["ROLE.COOK"],
        "HARBOUR.PILOT": ["HARBOUR.PILOT"],
    }


def test_where_two_families_have_a_role_of_that_name_it_stands_for_itself():
    keys = ["SEA.RIGGER", "STAGE.RIGGER", "ROLE.RIGGER"]
    assert joined(keys) == {key: [key] for key in keys}


def test_pages_of_both_make_one_role():
    senior = Level.called("Senior")
    merged = merge(
        "HARBOUR.RIGGER",
        [page("HARBOUR", senior, "Knots"), page("ROLE", NO_LEVEL, "Sails")],
        1,
    )
    assert {chunk.statement.text for chunk in merged.chunks} == {"Knots", "Sails"}
    assert merged.role.levels == (senior,)
    assert {source.code for chunk in merged.chunks for source in chunk.sources} == {
        "HARBOUR.RIGGER.Senior",
        "HARBOUR.RIGGER",
    }
    assert not merged.warnings


def test_an_order_that_a_document_gives_decides_before_anything_else():
    low, high = Level.called("Otter"), Level.called("Badger")
    pages = [page("HARBOUR", one, one.label, (low, high)) for one in (high, low)]
    merged = merge("HARBOUR.RIGGER", pages, 1)
    assert [str(level) for level in merged.role.described_levels] == ["Otter", "Badger"]
    numbered = [Level.parse(label) for label in ("G7", "G6")]
    assert ladder(numbered, (), [tuple(numbered)]) == tuple(numbered)
