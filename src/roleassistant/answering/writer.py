"""What may put a draft into words of its own; imports no library of models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from roleassistant.answering.draft import Draft
from roleassistant.answering.evidence import Evidence
from roleassistant.domain.answer import Answer
from roleassistant.retrieval.plan import Plan

# Earlier turns of a conversation, the oldest first: what was asked, and what was answered.
History = tuple[tuple[str, str], ...]


class Writer(Protocol):
    """Words what the profiles answer.

    It is never asked where the draft abstains. The pieces that it gives add up to the answer; each
    holds only what is verified, since a piece that was shown cannot be taken back.
    """

    @property
    def name(self) -> str: ...

    def pieces(
        self, plan: Plan, draft: Draft, evidence: Evidence, history: History = ()
    ) -> Iterator[Answer]: ...
