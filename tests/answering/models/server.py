"""A small server that speaks OpenAI's chat completions on 127.0.0.1, well or badly as told."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.answering.models.replies import Behaviour, Reply, Request, honest

_USAGE = {"prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150}
# A reply that stalls ends with the test, and at the latest then.
_STALL_SECONDS = 30


@dataclass
class ModelServer:
    """`behaviours` answer one request each, the last of them all further ones."""

    behaviours: Sequence[Behaviour] = (honest,)
    requests: list[Request] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    url: str = ""
    released: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def behave(self, *behaviours: Behaviour) -> None:
        self.behaviours = behaviours
        self.requests.clear()

    def reply(self, body: dict[str, Any], key: str) -> tuple[Request, Reply]:
        with self._lock:
            request = _request(body)
            behaviour = self.behaviours[min(len(self.requests), len(self.behaviours) - 1)]
            self.requests.append(request)
            self.bodies.append(body)
            self.keys.append(key)
        return request, behaviour(request)


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """A server that runs until the end of the block."""
    server = ModelServer()

    class Handler(_Handler):
        state = server

    http = _Server(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{http.server_port}/v1"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        http.shutdown()
        http.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some tests are about; anything else is a bug of ours."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _request(body: dict[str, Any]) -> Request:
    tools = body.get("tools")
    return Request(
        texts=tuple(str(message["content"]) for message in body["messages"]),
        structured=bool(tools or body.get("response_format")),
        tool=tools[0]["function"]["name"] if tools else None,
        stream=bool(body.get("stream")),
    )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    state: ModelServer

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(length))
        request, reply = self.state.reply(body, self.headers.get("Authorization", ""))
        try:
            if reply.body is not None:
                self._whole(reply.status, reply.body, reply)
            elif request.stream:
                self._stream(request, reply)
            else:
                self._whole(reply.status, json.dumps(_completion(request, reply)), reply)
        except OSError:
            pass  # the client has had enough, which is what some tests are about

    def _whole(self, status: int, body: str, reply: Reply) -> None:
        content = body.encode()
        html = body.lstrip().startswith("<")
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if html else "application/json")
        self.send_header("Content-Length", str(len(content)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.pieces is not None and reply.then == "stall":
            self.wfile.flush()
            self.state.released.wait(_STALL_SECONDS)
        self.wfile.write(content)

    def _stream(self, request: Request, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for number, event in enumerate(_events(request, reply)):
            if reply.pieces is not None and number >= reply.pieces:
                if reply.then == "stall":
                    self.state.released.wait(_STALL_SECONDS)
                if reply.then != "end":
                    self.close_connection = True  # without the end that the encoding asks for
                    return
                break
            self._chunk(f"data: {json.dumps(event)}\n\n")
        else:
            self._chunk("data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def _chunk(self, text: str) -> None:
        content = text.encode()
        self.wfile.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Tests read what the program says, not what the server does."""


def _frame(kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 1, "model": "small"}


def _events(request: Request, reply: Reply) -> Iterator[dict[str, Any]]:
    frame = _frame("chat.completion.chunk")
    if not reply.choices:
        yield frame | {"choices": []}
        return
    tool = reply.tool or request.tool
    first: dict[str, Any] = {"role": "assistant"}
    if tool:
        first |= {"content": None, "tool_calls": [_call(tool, "")]}
    else:
        first |= {"content": ""}
    if reply.refusal:
        first |= {"refusal": reply.refusal}
    yield frame | {"choices": [{"index": 0, "delta": first, "finish_reason": None}]}
    for piece in reply.cut():
        delta: dict[str, Any] = {"content": piece}
        if tool:
            delta = {"tool_calls": [{"index": 0, "function": {"arguments": piece}}]}
        yield frame | {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
    if reply.finish:
        finish = "tool_calls" if tool and reply.finish == "stop" else reply.finish
        yield frame | {"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]}
    if reply.usage:
        yield frame | {"choices": [], "usage": _USAGE}


def _completion(request: Request, reply: Reply) -> dict[str, Any]:
    tool = reply.tool or request.tool
    message: dict[str, Any] = {"role": "assistant", "content": None if tool else reply.text}
    if tool:
        message["tool_calls"] = [_call(tool, reply.text)]
    if reply.refusal:
        message["refusal"] = reply.refusal
    choice = {"index": 0, "message": message, "finish_reason": reply.finish}
    found = _frame("chat.completion") | {"choices": [choice] if reply.choices else []}
    return found | ({"usage": _USAGE} if reply.usage else {})


def _call(tool: str, arguments: str) -> dict[str, Any]:
    function = {"name": tool, "arguments": arguments}
    return {"index": 0, "id": "call_1", "type": "function", "function": function}
