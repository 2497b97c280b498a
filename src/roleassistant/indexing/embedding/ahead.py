"""Vectors worked out while pages are still being read.

Reading keeps one core busy with Python, and the model waits for it. Texts that are known already go
to a thread of their own, and what it works out is found in the cache when the build asks for it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from roleassistant.indexing.embedding.encoder import Encoder

# Texts in one piece of work: enough to sort by length within.
_PIECE = 256
# Pieces that may wait; then reading waits, so that memory is bounded.
_MOST_WAITING = 16
# Siblings repeat each other: these texts are not offered twice. What is forgotten costs a look-up.
_REMEMBERED = 50_000


class EncodingAhead:
    """Gives texts to an encoder that keeps what it has worked out. For one thread to use."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="encoding-ahead")
        self._waiting: deque[Future[object]] = deque()
        self._offered: dict[str, None] = {}
        self._piece: list[str] = []

    def offer(self, texts: Iterable[str]) -> None:
        """Texts that will be wanted. Raises what the encoder raised over an earlier piece."""
        if len(self._offered) > _REMEMBERED:
            self._offered.clear()
        for text in texts:
            if text not in self._offered:
                self._offered[text] = None
                self._piece.append(text)
        if len(self._piece) >= _PIECE:
            self._send()

    def finish(self) -> None:
        """Wait until all is worked out. Raises what the encoder raised."""
        if self._piece:
            self._send()
        while self._waiting:
            self._waiting.popleft().result()

    def stop(self) -> None:
        """Forget what waits, and wait for the piece in hand. Twice is fine."""
        self._thread.shutdown(cancel_futures=True)

    def _send(self) -> None:
        while self._waiting and (self._waiting[0].done() or len(self._waiting) >= _MOST_WAITING):
            self._waiting.popleft().result()
        self._waiting.append(self._thread.submit(self._encoder.encode, self._piece))
        self._piece = []
