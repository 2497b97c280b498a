"""`--answerer`: a language model words the answer, and doctor says whether it is there."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from tests.answering.models.replies import Request, claims, failing, honest, saying, true_claim
from tests.answering.models.server import ModelServer, model_server
from tests.apps.cli.conftest import Cli

KEY = "sk-canary-4711-do-not-show"
NAME = "openai:small"
YEARS = "how many years of experience does a P5 in field sales need?"
PAY = "what is the base salary of a P5 sales engineer?"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """A provider that the environment points to, as OpenAI's package documents it."""
    with model_server() as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        yield running


def test_the_answer_says_who_worded_it_and_what_that_took(ask: Cli, server: ModelServer) -> None:
    said = ask(YEARS, "--answerer", NAME)
    assert said.code == 0
    assert said.err == ""
    assert f"Worded by {NAME}, each sentence checked against its sources" in said.out
    assert "120 tokens in, 30 out" in said.out
    assert "The profiles disagree" in said.out
    assert len(server.requests) == 1


def test_worded_sentences_stand_one_under_the_other(ask: Cli, server: ModelServer) -> None:
    said = ask("what is expected of a P2 sales engineer?", "--answerer", NAME).out
    worded = said.partition("\n\n")[0]
    assert [f"[{number}]" in worded for number in range(1, 10)] == [True] * 8 + [False]


def test_json_has_the_model_its_tokens_and_the_prompt(ask: Cli, server: ModelServer) -> None:
    answer = ask(YEARS, "--json", "--answerer", NAME).json
    assert answer["answered_by"] == NAME
    assert answer["fallback"] is None
    assert answer["usage"]["model"] == NAME
    assert answer["usage"]["calls"] == 1
    assert answer["usage"]["input_tokens"] == 120
    assert answer["usage"]["output_tokens"] == 30
    assert answer["usage"]["cost"] is None
    assert answer["usage"]["prompt"].startswith("answer v1 (")
    quoted = ask(YEARS, "--json").json
    assert quoted["answered_by"] == "extractive"
    assert (quoted["fallback"], quoted["usage"]) == (None, None)


def test_prices_that_are_set_give_a_cost(
    ask: Cli, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLEASSISTANT_MODELS_PRICE_INPUT", "2")
    monkeypatch.setenv("ROLEASSISTANT_MODELS_PRICE_OUTPUT", "10")
    answer = ask(YEARS, "--json", "--answerer", NAME).json
    assert answer["usage"]["cost"] == pytest.approx(0.00054)


def test_the_command_line_wins_over_the_environment(
    ask: Cli, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLEASSISTANT_ANSWERER", NAME)
    assert ask(YEARS, "--json").json["answered_by"] == NAME
    quoted = ask(YEARS, "--json", "--answerer", "extractive").json
    assert quoted["answered_by"] == "extractive"
    assert len(server.requests) == 1


def test_a_provider_that_fails_is_a_warning_and_the_answer_is_quoted(
    ask: Cli, server: ModelServer
) -> None:
    server.behave(failing(401, f"Incorrect API key provided: {KEY}"))
    said = ask(YEARS, "--answerer", NAME, "--debug")
    assert said.code == 0
    assert (
        f"warning: {NAME} did not accept the key in the environment (401). "
        f"The answer is quoted from the profiles." in said.err
    )
    assert KEY not in said.out + said.err
    quoted = ask(YEARS)
    assert said.out == quoted.out


def test_what_is_left_out_is_a_warning(ask: Cli, server: ModelServer) -> None:
    def liar(request: Request) -> object:
        lie = {"text": "A P5 is paid 7341 a month.", "passages": ["p1"]}
        return claims([true_claim(request.passages[0]), lie])

    server.behave(liar)  # type: ignore[arg-type]
    said = ask(YEARS, "--answerer", NAME)
    assert "7341" not in said.out
    assert said.err == f"warning: 1 sentence of {NAME} left out: the profiles do not say so.\n"


def test_what_the_profiles_do_not_say_is_asked_of_no_model(ask: Cli, server: ModelServer) -> None:
    said = ask(PAY, "--answerer", NAME)
    assert said.code == 0
    assert "record no pay amounts" in said.out
    assert server.requests == []


def test_a_model_that_cannot_be_opened_ends_with_four_and_the_mend(
    ask: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_ADMIN_KEY", raising=False)
    said = ask(YEARS, "--answerer", NAME)
    assert said.code == 4
    assert "as OPENAI_API_KEY" in said.err
    assert "Traceback" not in said.err
    missing = ask(YEARS, "--answerer", "mistralai:large")
    assert missing.code == 4
    assert "pip install langchain-mistralai" in missing.err


@pytest.mark.parametrize("name", ["gpt", "nosuch:model", "openai:a b", ":x"])
def test_a_name_that_is_no_model_is_wrong_usage(ask: Cli, name: str) -> None:
    assert ask(YEARS, "--answerer", name).code == 2


def test_an_escape_in_what_a_model_says_does_not_reach_the_terminal(
    ask: Cli, server: ModelServer
) -> None:
    server.behave(
        saying('{"claims": [{"text": "A P5\\u001b[2J needs years", "passages": ["p1"]}]}')
    )
    said = ask(YEARS, "--answerer", NAME)
    assert "\x1b" not in said.out + said.err


def doctor_says(cli: Cli) -> list[dict[str, str]]:
    checks = cli("doctor", "--json").json["checks"]
    return [check for check in checks if check["area"] == "answerer"]


def test_doctor_says_nothing_of_models_where_none_is_asked_for(cli: Cli) -> None:
    assert doctor_says(cli) == []


def test_doctor_says_that_a_model_answers(
    cli: Cli, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLEASSISTANT_ANSWERER", NAME)
    server.behave(saying("ready"))
    (check,) = doctor_says(cli)
    assert check["status"] == "ok"
    assert check["text"] == f"{NAME} answers"
    assert server.requests[0].texts == ("Reply with the word: ready",)


def test_doctor_says_what_is_wrong_with_a_model_and_the_mend(
    cli: Cli, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLEASSISTANT_ANSWERER", NAME)
    monkeypatch.setenv("ROLEASSISTANT_MODELS_FALLBACKS", "mistralai:large, openai:other")
    server.behave(failing(401, f"Incorrect API key provided: {KEY}"), failing(404))
    refused, missing, unknown = doctor_says(cli)
    assert {check["status"] for check in (refused, missing, unknown)} == {"broken"}
    assert refused["text"] == f"{NAME} did not accept the key in the environment (401)"
    assert "valid" in refused["mend"]
    assert missing["mend"] == "Run `pip install langchain-mistralai`."
    assert unknown["text"] == "openai:other is not known to its provider (404)"
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.delenv("ROLEASSISTANT_MODELS_FALLBACKS")
    (check,) = doctor_says(cli)
    assert check["text"] == f"{NAME} cannot be reached"
    assert KEY not in repr((refused, missing, unknown, check, os.environ.get("HOME")))


def test_a_model_is_asked_for_nothing_else_than_what_was_found(
    ask: Cli, server: ModelServer
) -> None:
    server.behave(honest)
    ask(YEARS, "--answerer", NAME)
    sent = server.requests[0]
    assert all("field-sales" not in text for text in sent.texts)  # no path
    assert sent.between("history") == "[]"
