"""Conversations in SQLite: kept, apart, in order, forgotten in time, and never in the way."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.conversation.database import SQLITE_FILE
from roleassistant.answering.conversation.store import ConversationStore, ThreadKey
from roleassistant.answering.conversation.thread import Asked, Thread
from roleassistant.answering.conversation.threads import Threads
from roleassistant.errors import ConversationsUnavailable, UsageError

ME = ThreadKey("me", "one")
ASKED = Thread(asked=(Asked("how many years", "lookup", ("GROWTH.ACCTEXEC",), ("P4",)),))
YEARS = "how many years of experience does a P4 account executive need"
DAY = 86_400


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ConversationStore]:
    store = ConversationStore(None, tmp_path)
    yield store
    store.close()


@pytest.fixture
def threads(assistant: Assistant, store: ConversationStore) -> Threads:
    return Threads(assistant, store)


@contextmanager
def locked_by_another_process(file: Path) -> Iterator[None]:
    script = (
        "import sqlite3, sys\n"
        "held = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "held.execute('PRAGMA locking_mode=EXCLUSIVE')\n"
        "held.execute('BEGIN EXCLUSIVE')\n"
        "held.execute('CREATE TABLE IF NOT EXISTS held (x)')\n"
        "print('locked', flush=True)\n"
        "sys.stdin.read()\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"locked\n"
    try:
        yield
    finally:
        holder.communicate()


def test_a_thread_that_nobody_began_is_empty(store: ConversationStore) -> None:
    assert store.load(ME).thread == Thread()
    assert store.load(ME).number == 0


def test_what_is_saved_is_there_for_another_process(tmp_path: Path) -> None:
    assert ConversationStore(None, tmp_path).save(ME, 0, ASKED, {"question": "?"})
    kept = ConversationStore(None, tmp_path).load(ME)
    assert kept.thread == ASKED
    assert kept.number == 1


def test_only_its_owner_finds_a_thread(store: ConversationStore) -> None:
    store.save(ME, 0, ASKED, {})
    assert store.load(ThreadKey("you", "one")).thread == Thread()
    assert store.load(ThreadKey("me", "two")).thread == Thread()
    assert store.save(ThreadKey("you", "one"), 0, Thread(), {})
    assert store.load(ME).thread == ASKED


def test_a_row_that_was_moved_to_another_owner_is_not_read(
    store: ConversationStore, tmp_path: Path
) -> None:
    store.save(ME, 0, ASKED, {})
    with sqlite3.connect(tmp_path / SQLITE_FILE) as database:
        database.execute("UPDATE threads SET owner = 'you'")
    kept = store.load(ThreadKey("you", "one"))
    assert kept.thread == Thread()
    assert kept.warning is not None


def test_a_turn_that_follows_a_turn_that_is_not_the_last_is_not_written(
    store: ConversationStore,
) -> None:
    assert store.save(ME, 0, ASKED, {})
    assert not store.save(ME, 0, Thread(), {})
    assert not store.save(ME, 7, Thread(), {})
    assert store.load(ME).thread == ASKED


def test_a_thread_is_forgotten_when_nobody_goes_on_with_it(tmp_path: Path) -> None:
    now = [1000 * DAY]
    store = ConversationStore(None, tmp_path, keep_days=30, now=lambda: now[0])
    store.save(ME, 0, ASKED, {"question": "mine"})
    now[0] += 29 * DAY
    assert store.load(ME).thread == ASKED
    now[0] += 2 * DAY
    assert store.load(ME).thread == Thread()
    store.save(ThreadKey("you", "other"), 0, Thread(), {})
    with sqlite3.connect(tmp_path / SQLITE_FILE) as database:
        assert database.execute("SELECT owner FROM threads").fetchall() == [("you",)]
        assert database.execute("SELECT owner FROM turns").fetchall() == [("you",)]


def test_nobody_else_on_the_machine_can_read_the_file(
    store: ConversationStore, tmp_path: Path
) -> None:
    store.save(ME, 0, ASKED, {})
    assert stat.S_IMODE((tmp_path / SQLITE_FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "\x1b[2J", "x" * 300])
def test_a_name_that_cannot_be_shown_is_wrong_usage(name: str) -> None:
    with pytest.raises(UsageError, match="conversation"):
        ThreadKey("me", name)


def test_a_database_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    ConversationStore(None, tmp_path).save(ME, 0, ASKED, {})
    with sqlite3.connect(tmp_path / SQLITE_FILE) as database:
        database.execute("UPDATE conversations_schema SET version = 2")
    with pytest.raises(ConversationsUnavailable, match="version 2"):
        ConversationStore(None, tmp_path).load(ME)


@pytest.mark.parametrize(
    "url", ["me:secret@127.0.0.1:1/x", "/x?host=127.0.0.1&user=me&password=secret"]
)
def test_a_password_of_a_database_is_not_shown(url: str) -> None:
    store = ConversationStore(f"postgresql+nodriver://{url}", Path())
    with pytest.raises(ConversationsUnavailable) as failed:
        store.load(ME)
    assert "secret" not in str(failed.value)


# --- a database that is locked, or damaged, and questions at once ---------------------------------


@pytest.mark.parametrize("began_before", [True, False])
def test_a_locked_database_costs_the_history_and_not_the_answer(
    assistant: Assistant, tmp_path: Path, began_before: bool
) -> None:
    if began_before:
        began = ConversationStore(None, tmp_path)
        Threads(assistant, began).answer(ME, YEARS)
        began.close()
    assistant.answer(YEARS)  # what is measured is the wait, not the first look at the index
    with locked_by_another_process(tmp_path / SQLITE_FILE):
        started = time.monotonic()
        answered = Threads(assistant, ConversationStore(None, tmp_path)).answer(ME, YEARS)
        waited = time.monotonic() - started
    assert not answered.answer.abstained
    assert waited < 1
    (warning,) = answered.answer.warnings
    assert "without what was said before" in warning


def test_a_database_that_takes_no_writing_costs_only_the_memory_of_the_turn(
    threads: Threads, tmp_path: Path
) -> None:
    threads.answer(ME, YEARS)
    writer = sqlite3.connect(tmp_path / SQLITE_FILE, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    answered = threads.answer(ME, "and P3?")
    writer.execute("ROLLBACK")
    writer.close()
    assert answered.understood == "P3 of Account Executive / Mid-Market: years of experience"
    (warning,) = answered.answer.warnings
    assert "This turn is not remembered" in warning
    assert threads.answer(ME, "and P2?").answer.warnings == ()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"garbage" * 1000,
        lambda data: data[: len(data) // 2],
        lambda data: b"\0" * 4096 + data[4096:],
        lambda data: data[:4096] + Random(7).randbytes(len(data) - 4096),
    ],
    ids=["garbage", "cut", "no header", "random pages"],
)
def test_a_damaged_database_is_moved_aside_and_a_new_one_made(
    assistant: Assistant, tmp_path: Path, damage
) -> None:
    before = ConversationStore(None, tmp_path)
    Threads(assistant, before).answer(ME, YEARS)
    before.close()
    file = tmp_path / SQLITE_FILE
    file.write_bytes(damage(file.read_bytes()))
    store = ConversationStore(None, tmp_path)
    threads = Threads(assistant, store)
    answered = threads.answer(ME, YEARS)
    assert not answered.answer.abstained
    assert any("moved to" in warning for warning in answered.answer.warnings)
    assert (tmp_path / f"{SQLITE_FILE}.damaged-1").exists()
    after = threads.answer(ME, "and P3?")
    assert after.answer.warnings == ()
    assert after.understood is not None
    assert after.understood.startswith("P3 of")


def test_a_file_that_another_process_moved_aside_is_let_go_of(tmp_path: Path) -> None:
    store = ConversationStore(None, tmp_path)
    store.save(ME, 0, ASKED, {})
    (tmp_path / SQLITE_FILE).rename(tmp_path / "aside")
    assert store.load(ME).thread == Thread()
    assert store.save(ME, 0, ASKED, {})
    assert ConversationStore(None, tmp_path).load(ME).thread == ASKED


def test_flipped_bytes_never_come_back_as_history(tmp_path: Path) -> None:
    store = ConversationStore(None, tmp_path)
    store.save(ME, 0, ASKED, {"question": "how many years"})
    store.close()
    file = tmp_path / SQLITE_FILE
    whole = file.read_bytes()
    for at in range(64, len(whole), 97):
        for path in tmp_path.iterdir():
            path.unlink()
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        fresh = ConversationStore(None, tmp_path)
        try:
            thread = fresh.load(ME).thread
        except ConversationsUnavailable:
            continue
        finally:
            fresh.close()
        assert thread in (ASKED, Thread()), f"byte {at}"


def test_questions_that_are_asked_at_once_are_kept_in_order(
    threads: Threads, tmp_path: Path
) -> None:
    threads.answer(ME, YEARS)
    levels = ["P2", "P3", "P4"] * 4
    with ThreadPoolExecutor(8) as pool:
        answered = list(pool.map(lambda level: threads.answer(ME, f"and {level}?"), levels))
    assert all(one.understood and "years of experience" in one.understood for one in answered)
    assert all(one.answer.warnings == () for one in answered)
    with sqlite3.connect(tmp_path / SQLITE_FILE) as database:
        rows = database.execute("SELECT number FROM turns ORDER BY number").fetchall()
    assert [number for (number,) in rows] == list(range(1, len(levels) + 2))


def test_a_turn_that_another_process_took_meanwhile_comes_first(
    assistant: Assistant, tmp_path: Path
) -> None:
    Threads(assistant, ConversationStore(None, tmp_path)).answer(ME, YEARS)
    behind = ConversationStore(None, tmp_path)
    late = Threads(assistant, _Overtaken(behind, Threads(assistant, behind)))  # type: ignore[arg-type]
    answered = late.answer(ME, "and the level above?")
    # The other turn was about P2: seen from there, the level above is P3.
    assert answered.understood == "P3 of Account Executive / Mid-Market: years of experience"


class _Overtaken:
    """A store in which another turn is taken between the first reading and the first writing."""

    def __init__(self, store: ConversationStore, other: Threads) -> None:
        self._store, self._other = store, other
        self._once = threading.Event()

    def load(self, key: ThreadKey, *view):
        kept = self._store.load(key, *view)
        if not self._once.is_set():
            self._once.set()
            self._other.answer(key, "and P2?")
        return kept

    def save(self, *arguments):
        return self._store.save(*arguments)

    def told(self) -> tuple[str, ...]:
        return self._store.told()


def test_who_speaks_next_in_one_place_follows_what_was_said_and_nothing_of_whoever_said_it(
    threads: Threads, store: ConversationStore
) -> None:
    mine, yours = ThreadKey("me", "place"), ThreadKey("you", "place")
    threads.answer(mine, "I close deals alone")
    threads.answer(mine, YEARS)
    followed = threads.answer(yours, "and P3?", after=mine)
    assert followed.understood == "P3 of Account Executive / Mid-Market: years of experience"
    assert store.load(yours).thread.told == ()
    assert not threads.answer(ThreadKey("them", "place"), "and P3?").understood


def test_who_is_forgotten_is_gone_and_nobody_else(store: ConversationStore) -> None:
    other = ThreadKey("you", "one")
    store.save(ME, 0, ASKED, {"question": "?"})
    store.save(other, 0, ASKED, {"question": "?"})
    store.forget("me")
    assert store.load(ME).number == 0
    assert store.load(other).number == 1
