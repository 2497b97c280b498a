"""A turn and what the thread remembers → the question that is meant, whole.

What the turn names replaces what was talked about, what it leaves open is carried over, and a
question that stands by itself takes nothing from before. Decided by rule from the plan of the turn
and its words; where there is nothing that a turn could refer to, it is lost, and says so. Here is
told what sort of turn it is; what each sort comes to is in `following/`.
"""

from __future__ import annotations

from roleassistant.answering.conversation import cues
from roleassistant.answering.conversation.following.choosing import choice
from roleassistant.answering.conversation.following.comparing import (
    all_that_changes,
    compared,
    joined,
    of_levels_before,
)
from roleassistant.answering.conversation.following.kinds import OF_A_ROLE
from roleassistant.answering.conversation.following.named import names_something, roles_named
from roleassistant.answering.conversation.following.other_names import same_of_others, stepped
from roleassistant.answering.conversation.following.own_question import of_its_own
from roleassistant.answering.conversation.following.returning import back_to
from roleassistant.answering.conversation.following.talk import Talk
from roleassistant.answering.conversation.following.telling import is_told, placed, what_is_missing
from roleassistant.answering.conversation.following.understood import (
    NOTHING_BEFORE,
    Lost,
    Understood,
)
from roleassistant.answering.conversation.thread import Asked, Thread
from roleassistant.answering.evidence import Evidence
from roleassistant.retrieval.names import WHOLE
from roleassistant.retrieval.plan import Intent, Plan
from roleassistant.retrieval.planner import Planner
from roleassistant.retrieval.words import fold

__all__ = ["Lost", "Understood", "understand"]


def understand(
    turn: str, thread: Thread, planner: Planner, evidence: Evidence
) -> Understood | Lost:
    """What `turn` asks, given what `thread` remembers."""
    return _read(Talk(thread, planner, evidence), turn)


def _read(talk: Talk, turn: str) -> Understood | Lost:
    chosen = choice(talk, turn)
    if chosen is not None:
        return chosen
    destination = cues.goes_back(turn)
    if destination is not None:
        return back_to(talk, destination, lambda rest: _read(talk, rest))
    corrects, turn, refused = cues.correction(cues.without_opening(turn))
    if corrects and not any(c.isalnum() for c in turn):
        return Lost("what did you mean instead? Name the role or the level")
    plan = talk.planner.plan(turn)
    if is_told(talk, turn, plan):
        return placed(talk, turn, plan)
    base = _corrected(talk, plan) if corrects else talk.thread.last
    if base is None:
        return _first(talk, turn, plan)
    turn, plan = _heard_beside(talk, base, turn, plan)
    # A correction of the last turn is the follow-up that it should have been.
    corrects = corrects and base is talk.thread.last
    if (meant := _of_the_whole(talk, base, turn, plan)) is not None:
        return meant
    if not plan.levels and (step := cues.step(turn)) is not None:
        return stepped(talk, base, *step)
    elsewhere = plan.implied_role and not talk.levels_fit(plan.levels, talk.roles_of(base))
    if elsewhere and not cues.continues(turn):
        return talk.alone(plan)
    if names_something(plan) and cues.only_names(plan.frame):
        return same_of_others(talk, base, turn, plan, corrects, refused)
    return of_its_own(talk, base, turn, plan)


def _of_the_whole(talk: Talk, base: Asked, turn: str, plan: Plan) -> Understood | Lost | None:
    """What a turn means that asks of all that was talked about: what is missing, what else changes,
    of both, side by side."""
    if talk.thread.told and cues.asks_what_is_missing(turn) and not plan.levels:
        return what_is_missing(talk, base, plan)
    if cues.asks_what_else_changes(turn) and not roles_named(plan) and not plan.levels:
        return all_that_changes(talk, base)
    if base.intent == Intent.ADJACENT_ROLES and cues.asks_how_far(turn):
        return talk.again(base)
    if (rest := cues.of_both(turn)) is not None and not plan.levels and not roles_named(plan):
        both = joined(talk, comparing=False) or compared(talk, base, together=False)
        if both is not None and both.asked is not None:
            levels = talk.levels_of(both.asked.levels, both.asked.roles)
            frame = talk.planner.plan(rest).frame
            return talk.question(frame, None, both.asked.roles, levels, carried=True)
    if (which := cues.levels_asked_before(turn)) is not None and not plan.levels:
        return of_levels_before(talk, base, turn, *which)
    together = cues.compares_them(turn)
    if together or cues.all_of_them(turn):
        both = joined(talk, comparing=together) or compared(talk, base, together)
        if both is not None:
            return both
        if not together or cues.refers_back(turn):
            return Lost("which two are meant? Name the roles or the levels")
    return None


def _heard_beside(talk: Talk, base: Asked, turn: str, plan: Plan) -> tuple[str, Plan]:
    """The turn and its plan as they are heard beside the question before."""
    if (place := cues.at_that_level(turn)) is not None and not plan.levels:
        labels = base.levels or base.found_levels
        if len(labels) == 1:
            turn = place(labels[0])
            plan = talk.planner.plan(turn)
    if not plan.levels and not roles_named(plan) and not plan.candidates:
        # Rungs are heard beside their role: "what about associates".
        of_them = talk.planner.plan(turn, of_roles=talk.roles_of(base))
        plan = of_them if of_them.levels else plan
    return turn, _heard_again(talk, turn, plan, base)


def _first(talk: Talk, turn: str, plan: Plan) -> Understood | Lost:
    """A turn in a thread in which nothing was asked yet that it could refer to."""
    follows = cues.continues(turn) or cues.refers_back(turn) or cues.may_refer_back(turn)
    if (follows and cues.only_names(plan.frame)) or cues.all_of_them(turn):
        return Lost(NOTHING_BEFORE)
    if cues.compares_them(turn) or (not plan.levels and _only_steps(turn)):
        return Lost(NOTHING_BEFORE)
    named = names_something(plan) or plan.implied_role
    asks_of_any = plan.attribute or plan.dimensions or plan.intent in OF_A_ROLE
    if follows and not named and not asks_of_any:
        return Lost(NOTHING_BEFORE)
    return talk.alone(plan)


def _only_steps(turn: str) -> bool:
    step = cues.step(turn)
    return step is not None and cues.only_names(step[1])


def _corrected(talk: Talk, plan: Plan) -> Asked | None:
    """The question that a correction refers to: the one before, if what is corrected was said
    in the last."""
    if len(talk.thread.asked) < 2:
        return talk.thread.last
    before, last = talk.thread.asked[-2:]
    same_roles, same_levels = before.roles == last.roles, before.levels == last.levels
    changed = same_roles and not same_levels if plan.levels else same_levels and not same_roles
    return before if changed and before.frame == last.frame else last


def _heard_again(talk: Talk, turn: str, plan: Plan, base: Asked) -> Plan:
    """The plan without a role that was half named by words of what is asked: the "reports" of
    "direct reports" are no Reporting Analyst while another role is talked about."""
    named = [m for m in plan.roles if m.start >= 0]
    roles = talk.roles_of(base)
    if not roles or not named or any(m.score >= WHOLE for m in named):
        return plan
    other = talk.planner.plan(turn, of_roles=roles)
    cue = other.attribute.cues.search(fold(turn)) if other.attribute is not None else None
    heard = cue is not None and all(fold(m.matched) in cue.group() for m in named)
    return other if heard else plan
