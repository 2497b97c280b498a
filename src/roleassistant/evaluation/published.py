"""Figures that others published of the public sets, to print beside ours: evals/published.jsonl."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from roleassistant.errors import DocumentError
from roleassistant.evaluation.jsonl import rows_of

FILE = "published.jsonl"


@dataclass(frozen=True, slots=True)
class Published:
    """`value` of `metric` in per cent; `source` says where it stands, `note` on what it differs
    from what is measured here."""

    set_name: str
    system: str
    metric: str
    value: float
    source: str
    note: str = ""


def published(file: Path) -> list[Published]:
    """The figures of a file, in its order.

    Raises:
        DocumentError: the file cannot be read, or a line is no such figure.
    """
    found = []
    for number, row in rows_of(file):
        try:
            found.append(
                Published(
                    row["set"],
                    row["system"],
                    row["metric"],
                    float(row["value"]),
                    row["source"],
                    row.get("note", ""),
                )
            )
        except (KeyError, TypeError, ValueError) as problem:
            raise DocumentError(
                f"{file}, line {number}: a figure needs set, system, metric, value and source "
                f"({problem})."
            ) from problem
    return found
