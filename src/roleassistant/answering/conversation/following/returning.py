"""A turn that goes back to what was asked before the last question."""

from __future__ import annotations

from collections.abc import Callable

from roleassistant.answering.conversation import cues
from roleassistant.answering.conversation.following.kinds import COMPARISONS
from roleassistant.answering.conversation.following.named import names_something, roles_named
from roleassistant.answering.conversation.following.talk import Talk
from roleassistant.answering.conversation.following.understood import (
    NOTHING_BEFORE,
    Lost,
    Understood,
)


def back_to(
    talk: Talk, destination: str, read: Callable[[str], Understood | Lost]
) -> Understood | Lost:
    """What was asked before of what the turn names, or the question before the last."""
    earlier = talk.thread.asked[:-1]
    if not destination:
        if not earlier:
            return Lost(NOTHING_BEFORE)
        return talk.again(earlier[-1])
    plan = talk.planner.plan(destination)
    base = talk.thread.last
    if base is None or not cues.only_names(plan.frame) or not names_something(plan):
        return read(destination)
    named = set(roles_named(plan))
    levels = {str(x) for x in talk.levels_said(destination, plan, talk.roles_of(base))}
    for asked in reversed(earlier):
        if named <= set(talk.roles_of(asked)) and (not levels or levels == set(asked.levels)):
            return talk.again(asked)
    frame = "" if base.intent in COMPARISONS else base.frame
    intent = None if base.intent in COMPARISONS else base.intent
    roles = list(named) or talk.roles_of(base)
    return talk.question(
        frame, intent, roles, talk.levels_said(destination, plan, roles), carried=True
    )
