"""Whether a question that names no role is about those of the thread."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from roleassistant.answering.conversation import cues
from roleassistant.answering.conversation.following.kinds import OF_A_ROLE
from roleassistant.answering.conversation.following.named import asks_anything
from roleassistant.answering.conversation.following.talk import Talk
from roleassistant.retrieval.plan import Intent, Plan
from roleassistant.retrieval.words import stem, stems, tokens

# Before a word that names whom or what a question is about.
_BEFORE_A_SUBJECT = frozenset("a an the of for as does do is are can".split())
_ASKING = frozenset(
    stem(word)
    for word in """
        provenance alias aliases synonym review reviewed source evidence similar related adjacent
        neighbouring promotion ladder career track path
    """.split()
)


class Carries(Enum):
    """How sure it is that a question is about the roles of the thread."""

    SURELY = "surely"
    PERHAPS = "perhaps"
    NOT = "not"


def carries(talk: Talk, plan: Plan, turn: str, roles: Sequence[str]) -> Carries:
    """Whether a question that names no role is about those of the thread."""
    if plan.levels and not talk.levels_fit(plan.levels, roles):
        return Carries.NOT
    if cues.asks_of_any_role(turn):
        return Carries.NOT
    if cues.refers_back(turn):
        # "Who leads customers through their first weeks" tells itself whose weeks they are.
        seeks = plan.intent is Intent.FIND_LEVEL and cues.asks_who(turn)
        return Carries.PERHAPS if seeks else Carries.SURELY
    if plan.intent is Intent.LIST_ROLES:
        return Carries.SURELY if cues.asks_for_levels(turn) else Carries.NOT
    if not asks_anything(plan):
        return Carries.NOT
    follows = cues.continues(turn) or cues.may_refer_back(turn)
    home = _vocabulary(talk, roles)
    if plan.intent is Intent.FIND_LEVEL:
        of_a_level = not cues.asks_who(turn) and all(word in home for word in plan.words)
        return Carries.PERHAPS if of_a_level or follows else Carries.NOT
    if plan.term is not None:
        return Carries.PERHAPS if _have_term(talk, roles, plan.term) else Carries.NOT
    strange = _strangers(talk, plan, home)
    if strange and (not follows or _names_a_subject(plan, strange)):
        return Carries.NOT
    asked_of_any = plan.attribute is not None or plan.dimensions or plan.of_a_role
    if plan.intent in OF_A_ROLE or asked_of_any:
        return Carries.SURELY
    return Carries.PERHAPS


def _strangers(talk: Talk, plan: Plan, home: set[str]) -> set[str]:
    """The words that neither ask for something nor stand in the profiles of the roles."""
    cue = plan.attribute.cues if plan.attribute is not None else None
    said = tokens(plan.frame)
    narrowing = {
        token.stem
        for before, token in pairwise(said)
        if token.stem in plan.qualifiers and before.text not in ("of", "for")
    }
    known = home | _ASKING | narrowing
    known |= {t.stem for t in said if cue is not None and cue.search(t.text)}
    return {word for word in plan.words if word not in known}


def _names_a_subject(plan: Plan, strange: set[str]) -> bool:
    """Whether it asks of somebody whom the profiles do not know: "… of a nurse"."""
    return any(
        token.stem in strange and before.text in _BEFORE_A_SUBJECT
        for before, token in pairwise(tokens(plan.frame))
    )


def _have_term(talk: Talk, roles: Sequence[str], term: str) -> bool:
    wanted = stems(term)
    return any(
        key in roles and stems(text) == wanted for key, text in talk.evidence.generation.terms()
    )


def _vocabulary(talk: Talk, roles: Sequence[str]) -> set[str]:
    """The stems of all that the profiles of `roles` say."""
    return {
        word
        for key in roles
        if (role := talk.role(key)) is not None
        for chunk in talk.evidence.all_of(role)
        for text in (chunk.statement.text, chunk.statement.dimension or "")
        for word in stems(text)
    }
