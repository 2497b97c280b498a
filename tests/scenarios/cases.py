"""Questions with what a right answer holds, from evals/, and the check of an answer against it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from roleassistant import resources
from roleassistant.answering.markdown import markdown
from roleassistant.domain.answer import Answer, Citation


@dataclass(frozen=True)
class Case:
    id: str
    corpus: str
    question: str
    answerable: bool
    intent: str | list[str] | None = None
    facts: list[list[str]] = field(default_factory=list)
    must_cite: list[dict[str, str]] = field(default_factory=list)
    must_not: list[str] = field(default_factory=list)
    conflict: bool = False
    reason_contains: str | None = None
    either_ok: bool = False


def cases(corpus: str) -> list[Case]:
    """The questions of every development file over one corpus."""
    files = sorted(resources.folder("evals", None).glob("development*.jsonl"))
    known = set(Case.__dataclass_fields__)
    rows: Iterator[dict[str, Any]] = (
        json.loads(line)
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if line
    )
    return [
        Case(**{key: value for key, value in row.items() if key in known})
        for row in rows
        if row["corpus"] == corpus
    ]


def shortcomings(case: Case, answer: Answer) -> list[str]:
    """What is wrong with `answer`; nothing when it is right."""
    shown = _fold(markdown(answer))
    quoted = shown + " " + _fold(" ".join(c.quote for c in answer.citations))
    wrong = [f"says {text!r}" for text in case.must_not if _fold(text) in shown]
    if case.conflict and not answer.conflicts:
        wrong.append("shows no conflict")
    if not case.answerable:
        if not answer.abstained and not case.either_ok:
            wrong.append(f"answers what the profiles do not hold: {shown[:200]}")
        elif answer.abstained and _fold(case.reason_contains or "") not in _fold(
            answer.reason or ""
        ):
            wrong.append(f"gives another reason: {answer.reason}")
        return wrong
    if answer.abstained and not case.either_ok:
        return [*wrong, f"refuses: {answer.reason}"]
    if answer.abstained:
        return wrong
    wrong += [
        f"lacks {variants}"
        for variants in case.facts
        if not any(_fold(variant) in quoted for variant in variants)
    ]
    wrong += [
        f"does not cite {place}"
        for place in case.must_cite
        if not any(_is_at(citation, place) for citation in answer.citations)
    ]
    return wrong


def misquotes(answer: Answer, root: Path) -> list[str]:
    """Citations whose quote does not stand in the lines that they name."""
    wrong = []
    for citation in answer.citations:
        source = citation.source
        lines = (root / source.document).read_text(encoding="utf-8").splitlines()
        named = "\n".join(lines[source.line_start - 1 : source.line_end])
        if citation.quote not in named:
            wrong.append(
                f"[{citation.id}] {citation.quote!r} is not at "
                f"{source.document}:{source.line_start}"
            )
    return wrong


def _is_at(citation: Citation, place: dict[str, str]) -> bool:
    level = place.get("level")
    return (
        place.get("section") in (None, citation.section)
        and citation.role_code.startswith(place.get("role", ""))
        and (level is None or level == citation.level or citation.role_code.endswith(f".{level}"))
    )


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())
