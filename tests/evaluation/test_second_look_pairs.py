"""The pairs that tell an answer in other words from what is only near are sound: each statement
stands where it is said to, and neither answer is the commoner by far."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from roleassistant import resources

EVALS = resources.folder("evals", None)
FOLDERS = {"bundled": resources.folder("ingest", None) / "profiles"} | {
    name: EVALS / "profiles" / name
    for name in ("held-out", "held-out-2", "held-out-4", "elsewhere")
}
TYPES = {
    "id": str,
    "corpus": str,
    "question": str,
    "profile": str,
    "line": int,
    "statement": str,
    "answers": bool,
}


@cache
def pairs() -> tuple[dict[str, Any], ...]:
    lines = (EVALS / "second-look.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


@cache
def pages(corpus: str) -> dict[str, list[str]]:
    """The lines of each page of a corpus, by the code that stands in its second line."""
    read = [page.read_text(encoding="utf-8").splitlines() for page in _files(FOLDERS[corpus])]
    return {lines[1].strip(): lines for lines in read}


def test_every_pair_has_the_fields_that_are_described() -> None:
    for pair in pairs():
        assert {name: type(value) for name, value in pair.items()} == TYPES, pair
        assert pair["question"].strip() == pair["question"] != "", pair


def test_no_pair_is_written_twice() -> None:
    assert len({pair["id"] for pair in pairs()}) == len(pairs())
    asked = {(p["question"].casefold(), p["profile"], p["line"]) for p in pairs()}
    assert len(asked) == len(pairs())


@pytest.mark.parametrize("corpus", FOLDERS)
def test_each_statement_stands_at_its_line_of_its_page(corpus: str) -> None:
    of_corpus = [pair for pair in pairs() if pair["corpus"] == corpus]
    assert of_corpus
    for pair in of_corpus:
        line = pages(corpus)[pair["profile"]][pair["line"] - 1]
        assert _fold(pair["statement"]) in _fold(line), pair["id"]


def test_every_corpus_is_one_that_is_described() -> None:
    assert {pair["corpus"] for pair in pairs()} <= FOLDERS.keys()


def test_neither_answer_is_the_commoner_by_far() -> None:
    answering = sum(pair["answers"] for pair in pairs()) / len(pairs())
    assert 0.4 <= answering <= 0.6


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.txt"))


def _fold(text: str) -> str:
    return re.sub(r"[\s*_|]+", " ", text).strip()
