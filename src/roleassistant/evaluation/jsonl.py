"""Files of one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from roleassistant.errors import DocumentError


def rows_of(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of `file`, each with the number of its line.

    Raises:
        DocumentError: the file cannot be read, or a line is no JSON object.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
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
