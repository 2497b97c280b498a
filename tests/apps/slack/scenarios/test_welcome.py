"""The first words of the bot."""

from __future__ import annotations

from tests.apps.slack.scenarios.sessions import GENERAL, YEARS, answered


def test_a_thread_of_the_older_pane_begins_with_a_word_of_ours_once(slack, bot):
    alice = slack.person("U0ALICE")
    root = alice.opens_assistant(viewing=GENERAL)
    (welcome,) = slack.wait(lambda: slack.answers(alice.direct, root))
    assert "I answer from your role profiles" in welcome.shown
    alice.looks_at(GENERAL, root)
    slack.quiet(0.3)
    assert len(slack.answers(alice.direct, root)) == 1
    asked = alice.asks(YEARS, root)
    assert "12+ years" in answered(slack, asked, 2)[-1].shown
