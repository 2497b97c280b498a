"""RAGTruth (Niu et al., ACL 2024): `response.jsonl` beside `source_info.jsonl`.

A pair is a whole response and its source; it is supported where annotators marked no span. What
they marked as true though unsaid (`implicit_true`) is still not said by the source. Responses that
are cut off or refuse (`quality` other than good) are left out.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from roleassistant.errors import DocumentError
from roleassistant.evaluation.jsonl import rows_of
from roleassistant.evaluation.labelled.pairs import LabelledPair, LabelledSet, set_of

_RESPONSES, _SOURCES = "response.jsonl", "source_info.jsonl"


def read(folder: Path) -> LabelledSet | None:
    """The set in a folder; None where it holds none of this form.

    Raises:
        DocumentError: a file of it cannot be read, or a line lacks what is needed.
    """
    responses, sources = folder / _RESPONSES, folder / _SOURCES
    if not responses.is_file() or not sources.is_file():
        return None
    texts = {
        _field(sources, number, row, "source_id"): _texts(
            _field(sources, number, row, "source_info")
        )
        for number, row in rows_of(sources)
    }
    parts: dict[str, list[LabelledPair]] = {}
    for number, row in rows_of(responses):
        if row.get("quality", "good") != "good":
            continue
        source = _field(responses, number, row, "source_id")
        if source not in texts:
            raise DocumentError(f"{responses}, line {number}: {sources} has no source {source!r}.")
        pair = LabelledPair(
            str(_field(responses, number, row, "response")),
            texts[source],
            not _field(responses, number, row, "labels"),
        )
        parts.setdefault(str(_field(responses, number, row, "split")), []).append(pair)
    return set_of("RAGTruth responses", parts)


def _field(file: Path, number: int, row: dict[str, Any], name: str) -> Any:
    if name not in row:
        raise DocumentError(f"{file}, line {number}: {name} is missing, which RAGTruth has there.")
    return row[name]


def _texts(source: Any) -> tuple[str, ...]:
    """An article as its lines, a question's passages each, a record of data as its JSON."""
    if isinstance(source, dict):
        passages = source.get("passages")
        if not isinstance(passages, str):
            return (json.dumps(source, ensure_ascii=False),)
        source = passages
    return tuple(line for line in str(source).splitlines() if line.strip())
