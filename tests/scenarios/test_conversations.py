"""Conversations of ten turns and more, each turn right, and kept across a restart."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.scenarios.cases import misquotes
from tests.scenarios.conversations import conversations, wrong_with

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.conversation.store import ConversationStore, ThreadKey
from roleassistant.answering.conversation.thread import Thread
from roleassistant.answering.conversation.threads import Threads
from roleassistant.evaluation.suites.case import Case


def played(conversation: Case, assistant: Assistant) -> list[str]:
    """What goes wrong when the conversation is held."""
    thread, wrong = Thread(), []
    for expected in conversation.turns:
        answered, thread = assistant.answer_in(thread, expected.question)
        wrong += wrong_with(expected, answered.answer, answered.understood or "")
        wrong += misquotes(answered.answer, assistant)
    return wrong


@pytest.mark.parametrize("conversation", conversations("bundled"), ids=lambda c: c.id)
def test_a_conversation_over_the_bundled_profiles(bundled: Assistant, conversation: Case) -> None:
    assert played(conversation, bundled) == []


@pytest.mark.parametrize("conversation", conversations("elsewhere"), ids=lambda c: c.id)
def test_a_conversation_over_profiles_of_another_house(
    elsewhere: Assistant, conversation: Case
) -> None:
    assert played(conversation, elsewhere) == []


@pytest.mark.parametrize("conversation", conversations("real"), ids=lambda c: c.id)
def test_a_conversation_over_the_real_page(real: Assistant, conversation: Case) -> None:
    assert played(conversation, real) == []


@pytest.mark.parametrize("conversation", conversations("bundled"), ids=lambda c: c.id)
def test_a_conversation_goes_on_when_the_program_is_started_anew_for_each_turn(
    bundled: Assistant, tmp_path: Path, conversation: Case
) -> None:
    wrong = []
    for expected in conversation.turns:
        threads = Threads(bundled, ConversationStore(None, tmp_path))
        answered = threads.answer(ThreadKey("me", "one"), expected.question)
        wrong += wrong_with(expected, answered.answer, answered.understood or "")
    assert wrong == []


def test_two_users_talk_at_once_in_threads_of_the_same_name(
    bundled: Assistant, tmp_path: Path
) -> None:
    threads = Threads(bundled, ConversationStore(None, tmp_path))
    one, other, *_ = conversations("bundled")
    wrong = []
    for mine, theirs in zip(one.turns, other.turns, strict=False):
        for owner, expected in (("team:a user:1", mine), ("team:a user:2", theirs)):
            answered = threads.answer(ThreadKey(owner, "thread"), expected.question)
            wrong += wrong_with(expected, answered.answer, answered.understood or "")
    assert wrong == []


def test_there_are_at_least_six_conversations_of_ten_turns() -> None:
    every = [c for corpus in ("bundled", "elsewhere", "real") for c in conversations(corpus)]
    assert sum(len(conversation.turns) >= 10 for conversation in every) >= 6
