"""Cases drafted from what was really asked, for a person to confirm.

What the answer says is put in as expected, so a draft proves nothing: it is marked `draft: true`,
and a run skips it until somebody has read the page, mended the case and taken the mark away.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.conversation.thread import Thread
from roleassistant.domain.answer import Answer
from roleassistant.errors import DocumentError
from roleassistant.evaluation.suites.case import Case, Place, Turn
from roleassistant.retrieval.plan import Intent

# A case that expects every line of a long answer fails for reasons that nobody cares about.
_MOST_FACTS = 8
TO_CONFIRM = "to-confirm"


@dataclass(frozen=True, slots=True)
class Feedback:
    """A question from a thread, what people said of its answer, and what they expected."""

    question: str
    thread: str = ""
    rating: str = ""
    comment: str = ""
    expected: str = ""


def drafted(said: Sequence[Feedback], assistant: Assistant) -> Case:
    """A case of the turns of one thread, as the assistant answers them now.

    Raises:
        IndexUnusable: there is no index to ask.
    """
    turns, thread = [], Thread()
    for one in said:
        if len(said) == 1:
            answered = assistant.answer(one.question)
        else:
            answered, thread = assistant.answer_in(thread, one.question)
        turns.append(_turn(one, answered.answer))
    digest = hashlib.sha256("\n".join(one.question for one in said).encode()).hexdigest()
    notes = [f"{one.rating} {one.comment}".strip() for one in said if one.rating or one.comment]
    return Case(
        id=f"new-{digest[:10]}",
        turns=tuple(turns),
        tags=(TO_CONFIRM,),
        draft=True,
        note="; ".join(["Expected is what the answer said: check it on the page.", *notes]),
    )


def read_feedback(file: Path) -> list[list[Feedback]]:
    """The threads of an export of feedback, JSONL or CSV, in order; each has one turn or more.

    Each row has `question`, and may have `thread`, `rating`, `comment` and `expected`; other
    columns are left alone.

    Raises:
        DocumentError: the file cannot be read, or a row has no question.
    """
    threads: dict[str, list[Feedback]] = {}
    for number, row in _rows(file):
        question = str(row.get("question") or "").strip()
        if not question:
            raise DocumentError(
                f"{file}, row {number}: there is no question. Each row needs one, under the name "
                f"question; thread, rating, comment and expected may stand beside it."
            )
        told = {k: str(row.get(k) or "") for k in ("thread", "rating", "comment", "expected")}
        key = told["thread"] or f"row {number}"
        threads.setdefault(key, []).append(Feedback(question, **told))
    if not threads:
        raise DocumentError(f"{file} holds no row. Export the feedback again.")
    return list(threads.values())


def _turn(said: Feedback, answer: Answer) -> Turn:
    places = dict.fromkeys(
        (citation.section, citation.level, citation.role_code.rpartition(".")[0])
        for citation in answer.citations
    )
    facts = [said.expected] if said.expected else [c.text for c in answer.claims[:_MOST_FACTS]]
    return Turn(
        question=said.question,
        answerable=bool(said.expected) or not answer.abstained,
        intent=(Intent(answer.intent),),
        facts=tuple((fact,) for fact in dict.fromkeys(facts)),
        must_cite=()
        if said.expected
        else tuple(
            Place(section=section, role=role, **({"level": level} if level else {}))
            for section, level, role in places
        ),
        conflict=bool(answer.conflicts),
    )


def _rows(file: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        what = problem.strerror if isinstance(problem, OSError) else "it is not UTF-8"
        raise DocumentError(f"{file} cannot be read: {what}.") from problem
    if file.suffix.lower() == ".csv":
        yield from enumerate(csv.DictReader(text.splitlines(keepends=True)), 2)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as problem:
            raise DocumentError(
                f"{file}, line {number} is no JSON: {problem.msg}. Export as JSONL or as CSV."
            ) from problem
        if not isinstance(row, dict):
            raise DocumentError(f"{file}, line {number} is no JSON object.")
        yield number, row
