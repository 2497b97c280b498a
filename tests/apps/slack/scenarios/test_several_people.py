"""Threads of several people, and forms that lead to a document."""

from __future__ import annotations

import json

import pytest
from tests.apps.slack.scenarios.sessions import GENERAL, YEARS, answered


@pytest.fixture
def alice(slack):
    return slack.person("U0ALICE")


@pytest.fixture
def bo(slack):
    return slack.person("U0BO")


def test_somebody_else_can_follow_up_on_what_everybody_read(slack, bot, alice, bo):
    asked = alice.mentions(GENERAL, YEARS)
    first = len(answered(slack, asked))
    bo.says(GENERAL, "and P4?", asked.ts)
    told = answered(slack, asked, first + 1)[first:]
    assert "6–9" in told[0].shown
    alice.says(GENERAL, "and P3?", asked.ts)
    told = answered(slack, asked, first + len(told) + 1)[first + len(told) :]
    assert "4–6" in told[0].shown


def test_what_somebody_told_of_themselves_is_not_told_of_another(slack, bot, alice, bo):
    said = "I have 2 years behind me and close deals alone. Which level of field sales am I?"
    asked = alice.mentions(GENERAL, said)
    first = len(answered(slack, asked))
    bo.says(GENERAL, "which level of field sales am I?", asked.ts)
    told = answered(slack, asked, first + 1)[first:]
    shown = " ".join(message.shown for message in told)
    assert "2 years" not in shown
    assert "close deals alone" not in shown


def test_a_job_post_is_drafted_as_a_document_in_the_askers_own_messages(slack, bot, alice):
    alice.command("/role", "jobpost field sales P4", GENERAL)
    form = slack.wait(lambda: slack.modal("U0ALICE"))
    assert alice.submits(form, {"tone": "formal"}) == {}
    told = json.dumps(slack.modal("U0ALICE").content)
    assert "Account Executive / Field Sales, P4" in told
    assert "Messages tab" in told
    files = slack.wait(lambda: slack.team.files)
    slack.quiet(0.5)
    assert [one["name"] for one in files.values()] == ["DIRECT.FIELDSALES.P4-job-post.docx"]
    shown = " ".join(message.shown for message in slack.answers(alice.direct))
    assert "To fill in" in shown
    assert "Your job post draft: Account Executive / Field Sales, P4" in shown
    assert "DIRECT.FIELDSALES" not in shown
    assert slack.answers(GENERAL) == []


def test_where_no_file_may_be_uploaded_the_draft_comes_as_messages(slack, bot, alice):
    from roleassistant.apps.slack.demo.replies import refused

    slack.script.add("files.getUploadURLExternal", refused("missing_scope"), None)
    alice.command("/role", "jobpost field sales P4", GENERAL)
    form = slack.wait(lambda: slack.modal("U0ALICE"))
    alice.submits(form, {})
    slack.wait(lambda: len(slack.answers(alice.direct)) >= 3)
    slack.quiet(0.5)
    shown = " ".join(message.shown for message in slack.answers(alice.direct))
    assert "Sources" in shown or "profiles/" in shown or ".txt:" in shown


def test_compare_alone_is_told_what_it_lacks(slack, bot, alice):
    alice.command("/role", "compare", GENERAL)
    told = slack.wait(lambda: slack.answers(GENERAL))
    assert "compare ROLE LEVEL LEVEL" in told[-1].shown


def test_home_remembers_questions_and_not_what_went_on_with_them(slack, bot, alice):
    asked = alice.asks("What separates P4 from P5?")
    answered(slack, asked)
    alice.asks("DIRECT.FIELDSALES")  # as a menu says it
    second = alice.asks("what about P3?")
    answered(slack, second)
    alice.opens_home()
    home = slack.wait(lambda: slack.team.homes.get("U0ALICE"))
    again = [
        part["value"]
        for block in home.content["blocks"]
        if block["type"] == "actions"
        for part in block["elements"]
        if part["action_id"].startswith("ask.10")
    ]
    assert again[0] == "What separates P4 from P5?"
    assert not {"what about P3?", "DIRECT.FIELDSALES"} & set(again)
