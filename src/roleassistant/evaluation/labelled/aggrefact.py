"""SummaC, AggreFact and LLM-AggreFact as CSV: a document, a summary or claim, a label of 0 or 1.

AggreFact (Tang et al., ACL 2023): `doc`, `summary`, `label`, and `cut`, which is val or test.
LLM-AggreFact (Tang et al., EMNLP 2024): `doc`, `claim`, `label`, a file a split, named for it.
SummaC (Laban et al., TACL 2022) has `document` and `claim` in what its loader gives.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from roleassistant.errors import DocumentError
from roleassistant.evaluation.labelled.pairs import (
    LabelledPair,
    LabelledSet,
    part_named,
    set_of,
    split_named,
)

_DOCUMENT, _CLAIM, _CUT = ("doc", "document"), ("claim", "summary"), ("cut", "split")
_LABELS = {"0": False, "1": True}
# An article may stand in one cell.
_LONGEST_CELL = 10_000_000


def read(folder: Path) -> LabelledSet | None:
    """The set in a folder; None where it holds none of this form.

    Raises:
        DocumentError: a file of it cannot be read, or a row is no such pair.
    """
    parts: dict[str, list[LabelledPair]] = {}
    name = ""
    for file in sorted(folder.glob("*.csv")):
        for part, summarised, pair in _pairs(file):
            name = "AggreFact" if summarised else "LLM-AggreFact"
            parts.setdefault(part, []).append(pair)
    return set_of(name, parts) if parts else None


def _pairs(file: Path) -> Iterator[tuple[str, bool, LabelledPair]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            rows = csv.DictReader(opened)
            columns = rows.fieldnames or ()
            document = next((one for one in _DOCUMENT if one in columns), None)
            claim = next((one for one in _CLAIM if one in columns), None)
            cut = next((one for one in _CUT if one in columns), None)
            if document is None or claim is None or "label" not in columns:
                return
            if cut is None and split_named(file.stem) is None:
                raise DocumentError(
                    f"{file} says neither in a column cut nor in its name whether it is dev or "
                    f"test. Rename it, as in aggrefact_test.csv."
                )
            for row in rows:
                where = f"{file}, line {rows.line_num}"
                label = _LABELS.get((row["label"] or "").strip().removesuffix(".0"))
                if label is None or not row[document] or not row[claim]:
                    raise DocumentError(f"{where}: a row needs {document}, {claim}, label 0 or 1.")
                texts = tuple(line for line in row[document].splitlines() if line.strip())
                part = row[cut] if cut else part_named(file.stem)
                yield part, claim == "summary", LabelledPair(row[claim], texts, label)
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise DocumentError(f"{file} cannot be read: {problem}.") from problem
