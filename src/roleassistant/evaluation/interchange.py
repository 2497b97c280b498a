"""Answers in the form that RAGAS reads and writes: a JSONL file of its `SingleTurnSample`s.

`EvaluationDataset.from_jsonl` of RAGAS reads what is written here, and what its `to_jsonl` writes
is read here; the fields are those of RAGAS 0.4. A column of scores (`faithfulness`) may stand
beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roleassistant.errors import DocumentError
from roleassistant.evaluation.jsonl import rows_of
from roleassistant.evaluation.run.result import CaseResult, TurnResult

_TEXTS = ("user_input", "response", "reference")
_LISTS = ("retrieved_contexts", "reference_contexts")


@dataclass(frozen=True, slots=True)
class Sample:
    """One question with its answer. `reference` is what a right answer says; `faithfulness` is
    what RAGAS found, where it was asked."""

    user_input: str
    response: str
    retrieved_contexts: tuple[str, ...]
    reference: str | None = None
    reference_contexts: tuple[str, ...] = ()
    faithfulness: float | None = None


def samples_of(results: Iterable[CaseResult]) -> Iterator[Sample]:
    """Every turn of a run that answered. What it abstained from has no statement to judge."""
    for case in results:
        for turn in case.turns:
            if not turn.abstained and turn.answer.strip():
                yield _sample(turn)


def _sample(turn: TurnResult) -> Sample:
    # What the answer cites comes first: it may rest on more than the retriever's best passages.
    # By where they stand: two roles may say the same words.
    contexts = {
        (one.path, one.line_start, one.found): _placed(
            one.found, one.title, one.section, one.level, one.label
        )
        for one in turn.citations
        if one.found.strip()
    }
    passages = {
        (one.path, one.line, one.text): _placed(
            one.text, one.role, one.section, ", ".join(one.levels), one.label
        )
        for one in turn.passages
    }
    placed = passages | contexts
    facts = [wordings[0] for wordings in turn.expected.facts if wordings]
    return Sample(
        turn.question,
        turn.answer,
        tuple(placed[key] for key in dict.fromkeys([*contexts, *passages])),
        "; ".join(facts) or None,
        tuple(placed[one.path, one.line, one.text] for one in turn.passages if one.relevant),
    )


def _placed(text: str, *where: str | None) -> str:
    """A statement under what it stands: without its role and level it says half."""
    return f"{' · '.join(part for part in where if part)}: {text}".removeprefix(": ")


def write_samples(file: Path, samples: Iterable[Sample]) -> int:
    """Write them, one a line; gives how many.

    Raises:
        DocumentError: the file cannot be written.
    """
    lines = [json.dumps(_row(one), ensure_ascii=False) + "\n" for one in samples]
    try:
        file.write_text("".join(lines), encoding="utf-8")
    except OSError as problem:
        raise DocumentError(f"{file} cannot be written: {problem}.") from problem
    return len(lines)


def _row(sample: Sample) -> dict[str, Any]:
    """Without what is not known, as RAGAS writes it."""
    found: dict[str, Any] = {
        "user_input": sample.user_input,
        "retrieved_contexts": list(sample.retrieved_contexts),
        "response": sample.response,
    }
    if sample.reference_contexts:
        found["reference_contexts"] = list(sample.reference_contexts)
    if sample.reference is not None:
        found["reference"] = sample.reference
    if sample.faithfulness is not None:
        found["faithfulness"] = sample.faithfulness
    return found


def read_samples(file: Path) -> list[Sample]:
    """The samples of a file.

    Raises:
        DocumentError: it cannot be read, or a line is no such sample; the message says which.
    """
    found = [_read(file, number, row) for number, row in rows_of(file)]
    if not found:
        raise DocumentError(f"{file} holds no sample. Name a JSONL file of RAGAS's samples.")
    return found


def _read(file: Path, number: int, row: dict[str, Any]) -> Sample:
    where = f"{file}, line {number}"
    if isinstance(row.get("user_input"), list):
        raise DocumentError(
            f"{where} is a conversation (MultiTurnSample). Only single questions are read: "
            f"write each turn as a sample of its own."
        )
    for key in ("user_input", "response", "retrieved_contexts"):
        if row.get(key) in (None, ""):
            raise DocumentError(
                f"{where}: {key} is missing. A sample needs user_input, response and "
                f"retrieved_contexts, as RAGAS's SingleTurnSample has them."
            )
    for key in _TEXTS:
        if not isinstance(row.get(key, ""), str | None):
            raise DocumentError(f"{where}: {key} is no text.")
    for key in _LISTS:
        texts = row.get(key) or []
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise DocumentError(f"{where}: {key} is no list of texts.")
    scored = row.get("faithfulness")
    is_number = isinstance(scored, int | float) and scored == scored  # not NaN
    return Sample(
        row["user_input"],
        row["response"],
        tuple(row["retrieved_contexts"]),
        row.get("reference"),
        tuple(row.get("reference_contexts") or ()),
        float(scored) if is_number and scored is not None else None,
    )
