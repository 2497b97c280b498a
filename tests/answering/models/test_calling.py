"""One request, as different providers answer it, and how it is said to have ended."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core import exceptions as langchain
from langchain_core.messages import AIMessage, AIMessageChunk, HumanMessage
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.runnables import Runnable

from roleassistant.answering.models.calling import Call, Deadline
from roleassistant.answering.models.faults import FaultKind, fault_of


class Streaming(Runnable[Any, Any]):
    """Gives what it is told; an exception is raised where it stands, a number is a pause."""

    def __init__(self, *events: object) -> None:
        self.events = events
        self.closed = threading.Event()

    def invoke(self, input: Any, config: Any = None, **kwargs: Any) -> Any:
        raise NotImplementedError

    def stream(self, input: Any, config: Any = None, **kwargs: Any) -> Iterator[Any]:
        try:
            for event in self.events:
                if isinstance(event, Exception):
                    raise event
                if isinstance(event, float):
                    time.sleep(event)
                else:
                    yield event
        finally:
            self.closed.set()


def called(*events: object, tool: str | None = None, seconds: float = 20.0) -> tuple[str, Call]:
    call = Call(
        Streaming(*events), [HumanMessage("hello")], Deadline.after(seconds), seconds, tool=tool
    )
    return "".join(call), call


def text(words: str, **metadata: str) -> AIMessageChunk:
    return AIMessageChunk(content=words, response_metadata=metadata)


def piece(args: str, name: str | None = None, index: int | None = 0) -> AIMessageChunk:
    call = tool_call_chunk(name=name, args=args, id=None, index=index)
    return AIMessageChunk(content="", tool_call_chunks=[call])


@pytest.mark.parametrize(
    "metadata",
    [
        {"finish_reason": "stop"},
        {"stop_reason": "end_turn"},
        {"done_reason": "stop"},
        {"stopReason": "end_turn"},
        {"finish_reason": "STOP"},
        {"status": "completed"},
    ],
)
def test_however_a_provider_says_that_it_is_done(metadata: dict[str, str]) -> None:
    words, call = called(text("a"), text("b"), text("", **metadata))
    assert words == "ab"
    assert call.fault is None


@pytest.mark.parametrize(
    ("metadata", "kind"),
    [
        ({"finish_reason": "length"}, FaultKind.LENGTH),
        ({"stop_reason": "max_tokens"}, FaultKind.LENGTH),
        ({"finish_reason": "MAX_TOKENS"}, FaultKind.LENGTH),
        ({"status": "incomplete"}, FaultKind.LENGTH),
        ({"finish_reason": "content_filter"}, FaultKind.FILTERED),
        ({"finish_reason": "SAFETY"}, FaultKind.FILTERED),
        ({"stop_reason": "refusal"}, FaultKind.REFUSAL),
        ({"finish_reason": ""}, FaultKind.CUT),
        ({"status": "in_progress"}, FaultKind.CUT),
        ({}, FaultKind.CUT),
    ],
)
def test_however_it_says_that_it_is_not(metadata: dict[str, str], kind: FaultKind) -> None:
    _, call = called(text("a"), text("", **metadata))
    assert call.fault is not None
    assert call.fault.kind is kind


def test_words_may_come_in_blocks_and_thoughts_are_not_words() -> None:
    blocks = AIMessageChunk(
        content=[{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "a"}],
        response_metadata={"stop_reason": "end_turn"},
    )
    assert called(blocks)[0] == "a"


def test_a_refusal_may_come_as_a_block() -> None:
    _, call = called(AIMessageChunk(content=[{"type": "refusal", "refusal": "no"}]))
    assert call.fault is not None
    assert call.fault.kind is FaultKind.REFUSAL


def test_a_whole_message_needs_no_end_to_be_said() -> None:
    words, call = called(AIMessage(content="all of it"))
    assert words == "all of it"
    assert call.fault is None


@pytest.mark.parametrize("index", [0, None])
def test_the_arguments_of_the_tool_are_the_words(index: int | None) -> None:
    done = text("", finish_reason="tool_calls")
    words, call = called(piece("", "claims", index), piece('{"a', None, index), done, tool="claims")
    assert words == '{"a'
    assert call.fault is None
    whole = AIMessage(content="", tool_calls=[{"name": "claims", "args": {"a": 1}, "id": "1"}])
    assert called(whole, tool="claims")[0] == '{"a": 1}'


def test_a_second_call_and_another_tool_are_not_listened_to() -> None:
    done = text("", finish_reason="tool_calls")
    words, call = called(
        piece("one", "claims", 0),
        piece("two", "claims", 1),
        piece("three", "delete", 2),
        piece(" more", None, 0),
        done,
        tool="claims",
    )
    assert words == "one more"
    assert call.fault is None
    _, strayed = called(piece("x", "delete"), done, tool="claims")
    assert strayed.fault is not None
    assert strayed.fault.kind is FaultKind.STRAYED


def test_what_a_package_raises_once_the_model_is_done_is_no_fault() -> None:
    words, call = called(text("a", finish_reason="stop"), ValueError("cannot parse"))
    assert words == "a"
    assert call.fault is None


def test_tokens_that_come_in_several_pieces_add_up() -> None:
    def used(given: int, made: int) -> AIMessageChunk:
        usage = {"input_tokens": given, "output_tokens": made, "total_tokens": given + made}
        return AIMessageChunk(content="a", usage_metadata=usage)

    _, call = called(used(10, 0), used(0, 4))
    assert (call.input_tokens, call.output_tokens, call.unreported) == (10, 4, False)
    _, silent = called(text("a"))
    assert (silent.input_tokens, silent.unreported) == (None, True)
    _, failed = called(TimeoutError())
    assert failed.unreported is False


def test_a_request_that_nobody_waits_for_any_more_ends_with_its_next_piece() -> None:
    model = Streaming(text("a"), 0.3, text("b"), 60.0, text("c"))
    call = Call(model, [], Deadline.after(20.0), 0.1)
    assert "".join(call) == "a"
    assert call.fault is not None
    assert call.fault.kind is FaultKind.CUT
    assert model.closed.wait(10)


class Status(Exception):
    """As packages word an error of HTTP: with a response, or with the number alone."""

    def __init__(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.response = type("Response", (), {"status_code": status, "headers": headers or {}})()
        super().__init__(f"error {status}: the key sk-1234567890 and <html>")


class TransportError(Exception):
    """Of httpx, by name."""


class ConnectError(TransportError):
    """One of its kind."""


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (langchain.ContextOverflowError(), FaultKind.TOO_LONG),
        (langchain.ModelAuthenticationError(), FaultKind.KEY_REFUSED),
        (langchain.ModelNotFoundError(), FaultKind.NOT_FOUND),
        (langchain.ModelRateLimitError(), FaultKind.RATE_LIMITED),
        (langchain.ModelTimeoutError(), FaultKind.TIMEOUT),
        (langchain.ModelConnectionError(), FaultKind.UNREACHABLE),
        (langchain.ModelAPIError(), FaultKind.SERVER),
        (langchain.ModelInvalidRequestError(), FaultKind.BAD_REQUEST),
        (Status(401), FaultKind.KEY_REFUSED),
        (Status(404), FaultKind.NOT_FOUND),
        (Status(408), FaultKind.TIMEOUT),
        (Status(413), FaultKind.TOO_LONG),
        (Status(422), FaultKind.BAD_REQUEST),
        (Status(429), FaultKind.RATE_LIMITED),
        (Status(504), FaultKind.TIMEOUT),
        (Status(529), FaultKind.SERVER),
        (Status(200), FaultKind.UNREADABLE),
        (TimeoutError(), FaultKind.TIMEOUT),
        (ConnectionResetError(), FaultKind.UNREACHABLE),
        (ConnectError(), FaultKind.UNREACHABLE),
        (KeyError("choices"), FaultKind.UNREADABLE),
        (RecursionError(), FaultKind.UNREADABLE),
    ],
)
def test_every_error_is_of_a_kind_and_its_words_are_not_passed_on(
    problem: Exception, kind: FaultKind
) -> None:
    found = fault_of(problem)
    assert found.kind is kind
    assert "sk-1234567890" not in found.text
    assert "html" not in found.text


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "2"}, 2.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0.0),
        ({"retry-after": "-3"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "nan"}, None),
        ({}, None),
    ],
)
def test_a_pause_is_read_however_it_is_written(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert fault_of(Status(429, headers)).retry_after == seconds
    assert fault_of(Status(401, headers)).retry_after is None


def test_a_pause_without_end_is_no_error() -> None:
    assert fault_of(Status(429, {"retry-after": "inf"})).retry_after == float("inf")
