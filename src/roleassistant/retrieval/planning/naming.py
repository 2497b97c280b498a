"""The roles, the levels and the term that a question names, told apart from all else it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from roleassistant.domain import Level
from roleassistant.indexing.chunks import Role
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.cues import end_of_ladder
from roleassistant.retrieval.levels import Span, on_ladder
from roleassistant.retrieval.names import RoleNames
from roleassistant.retrieval.plan import RoleMention
from roleassistant.retrieval.planning.bearers import Bearers
from roleassistant.retrieval.planning.levels_by_name import levels_of_alias, with_the_plain_one
from roleassistant.retrieval.planning.mentions import Mentions
from roleassistant.retrieval.planning.rungs import Rungs
from roleassistant.retrieval.planning.settling import Settling
from roleassistant.retrieval.planning.terms import Terms
from roleassistant.retrieval.topic import within
from roleassistant.retrieval.words import Token, fold, tokens


@dataclass(frozen=True, slots=True)
class Meant:
    """What is meant beside the words of a question: `role` where it names none, the others in any
    case."""

    role: str | None
    roles: tuple[str, ...]
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names.

    `roles`, `candidates`, `implied` and `by_alias` are as in its plan; `called` are all places at
    which those roles are named. `levels` are on the ladders of the roles, `said` those of them that
    are said by their own names. `spans` is where levels stand, `rungs` are the words that name one,
    `end` is where an end of the ladder is named. `spoken` are the words left beside them, and
    `text` is the folded question without that end.
    """

    roles: tuple[RoleMention, ...]
    candidates: tuple[RoleMention, ...]
    called: tuple[RoleMention, ...]
    levels: tuple[Level, ...]
    said: tuple[Level, ...]
    implied: bool
    by_alias: bool
    term: str | None
    spans: list[Span]
    rungs: list[tuple[Token, Level]]
    end: Span | None
    spoken: list[Token]
    text: str


class Naming:
    """Tells apart what questions name, for one index."""

    def __init__(self, generation: Generation, names: RoleNames) -> None:
        self._generation = generation
        self._roles = {role.key: role for role in generation.roles}
        self._many = len(self._roles) > 1
        self._bearers = Bearers(generation.roles)
        self._rungs = Rungs(generation, names)
        self._terms = Terms((term for _, term in generation.terms()), names)
        self._mentions = Mentions(generation, names, self._rungs, self._bearers)
        self._settling = Settling(generation, names, self._bearers)

    def of(self, question: str, meant: Meant, whole_names: bool = False) -> Named:
        """What `question` names; with `whole_names`, part of a name is none."""
        text = fold(question)
        levels, spans = self._rungs.heard(question)
        levels = meant.levels or levels
        spoken = [t for t in tokens(question) if not within(t, spans) and t.text[0].isalnum()]
        term, term_span = self._terms.said(question, spoken)
        mentions = [
            m
            for m in self._mentions.found(question, spoken, levels)
            if term_span is None or m.end <= term_span[0] or m.start >= term_span[1]
        ]
        untold = [t for t in spoken if term_span is None or not within(t, [term_span])]
        if whole_names:
            mentions = [m for m in mentions if m.kind != "head"]
        roles, candidates = self._settling.of(mentions, question, untold, levels, not whole_names)
        if meant.roles:
            roles = tuple(_unsaid(self._roles[key]) for key in meant.roles if key in self._roles)
            candidates = ()
        elif levels and not candidates:
            roles = (*roles, *self._mentions.bearing_name(question, spans, roles))
            roles = (*roles, *self._mentions.beside_a_level(question, untold, roles, levels))
        implied = False
        if not roles and not candidates:
            roles, implied = self._standing_in(meant, levels)
        end = end_of_ladder(text)
        if end is not None and not levels and len({m.role.key for m in roles}) == 1:
            levels = (roles[0].role.described_levels[end[0]],)
            text = text[: end[1][0]] + " " * (end[1][1] - end[1][0]) + text[end[1][1] :]
            spoken = [t for t in spoken if not within(t, [end[1]])]
        rungs = self._rungs.said(spoken, question, roles)
        if rungs and not roles and not candidates:
            of_them = {level for _, level in rungs}
            bearers = [r for r in self._roles.values() if of_them <= set(r.described_levels)]
            if len(bearers) == 1:
                implied = True
                roles = (_unsaid(bearers[0]),)
                # Beside the role it is heard what else is a rung of it: "Practitioner vs Expert".
                rungs = self._rungs.said(spoken, question, roles)
        rungs = self._rungs.of_roles(rungs, roles)
        levels = meant.levels or tuple(dict.fromkeys((*levels, *(level for _, level in rungs))))
        levels = with_the_plain_one(self._generation, text, roles, levels)
        rung_words = [t for t, _ in rungs]
        called = _called((*roles, *candidates), mentions, question)
        on_ladders = self._on_ladders(levels, called, roles)
        by_alias = () if on_ladders else levels_of_alias(self._generation, roles)
        return Named(
            roles=roles,
            candidates=candidates,
            called=called,
            levels=on_ladders or by_alias,
            said=levels,
            implied=implied,
            by_alias=bool(by_alias),
            term=term,
            spans=spans,
            rungs=rungs,
            end=None if end is None else end[1],
            spoken=[t for t in spoken if t not in rung_words],
            text=text,
        )

    def where_said(self, question: str, named: Named) -> list[tuple[Level, Span]]:
        """The levels of `named`, each with every place at which the question says it."""
        return self._rungs.where_said(question, named.spans, named.levels, named.rungs)

    def _standing_in(
        self, meant: Meant, levels: Sequence[Level]
    ) -> tuple[tuple[RoleMention, ...], bool]:
        """The role that a question is about which names none, and whether the index implies it."""
        standing_in = self._roles.get(meant.role or "")
        if standing_in is not None:
            return (_unsaid(standing_in),), False
        if not self._many:
            return (_unsaid(next(iter(self._roles.values()))),), True
        fitting = self._bearers.of_all(levels) if levels else ()
        return ((_unsaid(self._roles[fitting[0]]),), True) if len(fitting) == 1 else ((), False)

    def _on_ladders(
        self, levels: Sequence[Level], called: Sequence[RoleMention], roles: Sequence[RoleMention]
    ) -> tuple[Level, ...]:
        """`levels` and those of the codes that are said, on the ladders of the roles. Two codes of
        one role are one role and two levels."""
        named = [m.role for m in roles]
        coded = [m.level for m in called if m.level is not None and "." in m.matched]
        every = self._generation.roles
        return tuple(dict.fromkeys(on_ladder(x, named, every) for x in (*levels, *coded)))


def _called(
    meant: Sequence[RoleMention], mentions: Sequence[RoleMention], question: str
) -> tuple[RoleMention, ...]:
    """Every place at which the roles of `meant` are named: "a P4 engineer … a P3 engineer"."""
    keys = {m.role.key for m in meant}
    called = (*meant, *(m for m in mentions if m.role.key in keys))
    known = {mention.start for mention in called}
    repeated = [
        replace(mention, start=match.start(), end=match.end())
        for mention in called
        if mention.matched
        for match in re.finditer(rf"(?<!\w){re.escape(mention.matched)}(?!\w)", question, re.I)
        if match.start() not in known
    ]
    return (*called, *repeated)


def _unsaid(role: Role) -> RoleMention:
    return RoleMention(role, "", role.title, 1.0, -1, -1)
