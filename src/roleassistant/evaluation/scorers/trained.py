"""The verdicts of the rules with a score that was learnt: how likely the claim is supported.

The rules say what holds, and no weight changes that: a claim that a check refutes stays refuted,
whatever its score. What is learnt takes the place of the hand-set score, which only orders claims.
The card of the weights is docs/model-card-support.md.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from roleassistant import resources
from roleassistant.answering.support.ground import Ground
from roleassistant.answering.support.names import House
from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.answering.support.scorer import Support, Verdict
from roleassistant.errors import SettingsError
from roleassistant.evaluation.scorers.features import NAMES, features
from roleassistant.evaluation.scorers.offline import RulesScorer
from roleassistant.evaluation.scorers.scorer import Assertion
from roleassistant.indexing.chunks import Chunk

WEIGHTS_FILE = "support-weights.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """Of a logistic regression over `features.NAMES`. `digest` tells them from others."""

    intercept: float
    coefficients: tuple[float, ...]
    digest: str = ""

    def probability(self, values: Sequence[float]) -> float:
        """How likely a claim with these features is supported."""
        sum_of = self.intercept + sum(
            weight * value for weight, value in zip(self.coefficients, values, strict=True)
        )
        return 1 / (1 + math.exp(-sum_of))


def load_weights(file: Path | None = None) -> Weights:
    """The weights in `file`, or those that are bundled.

    Raises:
        SettingsError: the file is missing, or is of other features than this version has.
    """
    file = file or resources.folder("evals") / WEIGHTS_FILE
    try:
        content = file.read_bytes()
        given = json.loads(content)
        by_name = {str(name): float(value) for name, value in given["coefficients"].items()}
        intercept = float(given["intercept"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise SettingsError(
            f"{file} cannot be read as weights of a scorer: {problem}. "
            f"Make it again with `roleassistant eval train`."
        ) from problem
    if set(by_name) != set(NAMES):
        raise SettingsError(
            f"{file} has weights of other features than this version knows. "
            f"Make it again with `roleassistant eval train`."
        )
    digest = hashlib.sha256(content).hexdigest()[:12]
    return Weights(intercept, tuple(by_name[name] for name in NAMES), digest)


class TrainedScorer:
    """The rules, and a learnt score. What the rules support scores from 0.5, all else below."""

    name = "trained"

    def __init__(self, house: House | None = None, weights: Weights | None = None) -> None:
        self._rules = RulesScorer(house)
        self._scorer = OfflineScorer(house)
        self._weights = weights or load_weights()

    @property
    def identity(self) -> str:
        """The rules with their version, and the weights with their digest."""
        return f"trained {self._weights.digest} over {self._rules.identity}"

    def score(self, assertions: Sequence[Assertion]) -> list[Support]:
        """Each claim by the rules, with its learnt score."""
        return [
            self._assess(one.claim, [self._rules.ground(e) for e in one.evidence])
            for one in assertions
        ]

    def support(self, claim: str, evidence: Sequence[Chunk]) -> Support:
        """A claim of an answer by the statements that it cites."""
        return self._assess(claim, [self._scorer.ground(chunk) for chunk in evidence])

    def _assess(self, claim: str, grounds: Sequence[Ground]) -> Support:
        found = self._scorer.assess(claim, grounds)
        if not any(ground.text.strip() for ground in grounds):
            return found
        likely = self._weights.probability(features(claim, grounds, found))
        holds = found.verdict is Verdict.SUPPORTED
        return replace(found, score=round((0.5 if holds else 0.0) + likely / 2, 4))
