"""What is done, in "who approves …", and whether it is done by somebody else."""

from __future__ import annotations

from roleassistant.answering.draft import Draft, DraftFacts
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Chunk
from roleassistant.retrieval.cues import done_to
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import Passage, covered
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
    if (holder := holder_asked_for(plan)) is not None:
        return bool(passage.missing) or not _is_said_to_be(holder, passage.chunk.statement.text)
    deed = deed_of(plan)
    if deed is None or _undergone(plan.question, deed):
        return False
    if deed in passage.missing and _stands_beside(plan, passage.chunk, deed):
        return True
    if deed in passage.missing and _RIGHT.search(fold(plan.question)):
        return True
    return _undergone(passage.chunk.statement.text, deed)


# "Who is the road minister": a statement that names one as somebody else's says not who it is.
_HOLDING = Pattern(
    r"^\W*(?:and |so )?who(?:['’]s| is| are|['’]re| was) (?:the|our|your|their) "
    r"(?:(?!(?:of|for|on|in|at|behind|to|by|with|that|who|best|most|least|first|last|ones?)\b)"
    r"[\w'’-]+ ){0,3}"
    r"(?P<noun>(?!(?:one|ones)\b)[\w'’-]+)\W*$"
)


def holder_asked_for(plan: Plan) -> str | None:
    """The last word of what somebody is called, where it is asked who that is and nothing else."""
    asked = _HOLDING.search(fold(plan.question))
    return asked["noun"] if asked and not plan.roles and plan.words else None


def _is_said_to_be(noun: str, text: str) -> bool:
    """Whether a statement says of whom it speaks that they are so called: "acts as the …"."""
    wanted = stem(noun)
    said = fold(text)
    return any(
        token.stem == wanted and _AS.search(said[: token.start]) is not None
        for token in tokens(text)
    )


_AS = Pattern(
    r"(?:(?:^|[;:.] )(?![\w-]+s )|\b(?:as|is|are|be|being|becomes?|remains?) )"
    r"(?:(?:an?|the|its|their|our) )?(?:[\w'’-]+ ){0,3}$"
)


def lacks_the_deed(passage: Passage, plan: Plan) -> bool:
    """Whether it is asked who does something to somebody, and the statement neither says that it is
    done nor comes near: that juniors are met does not say who coaches them."""
    deed = deed_of(plan)
    if deed is None or deed not in passage.missing or not done_to(fold(plan.question)):
        return False
    # A verb that these pages use themselves would stand in the statement that says it.
    wanted = _NEAR if deed in plan.unknown or deed in _GENERAL else _VERY_NEAR
    return (passage.similarity or 0.0) < wanted


# What is said of almost anything that somebody does.
_GENERAL = frozenset(
    map(stem, "write build create handle run own produce develop prepare manage support".split())
)
# As near as a statement in other words has to come.
_NEAR = 0.45
_VERY_NEAR = 0.6
# "Answers to the council": somebody's counterpart, of whom nothing else is said.
_BESIDE = Pattern(
    r"\b(?:to|with|before|for|from|of|by) (?:(?:an?|the|its|their|our) )?(?:[\w'’-]+ ){0,2}$"
)


def _stands_beside(plan: Plan, chunk: Chunk, deed: str) -> bool:
    """Whether a statement that lacks what is done names those that it is done to as others, with
    whom, or for whom, something else is done."""
    telling = {w for w in plan.words if w not in LIGHT_STEMS and w != deed}
    asked = fold(plan.question)
    spoken = [t.start for t in tokens(asked) if t.stem in telling]
    if not done_to(asked) or any(_BESIDE.search(asked[:start]) for start in spoken):
        return False  # "who speaks with regulators" asks for just that
    said = fold(chunk.statement.text)
    places = [t.start for t in tokens(chunk.statement.text) if t.stem in telling]
    return bool(places) and all(_BESIDE.search(said[:start]) for start in places)


def _undergone(text: str, deed: str) -> bool:
    return any(stem(found["deed"]) == deed for found in _UNDERGONE.finditer(fold(text)))


def tells_of_others(draft: Draft, plan: Plan) -> bool:
    """Whether what is asked for is done by somebody else in all that a draft cites."""
    deed = deed_of(plan)
    facts = [f for b in draft.blocks if isinstance(b, DraftFacts) for f in b.items]
    chunks = [chunk for fact in facts for chunk in fact.chunks]
    if deed is None or not chunks or _undergone(plan.question, deed):
        return False
    return all(
        _undergone(chunk.statement.text, deed)
        or (bool(covered(plan, [deed], chunk)[1]) and _stands_beside(plan, chunk, deed))
        for chunk in chunks
    )


def deed_of(plan: Plan) -> str | None:
    """The stem of what is done, "who approves …": the first telling word."""
    telling = [t.stem for t in tokens(plan.topic) if t.stem in plan.words]
    return next((word for word in telling if word not in LIGHT_STEMS), None)
