"""Metrics of an answer by what its case says: facts, places, words, conflicts, abstention."""

from __future__ import annotations

from collections.abc import Sequence

from roleassistant.answering.markdown import markdown
from roleassistant.domain.answer import Answer
from roleassistant.evaluation.judging import cited_wrongly, fold, is_at, lacking, said_wrongly
from roleassistant.evaluation.suites.case import Turn


def answer_metrics(turn: Turn, answer: Answer) -> dict[str, float]:
    """Those that the turn is a case of; where either outcome is right it is none of abstention."""
    found: dict[str, float] = {"answer_words": float(len(markdown(answer).split()))}
    if turn.intent:
        found["intent_accuracy"] = float(answer.intent in turn.intent)
    if turn.must_not or turn.must_not_cite or turn.polarity:
        clean = not said_wrongly(turn, answer) and not cited_wrongly(turn, answer)
        found["nothing_forbidden"] = float(clean)
    if not turn.either_ok:
        if answer.abstained:
            found["abstention_precision"] = float(not turn.answerable)
        if turn.answerable:
            found["answered"] = float(not answer.abstained)
        else:
            found["abstention_recall"] = float(answer.abstained)
    if turn.conflict:
        found["contradiction_disclosure"] = float(discloses(answer))
    expected = turn.answerable and not (turn.either_ok and answer.abstained)
    if expected and turn.facts:
        given = 0 if answer.abstained else len(turn.facts) - len(lacking(turn, answer))
        found["fact_recall"] = given / len(turn.facts)
    if expected and turn.must_cite:
        met = sum(any(is_at(c, place) for c in answer.citations) for place in turn.must_cite)
        found["required_citations"] = met / len(turn.must_cite)
    return found


def failed_metrics(turns: Sequence[Turn]) -> dict[str, float]:
    """Of a case that broke off: 0 in all that a right answer would have been measured by."""
    found = {"answered": 0.0, "abstention_recall": 0.0, "fact_recall": 0.0}
    found |= {"required_citations": 0.0, "contradiction_disclosure": 0.0, "intent_accuracy": 0.0}
    firm = [turn for turn in turns if not turn.either_ok]
    measured = {
        "answered": any(turn.answerable for turn in firm),
        "abstention_recall": any(not turn.answerable for turn in firm),
        "fact_recall": any(turn.answerable and turn.facts for turn in firm),
        "required_citations": any(turn.answerable and turn.must_cite for turn in firm),
        "contradiction_disclosure": any(turn.conflict for turn in turns),
        "intent_accuracy": any(turn.intent for turn in turns),
    }
    return {name: value for name, value in found.items() if measured[name]}


def discloses(answer: Answer) -> bool:
    """Whether a reader sees two different sides of a conflict, each with a citation of its own."""
    shown = fold(markdown(answer))
    cited = {citation.id for citation in answer.citations}
    return any(
        len({fold(side.text) for side in conflict.sides}) > 1
        and len({side.citation for side in conflict.sides} & cited) > 1
        and all(fold(side.text) in shown for side in conflict.sides)
        for conflict in answer.conflicts
    )
