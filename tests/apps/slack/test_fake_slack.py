"""The fake Slack refuses what Slack refuses: what passes against it had to be right."""

from __future__ import annotations

import asyncio
import json
import os
import time

import aiohttp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web import WebClient

from roleassistant.apps.slack.demo.limits.surfaces import problems_of_message, problems_of_view
from roleassistant.apps.slack.demo.replies import broken, dropped, late, not_json, rate_limited
from roleassistant.apps.slack.demo.requests import signature
from roleassistant.apps.slack.demo.server import FakeSlack

GENERAL = "C0GENERAL"


@pytest.fixture(scope="module", autouse=True)
def without_proxies():
    """The SDK takes a proxy from the environment and knows no exceptions to it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.lower().endswith("_proxy"):
                patch.delenv(name)
        yield


@pytest.fixture
def slack():
    with FakeSlack() as fake:
        yield fake


@pytest.fixture
def client(slack):
    return WebClient(token=slack.bot_token, base_url=slack.api_url, timeout=5)


def refusal(call, *arguments, **named):
    with pytest.raises(SlackApiError) as refused:
        call(*arguments, **named)
    return refused.value.response["error"]


def plain(text):
    return {"type": "plain_text", "text": text}


def section(text):
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def table(rows, columns, cell="x"):
    return {"type": "table", "rows": [[{"type": "raw_text", "text": cell}] * columns] * rows}


def test_a_message_is_kept_where_it_was_posted(slack, client):
    client.chat_postMessage(channel=GENERAL, text="hello")
    assert [message.text for message in slack.answers(GENERAL)] == ["hello"]


@pytest.mark.parametrize(
    ("token", "error"), [("xoxb-other", "invalid_auth"), ("", "not_authed")]
)  # fmt: skip
def test_a_token_that_it_did_not_give_opens_nothing(slack, token, error):
    client = WebClient(token=token, base_url=slack.api_url)
    assert refusal(client.auth_test) == error


def test_a_token_does_only_what_its_scopes_allow():
    with FakeSlack(scopes={"chat:write"}) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.api_url)
        client.chat_postMessage(channel=GENERAL, text="hello")
        assert refusal(client.users_info, user="U0ALICE") == "missing_scope"


def test_a_channel_is_read_only_with_the_scope_for_its_kind():
    with FakeSlack(scopes={"im:history", "chat:write", "groups:read"}) as slack:
        asked = slack.person().asks("what does P4 do?")
        client = WebClient(token=slack.bot_token, base_url=slack.api_url)
        assert client.conversations_replies(channel=asked.channel, ts=asked.ts)["ok"]
        elsewhere = slack.person().mentions("C0GENERAL", "and P5?")
        for call in (
            lambda: client.conversations_replies(channel="C0GENERAL", ts=elsewhere.ts),
            lambda: client.conversations_info(channel="C0GENERAL"),
        ):
            with pytest.raises(SlackApiError) as refused:
                call()
            assert refused.value.response["error"] == "missing_scope"


@pytest.mark.parametrize(
    ("blocks", "error"),
    [
        ([section("x" * 3001)], "invalid_blocks"),
        ([section("x")] * 51, "invalid_blocks"),
        ([{"type": "header", "text": plain("x" * 151)}], "invalid_blocks"),
        ([{"type": "section", "text": plain("x"), "colour": "red"}], "invalid_blocks"),
        ([{"type": "markdown", "text": "x" * 12_001}], "invalid_blocks"),
        ([{"type": "markdown", "text": "x" * 7_000}] * 2, "msg_blocks_too_long"),
        ([section("x" * 2900)] * 5, "msg_blocks_too_long"),
        ([table(101, 2)], "invalid_blocks"),
        ([table(2, 21)], "invalid_blocks"),
        ([table(100, 2, "x" * 51)], "invalid_blocks"),
        ([table(2, 2), table(2, 2)], "invalid_attachments"),
        ([{"type": "divider", "block_id": "a"}] * 2, "invalid_blocks"),
        ([{"type": "context", "elements": [plain("x")] * 11}], "invalid_blocks"),
    ],
)
def test_blocks_beyond_a_limit_are_refused(client, blocks, error):
    assert refusal(client.chat_postMessage, channel=GENERAL, text="t", blocks=blocks) == error


@pytest.mark.parametrize(
    ("element", "complaint"),
    [
        ({"type": "button", "text": plain("x" * 76)}, "must be less than 76 characters"),
        ({"type": "button", "text": plain("x"), "value": "x" * 2001}, "less than 2001"),
        ({"type": "static_select", "action_id": "a"}, "only one of options and option_groups"),
        ({"type": "plain_text_input"}, "unsupported type: plain_text_input"),
    ],
)
def test_an_element_beyond_a_limit_is_named(element, complaint):
    problems = problems_of_message([{"type": "actions", "elements": [element]}])
    assert any(complaint in problem for problem in problems)


def modal(**changed):
    return {"type": "modal", "title": plain("T"), "blocks": [section("x")], **changed}


@pytest.mark.parametrize(
    "view",
    [
        modal(title=plain("x" * 25)),
        modal(private_metadata="x" * 3001),
        modal(blocks=[{"type": "divider"}] * 101),
        modal(blocks=[table(1, 1)]),
        modal(
            blocks=[{"type": "input", "label": plain("L"), "element": {"type": "plain_text_input"}}]
        ),
        {"type": "home", "blocks": [{"type": "markdown", "text": "x"}]},
    ],
    ids=["title", "metadata", "blocks", "table", "no submit", "markdown"],
)
def test_a_view_beyond_a_limit_is_refused(view):
    assert problems_of_view(view)


@given(st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(
    st.sampled_from(["type", "text", "elements", "block_id", "rows"]), x)))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_any_json_as_blocks_is_judged_and_breaks_nothing(value):
    assert isinstance(problems_of_message(value), list)
    assert problems_of_view(value) or isinstance(value, dict)


def test_a_stream_is_appended_to_only_between_its_start_and_its_end(slack, client):
    asked = slack.person().says(GENERAL, "hello")
    named = {"recipient_team_id": "T0ACME", "recipient_user_id": "U0ALICE"}
    ts = client.chat_startStream(channel=GENERAL, thread_ts=asked.ts, **named)["ts"]
    client.chat_appendStream(channel=GENERAL, ts=ts, markdown_text="one ")
    update = {"channel": GENERAL, "ts": ts, "text": "other"}
    assert refusal(client.chat_update, **update) == "streaming_state_conflict"
    client.chat_stopStream(channel=GENERAL, ts=ts, markdown_text="two")
    state = "message_not_in_streaming_state"
    assert refusal(client.chat_appendStream, channel=GENERAL, ts=ts, markdown_text="x") == state
    assert refusal(client.chat_stopStream, channel=GENERAL, ts=ts) == state
    assert slack.answers(GENERAL)[0].markdown == "one two"


def test_a_stream_in_a_channel_needs_the_person_it_is_for(slack, client):
    asked = slack.person().says(GENERAL, "hello")
    start = {"channel": GENERAL, "thread_ts": asked.ts}
    assert refusal(client.chat_startStream, **start) == "missing_recipient_team_id"
    start["recipient_team_id"] = "T0ACME"
    assert refusal(client.chat_startStream, **start) == "missing_recipient_user_id"
    start["recipient_user_id"] = "U0ROLEBOT"
    assert refusal(client.chat_startStream, **start) == "invalid_recipient_user_id"


def test_a_stream_ends_by_itself_after_its_lifetime(slack, client):
    slack.stream_lifetime = 0.05
    asked = slack.person().asks("hello")
    ts = client.chat_startStream(channel="D0ALICE", thread_ts=asked.ts, markdown_text="a")["ts"]
    time.sleep(0.1)
    append = {"channel": "D0ALICE", "ts": ts, "markdown_text": "b"}
    assert refusal(client.chat_appendStream, **append) == "message_not_in_streaming_state"


def test_a_modal_opens_by_a_trigger_once_and_at_once(slack, client):
    alice = slack.person()
    alice.command("/role", "help")
    trigger = slack.deliveries[-1].payload["trigger_id"]
    client.views_open(trigger_id=trigger, view=modal())
    opening = {"view": modal()}
    assert refusal(client.views_open, trigger_id=trigger, **opening) == "exchanged_trigger_id"
    assert refusal(client.views_open, trigger_id="made up", **opening) == "invalid_trigger_id"
    slack.triggers.lifetime = 0.0
    alice.command("/role", "help")
    trigger = slack.deliveries[-1].payload["trigger_id"]
    time.sleep(0.01)
    assert refusal(client.views_open, trigger_id=trigger, **opening) == "expired_trigger_id"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"members": set()}, "not_in_channel"),
        ({"archived": True}, "is_archived"),
        ({"read_only": True}, "restricted_action"),
    ],
)
def test_a_channel_that_the_bot_cannot_write_to_says_why(slack, client, change, error):
    for name, value in change.items():
        setattr(slack.team.channels[GENERAL], name, value)
    assert refusal(client.chat_postMessage, channel=GENERAL, text="hello") == error


def test_each_scripted_failure_looks_like_one_of_slack(slack):
    async def status(reply):
        slack.script.add("auth.test", reply)
        headers = {"Authorization": f"Bearer {slack.bot_token}"}
        async with (
            aiohttp.ClientSession() as session,
            session.post(slack.api_url + "auth.test", headers=headers) as answer,
        ):
            return answer.status, answer.headers.get("Retry-After"), await answer.text()

    assert asyncio.run(status(rate_limited(7)))[:2] == (429, "7")
    assert asyncio.run(status(broken(502)))[0] == 502
    assert asyncio.run(status(not_json()))[2].startswith("<!doctype")
    assert json.loads(asyncio.run(status(late(0.01)))[2])["ok"]
    with pytest.raises(aiohttp.ClientError):
        asyncio.run(status(dropped()))


def test_too_many_calls_are_told_when_to_come_back():
    with FakeSlack(rates=True) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.api_url)
        asked = slack.person().asks("hello")
        for _ in range(20):
            client.chat_startStream(channel="D0ALICE", thread_ts=asked.ts, markdown_text="x")
        with pytest.raises(SlackApiError) as refused:
            client.chat_startStream(channel="D0ALICE", thread_ts=asked.ts, markdown_text="x")
        assert int(refused.value.response.headers["Retry-After"]) > 30


def test_a_response_url_answers_five_times(slack):
    slack.person().command("/role", "help", GENERAL)
    url = slack.deliveries[-1].payload["response_url"]

    async def send():
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, json={"text": "x"}) as answer,
        ):
            return answer.status

    assert [asyncio.run(send()) for _ in range(6)] == [200] * 5 + [404]
    assert {message.only_for for message in slack.answers(GENERAL)} == {"U0ALICE"}


def test_requests_are_signed_as_slacks_own_verifier_expects(slack):
    body = b'{"type":"event_callback"}'
    headers = signature(slack.signing_secret, body)
    verifier = SignatureVerifier(slack.signing_secret)
    assert verifier.is_valid_request(body, headers)
    assert not verifier.is_valid_request(body + b" ", headers)
    assert not verifier.is_valid_request(
        body, signature(slack.signing_secret, body, time.time() - 400)
    )


def test_what_is_not_acknowledged_is_sent_again_and_counted(slack):
    slack.courier.patience, slack.courier.retry_after = 0.2, (0.0, 0.1)
    received = []

    async def deaf_then_listening():
        client = aiohttp.ClientSession()
        headers = {"Authorization": f"Bearer {slack.app_token}"}
        async with client.post(slack.api_url + "apps.connections.open", headers=headers) as answer:
            url = (await answer.json())["url"]
        async with client.ws_connect(url) as socket:
            assert (await socket.receive_json())["type"] == "hello"
            slack_says = asyncio.to_thread(slack.person().asks, "hello")
            await slack_says
            for turn in range(2):
                envelope = await socket.receive_json()
                received.append(envelope["retry_attempt"])
                if turn:
                    await socket.send_json({"envelope_id": envelope["envelope_id"]})
            await asyncio.to_thread(slack.wait, lambda: slack.deliveries[0].settled)
        await client.close()

    asyncio.run(deaf_then_listening())
    assert received == [0, 1]
    assert slack.deliveries[0].acknowledged is not None
