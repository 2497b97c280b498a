"""Vectors are worked out while pages are read, once each, and what fails is not lost."""

from __future__ import annotations

import threading
import time

import pytest
from tests.indexing.fake_encoder import FakeEncoder

from roleassistant.indexing.embedding.ahead import EncodingAhead


class Recording(FakeEncoder):
    """Keeps what it was asked for, and by which threads."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.threads: set[str] = set()

    def encode(self, texts):
        self.asked += texts
        self.threads.add(threading.current_thread().name)
        return super().encode(texts)


class Failing(FakeEncoder):
    def encode(self, texts):
        raise RuntimeError("the model broke")


def test_each_text_is_worked_out_once_in_a_thread_of_its_own():
    encoder = Recording()
    ahead = EncodingAhead(encoder)
    texts = [f"Does task {number}" for number in range(1000)]
    for start in range(0, 1000, 100):
        ahead.offer(texts[start : start + 100] + texts[:50])
    ahead.finish()
    ahead.stop()
    assert encoder.asked == texts
    assert all(name.startswith("encoding-ahead") for name in encoder.threads)


def test_what_the_encoder_raises_comes_out_where_it_is_waited_for():
    ahead = EncodingAhead(Failing())
    ahead.offer(["Does a task"])
    with pytest.raises(RuntimeError, match="the model broke"):
        ahead.finish()
    ahead.stop()


def test_a_build_that_is_given_up_does_not_work_out_what_still_waits():
    release, began = threading.Event(), threading.Event()

    class Slow(Recording):
        def encode(self, texts):
            began.set()
            release.wait(30)
            return super().encode(texts)

    encoder = Slow()
    ahead = EncodingAhead(encoder)
    for piece in range(3):
        ahead.offer(f"Does task {piece}-{number}" for number in range(256))
    assert began.wait(30)
    stopping = threading.Thread(target=ahead.stop)
    stopping.start()
    while not ahead._waiting[-1].cancelled():
        time.sleep(0.01)
    release.set()
    stopping.join(30)
    assert len(encoder.asked) == 256
