"""A question that says what sort of value it wants is answered by a statement that gives one."""

from __future__ import annotations

import pytest

from roleassistant.retrieval.values import value_wanted


@pytest.mark.parametrize(
    ("question", "gives", "gives_none"),
    [
        (
            "what is the error budget in percent",
            "Keeps the error budget at 2 percent.",
            "Reports the error budget each month.",
        ),
        (
            "how many lawyers does a lead supervise",
            "Reviews the work of up to four lawyers.",
            "Reviews the work of other lawyers.",
        ),
        (
            "how many customers are looked after",
            "Agrees on goals with each of 20 to 30 medium-size customers.",
            "Reviewed 2026-02 by the customer success guild.",
        ),
        (
            "how often is the log written",
            "Holds the pager for one week in six.",
            "Holds the pager and writes a log.",
        ),
        ("how often are signs measured", "Measures vital signs every hour.", "Measures signs."),
        ("how long is the shift", "Three shifts of eight hours.", "Hands the shift over."),
        ("how much does the license cost", "The license costs 300 euros.", "Renews the license."),
        (
            "up to what amount can a clerk refund without asking",
            "Refunds up to 200 euros alone.",
            "Refunds fares alone.",
        ),
        (
            "how much can a store manager sign for",
            "Signs orders up to 5,000 pounds.",
            "Signs orders of the store.",
        ),
        (
            "how soon after an outage is the report written",
            "Writes the report within three days.",
            "Writes the report of an outage.",
        ),
        (
            "what brand of welding set do fitters use",
            "Welds with a Fronius set.",
            "Welds P2 plate with a portable set.",
        ),
        (
            "who is the harbour master they report to, by name",
            "Reports to harbour master Ida Voss.",
            "Reports to the harbour master.",
        ),
        ("on which day is the meeting", "The meeting is on Friday.", "Leads the meeting."),
        ("what is the churn rate", "Keeps churn below 5 in 100.", "Finds the causes of churn."),
    ],
)
def test_a_value_is_told_from_a_mention(question: str, gives: str, gives_none: str) -> None:
    wanted = value_wanted(question)
    assert wanted is not None
    assert wanted.given_in(gives)
    assert not wanted.given_in(gives_none)


@pytest.mark.parametrize(
    "question", ["who leads the meeting", "what does a p3 do", "which tools are used", ""]
)
def test_most_questions_want_no_sort_of_value(question: str) -> None:
    assert value_wanted(question) is None
