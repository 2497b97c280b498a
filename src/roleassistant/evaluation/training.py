"""Fits the weights of the trained scorer. Only splits that are never reported are learnt from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from roleassistant.answering.support.ground import Ground
from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.errors import DocumentError, UsageError
from roleassistant.evaluation.claims import Sample
from roleassistant.evaluation.labelled.pairs import LabelledPair
from roleassistant.evaluation.scorers.features import NAMES, features

# Strength of the penalty, as its inverse: the default, chosen by cross-validation on the same data.
_C = 1.0
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Source:
    """Rows that are learnt from under one name; each source weighs as much as another."""

    name: str
    rows: tuple[tuple[float, ...], ...]
    labels: tuple[bool, ...]


def of_samples(name: str, samples: Sequence[Sample], scorer: OfflineScorer) -> Source:
    """Claims over the statements of an index."""
    return Source(
        name,
        tuple(
            _row(scorer, one.claim, [scorer.ground(chunk) for chunk in one.evidence])
            for one in samples
        ),
        tuple(one.is_true for one in samples),
    )


def of_pairs(name: str, pairs: Sequence[LabelledPair]) -> Source:
    """Pairs that people labelled."""
    scorer = OfflineScorer()
    return Source(
        name,
        tuple(_row(scorer, one.claim, [Ground(text) for text in one.evidence]) for one in pairs),
        tuple(one.supported for one in pairs),
    )


def fit(sources: Sequence[Source], file: Path) -> None:
    """Fit a logistic regression and write its weights with what it was fitted on.

    Raises:
        UsageError: there is nothing to tell apart.
        DocumentError: the file cannot be written.
    """
    labels = [label for source in sources for label in source.labels]
    if len(set(labels)) < 2:
        raise UsageError(
            "There are not both supported and other claims to learn from. Give an index with "
            "statements, or a folder of public sets with --labelled."
        )
    from sklearn.linear_model import LogisticRegression

    weights = [
        len(labels) / (len(sources) * len(source.labels))
        for source in sources
        for _ in source.labels
    ]
    model = LogisticRegression(C=_C, max_iter=5000)
    model.fit([row for source in sources for row in source.rows], labels, sample_weight=weights)
    written = {
        "kind": "logistic regression",
        "intercept": round(float(model.intercept_[0]), _DIGITS),
        "coefficients": {
            name: round(float(value), _DIGITS)
            for name, value in zip(NAMES, model.coef_[0], strict=True)
        },
        "fitted_on": [
            {"name": one.name, "claims": len(one.labels), "supported": sum(one.labels)}
            for one in sources
        ],
    }
    try:
        file.write_text(json.dumps(written, indent=2, ensure_ascii=False) + "\n", "utf-8")
    except OSError as problem:
        raise DocumentError(f"{file} cannot be written: {problem}.") from problem


def _row(scorer: OfflineScorer, claim: str, grounds: Sequence[Ground]) -> tuple[float, ...]:
    return tuple(features(claim, grounds, scorer.assess(claim, grounds)))
