"""The cases of a run as the page carries them: JSON that no browser runs, shown when asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from roleassistant.evaluation.report.answers import Block, Line, Piece, blocks_of
from roleassistant.evaluation.report.changes import Change
from roleassistant.evaluation.run.reports import wrong_with
from roleassistant.evaluation.run.result import CaseResult, TurnResult

# What can be told of a case, in the order of the filter; a case may have several.
VERDICTS = {
    "passed": "passed",
    "failed": "failed",
    "error": "broke off with an error",
    "answered": "answered",
    "refused": "refused",
    "refused_wrongly": "refused, though the profiles say it",
    "answered_wrongly": "answered, though the profiles do not say it",
    "lacks": "lacks an expected fact",
    "unsupported": "has a claim that is not supported",
    "citation": "has a wrong citation",
}


def verdicts_of(result: CaseResult) -> list[str]:
    """Which of `VERDICTS` hold of a case; of a conversation, those of any turn."""
    found = {"passed" if result.passed else "failed"}
    if result.error is not None:
        found.add("error")
    for turn in result.turns:
        found |= set(_of_turn(turn))
    return [verdict for verdict in VERDICTS if verdict in found]


def _of_turn(turn: TurnResult) -> Iterator[str]:
    yield "refused" if turn.abstained else "answered"
    if turn.abstained is turn.expected.answerable and not turn.expected.either_ok:
        yield "refused_wrongly" if turn.abstained else "answered_wrongly"
    if turn.lacking:
        yield "lacks"
    if any(claim.verdict != "supported" for claim in turn.claims):
        yield "unsupported"
    if any(citation.problem is not None for citation in turn.citations):
        yield "citation"


def intents_of(result: CaseResult) -> list[str]:
    """The kinds of question that a case is of, as the summary groups them."""
    return sorted({intent for turn in result.turns for intent in turn.expected.intents[:1]})


def embedded(results: Sequence[CaseResult], changed: Mapping[tuple[str, str], Change]) -> str:
    """The cases as JSON that may stand in a script element: nothing in it ends the element or
    begins a comment, whatever a page or a question holds."""
    cases = [_case(result, changed.get(result.key)) for result in results]
    text = json.dumps(cases, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


def _case(result: CaseResult, change: Change | None) -> dict[str, Any]:
    case: dict[str, Any] = {
        "suite": result.suite,
        "id": result.id,
        "corpus": result.corpus,
        "tags": result.tags,
        "intents": intents_of(result),
        "verdicts": verdicts_of(result),
        "passed": result.passed,
        "weight": result.weight,
        "error": result.error,
        "wrong": list(wrong_with(result)),
        "turns": [_turn(turn) for turn in result.turns],
    }
    if change is not None:
        case["change"] = {
            "kind": change.kind,
            "metrics": change.metrics,
            "wrong": change.wrong,
            "answers": [answer.lines for answer in change.answers],
        }
    return case


def _turn(turn: TurnResult) -> dict[str, Any]:
    blocks = blocks_of(turn.answer, [claim.text for claim in turn.claims])
    return asdict(turn) | {"answer": [_block(block) for block in blocks]}


def _block(block: Block) -> dict[str, Any]:
    rows = [[[_line(line) for line in cell] for cell in row] for row in block.rows]
    return {"kind": block.kind, "rows": rows}


def _line(line: Line) -> list[Any]:
    return [_piece(piece) for piece in line]


def _piece(piece: Piece) -> Any:
    """Plain text is a string, so that it takes no more room than it has to."""
    if piece.mark:
        return {"mark": piece.text}
    if piece.claim is not None:
        return {"claim": piece.claim, "text": piece.text}
    return {"bold": piece.text} if piece.bold else piece.text
