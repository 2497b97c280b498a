"""What is done, in "who approves …", and whether it is done by somebody else."""

from __future__ import annotations

from roleassistant.answering.draft import Draft, DraftFacts
from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval.cues import done_to
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import Passage
from roleassistant.retrieval.words import LIGHT_STEMS, fold, stem, tokens

# "Asks for approval": who does so approves nothing.
_UNDERGONE = Pattern(
    r"\b(?:(?:asks?|asking|waits?|waiting) for|seeks?|needs?|requires?|awaits?|receives?|gets?|"
    r"requests?|obtains?|assigned|(?:subject|submits? .{1,30}) (?:to|for))\s+"
    r"(?:(?:an?|the|their|own|prior|final|[a-z]+['’]s)\s+){0,2}(?P<deed>[a-z]+)"
)
# Asked for a right, the very thing has to be said: who works within discounts approves none.
_RIGHT = Pattern(
    r"\b(?:may|allowed|permitted|entitled|empowered|authori[sz]ed|"
    r"(?:power|authority|right|mandate) to)\b"
)


def is_of_others(passage: Passage, plan: Plan) -> bool:
    """Whether what is asked, "who approves …", is done by somebody else, or a right to it is asked
    for and the statement does not say it."""
    deed = deed_of(plan)
    if deed is None or _undergone(plan.question, deed):
        return False
    if deed in passage.missing and _RIGHT.search(fold(plan.question)):
        return True
    return _undergone(passage.chunk.statement.text, deed)


def lacks_the_deed(passage: Passage, plan: Plan) -> bool:
    """Whether it is asked who does something to somebody, and the statement neither says that it is
    done nor comes near: that juniors are met does not say who coaches them."""
    deed = deed_of(plan)
    if deed is None or deed not in passage.missing or not done_to(fold(plan.question)):
        return False
    # A verb that these pages use themselves would stand in the statement that says it.
    wanted = _NEAR if deed in plan.unknown else _VERY_NEAR
    return (passage.similarity or 0.0) < wanted


# As near as a statement in other words has to come.
_NEAR = 0.45
_VERY_NEAR = 0.6


def _undergone(text: str, deed: str) -> bool:
    return any(stem(found["deed"]) == deed for found in _UNDERGONE.finditer(fold(text)))


def tells_of_others(draft: Draft, plan: Plan) -> bool:
    """Whether what is asked for is done by somebody else in all that a draft cites."""
    deed = deed_of(plan)
    facts = [f for b in draft.blocks if isinstance(b, DraftFacts) for f in b.items]
    chunks = [chunk for fact in facts for chunk in fact.chunks]
    if deed is None or not chunks or _undergone(plan.question, deed):
        return False
    return all(_undergone(chunk.statement.text, deed) for chunk in chunks)


def deed_of(plan: Plan) -> str | None:
    """The stem of what is done, "who approves …": the first telling word."""
    telling = [t.stem for t in tokens(plan.topic) if t.stem in plan.words]
    return next((word for word in telling if word not in LIGHT_STEMS), None)
