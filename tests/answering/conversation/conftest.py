"""A conversation over the house of `tests/retrieval/profiles.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from roleassistant.answering.assistant import Answered, Assistant
from roleassistant.answering.conversation.thread import Thread
from roleassistant.domain.answer import Answer


@dataclass
class Talk:
    """Says turn after turn; `thread` is what is remembered."""

    assistant: Assistant
    thread: Thread = field(default_factory=Thread)

    def say(self, *turns: str) -> Answered:
        """What is answered to the last of `turns`."""
        answered = None
        for turn in turns:
            answered, self.thread = self.assistant.answer_in(self.thread, turn)
        assert answered is not None
        return answered

    def answer(self, *turns: str) -> Answer:
        return self.say(*turns).answer

    def understood(self, *turns: str) -> str:
        return self.say(*turns).understood or ""


@pytest.fixture
def talk(assistant: Assistant) -> Callable[[], Talk]:
    return lambda: Talk(assistant)
