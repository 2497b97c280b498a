"""Cases drafted from questions and feedback, and cases made from the structure of pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roleassistant.answering.assistant import Assistant
from roleassistant.errors import DocumentError
from roleassistant.evaluation.run.corpora import open_own_index
from roleassistant.evaluation.suites.case import Case
from roleassistant.evaluation.suites.drafting import Feedback, drafted, read_feedback
from roleassistant.evaluation.suites.generating import generated
from roleassistant.evaluation.suites.reading import read_suites
from roleassistant.indexing.library import Library


@pytest.fixture(scope="module")
def assistant(bundled_index, real_encoder):
    library = Library(bundled_index, model=real_encoder.identity)
    return Assistant(library, lambda: real_encoder)


@pytest.fixture(scope="module")
def profiles(assistant, real_encoder):
    pages = open_own_index(assistant, lambda: real_encoder).pages
    return [profile for page in pages.by_path.values() for profile in page.profiles]


def test_a_draft_expects_what_the_answer_says_and_is_not_run_until_confirmed(assistant, tmp_path):
    case = drafted([Feedback("how many years does a P4 in field sales need?")], assistant)
    (turn,) = case.turns
    assert any("6–9 years" in wording for fact in turn.facts for wording in fact)
    assert turn.must_cite[0].in_words() == "Level guidelines P4 of DIRECT.FIELDSALES"
    assert (case.draft, case.tags) == (True, ("to-confirm",))
    file = tmp_path / "mine.jsonl"
    file.write_text(json.dumps(case.as_row()))
    assert read_suites([file])[0].cases == (case,)


def test_what_people_expected_counts_and_not_what_was_answered(assistant):
    said = Feedback("what does a P4 earn?", rating="down", comment="wrong", expected="no pay")
    case = drafted([said], assistant)
    assert case.turns[0].facts == (("no pay",),)
    assert case.turns[0].answerable
    assert "down wrong" in case.note


def test_a_thread_is_drafted_as_a_conversation(assistant):
    said = [Feedback("P4 in field sales: how many years?", "t"), Feedback("and P3?", "t")]
    case = drafted(said, assistant)
    assert case.is_conversation
    assert any("4–6 years" in wording for fact in case.turns[1].facts for wording in fact)


def test_feedback_is_read_from_jsonl_and_csv_and_grouped_by_thread(tmp_path):
    rows = [
        {"question": "one", "thread": "a", "rating": "up"},
        {"question": "two", "user": "somebody"},
        {"question": "three, and more", "thread": "a"},
    ]
    lines = tmp_path / "feedback.jsonl"
    lines.write_text("\n".join(map(json.dumps, rows)))
    table = tmp_path / "feedback.csv"
    table.write_text('question,thread,rating\none,a,up\ntwo,,\n"three, and more",a,\n')
    for file in (lines, table):
        threads = [[one.question for one in thread] for thread in read_feedback(file)]
        assert threads == [["one", "three, and more"], ["two"]]


@pytest.mark.parametrize("content", ["", '{"thread": "a"}', "[]", "{"])
def test_feedback_without_a_question_is_refused_with_its_row(tmp_path: Path, content: str):
    file = tmp_path / "feedback.jsonl"
    file.write_text(content)
    with pytest.raises(DocumentError, match=r"feedback\.jsonl"):
        read_feedback(file)


def test_generated_cases_are_the_same_for_the_same_seed_and_of_every_kind(profiles):
    one, other = generated(profiles, 60, 1), generated(profiles, 60, 1)
    assert one == other
    assert one != generated(profiles, 60, 2)
    assert len(one) == len({case.id for case in one}) == 60
    kinds = {case.tags[1] for case in one}
    assert kinds == {"dimension", "comparison", "duties", "skills", "definition", "no-such-level"}


def test_what_a_generated_case_expects_stands_on_a_page_of_the_role_that_it_names(profiles):
    for case in generated(profiles, 200, 5):
        check(case, profiles)


def check(case: Case, profiles) -> None:
    (turn,) = case.turns
    if not turn.answerable:
        levels = {str(level) for p in profiles for s in p.statements for level in s.levels}
        assert turn.reason_contains not in levels
        return
    (role,) = {place.role for place in turn.must_cite}
    texts = {s.text for p in profiles if p.code.role == role for s in p.statements}
    assert {wording for fact in turn.facts for wording in fact} <= texts


def test_generated_cases_are_answered_rightly(profiles, assistant):
    from roleassistant.evaluation.judging import shortcomings

    for case in generated(profiles, 60, 7):
        assert shortcomings(case.turns[0], assistant.answer(case.question).answer) == [], case.id
