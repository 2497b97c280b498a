"""A stored conversation as LangChain's users meet it."""

from __future__ import annotations

from functools import reduce
from operator import add
from pathlib import Path

import pytest
from langchain_core.runnables import RunnableConfig

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.conversation.chain import ConversationChain
from roleassistant.answering.conversation.store import ConversationStore
from roleassistant.answering.conversation.threads import Threads
from roleassistant.errors import UsageError

YEARS = "how many years does a P4 account executive need?"


def of(user: str) -> RunnableConfig:
    return {"configurable": {"thread_id": "t1", "user_id": user}}


@pytest.fixture
def chain(assistant: Assistant, tmp_path: Path) -> ConversationChain:
    return ConversationChain(Threads(assistant, ConversationStore(None, tmp_path)))


def test_the_config_names_the_thread(chain: ConversationChain) -> None:
    chain.invoke(YEARS, of("ada"))
    assert {c.level for c in chain.invoke("and P3?", of("ada")).citations} == {"P3"}


def test_another_user_has_another_thread(chain: ConversationChain) -> None:
    chain.invoke(YEARS, of("ada"))
    assert chain.invoke("and P3?", of("bob")).abstained


def test_the_pieces_of_a_turn_add_up_to_it(chain: ConversationChain) -> None:
    chain.invoke(YEARS, of("ada"))
    chain.invoke(YEARS, of("bob"))
    total = reduce(add, chain.stream("and P3?", of("ada")))
    assert total == chain.invoke("and P3?", of("bob"))


@pytest.mark.parametrize("config", [None, {}, {"configurable": {"thread_id": "t1"}}])
def test_without_a_thread_the_error_says_how_to_name_one(
    chain: ConversationChain, config: RunnableConfig | None
) -> None:
    with pytest.raises(UsageError, match="thread_id"):
        chain.invoke(YEARS, config)
