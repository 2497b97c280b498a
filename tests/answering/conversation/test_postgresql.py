"""The same store in PostgreSQL, where its server and its driver are on this machine."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sql

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.conversation.store import ConversationStore, ThreadKey
from roleassistant.answering.conversation.thread import Asked, Thread
from roleassistant.answering.conversation.threads import Threads
from roleassistant.errors import ConversationsUnavailable

ME = ThreadKey("me", "one")
ASKED = Thread(asked=(Asked("how many years", "lookup", ("GROWTH.ACCTEXEC",), ("P4",)),))
YEARS = "how many years of experience does a P4 account executive need"


@pytest.fixture
def url(postgresql: str) -> str:
    """The server, without what an earlier test left."""
    engine = sql.create_engine(postgresql)
    with engine.begin() as connection:
        for table in ("threads", "turns", "conversations_schema"):
            connection.execute(sql.text(f"DROP TABLE IF EXISTS {table}"))
    engine.dispose()
    return postgresql


def test_a_conversation_goes_on_over_several_machines(
    assistant: Assistant, url: str, tmp_path: Path
) -> None:
    for turn, understood in (
        (YEARS, "P4 of Account Executive"),
        ("and P3?", "P3 of Account Executive"),
        ("and the degree?", "P3 of Account Executive"),
    ):
        threads = Threads(assistant, ConversationStore(url, tmp_path))
        answered = threads.answer(ME, turn)
        assert answered.answer.warnings == ()
        assert answered.understood is not None
        assert answered.understood.startswith(understood)
    assert list(tmp_path.iterdir()) == []


def test_only_its_owner_finds_a_thread(url: str, tmp_path: Path) -> None:
    store = ConversationStore(url, tmp_path)
    assert store.save(ME, 0, ASKED, {})
    assert store.load(ME).thread == ASKED
    assert store.load(ThreadKey("you", "one")).thread == Thread()


def test_a_turn_that_follows_a_turn_that_is_not_the_last_is_not_written(
    url: str, tmp_path: Path
) -> None:
    store = ConversationStore(url, tmp_path)
    assert store.save(ME, 0, ASKED, {})
    assert not store.save(ME, 0, Thread(), {})
    assert store.load(ME).thread == ASKED


def test_machines_that_begin_at_once_write_every_turn_once(
    assistant: Assistant, url: str, tmp_path: Path
) -> None:
    machines = [Threads(assistant, ConversationStore(url, tmp_path)) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answered = list(pool.map(lambda threads: threads.answer(ME, YEARS), machines))
    assert all(one.answer.warnings == () for one in answered)
    assert ConversationStore(url, tmp_path).load(ME).number == 4


def test_a_locked_table_costs_the_history_and_not_the_answer(
    assistant: Assistant, url: str, tmp_path: Path
) -> None:
    threads = Threads(assistant, ConversationStore(url, tmp_path))
    threads.answer(ME, YEARS)
    engine = sql.create_engine(url)
    with engine.begin() as other:
        other.execute(sql.text("LOCK TABLE threads IN ACCESS EXCLUSIVE MODE"))
        answered = threads.answer(ME, YEARS)
    engine.dispose()
    assert not answered.answer.abstained
    assert any("without what was said before" in text for text in answered.answer.warnings)
    assert threads.answer(ME, "and P3?").answer.warnings == ()


def test_a_server_that_is_not_there_costs_the_history_and_not_the_answer(
    assistant: Assistant, postgresql: str, tmp_path: Path
) -> None:
    nowhere = f"postgresql+psycopg://me:secret@/postgres?host={tmp_path}"
    with pytest.raises(ConversationsUnavailable) as failed:
        ConversationStore(nowhere, tmp_path).load(ME)
    assert "secret" not in str(failed.value)
    answered = Threads(assistant, ConversationStore(nowhere, tmp_path)).answer(ME, YEARS)
    assert not answered.answer.abstained
    assert len(answered.answer.warnings) == 1
