"""Answers to and from the form of RAGAS, and how much of them their contexts support."""

from __future__ import annotations

import json

import pytest

from roleassistant.errors import DocumentError
from roleassistant.evaluation.faithfulness import faithfulness, sentences
from roleassistant.evaluation.interchange import Sample, read_samples, samples_of, write_samples
from roleassistant.evaluation.scorers.offline import RulesScorer

FULL = Sample("What does P4 do?", "It leads RFPs.", ("Leads RFPs.",), "leads", ("Leads.",), 0.5)
BARE = Sample("And P5?", "It sings.", ("Leads bids.", "Mentors."))


def test_samples_are_read_as_they_were_written(tmp_path):
    file = tmp_path / "answers.jsonl"
    assert write_samples(file, [FULL, BARE]) == 2
    assert read_samples(file) == [FULL, BARE]


def test_what_is_not_known_is_left_out_as_ragas_leaves_it_out(tmp_path):
    file = tmp_path / "answers.jsonl"
    write_samples(file, [BARE])
    assert set(json.loads(file.read_text())) == {"user_input", "response", "retrieved_contexts"}


def test_a_file_of_ragas_with_other_fields_and_empty_ones_is_read(tmp_path):
    file = tmp_path / "answers.jsonl"
    row = {"user_input": "q", "response": "r", "retrieved_contexts": ["c"], "reference": None}
    file.write_text(json.dumps({**row, "persona_name": "x", "faithfulness": float("nan")}) + "\n")
    assert read_samples(file) == [Sample("q", "r", ("c",))]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"user_input": "q", "response": "r"}, "retrieved_contexts is missing"),
        ({"user_input": "q", "retrieved_contexts": ["c"]}, "response is missing"),
        ({"user_input": "q", "response": 1, "retrieved_contexts": []}, "response is no text"),
        ({"user_input": "q", "response": "r", "retrieved_contexts": "c"}, "no list of texts"),
        ({"user_input": [{"content": "q"}], "response": "r"}, "MultiTurnSample"),
    ],
)
def test_a_line_that_is_no_sample_is_named(tmp_path, row, message):
    file = tmp_path / "answers.jsonl"
    file.write_text(json.dumps(row))
    with pytest.raises(DocumentError, match=rf"answers\.jsonl, line 1.*{message}"):
        read_samples(file)


def test_an_empty_file_is_refused(tmp_path):
    file = tmp_path / "answers.jsonl"
    file.write_text("")
    with pytest.raises(DocumentError, match="holds no sample"):
        read_samples(file)


def test_sentences_are_cut_at_their_ends_and_headings_state_nothing():
    text = "## P4\n**Duties**\nIt leads RFPs, e.g. large ones. It needs 3 to 5 years.\n- It sings"
    assert sentences(text) == [
        "It leads RFPs, e.g. large ones.",
        "It needs 3 to 5 years.",
        "- It sings",
    ]


def test_of_a_table_the_cells_that_say_something_are_judged():
    text = "| | P4 | P5 |\n|---|---|---|\n| Scope | Leads RFPs [1] | Leads global RFPs [2] |\n[1]"
    assert sentences(text) == []
    text = text.replace("RFPs", "RFPs from end to end")
    assert sentences(text) == [
        "Leads RFPs from end to end [1]",
        "Leads global RFPs from end to end [2]",
    ]


def test_the_share_of_sentences_that_the_contexts_support_is_counted():
    half = Sample("q", "It leads RFPs. It sings at night.", ("It leads RFPs.",), faithfulness=0.4)
    found = faithfulness(RulesScorer(), [half, Sample("q", "##", ("c",))])
    assert (found.mean, found.given) == (0.5, 0.4)
    assert [text for text, _ in found.judged[0].unsupported] == ["It sings at night."]
    assert found.judged[1].share is None
    assert (found.scorer, found.identity) == ("offline", RulesScorer.identity)


def test_a_run_is_exported_with_what_its_answers_cite_before_what_was_retrieved(tmp_path):
    from roleassistant.evaluation.run.result import (
        CaseResult,
        CitationResult,
        PassageResult,
        PlanResult,
        Timing,
        TurnExpected,
        TurnResult,
    )

    plan = PlanResult("lookup", "q", (), (), (), (), None, "")
    expected = TurnExpected(
        True, False, (), (("leads", "runs"), ("RFPs",)), (), (), (), False, None
    )
    citation = CitationResult(
        "1", "R.P4", "T", "S", "P4", "q", "a.txt", 1, 1, "stated", "Cited.", None
    )

    def passage(text, relevant):
        return PassageResult(1, 1.0, None, text, "R", "S", (), "", "a.txt", 1, relevant)

    def turn(abstained):
        return TurnResult(
            "What?", expected, plan, (passage("Cited.", True), passage("Other.", False)), "lookup",
            "It leads.", abstained, None, (), (citation,), (), (), "extractive", None, (), (), {},
            Timing(1.0),
        )  # fmt: skip

    case = CaseResult("s", "c", "bundled", (), 1.0, True, {}, (turn(False), turn(True)))
    assert list(samples_of([case])) == [
        Sample(
            "What?",
            "It leads.",
            ("T · S · P4: Cited.", "R · S: Other."),
            "leads; RFPs",
            ("T · S · P4: Cited.",),
        )
    ]
