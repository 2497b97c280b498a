"""The durable queue: claimed once, in order, bounded, and never lost with a process."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sql
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.apps.slack.requests import Kind, Request, Surface, request_from
from roleassistant.apps.slack.storage.database import SlackDatabase
from roleassistant.apps.slack.storage.jobs import Job, Progress
from roleassistant.apps.slack.storage.queue import CLAIM_SECONDS, LEASE_SECONDS, Accepted, Queue
from roleassistant.apps.slack.storage.tables import tables
from roleassistant.apps.slack.storage.traces import Traces, trace_of
from roleassistant.domain.answer import Answer
from roleassistant.errors import SlackStoreUnavailable

ROOM = 20
NOTHING = Answer(question="?", intent="lookup", blocks=())


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


def rest_of(answer: str) -> Request:
    return replace(
        question(ts=""),
        kind=Kind.THE_REST,
        surface=Surface.DIRECT,
        channel="U1",
        thread_ts=None,
        ts=None,
        about=answer,
    )


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


def test_of_what_was_withdrawn_only_what_was_said_is_still_to_do(queue, clock):
    queue.accept(["a"], question("1.1"))
    queue.accept(["b"], question("1.2"))
    job = leased(queue)
    assert queue.withdraw("T1", "C1", "1.1") == {job.number}
    assert queue.renew(job) is False
    assert queue.complete(job) is False
    queue.drop(job)
    (waiting,) = queue.withdraw("T1", "C1", "1.2")
    job = leased(queue)
    assert (job.number, job.withdrawn) == (waiting, True)
    queue.drop(job)
    assert queue.depth() == 0


def test_what_was_withdrawn_is_taken_back_at_once_and_by_whoever_comes_next(queue, clock):
    queue.accept(["a"], question())
    queue.postpone(leased(queue), 3_000)
    queue.withdraw("T1", "C1", "1.1")
    assert leased(queue).withdrawn
    clock.time += LEASE_SECONDS + 1  # its worker died
    assert leased(queue).withdrawn


def test_the_rest_of_an_answer_is_withdrawn_with_the_question_or_its_edit(queue, database):
    traces = Traces(database)
    for answer in ("former", "given"):
        traces.save(trace_of(question(), answer, NOTHING, "", 1.0, 1.0))
        rest = rest_of(answer)
        queue.accept([f"rest:{answer}"], rest)
    (former,) = queue.withdraw_rests("T1", "C1", "1.1", but="given")
    assert len(queue.withdraw("T1", "C1", "1.1") - {former}) == 1
    assert queue.withdraw("T1", "C1", "9.9") == frozenset()


def test_what_comes_after_a_job_comes_only_as_long_as_that_is_wanted(queue):
    rest = rest_of("given")
    queue.accept(["a"], question())
    job = leased(queue)
    assert queue.accept(["rest:one"], rest, job) is Accepted.QUEUED
    queue.withdraw("T1", "C1", "1.1")
    assert queue.accept(["rest:two"], rest, job) is Accepted.NOT_FOR_US
    queue.drop(job)
    assert queue.accept(["rest:three"], rest, job) is Accepted.NOT_FOR_US


def test_stop_ends_all_that_is_asked_in_a_thread_and_nothing_else(queue):
    queue.accept(["a"], question("2.0"))
    queue.accept(["b"], question("2.1", thread_ts="2.0"))
    queue.accept(["c"], question("3.0"))
    assert len(queue.stop("T1", "C1", "2.0")) == 2
    assert leased(queue).request.ts == "3.0"
    assert queue.lease() is None


def test_a_job_is_not_taken_for_the_one_that_has_its_number_next(queue, clock):
    """SQLite gives the number of a deleted row anew."""
    queue.accept(["a"], question("1.1"))
    forgotten = leased(queue)
    queue.forget("T1", "U1")
    clock.time += 1
    queue.accept(["b"], question("1.2", user="U2"))
    other = leased(queue)
    queue.record(forgotten, Progress(5, ("5.1",), "of the first"))
    queue.complete(forgotten)
    assert queue.progress_of(other) == Progress()
    assert queue.depth() == 1


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


# Databases of earlier versions.

ADDED = {"slack_answers": ("view", "direct", "about"), "slack_jobs": ("about", "withdrawn")}


def _as_of_version_1(opened: Open, added: Mapping[str, tuple[str, ...]] = ADDED) -> None:
    """Take away from a database what was added since it was first made."""
    database = opened()
    queue = Queue(database, ROOM)
    queue.accept(["before"], question())

    def work(connection: sql.Connection) -> None:
        connection.execute(sql.text("DROP INDEX ix_slack_answers_about"))
        for table, columns in added.items():
            for column in columns:
                connection.execute(sql.text(f"ALTER TABLE {table} DROP COLUMN {column}"))
        connection.execute(sql.text("UPDATE slack_schema SET version = 1"))

    database.write(work)
    database.close()


def test_a_database_of_an_earlier_version_is_brought_up_to_date_with_what_it_holds(opened):
    _as_of_version_1(opened)
    replicas = [opened() for _ in range(3)]
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda one=one: found.append(Queue(one, ROOM).depth()))
        for one in replicas
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1, 1, 1]
    queue = Queue(replicas[0], ROOM)
    job = leased(queue)
    assert (job.request, job.withdrawn) == (question(conversation="C1:1.1"), False)
    assert queue.keep(
        job, Progress(answer="given"), trace_of(question(), "given", NOTHING, "", 1, 1)
    )
    assert queue.complete(job)
    for replica in replicas:
        replica.close()


def test_a_report_reads_a_database_of_an_earlier_version_and_leaves_it_as_it_is(tmp_path):
    added = {"slack_answers": ("direct", "about"), "slack_jobs": ("about", "withdrawn")}
    _as_of_version_1(lambda: SlackDatabase(None, tmp_path), added)
    assert Traces(SlackDatabase(None, tmp_path, read_only=True)).asked() == ()
    with sqlite3.connect(tmp_path / "slack.sqlite") as plain:
        assert plain.execute("SELECT version FROM slack_schema").fetchall() == [(1,)]


def test_a_database_of_a_later_version_is_refused_with_what_to_do(tmp_path):
    Queue(SlackDatabase(None, tmp_path), ROOM).depth()
    with sqlite3.connect(tmp_path / "slack.sqlite") as plain:
        plain.execute("UPDATE slack_schema SET version = 99")
    with pytest.raises(SlackStoreUnavailable, match=r"version 99.*slack.database"):
        Queue(SlackDatabase(None, tmp_path), ROOM).depth()
