"""A bot over literal answers, for tests of what surrounds an answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from roleassistant.answering.assistant import Answered, Assistant
from roleassistant.answering.conversation.thread import Thread
from roleassistant.apps.slack.app import Bot, build_bot
from roleassistant.apps.slack.credentials import Credentials
from roleassistant.domain.answer import (
    Answer,
    Citation,
    Claim,
    Fact,
    Facts,
)
from roleassistant.domain.span import SourceSpan
from roleassistant.domain.statement import STATED
from roleassistant.domain.visibility import WHOLE, View, Viewer
from roleassistant.settings import Settings, load_settings

SECRET = "the signing secret"
CREDENTIALS = Credentials("xoxb-test", "xapp-test", SECRET)


def answer_to(question: str, text: str = "Sells.") -> Answer:
    """One fact with its source."""
    span = SourceSpan("profiles/x.txt", "0" * 64, 3, 3, 0, len(text))
    citation = Citation(
        id="1",
        role_code="A.B.P4",
        title="Seller",
        section="Responsibilities",
        heading="Responsibilities",
        level="P4",
        dimension=None,
        quote=text,
        attribution=STATED,
        source=span,
        ingested_at="2026-01-01T00:00:00Z",
    )
    return Answer(
        question,
        "lookup",
        blocks=(Facts((Fact(text, ("1",)),)),),
        claims=(Claim(text, ("1",), "supported", 1.0),),
        citations=(citation,),
    )


class Literal:
    """Stands where an assistant does; `answers` decides what each question gets."""

    def __init__(self, answers: Callable[[str], Answer] = answer_to) -> None:
        self.answers = answers
        self.writer: Any = None
        self.asked: list[str] = []
        self._lock = threading.Lock()

    @property
    def view(self) -> View:
        return WHOLE

    def seen_by(self, viewer: Viewer) -> Literal:
        del viewer
        return self

    @property
    def evidence(self) -> None:
        return None

    def answer_in(
        self, thread: Thread, question: str, watch: Any = None
    ) -> tuple[Answered, Thread]:
        del watch
        with self._lock:
            self.asked.append(question)
        answer = self.answers(question)
        return Answered(answer, cast(Any, None), {}, None), thread.answered(answer, thread.shape, 1)


def settings_in(folder: Path, api_url: str, **changed: Any) -> Settings:
    """Settings whose every file is in `folder`."""
    loaded = load_settings({"index": folder, "slack.api_url": api_url}, environment={})
    return replace(loaded, slack=replace(loaded.slack, **changed))


def bot_of(
    folder: Path,
    api_url: str = "http://127.0.0.1:9/api/",
    assistant: Any = None,
    credentials: Credentials = CREDENTIALS,
    **changed: Any,
) -> Bot:
    """A bot that is not started."""
    over = cast(Assistant, assistant or Literal())
    return build_bot(settings_in(folder, api_url, **changed), credentials, over)
