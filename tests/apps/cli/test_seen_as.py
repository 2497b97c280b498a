"""`--as`: the owner of an index sees on the command line what others see."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.scenarios.restricted import hidden_words, write_library

from roleassistant.apps.cli.main import run
from roleassistant.domain.visibility import PUBLIC


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Path:
    folder = tmp_path_factory.mktemp("seen-as")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ROLEASSISTANT_EMBEDDING_MODELS_FOLDER", str(models))
        pages = write_library(folder)
        assert run(["ingest", "--index", str(folder / "index"), str(pages)]) == 0
    return folder / "index"


COMMANDS = {
    "ask": ("ask", "which roles are there?"),
    "compare": ("compare", "river pilot", "P2", "P3"),
    "roles": ("roles",),
    "show": ("show", "barge crew"),
    "audit": ("audit",),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_as_public_shows_no_word_that_is_for_a_group(cli, index, command):
    whole = cli(*COMMANDS[command], "--index", index, "--json")
    public = cli(*COMMANDS[command], "--index", index, "--json", "--as", "public")
    assert whole.code == public.code == 0
    assert not any(word in public.out.casefold() for word in hidden_words(PUBLIC))
    assert public.out != whole.out


def test_as_groups_shows_what_is_for_them(cli, index):
    board = cli("roles", "--index", index, "--json", "--as", "board").json
    assert "ZORQUIL.ENVOY" in [role["role"] for role in board["roles"]]
    hr = cli("roles", "--index", index, "--json", "--as", "HR").json
    assert "ZORQUIL.ENVOY" not in [role["role"] for role in hr["roles"]]
    every = cli("roles", "--index", index, "--json", "--as", "hr, Sales leads,BOARD").json
    assert every == cli("roles", "--index", index, "--json").json


@pytest.mark.parametrize("group", ["HRR", "", "HR,", "public,HR"])
def test_a_group_that_the_index_does_not_know_is_named_with_those_that_it_knows(cli, index, group):
    result = cli("roles", "--index", index, "--as", group)
    assert result.code == 2
    assert "HR, Sales leads" in result.err
    assert not result.out


def test_a_role_that_is_hidden_is_unknown_in_the_same_words_as_one_that_is_nowhere(cli, index):
    hidden = cli("show", "zorquil.envoy", "--index", index, "--as", "public")
    nowhere = cli("show", "quorzil.yovne", "--index", index, "--as", "public")
    assert hidden.code == nowhere.code == 2
    assert hidden.err.replace("zorquil.envoy", "X") == nowhere.err.replace("quorzil.yovne", "X")


def test_a_thread_that_is_gone_on_with_as_somebody_else_knows_what_they_know(cli, index):
    first = ("ask", "what does the zorvane envoy do?", "--thread", "t", "--index", index, "--json")
    assert "zorgram" in cli(*first).json["answer"]
    again = ("ask", "shorter", "--thread", "t", "--index", index, "--json")
    assert "zorgram" not in cli(*again, "--as", "public").out
    assert "zorgram" in cli(*again).out


def test_a_chat_is_held_as_somebody_else(program, index):
    said = program("chat", "--index", index, "--json", "--as", "public", stdin=b"which roles?\n")
    assert said.code == 0
    assert "River Pilot" in json.loads(said.out)["answer"]
    assert not any(word in said.out.casefold() for word in hidden_words(PUBLIC))


def test_ingest_says_how_many_documents_are_not_for_everyone(cli, tmp_path):
    pages = write_library(tmp_path)
    result = cli("ingest", pages, "--json")
    assert result.json["restricted"] == 6
    assert "6 documents not for everyone" in cli("ingest", pages).out
