"""What is wrong with an answer is told by the case and by the page, never by the answer itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roleassistant.answering.assistant import Assistant
from roleassistant.domain.answer import Answer, Fact, Facts, Heading, Remark, Table, TableRow
from roleassistant.evaluation.judging import shortcomings
from roleassistant.evaluation.metrics.answers import answer_metrics
from roleassistant.evaluation.run.corpora import OpenCorpus, open_own_index
from roleassistant.evaluation.run.shown import claims_of
from roleassistant.evaluation.suites.case import Turn
from roleassistant.indexing.library import Library

QUESTION = "how many years does a P4 in field sales need?"


@pytest.fixture(scope="module")
def corpus(bundled_index, real_encoder) -> OpenCorpus:
    library = Library(bundled_index, model=real_encoder.identity)
    return open_own_index(Assistant(library, lambda: real_encoder), lambda: real_encoder)


@pytest.fixture(scope="module")
def answer(corpus) -> Answer:
    given: Answer = corpus.assistant.answer(QUESTION).answer
    return given


def test_a_right_citation_has_no_problem_by_its_page(corpus, answer):
    assert answer.citations
    assert [corpus.pages.problem(citation) for citation in answer.citations] == [
        None for _ in answer.citations
    ]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"quote": "99 years"}, "the quote is not at"),
        ({"section": "Skills"}, "not in Skills"),
        ({"level": "P5"}, "not of P5"),
        ({"role_code": "PRESALES.SALESENG.P4"}, "not of PRESALES.SALESENG.P4"),
    ],
)
def test_what_a_citation_says_wrongly_is_told_by_its_page(corpus, answer, changed, told):
    assert told in corpus.pages.problem(replace(answer.citations[0], **changed))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"line_start": 1, "line_end": 1}, "the quote is not at"),
        ({"sha256": "0" * 64}, "another content"),
        ({"document": "profiles/gone.txt"}, "there is no page"),
    ],
)
def test_where_a_citation_points_wrongly_is_told_too(corpus, answer, changed, told):
    first = answer.citations[0]
    moved = replace(first, source=replace(first.source, **changed))
    assert told in corpus.pages.problem(moved)


def shown(corpus, *blocks):
    return claims_of(Answer(QUESTION, "lookup", tuple(blocks)), corpus.pages)


def test_a_claim_is_said_of_the_level_of_its_column_its_label_or_its_heading(corpus):
    cells = ((Fact("low", ("1",)),), (Fact("high", ("2",)),))
    table = Table(("P4", "P5"), (TableRow("Experience at P1", cells),))
    listed = Facts((Fact("led", ("3",), "P2 · Autonomy"), Fact("plain", ("4",))))
    claims = shown(corpus, table, Heading("Responsibilities at P3"), listed)
    levels = {claim.text: [str(level) for level in claim.levels] for claim in claims}
    assert levels == {"low": ["P4"], "high": ["P5"], "led": ["P2"], "plain": ["P3"]}


def test_a_heading_of_two_levels_says_it_of_neither(corpus):
    heading = Heading("Responsibilities listed at P3 and not at P4")
    (claim,) = shown(corpus, heading, Facts((Fact("x", ("1",)),)))
    assert claim.levels == ()


def test_a_claim_is_said_of_the_role_of_its_column(corpus):
    table = Table(
        ("Account Executive / Field Sales", "Sales Engineer / Pre-Sales"),
        (TableRow("Summary", ((Fact("one", ("1",)),), (Fact("two", ("2",)),))),),
    )
    roles = {claim.text: claim.roles for claim in shown(corpus, table)}
    assert roles == {"one": ("DIRECT.FIELDSALES",), "two": ("PRESALES.SALESENG",)}


def said(text: str) -> Answer:
    return Answer(QUESTION, "lookup", (Remark(text),))


def test_a_yes_where_it_is_no_is_wrong_and_a_no_is_not():
    turn = Turn(question=QUESTION, polarity="no")
    assert shortcomings(turn, said("Yes.")) == ["says 'yes'"]
    assert shortcomings(turn, said("Yes, at P4.")) == ["says 'yes'"]
    assert shortcomings(turn, said("No.")) == []
    assert shortcomings(turn, said("Yesterday's plan.")) == []


def test_a_place_that_must_not_be_cited_is_told(answer):
    turn = Turn(question=QUESTION, must_not_cite=({"section": "Level guidelines"},))
    assert shortcomings(turn, answer) == ["cites Level guidelines"]
    assert answer_metrics(turn, answer)["nothing_forbidden"] == 0.0


def test_a_refusal_counts_for_abstention_alone_and_gives_no_fact():
    refused = Answer(QUESTION, "lookup", abstained=True, reason="not recorded")
    turn = Turn(question=QUESTION, facts=(("6–9 years",),))
    found = answer_metrics(turn, refused)
    assert (found["answered"], found["abstention_precision"], found["fact_recall"]) == (0, 0, 0)
    either = answer_metrics(turn.model_copy(update={"either_ok": True}), refused)
    assert either.keys() == {"answer_words"}


def test_a_contradiction_of_which_one_side_is_missing_is_not_disclosed(corpus):
    found = corpus.assistant.answer("How many years does a P5 field seller need?").answer
    turn = Turn(question=found.question, conflict=True)
    assert answer_metrics(turn, found)["contradiction_disclosure"] == 1.0
    (conflict,) = found.conflicts
    halved = replace(found, conflicts=(replace(conflict, sides=conflict.sides[:1]),))
    assert answer_metrics(turn, halved)["contradiction_disclosure"] == 0.0
    unseen = replace(found, blocks=())
    assert answer_metrics(turn, unseen)["contradiction_disclosure"] == 0.0
