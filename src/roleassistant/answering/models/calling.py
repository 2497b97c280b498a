"""One request to a model, whose words come as they are made, and which ends when it has to.

The request runs in a thread of its own, since no library lets a read be broken off from outside:
when time is up, nobody waits for the thread any more. It ends by itself, with the next piece that
arrives or with the time limit of the provider's client, and keeps no process from ending.
"""

from __future__ import annotations

import contextvars
import json
import logging
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.runnables import Runnable

from roleassistant.answering.models.faults import Fault, FaultKind, fault, fault_of
from roleassistant.answering.models.redaction import redacted

_log = logging.getLogger(__name__)

# Under which names providers say why a model stopped, and what they then say.
_FINISH_KEYS = ("finish_reason", "stop_reason", "done_reason", "stopReason", "status")
_CUT_SHORT = {"length", "max_tokens", "max_output_tokens", "model_length", "incomplete"}
_FILTERED = {"content_filter", "content_filtered", "safety", "guardrail_intervened", "blocklist"}
_REFUSED = {"refusal"}

_DONE = object()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on the clock of `time.monotonic`."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """The moment that is `seconds` from now."""
        return cls(time.monotonic() + seconds)

    @property
    def left(self) -> float:
        """Seconds until then, never below 0."""
        return max(0.0, self.at - time.monotonic())


@dataclass
class Call:
    """Iterate for the words of the model; afterwards `fault` says whether it ended as it should.

    `tool` is the name of the tool whose arguments are the words, None where the text is. `silence`
    is for how many seconds nothing may arrive. Tokens are None where none were reported.
    """

    runnable: Runnable[Any, Any]
    messages: Sequence[BaseMessage]
    deadline: Deadline
    silence: float
    tool: str | None = None
    fault: Fault | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    _words: bool = False
    _finish: str | None = None
    _refused: bool = False
    _strayed: bool = False
    _streamed: bool = False
    _call_index: int | str | None = None
    _abandoned: threading.Event = field(default_factory=threading.Event)

    @property
    def unreported(self) -> bool:
        """Whether the model said something and nobody said how many tokens that took."""
        return self._words and self.input_tokens is None

    def __iter__(self) -> Iterator[str]:
        events: queue.SimpleQueue[object] = queue.SimpleQueue()
        # The context carries LangChain's callbacks into the thread.
        context = contextvars.copy_context()
        threading.Thread(
            target=context.run, args=(self._request, events), name="model-call", daemon=True
        ).start()
        try:
            while True:
                event = self._next(events)
                if event is None:
                    self.fault = fault(FaultKind.CUT if self._words else FaultKind.TIMEOUT)
                    return
                if not isinstance(event, AIMessage):
                    self.fault = self._ended(event if isinstance(event, Exception) else None)
                    return
                words = self._take(event)
                if words:
                    self._words = True
                    yield words
        finally:
            self._abandoned.set()

    def _next(self, events: queue.SimpleQueue[object]) -> object | None:
        """What arrives next; None where it was silent for too long, or time is up."""
        left = self.deadline.left
        if not left:  # also where pieces keep arriving
            return None
        try:
            return events.get(timeout=min(self.silence, left))
        except queue.Empty:
            return None

    def _request(self, events: queue.SimpleQueue[object]) -> None:
        try:
            for message in self.runnable.stream(list(self.messages)):
                if self._abandoned.is_set():
                    return
                events.put(message)
            events.put(_DONE)
        except Exception as problem:  # noqa: BLE001 - packages of providers raise whatever they like
            _log.debug("%s: %s", type(problem).__name__, redacted(str(problem)))
            events.put(problem)

    def _take(self, message: AIMessage) -> str:
        """The words in one message or piece of one; what else it says is noted."""
        usage = message.usage_metadata
        if usage is not None:
            self.input_tokens = (self.input_tokens or 0) + usage["input_tokens"]
            self.output_tokens = (self.output_tokens or 0) + usage["output_tokens"]
        for key in _FINISH_KEYS:
            reason = message.response_metadata.get(key)
            if isinstance(reason, str) and reason not in ("", "in_progress"):
                self._finish = reason.casefold()
        self._streamed |= isinstance(message, AIMessageChunk)
        self._refused |= bool(message.additional_kwargs.get("refusal")) or any(
            isinstance(block, dict) and block.get("type") == "refusal"
            for block in (message.content if isinstance(message.content, list) else ())
        )
        words = str(message.text)
        if self.tool is not None:
            self._strayed |= bool(words.strip())
            return self._arguments(message)
        self._strayed |= bool(message.tool_calls or getattr(message, "tool_call_chunks", None))
        return words

    def _arguments(self, message: AIMessage) -> str:
        """What stands in the call of another tool is no part of the answer."""
        if not isinstance(message, AIMessageChunk):
            whole = [call["args"] for call in message.tool_calls if call["name"] == self.tool]
            self._strayed |= len(whole) != len(message.tool_calls)
            if whole:
                return json.dumps(whole[0])
            return next((call["args"] or "" for call in message.invalid_tool_calls), "")
        words = ""
        for piece in message.tool_call_chunks:
            if piece["name"]:
                ours = piece["name"] == self.tool and self._call_index is None
                self._strayed |= piece["name"] != self.tool
                if ours:
                    self._call_index = _index(piece)
            if self._call_index is not None and _index(piece) == self._call_index:
                words += piece["args"] or ""
        return words

    def _ended(self, problem: Exception | None) -> Fault | None:
        """What is wrong with how the request ended; None where it ended as it should."""
        if self._refused or self._finish in _REFUSED:
            return fault(FaultKind.REFUSAL)
        if self._finish in _FILTERED:
            return fault(FaultKind.FILTERED)
        if self._finish in _CUT_SHORT:
            return fault(FaultKind.LENGTH)
        if self._strayed and not self._words:
            return fault(FaultKind.STRAYED)
        # Once the model has said that it is done, what its package raises afterwards is about
        # parsing, which is done here.
        if problem is not None and self._finish is None:
            return fault(FaultKind.CUT) if self._words else fault_of(problem)
        if not self._words:
            return fault(FaultKind.EMPTY)
        if self._finish is None and self._streamed:
            return fault(FaultKind.CUT)
        return None


def _index(piece: Any) -> int | str:
    """Which call a piece belongs to; providers that make one call may not number it."""
    index = piece.get("index")
    return 0 if index is None else index
