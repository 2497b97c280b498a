"""What the tests of whole sessions ask of a session, and a service that can be held up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from roleassistant.apps.slack.demo.server import FakeSlack
from roleassistant.apps.slack.demo.workspace import Message
from roleassistant.domain.answer import Answer

METADATA = "roleassistant_answer"
GENERAL, HIRING = "C0GENERAL", "C0HIRING"
COMPARE = "what separates P4 from P5 for field sales"
YEARS = "how many years of experience does a P5 in field sales need?"
# So long the bot has to call nothing until it is believed to be done.
QUIET_S = 0.3
SALARY = "what is the base salary of a P5 sales engineer?"

# What no message may show: the inside of the program.
INSIDE = ("Traceback", "Error", "Exception", "sqlite", "roleassistant.", ".py")


def answer_ids(messages: list[Message]) -> list[str]:
    """The answers that some messages are parts of, each once, in order."""
    found: list[str] = []
    for message in messages:
        data = message.metadata or {}
        name = str(data.get("event_payload", {}).get("answer", ""))
        if data.get("event_type") == METADATA and name and name not in found:
            found.append(name)
    return found


def answered(
    slack: FakeSlack, asked: Message, count: int = 1, seconds: float = 20
) -> list[Message]:
    """What the bot said in the thread of a question, once that is `count` messages and no more."""
    slack.wait(
        lambda: len(slack.answers(asked.channel, asked.root)) >= count, seconds, "it is answered"
    )
    slack.quiet(QUIET_S)
    return slack.answers(asked.channel, asked.root)


def each_answered(
    slack: FakeSlack, asked: list[Message], seconds: float = 60
) -> list[list[Message]]:
    """What the bot said in the thread of each question, once all have something and it is quiet."""
    for question in asked:
        slack.wait(lambda q=question: slack.answers(q.channel, q.root), seconds, "it is answered")  # type: ignore[misc]
    slack.quiet(QUIET_S)
    return [slack.answers(question.channel, question.root) for question in asked]


def private(slack: FakeSlack, channel: str, user: str = "U0ALICE") -> list[Message]:
    """What the bot showed to one person alone in a channel."""
    return [message for message in slack.answers(channel) if message.only_for == user]


def elements(message: Message, action: str) -> list[dict[str, Any]]:
    """The elements of a message whose action begins so."""
    found = []
    for block in message.blocks:
        for part in [*block.get("elements", []), block.get("accessory")]:
            if isinstance(part, dict) and str(part.get("action_id", "")).startswith(action):
                found.append(part)
    return found


def of_the_inside(slack: FakeSlack) -> list[str]:
    """What messages, for all or for one, tell of how the program failed."""
    said = [m.shown for m in slack.team.messages.values() if m.by_app]
    return [text for text in said if any(word in text for word in INSIDE)]


def refused_calls(slack: FakeSlack) -> list[tuple[str, Any]]:
    """What the fake refused that was not scripted: each is a mistake of the bot."""
    return [
        (call.method, call.answer)
        for call in slack.calls
        if not call.ok and not call.scripted and call.status == 200
    ]


class HeldUp:
    """The service of a running bot, whose answers wait until they are let go, or fail."""

    def __init__(self, service: Any, failing: Callable[[str], BaseException | None] | None = None):
        self._service = service
        self._failing = failing
        self.let_go = threading.Event()
        self.asked: list[str] = []
        self.at_once = 0
        self.most_at_once = 0
        self._lock = threading.Lock()

    def answer(self, question: str, asker: Any, watch: Any = None) -> Any:
        with self._lock:
            self.asked.append(question)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            self.let_go.wait(60)
            problem = self._failing(question) if self._failing is not None else None
            if problem is not None:
                raise problem
            return self._service.answer(question, asker, watch)
        finally:
            with self._lock:
                self.at_once -= 1

    def __getattr__(self, name: str) -> Any:
        return getattr(self._service, name)


class Wording:
    """A service that words its answers piece by piece, as one with a language model does."""

    is_slow = True

    def __init__(self, service: Any, between: Callable[[int], None]) -> None:
        self._service = service
        self._between = between

    def answer(self, question: str, asker: Any, watch: Any = None) -> Any:
        answered = self._service.answer(question, asker)
        for number, block in enumerate(answered.answer.blocks):
            self._between(number)
            if watch is not None:
                watch(replace(answered.answer, blocks=(block,)))
        return answered

    def __getattr__(self, name: str) -> Any:
        return getattr(self._service, name)


class Saying:
    """A service that answers everything with one answer."""

    def __init__(self, service: Any, change: Callable[[Answer], Answer]) -> None:
        self._service = service
        self._change = change

    def answer(self, question: str, asker: Any, watch: Any = None) -> Any:
        answered = self._service.answer(question, asker, watch)
        return replace(answered, answer=self._change(answered.answer))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._service, name)
