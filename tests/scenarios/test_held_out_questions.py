"""The held-out questions are sound: what they expect stands in the pages. None of them is asked
here: they are counted by `tests.scenarios.score`, and nothing is tuned to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.scenarios.conftest import BUNDLED, REAL

from roleassistant import resources

EVALS = resources.folder("evals", None)
FOLDERS = {"held-out": EVALS / "profiles" / "held-out", "bundled": BUNDLED, "real": REAL}
OPENED = FOLDERS | {n: EVALS / "profiles" / n for n in ("held-out-2", "held-out-4")}
# Worked out, not quoted: a yes, a count.
COMPUTED = {"yes", "7 skills", "9 roles"}


def rows(name: str) -> list[dict[str, Any]]:
    lines = (EVALS / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def asked() -> list[dict[str, Any]]:
    turns = [
        turn | {"corpus": talk["corpus"], "id": f"{talk['id']}-{number}"}
        for talk in rows("held-out-conversations.jsonl")
        for number, turn in enumerate(talk["turns"], 1)
    ]
    return rows("held-out.jsonl") + turns


def pages(folder: Path) -> list[str]:
    return [_fold(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.txt"))]


@pytest.mark.parametrize("corpus", FOLDERS)
def test_what_a_held_out_question_expects_stands_in_the_pages_that_it_has_to_cite(
    corpus: str,
) -> None:
    folder = FOLDERS[corpus]
    if not folder.is_dir():
        pytest.skip("the shared real page is not on this machine")
    every = pages(folder)
    for row in asked():
        if row["corpus"] != corpus:
            continue
        roles = (
            {place["role"] for place in row["must_cite"] if "role" in place}
            if row.get("must_cite")
            else set()
        )
        held = [page for page in every if not roles or any(_fold(role) in page for role in roles)]
        assert held, row["id"]
        for variants in row["facts"]:
            assert variants[0] in COMPUTED or any(_fold(variants[0]) in page for page in held), (
                row["id"],
                variants,
            )


def test_both_halves_hold_as_many_questions_of_each_corpus_and_a_quarter_has_no_answer() -> None:
    every = rows("held-out.jsonl")
    for corpus in FOLDERS:
        a, b = (
            sum(row["corpus"] == corpus and row["split"] == half for row in every) for half in "AB"
        )
        assert abs(a - b) <= 1
    assert sum(not row["answerable"] for row in every) >= len(every) / 4


@pytest.mark.parametrize("corpus", OPENED)
def test_what_a_question_of_the_fourth_set_expects_stands_in_the_pages(corpus: str) -> None:
    if not OPENED[corpus].is_dir():
        pytest.skip("the shared real page is not on this machine")
    held = " ".join(pages(OPENED[corpus]))
    for row in rows("held-out-4.jsonl"):
        if row["corpus"] == corpus:
            for variants in row.get("facts", ()):
                assert variants[0] in {"yes", "no"} or all(_fold(v) in held for v in variants), row


def test_nearly_a_third_of_the_fourth_set_has_no_answer() -> None:
    every = rows("held-out-4.jsonl")
    assert sum(not row["answerable"] for row in every) > 0.3 * len(every)


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())
