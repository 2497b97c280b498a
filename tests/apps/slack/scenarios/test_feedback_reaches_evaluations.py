"""From a thumb down in a thread to a case of an evaluation, through the commands that do it."""

from __future__ import annotations

import json

from tests.apps.slack.scenarios.sessions import GENERAL, SALARY, answered

from roleassistant.apps.cli.main import run
from roleassistant.evaluation.suites.reading import read_suites

YEARS = "how many years of experience does a P4 in field sales need?"


def test_what_was_wrong_in_a_thread_becomes_a_case_to_confirm(
    slack, bot, tmp_path, monkeypatch, capsys, models
):
    alice = slack.person("U0ALICE")
    asked = alice.mentions(GENERAL, YEARS)
    first = answered(slack, asked)
    alice.says(GENERAL, "and P3?", asked.ts)
    second = answered(slack, asked, len(first) + 1)[-1]
    alice.clicks(second, "feedback", chosen="negative")
    form = slack.wait(slack.modal)
    said = {"wrong": "untrue", "expected": "5–7 years", "comment": "ask @U0CAROL00"}
    assert alice.submits(form, said) == {}
    alice.mentions(GENERAL, SALARY)
    slack.quiet(0.5)

    monkeypatch.setenv("ROLEASSISTANT_SLACK_DATABASE", bot.settings.slack.database)
    monkeypatch.setenv("ROLEASSISTANT_INDEX", str(bot.settings.index))
    monkeypatch.setenv("ROLEASSISTANT_EMBEDDING_MODELS_FOLDER", str(models))
    feedback, cases = tmp_path / "feedback.jsonl", tmp_path / "cases.jsonl"
    assert run(["slack", "report", "--feedback", str(feedback), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [line["question"] for line in report["unanswered"]] == [SALARY]
    assert [line["expected"] for line in report["disliked"]] == [["5–7 years"]]
    assert "U0" not in json.dumps(report)

    assert run(["eval", "new", "--feedback", str(feedback), "--out", str(cases)]) == 0
    (suite,) = read_suites([cases])
    (case,) = suite.cases
    assert case.draft
    assert [turn.question for turn in case.turns] == [YEARS, "and P3?"]
    assert any("6–9 years" in wording for fact in case.turns[0].facts for wording in fact)
    assert case.turns[1].facts == (("5–7 years",),)
