"""Whole conversations with what each turn has to give, from evals/, and the check against it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.scenarios.cases import Case, shortcomings

from roleassistant import resources
from roleassistant.domain.answer import Answer, Table


@dataclass(frozen=True)
class Expected:
    """`understood` are pieces of what has to be said to be understood; `must_not` holds for the
    answer, and where it is refused for the reason."""

    question: str
    understood: list[str] = field(default_factory=list)
    facts: list[list[str]] = field(default_factory=list)
    must_cite: list[dict[str, str]] = field(default_factory=list)
    must_not: list[str] = field(default_factory=list)
    abstained: bool = False
    reason_contains: str | None = None
    intent: str | None = None
    conflict: bool = False
    table: bool | None = None


@dataclass(frozen=True)
class Conversation:
    id: str
    corpus: str
    turns: list[Expected]


def conversations(corpus: str) -> list[Conversation]:
    file = resources.folder("evals", None) / "conversations.jsonl"
    rows: list[dict[str, Any]] = [
        json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line
    ]
    return [
        Conversation(row["id"], row["corpus"], [Expected(**turn) for turn in row["turns"]])
        for row in rows
        if row["corpus"] == corpus
    ]


def wrong_with(expected: Expected, answer: Answer, understood: str) -> list[str]:
    """What is wrong with a turn; nothing when it is right."""
    case = Case(
        expected.question,
        "",
        expected.question,
        not expected.abstained,
        expected.intent,
        expected.facts,
        expected.must_cite,
        expected.must_not,
        expected.conflict,
        expected.reason_contains,
    )
    wrong = shortcomings(case, answer)
    wrong += [f"understood {understood!r}" for x in expected.understood if x not in understood]
    if expected.intent not in (None, answer.intent):
        wrong.append(f"is {answer.intent}")
    if expected.table is not None:
        tables = any(isinstance(block, Table) for block in answer.blocks)
        if tables is not expected.table:
            wrong.append("is a table" if tables else "is no table")
    return [f"{expected.question}: {what}" for what in wrong]
