"""What people do in Slack, from the first word to what they see."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sql
from tests.apps.slack.scenarios.sessions import (
    COMPARE,
    GENERAL,
    HIRING,
    SALARY,
    YEARS,
    answer_ids,
    answered,
    elements,
    of_the_inside,
    private,
    refused_calls,
)

from roleassistant.apps.slack.listeners.shortcuts import ASK_ABOUT_MESSAGE
from roleassistant.apps.slack.storage.tables import feedback


@pytest.fixture
def alice(slack, bot):
    return slack.person("U0ALICE")


@pytest.fixture(autouse=True)
def nothing_is_refused(slack):
    """Whatever a test does: Slack takes all that the bot sends, and no inside is shown."""
    yield
    assert refused_calls(slack) == []
    assert of_the_inside(slack) == []


def test_a_mention_is_answered_in_its_thread_with_sources(slack, alice):
    asked = alice.mentions(GENERAL, COMPARE)
    answers = answered(slack, asked)
    shown = "\n".join(message.shown for message in answers)
    assert all(message.thread_ts == asked.ts and not message.unfurl for message in answers)
    assert "P4" in shown
    assert "field-sales-p5.txt" in shown
    assert any(block["type"] == "table" for message in answers for block in message.blocks)


def test_a_thread_remembers_through_two_follow_ups_without_a_mention(slack, alice):
    asked = alice.mentions(GENERAL, COMPARE)
    first = answered(slack, asked)
    second_asked = alice.says(GENERAL, "and from P3 to P4?", asked.ts)
    second = answered(slack, second_asked, len(first) + 1)[len(first) :]
    alice.says(GENERAL, "how many years does it need?", asked.ts)
    everything = answered(slack, asked, len(first) + len(second) + 1)
    third = everything[len(first) + len(second) :]
    assert "P3" in second[0].shown
    assert "Field Sales" in third[0].shown
    assert len(answer_ids(everything)) == 3


def test_follow_ups_without_a_mention_can_be_turned_off(slack, started):
    started(follow_ups=False)
    alice = slack.person()
    asked = alice.mentions(GENERAL, COMPARE)
    count = len(answered(slack, asked))
    alice.says(GENERAL, "and from P3 to P4?", asked.ts)
    slack.quiet(0.7)
    assert len(slack.answers(GENERAL, asked.ts)) == count
    alice.mentions(GENERAL, "and from P3 to P4?", asked.ts)
    assert len(answered(slack, asked, count + 1)) > count


def test_what_people_say_in_a_channel_without_the_bot_is_not_answered(slack, alice):
    talk = alice.says(GENERAL, COMPARE)
    slack.person("U0BO").says(GENERAL, "good question", talk.ts)
    slack.quiet(0.7)
    assert slack.answers(GENERAL) == []


def test_a_direct_message_is_answered_below_it(slack, alice):
    asked = alice.asks(YEARS)
    answers = answered(slack, asked)
    assert answers[0].thread_ts == asked.ts
    assert "12+ years" in answers[0].shown
    assert slack.team.titles[alice.direct, asked.ts].startswith("how many years")


def test_the_pane_suggests_questions_that_the_profiles_answer(slack, alice):
    alice.opens_pane(viewing=HIRING)
    prompts = slack.wait(lambda: slack.team.prompts.get((alice.direct, None)))["prompts"]
    assert 1 <= len(prompts) <= 4
    asked = alice.asks(prompts[0]["message"], viewing=HIRING)
    assert elements(answered(slack, asked)[-1], "citation")


def test_the_pane_suggests_what_fits_the_channel_beside_it_by_the_scopes_of_the_manifest(
    slack, alice
):
    slack.team.channels[HIRING].name = "proj-field-sales"
    alice.opens_pane(viewing=HIRING)
    prompts = slack.wait(lambda: slack.team.prompts.get((alice.direct, None)))["prompts"]
    assert "Field Sales" in prompts[0]["message"]
    assert refused_calls(slack) == []


def test_the_older_assistant_pane_is_served_too(slack, alice):
    root = alice.opens_assistant(viewing=GENERAL)
    prompts = slack.wait(lambda: slack.team.prompts.get((alice.direct, root)))["prompts"]
    asked = alice.asks(prompts[0]["message"], root)
    assert elements(answered(slack, asked)[-1], "citation")
    assert not slack.team.statuses


def test_a_command_is_answered_for_whoever_typed_it(slack, alice):
    alice.command("/role", YEARS, GENERAL)
    slack.wait(lambda: private(slack, GENERAL))
    slack.quiet()
    assert "12+ years" in private(slack, GENERAL)[0].shown
    assert [m for m in slack.answers(GENERAL) if m.only_for is None] == []


def test_a_command_answer_can_be_shared_in_the_channel(slack, alice):
    alice.command("/role", "compare field sales P4 P5", GENERAL)
    answer = slack.wait(lambda: private(slack, GENERAL))[0]
    slack.quiet()
    shareable = [m for m in private(slack, GENERAL) if elements(m, "share")]
    alice.clicks(shareable[-1] if shareable else answer, "share")
    form = slack.wait(slack.modal)
    assert alice.submits(form) == {}
    slack.wait(lambda: [m for m in slack.answers(GENERAL) if m.only_for is None])
    slack.quiet()
    public = [m for m in slack.answers(GENERAL) if m.only_for is None]
    assert "P5" in "\n".join(message.shown for message in public)
    assert len(answer_ids(public)) == 1


def test_help_is_shown_in_the_acknowledgement(slack, alice):
    delivery = alice.command("/role", "help", GENERAL)
    slack.wait(lambda: private(slack, GENERAL))
    assert "/role" in private(slack, GENERAL)[0].shown
    assert delivery.response["response_type"] == "ephemeral"


def test_the_shortcut_answers_what_a_message_asks_privately(slack, alice):
    message = slack.person("U0BO").says(GENERAL, YEARS)
    alice.shortcut(ASK_ABOUT_MESSAGE, message)
    slack.wait(lambda: private(slack, GENERAL))
    slack.quiet()
    assert "12+ years" in private(slack, GENERAL)[0].shown
    assert [m for m in slack.answers(GENERAL) if m.only_for != "U0ALICE"] == []


def test_a_source_opens_with_its_quote_and_where_it_stands(slack, alice):
    answer = answered(slack, alice.asks(YEARS))[-1]
    button = elements(answer, "citation")[0]
    chosen = button["options"][0]["value"] if "options" in button else None
    alice.clicks(answer, button["action_id"], chosen)
    modal = slack.wait(slack.modal)
    shown = "\n".join(_texts(modal.content))
    assert "12+ years" in shown
    assert "field-sales-p5.txt" in shown


def test_feedback_is_kept_and_a_bad_one_asks_why(slack, alice, bot):
    answer = answered(slack, alice.asks(YEARS))[-1]
    alice.clicks(answer, "feedback", chosen="negative")
    modal = slack.wait(slack.modal)
    fields = [b["element"] for b in modal.content["blocks"] if b["type"] == "input"]
    words = {
        f["action_id"]: "the years are of another level"
        for f in fields
        if f["type"] == "plain_text_input"
    }
    choices = {
        f["action_id"]: [f["options"][0]["value"]] if f["type"] == "checkboxes" else
        f["options"][0]["value"]
        for f in fields
        if "options" in f
    }  # fmt: skip
    assert alice.submits(modal, {**words, **choices}) == {}
    assert slack.modal() is None
    assert any(one.good is False for one in kept_feedback(bot))


def kept_feedback(bot):
    return bot.bot.database.read(lambda c: c.execute(sql.select(feedback)).all())


def test_what_is_ambiguous_is_asked_back_as_a_choice(slack, alice):
    asked = alice.asks("what separates P4 from P5?")
    answer = answered(slack, asked)[-1]
    choice = elements(answer, "choose")
    assert choice, answer.shown
    option = choice[0]["options"][0]["value"] if "options" in choice[0] else None
    alice.clicks(answer, choice[0]["action_id"], option)
    both = answered(slack, asked, 2)
    assert len(answer_ids(both)) == 2


def test_what_the_profiles_do_not_say_is_said_to_be_missing(slack, alice):
    answer = answered(slack, alice.asks(SALARY))[-1]
    assert "record no pay amounts" in answer.shown
    assert elements(answer, "ask")


def test_a_contradiction_is_marked_with_both_sides(slack, alice):
    shown = answered(slack, alice.asks(YEARS))[-1].shown
    assert "disagree" in shown
    assert "12+ years" in shown
    assert "9–12 yrs" in shown


def test_a_button_asks_the_next_question(slack, alice):
    asked = alice.mentions(GENERAL, YEARS)
    answer = answered(slack, asked)[-1]
    next_question = elements(answer, "ask")[0]
    alice.clicks(answer, next_question["action_id"])
    answers = answered(slack, asked, 2)
    assert len(answer_ids(answers)) == 2


def test_a_comparison_of_eighty_statements_keeps_every_citation(slack, started, long_profiles):
    started(long_profiles)
    asked = slack.person().asks("what separates P4 from P5 for field sales?")
    answers = answered(slack, asked, seconds=40)
    shown = "\n".join(message.shown for message in answers)
    marks = {int(number) for number in re.findall(r"\[(\d+)\]", shown)}
    assert len(marks) >= 80
    assert marks == set(range(1, max(marks) + 1))
    assert all(f"Keeps ledger {number} " in shown for number in range(40))
    assert len(answer_ids(answers)) == 1
    assert any(block["type"] == "table" for message in answers for block in message.blocks)


def test_the_home_tab_shows_the_roles_and_this_persons_questions(slack, alice):
    answered(slack, alice.asks(YEARS))
    alice.opens_home()
    home = slack.wait(lambda: slack.team.homes.get(alice.id))
    shown = "\n".join(_texts(home.content))
    assert "years of experience" in shown
    slack.person("U0BO").opens_home()
    other = slack.wait(lambda: slack.team.homes.get("U0BO"))
    assert "years of experience" not in "\n".join(_texts(other.content))


def test_a_thread_goes_on_after_a_restart(slack, started):
    first = started()
    alice = slack.person()
    asked = alice.mentions(GENERAL, COMPARE)
    count = len(answered(slack, asked))
    first.stop()
    waiting = alice.says(GENERAL, "and from P3 to P4?", asked.ts)
    started()
    answers = answered(slack, waiting, count + 1)
    assert "P3" in answers[count].shown
    assert len(answer_ids(answers)) == 2


def test_two_replicas_answer_what_both_are_told_once(slack, started):
    started()
    started()
    slack.wait(lambda: len(slack.courier.sockets) == 2)
    people = [slack.person(f"U0P{number}") for number in range(6)]
    asked = [person.mentions(GENERAL, YEARS, copies=4) for person in people]
    for question in asked:
        assert len(answer_ids(answered(slack, question))) == 1


def test_an_edited_question_changes_its_answer(slack, alice):
    asked = alice.mentions(GENERAL, YEARS)
    before = answered(slack, asked)
    alice.edits(asked, f"<@U0ROLEBOT> {SALARY}")
    slack.wait(lambda: "record no pay amounts" in before[0].shown)
    slack.quiet()
    assert len(slack.answers(GENERAL, asked.ts)) == len(before)


def test_the_answer_of_a_deleted_question_goes_with_it(slack, alice):
    asked = alice.mentions(GENERAL, YEARS)
    answered(slack, asked)
    alice.deletes(asked)
    slack.wait(lambda: not slack.answers(GENERAL))


def test_who_wants_to_be_forgotten_is(slack, alice, bot):
    answered(slack, alice.asks(YEARS))
    alice.command("/role", "forget me")
    slack.wait(lambda: len(slack.answers(alice.direct)) > 1)
    alice.opens_home()
    home = slack.wait(lambda: slack.team.homes.get(alice.id))
    assert "years of experience does" not in "\n".join(_texts(home.content))


def _texts(value):
    if isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name == "text" and isinstance(part, str):
                yield part
            else:
                yield from _texts(part)
