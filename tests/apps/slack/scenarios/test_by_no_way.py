"""Ways of an outsider that are no questions: forms, buttons, menus, tabs and prompts of Slack with
values that nobody showed them, and what an operator sees."""

from __future__ import annotations

import json
import logging
import re

import pytest
from tests.apps.slack.scenarios.sessions import GENERAL, HIRING, answered
from tests.indexing.fake_encoder import FakeEncoder
from tests.scenarios.restricted import BOARD, CANARIES, HR, SALES, hidden_words, write_library

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.conflicts.within_role import disputed_rows
from roleassistant.apps.slack.demo import payloads
from roleassistant.apps.slack.demo.requests import INTERACTION
from roleassistant.apps.slack.demo.workspace import View
from roleassistant.apps.slack.listeners.shortcuts import ASK_ABOUT_MESSAGE
from roleassistant.domain.visibility import PUBLIC
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

ALICE, BO = "U0ALICE", "U0BO"
GROUPS = (("S0HR", HR), ("S0BOARD", BOARD), ("S0SALES", SALES))
OF_THE_BOARD = "what is expected of a zorvane envoy P2?"
PUBLIC_QUESTION = "which skills does a harbour control need?"
# Names of what an outsider may have heard of: a role, its key, its page, an alias, with a slip.
NAMES = (
    "zorvane envoy", "ZORQUIL.ENVOY", "ZORQUIL.ENVOY.P2", "zorlune herald", "zorvane",
    "zorvan envoy", "Zorvane Envoy / Zorbex — P2", "MARINE.PILOT.P7", "MARINE.BARGE", "brumvex",
)  # fmt: skip


@pytest.fixture(scope="module")
def restricted(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("restricted")
    encoder = FakeEncoder()
    library = Library(folder / "index", model=encoder.identity)
    ingest([write_library(folder)], library=library, encoder=encoder, disputed=disputed_rows)
    return Assistant(library, lambda: encoder)


@pytest.fixture
def house(slack, started, restricted):
    for group, _ in GROUPS:
        slack.team.groups[group] = {ALICE}
    return started(restricted, groups=GROUPS, queue=5000)


class Outsider:
    """Sends what Slack would send if Bo had been shown more than he was."""

    def __init__(self, slack):
        self.slack, self.person, self.sent = slack, slack.person(BO), 0

    def _post(self, payload):
        self.sent += 1
        self.slack.do(lambda: self.slack.courier.post(INTERACTION, payload(self.person)))

    def presses(self, action, value, channel, message=None, kind="button"):
        place = self.slack.team.channels[channel]
        shown = message or self.slack.answers(channel)[-1]
        pressed = {"type": kind, "action_id": action, "block_id": "b", "value": value}
        if kind == "static_select":
            pressed["selected_option"] = {"value": value, "text": {"text": value}}

        def payload(person):
            permits = person._telling.permits(place.id, shown)
            user = self.slack.team.users[person.id]
            return payloads.block_action(
                self.slack.team, user, pressed, (place, shown), {}, permits
            )

        self._post(payload)

    def chooses_in_a_form(self, action, value):
        form = View("V1", BO, {"type": "modal", "blocks": []}, "h", "V1")
        pressed = {"type": "static_select", "action_id": action, "block_id": "b", "value": value}
        pressed["selected_option"] = {"value": value, "text": {"text": value}}

        def payload(person):
            permits = person._telling.permits(person.direct)
            user = self.slack.team.users[person.id]
            return payloads.block_action(self.slack.team, user, pressed, form, {}, permits)

        self._post(payload)

    def sends_a_form(self, callback, about, **fields):
        form = View(
            "V1",
            BO,
            {"type": "modal", "callback_id": callback, "private_metadata": about, "blocks": []},
            "h",
            "V1",
        )
        state = {name: {name: {"type": "x", "value": value}} for name, value in fields.items()}

        def payload(person):
            trigger = person._telling.permits(person.direct)["trigger_id"]
            user = self.slack.team.users[person.id]
            return payloads.view_event(self.slack.team, user, form, state, trigger)

        self._post(payload)


def words_of(text):
    return set(re.findall(r"[a-z]+", text.casefold()))


def seen_by_others(slack):
    """All that reached anybody but Alice: calls, acknowledgements, answers by address."""
    hers = (slack.person(ALICE).direct, ALICE)
    calls = [
        [call.method, call.arguments]
        for call in slack.calls
        if call.arguments.get("channel", call.arguments.get("channel_id")) not in hers
        and ALICE not in (call.arguments.get("user_id"), call.arguments.get("user"))
    ]
    acknowledged = [
        one.response for one in slack.deliveries if ALICE not in json.dumps(one.payload)
    ]
    private = [m.shown for m in slack.answers(GENERAL) if m.only_for == BO]
    shown = [m.shown for c in (GENERAL, HIRING) for m in slack.answers(c) if m.only_for != ALICE]
    return json.dumps([calls, acknowledged, private, shown], default=str)


@pytest.mark.slow
def test_by_no_form_button_menu_tab_or_prompt_does_an_outsider_learn_anything(
    slack, house, restricted, caplog
):
    caplog.set_level(logging.INFO, "roleassistant")
    alice, bo, outsider = slack.person(ALICE), slack.person(BO), Outsider(slack)
    runtime = house.running.runtime
    hers = answered(slack, alice.asks(OF_THE_BOARD))[-1]
    alice.clicks(hers, "feedback", chosen="negative")
    answered(slack, alice.mentions(GENERAL, OF_THE_BOARD))
    slack.quiet()
    root = answered(slack, bo.mentions(GENERAL, PUBLIC_QUESTION))[-1]
    own = answered(slack, bo.asks(PUBLIC_QUESTION))[-1]
    answers = [one.answer for one in runtime.traces.asked() if one.user == ALICE]
    assert len(answers) >= 2

    for answer in answers:  # ids that were guessed
        for channel, message in ((bo.direct, own), (GENERAL, root), (alice.direct, hers)):
            for number in ("1", "2", "9"):
                outsider.presses("citation.0", f"{answer}:{number}", channel, message)
            outsider.presses("feedback", f"{answer}:down", channel, message, "feedback_buttons")
            outsider.presses("share", answer, channel, message)
        outsider.sends_a_form("share_modal", answer, channel=HIRING, words="look")
        outsider.sends_a_form("feedback_modal", answer, wrong="other", comment="tell me")
    for name in NAMES:  # names that were overheard
        outsider.presses("choose", name, bo.direct, own, "static_select")
        outsider.presses("ask.0", f"what is expected of {name}?", GENERAL, root)
        outsider.chooses_in_a_form("job_post_role", name)
        outsider.sends_a_form("job_post_modal", GENERAL, job_post_role=name, level="P2")
        bo.command("/role", f"jobpost {name}", GENERAL)
        bo.command("/role", f"compare {name} P2 P3", GENERAL)
        slack.team.channels[HIRING].name = name.casefold().replace(" ", "-")
        bo.opens_pane(viewing=HIRING)
        bo.opens_assistant(viewing=HIRING)
        bo.shortcut(ASK_ABOUT_MESSAGE, bo.says(GENERAL, f"who does the work of {name}?"))
        bo.edits(bo.mentions(GENERAL, PUBLIC_QUESTION), f"<@U0ROLEBOT> {name}?")
        bo.opens_home()
        slack.quiet(0.2)
    slack.quiet(1.0)
    assert outsider.sent >= 60

    typed = words_of(json.dumps([OF_THE_BOARD, *NAMES]))
    assert words_of(seen_by_others(slack)) & (hidden_words(PUBLIC) - typed) == set()
    # What he did not say himself, he is not told: the words of the answer that Alice was given.
    assert words_of(hers.shown) & set(CANARIES[BOARD]) - typed
    assert [one for one in runtime.traces.asked() if one.bad and one.user == BO] == []
    assert runtime.traces.recent(slack.team.id, BO, 50) != ()
    # Nor does who looks after the bot, where nobody let it log what is said.
    assert words_of(caplog.text) & hidden_words(PUBLIC) == set()
    assert words_of(runtime.metrics.text().decode()) & hidden_words(PUBLIC) == set()
