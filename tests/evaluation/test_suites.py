"""Suites are read from one format, and what is wrong in a file is told with where and the mend."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roleassistant import resources
from roleassistant.errors import DocumentError, UsageError
from roleassistant.evaluation.suites.reading import HEADER, read_suites, suites_named

QUESTION = {"id": "one", "question": "what does a P4 do?", "facts": [["a", "b"], "c"]}


def lines(file: Path, *rows: object) -> Path:
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return file


def refused(path: Path) -> str:
    with pytest.raises(DocumentError) as told:
        read_suites([path])
    return str(told.value)


def test_a_question_is_a_conversation_of_one_turn(tmp_path: Path) -> None:
    file = lines(tmp_path / "mine.jsonl", QUESTION, {"id": "two", "turns": [{"question": "x"}] * 3})
    (suite,) = read_suites([file])
    one, two = suite.cases
    assert suite.name == "mine"
    assert (one.question, one.is_conversation, len(two.turns)) == ("what does a P4 do?", False, 3)
    assert one.turns[0].facts == (("a", "b"), ("c",))


def test_a_suite_may_be_one_yaml_file_with_its_profiles_and_its_gate(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    file = tmp_path / "mine.yaml"
    file.write_text(
        """
name: mine
corpora: {ours: {sources: [pages]}}
corpus: ours
gate: {fact_recall: {at_least: 0.9}}
cases:
  - id: one
    question: what does a P4 do?
    facts: [leads]
"""
    )
    (suite,) = read_suites([file])
    assert suite.corpora["ours"].sources == (tmp_path / "pages",)
    assert suite.cases[0].corpus == "ours"
    assert suite.gate["fact_recall"].at_least == 0.9


def test_every_bundled_suite_can_be_read_and_has_a_gate_unless_it_says_why_not() -> None:
    suites = read_suites([resources.folder("evals")])
    assert len(suites) >= 10
    assert [suite.name for suite in suites if not suite.gate] == ["open"]


def test_what_is_written_down_again_is_the_same_case() -> None:
    for suite in read_suites([resources.folder("evals")]):
        if suite.name in ("development", "conversations", "adversarial"):
            from roleassistant.evaluation.suites.case import Case
            from roleassistant.evaluation.suites.reading import _nested

            for case in suite.cases:
                assert Case.model_validate(_nested(case.as_row())) == case


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"question": "x"}, "id: is missing"),
        ({"id": "a"}, "question: is missing"),
        ({"id": "a", "question": "x", "fact": [["y"]]}, "did you mean facts?"),
        ({"id": "a", "question": "x", "facts": [[1]]}, "facts.0.0: has to be a text"),
        ({"id": "a", "question": "x", "must_not": [True]}, "Put it in quotes: 'yes'"),
        ({"id": "a", "question": "x", "intent": "compare_level"}, "did you mean compare_levels?"),
        ({"id": "a", "question": "x", "must_cite": [{"levels": "P4"}]}, "did you mean level?"),
        ({"id": "a", "question": "x", "must_cite": [{}]}, "needs section, level or role"),
        ({"id": "a", "question": "x", "weight": 0}, "weight:"),
        ({"id": "a", "turns": []}, "turns: is empty"),
        ({"id": "a", "question": "x", "facts": "y"}, "facts: has to be a list"),
        ({"id": "a", "question": "x", "corpus": "nowhere"}, "no corpus is called nowhere"),
        ([1], ""),
    ],
)
def test_what_is_wrong_in_a_case_is_told_with_its_line(
    tmp_path: Path, row: object, told: str
) -> None:
    message = refused(lines(tmp_path / "mine.jsonl", QUESTION, row))
    assert told in message
    assert "line 2" in message or "case a" in message
    assert not isinstance(row, dict) or "id" not in row or "case a" in message


def test_what_is_wrong_in_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("name: mine\ncases:\n  - id: a\n    question: x\n    must_not:\n      - no\n")
    message = refused(file)
    assert "line 6, case a: cases.0.must_not.0: has to be a text" in message
    file.write_text("name: mine\ncases: [\n")
    assert "no YAML" in refused(file)


def test_all_errors_of_a_case_are_told_at_once(tmp_path: Path) -> None:
    message = refused(
        lines(tmp_path / "a.jsonl", {"id": "a", "question": "", "weight": -1, "z": 1})
    )
    assert len(message.splitlines()) == 3


def test_a_line_that_is_no_json_is_told_with_its_column(tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text('{"id": "a", "question": "x"}\n{"id": ')
    assert "line 2: no JSON" in refused(file)


def test_two_cases_of_one_name_are_refused(tmp_path: Path) -> None:
    assert "two cases one" in refused(lines(tmp_path / "mine.jsonl", QUESTION, QUESTION))


def test_the_mark_that_some_editors_put_before_a_text_is_no_part_of_it(tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text(f"{json.dumps(QUESTION)}\r\n", encoding="utf-8-sig")
    (suite,) = read_suites([file])
    assert [case.id for case in suite.cases] == ["one"]


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_file_is_no_suite(tmp_path: Path, content: str) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text(content)
    assert "holds no case" in refused(file)


def test_a_folder_without_a_header_gives_a_suite_for_each_file(tmp_path: Path) -> None:
    lines(tmp_path / "one.jsonl", QUESTION)
    lines(tmp_path / "two.jsonl", QUESTION)
    assert [suite.name for suite in read_suites([tmp_path])] == ["one", "two"]


def test_a_header_that_names_no_file_that_is_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / HEADER).write_text("suites:\n  - {name: gone, files: [gone.jsonl]}\n")
    assert "no file fits gone.jsonl" in refused(tmp_path)


def test_a_suite_is_found_by_its_name_its_bundled_file_and_its_path(tmp_path: Path) -> None:
    names = ["adversarial", "evals/adversarial.jsonl", "adversarial.jsonl"]
    cases = {suites_named([name])[0].cases for name in names}
    assert len(cases) == 1
    assert len(suites_named(["development"])[0].files) > 1
    mine = lines(tmp_path / "mine.jsonl", QUESTION)
    assert suites_named([str(mine), str(mine)])[0].files == (mine,)


def test_a_name_that_is_no_suite_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="adversarial"):
        suites_named(["adversaria"])


@pytest.mark.parametrize("metric", ["latency_p95_ms", "fact_recal"])
def test_a_gate_on_what_no_suite_measures_is_refused_when_it_is_read(
    tmp_path: Path, metric: str
) -> None:
    lines(tmp_path / "mine.jsonl", QUESTION)
    (tmp_path / HEADER).write_text(
        f"suites:\n  - {{name: mine, files: [mine.jsonl], gate: {{{metric}: {{at_most: 9}}}}}}\n"
    )
    assert f"names {metric}, which is no metric" in refused(tmp_path)
