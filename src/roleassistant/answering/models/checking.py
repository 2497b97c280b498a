"""A claim of a model is shown only where every sentence of it is supported by what it cites."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from roleassistant.answering.draft import DraftFact, note_of
from roleassistant.answering.models.claims import Proposed
from roleassistant.answering.models.passages import Passages
from roleassistant.answering.support.scorer import SupportScorer, Verdict
from roleassistant.indexing.chunks import Chunk
from roleassistant.reading.sentences import sentences
from roleassistant.retrieval.words import FUNCTION_WORDS, tokens

_MOST_CHARACTERS = 600
# A word picked out of a statement can mean anything; a statement of one word may be given whole.
_FEWEST_WORDS = 2
# What Markdown, HTML, Slack or a terminal would obey; a source that has it may be quoted with it.
_MARKUP = frozenset("<>[]{}`|\\*#_~^@")
# An address, or a name with a dot in it that a chat would make a link of.
_ADDRESS = re.compile(r"\w\.\w|://")
_INVISIBLE = ("Cc", "Cf", "Co", "Cs")
_AROUND = ".,;:()\"'"


@dataclass(frozen=True, slots=True)
class Held:
    """A claim that may be shown: as a fact, with its support from 0 to 1."""

    fact: DraftFact
    support: float


@dataclass(frozen=True, slots=True)
class Failed:
    """A claim that may not, and why, for the model that is to mend it."""

    claim: Proposed
    reasons: tuple[str, ...]


def check(claim: Proposed, passages: Passages, scorer: SupportScorer) -> Held | Failed:
    """The claim with the passages that exist among those it names, or why it is not shown."""
    text = " ".join(claim.text.split())
    known = dict.fromkeys(name for name in claim.passages if name in passages)
    evidence = [passages[name] for name in known]
    if not evidence:
        return Failed(claim, ("it lists no passage that was sent",))
    if problem := _unfit(text, evidence):
        return Failed(claim, (problem,))
    scores = []
    for start, end in sentences(text):
        support = scorer.support(text[start:end], evidence)
        if support.verdict is not Verdict.SUPPORTED:
            reasons = tuple(reason.text for reason in support.reasons)
            return Failed(claim, reasons or ("the passages do not say it",))
        scores.append(support.score)
    notes = dict.fromkeys(note for chunk in evidence if (note := note_of(chunk)))
    return Held(
        DraftFact(text, tuple(evidence), note="; ".join(notes) or None),
        min(scores),
    )


def _unfit(text: str, evidence: Sequence[Chunk]) -> str | None:
    """Why a text is shown to nobody, whatever a scorer makes of it."""
    if len(text) > _MOST_CHARACTERS:
        return "it is too long for one sentence"
    said = [token.stem for token in tokens(text)]
    content = {token.stem for token in tokens(text) if token.text not in FUNCTION_WORDS}
    quoted = any(said == [t.stem for t in tokens(chunk.statement.text)] for chunk in evidence)
    if not said or (len(content) < _FEWEST_WORDS and not quoted):
        return "it is no sentence that says something"
    sources = " ".join(
        " ".join((chunk.title, chunk.statement.dimension or "", chunk.statement.text)).casefold()
        for chunk in evidence
    )
    for word in text.casefold().split():
        if _obeyed(word) and word.strip(_AROUND) not in sources:
            return f"it holds {word!a}, which is markup or an address, and its passages do not"
    return None


def _obeyed(word: str) -> bool:
    """Whether something that shows the word may do more than show it."""
    return (
        not _MARKUP.isdisjoint(word)
        or _ADDRESS.search(word) is not None
        or any(unicodedata.category(character) in _INVISIBLE for character in word)
    )
