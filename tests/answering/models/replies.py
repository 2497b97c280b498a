"""What a model was asked, and what it replies: values that `server.py` speaks over HTTP and
`fake_model.py` in process."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Claim = Mapping[str, Any]


@dataclass(frozen=True)
class Request:
    """What the model sees. `tool` is set where the answer is to be the arguments of a call."""

    texts: tuple[str, ...]
    structured: bool = True
    tool: str | None = None
    stream: bool = True

    @property
    def passages(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = json.loads(self.between("passages"))
        return found

    @property
    def is_repair(self) -> bool:
        return "<failed>" in self.texts[-1]

    def between(self, tag: str) -> str:
        """The data between <tag> and </tag>."""
        return self.texts[-1].split(f"<{tag}>\n", 1)[1].split(f"\n</{tag}>", 1)[0]


@dataclass(frozen=True)
class Reply:
    """`body` takes the place of a completion. After `pieces` pieces of a stream: it ends without a
    word more ("end"), the connection breaks ("break"), or nothing comes any more ("stall")."""

    text: str = ""
    finish: str | None = "stop"
    usage: bool = True
    refusal: str | None = None
    tool: str | None = None
    choices: bool = True
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    pieces: int | None = None
    then: str = "end"
    size: int = 7

    def cut(self) -> list[str]:
        """The text in the pieces in which it streams."""
        return [self.text[at : at + self.size] for at in range(0, len(self.text), self.size)]


Behaviour = Callable[[Request], Reply]


def claims(found: Sequence[Claim], **how: Any) -> Reply:
    """A reply of the form that is asked for."""
    return Reply(json.dumps({"claims": [dict(claim) for claim in found]}), **how)


def true_claim(passage: Mapping[str, str]) -> Claim:
    """What a passage says, in its words."""
    return {"text": passage["text"], "passages": [passage["id"]]}


def honest(request: Request, most: int = 8) -> Reply:
    """What a good model says: what the passages say."""
    return claims([true_claim(passage) for passage in request.passages[:most]])


def failing(status: int, message: str = "no", **headers: str) -> Behaviour:
    """An error of HTTP, as providers word it."""
    body = json.dumps({"error": {"message": message, "type": "error", "code": message}})
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: Reply(status=status, body=body, headers=named)


def saying(text: str, **how: Any) -> Behaviour:
    """Words, whatever was asked."""
    return lambda _: Reply(text, **how)


def stopping(pieces: int, then: str) -> Behaviour:
    """A good answer that stops after some pieces of it."""

    def behave(request: Request) -> Reply:
        return Reply(honest(request).text, pieces=pieces, then=then)

    return behave
