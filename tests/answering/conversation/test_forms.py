"""The last answer in another form, and what it rests on: the same claims, the same citations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.answering.conversation.conftest import Talk
from tests.answering.shown import facts

from roleassistant.answering.assistant import pieces
from roleassistant.answering.conversation.reshape import reshaped
from roleassistant.answering.conversation.thread import Layout, Shape
from roleassistant.answering.markdown import markdown
from roleassistant.domain.answer import Answer, Facts, Heading, Remark, Table

YEARS = "how many years does a P4 account executive need?"
COMPARE = "what separates P3 from P4 for account executive"
CRITERIA = "what is expected of a P4 account executive"
SKILLS = "which skills does an account executive need"
PLACED = "which level am I as an account executive: I negotiate contracts with procurement"
EVERY = [YEARS, COMPARE, CRITERIA, SKILLS, PLACED, "which roles are there"]
SHAPES = [Shape(layout, short) for layout in Layout for short in (False, True)]

New = Callable[[], Talk]


def said(answer: Answer) -> set[tuple[str, tuple[tuple[str, int], ...]]]:
    """Each claim with the places that it is cited to, whatever their numbers."""
    places = {c.id: (c.source.document, c.source.start) for c in answer.citations}
    return {(c.text, tuple(places[mark] for mark in c.citations)) for c in answer.claims}


def is_whole(answer: Answer) -> bool:
    """Whether marks, claims, citations and conflicts fit together as in any answer."""
    ids = [citation.id for citation in answer.citations]
    used = [mark for fact in facts(answer) for mark in fact.marks]
    return (
        ids == [str(number) for number in range(1, len(ids) + 1)] == list(dict.fromkeys(used))
        and [(f.text, f.marks) for f in facts(answer)]
        == [(c.text, c.citations) for c in answer.claims]
        and all(side.citation in ids for c in answer.conflicts for side in c.sides)
    )


@pytest.mark.parametrize("question", EVERY)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_an_answer_in_another_form_says_nothing_that_it_did_not_say(
    talk: New, question: str, shape: Shape
) -> None:
    before = talk().answer(question)
    after = reshaped(before, shape)
    assert said(after) <= said(before)
    assert shape.short or said(after) == said(before)
    assert is_whole(after)
    assert tuple(c for piece in pieces(after) for c in piece.claims) == after.claims


@pytest.mark.parametrize("question", EVERY)
def test_a_table_holds_every_fact(talk: New, question: str) -> None:
    table = talk().answer(question, "in a table")
    assert any(isinstance(block, Table) for block in table.blocks)
    undisputed = [b for b in table.blocks if isinstance(b, Facts)]
    assert len(undisputed) == len(table.conflicts) or question == COMPARE


def test_levels_become_columns_and_dimensions_rows(talk: New) -> None:
    answer = talk().answer("how many years does an account executive need?", "in a table")
    (table,) = [block for block in answer.blocks if isinstance(block, Table)]
    assert table.columns == ("P2", "P3", "P4")
    assert [row.label for row in table.rows] == ["Typical Degree & Years", "Typical experience"]
    assert [cell[0].text for cell in table.rows[1].cells[1:]] == ["3–5 yrs", "5–7 yrs"]


def test_a_table_becomes_a_list_that_names_its_columns_and_rows(talk: New) -> None:
    answer = talk().answer(COMPARE, "as a list")
    assert not any(isinstance(block, Table) for block in answer.blocks)
    labels = {fact.label for fact in facts(answer)}
    assert {"P3 · Autonomy", "P4 · Autonomy"} <= labels


def test_shorter_keeps_the_strongest_and_counts_the_rest(talk: New) -> None:
    conversation = talk()
    before = conversation.answer(CRITERIA)
    after = conversation.answer("shorter, please")
    kept = list(facts(after))
    assert 0 < len(kept) < len(list(facts(before)))
    assert all(citation.attribution.how == "stated" for citation in after.citations)
    (counted,) = [b.text for b in after.blocks if isinstance(b, Remark) and "more" in b.text]
    disputed = 2 * len(after.conflicts)
    total = len(list(facts(before))) - 2 * len(before.conflicts)
    assert counted.startswith(f"{total - (len(kept) - disputed)} more facts")


def test_shorter_shows_both_sides_of_what_is_disputed(talk: New) -> None:
    answer = talk().answer(YEARS, "shorter")
    assert [conflict.about for conflict in answer.conflicts] == ["typical experience of P4"]
    assert "5–7 yrs" in markdown(answer)
    assert "8+ years" in markdown(answer)


def test_what_cannot_be_shorter_says_so(talk: New) -> None:
    answer = talk().answer("what autonomy does a P4 account executive have", "shorter")
    assert Remark("That is all: 1 fact.") in answer.blocks


def test_length_and_layout_are_wished_for_one_by_one(talk: New) -> None:
    conversation = talk()
    conversation.answer(CRITERIA, "shorter")
    short = len(list(facts(conversation.answer("in a table"))))
    assert short < 8
    whole = conversation.answer("more detail")
    assert len(list(facts(whole))) > short
    assert any(isinstance(block, Table) for block in whole.blocks)


def test_the_guidance_of_a_placement_is_never_cut(talk: New) -> None:
    answer = talk().answer(PLACED, "shorter")
    assert any(isinstance(b, Remark) and "not an assessment" in b.text for b in answer.blocks)


def test_a_form_wished_for_beside_a_question_is_given_at_once(talk: New) -> None:
    answer = talk().answer(YEARS, "and P3, in a table")
    assert any(isinstance(block, Table) for block in answer.blocks)
    assert {citation.level for citation in answer.citations} == {"P3"}


@pytest.mark.parametrize("turn", ["why?", "where does that stand?", "says who?"])
def test_the_evidence_is_every_quote_with_its_place(talk: New, turn: str) -> None:
    conversation = talk()
    before = conversation.answer(YEARS)
    evidence = conversation.answer(turn)
    assert evidence.intent == "provenance"
    assert evidence.citations == before.citations
    assert [fact.text for fact in facts(evidence)] == [c.quote for c in before.citations]
    for citation, fact in zip(evidence.citations, facts(evidence), strict=True):
        assert fact.label is not None
        assert f"{citation.source.document}:{citation.source.line_start}" in fact.label
    assert is_whole(evidence)


def test_the_evidence_of_a_short_answer_is_what_was_shown(talk: New) -> None:
    conversation = talk()
    short = conversation.answer(CRITERIA, "shorter")
    assert conversation.answer("why?").citations == short.citations


def test_an_inferred_level_is_said_so_in_the_evidence(talk: New) -> None:
    evidence = talk().answer("who negotiates contracts with procurement", "why?")
    notes = [fact.note for fact in facts(evidence)]
    inferred = [c for c in evidence.citations if c.attribution.how == "inferred"]
    assert len([note for note in notes if note and "inferred" in note]) == len(inferred)


def test_the_evidence_of_a_refusal_is_the_reason(talk: New) -> None:
    answer = talk().answer("what is the salary of a P4 account executive", "why?")
    assert answer.abstained
    assert answer.reason is not None
    assert "no pay amounts" in answer.reason


def test_how_binding_it_is_is_said_in_the_words_of_the_profile(talk: New) -> None:
    answer = talk().answer("what degree does a P4 account executive need", "is that a must?")
    remark = answer.blocks[0]
    assert isinstance(remark, Remark)
    assert "“typical”" in remark.text
    assert "does not say “must”" in remark.text
    assert "Master's degree or equal practice; 8+ years in sales" in markdown(answer)
    assert is_whole(answer)


def test_more_gives_what_else_the_same_sections_say(talk: New) -> None:
    conversation = talk()
    before = conversation.answer("what autonomy does a P4 account executive have")
    more = conversation.answer("tell me more")
    assert not more.abstained
    assert {c.level for c in more.citations} == {"P4"}
    assert not said(more) & said(before)
    assert is_whole(more)


def test_where_there_is_no_more_it_says_so(talk: New) -> None:
    answer = talk().answer(SKILLS, "more")
    assert answer.abstained
    assert answer.reason == "that is all that the profiles say on this under Skills"


def test_an_answer_of_an_index_that_was_built_anew_says_so(talk: New) -> None:
    conversation = talk()
    conversation.answer(YEARS)
    conversation.thread = replace(conversation.thread, generation=0)
    last = conversation.answer("where does that stand?").blocks[-1]
    assert isinstance(last, Remark)
    assert "built anew" in last.text


def test_headings_stay_with_their_facts(talk: New) -> None:
    answer = talk().answer(COMPARE, "shorter")
    for block, after in zip(answer.blocks, answer.blocks[1:], strict=False):
        if isinstance(block, Heading):
            assert not isinstance(after, Heading)
