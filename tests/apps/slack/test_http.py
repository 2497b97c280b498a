"""The HTTP endpoint: what Slack signed is taken in, and nothing else is even read."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from tests.apps.slack.spoken_for import bot_of

from roleassistant.apps.slack.app import Bot
from roleassistant.apps.slack.credentials import Credentials
from roleassistant.apps.slack.demo.server import FakeSlack
from roleassistant.apps.slack.http import MOST_BYTES, asgi_of

PATH = "/slack/events"


@pytest.fixture(scope="module")
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


@pytest.fixture
def post(slack: FakeSlack, tmp_path: Path) -> Callable[..., tuple[Bot, list[httpx.Response]]]:
    """Sends requests to a bot whose workers do not run, so that what was queued can be counted."""

    def send(*requests: dict[str, Any]) -> tuple[Bot, list[httpx.Response]]:
        credentials = Credentials(slack.bot_token, None, slack.signing_secret)
        bot = bot_of(tmp_path, slack.api_url, credentials=credentials)

        async def work() -> list[httpx.Response]:
            transport = httpx.ASGITransport(asgi_of(bot))
            async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
                return [
                    await client.request(**({"method": "POST", "url": PATH} | r)) for r in requests
                ]

        return bot, asyncio.run(work())

    return send


def event(event_id: str = "Ev1", **changed: Any) -> bytes:
    said = {
        "type": "app_mention",
        "user": "U0ALICE",
        "text": "<@U0ROLEBOT> what does P4 do",
        "ts": "1.1",
        "channel": "C0GENERAL",
    }
    return json.dumps(
        {
            "type": "event_callback",
            "team_id": "T0ACME",
            "api_app_id": "A1",
            "event_id": event_id,
            "event": said | changed,
        }
    ).encode()


def signed(
    slack: FakeSlack, body: bytes, *, age: float = 0.0, kind: str = "application/json"
) -> dict[str, Any]:
    at = str(int(time.time() - age))
    # As Slack documents it; slack_sdk signs no bytes that are not text.
    base = b"v0:" + at.encode() + b":" + body
    signature = "v0=" + hmac.new(slack.signing_secret.encode(), base, hashlib.sha256).hexdigest()
    headers = {
        "content-type": kind,
        "x-slack-request-timestamp": at,
        "x-slack-signature": signature,
    }
    return {"content": body, "headers": headers}


def test_a_signed_event_is_queued_and_acknowledged(post, slack):
    bot, (response,) = post(signed(slack, event()))
    assert response.status_code == 200
    assert bot.runtime.queue.depth() == 1


def test_a_replay_is_acknowledged_and_queued_once(post, slack):
    retry = signed(slack, event())
    retry["headers"] |= {"x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout"}
    bot, responses = post(signed(slack, event()), retry, signed(slack, event()))
    assert [response.status_code for response in responses] == [200, 200, 200]
    assert bot.runtime.queue.depth() == 1


def test_a_retry_whose_first_copy_was_lost_is_queued(post, slack):
    retry = signed(slack, event())
    retry["headers"] |= {"x-slack-retry-num": "2", "x-slack-retry-reason": "http_error"}
    bot, (response,) = post(retry)
    assert response.status_code == 200
    assert bot.runtime.queue.depth() == 1


@pytest.mark.parametrize("age", [301 + 60, -(301 + 60)], ids=["stale", "from the future"])
def test_what_was_signed_at_another_time_is_refused(post, slack, age):
    bot, (response,) = post(signed(slack, event(), age=age))
    assert response.status_code == 401
    assert bot.runtime.queue.depth() == 0


def test_what_somebody_else_signed_or_changed_is_refused(post, slack):
    forged = signed(slack, event())
    forged["headers"]["x-slack-signature"] = "v0=" + "0" * 64
    tampered = signed(slack, event()) | {"content": event(text="<@U0ROLEBOT> something else")}
    unsigned = {"content": event(), "headers": {"content-type": "application/json"}}
    bot, responses = post(forged, tampered, unsigned)
    assert [response.status_code for response in responses] == [401, 401, 401]
    assert bot.runtime.queue.depth() == 0


JUNK = [
    b"", b"{", b"null", b"[1,2]", b"1", b"\xff\xfe", b'"text"', b"[" * 5000, b'{"a":' * 3000,
    b"payload=",
]  # fmt: skip


@pytest.mark.parametrize("signing", [True, False], ids=["signed", "unsigned"])
@pytest.mark.parametrize("body", JUNK, ids=lambda body: repr(body[:8]))
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded", "x/y"])
def test_junk_is_refused_before_anything_reads_it(post, slack, body, kind, signing):
    request = signed(slack, body, kind=kind)
    if not signing:
        request["headers"]["x-slack-signature"] = "v0=" + "0" * 64
    bot, (response,) = post(request)
    # A form of one odd field can be read; then the signature decides, and nothing listens to it.
    assert response.status_code in (400, 401, 404)
    assert bot.runtime.queue.depth() == 0


@pytest.mark.parametrize("timestamp", ["", "now", "-1", "1e9", "٣٤", "9" * 400])
def test_a_timestamp_that_is_no_number_is_refused(post, slack, timestamp):
    request = signed(slack, event())
    request["headers"]["x-slack-request-timestamp"] = timestamp.encode()
    _, (response,) = post(request)
    assert response.status_code == 401


def test_what_is_too_large_is_not_read_to_its_end(post, slack):
    async def endless() -> Any:
        while True:
            yield b"x" * 65_536

    declared = signed(slack, b"x" * (MOST_BYTES + 1))
    streamed = signed(slack, b"x") | {"content": endless()}
    _, responses = post(declared, streamed)
    assert [response.status_code for response in responses] == [413, 413]


def test_a_form_of_slack_is_taken(post, slack):
    command = {
        "command": "/role", "text": "help", "team_id": "T0ACME", "user_id": "U0ALICE",
        "channel_id": "C0GENERAL", "api_app_id": "A1", "trigger_id": "1", "response_url": "http://x",
    }  # fmt: skip
    body = urlencode(command).encode()
    _, (response,) = post(signed(slack, body, kind="application/x-www-form-urlencoded"))
    assert response.status_code == 200
    assert response.json()["response_type"] == "ephemeral"


def test_slack_can_verify_the_address(post, slack):
    body = json.dumps({"type": "url_verification", "challenge": "abc", "token": "x"}).encode()
    _, (response,) = post(signed(slack, body))
    assert response.status_code == 200
    assert "abc" in response.text


def test_health_and_metrics_are_told_and_nothing_else(post, slack):
    _, (health, metrics, other, reading) = post(
        {"method": "GET", "url": "/healthz"},
        {"method": "GET", "url": "/metrics"},
        {"method": "GET", "url": "/"},
        {"method": "GET"},
    )
    assert (health.status_code, health.text) == (200, "ok")
    assert "roleassistant_slack_events" in metrics.text
    assert (other.status_code, reading.status_code) == (404, 404)


def test_what_cannot_be_stored_is_not_acknowledged(post, slack, tmp_path):
    """A store that is locked: Slack is told 500, and sends the event again."""
    import sqlite3

    bot, (first,) = post(signed(slack, event("Ev0", ts="0.1")))
    assert first.status_code == 200
    holder = sqlite3.connect(tmp_path / "slack.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    bot, (refused, health) = post(signed(slack, event()), {"method": "GET", "url": "/healthz"})
    assert refused.status_code == 500
    assert health.status_code == 200  # reading goes on
    holder.execute("ROLLBACK")
    holder.close()
    bot, (again,) = post(signed(slack, event()))
    assert again.status_code == 200
    assert bot.runtime.queue.depth() == 2
