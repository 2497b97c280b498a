"""Claims that people wrote: over the bundled profiles, and pairs of texts that others labelled."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roleassistant.errors import DocumentError
from roleassistant.evaluation.claims import Sample
from roleassistant.indexing.generation import Generation

CLAIMS_FILE = "support.jsonl"


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """A claim with texts as evidence, and whether people said that these support it."""

    claim: str
    evidence: tuple[str, ...]
    supported: bool


def written_claims(file: Path, generation: Generation) -> list[Sample]:
    """The claims of `file` whose statements this index holds; the others are left out.

    Each line has `claim`, `supported`, `kind` and `cites`: role and a stretch of the statement.

    Raises:
        DocumentError: the file cannot be read, or a line is no such object.
    """
    found = []
    for number, row in _rows(file):
        try:
            cited = [_statement(generation, c["role"], c["holds"]) for c in row["cites"]]
            if all(cited):
                evidence = tuple(chunk for chunk in cited if chunk)
                found.append(Sample(row["kind"], row["claim"], evidence, bool(row["supported"])))
        except (KeyError, TypeError) as problem:
            raise DocumentError(
                f"{file}, line {number}: {problem} is missing. A line needs claim, supported, "
                f"kind, and cites with role and holds."
            ) from problem
    return found


def _statement(generation: Generation, role: str, holds: str) -> Any:
    return next(
        (c for c in generation.select(role=role) if holds in c.statement.text),
        None,
    )


def labelled_pairs(file: Path) -> list[LabelledPair]:
    """The pairs of a JSONL file: `claim`, `evidence` (a text or a list of them), and `label`.

    `label` is SUPPORTS or REFUTES as in FEVER Symmetric, or supported, partially_supported or
    not_supported as in WiCE, of which only the first counts as supported.

    Raises:
        DocumentError: the file cannot be read, or a line is no such pair.
    """
    found = []
    for number, row in _rows(file):
        try:
            evidence = row["evidence"]
            texts = (evidence,) if isinstance(evidence, str) else tuple(map(str, evidence))
            label = str(row["label"]).casefold()
            found.append(LabelledPair(row["claim"], texts, label in ("supports", "supported")))
        except (KeyError, TypeError) as problem:
            raise DocumentError(
                f"{file}, line {number}: {problem} is missing. A line needs claim, evidence and "
                f"label, as WiCE and FEVER Symmetric have them."
            ) from problem
    if not found:
        raise DocumentError(f"{file} holds no pair. Name a JSONL file of claims and evidence.")
    return found


def _rows(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise DocumentError(f"{file} cannot be read: {problem}.") from problem
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as problem:
            raise DocumentError(f"{file}, line {number} is no JSON: {problem}.") from problem
        if not isinstance(row, dict):
            raise DocumentError(f"{file}, line {number} is no JSON object.")
        yield number, row
