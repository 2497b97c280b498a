"""What goes wrong between people, Slack and the bot: nothing is lost, doubled or leaked."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import replace

import pytest
import sqlalchemy as sql
from tests.apps.slack.scenarios.sessions import (
    COMPARE,
    GENERAL,
    YEARS,
    HeldUp,
    Saying,
    Wording,
    answer_ids,
    answered,
    each_answered,
    elements,
    of_the_inside,
    private,
    refused_calls,
)

from roleassistant.apps.slack import answering
from roleassistant.apps.slack.blocks.notices import busy
from roleassistant.apps.slack.demo import payloads
from roleassistant.apps.slack.demo.replies import (
    broken,
    dropped,
    late,
    not_json,
    rate_limited,
    refused,
)
from roleassistant.apps.slack.demo.requests import EVENT
from roleassistant.apps.slack.storage.tables import feedback
from roleassistant.domain.answer import Fact, Facts, Remark, Table, TableRow

SECRET = "the key is in the drawer"


@pytest.fixture
def alice(slack):
    return slack.person("U0ALICE")


def post(slack, event):
    """An event as Slack sends it, of which nothing here makes a person's deed."""
    payload = payloads.event_callback(slack.team, event)
    return slack.do(lambda: slack.courier.post(EVENT, payload))


# 1 to 3: the same thing told more than once.


def test_an_event_that_comes_three_times_is_answered_once(slack, bot, alice):
    asked = alice.asks(YEARS, copies=3)
    assert len(answer_ids(answered(slack, asked))) == 1
    assert slack.deliveries[-1].attempts == 3


def test_a_retry_whose_first_copy_was_lost_is_answered(slack, bot, alice):
    asked = alice.asks(YEARS, first_lost=True)
    assert len(answer_ids(answered(slack, asked))) == 1


def test_a_mention_that_also_comes_as_a_message_is_answered_once(slack, bot, alice):
    asked = alice.mentions(GENERAL, YEARS)
    assert len(answer_ids(answered(slack, asked))) == 1
    kinds = [delivery.payload["event"]["type"] for delivery in slack.deliveries]
    assert kinds == ["app_mention", "message"]


# 4 and 5: what is no question.


def test_other_bots_and_slackbot_are_not_answered(slack, bot, alice):
    slack.team.join("U0OTHER", "other", "Other Bot", is_bot=True)
    slack.team.channels[GENERAL].members.add("U0OTHER")
    other = slack.person("U0OTHER")
    first = alice.mentions(GENERAL, YEARS)
    count = len(answered(slack, first))
    for _ in range(5):
        other.mentions(GENERAL, COMPARE)
        other.mentions(GENERAL, COMPARE, first.ts)
        other.asks(COMPARE)
    slack.person("USLACKBOT").asks(COMPARE)
    slack.quiet(0.7)
    assert len([m for m in slack.team.messages.values() if m.user == "U0ROLEBOT"]) == count


def test_joins_and_empty_messages_are_left_alone(slack, bot, alice):
    common = {"type": "message", "channel": alice.direct, "channel_type": "im"}
    join = {"subtype": "channel_join", "user": alice.id, "text": "joined", "ts": "1.0001"}
    empty = {"user": alice.id, "text": "   ", "ts": "1.0002"}
    deliveries = [post(slack, {**common, **event}) for event in (join, empty)]
    slack.wait(lambda: all(delivery.settled for delivery in deliveries))
    slack.quiet()
    assert all(delivery.attempts == 1 for delivery in deliveries)
    assert slack.called("chat.postMessage") == []


@pytest.mark.parametrize("text", ["", "   "], ids=["bare", "blanks"])
def test_who_only_mentions_it_is_told_how_to_ask(slack, bot, alice, text):
    asked = alice.mentions(GENERAL, text)
    assert "/role" in answered(slack, asked)[0].shown


def test_who_only_sends_a_file_is_told_how_to_ask(slack, bot, alice):
    asked = alice.says(alice.direct, "", files=[{"id": "F1", "name": "cv.pdf"}])
    assert "/role" in answered(slack, asked)[0].shown


# 6: every kind of direct message.


def test_direct_messages_below_another_and_in_the_older_pane_are_answered(slack, bot, alice):
    top = alice.asks(YEARS)
    assert answer_ids(answered(slack, top))
    below = alice.asks("and P4?", top.ts)
    assert len(answer_ids(answered(slack, below, 2))) == 2
    root = alice.opens_assistant()
    assert answer_ids(answered(slack, alice.asks(YEARS, root)))


# 7, 8: many at a time.


def test_a_command_is_acknowledged_while_ten_answers_take_their_time(slack, bot, alice):
    held = bot.running.runtime.service = HeldUp(bot.running.runtime.service)
    asked = [slack.person(f"U0P{number}").asks(YEARS) for number in range(10)]
    slack.wait(lambda: held.at_once == bot.settings.slack.workers)
    delivery = alice.command("/role", "help")
    slack.wait(lambda: delivery.acknowledged)
    assert held.at_once == bot.settings.slack.workers
    held.let_go.set()
    assert [len(answer_ids(answers)) for answers in each_answered(slack, asked)] == [1] * 10


def test_questions_of_one_thread_are_answered_in_their_order(slack, bot, alice):
    held = bot.running.runtime.service = HeldUp(bot.running.runtime.service)
    first = alice.mentions(GENERAL, YEARS)
    slack.wait(lambda: held.at_once == 1)
    slack.person("U0BO").mentions(GENERAL, COMPARE, first.ts)
    slack.wait(lambda: all(delivery.settled for delivery in slack.deliveries))
    held.let_go.set()
    answers = answered(slack, first, 2)
    assert "12+ years" in answers[0].shown
    assert held.asked == [YEARS, COMPARE]
    assert held.most_at_once == 1


# 9: what the Web API answers instead.

REPLIES = {
    "429": rate_limited(1),
    "500": broken(500),
    "503, though it was posted": broken(503, applied=True),
    "connection lost": dropped(),
    "connection lost, though it was posted": dropped(applied=True),
    "no JSON": not_json(),
    "internal_error": refused("internal_error"),
    "no answer in time": late(3.0),
}
# All of them for what shows the answer, some for each of the others; the command that makes the
# table of docs/slack.md tries every pair.
CALLS = [("chat.postMessage", name) for name in REPLIES] + [
    (method, name)
    for method in ("assistant.threads.setStatus", "assistant.threads.setTitle", "auth.test")
    for name in ("500", "connection lost", "no JSON")
]


@pytest.mark.parametrize(("method", "name"), CALLS)
def test_whatever_a_method_answers_the_question_is_answered_once(slack, started, method, name):
    slack.courier.patience, slack.courier.retry_after = 1.0, (0.0, 0.5, 1.0)
    slack.script.add(method, REPLIES[name])
    bot = started()
    bot.running.runtime.client.timeout = 1
    asked = slack.person().asks(YEARS)
    answers = answered(slack, asked, seconds=25)
    assert len(answer_ids(answers)) == 1
    assert len(answers) == 1
    assert of_the_inside(slack) == []


# 10: streams.


def wording(bot, between=lambda number: None):
    bot.running.runtime.service = Wording(bot.running.runtime.service, between)


def test_what_is_slow_is_streamed_and_ends_with_its_sources(slack, bot, alice):
    wording(bot)
    asked = alice.mentions(GENERAL, YEARS)
    answers = answered(slack, asked)
    assert answers[0].stream_ended == "stopped"
    assert "12+ years" in answers[0].markdown
    assert elements(answers[-1], "citation")
    assert refused_calls(slack) == []


@pytest.mark.parametrize("pause", [1, 99], ids=["between pieces", "before the end"])
def test_a_stream_that_slack_ends_early_still_shows_all_of_it_once(slack, bot, alice, pause):
    slack.stream_lifetime = 0.3

    def between(number):
        if number >= 1 and (pause == 1 or number == 3):
            time.sleep(0.5)

    wording(bot, between)
    asked = alice.mentions(GENERAL, COMPARE)
    answers = answered(slack, asked)
    shown = "\n".join(message.shown for message in answers)
    assert shown.count("Trusted by chief executives and boards") == 1
    assert not any(message.streaming for message in answers)


@pytest.mark.parametrize("method", ["chat.startStream", "chat.appendStream", "chat.stopStream"])
@pytest.mark.parametrize("name", ["500", "connection lost"])
def test_where_streaming_fails_the_answer_comes_whole(slack, bot, alice, method, name):
    wording(bot, lambda number: time.sleep(0.05))
    slack.script.add(method, REPLIES[name])
    asked = alice.mentions(GENERAL, COMPARE)
    answers = answered(slack, asked, seconds=25)
    shown = "\n".join(message.shown for message in answers)
    assert shown.count("Trusted by chief executives and boards") == 1
    assert elements(answers[-1], "citation")
    assert not any(message.streaming for message in answers)
    assert of_the_inside(slack) == []


# 11, 12: answers that do not come.


def test_who_presses_stop_gets_no_answer_and_can_ask_again(slack, bot, alice):
    held = bot.running.runtime.service = HeldUp(bot.running.runtime.service)
    asked = alice.asks(YEARS)
    slack.wait(lambda: held.at_once == 1)
    slack.wait(lambda: slack.team.statuses.get((alice.direct, asked.ts)))
    alice.stops(alice.direct, asked.ts)
    slack.wait(lambda: not slack.team.statuses)
    held.let_go.set()
    slack.quiet()
    assert answer_ids(slack.answers(alice.direct, asked.ts)) == []
    assert answer_ids(answered(slack, alice.asks(YEARS)))


def test_an_answer_that_fails_is_told_without_why(slack, bot, alice):
    failing = HeldUp(bot.running.runtime.service, lambda question: RuntimeError(SECRET))
    failing.let_go.set()
    bot.running.runtime.service = failing
    asked = alice.asks(YEARS)
    answer = answered(slack, asked)[0]
    assert "could not answer" in answer.shown
    assert SECRET not in answer.shown
    assert of_the_inside(slack) == []
    assert not slack.team.statuses


def test_an_answer_that_hangs_is_given_up_and_told(slack, bot, alice, monkeypatch):
    monkeypatch.setattr(answering, "HANGS_AFTER_SECONDS", 0.4)
    held = bot.running.runtime.service = HeldUp(bot.running.runtime.service)
    asked = alice.asks(YEARS)
    assert "could not answer" in answered(slack, asked)[0].shown
    assert not slack.team.statuses
    held.let_go.set()


# 13: long, wide and strange answers.


def long_fact(size):
    words = "Négocie 価格 👩🏽‍💻 with ```code``` & <tags> ".split(" ")
    text, number = "", 0
    while len(text) < size:
        text += f"{words[number % len(words)]}{number} "
        number += 1
    return text.strip()


@pytest.mark.parametrize("size", [3_001, 12_001, 40_001])
def test_a_long_answer_is_split_and_loses_no_word(slack, bot, alice, size):
    text = long_fact(size)
    facts = tuple(Fact(part, ("1",)) for part in _parts(text, 2_500))
    bot.running.runtime.service = Saying(
        bot.running.runtime.service, lambda answer: replace(answer, blocks=(Facts(facts),))
    )
    asked = alice.asks(YEARS)
    answers = answered(slack, asked, seconds=30)
    shown = _plain("".join(message.shown for message in answers))
    lacking = [word for word in text.split() if _plain(word) not in shown]
    assert lacking == []
    assert refused_calls(slack) == []


def test_a_wide_table_is_split_and_loses_no_cell(slack, bot, alice):
    columns = tuple(f"L{number}" for number in range(30))
    rows = tuple(
        TableRow(f"row {row}", tuple((Fact(f"cell {row}.{n}.", ("1",)),) for n in range(30)))
        for row in range(12)
    )
    bot.running.runtime.service = Saying(
        bot.running.runtime.service,
        lambda answer: replace(answer, blocks=(Table(columns, rows),)),
    )
    answers = answered(slack, alice.asks(YEARS), seconds=30)
    shown = "\n".join(message.shown for message in answers)
    cells = [f"cell {row}.{n}." for row in range(12) for n in range(30)]
    assert [cell for cell in cells if cell not in shown] == []
    assert refused_calls(slack) == []


def _parts(text, size):
    words, part = text.split(" "), ""
    for word in words:
        if len(part) + len(word) > size:
            yield part.strip()
            part = ""
        part += word + " "
    yield part.strip()


def _plain(text):
    for entity, letter in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
        ("\\", ""),
        ("\u200b", ""),
    ):
        text = text.replace(entity, letter)
    return "".join(letter for letter in text if letter.isalnum())


# 14: what profiles and people say is no markup.

HOSTILE = "<!channel> <@U0BO> <https://evil.example|click> *bold* &lt;!here&gt; <!subteam^S1>"


def test_markup_in_profiles_and_questions_is_inert(slack, bot, alice):
    fact = Fact(f"Sells {HOSTILE} things", ("1",), label=HOSTILE, note=HOSTILE)
    row = TableRow(HOSTILE, ((fact,),))
    bot.running.runtime.service = Saying(
        bot.running.runtime.service,
        lambda answer: replace(
            answer,
            blocks=(Remark(HOSTILE), Facts((fact, fact)), Table((HOSTILE,), (row,))),
            suggestions=(HOSTILE,),
        ),
    )  # fmt: skip
    answers = answered(slack, alice.mentions(GENERAL, f"{YEARS} {HOSTILE}"))
    alice.command("/role", f"{YEARS} {HOSTILE}", GENERAL)
    slack.wait(lambda: private(slack, GENERAL))
    slack.quiet()
    for message in [*answers, *private(slack, GENERAL)]:
        for text in marked_up(message):
            assert not any(sign in text for sign in ("<!", "<@U0BO", "<https://evil", "<!subteam"))


def marked_up(message):
    """Every text of a message in which Slack looks for markup."""
    found = [message.text, message.markdown]

    def walk(value):
        if isinstance(value, list):
            for part in value:
                walk(part)
        elif isinstance(value, dict):
            if value.get("type") in ("mrkdwn", "markdown"):
                found.append(value["text"])
            if value.get("type") in ("broadcast", "usergroup"):
                found.append("<!")
            for part in value.values():
                walk(part)

    walk(message.blocks)
    return found


# 15: who asks, and where, decides what may be shown.


def test_in_a_channel_nobody_has_the_rights_that_they_have_alone(slack, started, alice):
    bot = started(groups=(("S0HR", "hr"),))
    slack.team.groups["S0HR"] = {alice.id}
    seen = []
    service = bot.running.runtime.service

    class Watched:
        def answer(self, question, asker, watch=None):
            seen.append(asker.groups)
            return service.answer(question, asker, watch)

        def __getattr__(self, name):
            return getattr(service, name)

    bot.running.runtime.service = Watched()
    answered(slack, alice.mentions(GENERAL, YEARS))
    answered(slack, alice.asks(YEARS))
    answered(slack, slack.person("U0BO").asks(YEARS))
    alice.command("/role", YEARS, GENERAL)
    slack.wait(lambda: private(slack, GENERAL))
    assert seen == [frozenset(), frozenset({"hr"}), frozenset(), frozenset({"hr"})]


# 16: channels that take no answer.


@pytest.mark.parametrize(
    "error", ["not_in_channel", "is_archived", "channel_not_found", "restricted_action"]
)
def test_where_it_may_not_post_the_asker_is_answered_directly(slack, bot, alice, error):
    slack.script.add("chat.post*", refused(error), None, lambda call: call["channel"] == GENERAL)
    alice.mentions(GENERAL, YEARS)
    slack.wait(lambda: answer_ids(slack.answers(alice.direct)))
    slack.quiet()
    assert len(answer_ids(slack.answers(alice.direct))) == 1
    assert slack.answers(GENERAL) == []


# 18: connections.


@pytest.mark.parametrize("how", ["refresh", "warning", "close", "abort"])
def test_what_is_asked_while_the_connection_ends_is_answered_once(slack, bot, alice, how):
    asked = [alice.mentions(GENERAL, YEARS)]
    slack.end_connections(how)
    asked += [slack.person(f"U0P{number}").mentions(GENERAL, YEARS) for number in range(3)]
    assert [len(answer_ids(answers)) for answers in each_answered(slack, asked)] == [1] * 4


@pytest.mark.slow
def test_of_a_burst_of_a_thousand_events_every_question_is_answered_once(slack, started, alice):
    started(queue=500)
    questions = []
    for number in range(1_000):
        person = slack.person(f"U0P{number % 40}")
        if number % 50 == 7:
            questions.append(person.mentions(GENERAL, YEARS))
        else:
            person.says(GENERAL, f"we meet at {number}")
    slack.wait(lambda: all(one.settled for one in slack.deliveries), 60, "all is acknowledged")
    assert all(delivery.acknowledged for delivery in slack.deliveries)
    assert [len(answer_ids(said)) for said in each_answered(slack, questions)] == [1] * 20


# 20, 21: workspaces.


@pytest.fixture
def two_teams(slack, started):
    other = slack.add_team("T0BETA", "Beta", "beta")
    bot = started(by_oauth=True)
    for team in ("T0ACME", "T0BETA"):
        bot.install(team)
    return bot, slack.person("U0ALICE"), slack.person("U0ALICE", other)


def said_in(team):
    return [m for m in team.messages.values() if m.by_app and m.user == "U0ROLEBOT"]


def test_a_workspace_whose_token_was_revoked_takes_no_other_along(slack, two_teams):
    _, of_acme, of_beta = two_teams
    slack.courier.retry_after = (0.0,)
    token = slack.installations.token_of("T0ACME")
    slack.installations.revoked.add(token)
    of_acme.asks(YEARS)
    of_beta.asks(YEARS)
    slack.wait(lambda: said_in(of_beta.team))
    slack.quiet()
    assert said_in(of_acme.team) == []
    assert len(answer_ids(said_in(of_beta.team))) == 1


def test_a_workspace_that_never_installed_it_gets_nothing(slack, two_teams):
    unknown = slack.add_team("T0GAMMA", "Gamma", "gamma")
    slack.person("U0ALICE", unknown).asks(YEARS)
    slack.quiet()
    assert said_in(unknown) == []


def test_the_same_thread_in_two_workspaces_is_two_conversations(slack, two_teams):
    _, of_acme, of_beta = two_teams
    asked = of_acme.asks("what is expected of a P5 in field sales?")
    slack.wait(lambda: said_in(of_acme.team))
    root = replace(asked)
    of_beta.team.say(root)
    of_beta.asks("and P4?", asked.ts)
    slack.wait(lambda: said_in(of_beta.team))
    slack.quiet()
    assert "Field Sales" not in said_in(of_beta.team)[-1].shown.partition("Ask next")[0]


# 22: permits that have run out, and buttons pressed twice.


def test_a_source_whose_trigger_expired_opens_nothing_and_breaks_nothing(slack, bot, alice):
    answer = answered(slack, alice.asks(YEARS))[-1]
    slack.triggers.lifetime = 0.0
    delivery = alice.clicks(answer, "citation", *_first_source(answer))
    slack.wait(lambda: delivery.acknowledged)
    slack.quiet()
    assert slack.modal() is None
    assert of_the_inside(slack) == []
    (told,) = [m for m in slack.answers(alice.direct) if m.only_for == alice.id]
    assert "once more" in told.shown


@pytest.mark.parametrize("where", ["command", "Home tab"])
def test_who_asks_for_a_form_that_does_not_open_is_told(slack, bot, alice, where):
    alice.opens_home()
    home = slack.wait(lambda: slack.team.homes.get(alice.id))
    slack.triggers.lifetime = 0.0
    if where == "command":
        alice.command("/role", "jobpost field sales", GENERAL)
        told = slack.wait(lambda: private(slack, GENERAL))
    else:
        alice.clicks(home, "job_post")
        told = slack.wait(lambda: slack.answers(alice.direct))
    assert "once more" in told[0].shown
    assert slack.modal() is None


def test_a_command_whose_response_url_expired_is_answered_directly(slack, bot, alice):
    slack.response_urls.lifetime = 0.0
    alice.command("/role", YEARS, GENERAL)
    slack.wait(lambda: answer_ids(slack.answers(alice.direct)))
    slack.quiet()
    assert len(answer_ids(slack.answers(alice.direct))) == 1


def test_feedback_that_is_pressed_twice_is_kept_once(slack, bot, alice):
    answer = answered(slack, alice.asks(YEARS))[-1]
    for _ in range(2):
        delivery = alice.clicks(answer, "feedback", chosen="positive", copies=2)
        slack.wait(lambda one=delivery: one.acknowledged)
    slack.quiet()
    rows = bot.running.database.read(lambda c: c.execute(sql.select(feedback)).all())
    assert len(rows) == 1


def _first_source(answer):
    part = elements(answer, "citation")[0]
    return [part["options"][0]["value"]] if "options" in part else []


# 23: more than it can take.


def test_when_the_queue_is_full_each_is_answered_or_told_and_none_is_both(slack, started):
    bot = started(queue=6, workers=1)
    held = bot.running.runtime.service = HeldUp(bot.running.runtime.service)
    asked = [slack.person(f"U0P{number}").asks(YEARS) for number in range(20)]
    slack.wait(lambda: all(one.settled for one in slack.deliveries))
    held.let_go.set()
    told = 0
    for answers in each_answered(slack, asked):
        is_told = [m for m in answers if m.text == busy().text]
        assert len(answer_ids(answers)) + len(is_told) == 1
        told += len(is_told)
    assert told == 14


def test_while_the_store_is_locked_commands_are_told_in_time_and_questions_wait(
    slack, bot, alice, tmp_path
):
    slack.courier.retry_after = (0.0, 3.0, 3.0, 3.0)
    lock = sqlite3.connect(tmp_path / "slack.sqlite", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    people = [slack.person(f"U0P{number}") for number in range(6)]
    asked = [one.mentions(GENERAL, YEARS) for one in people]
    commands = [
        one.command("/role", said, GENERAL) for one in people for said in (YEARS, "forget me")
    ]
    slack.wait(lambda: all(one.settled for one in commands))
    lock.execute("COMMIT")
    lock.close()
    assert all("ask again" in (one.response or {}).get("text", "") for one in commands)
    assert [len(answer_ids(said)) for said in each_answered(slack, asked)] == [1] * 6
    assert of_the_inside(slack) == []
