"""How good a support scorer is: claims whose truth is known, scored, and counted by kind."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roleassistant.answering.support.scorer import Support, SupportScorer, Verdict
from roleassistant.evaluation.agreement import Agreement, Scored, agreement, best_threshold
from roleassistant.evaluation.claims import Sample
from roleassistant.evaluation.labelled.pairs import LabelledPair, LabelledSet
from roleassistant.evaluation.scorers.scorer import Assertion, Evidence, Scorer
from roleassistant.indexing.chunks import Chunk

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


def calibrate(scorer: Scorer | SupportScorer, samples: Iterable[Sample]) -> Calibration:
    """Score every sample and count."""
    samples = list(samples)
    started = time.perf_counter()
    scored = list(zip(samples, supports(scorer, samples), strict=True))
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


def supports(scorer: Scorer | SupportScorer, samples: Sequence[Sample]) -> list[Support]:
    """What a scorer says of claims over statements. One that verifies answers is given the
    statements as it is given them there, another one their texts and where they stand."""
    if isinstance(scorer, SupportScorer):
        return [scorer.support(sample.claim, sample.evidence) for sample in samples]
    return scorer.score(
        [Assertion(one.claim, tuple(map(_evidence, one.evidence))) for one in samples]
    )


def _evidence(chunk: Chunk) -> Evidence:
    statement = chunk.statement
    return Evidence(
        statement.text,
        chunk.role,
        chunk.title,
        statement.section.shown_as,
        statement.levels,
        statement.dimension or "",
    )


@dataclass(frozen=True, slots=True)
class Measure:
    """How far a scorer agrees with the labels of a set, on the pairs that are only reported.

    `by_verdict` is by what the scorer says, `by_score` by the threshold that was best on the other
    pairs, which `chosen_on` names; None where there are none.
    """

    set_name: str
    by_verdict: Agreement
    by_score: Agreement | None
    chosen_on: str
    ms_per_claim: float


def measure_pairs(scorer: Scorer, labelled: LabelledSet, seed: int = 0) -> Measure:
    """Of pairs that people labelled."""

    def scored(pairs: Sequence[LabelledPair]) -> Scored:
        asked = [Assertion(one.claim, tuple(map(Evidence, one.evidence))) for one in pairs]
        return Scored.of([one.supported for one in pairs], scorer.score(asked))

    chosen = scored(labelled.fit) if labelled.fit else None
    started = time.perf_counter()
    reported = scored(labelled.test)
    took = time.perf_counter() - started
    return _measure(labelled.name, reported, took, chosen, labelled.fit_from, seed)


def measure_samples(
    scorer: Scorer | SupportScorer, name: str, samples: Sequence[Sample], seed: int = 0
) -> Measure:
    """Of claims over an index: the threshold is chosen on those over some of its roles (of one
    role, some of its statements), and reported are those over the others."""

    def scored(part: Sequence[Sample]) -> Scored:
        return Scored.of([one.is_true for one in part], supports(scorer, part))

    chosen, reported = _halves(samples)
    started = time.perf_counter()
    found = scored(reported)
    took = time.perf_counter() - started
    return _measure(name, found, took, scored(chosen) if chosen else None, "other profiles", seed)


def _measure(
    name: str, reported: Scored, took: float, chosen: Scored | None, chosen_on: str, seed: int
) -> Measure:
    by_score = None
    if chosen is not None:
        by_score = agreement(reported, best_threshold(chosen), seed)
    pairs = max(1, len(reported.labels))
    return Measure(name, agreement(reported, None, seed), by_score, chosen_on, 1000 * took / pairs)


def _halves(samples: Sequence[Sample]) -> tuple[list[Sample], list[Sample]]:
    """Every other role, or where there is one alone every other statement."""
    roles = sorted({one.evidence[0].role for one in samples})

    def first(one: Sample) -> bool:
        chunk = one.evidence[0]
        return (roles.index(chunk.role) if len(roles) > 1 else chunk.row) % 2 == 1

    return [one for one in samples if first(one)], [one for one in samples if not first(one)]
