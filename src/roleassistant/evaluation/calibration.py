"""How good a support scorer is: claims whose truth is known, scored, and counted by kind."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from roleassistant.answering.support.scorer import Support, SupportScorer, Verdict
from roleassistant.evaluation.claims import Sample
from roleassistant.evaluation.written import LabelledPair

# What a scorer has to reach to be trusted with what is shown.
LEAST_CAUGHT = 0.97
MOST_REJECTED = 0.03


@dataclass(frozen=True, slots=True)
class KindCount:
    """Claims of one kind: how many, and how many of them the scorer did not support."""

    kind: str
    is_true: bool
    claims: int
    unsupported: int

    @property
    def rate(self) -> float:
        """The share that was not supported: caught where false, rejected where true."""
        return self.unsupported / self.claims if self.claims else 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """Counts by kind, the true kinds first, and the time that a claim took, in milliseconds.

    `wrong` are the claims that the scorer got wrong, with what it said.
    """

    scorer: str
    kinds: tuple[KindCount, ...]
    wrong: tuple[tuple[Sample, Support], ...]
    ms_per_claim: float

    @property
    def rejected(self) -> float:
        """The share of true claims that was not supported."""
        return _total("", True, self.kinds).rate

    @property
    def caught(self) -> float:
        """The share of false claims that was not supported."""
        return _total("", False, self.kinds).rate

    @property
    def passed(self) -> bool:
        """Whether at least 97 % of the false claims were caught and at most 3 % of the true ones
        rejected."""
        return self.caught >= LEAST_CAUGHT and self.rejected <= MOST_REJECTED

    def totals(self) -> tuple[KindCount, KindCount]:
        """All true and all false claims."""
        return _total("true claims", True, self.kinds), _total("false claims", False, self.kinds)


def calibrate(scorer: SupportScorer, samples: Iterable[Sample]) -> Calibration:
    """Score every sample and count."""
    samples = list(samples)
    started = time.perf_counter()
    scored = [(sample, scorer.support(sample.claim, sample.evidence)) for sample in samples]
    took = time.perf_counter() - started
    counted: dict[tuple[bool, str], list[bool]] = {}
    for sample, support in scored:
        unsupported = support.verdict is not Verdict.SUPPORTED
        counted.setdefault((not sample.is_true, sample.kind), []).append(unsupported)
    return Calibration(
        scorer.name,
        tuple(
            KindCount(kind, not is_false, len(found), sum(found))
            for (is_false, kind), found in sorted(counted.items())
        ),
        tuple(
            (sample, support)
            for sample, support in scored
            if (support.verdict is Verdict.SUPPORTED) is not sample.is_true
        ),
        1000 * took / len(samples) if samples else 0.0,
    )


def _total(name: str, is_true: bool, kinds: Iterable[KindCount]) -> KindCount:
    mine = [kind for kind in kinds if kind.is_true is is_true]
    return KindCount(name, is_true, sum(k.claims for k in mine), sum(k.unsupported for k in mine))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a scorer agrees with people on labelled pairs.

    `threshold` is the least score that counts as supported; None where the verdict decided.
    """

    pairs: int
    supported: float
    unsupported: float
    threshold: float | None

    @property
    def balanced_accuracy(self) -> float:
        """The mean of the shares of supported and of unsupported pairs that are told right: 0.5
        is what chance gives, whatever the share of each in the file."""
        return (self.supported + self.unsupported) / 2


def scored(
    assess: Callable[[str, Sequence[str]], Support], pairs: Iterable[LabelledPair]
) -> list[tuple[LabelledPair, Support]]:
    """Each pair with what the scorer says of it."""
    return [(pair, assess(pair.claim, pair.evidence)) for pair in pairs]


def agreement(
    found: Sequence[tuple[LabelledPair, Support]], threshold: float | None = None
) -> Agreement:
    """How many pairs of each label are told right."""

    def share(label: bool) -> float:
        mine = [support for pair, support in found if pair.supported is label]
        right = [s for s in mine if _is_supported(s, threshold) is label]
        return len(right) / len(mine) if mine else 0.0

    return Agreement(len(found), share(True), share(False), threshold)


def best_threshold(found: Sequence[tuple[LabelledPair, Support]]) -> float:
    """The score from which on a pair counts as supported, so that the balanced accuracy on these
    pairs is highest; the lowest of several. To be chosen on other pairs than are reported."""
    scores = sorted({support.score for _, support in found})
    return max(scores, key=lambda t: (agreement(found, t).balanced_accuracy, -t), default=1.0)


def _is_supported(support: Support, threshold: float | None) -> bool:
    if threshold is None:
        return support.verdict is Verdict.SUPPORTED
    return support.score >= threshold
