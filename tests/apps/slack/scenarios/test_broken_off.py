"""What breaks off half way: nothing is done twice, nothing is left, and nobody is kept."""

from __future__ import annotations

import time

import pytest
import sqlalchemy as sql
from tests.apps.slack.scenarios.sessions import (
    COMPARE,
    GENERAL,
    HIRING,
    YEARS,
    HeldUp,
    Wording,
    answer_ids,
    answered,
    elements,
    private,
    refused_calls,
)

from roleassistant.apps.slack.demo.replies import broken, dropped, not_json, refused
from roleassistant.apps.slack.storage.tables import answers, jobs, threads
from roleassistant.indexing.library import Library

NAMING = "<@U0ROLEBOT> "


@pytest.fixture
def alice(slack):
    return slack.person("U0ALICE")


def in_direct(slack, person):
    return [m for m in slack.team.in_channel(person.direct) if m.by_app]


def drafted(slack, person):
    person.command("/role", "jobpost field sales P4", GENERAL)
    slack.wait(slack.modal)
    person.submits(slack.modal(), {})
    slack.wait(lambda: any(m.files for m in in_direct(slack, person)), 30, "the file is there")
    slack.quiet(1)


# Done, and not known to be done.


@pytest.mark.parametrize(
    "look", [broken(503), not_json(), dropped()], ids=["503", "no JSON", "connection lost"]
)
def test_what_cannot_be_looked_for_now_is_not_posted_again_now(slack, bot, alice, look):
    slack.script.add("chat.postMessage", dropped(applied=True))
    slack.script.add("conversations.replies", look, times=2)
    asked = alice.mentions(GENERAL, YEARS)
    slack.wait(lambda: len(slack.called("conversations.replies")) >= 3, 30, "it looked again")
    assert len(answered(slack, asked)) == 1


def test_what_people_say_meanwhile_is_not_taken_for_the_answer(slack, bot, alice):
    slack.script.add("chat.postMessage", dropped(applied=True))
    asked = alice.mentions(GENERAL, YEARS)
    slack.wait(lambda: slack.answers(GENERAL, asked.ts))
    slack.person("U0BO").says(GENERAL, "<@U0ALICE> good question", asked.ts)
    slack.wait(lambda: slack.called("conversations.replies"), 30, "it looked")
    slack.quiet()
    assert len(slack.answers(GENERAL, asked.ts)) == 1
    assert refused_calls(slack) == []


@pytest.mark.parametrize("at", ["line", "answer"])
def test_an_answer_that_goes_directly_goes_once(slack, bot, alice, at):
    elsewhere = lambda call: call["channel"] == GENERAL  # noqa: E731
    slack.script.add("chat.postMessage", refused("not_in_channel"), None, elsewhere)
    slack.script.add(
        "chat.postMessage",
        dropped(applied=True),
        1,
        lambda call: call["channel"] != GENERAL and bool(call.get("thread_ts")) == (at == "answer"),
    )
    alice.mentions(GENERAL, YEARS)
    slack.wait(lambda: answer_ids(in_direct(slack, alice)), 30, "it is answered")
    slack.quiet(1)
    assert len(in_direct(slack, alice)) == 2  # where it was asked, and the answer
    assert refused_calls(slack) == []


@pytest.mark.parametrize("method", ["files.completeUploadExternal", "chat.postMessage"])
def test_a_draft_of_a_job_post_is_given_once(slack, bot, alice, method):
    slack.script.add(method, dropped(applied=True))
    drafted(slack, alice)
    said = in_direct(slack, alice)
    assert sum(bool(m.files) for m in said) == 1
    assert sum(m.shown.startswith("Your job post draft") for m in said) == 1


@pytest.mark.parametrize("reply", [broken(503, applied=True), dropped(applied=True)])
def test_a_stream_whose_start_was_lost_becomes_the_answer(slack, bot, alice, reply):
    bot.running.runtime.service = Wording(bot.running.runtime.service, lambda number: None)
    slack.script.add("chat.startStream", reply)
    asked = alice.mentions(GENERAL, COMPARE)
    said = answered(slack, asked)
    slack.quiet(1)
    assert len(said) == 1
    assert "P5" in said[0].shown


# Taken back.


def test_who_is_forgotten_while_an_answer_is_made_is_not_kept(slack, bot, alice):
    running = bot.running
    held = running.runtime.service = HeldUp(running.runtime.service)
    asked = alice.asks(YEARS)
    slack.wait(lambda: held.asked)
    forgetting = alice.command("/role", "forget me", GENERAL)
    slack.wait(lambda: forgetting.settled)
    held.let_go.set()
    slack.quiet(1)
    kept = running.database.read(
        lambda c: [
            c.execute(sql.select(sql.func.count()).select_from(table)).scalar()
            for table in (answers, jobs, threads)
        ]
    )
    assert kept == [0, 0, 0]
    store = sql.create_engine(bot.settings.conversations)
    with store.connect() as connection:
        assert connection.execute(sql.text("select count(*) from threads")).scalar() == 0
    store.dispose()
    assert slack.answers(alice.direct, asked.ts) == []


def test_a_question_that_is_edited_while_it_waits_is_answered_as_it_reads_then(slack, bot, alice):
    slack.script.add("chat.postMessage", refused("internal_error"), times=None)
    asked = alice.mentions(GENERAL, YEARS)
    slack.wait(lambda: slack.called("chat.postMessage"))
    queue = bot.running.runtime.queue
    slack.wait(
        lambda: (
            queue._database.read(lambda c: c.execute(sql.select(jobs.c.worker)).scalar()) is None
        )
    )
    edit = alice.edits(asked, f"{NAMING}how many years does a P1 in field sales need?")
    time.sleep(0.3)
    del edit
    slack.script.clear()
    assert "P1" in answered(slack, asked)[0].shown
    assert "P5" not in slack.answers(GENERAL, asked.ts)[0].shown


@pytest.mark.parametrize("in_thread", [False, True], ids=["alone", "in a thread"])
def test_who_adds_the_forgotten_mention_is_answered(slack, bot, alice, in_thread):
    root = alice.says(GENERAL, "hello team").ts if in_thread else None
    asked = alice.says(GENERAL, YEARS, root)
    slack.quiet()
    alice.edits(asked, f"{NAMING}{YEARS}")
    assert len(answer_ids(answered(slack, asked))) == 1


def test_what_went_directly_goes_with_its_question(slack, bot, alice):
    slack.script.add("chat.postMessage", refused("restricted_action"))
    asked = alice.mentions(GENERAL, YEARS)
    slack.wait(lambda: answer_ids(in_direct(slack, alice)))
    slack.quiet()
    alice.deletes(asked)
    slack.wait(lambda: in_direct(slack, alice) == [], what="nothing is left")


def test_a_question_that_is_deleted_while_it_is_streamed_leaves_nothing(slack, bot, alice):
    wait = lambda number: time.sleep(0.4)  # noqa: E731
    bot.running.runtime.service = Wording(bot.running.runtime.service, wait)
    asked = alice.mentions(GENERAL, COMPARE)
    slack.wait(lambda: slack.answers(GENERAL, asked.ts))
    alice.deletes(asked)
    slack.quiet(1)
    assert slack.answers(GENERAL, asked.ts) == []


# Pressed twice.


def test_a_double_click_asks_once(slack, bot, alice):
    asked = alice.mentions(GENERAL, YEARS)
    said = answered(slack, asked)[0]
    button = elements(said, "ask")[0]["action_id"]
    alice.clicks(said, button)
    alice.clicks(said, button)
    slack.quiet(1)
    assert len(answer_ids(slack.answers(GENERAL, asked.ts))) == 2


def test_an_answer_that_is_shared_twice_has_its_sources_in_both_channels(slack, bot, alice):
    alice.command("/role", YEARS, HIRING)
    slack.wait(lambda: private(slack, HIRING))
    given = private(slack, HIRING)[0]
    for channel in (GENERAL, HIRING):
        alice.clicks(given, elements(given, "share")[0]["action_id"])
        slack.wait(slack.modal)
        alice.submits(slack.modal(), {"channel": channel})
        slack.quiet()
    shared = [m for c in (GENERAL, HIRING) for m in slack.answers(c) if not m.only_for]
    assert len(set(answer_ids(shared))) == 2
    bo = slack.person("U0BO")
    bo.clicks(shared[0], elements(shared[0], "citation")[0]["action_id"])
    slack.wait(lambda: slack.modal("U0BO"))
    assert "Field Sales" in str(slack.modal("U0BO").content)
    assert len(bot.running.runtime.traces.asked()) == 1


def test_without_an_index_the_form_of_job_posts_says_so(slack, started, alice, tmp_path, assistant):
    empty = type(assistant)(Library(tmp_path / "none"), encoder=lambda: None)
    started(empty)
    alice.command("/role", "jobpost", GENERAL)
    slack.wait(lambda: private(slack, GENERAL))
    assert "no profiles" in private(slack, GENERAL)[0].shown
