"""The bot as a program: killed, started again, and several at once."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest
import sqlalchemy as sql
from tests.apps.slack.scenarios.bot import Bot
from tests.apps.slack.scenarios.sessions import (
    GENERAL,
    YEARS,
    answer_ids,
    each_answered,
    of_the_inside,
)

from roleassistant.apps.slack.demo.replies import dropped, late
from roleassistant.apps.slack.storage.tables import tables

pytestmark = pytest.mark.fault
QUESTIONS = 12


@pytest.fixture
def bots():
    started: list[Bot] = []
    yield started
    for bot in started:
        if bot.process is not None:
            bot.kill()


@pytest.fixture
def run(slack, bots, bundled_index: Path, models: Path, tmp_path: Path):
    """Runs a bot; all of a test share one database."""

    def start(**environment):
        settings = {"ROLEASSISTANT_EMBEDDING_MODELS_FOLDER": str(models), **environment}
        bots.append(Bot(slack, bundled_index, tmp_path, settings))
        return bots[-1].start()

    return start


def ask_all(slack):
    return [slack.person(f"U0P{n}").mentions(GENERAL, YEARS) for n in range(QUESTIONS)]


def acknowledged(slack):
    return all(delivery.acknowledged for delivery in slack.deliveries)


def test_what_was_acknowledged_before_a_kill_is_answered_once_after_it(slack, run):
    first = run(ROLEASSISTANT_SLACK_WORKERS="1")
    asked = ask_all(slack)
    slack.wait(lambda: acknowledged(slack), 30, "all is acknowledged")
    slack.wait(lambda: slack.answers(GENERAL), 30, "the first is answered")
    first.kill()
    before = sum(bool(slack.answers(GENERAL, question.ts)) for question in asked)
    assert before < QUESTIONS, "it was too quick to be killed in between"
    run()
    assert [len(answer_ids(said)) for said in each_answered(slack, asked)] == [1] * QUESTIONS
    assert of_the_inside(slack) == []


def test_a_kill_between_posting_and_writing_it_down_doubles_nothing(slack, run):
    # The answer of the call is held back, so that the message is there and the bot does not know.
    slack.script.add("chat.postMessage", dropped(applied=True), times=None)
    first = run()
    asked = slack.person().mentions(GENERAL, YEARS)
    slack.wait(lambda: slack.answers(GENERAL, asked.ts), 30, "it is posted")
    first.kill()
    slack.script.clear()
    run()
    slack.wait(lambda: slack.called("conversations.replies"), 60, "it looks for what it posted")
    time.sleep(1)
    assert len(slack.answers(GENERAL, asked.ts)) == 1


def test_who_is_told_to_end_finishes_what_it_began(slack, run):
    bot = run()
    asked = ask_all(slack)
    slack.wait(lambda: acknowledged(slack), 30, "all is acknowledged")
    assert bot.stop() == 0
    assert not slack.courier.sockets
    answered_before = sum(len(answer_ids(slack.answers(GENERAL, q.ts))) for q in asked)
    run()
    assert [len(answer_ids(said)) for said in each_answered(slack, asked)] == [1] * QUESTIONS
    assert answered_before >= 1


def test_over_http_too_it_finishes_what_it_began(slack, bots, bundled_index, models, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"ROLEASSISTANT_EMBEDDING_MODELS_FOLDER": str(models)}
    arguments = ("--http", "--port", str(port))
    bot = Bot(slack, bundled_index, tmp_path, settings, arguments)
    bots.append(bot)
    bot.start(lambda: "Listening" in bot.said())
    slack.request_url = f"http://127.0.0.1:{port}/slack/events"
    slack.script.add("chat.postMessage", late(2.0), times=None)
    asked = slack.person().mentions(GENERAL, YEARS)
    slack.wait(lambda: acknowledged(slack), 30, "it is acknowledged")
    slack.wait(lambda: slack.called("chat.postMessage"), 30, "it is at it")
    assert bot.stop() == 0
    assert len(answer_ids(slack.answers(GENERAL, asked.ts))) == 1


@pytest.mark.parametrize("store", ["SQLite", "PostgreSQL"])
def test_two_processes_with_one_database_share_the_work(slack, run, bots, request, store):
    settings = {}
    if store == "PostgreSQL":
        url = request.getfixturevalue("postgresql")
        engine = sql.create_engine(url)
        tables.drop_all(engine)
        engine.dispose()
        settings["ROLEASSISTANT_SLACK_DATABASE"] = url
    run(**settings)
    run(**settings)
    asked = [slack.person(f"U0P{n}").mentions(GENERAL, YEARS, copies=3) for n in range(QUESTIONS)]
    assert [len(answer_ids(said)) for said in each_answered(slack, asked)] == [1] * QUESTIONS
    assert not any("Traceback" in bot.said() for bot in bots)
