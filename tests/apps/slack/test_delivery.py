"""Where answers end up: once, wherever they can be, and honestly where they cannot."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.apps.slack.spoken_for import bot_of

from roleassistant.apps.slack.app import Bot
from roleassistant.apps.slack.blocks.message import Message
from roleassistant.apps.slack.credentials import Credentials
from roleassistant.apps.slack.delivery import Delivery
from roleassistant.apps.slack.demo import replies
from roleassistant.apps.slack.demo.server import FakeSlack
from roleassistant.apps.slack.outcomes import Later, Undeliverable
from roleassistant.apps.slack.requests import Kind, Request, Surface
from roleassistant.apps.slack.storage.jobs import Job, Progress

Settled = tuple[Job, Bot]


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


def message(text: str) -> Message:
    return Message(text, ({"type": "section", "text": {"type": "mrkdwn", "text": text}},))


@pytest.fixture
def deliver(slack: FakeSlack, tmp_path: Path) -> Callable[..., Settled]:
    """Delivers what a queued request is answered with, and gives the job as it is then."""
    root = slack.do(lambda: _said(slack))

    def run(
        *renderings: list[Message], progress: Progress | None = None, **changed: Any
    ) -> Settled:
        credentials = Credentials(slack.bot_token, None, slack.signing_secret)
        bot = bot_of(tmp_path, slack.api_url, credentials=credentials)
        given: dict[str, Any] = {
            "kind": Kind.QUESTION,
            "surface": Surface.MENTION,
            "team": slack.team.id,
            "user": "U0ALICE",
            "channel": "C0GENERAL",
            "text": "what does P4 do?",
            "thread_ts": root,
            "ts": root,
        }
        queue = bot.runtime.queue
        queue.accept([secrets.token_hex(4)], Request(**given | changed))
        job = queue.lease()
        assert job is not None
        job = queue.record(job, progress or Progress(answer="answer-1"))

        async def work() -> Job:
            found = await bot.runtime.workspaces.find(None, None, False)
            assert found is not None
            client = bot.runtime.client_of(found)
            return (await Delivery(bot.runtime, client).settle(job, renderings)).job

        try:
            done = asyncio.run(work())
        finally:
            queue.complete(job)
        return done, bot

    return run


def _said(slack: FakeSlack) -> str:
    from roleassistant.apps.slack.demo.workspace import Message as Said

    asked = Said("C0GENERAL", slack.clock.stamp(), "U0ALICE", "what does P4 do?")
    slack.team.say(asked)
    return asked.ts


def shown(slack: FakeSlack, channel: str = "C0GENERAL") -> list[str]:
    return [each.text for each in slack.answers(channel)]


def test_each_message_is_posted_once_and_its_ts_kept(deliver, slack):
    job, _ = deliver([message("one"), message("two")])
    assert shown(slack) == ["one", "two"]
    assert job.progress.messages == tuple(each.ts for each in slack.answers("C0GENERAL"))


def test_what_was_posted_before_is_brought_up_to_date_and_the_rest_deleted(deliver, slack):
    first, _ = deliver([message("one"), message("two"), message("three")])
    deliver([message("one, edited"), message("two")], progress=first.progress)
    assert shown(slack) == ["one, edited", "two"]


def test_a_message_whose_answer_was_lost_is_found_and_not_posted_again(deliver, slack):
    slack.script.add("chat.postMessage", replies.broken(500, applied=True))
    with pytest.raises(Later):
        deliver([message("one")])
    assert shown(slack) == ["one"]
    job, _ = deliver([message("one")], progress=Progress(1, (), "answer-1"))
    assert shown(slack) == ["one"]
    assert len(job.progress.messages) == 1


def test_a_message_that_never_arrived_is_posted(deliver, slack):
    slack.script.add("chat.postMessage", replies.dropped())
    with pytest.raises(Later):
        deliver([message("one")])
    deliver([message("one")], progress=Progress(1, (), "answer-1"))
    assert shown(slack) == ["one"]


def test_where_the_bot_may_not_look_an_answer_is_rather_doubled_than_lost(deliver, slack):
    slack.script.add("conversations.replies", replies.refused("missing_scope"))
    deliver([message("one")], progress=Progress(1, (), "answer-1"))
    assert shown(slack) == ["one"]


@pytest.mark.parametrize(
    "error", ["not_in_channel", "is_archived", "channel_not_found", "restricted_action"]
)
def test_where_the_bot_may_not_post_the_asker_is_told_directly(deliver, slack, error):
    refused = replies.refused(error)
    slack.script.add("chat.postMessage", refused, None, lambda a: a["channel"] == "C0GENERAL")
    deliver([message("one"), message("two")])
    direct = slack.person("U0ALICE").direct
    said = shown(slack, direct)
    assert said[-2:] == ["one", "two"]
    assert "channel" in said[0]
    assert shown(slack) == []


def test_blocks_that_slack_refuses_are_followed_by_plainer_ones(deliver, slack):
    slack.script.add("chat.postMessage", replies.refused("msg_blocks_too_long"), 2)
    deliver([message("rich")], [message("shorter")], [Message("plain", ())])
    assert shown(slack) == ["plain"]


def test_a_short_wait_is_waited_and_a_long_one_goes_back_to_the_queue(deliver, slack):
    slack.script.add("chat.postMessage", replies.rate_limited(0))
    deliver([message("one")])
    assert shown(slack) == ["one"]
    slack.script.add("chat.postMessage", replies.rate_limited(120))
    with pytest.raises(Later) as put_off:
        deliver([message("two")])
    assert put_off.value.seconds == 120


@pytest.mark.parametrize("reply", [replies.broken(503), replies.not_json(), replies.dropped()])
def test_what_breaks_at_slack_is_tried_again_later(deliver, slack, reply):
    slack.script.add("chat.postMessage", reply)
    with pytest.raises(Later) as put_off:
        deliver([message("one")])
    assert put_off.value.seconds is None


def test_an_asker_without_any_way_to_them_is_given_up(deliver, slack):
    slack.script.add("chat.postMessage", replies.refused("account_inactive"), None)
    with pytest.raises(Undeliverable):
        deliver([message("one")])


def test_a_private_answer_goes_to_its_address_and_after_that_directly(deliver, slack):
    alice = slack.person("U0ALICE")
    url = slack.do(lambda: slack.response_urls.give(slack.team, "C0GENERAL", "U0ALICE", None))
    private = {"surface": Surface.COMMAND, "response_url": url, "thread_ts": None, "ts": None}
    deliver([message("only for you")], **private)
    seen = [each for each in slack.team.in_channel("C0GENERAL") if each.only_for]
    assert [(each.text, each.only_for) for each in seen] == [("only for you", "U0ALICE")]
    deliver([message("late")], **(private | {"response_url": f"{slack.address}/response/gone"}))
    assert shown(slack, alice.direct)[-1] == "late"
    assert all(each.only_for for each in slack.answers("C0GENERAL"))


def test_a_long_private_answer_goes_directly(deliver, slack):
    url = slack.do(lambda: slack.response_urls.give(slack.team, "C0GENERAL", "U0ALICE", None))
    many = [message(f"part {number}") for number in range(6)]
    deliver(many, surface=Surface.COMMAND, response_url=url, thread_ts=None, ts=None)
    assert shown(slack, slack.person("U0ALICE").direct)[-6:] == [each.text for each in many]
