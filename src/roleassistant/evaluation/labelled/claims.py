"""WiCE, FEVER Symmetric, VitaminC: a line of JSON with claim, evidence and label, a file a split.

WiCE (Kamoi et al., EMNLP 2023): `claim_dev.jsonl`, `claim_test.jsonl`; evidence is a list of
sentences; of its three labels only `supported` counts as such, the usual binary task.
FEVER Symmetric (Schuster et al., EMNLP 2019): evidence is a text; SUPPORTS or REFUTES.
VitaminC (Schuster et al., NAACL 2021): the same with NOT ENOUGH INFO; `case_id`, `revision_type`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from roleassistant.errors import DocumentError
from roleassistant.evaluation.jsonl import rows_of
from roleassistant.evaluation.labelled.pairs import (
    LabelledPair,
    LabelledSet,
    part_named,
    set_of,
    split_named,
)

_SUPPORTED = {"supports", "supported"}
_OTHERS = {"refutes", "not enough info", "partially_supported", "not_supported"}


def read(folder: Path) -> LabelledSet | None:
    """The set in a folder; None where it holds none of this form.

    Raises:
        DocumentError: a file of it cannot be read, or a line is no such pair.
    """
    files = [file for file in sorted(folder.glob("*.jsonl")) if split_named(file.stem)]
    whole = [file for file in files if file.stem.startswith("claim_")] or files
    if not whole or not _is_of_this_form(whole[0]):
        return None
    rows = {file: list(rows_of(file)) for file in whole}
    first = next((row for lines in rows.values() for _, row in lines), {})
    return set_of(
        _name(first),
        {
            part_named(file.stem): [_pair(file, number, row) for number, row in lines]
            for file, lines in rows.items()
        },
    )


def _is_of_this_form(file: Path) -> bool:
    return any({"claim", "evidence", "label"} <= row.keys() for _, row in rows_of(file))


def _name(row: dict[str, Any]) -> str:
    if "supporting_sentences" in row:
        return "WiCE claims"
    return "VitaminC" if {"case_id", "revision_type"} & row.keys() else "FEVER Symmetric"


def _pair(file: Path, number: int, row: dict[str, Any]) -> LabelledPair:
    try:
        claim, evidence, label = row["claim"], row["evidence"], str(row["label"]).casefold()
    except KeyError as problem:
        raise DocumentError(
            f"{file}, line {number}: {problem} is missing. A line needs claim, evidence and label, "
            f"as WiCE, FEVER Symmetric and VitaminC have them."
        ) from problem
    texts = (evidence,) if isinstance(evidence, str) else tuple(map(str, evidence))
    if label not in _SUPPORTED | _OTHERS:
        known = ", ".join(sorted(_SUPPORTED | _OTHERS))
        raise DocumentError(f"{file}, line {number}: the label {label!r} is none of {known}.")
    return LabelledPair(str(claim), texts, label in _SUPPORTED)
