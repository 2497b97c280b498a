"""What is kept of people, for how long, and how it goes."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest
from tests.apps.slack.spoken_for import answer_to, bot_of

from roleassistant.apps.slack.app import Bot
from roleassistant.apps.slack.credentials import Credentials
from roleassistant.apps.slack.demo.server import FakeSlack
from roleassistant.apps.slack.forgetting import forget
from roleassistant.apps.slack.requests import Kind, Request, Surface
from roleassistant.apps.slack.service import Asker
from roleassistant.apps.slack.storage.traces import Feedback, Trace

SECRET_WORDS = "my own secret question"


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


@pytest.fixture
def bot(slack: FakeSlack, tmp_path: Path) -> Bot:
    return bot_of(tmp_path, slack.api_url, credentials=Credentials(slack.bot_token), keep_days=10)


def keep(bot: Bot, user: str = "U1", at: float | None = None, name: str = "a1") -> Trace:
    trace = Trace(
        id=name,
        team="T1",
        channel="D1",
        thread_ts="1.0",
        ts="1.0",
        user=user,
        surface="direct",
        public=False,
        question=SECRET_WORDS,
        answer=answer_to(SECRET_WORDS),
        at=time.time() if at is None else at,
    )
    bot.runtime.traces.save(trace)
    bot.runtime.traces.rate(Feedback(name, "T1", user, False, "other", "expected", "a comment"))
    return trace


def asked(user: str = "U1") -> Request:
    return Request(
        kind=Kind.QUESTION,
        surface=Surface.DIRECT,
        team="T1",
        user=user,
        channel="D1",
        text=SECRET_WORDS,
        thread_ts="1.0",
        ts="1.0",
    )


def everything(folder: Path) -> str:
    """All that stands in the databases of a folder, as text."""
    found = []
    for file in sorted(folder.glob("*.sqlite")):
        with sqlite3.connect(file) as database:
            found += list(database.iterdump())
    return "\n".join(found)


def test_who_asks_to_be_forgotten_is(bot, tmp_path):
    keep(bot)
    bot.runtime.queue.accept(["event"], asked())
    bot.runtime.service.answer(SECRET_WORDS, Asker("T1", "U1", "D1:1.0"))
    assert SECRET_WORDS in everything(tmp_path)
    assert asyncio.run(forget(bot.runtime, "T1", "U1")) == 1
    left = everything(tmp_path)
    assert SECRET_WORDS not in left
    assert "a comment" not in left
    assert "U1" not in left


def test_others_are_not_forgotten_with_them(bot):
    keep(bot, "U1", name="a1")
    keep(bot, "U2", name="a2")
    asyncio.run(forget(bot.runtime, "T1", "U1"))
    assert [one.user for one in bot.runtime.traces.asked()] == ["U2"]
    asyncio.run(forget(bot.runtime, "T2", "U2"))  # of another workspace
    assert [one.user for one in bot.runtime.traces.asked()] == ["U2"]


def test_what_is_older_than_the_policy_goes_by_itself(bot):
    day = 86_400
    keep(bot, "U1", at=time.time() - 11 * day, name="old")
    keep(bot, "U2", at=time.time() - 9 * day, name="young")

    async def work() -> None:
        await bot.start()
        deadline = time.monotonic() + 15
        while bot.runtime.traces.get("old") is not None and time.monotonic() < deadline:
            await asyncio.sleep(0.05)
        await bot.stop(1.0)

    asyncio.run(work())
    assert [one.answer for one in bot.runtime.traces.asked()] == ["young"]


@pytest.mark.parametrize("said", ["forget me", "Forget  me!", "forgetme", " forget-me."])
def test_the_command_forgets_and_says_so(bot, slack, said):
    keep(bot)
    trace = keep(bot, "U0ALICE", name="hers")
    bot.runtime.traces.save(replace(trace, team=slack.team.id))
    body = {
        "command": "/role",
        "text": said,
        "team_id": slack.team.id,
        "user_id": "U0ALICE",
        "channel_id": "C0GENERAL",
        "trigger_id": "1",
    }
    request = AsyncBoltRequest(mode="socket_mode", body=body)
    response = asyncio.run(bot.app.async_dispatch(request))
    assert "deleted" in response.body
    assert bot.runtime.traces.get("hers") is None
    assert bot.runtime.traces.get("a1") is not None


def test_a_rating_replaces_the_one_before_and_a_trace_is_seen_by_its_asker_alone(bot):
    trace = keep(bot)
    bot.runtime.traces.rate(Feedback("a1", "T1", "U1", True))
    (one,) = bot.runtime.traces.asked()
    assert (one.good, one.bad, one.comments) == (1, 0, ())
    assert trace.may_see("T1", "U1", None)
    assert not trace.may_see("T1", "U2", "D1")
    assert not trace.may_see("T2", "U1", "D1")
    public = replace(trace, public=True, channel="C1")
    assert public.may_see("T1", "U2", "C1")
    assert not public.may_see("T1", "U2", "C2")
