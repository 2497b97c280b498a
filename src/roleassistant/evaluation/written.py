"""Claims that people wrote over the bundled profiles, true and false."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from roleassistant.errors import DocumentError
from roleassistant.evaluation.claims import Sample
from roleassistant.evaluation.jsonl import rows_of
from roleassistant.indexing.generation import Generation

CLAIMS_FILE = "support.jsonl"


def written_claims(file: Path, generation: Generation) -> list[Sample]:
    """The claims of `file` whose statements this index holds; the others are left out.

    Each line has `claim`, `supported`, `kind` and `cites`: role and a stretch of the statement.

    Raises:
        DocumentError: the file cannot be read, or a line is no such object.
    """
    found = []
    for number, row in rows_of(file):
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
