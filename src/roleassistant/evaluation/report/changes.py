"""What became of each case since another run: its verdict, its metrics, and its answer by lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from roleassistant.evaluation.metrics.catalogue import METRICS
from roleassistant.evaluation.run.reports import wrong_with
from roleassistant.evaluation.run.result import CaseResult

Kind = Literal["broken", "mended", "answer", "metrics", "same", "new"]
# As the filter shows them, what wants a look first.
KINDS: Mapping[Kind, str] = {
    "broken": "passed before, failed now",
    "mended": "failed before, passed now",
    "answer": "the answer changed",
    "metrics": "only metrics changed",
    "same": "nothing changed",
    "new": "not in the baseline",
}


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """The lines of an answer: each kept, gone or added; none where it is the same."""

    lines: tuple[tuple[Literal["kept", "gone", "added"], str], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A case now and before. `metrics` are those that moved: name, before, now. `wrong` is what
    was wrong with it before."""

    kind: Kind
    metrics: tuple[tuple[str, float, float], ...] = ()
    wrong: tuple[str, ...] = ()
    answers: tuple[AnswerChange, ...] = ()


def changes(
    now: Sequence[CaseResult], before: Sequence[CaseResult]
) -> dict[tuple[str, str], Change]:
    """The change of each case of `now`, by its suite and id."""
    earlier = {result.key: result for result in before}
    return {
        result.key: _change(result, earlier[result.key]) if result.key in earlier else Change("new")
        for result in now
    }


def _change(now: CaseResult, before: CaseResult) -> Change:
    metrics = tuple(
        (metric.name, before.metrics[metric.name], now.metrics[metric.name])
        for metric in METRICS
        if metric.name in now.metrics
        and metric.name in before.metrics
        and now.metrics[metric.name] != before.metrics[metric.name]
    )
    old, new = ([turn.answer for turn in one.turns] for one in (before, now))
    changed = old != new
    if now.passed != before.passed:
        kind: Kind = "mended" if now.passed else "broken"
    elif changed:
        kind = "answer"
    else:
        kind = "metrics" if metrics else "same"
    length = max(len(old), len(new)) if changed else 0
    answers = tuple(
        _lines(old[turn] if turn < len(old) else "", new[turn] if turn < len(new) else "")
        for turn in range(length)
    )
    return Change(kind, metrics, tuple(wrong_with(before)), answers)


def _lines(old: str, new: str) -> AnswerChange:
    if old == new:
        return AnswerChange(())
    a, b = ([line for line in text.split("\n") if line] for text in (old, new))
    found: list[tuple[Literal["kept", "gone", "added"], str]] = []
    for what, a0, a1, b0, b1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == "equal":
            found += (("kept", line) for line in a[a0:a1])
            continue
        found += (("gone", line) for line in a[a0:a1])
        found += (("added", line) for line in b[b0:b1])
    return AnswerChange(tuple(found))
