"""How much of an answer its contexts support, for answers of any program."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from roleassistant.answering.support.scorer import Reason, Support, Verdict
from roleassistant.evaluation.interchange import Sample
from roleassistant.evaluation.scorers.ragas import RagasScorer
from roleassistant.evaluation.scorers.scorer import Assertion, Evidence, Scorer

# A sentence ends with its sign and white space, or with its line; "e.g. this" goes on.
_END = re.compile(r"(?<!\be\.g\.)(?<!\bi\.e\.)(?<=[.!?])\s+(?=[\"“'(\[A-Z0-9*])|\n+")
_WORDS = re.compile(r"\w+")
_HEADING = re.compile(r"#|\*\*[^*]+\*\*:?$")
_MARK = re.compile(r"\[\d+\]")
# The cells of a table that have no more words than this are its rows' and columns' names.
_NAME = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """`share` of the sentences of a response is supported; None where it has none."""

    sample: Sample
    share: float | None
    unsupported: tuple[tuple[str, Support], ...]


@dataclass(frozen=True, slots=True)
class Faithfulness:
    """Of all samples, by one scorer. `given` is the mean of what the file itself says."""

    scorer: str
    identity: str
    judged: tuple[Judged, ...]

    @property
    def mean(self) -> float | None:
        """Over the samples that could be judged."""
        return _mean([one.share for one in self.judged])

    @property
    def given(self) -> float | None:
        """Over the samples that came with a score."""
        return _mean([one.sample.faithfulness for one in self.judged])


def faithfulness(scorer: Scorer, samples: Sequence[Sample]) -> Faithfulness:
    """Score every sample. RAGAS is given whole responses, which it takes apart itself; another
    scorer is given each sentence."""
    if isinstance(scorer, RagasScorer):
        judged = tuple(_by_ragas(scorer, one) for one in samples)
    else:
        judged = tuple(_by_sentence(scorer, samples))
    return Faithfulness(scorer.name, scorer.identity, judged)


def sentences(response: str) -> list[str]:
    """The sentences of a response that state anything: without headings and marks of citations,
    and of a table the cells that are more than a name."""
    found = []
    for part in _END.split(response):
        text = part.strip()
        if text.startswith("|"):
            cells = (cell.strip() for cell in text.strip("|").split("|"))
            found += [cell for cell in cells if len(_WORDS.findall(_MARK.sub("", cell))) > _NAME]
        elif not _HEADING.match(text) and len(_WORDS.findall(_MARK.sub("", text))) > 1:
            found.append(text)
    return found


def _by_sentence(scorer: Scorer, samples: Sequence[Sample]) -> list[Judged]:
    asked = [
        (one, Assertion(text, tuple(map(Evidence, one.retrieved_contexts)), one.user_input))
        for one in samples
        for text in sentences(one.response)
    ]
    supports = iter(scorer.score([assertion for _, assertion in asked]))
    found = []
    for one in samples:
        mine = [(text, next(supports)) for text in sentences(one.response)]
        wrong = tuple(
            (text, support) for text, support in mine if support.verdict is not Verdict.SUPPORTED
        )
        found.append(Judged(one, 1 - len(wrong) / len(mine) if mine else None, wrong))
    return found


def _by_ragas(scorer: RagasScorer, sample: Sample) -> Judged:
    share = scorer.faithfulness(sample.user_input, sample.response, sample.retrieved_contexts)
    if math.isnan(share):
        return Judged(sample, None, ())
    if share >= 1.0:
        return Judged(sample, share, ())
    why = Support(share, Verdict.UNSUPPORTED, (Reason("ragas", f"{share:.0%} supported"),))
    return Judged(sample, share, ((sample.response, why),))


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
