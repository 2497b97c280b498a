"""What the claims of a model leave unsaid: it is quoted below them, so that nothing gets lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roleassistant.answering.draft import Draft, DraftBlock, DraftFact, DraftFacts
from roleassistant.domain.answer import Heading
from roleassistant.retrieval.words import FUNCTION_WORDS, tokens

# The share of a fact's words, with those of its label, that a claim has to hold to stand in its
# place.
_SAID = 0.75
_BELOW = Heading("The profiles also say")


def remainder(draft: Draft, claims: Sequence[DraftFact]) -> Draft:
    """The draft without the facts that `claims` say. Tables, and what has a note, stay whole."""
    blocks: list[DraftBlock] = []
    for block in draft.blocks:
        if not isinstance(block, DraftFacts):
            blocks.append(block)
        elif items := tuple(fact for fact in block.items if not _said(fact, claims)):
            blocks.append(DraftFacts(items))
        elif blocks and isinstance(blocks[-1], Heading):
            blocks.pop()  # nothing is left under it
    if blocks and isinstance(blocks[0], DraftFacts):
        blocks.insert(0, _BELOW)
    return replace(draft, blocks=tuple(blocks))


def _said(fact: DraftFact, claims: Sequence[DraftFact]) -> bool:
    if fact.note is not None:
        return False
    rows = {chunk.row for chunk in fact.chunks}
    words = _words(f"{fact.label or ''} {fact.text}")
    return any(
        rows <= {chunk.row for chunk in claim.chunks}
        and len(words & _words(claim.text)) >= _SAID * len(words)
        for claim in claims
    )


def _words(text: str) -> set[str]:
    return {token.stem for token in tokens(text) if token.text not in FUNCTION_WORDS}
