"""Every planted fault is found, and clean posts are left alone."""

from __future__ import annotations

import pytest
from tests.recruiting.lint import corpora

PLANTED = corpora.planted()
MOST_ON_CLEAN_POSTS = 2  # warnings and errors, over all of them


def test_there_are_enough_posts_and_kinds_of_faults():
    kinds = {one.rule for case in PLANTED for one in case.planted}
    assert len(PLANTED) >= 60
    assert len(kinds) >= 25
    assert len(corpora.clean()) >= 20


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.name)
def test_every_planted_fault_is_found(case):
    assert not case.missed


def test_clean_posts_raise_no_more_than_a_few_findings():
    raised = [
        (name, finding.rule, finding.place)
        for name, findings in corpora.clean().items()
        for finding in corpora.grave(findings)
    ]
    assert len(raised) <= MOST_ON_CLEAN_POSTS, raised


@pytest.mark.parametrize(("round_", "least"), [("first", 0.9), ("second", 0.7)])
def test_what_was_learnt_from_unseen_posts_is_not_lost(round_, least):
    cases = corpora.unseen(round_)
    planted = sum(len(case.planted) for case in cases)
    missed = sum(len(case.missed) for case in cases)
    assert 1 - missed / planted >= least


def test_a_finding_says_why_on_whose_word_and_what_to_write_instead():
    for case in PLANTED:
        for finding in case.findings:
            assert finding.why
            assert finding.source
            assert finding.suggestion


def test_the_same_post_gives_the_same_findings():
    from roleassistant.recruiting.lint import lint

    text = PLANTED[0].text
    assert lint(text) == lint(text)
