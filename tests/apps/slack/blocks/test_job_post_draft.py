"""What a recruiter is told of a draft, and the draft where no file can be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.apps.slack.blocks.checks import check_messages
from tests.apps.slack.blocks.made import any_words, long_words
from tests.apps.slack.blocks.reading import characters, prose

from roleassistant.apps.slack.blocks.inert import inert
from roleassistant.apps.slack.blocks.job_post_draft import draft_summary, draft_text

notes = st.lists(st.tuples(any_words, st.lists(any_words, max_size=20)), max_size=4)


@given(any_words, any_words, any_words, notes)
def test_slack_takes_any_summary(title, role, level, told):
    check_messages(draft_summary(title, role, level, told))


def test_a_summary_says_what_is_left_to_decide_and_how_much_more_there_is():
    told = [("To decide", [f"Note {n}" for n in range(15)]), ("Nothing here", [])]
    (message,) = draft_summary("Account Executive", "Field Sales", "P4", told)
    shown = message.text
    assert shown.startswith("Draft: Account Executive\nField Sales — P4\nTo decide\n• Note 0\n")
    assert "and 3 more, in the document" in shown
    assert "Nothing here" not in shown


@given(st.lists(st.one_of(any_words, long_words), min_size=1, max_size=6).map("\n\n".join))
def test_a_draft_as_messages_is_whole(draft):
    messages = draft_text(draft)
    check_messages(messages or draft_summary("x", "x", "x", []))
    assert characters(inert(draft)) == characters(prose(messages))
