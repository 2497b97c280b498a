"""From "provider:model" to a model: what is missing is said with the mend, and no key is shown."""

from __future__ import annotations

import builtins

import pytest
from langchain_core.language_models import FakeListChatModel
from tests.answering.models.conftest import KEY, NAME, Opened
from tests.answering.models.fake_model import FakeChatModel

from roleassistant.answering.models.opening import chat_model, open_chat_model
from roleassistant.answering.models.prompts import Prompts
from roleassistant.answering.models.redaction import redacted
from roleassistant.errors import ModelUnavailable, SettingsError


def test_retries_of_the_package_are_off_and_its_time_is_bounded(model: Opened) -> None:
    opened = model(budget=7.0)
    assert opened.plain.max_retries == 0  # type: ignore[attr-defined]
    assert opened.plain.request_timeout == 7.0  # type: ignore[attr-defined]


def test_the_provider_is_made_to_hold_to_the_schema(model: Opened, prompts: Prompts) -> None:
    structured = model().structured
    assert structured is not None
    form = structured.kwargs["response_format"]  # type: ignore[attr-defined]
    assert form["type"] == "json_schema"
    assert form["json_schema"]["strict"] is True
    assert form["json_schema"]["schema"]["required"] == ["claims"]


def test_a_provider_with_tools_gives_claims_as_the_arguments_of_one(prompts: Prompts) -> None:
    opened = chat_model("fake:model", FakeChatModel(), prompts.schema)
    assert opened.tool == "claims"
    assert opened.structured is not None


def test_a_provider_with_neither_is_asked_for_text(prompts: Prompts) -> None:
    opened = chat_model("fake:list", FakeListChatModel(responses=["x"]), prompts.schema)
    assert opened.structured is None
    assert opened.tool is None


def test_a_package_that_is_not_installed_is_named_with_the_command(
    prompts: Prompts,
) -> None:
    with pytest.raises(ModelUnavailable, match="pip install langchain-mistralai"):
        open_chat_model("mistralai:large", schema=prompts.schema, budget_seconds=1)


def test_langchain_that_is_not_installed_is_named_too(
    prompts: Prompts, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.startswith("langchain."):
            raise ModuleNotFoundError("No module named 'langchain'", name="langchain")
        return imported(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ModelUnavailable, match="`pip install langchain`"):
        open_chat_model(NAME, schema=prompts.schema, budget_seconds=1)


def test_a_provider_that_langchain_does_not_know_is_a_wrong_setting(prompts: Prompts) -> None:
    with pytest.raises(SettingsError, match=r"'nosuch'.*openai"):
        open_chat_model("nosuch:model", schema=prompts.schema, budget_seconds=1)


def test_a_missing_key_is_named_by_its_variable(
    prompts: Prompts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_ADMIN_KEY", raising=False)
    with pytest.raises(ModelUnavailable, match="OPENAI_API_KEY") as caught:
        open_chat_model(NAME, schema=prompts.schema, budget_seconds=1)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "MY_TOKEN", "DB_PASSWORD", "client_secret"])
def test_secrets_of_the_environment_are_cut_out(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "hunter2-hunter2")
    assert redacted("with hunter2-hunter2 in it") == "with … in it"


@pytest.mark.parametrize(
    "text", [KEY, "sk-proj-abcDEF123456", "Bearer abcdef0123456789", "sk-ab****************wxyz"]
)
def test_what_looks_like_a_key_is_cut_out(text: str) -> None:
    assert redacted(f"Incorrect API key provided: {text}.").startswith(
        "Incorrect API key provided: …"
    )


def test_other_words_stay() -> None:
    text = "Error code: 401 - the ask-answer risk of a hf model, skillfulness and tokens"
    assert redacted(text) == text
