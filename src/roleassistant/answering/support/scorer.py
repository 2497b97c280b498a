"""What every support scorer gives: how far the evidence supports a claim, and why not more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from roleassistant.indexing.chunks import Chunk


class Verdict(StrEnum):
    """CONTRADICTED: the evidence says otherwise. UNSUPPORTED: it does not say so."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that a scorer found. `kind` is the check (number, level, role, negation, …);
    `text` says what was found, for people."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Support:
    """`score` is from 0 to 1; `reasons` says what speaks against the claim, empty if nothing."""

    score: float
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()


NOTHING = Support(0.0, Verdict.UNSUPPORTED, (Reason("evidence", "nothing is claimed or cited"),))


@runtime_checkable
class SupportScorer(Protocol):
    """Tells whether statements support a claim.

    `claim` is one sentence as a reader would see it, with role and level named in it or left to
    the evidence; `evidence` are the statements that it cites, each with its role, section, level
    and dimension. Without evidence nothing is supported.
    """

    @property
    def name(self) -> str: ...

    def support(self, claim: str, evidence: Sequence[Chunk]) -> Support: ...
