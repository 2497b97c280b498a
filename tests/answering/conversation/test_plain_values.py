"""What a thread remembers is written as plain JSON, and only that is read back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.answering.conftest import Ask
from tests.answering.questions import ANSWERABLE

from roleassistant.answering.conversation.plain import NotPlain, from_plain, to_plain
from roleassistant.answering.conversation.thread import (
    MOST_ASKED,
    MOST_LETTERS,
    Asked,
    Layout,
    Shape,
    Thread,
)

THREAD = Thread(
    asked=(Asked("how many years", "lookup", ("A.ROLE",), ("P4",)),),
    shape=Shape(Layout.TABLE, short=True),
    generation=3,
    choices=("A.ROLE", "B.ROLE"),
    told=("I close deals alone",),
)


def there_and_back(thread: Thread) -> Thread:
    read = from_plain(Thread, json.loads(json.dumps(to_plain(thread))))
    assert isinstance(read, Thread)
    return read


def test_an_empty_thread_survives_json() -> None:
    assert there_and_back(Thread()) == Thread()


def test_a_thread_survives_json() -> None:
    assert there_and_back(THREAD) == THREAD


@pytest.mark.parametrize("question", ANSWERABLE[::4])
def test_an_answer_survives_json_whole(ask: Ask, question: str) -> None:
    thread = Thread().answered(ask(question), Shape(), 1)
    assert there_and_back(thread) == thread


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("asked", "no list"),
        ("asked", [{"is": "Thread"}]),
        ("asked", [{"is": "Asked", "frame": 7, "intent": "lookup"}]),
        ("answer", {"is": "Popen", "args": ["true"]}),
        ("answer", {"is": "Asked", "frame": "", "intent": ""}),
        ("shape", {"is": "Shape", "layout": "circle", "short": False}),
        ("shape", {"is": "Shape", "layout": "table", "short": "yes"}),
        ("generation", True),
        ("generation", None),
        ("told", [["nested"]]),
        ("unheard_of", 1),
        ("is", "Answer"),
    ],
)
def test_what_was_tampered_with_is_refused(change: str, value: Any) -> None:
    with pytest.raises(NotPlain):
        from_plain(Thread, to_plain(THREAD) | {change: value})


@pytest.mark.parametrize("value", [None, 3, "text", [], {}, [[]]])
def test_what_is_no_thread_is_refused(value: Any) -> None:
    with pytest.raises(NotPlain):
        from_plain(Thread, value)


def test_a_thread_remembers_only_so_much() -> None:
    thread = Thread()
    for number in range(100):
        thread = thread.turned_to(Asked("x" * 10_000, "lookup", (), (f"P{number}",)))
        thread = thread.heard("y" * 10_000)
    assert len(thread.asked) == MOST_ASKED
    assert thread.last is not None
    assert thread.last.levels == ("P99",)
    assert len(thread.last.frame) == MOST_LETTERS
    assert sum(len(told) for told in thread.told) <= 20 * MOST_LETTERS
