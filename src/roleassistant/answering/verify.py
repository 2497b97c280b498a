"""Nothing is shown that its sources do not say.

The extractive answerer quotes, so verification is exact: a fact is supported when its words stand
verbatim (white space folded) in a statement that it cites. What was computed is worked out once
more, from the statements that it cites and from nothing else, and has to come to the same.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from roleassistant.answering.draft import (
    Draft,
    DraftBlock,
    DraftFact,
    DraftFacts,
    DraftRow,
    DraftTable,
)

_log = logging.getLogger(__name__)


def verified(draft: Draft) -> Draft:
    """The draft without what its chunks do not support; what was taken out is logged."""
    blocks = [kept for block in draft.blocks if (kept := _block(block)) is not None]
    return replace(draft, blocks=tuple(blocks))


def supports(fact: DraftFact) -> bool:
    """Whether one of the fact's chunks holds its words verbatim, and what is computed holds."""
    wanted = " ".join(fact.text.split())
    return (
        bool(wanted)
        and any(wanted in " ".join(chunk.statement.text.split()) for chunk in fact.chunks)
        and (fact.computed is None or _comes_out_again(fact))
    )


def _comes_out_again(fact: DraftFact) -> bool:
    computed = fact.computed
    return (
        computed is not None
        and fact.note == computed.says
        and computed.again(fact.chunks) == computed
    )


def _block(block: DraftBlock) -> DraftBlock | None:
    if isinstance(block, DraftFacts):
        items = _kept(block.items)
        return DraftFacts(items) if items else None
    if isinstance(block, DraftTable):
        rows = tuple(DraftRow(row.label, tuple(_kept(c) for c in row.cells)) for row in block.rows)
        filled = tuple(row for row in rows if any(row.cells))
        return DraftTable(block.columns, filled) if filled else None
    return block


def _kept(facts: tuple[DraftFact, ...]) -> tuple[DraftFact, ...]:
    kept = tuple(fact for fact in facts if supports(fact))
    for fact in facts:
        if fact not in kept:
            _log.warning("left out, since no cited statement says it: %r", fact.text)
    return kept
