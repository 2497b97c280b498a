"""A side that is taken changes the figure of a line, and nothing else of the post."""

from __future__ import annotations

import pytest
from tests.recruiting.conftest import Draft

from roleassistant.recruiting.figures import Figures
from roleassistant.recruiting.post import JobPost, PartKind


@pytest.mark.parametrize(
    ("mine", "taken", "text", "said"),
    [
        ("12+ years", "9–12 yrs", "12+ years of experience", "9–12 years of experience"),
        ("60 to 80 files", "90 to 110 files", "Carry 60 to 80 files", "Carry 90 to 110 files"),
        ("three clerks", "five clerks", "Lead three clerks", "Lead five clerks"),
        ("3 years", "5 years", "13 years", None),
        ("Reports to sales", "Reports to legal", "Reports to sales", None),
    ],
)
def test_only_the_figure_changes(mine, taken, text, said):
    assert Figures(mine, taken).put_into(text) == said


def _experience(post: JobPost) -> list[str]:
    part = post.part(PartKind.MUST)
    return [line.shown for line in part.lines if "years" in line.shown] if part else []


@pytest.mark.parametrize(("side", "said"), [("a", "12+"), ("b", "9–12")])
def test_the_years_that_are_taken_stand_once_with_what_they_are_of(draft: Draft, side, said):
    post = draft("DIRECT.FIELDSALES", "P5", choices={"typical-experience": side})
    (line,) = _experience(post)
    assert line == f"{said} years of experience, most of them in enterprise or strategic selling"


def test_both_statements_are_cited_where_the_figure_of_one_stands_in_the_other(draft: Draft):
    post = draft("DIRECT.FIELDSALES", "P5", choices={"typical-experience": "b"})
    line = next(line for _, line in post.lines() if line.text.startswith("9–12 years"))
    quotes = " ".join(one.quote for one in post.cited(line))
    assert "12+" in quotes
    assert "9–12" in quotes


@pytest.mark.parametrize(("side", "said"), [("a", "three"), ("b", "five")])
def test_a_duty_keeps_all_but_its_figure(draft_elsewhere: Draft, side, said):
    post = draft_elsewhere("OPS.NETCONTROL", "B5", choices={"team-size": side})
    part = post.part(PartKind.DUTIES)
    assert part is not None
    duties = [line.text for line in part.lines]
    assert f"You lead the desk during a shift and supervise {said} controllers." in duties
