"""Modals: what they show, what they give back, and that Slack takes them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.apps.slack.blocks.checks import check_view
from tests.apps.slack.blocks.literals import citation, cited
from tests.apps.slack.blocks.made import answers, any_words, several, words

from roleassistant.apps.slack.blocks.actions import CitationRef, Rating, matching, numbered
from roleassistant.apps.slack.blocks.citation_modal import citation_modal, no_citation_modal
from roleassistant.apps.slack.blocks.feedback_modal import FeedbackForm, Wrong, feedback_modal
from roleassistant.apps.slack.blocks.job_post_modal import (
    JobPostForm,
    job_post_modal,
    problems_of,
)
from roleassistant.apps.slack.blocks.message import Json
from roleassistant.apps.slack.blocks.sharing_modal import ShareForm, share_modal, shared_by
from roleassistant.apps.slack.demo.elements_in import missing, state
from roleassistant.domain import STATED, Attribution, Level, SectionKind, SourceSpan, Statement
from roleassistant.domain.answer import Answer, Conflict, ConflictSide
from roleassistant.indexing.chunks import Chunk, Role

LEVELS = tuple(Level.parse(name) for name in ("P3", "P4"))


def role(key: str = "SALES.FIELD", title: str = "Field Sales", levels=LEVELS) -> Role:
    family, _, focus = key.partition(".")
    return Role(key, title, family, focus, levels, levels, (f"{key}.P4",), range(1, 2))


def chunk(text: str, level: str = "P4") -> Chunk:
    span = SourceSpan("sales/p4.txt", "f" * 64, 1, 1, 0, 10)
    statement = Statement(
        text,
        SectionKind.GUIDELINES,
        "Level Guidelines",
        span,
        (Level.parse(level),),
        "Scope",
        attribution=STATED,
    )
    return Chunk(1, "1", "SALES.FIELD", "Field Sales", statement, ())


def submitted(view: Json, **filled: str) -> Json:
    """The view as Slack sends it back."""
    values = state(view["blocks"], filled)
    assert missing(view["blocks"], values) == []
    sent: Json = json.loads(json.dumps({**view, "state": {"values": values}}))
    return sent


def read(view: Json) -> str:
    return json.dumps(view["blocks"], ensure_ascii=False)


# --- sources --------------------------------------------------------------------------------------


@several
@given(answers(6), st.lists(any_words, max_size=4))
def test_any_source_can_be_shown(answer, neighbours):
    for one in answer.citations:
        around = [chunk(text) for text in (*neighbours, one.quote)]
        check_view(citation_modal(answer, one, around))
        check_view(citation_modal(answer, one))


def test_a_source_shows_its_quote_between_its_neighbours():
    quoted = citation()
    around = [chunk("Stands before."), chunk(quoted.quote), chunk("Stands after.")]
    shown = read(citation_modal(Answer("?", "lookup"), quoted, around))
    places = [shown.index(text) for text in ("Stands before.", quoted.quote, "Stands after.")]
    assert places == sorted(places)
    assert "rich_text_quote" in shown


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, "stated: the page says it so"),
        (
            {"attribution": Attribution("inferred", "by likeness", 0.95)},
            "inferred with confidence 0.95",
        ),
        ({"attribution": Attribution("computed")}, "computed: worked out across profiles"),
        ({"also_at": (SourceSpan("sales/p5.txt", "e" * 64, 7, 9, 0, 1),)}, "sales/p5.txt:7–9"),
    ],
)
def test_a_source_says_where_it_stands_and_how_it_is_known(change, told):
    shown = read(citation_modal(Answer("?", "lookup"), citation(**change)))
    assert told in shown
    assert "sales/p4.txt" in shown
    assert "2026-01-31 09:00 UTC" in shown


def test_a_source_that_is_opposed_shows_the_other_side():
    sides = (ConflictSide("12+ years", "1"), ConflictSide("9–12 yrs", "2"))
    answer = replace(
        cited(Answer("?", "lookup")), conflicts=(Conflict("typical experience of P5", sides),)
    )
    shown = read(citation_modal(answer, citation("1")))
    assert "9–12 yrs" in shown
    assert "12+ years" not in shown
    assert "disagrees" not in read(citation_modal(answer, citation("3")))


def test_a_source_whose_surroundings_are_gone_says_so():
    shown = read(citation_modal(Answer("?", "lookup"), citation()))
    assert "built anew" in shown


def test_a_source_that_is_not_there_and_one_that_may_not_be_seen_look_alike():
    check_view(no_citation_modal())


# --- forms ----------------------------------------------------------------------------------------


@given(any_words)
def test_feedback_can_be_given_on_any_question(question):
    check_view(feedback_modal("a1", question))


def test_what_was_wrong_is_read_from_the_form():
    view = submitted(
        feedback_modal("a1", "?"), wrong="incomplete", expected=" the years ", comment="pity"
    )
    assert FeedbackForm.read(view) == FeedbackForm("a1", Wrong.INCOMPLETE, "the years", "pity")
    with pytest.raises(ValueError, match="feedback"):
        FeedbackForm.read({**view, "private_metadata": ""})


def test_a_job_post_is_asked_for_by_role_and_level():
    view = submitted(
        job_post_modal([role(), role("E.BACK", "Backend")], channel="C1"),
        job_post_role="SALES.FIELD", level="P4", tone="formal",
    )  # fmt: skip
    form = JobPostForm.read(view)
    assert form == JobPostForm("SALES.FIELD", "P4", "formal", "standard", "external", "C1")
    assert problems_of(form, role()) == {}
    assert problems_of(form, None).keys() == {"job_post_role"}
    assert "P3" in problems_of(replace(form, level="P9"), role())["level"]


@pytest.mark.parametrize(
    ("typed", "chosen", "level", "told"),
    [
        ("", None, "", ""),
        ("zorvane envoy", None, "", "“zorvane envoy” names no role"),
        ("<!channel> " * 40, None, "", "names no role"),
        ("field sales", role(), "", ""),
        ("field sales P3", role(), "P3", ""),
        ("field sales P9", role(), "P9", "has no such level"),
    ],
)
def test_what_the_form_could_not_take_of_a_command_is_said_in_it(typed, chosen, level, told):
    view = job_post_modal([role(), role("E.BACK", "Backend")], chosen, level, "C1", typed)
    check_view(view)
    first = view["blocks"][0]
    said = first["elements"][0]["text"] if first["type"] == "context" else ""
    assert told in said
    assert bool(told) == bool(said)


def test_the_levels_are_those_of_the_role_that_was_chosen():
    other = role("E.BACK", "Backend", (Level.parse("IC5"),))
    view = job_post_modal([role(), other], chosen=other)
    (level,) = [b["element"] for b in view["blocks"] if b.get("block_id") == "level"]
    assert [option["value"] for option in level["options"]] == ["IC5"]


@pytest.mark.parametrize(
    ("roles", "families"), [(0, 1), (1, 1), (100, 1), (740, 12), (740, 1), (20_000, 150)]
)
def test_a_job_post_can_be_asked_for_however_many_roles_there_are(roles, families):
    held = [
        role(f"F{n % families}.R{n}", f"Role {n} {'of a long title ' * 6}") for n in range(roles)
    ]
    check_view(job_post_modal(held))
    check_view(job_post_modal(held, held[0] if held else None, "P4"))


@given(words, words)
def test_an_answer_can_be_shared_in_a_channel(question, said):
    view = submitted(share_modal("a1", question, "C1"), words=said)
    check_view(share_modal("a1", question, "C1"))
    form = ShareForm.read(view)
    assert (form.answer_id, form.channel) == ("a1", "C1")
    (block,) = shared_by("U1", question, said)
    assert block["elements"][0]["elements"][0] == {"type": "user", "user_id": "U1"}


# --- values of what can be pressed ----------------------------------------------------------------


@pytest.mark.parametrize("junk", ["", ":", "a:", ":1", "a:x", "a:1:", "a", "a:²"])
def test_a_value_that_is_not_ours_is_refused(junk):
    with pytest.raises(ValueError, match="answer"):
        CitationRef.read(junk)
    with pytest.raises(ValueError, match="answer"):
        Rating.read(junk)


def test_a_value_comes_back_as_it_was_given():
    assert CitationRef.read(CitationRef("a:b", "12").value) == CitationRef("a:b", "12")
    assert Rating.read(Rating("a", good=False).value) == Rating("a", good=False)
    assert matching("ask").fullmatch(numbered("ask", 3))
    assert not matching("ask").fullmatch("ask_other")
