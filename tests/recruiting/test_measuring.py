"""The table of what drafts are worth: nothing is found in ours, and every planted fault is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.recruiting.conftest import Draft

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.recruiting.drafting import Drafter
from roleassistant.recruiting.measuring import Measured, measured, total
from roleassistant.recruiting.options import Length, Options, Tone
from roleassistant.recruiting.post import JobPost, Line, PartKind

SALES = "DIRECT.FIELDSALES"


def faults(assistant: Assistant, options: Options) -> Measured:
    evidence, drafter = assistant.evidence, Drafter()
    scorer = OfflineScorer(evidence.generation)
    return total(
        [
            measured(drafter.draft(evidence, role, rung, options), evidence, role, rung, scorer)
            for role in evidence.generation.roles
            for rung in role.described_levels
        ]
    )


@pytest.mark.parametrize("tone", list(Tone))
def test_no_draft_of_the_other_houses_has_a_fault(elsewhere: Assistant, tone):
    found = faults(elsewhere, Options(length=Length.LONG, tone=tone))
    assert found.faults == 0, found.as_json()


@pytest.mark.slow
def test_no_draft_of_the_bundled_profiles_has_a_fault(bundled: Assistant):
    for tone in Tone:
        found = faults(bundled, Options(length=Length.LONG, tone=tone))
        assert found.faults == 0, found.as_json()


def with_duty(post: JobPost, line: Line) -> JobPost:
    parts = tuple(
        replace(part, lines=(*part.lines, line)) if part.kind is PartKind.DUTIES else part
        for part in post.parts
    )
    return replace(post, parts=parts)


def planted(bundled: Assistant, draft: Draft, **changes: object) -> Measured:
    post = draft(SALES, "P4")
    part = post.part(PartKind.DUTIES)
    assert part is not None
    line = replace(part.lines[0], **changes)  # type: ignore[arg-type]
    role = next(r for r in bundled.evidence.generation.roles if r.key == SALES)
    level = next(one for one in role.described_levels if str(one) == "P4")
    return measured(with_duty(post, line), bundled.evidence, role, level)


def test_a_line_that_its_source_does_not_say_is_found(bundled: Assistant, draft: Draft):
    found = planted(bundled, draft, text="You lead forty pursuits a year on the moon.")
    assert found.unsupported == ("You lead forty pursuits a year on the moon.",)


def test_a_line_that_stands_twice_is_found(bundled: Assistant, draft: Draft):
    assert len(planted(bundled, draft).repeated) == 1


def test_an_internal_code_is_found(bundled: Assistant, draft: Draft):
    found = planted(bundled, draft, text="You lead large competitive pursuits at P4.")
    assert found.codes


def test_a_line_of_another_level_is_found(bundled: Assistant, draft: Draft):
    post = draft(SALES, "P4")
    growth = post.part(PartKind.GROWTH)
    assert growth is not None
    found = planted(bundled, draft, text=growth.lines[0].text, marks=growth.lines[0].marks)
    assert growth.lines[0].text in found.of_other_levels
