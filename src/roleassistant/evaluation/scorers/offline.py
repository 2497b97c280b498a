"""The rules of the chain's own scorer, held against evidence that the chain did not choose."""

from __future__ import annotations

from collections.abc import Sequence

from roleassistant.answering.support.ground import Ground
from roleassistant.answering.support.names import House
from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.answering.support.scorer import Support
from roleassistant.evaluation.scorers.scorer import Assertion, Evidence
from roleassistant.indexing.chunks import Chunk

VERSION = 1


class RulesScorer:
    """Needs no model and gives the same on every run. `house` has the names of the roles that a
    claim may speak of."""

    name = "offline"
    identity = f"offline v{VERSION}"

    def __init__(self, house: House | None = None) -> None:
        self._scorer = OfflineScorer(house)
        self._grounds: dict[Evidence, Ground] = {}

    def score(self, assertions: Sequence[Assertion]) -> list[Support]:
        """Each claim by the rules."""
        return [
            self._scorer.assess(one.claim, [self.ground(e) for e in one.evidence])
            for one in assertions
        ]

    def support(self, claim: str, evidence: Sequence[Chunk]) -> Support:
        """A claim of an answer by the statements that it cites, as the chain verifies it."""
        return self._scorer.support(claim, evidence)

    def ground(self, evidence: Evidence) -> Ground:
        """The evidence as the rules read it."""
        if evidence not in self._grounds:
            self._grounds[evidence] = Ground(
                text=evidence.text,
                role=evidence.role,
                called=(evidence.title,) if evidence.title else (),
                levels=frozenset(evidence.levels),
                places=(evidence.section,) if evidence.section else (),
                label=evidence.label,
            )
        return self._grounds[evidence]
