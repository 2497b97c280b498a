"""What the chain retrieves while it answers, written down as it happens."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from roleassistant.answering.evidence import Evidence
from roleassistant.domain import Level, SectionKind
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import Passage, Retriever


@dataclass
class Heard:
    """What was searched while a question was answered: nothing where sections were looked up."""

    searched: bool = False
    passages: list[Passage] = field(default_factory=list)


_found: ContextVar[Heard | None] = ContextVar("passages found", default=None)


class TracedRetriever(Retriever):
    """Searches as any, and gives what it found to whoever is `listening`."""

    def search(
        self,
        plan: Plan,
        *,
        sections: Collection[SectionKind] = (),
        levels: Collection[Level] = (),
        limit: int = 20,
    ) -> list[Passage]:
        """As `Retriever.search`."""
        passages = super().search(plan, sections=sections, levels=levels, limit=limit)
        listener = _found.get()
        if listener is not None:
            listener.searched = True
            listener.passages += passages
        return passages


def trace(evidence: Evidence) -> None:
    """Have the searches of an assistant written down from here on."""
    if not isinstance(evidence.retriever, TracedRetriever):
        own = evidence.retriever
        evidence.retriever = TracedRetriever(own.generation, own.encoder)


@contextmanager
def listening() -> Iterator[Heard]:
    """The passages of every search within, in order."""
    found = Heard()
    token = _found.set(found)
    try:
        yield found
    finally:
        _found.reset(token)
