"""What is taken as a question, from whom, and how it is read."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_bolt.request.async_request import AsyncBoltRequest
from tests.apps.slack.spoken_for import bot_of

from roleassistant.apps.slack.audience import Audience
from roleassistant.apps.slack.credentials import Credentials
from roleassistant.apps.slack.demo import replies
from roleassistant.apps.slack.demo.server import FakeSlack
from roleassistant.apps.slack.demo.workspace import BOT_USER
from roleassistant.apps.slack.logs import WithoutSecrets
from roleassistant.apps.slack.requests import Request
from roleassistant.apps.slack.screening import is_for_the_bot
from roleassistant.apps.slack.wording import is_addressed_to_another, mentions, question_in
from roleassistant.apps.slack.workspaces import web_client

_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


@pytest.fixture
def hear(slack: FakeSlack, tmp_path: Path) -> Callable[..., list[Request]]:
    """Tells a bot of events, and gives what it queued of them."""
    bot = bot_of(tmp_path, slack.api_url, credentials=Credentials(slack.bot_token))

    def tell(*events: dict[str, Any], **body: Any) -> list[Request]:
        async def work() -> None:
            for event in events:
                told = {
                    "type": "event_callback",
                    "team_id": slack.team.id,
                    "api_app_id": "A1",
                    "event_id": f"Ev{next(_numbers)}",
                    "event": event,
                }
                request = AsyncBoltRequest(mode="socket_mode", body=told | body)
                assert (await bot.app.async_dispatch(request)).status == 200

        asyncio.run(work())
        queued = []
        while (job := bot.runtime.queue.lease()) is not None:
            queued.append(job.request)
            bot.runtime.queue.complete(job)
        return queued

    return tell


def said(text: str, **changed: Any) -> dict[str, Any]:
    number = next(_numbers)
    event = {
        "type": "message",
        "user": "U0ALICE",
        "text": text,
        "ts": f"{number}.0",
        "channel": "C0GENERAL",
        "channel_type": "channel",
    }
    return event | changed


def test_a_mention_is_asked_without_the_bots_name(hear):
    (request,) = hear(said(f"<@{BOT_USER}> what does P4 do &amp; know?", type="app_mention"))
    assert request.text == "what does P4 do & know?"
    assert request.public


def test_a_direct_message_is_asked_as_it_is_and_answered_in_its_thread(hear):
    event = said("what does P4 do?", channel="D1", channel_type="im")
    (request,) = hear(event)
    assert (request.thread_ts, request.public) == (event["ts"], False)


def test_who_only_calls_the_bot_or_sends_a_file_is_told_how_to_ask(hear):
    called = said(f"<@{BOT_USER}>", type="app_mention")
    file = said("", channel="D1", channel_type="im", files=[{"id": "F1"}], subtype="file_share")
    assert [request.kind for request in hear(called, file)] == ["help", "help"]


@pytest.mark.parametrize(
    "event",
    [
        said("hello everybody"),
        said(f"<@{BOT_USER}> hi", bot_id="B9"),
        said(f"<@{BOT_USER}> hi", user="USLACKBOT"),
        said(f"<@{BOT_USER}> hi", user=BOT_USER),
        said("", subtype="channel_join"),
        said("", channel="D1", channel_type="im"),
        said("and P3?", thread_ts="0.1"),
        {"type": "reaction_added", "user": "U0ALICE", "reaction": "eyes"},
        {"type": "something_new"},
    ],
    ids=lambda event: str(event.get("subtype") or event.get("text") or event["type"]),
)
def test_what_is_not_for_the_bot_is_acknowledged_and_left(hear, event):
    assert hear(event) == []


def test_people_who_talk_to_each_other_in_its_thread_are_left_alone(hear):
    asked = said(f"<@{BOT_USER}> what does P4 do?", type="app_mention")
    aside = said("<@U0BO> what do you think?", thread_ts=asked["ts"])
    follow_up = said("and P3?", thread_ts=asked["ts"])
    assert [request.text for request in hear(asked, aside, follow_up)] == [
        "what does P4 do?",
        "and P3?",
    ]


def test_in_a_channel_shared_with_another_company_nobody_there_reads_an_answer(hear):
    ours = said(f"<@{BOT_USER}> what does P4 do?", type="app_mention", user_team="T0ACME")
    theirs = said(f"<@{BOT_USER}> what does P4 do?", type="app_mention", user_team="T0THEM")
    (request,) = hear(ours, theirs, is_ext_shared_channel=True)
    assert (request.channel, request.thread_ts, request.public) == ("U0ALICE", None, False)


@given(st.text(max_size=200), st.text(max_size=20))
def test_any_text_is_read(text, user):
    question = question_in(text, user)
    assert question == question.strip()
    assert len(question) <= len(text)
    mentions(text, user)
    is_addressed_to_another(text, user)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("<@UBOT> hi", "hi"),
        ("ask <@U1|ada> about it", "ask @ada about it"),
        ("in <#C1|general>", "in #general"),
        ("<!here> what is P4", "what is P4"),
        ("<https://x.test/a|the page> says", "the page says"),
        ("<mailto:a@b.test|a@b.test>", "a@b.test"),
        ("is 3 &lt; 4 &amp;amp; 5?", "is 3 < 4 &amp; 5?"),
        ("an unclosed <@UBOT", "an unclosed <@UBOT"),
    ],
)
def test_markup_of_slack_is_read_as_people_read_it(text, read):
    assert question_in(text, "UBOT") == read


@given(
    st.dictionaries(
        st.sampled_from("type subtype user bot_id message previous_message".split()),
        st.none() | st.text(max_size=5) | st.fixed_dictionaries({"user": st.text(max_size=3)}),
    )
)
def test_no_event_breaks_the_screening(event):
    assert is_for_the_bot(event, "UBOT") in (True, False)


def test_groups_are_those_that_the_settings_map_and_none_where_others_read(slack):
    slack.team.groups["S1"] = {"U0ALICE"}
    client = web_client(slack.api_url)
    client.token = slack.bot_token

    async def work() -> None:
        audience = Audience((("S1", "HR"), ("S2", "Board")))
        assert await audience.groups_of(client, "T0ACME", "U0ALICE", public=False) == {"HR"}
        assert await audience.groups_of(client, "T0ACME", "U0ALICE", public=True) == frozenset()
        assert await audience.groups_of(client, "T0ACME", "U0BO", public=False) == frozenset()

    asyncio.run(work())
    # However many groups there are: Slack takes twenty of these calls a minute.
    assert len(slack.called("usergroups.list")) == 1


def test_where_slack_does_not_tell_who_is_in_a_group_nobody_is(slack):
    slack.team.groups["S1"] = {"U0ALICE"}
    slack.script.add("usergroups.list", replies.refused("internal_error"), 1)
    client = web_client(slack.api_url)
    client.token = slack.bot_token
    time = [0.0]

    async def work() -> None:
        audience = Audience((("S1", "HR"),), lambda: time[0])
        assert await audience.groups_of(client, "T0ACME", "U0ALICE", public=False) == frozenset()
        time[0] += 11
        assert await audience.groups_of(client, "T0ACME", "U0ALICE", public=False) == {"HR"}

    asyncio.run(work())


def test_no_token_stays_in_a_log():
    for secret in ("xoxb-1-2-abc", "xapp-1-A-b", "xoxe.xoxb-1-abc", "xoxe-1-abc"):
        record = logging.LogRecord("x", 30, "x", 1, "it says %s.", (secret,), None)
        assert WithoutSecrets("%(message)s").format(record) == "it says …."
