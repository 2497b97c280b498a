"""Questions that are deleted or edited: what was said to them goes, wherever it got to."""

from __future__ import annotations

import pytest
from tests.apps.slack.scenarios.sessions import (
    COMPARE,
    GENERAL,
    YEARS,
    HeldUp,
    Wording,
    answer_ids,
    answered,
    refused_calls,
)

from roleassistant.apps.slack import answering, renderings
from roleassistant.apps.slack.blocks.message import Message
from roleassistant.apps.slack.demo.replies import broken, dropped, not_json

P4 = "what is expected of a P4 in field sales?"


@pytest.fixture
def alice(slack):
    return slack.person("U0ALICE")


@pytest.fixture
def bo(slack):
    return slack.person("U0BO")


def in_direct(slack, person):
    return [m for m in slack.team.in_channel(person.direct) if m.by_app]


def test_an_answer_goes_with_its_question_though_slack_leaves_a_tombstone(slack, bot, alice):
    asked = alice.mentions(GENERAL, YEARS)
    answered(slack, asked)
    deletion = alice.deletes(asked)
    assert deletion.payload["event"]["subtype"] == "message_changed"
    slack.wait(lambda: slack.answers(GENERAL, asked.ts) == [], what="the answer is gone")


def test_with_a_follow_up_goes_its_own_answer_alone(slack, bot, alice):
    asked = alice.mentions(GENERAL, YEARS)
    first = answered(slack, asked)
    below = alice.says(GENERAL, "and P4?", asked.ts)
    answered(slack, asked, len(first) + 1)
    alice.deletes(below)
    slack.wait(lambda: len(slack.answers(GENERAL, asked.ts)) == len(first))
    slack.quiet()
    assert slack.answers(GENERAL, asked.ts) == first


@pytest.mark.parametrize("known", [True, False], ids=["it was told", "its answer was lost"])
def test_what_a_waiting_job_has_said_already_goes_with_its_question(slack, bot, alice, known):
    slack.script.add("chat.postMessage", dropped(applied=True))
    slack.script.add("conversations.replies", broken(503), times=1 if known else None)
    queue = bot.running.runtime.queue
    asked = alice.mentions(GENERAL, YEARS)
    slack.wait(lambda: slack.called("conversations.replies") if not known else True)
    slack.wait(lambda: slack.answers(GENERAL, asked.ts))
    alice.deletes(asked)
    slack.script.clear()
    slack.wait(lambda: slack.answers(GENERAL, asked.ts) == [], 30, "nothing is left")
    slack.quiet(1)
    assert slack.answers(GENERAL, asked.ts) == []
    assert queue.depth() == 0


def test_what_another_replica_is_answering_goes_with_its_question(slack, started, alice):
    one = started(workers=1)
    held = one.running.runtime.service = HeldUp(one.running.runtime.service)
    asked = alice.mentions(GENERAL, YEARS)
    slack.wait(lambda: held.at_once == 1)
    # The deletion reaches another replica, which can interrupt nothing here.
    queue = one.running.runtime.queue
    queue.withdraw(slack.team.id, GENERAL, asked.ts)
    held.let_go.set()
    slack.wait(lambda: queue.depth() == 0)
    slack.quiet()
    assert slack.answers(GENERAL, asked.ts) == []


# Streams of which nobody knows where they are.


@pytest.mark.parametrize(
    "look", [broken(503), not_json(), dropped()], ids=["503", "no JSON", "connection lost"]
)
def test_a_stream_that_cannot_be_looked_for_now_is_found_later(slack, bot, alice, look):
    bot.running.runtime.service = Wording(bot.running.runtime.service, lambda number: None)
    slack.script.add("chat.startStream", dropped(applied=True))
    slack.script.add("conversations.replies", look, times=2)
    asked = alice.mentions(GENERAL, COMPARE)
    slack.wait(lambda: len(slack.called("conversations.replies")) >= 3, 30, "it looked again")
    said = answered(slack, asked)
    slack.quiet(1)
    assert len(said) == 1
    assert not said[0].streaming
    assert "Trusted by chief executives" in said[0].shown


def test_where_an_answer_fails_nothing_of_it_is_left_beside_what_is_said(slack, bot, alice):
    def fail(number):
        if number == 2:
            raise RuntimeError

    bot.running.runtime.service = Wording(bot.running.runtime.service, fail)
    asked = alice.mentions(GENERAL, COMPARE)
    slack.wait(lambda: "could not answer" in " ".join(m.shown for m in slack.answers(GENERAL)))
    slack.quiet()
    (said,) = slack.answers(GENERAL, asked.ts)
    assert "could not answer" in said.shown
    assert not said.streaming


# Numbers that come again.


def test_who_asks_after_somebody_was_forgotten_is_answered(slack, bot, alice, bo):
    """The forgotten question's number is given to the next one while it is still worked at."""
    service = bot.running.runtime.service
    held = bot.running.runtime.service = HeldUp(service)
    alice.asks(YEARS)
    slack.wait(lambda: held.asked)
    forgetting = alice.command("/role", "forget me", GENERAL)
    slack.wait(lambda: forgetting.settled)
    asked = bo.asks(YEARS)
    slack.wait(lambda: len(held.asked) == 2)
    held.let_go.set()
    assert len(answer_ids(answered(slack, asked))) == 1
    assert slack.answers(alice.direct) == []


def test_a_second_draft_is_not_taken_for_the_first(slack, bot, alice):
    for number, level in enumerate(("P4", "P5"), 1):
        if number == 2:
            slack.script.add("chat.postMessage", dropped())
        alice.command("/role", f"jobpost field sales {level}", GENERAL)
        alice.submits(slack.wait(slack.modal), {})
        alice.closes(slack.modal())
        slack.wait(
            lambda n=number: sum(bool(m.files) for m in in_direct(slack, alice)) == n, 30, "drafted"
        )
        slack.quiet(1)
    leads = [m for m in in_direct(slack, alice) if m.shown.startswith("Your job post draft")]
    files = [m for m in in_direct(slack, alice) if m.files]
    assert [m.thread_ts for m in files] == [m.ts for m in leads]


# Parts.


def test_of_an_edited_answer_a_part_whose_posting_was_lost_is_not_posted_again(
    slack, bot, alice, monkeypatch
):
    rich = renderings.renderings

    def in_two(answer, answer_id, around):
        first, *others = rich(answer, answer_id, around)
        if "P4" in answer.question:
            first = (*first, Message("and more", ()))
        return (first, *others)

    monkeypatch.setattr(answering, "renderings", in_two)
    asked = alice.mentions(GENERAL, YEARS)
    answered(slack, asked)
    slack.script.add("chat.postMessage", dropped(applied=True))
    alice.edits(asked, f"<@U0ROLEBOT> {P4}")
    slack.wait(lambda: slack.called("conversations.replies"), 30, "it looked")
    slack.quiet(1)
    assert [m.text for m in slack.answers(GENERAL, asked.ts)][1:] == ["and more"]


def test_where_one_of_several_messages_was_deleted_no_other_is_left(slack, bot, alice):
    asked = alice.mentions(GENERAL, YEARS)
    (first,) = answered(slack, asked)
    slack.do(lambda: setattr(first, "deleted", True))  # by somebody who may delete anything
    alice.edits(asked, f"<@U0ROLEBOT> {P4}")
    again = slack.wait(lambda: slack.answers(GENERAL, asked.ts))
    slack.quiet()
    assert len(answer_ids(again)) == 1
    assert not [call for call in refused_calls(slack) if call[0] == "chat.postMessage"]
