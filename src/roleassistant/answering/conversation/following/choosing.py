"""A turn that answers a question of ours: one of the choices that were given."""

from __future__ import annotations

from roleassistant.answering.conversation import cues
from roleassistant.answering.conversation.following.talk import Talk
from roleassistant.answering.conversation.following.understood import Lost, Understood
from roleassistant.retrieval.plan import Intent
from roleassistant.retrieval.words import FUNCTION_WORDS, tokens


def choice(talk: Talk, turn: str) -> Understood | Lost | None:
    """What the turn chooses; None where it chooses nothing."""
    thread = talk.thread
    keys = [key for key in thread.choices if talk.role(key) is not None]
    if not keys:
        offered = thread.answer.suggestions if thread.answer else ()
        at = cues.choice(turn, len(offered)) if offered else None
        if at is None and cues.is_choice(turn):
            return Lost("which of what? There is no such choice to take")
        return None if at is None else talk.alone(talk.planner.plan(offered[at]))
    picked = _picked(talk, turn, keys)
    if not picked:
        return Lost("which one? There is no such choice") if cues.is_choice(turn) else None
    listing = thread.answer is not None and thread.answer.intent == Intent.LIST_ROLES
    base = None if listing else thread.last
    if base is None:
        return talk.question("", None, picked, (), carried=True)
    return talk.question(
        base.frame, base.intent, picked, talk.levels_of(base.levels, picked), carried=True
    )


def _picked(talk: Talk, turn: str, keys: list[str]) -> list[str]:
    at = cues.choice(turn, len(keys))
    if at is not None:
        return [keys[at]]
    if cues.all_of_them(turn):
        return keys
    plan = talk.planner.plan(turn)
    if plan.levels or plan.attribute or plan.dimensions:
        return []
    named = {m.role.key for m in (*plan.roles, *plan.candidates) if m.start >= 0}
    among = [key for key in keys if key in named]
    if cues.only_names(plan.frame) and named:
        return among[:1] if len(among) == 1 else []
    said = {t.stem for t in tokens(turn) if t.text not in FUNCTION_WORDS}
    shared = {key: len(said & talk.called(key)) for key in keys}
    best = max(shared.values())
    fitting = [key for key in keys if shared[key] == best]
    return fitting if best and best >= len(said) and len(fitting) == 1 else []
