"""Assistants whose answers are worded by a model of the tests, over the house of five roles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from tests.answering.models.replies import saying
from tests.answering.models.server import ModelServer, model_server

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.models.asking import Terms
from roleassistant.answering.models.calling import Call, Deadline
from roleassistant.answering.models.opening import ChatModel, open_chat_model
from roleassistant.answering.models.prompts import Prompts, load_prompts
from roleassistant.answering.models.writer import ModelWriter, Price

KEY = "sk-canary-4711-do-not-show"
NAME = "openai:small"
BUDGET = 20.0  # more than any answer takes, on any machine; tests of faults set their own

Worded = Callable[..., Assistant]
Opened = Callable[..., ChatModel]


@pytest.fixture(scope="session")
def client_is_warm(prompts: Prompts) -> None:
    """Its first request loads half of the client, which no test is about."""
    with model_server() as running:
        running.behave(saying("ready"))
        options = {"base_url": running.url, "api_key": "none"}
        opened = open_chat_model(NAME, schema=prompts.schema, budget_seconds=BUDGET, **options)
        for way in (opened.plain, opened.structured or opened.plain):
            for _ in Call(way, prompts.ready.messages(), Deadline.after(BUDGET), BUDGET):
                pass


@pytest.fixture
def server(client_is_warm: None) -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture(scope="session")
def prompts() -> Prompts:
    return load_prompts()


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    return KEY


@pytest.fixture
def model(server: ModelServer, prompts: Prompts, key: str) -> Opened:
    """The real client of langchain-openai, asked to talk to the server of the test."""

    def opened(name: str = NAME, budget: float = BUDGET, **options: object) -> ChatModel:
        options = {"base_url": server.url, **options}
        return open_chat_model(name, schema=prompts.schema, budget_seconds=budget, **options)

    return opened


@pytest.fixture
def worded(assistant: Assistant, prompts: Prompts, model: Opened) -> Worded:
    """The assistant, its answers worded by a model; `fallback` is another server to go on to."""

    def made(
        *models: ChatModel, budget: float = BUDGET, pause: float = 0.01, price: Price | None = None
    ) -> Assistant:
        terms = Terms(prompts, budget, pause)
        return replace(assistant, writer=ModelWriter(models or (model(),), terms, price=price))

    return made
