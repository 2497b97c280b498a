"""The same over HTTP: requests that are really signed, and those that are not."""

from __future__ import annotations

import json
import time

import httpx
import pytest
from tests.apps.slack.scenarios.sessions import GENERAL, YEARS, answer_ids, answered, private

from roleassistant.apps.slack.demo import payloads
from roleassistant.apps.slack.demo.requests import EVENT, encoded, signature
from roleassistant.apps.slack.demo.workspace import Message


@pytest.fixture
def bot(started):
    return started(over_http=True)


@pytest.fixture
def alice(slack, bot):
    return slack.person("U0ALICE")


def an_event(slack, text="what is a P5?"):
    event = {
        "type": "message", "channel_type": "im", "channel": "D0ALICE", "user": "U0ALICE",
        "text": text, "ts": "1700000000.000100",
    }  # fmt: skip
    return encoded(EVENT, payloads.event_callback(slack.team, event))


def seal(slack, body, at=None):
    return signature(slack.signing_secret, body, at)


def post(slack, body, kind="application/json", headers=None):
    return httpx.post(
        slack.request_url, content=body, headers={"Content-Type": kind, **(headers or {})}
    )


def test_questions_commands_and_buttons_work_over_http(slack, alice):
    asked = alice.mentions(GENERAL, YEARS)
    assert len(answer_ids(answered(slack, asked))) == 1
    alice.command("/role", YEARS, GENERAL)
    slack.wait(lambda: private(slack, GENERAL))
    alice.clicks(answered(slack, asked)[-1], "feedback", chosen="negative")
    assert slack.wait(slack.modal)
    assert all(delivery.status == 200 for delivery in slack.deliveries)


def test_a_request_that_is_replayed_is_answered_once(slack, bot, alice):
    body, kind = an_event(slack, YEARS)
    alice.team.say(_message(alice))
    headers = seal(slack, body)
    assert [post(slack, body, kind, headers).status_code for _ in range(3)] == [200] * 3
    slack.quiet()
    assert len(answer_ids(slack.answers(alice.direct))) == 1


def _message(alice):
    return Message(alice.direct, "1700000000.000100", alice.id, YEARS)


WRONG = {
    "of another app": lambda slack, body: signature("of another", body),
    "five minutes old": lambda slack, body: signature(
        slack.signing_secret, body, time.time() - 301
    ),
    "from the future": lambda slack, body: seal(slack, body, time.time() + 400),
    "absent": lambda slack, body: {},
    "of another body": lambda slack, body: seal(slack, body + b" "),
    "with no number as its time": lambda slack, body: {
        **seal(slack, body),
        "X-Slack-Request-Timestamp": "soon",
    },
}


@pytest.mark.parametrize("what", WRONG)
def test_a_signature_that_is_wrong_is_refused_and_nothing_is_done(slack, bot, what):
    body, kind = an_event(slack)
    calls = len(slack.calls)
    assert post(slack, body, kind, WRONG[what](slack, body)).status_code == 401
    slack.quiet(0.2)
    assert len(slack.calls) == calls


JUNK = {
    "no JSON": b"{",
    "a list": b"[1,2]",
    "null": b"null",
    "a number": b"7",
    "deep": b"[" * 100_000,
    "no text": b"\xff\xfe\x00",
    "two megabytes": json.dumps({"text": "x" * 2_000_000}).encode(),
}


@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize("what", JUNK)
def test_junk_is_refused_signed_or_not_and_breaks_nothing(slack, bot, what, signed):
    body = JUNK[what]
    headers = seal(slack, body) if signed else {}
    answer = post(slack, body, headers=headers)
    assert 400 <= answer.status_code < 500
    assert "Traceback" not in answer.text
    body, kind = an_event(slack)
    assert post(slack, body, kind, seal(slack, body)).status_code == 200
