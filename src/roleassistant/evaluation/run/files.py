"""The files of a run, written and read: one folder, results.jsonl and summary.json."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import TypeAdapter, ValidationError

from roleassistant.errors import DocumentError
from roleassistant.evaluation.run.result import (
    FORMAT_VERSION,
    RESULTS_FILE,
    SUMMARY_FILE,
    CaseResult,
    Summary,
)
from roleassistant.indexing.durable import replace_text

_CASE = TypeAdapter(CaseResult)
_SUMMARY = TypeAdapter(Summary)


def as_line(result: CaseResult) -> bytes:
    """The result as one line of results.jsonl, with its end."""
    return _CASE.dump_json(result) + b"\n"


def append(file: BinaryIO, result: CaseResult) -> None:
    """Write one more line and have it on the disk before going on."""
    file.write(as_line(result))
    file.flush()
    os.fsync(file.fileno())


def read_results(folder: Path) -> list[CaseResult]:
    """All results of a run, in the order in which they were written.

    Raises:
        DocumentError: there are none, or a line is no result.
    """
    return list(_lines(folder / RESULTS_FILE))


def read_summary(folder: Path) -> Summary:
    """The summary of a finished run.

    Raises:
        DocumentError: the run is not finished, or was written by another version.
    """
    file = folder / SUMMARY_FILE
    try:
        summary = _SUMMARY.validate_json(file.read_bytes())
    except FileNotFoundError as problem:
        raise DocumentError(
            f"{folder} holds no finished run: there is no {SUMMARY_FILE}. Name the folder that "
            f"`roleassistant eval run --out` wrote, or run the same command again to finish it."
        ) from problem
    except (OSError, ValidationError) as problem:
        raise DocumentError(f"{file} cannot be read as a summary: {_first(problem)}.") from problem
    if summary.format_version != FORMAT_VERSION:
        raise DocumentError(
            f"{file} has format {summary.format_version}, and this version reads "
            f"{FORMAT_VERSION}. Run the suite again."
        )
    return summary


def write_summary(folder: Path, summary: Summary) -> None:
    """Put summary.json in place, whole or not at all."""
    text = _SUMMARY.dump_json(summary, indent=2).decode("utf-8")
    replace_text(folder / SUMMARY_FILE, f"{text}\n")


def summary_as_json(summary: Summary) -> dict[str, Any]:
    """The same object as in summary.json."""
    plain: dict[str, Any] = _SUMMARY.dump_python(summary, mode="json")
    return plain


def keep_whole_lines(file: Path) -> None:
    """Cut a last line that a kill has torn; its case is run again."""
    if not file.exists():
        return
    with file.open("r+b") as opened:
        content = opened.read()
        whole = content[: content.rfind(b"\n") + 1]
        if len(whole) < len(content):
            opened.truncate(len(whole))
            os.fsync(opened.fileno())


def _lines(file: Path) -> Iterator[CaseResult]:
    try:
        content = file.read_bytes()
    except OSError as problem:
        raise DocumentError(
            f"{file} cannot be read: {problem.strerror}. Name the folder of a run."
        ) from problem
    for number, line in enumerate(content.splitlines(), 1):
        try:
            yield _CASE.validate_json(line)
        except ValidationError as problem:
            raise DocumentError(
                f"{file}, line {number} is no result of this version: {_first(problem)}. "
                f"Run the suite again into another folder."
            ) from problem


def _first(problem: Exception) -> str:
    if isinstance(problem, ValidationError):
        error = problem.errors(include_url=False)[0]
        return f"{'.'.join(map(str, error['loc']))}: {error['msg']}"
    return str(problem)
