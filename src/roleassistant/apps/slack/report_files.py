"""The report and the feedback as files: for spreadsheets, and for `eval new`."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import TextIO

from roleassistant.apps.slack.feedback_export import COLUMNS, Row
from roleassistant.apps.slack.report import Report

# What a spreadsheet would take for a formula, and run when the file is opened.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")

_QUESTION_COLUMNS = (
    "question", "intent", "times", "people", "abstained", "reason", "helpful", "not_helpful",
    "wrong", "comments", "expected", "first", "last",
)  # fmt: skip


def write_questions(file: Path, report: Report) -> None:
    """Every question of the report, those asked most first; users where the report has them."""
    _write_table(file, *_questions(report))


def questions_as_csv(report: Report) -> str:
    """What `write_questions` writes, for whatever reads it next."""
    to = StringIO()
    _put(to, *_questions(report), line_end="\n")
    return to.getvalue()


def _questions(report: Report) -> tuple[Sequence[str], list[list[str | int]]]:
    with_users = any(line.users for line in report.lines)
    rows: list[list[str | int]] = [
        [
            line.question,
            line.intent,
            line.times,
            line.people,
            line.abstained,
            line.reason,
            line.good,
            line.bad,
            "; ".join(f"{name} {times}" for name, times in line.wrong),
            "\n".join(line.comments),
            "\n".join(line.expected),
            line.first.isoformat(timespec="seconds"),
            line.last.isoformat(timespec="seconds"),
            *([" ".join(line.users)] if with_users else []),
        ]
        for line in report.lines
    ]
    return (*_QUESTION_COLUMNS, *(["users"] if with_users else [])), rows


def write_feedback(file: Path, rows: Iterable[Row]) -> None:
    """CSV where the file is called so, else JSONL."""
    if file.suffix.lower() == ".csv":
        _write_table(file, COLUMNS, [list(row.as_row().values()) for row in rows])
        return
    lines = [json.dumps(row.as_row(), ensure_ascii=False) + "\n" for row in rows]
    file.write_text("".join(lines), encoding="utf-8")


def _write_table(file: Path, columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    # The mark at the beginning tells spreadsheets that it is UTF-8.
    with file.open("w", encoding="utf-8-sig", newline="") as to:
        _put(to, columns, rows)


def _put(
    to: TextIO,
    columns: Sequence[str],
    rows: Iterable[Sequence[str | int]],
    line_end: str = "\r\n",
) -> None:
    # All text in quotes: where lists are parted by semicolons, spreadsheets part cells at those
    # too, and what stands behind one in a question would be a cell of its own.
    table = csv.writer(to, lineterminator=line_end, quoting=csv.QUOTE_NONNUMERIC)
    table.writerow(columns)
    table.writerows([_harmless(cell) for cell in row] for row in rows)


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
