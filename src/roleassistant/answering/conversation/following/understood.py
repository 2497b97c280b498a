"""What a turn comes to: a whole question, or one that refers to nothing."""

from __future__ import annotations

from dataclasses import dataclass

from roleassistant.answering.conversation.thread import Asked
from roleassistant.retrieval.plan import Plan

NOTHING_BEFORE = (
    "nothing was asked before that this could follow, so what do you want to know, and of which "
    "role?"
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A turn as a whole question.

    `asked` is what follow-ups refer to from now on, None where that stays as it was. `carried` says
    that something was taken from before; `told` is what the asker said of themselves. `otherwise`
    is the next best reading, for where the profiles do not answer this one.
    """

    plan: Plan
    asked: Asked | None
    carried: bool = False
    told: str | None = None
    otherwise: Understood | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """A turn that refers to what is not there; `reason` asks what is meant."""

    reason: str
