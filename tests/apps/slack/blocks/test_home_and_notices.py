"""The Home tab and what the bot says of itself."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.apps.slack.blocks.checks import check_messages, check_view
from tests.apps.slack.blocks.made import any_words
from tests.apps.slack.blocks.test_modals import role

from roleassistant.apps.slack.blocks import notices
from roleassistant.apps.slack.blocks.home import Household, home_view


@given(st.lists(any_words, max_size=8), st.lists(any_words, max_size=8), st.integers(0, 60))
def test_slack_takes_any_home(first, recent, count):
    roles = [role(f"F.R{n}", f"Role {n} <!channel> {'long ' * 40}") for n in range(count)]
    check_view(home_view(Household(roles, first, recent)))


def test_the_home_counts_what_this_user_may_see():
    roles = [role("S.FIELD", "Field Sales"), role("E.BACK", "Backend")]
    shown = json.dumps(home_view(Household(roles, keep_days=7)), ensure_ascii=False)
    assert "2 roles, 2 levels, " in shown
    assert "2 pages" in shown
    assert "Field Sales" in shown
    assert " — P3 to P4" in shown
    assert "kept for 7 days" in shown


def test_the_home_offers_what_was_asked_last_again():
    asked = ("what separates P3 from P4?",)
    view = home_view(Household([role()], recent=asked))
    (again,) = [
        element
        for block in view["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"] == "ask.100"
    ]
    assert again["value"] == asked[0]


def test_forgetting_is_asked_about_once_more():
    view = home_view(Household(()))
    (forget,) = [
        element
        for block in view["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"] == "forget_me"
    ]
    assert forget["confirm"]["confirm"]["text"] == "Forget me"


@given(any_words, st.lists(any_words, max_size=6))
def test_slack_takes_every_notice(text, questions):
    for message in (
        notices.help_message("/role", text),
        notices.help_message(follow_ups=False, job_posts=False),
        notices.welcome(questions),
        notices.failed(text, text),
        notices.lost(text),
        notices.not_here(text),
    ):
        check_messages([message])
    prompts = notices.prompts(questions)
    assert len(prompts) <= 4
    assert all(len(prompt["title"]) <= 75 for prompt in prompts)


@pytest.mark.parametrize(
    "notice", [notices.busy, notices.how_to_compare, notices.no_index, notices.stopped]
)
def test_every_notice_is_a_message_by_itself(notice):
    check_messages([notice()])


def test_a_failure_tells_its_id_and_nothing_else_of_it():
    shown = notices.failed("7f3a91", "why?").text
    assert "7f3a91" in shown
    assert "why?" in shown


def test_a_question_that_was_lost_can_be_asked_again_by_a_button():
    (actions,) = [b for b in notices.lost("what is P4?").blocks if b["type"] == "actions"]
    assert actions["elements"][0]["value"] == "what is P4?"


def test_help_leaves_out_what_is_turned_off():
    told = notices.help_message(follow_ups=False, job_posts=False).text
    assert "jobpost" not in told
    assert "if you mention me again" in told
