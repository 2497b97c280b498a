"""Fits the weights of `retrieval/odds.py` to questions whose answers are known, and prints them.

    python -m tests.scenarios.fit_odds --corpus real=DIR

The weights are those of all houses; what is printed beside them, of each house by weights that were
fitted on the others. Needs scikit-learn, which nothing else of the program does. Files that hold
questions that nobody has opened are not read at all.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from tests.scenarios.score import assistant_over, cases_of

from roleassistant import resources
from roleassistant.answering import compose
from roleassistant.answering.compose.second_look import (
    least_likely,
    looked_at,
    may_be_said,
    scoped,
)
from roleassistant.answering.evidence import Evidence
from roleassistant.evaluation.judging import fold, says
from roleassistant.evaluation.suites.case import Case, Turn
from roleassistant.indexing.chunks import Chunk
from roleassistant.indexing.embedding.opening import open_encoder
from roleassistant.retrieval.odds import features
from roleassistant.retrieval.plan import Intent
from roleassistant.retrieval.planner import Planner

EVALS = resources.folder("evals", None)
OPENED = (
    ("held-out-2", "C"),
    ("held-out-2", "D"),
    ("held-out-4", None),
    ("development", None),
    ("development-d", None),
    ("development-levels", None),
    ("development-questions", None),
    ("development-speech", None),
    ("held-questions", None),
    ("unanswerable", None),
    ("open", None),
)
# Of a question so many statements are learned from; the rest is far from any.
_NEAREST = 12
_NEVER = 2.0
_THRESHOLDS = (0.4, 0.5, 0.55, 0.6, 0.7, 0.8)


@dataclass
class Looked:
    """What a second look sees at one question. `asked_for` is how likely a statement has to be
    to be shown, above 1 where none is. `rows` are the features of the statements that could be an
    answer, `right` says which hold an expected fact, `likely` what a model thinks of each."""

    case: Case
    refused: bool
    asked_for: float
    rows: list[dict[str, float]]
    right: list[bool]
    likely: list[float]

    @property
    def best_is_right(self) -> bool:
        return bool(self.likely) and self.right[int(np.argmax(self.likely))]

    @property
    def answerable(self) -> bool:
        return self.case.turns[0].answerable


def _counted(refused: list[Looked], threshold: float | None) -> str:
    """How many are shown from a likelihood on, or from the one that the program asks for."""
    shown = [
        x
        for x in refused
        if max(x.likely, default=0) >= (x.asked_for if threshold is None else threshold)
    ]
    right = sum(x.best_is_right for x in shown)
    of_none = sum(not x.answerable for x in shown)
    other = len(shown) - right - of_none
    return f"{right} right, {other} another statement, {of_none} of questions without an answer"


def looks(corpora: dict[str, Path]) -> Iterator[Looked]:
    encoder = open_encoder(models=Path(tempfile.gettempdir()) / "roleassistant-score-models")
    cases = [c for name, split in OPENED for c in cases_of(EVALS / f"{name}.jsonl", split)]
    for name, folder in corpora.items():
        with tempfile.TemporaryDirectory() as index:
            assistant = assistant_over(folder, Path(index) / "index", encoder)
            evidence = assistant.evidence
            planner = Planner(evidence.generation)
            for case in cases:
                if case.corpus != name or len(case.turns) != 1 or case.turns[0].either_ok:
                    continue
                if looked := _looked(case, planner, evidence):
                    yield looked


def _looked(case: Case, planner: Planner, evidence: Evidence) -> Looked | None:
    plan = planner.plan(case.turns[0].question)
    if plan.intent not in (Intent.LOOKUP, Intent.FIND_LEVEL) or plan.beyond is not None:
        return None
    refused = compose.by_words(plan, evidence).by_words
    passages, fitting = looked_at(plan, evidence)
    every = features(scoped(plan), passages, fitting)
    kept = [i for i, fits in enumerate(fitting) if fits]
    right = [_holds(passages[i].chunk, case.turns[0]) for i in kept]
    least = least_likely(plan) if may_be_said(plan) else _NEVER
    return Looked(case, refused, least, [every[i] for i in kept], right, [])


def _holds(chunk: Chunk, turn: Turn) -> bool:
    text = fold(f"{chunk.statement.dimension or ''}: {chunk.statement.text}")
    return any(says(text, wording) for wordings in turn.facts for wording in wordings)


def fitted(looks: list[Looked], names: list[str]) -> tuple[list[float], float]:
    """Weights and intercept for features as they are."""
    rows, right = [], []
    for looked in looks:
        if looked.answerable and not any(looked.right):
            continue
        near = sorted(
            range(len(looked.rows)),
            key=lambda i: -looked.rows[i]["similarity"] - looked.rows[i]["coverage"],
        )
        for i in near[:_NEAREST]:
            rows.append([looked.rows[i][name] for name in names])
            right.append(looked.right[i])
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=3000, C=0.5))
    model.fit(np.array(rows), np.array(right))
    scaler, logistic = model[0], model[1]
    weights = logistic.coef_[0] / scaler.scale_
    return list(weights), float(logistic.intercept_[0] - weights @ scaler.mean_)


def main() -> None:
    parser = argparse.ArgumentParser(prog="fit_odds", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--show", action="store_true", help="print what comes near")
    chosen = parser.parse_args()
    houses = ("held-out", "held-out-2", "held-out-4", "elsewhere", "clinic")
    corpora = {name: EVALS / "profiles" / name for name in houses}
    corpora["bundled"] = resources.folder("ingest", None) / "profiles"
    corpora |= {n: Path(f) for n, f in (text.split("=", 1) for text in chosen.corpus)}
    every = list(looks(corpora))
    names = list(next(row for looked in every for row in looked.rows))
    for house in corpora:
        weights, intercept = fitted([x for x in every if x.case.corpus != house], names)
        for looked in (x for x in every if x.case.corpus == house):
            logits = [
                intercept + sum(w * row[n] for w, n in zip(weights, names, strict=True))
                for row in looked.rows
            ]
            looked.likely = [float(1 / (1 + np.exp(-x))) for x in logits]
    refused = [x for x in every if x.refused]
    print(f"{len(refused)} refusals by words, {sum(x.answerable for x in refused)} of them wrong")
    for threshold in _THRESHOLDS:
        print(f"at {threshold}: {_counted(refused, threshold)}")
    print(f"as the program asks: {_counted(refused, None)}")
    if chosen.show:
        for looked in sorted(refused, key=lambda x: -max(x.likely, default=0)):
            print(
                f"{max(looked.likely, default=0):.2f} of {looked.asked_for} "
                f"{'right' if looked.best_is_right else 'wrong' if looked.answerable else 'none'} "
                f"{looked.case.id} {looked.case.turns[0].question}"
            )
    weights, intercept = fitted(every, names)
    print(f"INTERCEPT = {intercept:.3f}\nWEIGHTS = {{")
    for name, weight in zip(names, weights, strict=True):
        print(f'    "{name}": {weight:.3f},')
    print("}")


if __name__ == "__main__":
    main()
