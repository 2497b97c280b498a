"""Profiles for some groups only, asked for in Slack: in a channel, directly, by command, by a
guessed id, and in somebody else's thread."""

from __future__ import annotations

import json
import re

import pytest
from tests.apps.slack.scenarios.sessions import (
    GENERAL,
    HeldUp,
    answered,
    each_answered,
    private,
)
from tests.indexing.fake_encoder import FakeEncoder
from tests.scenarios.attempts import attempts
from tests.scenarios.restricted import BOARD, HR, SALES, hidden_words, write_library

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.conflicts.within_role import disputed_rows
from roleassistant.apps.slack.demo import payloads
from roleassistant.apps.slack.demo.replies import late, rate_limited, refused
from roleassistant.apps.slack.demo.requests import INTERACTION
from roleassistant.domain.visibility import PUBLIC, Viewer
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

ALICE, BO = "U0ALICE", "U0BO"
GROUPS = (("S0HR", HR), ("S0BOARD", BOARD), ("S0SALES", SALES))
# Answered from a page that the board alone sees.
OF_THE_BOARD = "what is expected of a zorvane envoy P2?"


@pytest.fixture(scope="module")
def restricted(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("restricted")
    encoder = FakeEncoder()
    library = Library(folder / "index", model=encoder.identity)
    ingest([write_library(folder)], library=library, encoder=encoder, disputed=disputed_rows)
    return Assistant(library, lambda: encoder)


@pytest.fixture
def house(slack, started, restricted):
    """Alice is in every group, Bo in none."""
    for group, _ in GROUPS:
        slack.team.groups[group] = {ALICE}
    return started(restricted, groups=GROUPS, queue=5000)


@pytest.fixture
def alice(slack):
    return slack.person(ALICE)


@pytest.fixture
def bo(slack):
    return slack.person(BO)


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.casefold()))


def told_to_others(slack) -> str:
    """All that the bot ever sent, but for what only Alice sees."""
    hers = (slack.person(ALICE).direct, ALICE)
    sent = [
        call.arguments
        for call in slack.calls
        if call.arguments.get("channel", call.arguments.get("channel_id")) not in hers
        and call.arguments.get("user_id") != ALICE
    ]
    shown = [m.shown for m in slack.answers(GENERAL) if m.only_for != ALICE]
    return json.dumps([sent, shown], default=str)


def test_what_is_for_some_is_told_to_them_and_to_nobody_else(slack, house, alice, bo):
    hers = answered(slack, alice.asks(OF_THE_BOARD))
    assert words_of(hers[0].shown) & hidden_words(PUBLIC)
    answered(slack, bo.asks(OF_THE_BOARD))
    bo.command("/role", OF_THE_BOARD, GENERAL)
    slack.wait(lambda: private(slack, GENERAL, BO))
    assert not (words_of(told_to_others(slack)) & hidden_words(PUBLIC)) - words_of(OF_THE_BOARD)


def test_in_a_channel_everybody_is_answered_and_the_asker_told_the_rest_directly(
    slack, house, alice, bo
):
    asked = alice.mentions(GENERAL, OF_THE_BOARD)
    answered(slack, asked)
    directly = slack.wait(lambda: slack.answers(alice.direct)[1:])
    assert words_of(directly[0].shown) & hidden_words(PUBLIC)
    assert not (words_of(told_to_others(slack)) & hidden_words(PUBLIC)) - words_of(OF_THE_BOARD)
    # Where there is no rest, nothing more is said; and to Bo there never is.
    before = len(slack.answers(alice.direct))
    answered(slack, alice.mentions(GENERAL, "which skills does a harbour control need?"))
    answered(slack, bo.mentions(GENERAL, OF_THE_BOARD))
    assert len(slack.answers(alice.direct)) == before
    assert slack.answers(bo.direct) == []


def test_the_rest_goes_with_the_question_that_is_edited_or_deleted(slack, house, alice):
    asked = alice.mentions(GENERAL, OF_THE_BOARD)
    slack.wait(lambda: slack.answers(alice.direct)[1:])
    slack.quiet()
    alice.edits(asked, "<@U0ROLEBOT> which skills does a harbour control need?")
    slack.wait(lambda: slack.answers(alice.direct) == [], what="the rest is gone")
    again = alice.mentions(GENERAL, OF_THE_BOARD)
    slack.wait(lambda: slack.answers(alice.direct)[1:])
    slack.quiet()
    alice.deletes(again)
    slack.wait(lambda: slack.answers(alice.direct) == [], what="the rest is gone")


def test_a_rest_that_still_waits_goes_with_the_question(slack, house, alice):
    slack.script.add("conversations.open", rate_limited(1), None)
    slack.script.add(
        "chat.postMessage", refused("internal_error"), None, lambda call: call["channel"] == ALICE
    )
    asked = alice.mentions(GENERAL, OF_THE_BOARD)
    answered_once = slack.wait(lambda: slack.answers(GENERAL, asked.ts))
    slack.wait(lambda: [c for c in slack.called("chat.postMessage") if not c.ok])
    assert answered_once
    alice.deletes(asked)
    slack.script.clear()
    slack.quiet(1)
    assert slack.answers(alice.direct) == []
    assert slack.answers(GENERAL) == []


def test_a_rest_that_is_being_told_goes_with_the_question(slack, house, alice):
    held = HeldUp(house.running.runtime.service)
    held.let_go.set()
    house.running.runtime.service = held
    slack.script.add("chat.postMessage", late(1.0), 1, lambda call: call["channel"] == ALICE)
    asked = alice.mentions(GENERAL, OF_THE_BOARD)
    slack.wait(
        lambda: [c for c in slack.called("chat.postMessage") if c.arguments["channel"] == ALICE]
    )
    alice.deletes(asked)
    slack.quiet(1.2)
    assert slack.answers(alice.direct) == []


def test_a_rest_of_the_words_before_an_edit_is_not_told_after_it(slack, house, alice):
    slack.script.add(
        "chat.postMessage", refused("internal_error"), None, lambda call: call["channel"] == ALICE
    )
    asked = alice.mentions(GENERAL, OF_THE_BOARD)
    slack.wait(lambda: [c for c in slack.called("chat.postMessage") if not c.ok])
    alice.edits(asked, "<@U0ROLEBOT> which skills does a harbour control need?")
    slack.wait(lambda: "skills" in slack.answers(GENERAL, asked.ts)[0].shown.casefold())
    slack.script.clear()
    slack.quiet(1)
    assert slack.answers(alice.direct) == []


def test_the_rest_needs_no_room_in_a_queue_that_is_full(slack, house, alice):
    house.running.runtime.queue._capacity = 1
    answered(slack, alice.mentions(GENERAL, OF_THE_BOARD))
    assert slack.wait(lambda: slack.answers(alice.direct)[1:])


def press(
    slack, person, value: str, action: str = "citation.0", channel: str | None = None
) -> None:
    """Press a button that nobody showed: any value can be sent."""
    place = slack.team.channels[channel or person.direct]
    message = slack.answers(place.id)[-1]
    pressed = {"type": "button", "action_id": action, "block_id": "b", "value": value}

    def work() -> None:
        permits = person._telling.permits(place.id, message)
        user = slack.team.users[person.id]
        payload = payloads.block_action(slack.team, user, pressed, (place, message), {}, permits)
        slack.courier.post(INTERACTION, payload)

    slack.do(work)
    slack.quiet(0.3)


def test_a_source_is_opened_by_whoever_may_see_it_and_not_by_a_guessed_id(
    slack, house, alice, bo, restricted
):
    answered(slack, alice.asks(OF_THE_BOARD))
    answered(slack, bo.asks("which skills does a harbour control need?"))
    trace = house.running.runtime.traces.recent(slack.team.id, ALICE)
    assert trace == (OF_THE_BOARD,)
    asked = house.running.runtime.traces.asked()
    (answer,) = [one.answer for one in asked if one.user == ALICE]
    press(slack, alice, f"{answer}:1")
    assert words_of(json.dumps(slack.modal(ALICE).content)) & hidden_words(PUBLIC)
    for action, value in (
        ("citation.0", f"{answer}:1"),
        ("share", answer),
        ("feedback", f"{answer}:down"),
    ):
        press(slack, bo, value, action)
        shown = slack.modal(BO)
        assert shown is None or not words_of(json.dumps(shown.content)) & hidden_words(PUBLIC)
    assert sum(one.bad for one in house.running.runtime.traces.asked()) == 0


def test_who_left_the_group_opens_no_source_of_it_any_more(slack, house, alice):
    answered(slack, alice.asks(OF_THE_BOARD))
    (asked,) = house.running.runtime.traces.asked()
    for group, _ in GROUPS:
        slack.team.groups[group] = set()
    house.running.runtime.audience._members.clear()  # a minute later
    press(slack, alice, f"{asked.answer}:1")
    assert not words_of(json.dumps(slack.modal(ALICE).content)) & hidden_words(PUBLIC)


def test_an_answer_for_some_is_not_shared_with_all(slack, house, alice):
    alice.command("/role", OF_THE_BOARD, GENERAL)
    shown = slack.wait(lambda: private(slack, GENERAL))[0]
    alice.clicks(shown, "share")
    modal = slack.wait(lambda: slack.modal(ALICE))
    alice.submits(modal, {"channel": GENERAL})
    slack.quiet(0.5)
    assert not (words_of(told_to_others(slack)) & hidden_words(PUBLIC)) - words_of(OF_THE_BOARD)


@pytest.mark.slow
def test_three_hundred_attempts_of_an_outsider_in_slack_get_nothing_out(slack, house, alice, bo):
    made = attempts(300)
    alone = [one for one in made if one.overheard is None]
    outsiders = [slack.person(f"U0OUT{number:02}") for number in range(10)]
    asked, questions = [], []
    for number, one in enumerate(alone):
        who = outsiders[number % len(outsiders)]
        if number % 3 == 0:
            asked.append(who.asks(one.question))
            questions.append(one.question)
        elif number % 3 == 1:
            asked.append(who.mentions(GENERAL, one.question))
            questions.append(one.question)
        else:
            who.command("/role", one.question, GENERAL)
    for question, said in zip(questions, each_answered(slack, asked, seconds=120), strict=True):
        shown = words_of(" ".join(message.shown for message in said))
        assert (shown & hidden_words(PUBLIC)) - words_of(question) == set()
    followed = [one for one in made if one.overheard is not None]
    overheard = [alice.mentions(GENERAL, str(one.overheard)) for one in followed]
    each_answered(slack, overheard, seconds=120)
    for one, root in zip(followed, overheard, strict=True):
        bo.says(GENERAL, one.question, root.ts)
    slack.quiet(1.5)
    typed = words_of(" ".join(f"{one.question} {one.overheard}" for one in made))
    leaked = words_of(told_to_others(slack)) & hidden_words(Viewer.of())
    assert leaked - typed == set()
    for one, root in zip(followed, overheard, strict=True):
        own = words_of(one.question) | words_of(str(one.overheard))
        seen = " ".join(m.shown for m in slack.answers(GENERAL, root.ts) if m.only_for is None)
        assert (words_of(seen) & hidden_words(PUBLIC)) - own == set()
    assert len(private(slack, GENERAL, outsiders[2].id)) > 0
