"""The durable queue: claimed once, in order, bounded, and never lost with a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sql
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.apps.slack.requests import Kind, Request, Surface, request_from
from roleassistant.apps.slack.storage.database import SlackDatabase
from roleassistant.apps.slack.storage.queue import (
    CLAIM_SECONDS,
    LEASE_SECONDS,
    Accepted,
    Job,
    Progress,
    Queue,
)
from roleassistant.apps.slack.storage.tables import tables

ROOM = 20


class Clock:
    def __init__(self) -> None:
        self.time = 1_000_000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


Open = Callable[[], SlackDatabase]


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Opens the same database, with connections of its own each time."""
    url: str | None = None
    if request.param == "PostgreSQL":
        found: str = request.getfixturevalue("postgresql")
        engine = sql.create_engine(found)
        tables.drop_all(engine)
        engine.dispose()
        url = found
    return lambda: SlackDatabase(url, tmp_path)


@pytest.fixture
def database(opened: Open) -> Iterator[SlackDatabase]:
    database = opened()
    yield database
    database.close()


@pytest.fixture
def queue(database: SlackDatabase, clock: Clock) -> Queue:
    return Queue(database, ROOM, clock)


def question(ts: str = "1.1", **changed: Any) -> Request:
    given: dict[str, Any] = {
        "kind": Kind.QUESTION,
        "surface": Surface.MENTION,
        "team": "T1",
        "user": "U1",
        "channel": "C1",
        "text": f"question {ts}",
        "thread_ts": ts,
        "ts": ts,
    }
    return Request(**given | changed)


def leased(queue: Queue) -> Job:
    job = queue.lease()
    assert job is not None
    return job


def test_an_event_that_comes_again_is_taken_once(queue):
    assert queue.accept(["event:A:T1:Ev1"], question()) is Accepted.QUEUED
    assert queue.accept(["event:A:T1:Ev1"], question()) is Accepted.TAKEN_BEFORE
    assert queue.depth() == 1


def test_a_mention_and_the_message_that_it_is_are_one_question(queue):
    first = ["event:A:T1:Ev1", "message:A:T1:C1:1.1"]
    second = ["event:A:T1:Ev2", "message:A:T1:C1:1.1"]
    assert queue.accept(first, question()) is Accepted.QUEUED
    assert queue.accept(second, question()) is Accepted.TAKEN_BEFORE
    # Slack's retry of the second is one of the same event, whatever else it says.
    assert queue.accept(["event:A:T1:Ev2"], question()) is Accepted.TAKEN_BEFORE


def test_the_same_ids_in_another_workspace_are_another_event(queue):
    assert queue.accept(["event:A:T1:Ev1"], question()) is Accepted.QUEUED
    assert queue.accept(["event:A:T2:Ev1"], question(team="T2")) is Accepted.QUEUED


def test_a_claim_outlives_its_job_until_slack_sends_nothing_of_it_any_more(queue, clock):
    queue.accept(["event"], question())
    queue.complete(leased(queue))
    assert queue.accept(["event"], question()) is Accepted.TAKEN_BEFORE
    clock.time += CLAIM_SECONDS + 1
    queue.forget_claims()
    assert queue.accept(["event"], question()) is Accepted.QUEUED


def test_where_nothing_was_claimed_nothing_is_queued(queue, monkeypatch):
    def fails(*_: object) -> None:
        raise RuntimeError("the process dies here")

    monkeypatch.setattr("roleassistant.apps.slack.storage.queue.take_part", fails)
    with pytest.raises(RuntimeError):
        queue.accept(["event"], question())
    monkeypatch.undo()
    assert queue.depth() == 0
    assert queue.accept(["event"], question()) is Accepted.QUEUED


def test_jobs_of_a_thread_are_done_one_after_the_other_and_in_order(queue):
    for number in range(3):
        queue.accept([f"event {number}"], question(f"2.{number}", thread_ts="2.0"))
    queue.accept(["other"], question("9.9"))
    first = leased(queue)
    assert first.request.ts == "2.0"
    assert leased(queue).request.ts == "9.9"  # another thread does not wait
    assert queue.lease() is None
    queue.complete(first)
    assert leased(queue).request.ts == "2.1"


def test_a_job_that_was_put_off_keeps_its_place(queue, clock):
    queue.accept(["a"], question("2.0", thread_ts="2.0"))
    queue.accept(["b"], question("2.1", thread_ts="2.0"))
    queue.postpone(leased(queue), 5.0)
    assert queue.lease() is None
    clock.time += 6
    again = leased(queue)
    assert (again.request.ts, again.attempts) == ("2.0", 2)


def test_when_the_queue_is_full_the_question_is_refused(database, clock):
    queue = Queue(database, 3, clock)
    outcomes = [queue.accept([str(n)], question(f"1.{n}", user=f"U{n}")) for n in range(4)]
    assert outcomes == [Accepted.QUEUED] * 3 + [Accepted.FULL]
    assert queue.accept(["3"], question("1.3", user="U3")) is Accepted.TAKEN_BEFORE  # told once
    queue.complete(leased(queue))
    assert queue.accept(["4"], question("1.4", user="U4")) is Accepted.QUEUED


def test_nobody_can_keep_everybody_else_out(queue):
    outcomes = Counter(queue.accept([str(n)], question(f"1.{n}")) for n in range(ROOM))
    assert outcomes[Accepted.FULL] > 0
    assert queue.accept(["other"], question("3.1", user="U2")) is Accepted.QUEUED


def test_a_follow_up_is_for_the_bot_only_where_it_takes_part(queue):
    follow_up = question("2.5", thread_ts="2.0", surface=Surface.FOLLOW_UP)
    assert queue.accept(["a"], follow_up) is Accepted.NOT_FOR_US
    queue.accept(["b"], question("2.0"))
    assert queue.accept(["c"], follow_up) is Accepted.QUEUED
    elsewhere = question("2.5", thread_ts="2.0", surface=Surface.FOLLOW_UP, team="T2")
    assert queue.accept(["d"], elsewhere) is Accepted.NOT_FOR_US


def test_a_lease_that_ran_out_is_another_workers(database, clock):
    one, other = Queue(database, ROOM, clock), Queue(database, ROOM, clock)
    one.accept(["event"], question())
    job = leased(one)
    assert other.lease() is None
    clock.time += LEASE_SECONDS + 1
    assert leased(other).attempts == 2
    assert one.renew(job) is False
    one.complete(job)  # too late: it is not the first worker's any more
    assert other.depth() == 1


def test_a_renewed_lease_is_kept(database, clock):
    one, other = Queue(database, ROOM, clock), Queue(database, ROOM, clock)
    one.accept(["event"], question())
    job = leased(one)
    for _ in range(3):
        clock.time += LEASE_SECONDS - 1
        assert one.renew(job)
    assert other.lease() is None


def test_how_far_a_job_came_is_known_to_whoever_does_it_next(queue, clock):
    queue.accept(["event"], question())
    queue.record(leased(queue), Progress(2, ("5.1",), "answer-1"))
    clock.time += LEASE_SECONDS + 1
    assert leased(queue).progress == Progress(2, ("5.1",), "answer-1")


def test_what_was_withdrawn_is_not_done(queue, clock):
    queue.accept(["a"], question("1.1"))
    queue.accept(["b"], question("1.2"))
    assert len(queue.withdraw("T1", "C1", "1.1")) == 1
    job = leased(queue)
    assert job.request.ts == "1.2"
    assert len(queue.withdraw("T1", "C1", "1.2")) == 1
    assert queue.renew(job) is False
    clock.time += LEASE_SECONDS + 1
    assert queue.lease() is None
    assert queue.depth() == 0


def test_stop_ends_all_that_is_asked_in_a_thread_and_nothing_else(queue):
    queue.accept(["a"], question("2.0"))
    queue.accept(["b"], question("2.1", thread_ts="2.0"))
    queue.accept(["c"], question("3.0"))
    assert queue.stop("T1", "C1", "2.0") == 2
    assert leased(queue).request.ts == "3.0"
    assert queue.lease() is None


def test_an_edit_is_taken_over_until_somebody_begins(queue):
    queue.accept(["a"], question("1.1"))
    assert queue.amend("T1", "C1", "1.1", "the edited question")
    assert leased(queue).request.text == "the edited question"
    assert not queue.amend("T1", "C1", "1.1", "too late")


def test_in_direct_messages_what_is_typed_beside_a_thread_goes_on_with_the_talk(queue, clock):
    def typed(ts: str, thread_ts: str | None = None) -> str:
        asked = question(ts, thread_ts=thread_ts or ts, surface=Surface.DIRECT, channel="D1")
        queue.accept([ts], asked)
        job = leased(queue)
        queue.complete(job)
        return job.request.conversation

    first = typed("1.0")
    clock.time += 60
    assert typed("2.0") == first
    assert typed("2.1", "2.0") == first
    clock.time += 3600
    assert typed("3.0") != first


def test_a_job_of_another_version_does_not_stand_in_the_way(queue, database):
    queue.accept(["a"], question("1.1"))
    database.write(lambda c: c.execute(sql.text("UPDATE slack_jobs SET request = '{\"new\": 1}'")))
    queue.accept(["b"], question("1.2"))
    assert queue.lease() is None
    assert leased(queue).request.ts == "1.2"


@given(st.text(max_size=50), st.text(max_size=50), st.sampled_from(list(Kind)))
def test_a_request_comes_out_of_the_queue_as_it_went_in(text, about, kind):
    request = question(text=text, about=about, kind=kind)
    assert request_from(request.as_text()) == request


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"kind": "question"}', '{"kind": 1}'])
def test_what_is_no_request_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        request_from(text)


def test_replicas_that_share_a_store_take_each_event_and_each_job_once(opened):
    """Four workers, each with connections of its own, and every event delivered to all of them."""
    done: list[str] = []
    taken: list[Accepted] = []
    turns: dict[str, list[str]] = {}

    def replica() -> None:
        queue = Queue(opened(), 1000)
        for number in range(40):
            asked = question(f"{number}.1", thread_ts=f"{number % 7}.0", user=f"U{number}")
            taken.append(queue.accept([f"event {number}"], asked))
        while (job := queue.lease()) is not None or queue.depth():
            if job is not None:
                done.append(str(job.request.ts))
                turns.setdefault(str(job.request.thread_ts), []).append(str(job.request.ts))
                queue.complete(job)

    threads = [threading.Thread(target=replica) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == sorted(f"{number}.1" for number in range(40))
    assert Counter(taken)[Accepted.QUEUED] == 40


_KILLED = """
import os, signal, sys
from pathlib import Path
from roleassistant.apps.slack.requests import request_from
from roleassistant.apps.slack.storage.database import SlackDatabase
from roleassistant.apps.slack.storage.queue import Queue
queue = Queue(SlackDatabase(None, Path(sys.argv[1])), 10)
queue.accept(["event"], request_from(sys.argv[2]))
assert queue.lease() is not None
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_had_leased_is_free_when_the_bot_comes_back(tmp_path):
    arguments = [sys.executable, "-c", _KILLED, str(tmp_path), question().as_text()]
    source = str(Path(__file__).resolve().parents[3] / "src")
    killed = subprocess.run(arguments, env=os.environ | {"PYTHONPATH": source})
    assert killed.returncode == -signal.SIGKILL
    queue = Queue(SlackDatabase(None, tmp_path), 10)
    assert queue.lease() is None
    assert queue.free_the_dead() == 1
    assert leased(queue).attempts == 2
    assert queue.free_the_dead() == 0  # its own it keeps


def test_what_a_living_process_has_leased_is_left_to_it(database, clock):
    one = Queue(database, ROOM, clock)
    other = Queue(database, ROOM, clock)
    other.worker = other.worker.replace(f":{os.getpid()}:", f":{os.getppid()}:")
    one.accept(["event"], question())
    other.lease()
    assert one.free_the_dead() == 0
