"""Profiles, sections, statements and spans are values: equal by content, never changed."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from roleassistant.domain import (
    STATED,
    Level,
    RoleCode,
    RoleProfile,
    Section,
    SectionKind,
    SourceSpan,
    Statement,
    StatementKind,
)


def statement(start: int = 4, end: int = 9) -> Statement:
    text = "The helm is steady."
    span = SourceSpan("pages/a.txt", "0" * 64, 1, 1, start, end)
    return Statement(span.recover(text), SectionKind.SUMMARY, "Summary", span)


def profile() -> RoleProfile:
    sections = (
        Section(SectionKind.SUMMARY, "Summary", 1, 1, (statement(),)),
        Section(SectionKind.SKILLS, "Skills", 2, 2, ()),
        Section(SectionKind.OTHER, "Tools", 3, 4, (statement(0, 3), statement(9, 11))),
    )
    return RoleProfile(RoleCode.parse("MARINE.PILOT.P3"), "Pilot", sections)


def test_a_span_recovers_its_quote_from_the_text_of_the_document():
    assert statement().text == "helm "


def test_a_statement_is_stated_unless_it_says_otherwise():
    plain = statement()
    assert plain.attribution is STATED
    assert (plain.levels, plain.dimension, plain.kind) == ((), None, StatementKind.FACT)
    assert plain.attribution.confidence is None


def test_a_profile_gives_its_statements_in_order_and_its_level():
    assert [s.text for s in profile().statements] == ["helm ", "The", "is"]
    assert profile().level == Level.parse("P3")


def test_equal_contents_are_equal_values():
    assert profile() == profile()
    assert len({statement(), statement()}) == 1


@pytest.mark.parametrize(
    ("value", "name"),
    [(statement(), "text"), (profile(), "title"), (statement().span, "start"), (STATED, "how")],
)
def test_values_cannot_be_changed(value, name):
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, "other")


def test_kinds_of_sections_are_in_the_order_of_a_page():
    kinds = list(SectionKind)
    assert (kinds[0], kinds[-1]) == (SectionKind.SUMMARY, SectionKind.OTHER)
