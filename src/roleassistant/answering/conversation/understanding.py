"""A turn and what the thread remembers → the question that is meant, whole.

What the turn names replaces what was talked about, what it leaves open is carried over, and a
question that stands by itself takes nothing from before. Decided by rule from the plan of the turn
and its words; where there is nothing that a turn could refer to, it is lost, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from roleassistant.answering.conversation import cues
from roleassistant.answering.conversation.saying import of_roles
from roleassistant.answering.conversation.thread import Asked, Thread
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.wording import level_range
from roleassistant.domain import InvalidLevel, Level, SectionKind
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.names import WHOLE
from roleassistant.retrieval.plan import Intent, Plan
from roleassistant.retrieval.planner import Planner
from roleassistant.retrieval.words import FUNCTION_WORDS, fold, stem, stems, tokens


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


class _Carries(Enum):
    SURELY = "surely"
    PERHAPS = "perhaps"
    NOT = "not"


_NOTHING_BEFORE = (
    "nothing was asked before that this could follow, so what do you want to know, and of which "
    "role?"
)
_COMPARISONS = frozenset({Intent.COMPARE_LEVELS, Intent.COMPARE_ROLES})
# What a follow-up keeps doing, even where its own words would be read as another kind of question.
_LASTING = _COMPARISONS | {Intent.PROMOTION_GAP, Intent.SELF_PLACEMENT}
# Kinds of questions that every role can be asked.
_OF_A_ROLE = frozenset(
    {
        *(Intent.SKILLS, Intent.ALIASES, Intent.ADJACENT_ROLES, Intent.PROVENANCE),
        *(Intent.LEVEL_CRITERIA, Intent.COMPARE_LEVELS, Intent.PROMOTION_GAP),
    }
)
_OF_ANY_LEVEL = frozenset({Intent.SKILLS, Intent.FIND_LEVEL, Intent.LIST_ROLES})
_OF_A_PAGE = frozenset({Intent.ALIASES, Intent.ADJACENT_ROLES, Intent.PROVENANCE})
# Before a word that names whom or what a question is about.
_BEFORE_A_SUBJECT = frozenset("a an the of for as does do is are can".split())
_ASKING = frozenset(
    stem(word)
    for word in """
        provenance alias aliases synonym review reviewed source evidence similar related adjacent
        neighbouring promotion ladder career track path
    """.split()
)


def understand(
    turn: str, thread: Thread, planner: Planner, evidence: Evidence
) -> Understood | Lost:
    """What `turn` asks, given what `thread` remembers."""
    return _Listener(thread, planner, evidence).read(turn)


@dataclass(frozen=True)
class _Listener:
    thread: Thread
    planner: Planner
    evidence: Evidence

    def read(self, turn: str) -> Understood | Lost:
        chosen = self._choice(turn)
        if chosen is not None:
            return chosen
        destination = cues.goes_back(turn)
        if destination is not None:
            return self._back_to(destination)
        corrects, turn, refused = cues.correction(cues.without_opening(turn))
        if corrects and not any(c.isalnum() for c in turn):
            return Lost("what did you mean instead? Name the role or the level")
        plan = self.planner.plan(turn)
        if self._is_told(turn, plan):
            return self._placed(turn, plan)
        base = self._before(plan) if corrects else self.thread.last
        if base is None:
            return self._first(turn, plan)
        if (place := cues.at_that_level(turn)) is not None and not plan.levels:
            labels = base.levels or base.found_levels
            if len(labels) == 1:
                turn = place(labels[0])
                plan = self.planner.plan(turn)
        if not plan.levels and not _roles_named(plan) and not plan.candidates:
            # Rungs are heard beside their role: "what about associates".
            of_them = self.planner.plan(turn, of_roles=self._roles_of(base))
            plan = of_them if of_them.levels else plan
        # A correction of the last turn is the follow-up that it should have been.
        corrects = corrects and base is self.thread.last
        plan = self._heard_again(turn, plan, base)
        if self.thread.told and cues.asks_what_is_missing(turn) and not plan.levels:
            return self._what_is_missing(base, plan)
        if cues.asks_what_else_changes(turn) and not _roles_named(plan) and not plan.levels:
            return self._all_that_changes(base)
        if base.intent == Intent.ADJACENT_ROLES and cues.asks_how_far(turn):
            return self._again(base)
        if (rest := cues.of_both(turn)) is not None and not plan.levels and not _roles_named(plan):
            joined = self._joined(comparing=False) or self._compared(base, together=False)
            if joined is not None and joined.asked is not None:
                levels = self._levels(joined.asked.levels, joined.asked.roles)
                frame = self.planner.plan(rest).frame
                return self._question(frame, None, joined.asked.roles, levels, carried=True)
        if (which := cues.levels_asked_before(turn)) is not None and not plan.levels:
            return self._of_levels_before(base, turn, *which)
        together = cues.compares_them(turn)
        if together or cues.all_of_them(turn):
            joined = self._joined(comparing=together) or self._compared(base, together)
            if joined is not None:
                return joined
            if not together or cues.refers_back(turn):
                return Lost("which two are meant? Name the roles or the levels")
        if not plan.levels and (stepped := cues.step(turn)) is not None:
            return self._stepped(base, *stepped)
        elsewhere = plan.implied_role and not self._levels_fit(plan.levels, self._roles_of(base))
        if elsewhere and not cues.continues(turn):
            return self._alone(plan)
        if self._names_something(plan) and cues.only_names(plan.frame):
            return self._same_of_others(base, turn, plan, corrects, refused)
        return self._of_its_own(base, turn, plan)

    # --- a turn that answers a question of ours ------------------------------------------------

    def _choice(self, turn: str) -> Understood | Lost | None:
        thread = self.thread
        keys = [key for key in thread.choices if self._role(key) is not None]
        if not keys:
            offered = thread.answer.suggestions if thread.answer else ()
            at = cues.choice(turn, len(offered)) if offered else None
            if at is None and cues.is_choice(turn):
                return Lost("which of what? There is no such choice to take")
            return None if at is None else self._alone(self.planner.plan(offered[at]))
        picked = self._picked(turn, keys)
        if not picked:
            return Lost("which one? There is no such choice") if cues.is_choice(turn) else None
        listing = thread.answer is not None and thread.answer.intent == Intent.LIST_ROLES
        base = None if listing else thread.last
        if base is None:
            return self._question("", None, picked, (), carried=True)
        return self._question(
            base.frame, base.intent, picked, self._levels(base.levels, picked), carried=True
        )

    def _picked(self, turn: str, keys: list[str]) -> list[str]:
        at = cues.choice(turn, len(keys))
        if at is not None:
            return [keys[at]]
        if cues.all_of_them(turn):
            return keys
        plan = self.planner.plan(turn)
        if plan.levels or plan.attribute or plan.dimensions:
            return []
        named = {m.role.key for m in (*plan.roles, *plan.candidates) if m.start >= 0}
        among = [key for key in keys if key in named]
        if cues.only_names(plan.frame) and named:
            return among[:1] if len(among) == 1 else []
        said = {t.stem for t in tokens(turn) if t.text not in FUNCTION_WORDS}
        shared = {key: len(said & self._called(key)) for key in keys}
        best = max(shared.values())
        fitting = [key for key in keys if shared[key] == best]
        return fitting if best and best >= len(said) and len(fitting) == 1 else []

    def _called(self, key: str) -> set[str]:
        every = self.evidence.generation.names
        names = [n.text for n in every if n.role == key and n.kind != "code"]
        return {word for name in names for word in stems(name)}

    # --- turns that refer to what was asked before ---------------------------------------------

    def _first(self, turn: str, plan: Plan) -> Understood | Lost:
        """A turn in a thread in which nothing was asked yet that it could refer to."""
        follows = cues.continues(turn) or cues.refers_back(turn) or cues.may_refer_back(turn)
        if (follows and cues.only_names(plan.frame)) or cues.all_of_them(turn):
            return Lost(_NOTHING_BEFORE)
        if cues.compares_them(turn) or (not plan.levels and self._only_steps(turn)):
            return Lost(_NOTHING_BEFORE)
        named = self._names_something(plan) or plan.implied_role
        asks_of_any = plan.attribute or plan.dimensions or plan.intent in _OF_A_ROLE
        if follows and not named and not asks_of_any:
            return Lost(_NOTHING_BEFORE)
        return self._alone(plan)

    def _only_steps(self, turn: str) -> bool:
        stepped = cues.step(turn)
        return stepped is not None and cues.only_names(stepped[1])

    def _same_of_others(
        self, base: Asked, turn: str, plan: Plan, corrects: bool, refused: str | None
    ) -> Understood | Lost:
        """ "and P3?", "and for account managers?": the question before, of other names."""
        named = _roles_named(plan) or [k for k in self._among_candidates(plan) if k in base.roles]
        if not named and plan.candidates:
            asked = Asked(base.frame, base.intent, (), base.levels)
            open_plan = self.planner.plan(base.frame, at_levels=self._levels(base.levels, ()))
            meant = replace(open_plan, roles=(), candidates=plan.candidates)
            return Understood(_lasting(meant, base.intent), asked, carried=True)
        before = [k for k in self._roles_of(base) if not self._is_refused(k, refused)]
        joins = not corrects and base.intent == Intent.COMPARE_ROLES
        roles = list(dict.fromkeys([*before, *named])) if joins else named or before
        said = self._levels_said(turn, plan, roles)
        if not roles and self.thread.choices:
            return self._still_open(base, said)
        if not said:
            kept = [x for x in base.levels if x.casefold() != (refused or "").casefold()]
            levels = self._carried_levels(base, kept, roles)
        else:
            levels = self._with_before(base, said, corrects, refused)
        intent = base.intent
        if lacking := self._lacking(intent, roles, levels):
            return lacking
        if said and intent == Intent.SELF_PLACEMENT:
            intent = Intent.PROMOTION_GAP  # what was told, held against one level
        return self._question(base.frame, intent, roles, levels, carried=True)

    def _still_open(self, base: Asked, levels: Sequence[Level]) -> Understood:
        """A level was named where a role was asked for: the choice is still to be made."""
        plan = self.planner.plan(base.frame, of_roles=self.thread.choices, at_levels=levels)
        asked = Asked(base.frame, base.intent, (), tuple(str(level) for level in levels))
        return Understood(replace(plan, roles=(), candidates=plan.roles), asked, carried=True)

    def _with_before(
        self, base: Asked, said: Sequence[Level], corrects: bool, refused: str | None
    ) -> tuple[Level, ...]:
        """The levels of a follow-up: one more joins a comparison, and else replaces what was."""
        before = [x for x in base.levels if x.casefold() != (refused or "").casefold()]
        known = self._levels(before, self._roles_of(base))
        if len(said) > 1 or len(base.levels) < 2:
            return tuple(said)
        if base.intent == Intent.PROMOTION_GAP:
            below = [level for level in known if level < said[0]]
            return (max(below), said[0]) if below else tuple(said)
        if base.intent != Intent.COMPARE_LEVELS:
            return tuple(said)
        if corrects and refused is None:
            known = known[:-1] if len(known) == 2 else ()
        return tuple(dict.fromkeys((*known, *said)))

    def _back_to(self, destination: str) -> Understood | Lost:
        """What was asked before of what the turn names, or the question before the last."""
        earlier = self.thread.asked[:-1]
        if not destination:
            if not earlier:
                return Lost(_NOTHING_BEFORE)
            return self._again(earlier[-1])
        plan = self.planner.plan(destination)
        base = self.thread.last
        if base is None or not cues.only_names(plan.frame) or not self._names_something(plan):
            return self.read(destination)
        named = set(_roles_named(plan))
        levels = {str(x) for x in self._levels_said(destination, plan, self._roles_of(base))}
        for asked in reversed(earlier):
            if named <= set(self._roles_of(asked)) and (not levels or levels == set(asked.levels)):
                return self._again(asked)
        frame = "" if base.intent in _COMPARISONS else base.frame
        intent = None if base.intent in _COMPARISONS else base.intent
        roles = list(named) or self._roles_of(base)
        return self._question(
            frame, intent, roles, self._levels_said(destination, plan, roles), carried=True
        )

    def _again(self, asked: Asked) -> Understood:
        roles = self._roles_of(asked)
        return self._question(
            asked.frame, asked.intent, roles, self._levels(asked.levels, roles), carried=True
        )

    def _stepped(self, base: Asked, step: int, rest: str) -> Understood | Lost:
        """ "the level above": from the levels that were talked about, on the role's own ladder."""
        plan = self.planner.plan(rest)
        roles = _roles_named(plan) or self._roles_of(base)
        role = self._role(roles[0]) if roles else None
        if role is None:
            return Lost("of which role? Name the role and the level")
        ladder = sorted(role.described_levels)
        held = [x for x in self._levels(base.levels or base.found_levels, roles) if x in ladder]
        if not held:
            return Lost(
                f"from which level? {role.title} has {level_range(ladder)}"
                if ladder
                else f"{role.title} names no levels"
            )
        start = max(held) if step > 0 else min(held)
        at = ladder.index(start) + step
        if not 0 <= at < len(ladder):
            end = "highest" if step > 0 else "lowest"
            edge = ladder[-1] if step > 0 else ladder[0]
            return Lost(f"{edge} is the {end} level of {role.title}: it has {level_range(ladder)}")
        if cues.only_names(plan.frame):
            levels = self._with_before(base, [ladder[at]], corrects=False, refused=None)
            if lacking := self._lacking(base.intent, roles, levels):
                return lacking
            return self._question(base.frame, base.intent, roles, levels, carried=True)
        return self._question(plan.frame, None, roles, (ladder[at],), carried=True)

    def _joined(self, *, comparing: bool) -> Understood | None:
        """The last two that were talked about, together; None where they are one."""
        if len(self.thread.asked) < 2:
            return None
        one, other = self.thread.asked[-2:]
        roles = list(dict.fromkeys([*self._roles_of(one), *self._roles_of(other)]))
        same_role = set(self._roles_of(one)) == set(self._roles_of(other))
        labels = dict.fromkeys((*one.levels, *other.levels))
        if not same_role:
            labels = dict.fromkeys(set(one.levels) & set(other.levels) or other.levels)
        levels = self._levels(sorted(labels), roles)
        if same_role and set(one.levels) == set(other.levels):
            return None
        if not comparing:
            return self._question(other.frame, other.intent, roles, levels, carried=True)
        if same_role:
            return self._question("compare", Intent.COMPARE_LEVELS, roles, levels, carried=True)
        shared = self._shared(levels, roles)
        return self._question("compare", Intent.COMPARE_ROLES, roles, shared, carried=True)

    def _of_levels_before(
        self, base: Asked, turn: str, first: bool, count: int
    ) -> Understood | Lost:
        """ "the first two levels I asked about": those of the role that is talked about."""
        roles = self._roles_of(base)
        asked = [a for a in self.thread.asked if set(self._roles_of(a)) <= set(roles)]
        labels = list(dict.fromkeys(label for one in asked for label in one.levels))
        if not roles or len(labels) < count:
            return Lost("which levels are meant? Name them")
        chosen = labels[:count] if first else labels[-count:]
        intent = Intent.COMPARE_LEVELS if cues.compares(turn) or cues.sets_apart(turn) else None
        frame = "compare" if intent else base.frame
        return self._question(frame, intent, roles, self._levels(chosen, roles), carried=True)

    def _compared(self, base: Asked, together: bool) -> Understood | None:
        """The roles or levels of the last question beside each other, where it has several."""
        roles = self._roles_of(base)
        levels = self._levels(base.levels, roles)
        if not together or max(len(roles), len(levels)) < 2:
            return None
        intent = Intent.COMPARE_ROLES if len(roles) > 1 else Intent.COMPARE_LEVELS
        return self._question("compare", intent, roles, levels, carried=True)

    def _all_that_changes(self, base: Asked) -> Understood | Lost:
        roles = self._roles_of(base)
        levels = self._levels(base.levels, roles)
        before = self.planner.plan(base.frame, of_roles=roles, at_levels=levels)
        whole = not before.dimensions and before.attribute is None and not before.words
        if base.intent in _COMPARISONS and whole:
            titles = [role for key in roles if (role := self._role(key)) is not None]
            return Lost(
                f"that was all that the profiles set apart for {of_roles(titles, levels)}; "
                f"what they say of skills, aliases and provenance can be asked for"
            )
        intent = base.intent if base.intent in _COMPARISONS else Intent.COMPARE_LEVELS
        return self._question("compare", intent, roles, levels, carried=True)

    # --- turns that are a question of their own -------------------------------------------------

    def _of_its_own(self, base: Asked, turn: str, plan: Plan) -> Understood | Lost:
        roles = self._roles_of(base)
        named = _roles_named(plan)
        if named or (plan.candidates and not set(self._among_candidates(plan)) & set(roles)):
            beside = len(named) == 1 and named[0] not in roles and len(plan.levels) < 2
            follows = cues.refers_back(turn) or cues.may_refer_back(turn) or cues.continues(turn)
            if roles and beside and cues.compares(turn) and (follows or not plan.words):
                return self._beside(base, plan, named[0])
            return self._alone(plan)
        if not roles:
            return self._alone(plan)
        carries = self._carries(plan, turn, roles)
        if carries is _Carries.NOT:
            return self._alone(plan)
        said = self._levels_said(turn, plan, roles)
        if cues.compares(turn) and len(said) == 1 and base.levels:
            known = self._levels(base.levels, roles)
            said = tuple(dict.fromkeys((*known, *said)))
            return self._question("compare", Intent.COMPARE_LEVELS, roles, said, carried=True)
        levels = said
        if not said and plan.intent not in _OF_ANY_LEVEL:
            levels = self._levels(base.levels or base.found_levels, roles)
        intent = self._narrows(base, plan, roles, levels)
        if intent is None and plan.intent is Intent.LOOKUP and not cues.compares(turn):
            intent = Intent.LOOKUP
        meant = self._question(plan.frame, intent, roles, levels, carried=True)
        if not levels:
            meant = self._still_at(base, meant)
        if carries is _Carries.PERHAPS:
            return replace(meant, otherwise=self._alone(plan))
        if not said and meant.plan.intent in _OF_A_PAGE and levels:
            return replace(
                meant, otherwise=self._question(plan.frame, None, roles, (), carried=True)
            )
        return meant

    def _still_at(self, base: Asked, meant: Understood) -> Understood:
        """A question that is asked of no level leaves the level that was talked about as it is."""
        assert meant.asked is not None
        return replace(
            meant, asked=replace(meant.asked, found_levels=base.levels or base.found_levels)
        )

    def _beside(self, base: Asked, plan: Plan, other: str) -> Understood:
        """ "compare it with sales engineering": what was talked about, and another role."""
        roles = [*self._roles_of(base), other]
        held = self._levels(base.levels or base.found_levels, roles)
        of_their_own = plan.intent in (Intent.SKILLS, *_OF_A_PAGE)
        if of_their_own:
            return self._still_at(base, self._question(plan.frame, None, roles, (), carried=True))
        levels = self._shared(held, roles)
        if plan.levels and len(held) == 1 and _is_beside_role(plan):
            levels = (held[0], plan.levels[0])
        elif plan.levels:
            levels = self._shared(plan.levels, roles)
        meant = self._question("compare", Intent.COMPARE_ROLES, roles, levels, carried=True)
        return meant if levels else self._still_at(base, meant)

    def _narrows(
        self, base: Asked, plan: Plan, roles: Sequence[str], levels: Sequence[Level]
    ) -> Intent | None:
        """A comparison goes on where the turn only says what of it is of interest."""
        if base.intent not in _COMPARISONS or plan.levels:
            return None
        meant = self.planner.plan(plan.frame, of_roles=roles, at_levels=levels)
        compared = meant.attribute is not None and meant.attribute.dimension is not None
        if meant.intent is Intent.LOOKUP and (
            compared or (meant.dimensions and not meant.attribute)
        ):
            return Intent(base.intent)
        return None

    def _carries(self, plan: Plan, turn: str, roles: Sequence[str]) -> _Carries:
        """Whether a question that names no role is about those of the thread."""
        if plan.levels and not self._levels_fit(plan.levels, roles):
            return _Carries.NOT
        if cues.asks_of_any_role(turn):
            return _Carries.NOT
        if cues.refers_back(turn):
            # "Who leads customers through their first weeks" tells itself whose weeks they are.
            seeks = plan.intent is Intent.FIND_LEVEL and cues.asks_who(turn)
            return _Carries.PERHAPS if seeks else _Carries.SURELY
        if plan.intent is Intent.LIST_ROLES:
            return _Carries.SURELY if cues.asks_for_levels(turn) else _Carries.NOT
        if not _asks_anything(plan):
            return _Carries.NOT
        follows = cues.continues(turn) or cues.may_refer_back(turn)
        home = self._vocabulary(roles)
        if plan.intent is Intent.FIND_LEVEL:
            of_a_level = not cues.asks_who(turn) and all(word in home for word in plan.words)
            return _Carries.PERHAPS if of_a_level or follows else _Carries.NOT
        if plan.term is not None:
            return _Carries.PERHAPS if self._have_term(roles, plan.term) else _Carries.NOT
        strange = self._strangers(plan, home)
        if strange and (not follows or self._names_a_subject(plan, strange)):
            return _Carries.NOT
        asked_of_any = plan.attribute is not None or plan.dimensions or plan.of_a_role
        if plan.intent in _OF_A_ROLE or asked_of_any:
            return _Carries.SURELY
        return _Carries.PERHAPS

    def _strangers(self, plan: Plan, home: set[str]) -> set[str]:
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

    def _names_a_subject(self, plan: Plan, strange: set[str]) -> bool:
        """Whether it asks of somebody whom the profiles do not know: "… of a nurse"."""
        return any(
            token.stem in strange and before.text in _BEFORE_A_SUBJECT
            for before, token in pairwise(tokens(plan.frame))
        )

    def _have_term(self, roles: Sequence[str], term: str) -> bool:
        wanted = stems(term)
        return any(
            key in roles and stems(text) == wanted for key, text in self.evidence.generation.terms()
        )

    def _alone(self, plan: Plan) -> Understood:
        """A question that stands by itself."""
        if plan.intent in (Intent.OFF_TOPIC, Intent.LIST_ROLES):
            return Understood(plan, None)
        roles = tuple(dict.fromkeys(m.role.key for m in plan.roles))
        levels = tuple(str(level) for level in plan.levels)
        told = plan.question if plan.intent is Intent.PROMOTION_GAP else None
        told = told if told is not None and cues.speaks_of_self(told) else None
        return Understood(plan, Asked(plan.frame, plan.intent, roles, levels), told=told)

    # --- what the asker tells of themselves -----------------------------------------------------

    def _is_told(self, turn: str, plan: Plan) -> bool:
        if plan.intent is Intent.SELF_PLACEMENT:
            return True
        if cues.tells(turn) and plan.intent is not Intent.PROMOTION_GAP:
            return True
        base = self.thread.last
        if self._names_something(plan):
            return False
        if self.thread.told and plan.intent is Intent.FIND_LEVEL and not plan.words:
            return True  # "what level is that?"
        placing = base is not None and base.intent == Intent.SELF_PLACEMENT
        return placing and not cues.asks(turn)

    def _placed(self, turn: str, plan: Plan) -> Understood:
        """All that the asker told in this thread, held against the levels."""
        base = self.thread.last
        named = _roles_named(plan)
        before = self._roles_of(base) if base is not None and not plan.candidates else []
        tells = bool(plan.words) or plan.attribute is not None
        told = ". ".join((*self.thread.told, turn) if tells else self.thread.told) or turn
        gap = base is not None and base.intent == Intent.PROMOTION_GAP
        if base is not None and gap and cues.tells(turn):
            levels = self._levels(base.levels, before)
            meant = self._question(told, base.intent, named or before, levels, carried=True)
            return replace(meant, told=turn if tells else None)
        meant = self._held_against_levels(told, named or before)
        if not before or named or self.thread.told:
            return replace(meant, told=turn if tells else None, carried=bool(self.thread.told))
        otherwise = replace(self._held_against_levels(told, ()), told=turn if tells else None)
        return replace(meant, told=otherwise.told, carried=True, otherwise=otherwise)

    def _held_against_levels(self, told: str, roles: Sequence[str]) -> Understood:
        plan = self.planner.plan(told, of_roles=roles)
        plan = _lasting(replace(plan, levels=()), Intent.SELF_PLACEMENT)
        keys = tuple(dict.fromkeys(m.role.key for m in plan.roles))
        return Understood(plan, Asked(told, Intent.SELF_PLACEMENT, keys))

    def _what_is_missing(self, base: Asked, plan: Plan) -> Understood | Lost:
        """What the asker told, held against the level that was talked about."""
        roles = _roles_named(plan) or self._roles_of(base)
        role = self._role(roles[0]) if roles else None
        levels = self._levels(base.levels or base.found_levels, roles)
        if role is None or not levels:
            of = f"? {role.title} has {level_range(role.described_levels)}" if role else "?"
            return Lost(f"what is missing for which level{of}")
        told = ". ".join(self.thread.told)
        return self._question(told, Intent.PROMOTION_GAP, roles, levels, carried=True)

    # --- roles and levels -----------------------------------------------------------------------

    def _question(
        self,
        frame: str,
        intent: str | None,
        roles: Sequence[str],
        levels: Sequence[Level],
        *,
        carried: bool,
    ) -> Understood:
        """The question of `frame`, of these roles and levels; `intent` for one that lasts."""
        plan = self.planner.plan(frame, of_roles=roles, at_levels=levels)
        plan = _lasting(plan, intent)
        keys = tuple(dict.fromkeys(m.role.key for m in plan.roles))
        asked = Asked(frame, plan.intent, keys, tuple(str(level) for level in levels))
        return Understood(plan, asked, carried)

    def _before(self, plan: Plan) -> Asked | None:
        """The question that a correction refers to: the one before, if what is corrected was said
        in the last."""
        if len(self.thread.asked) < 2:
            return self.thread.last
        before, last = self.thread.asked[-2:]
        same_roles, same_levels = before.roles == last.roles, before.levels == last.levels
        changed = same_roles and not same_levels if plan.levels else same_levels and not same_roles
        return before if changed and before.frame == last.frame else last

    def _role(self, key: str) -> Role | None:
        try:
            return self.evidence.generation.role(key)
        except KeyError:
            return None

    def _roles_of(self, asked: Asked) -> list[str]:
        """The roles of a question that are still in the index, or those that its answer found."""
        return [k for k in asked.roles or asked.found_roles if self._role(k) is not None]

    def _levels(
        self, labels: Sequence[str] | dict[str, None], roles: Sequence[str]
    ) -> tuple[Level, ...]:
        rungs = {
            str(level): level
            for role in self.evidence.generation.roles
            if not roles or role.key in roles
            for level in role.described_levels
        }
        return tuple(level for x in labels if (level := rungs.get(x) or _parsed(x)) is not None)

    def _heard_again(self, turn: str, plan: Plan, base: Asked) -> Plan:
        """The plan without a role that was half named by words of what is asked: the "reports" of
        "direct reports" are no Reporting Analyst while another role is talked about."""
        named = [m for m in plan.roles if m.start >= 0]
        roles = self._roles_of(base)
        if not roles or not named or any(m.score >= WHOLE for m in named):
            return plan
        other = self.planner.plan(turn, of_roles=roles)
        cue = other.attribute.cues.search(fold(turn)) if other.attribute is not None else None
        heard = cue is not None and all(fold(m.matched) in cue.group() for m in named)
        return other if heard else plan

    def _levels_said(self, turn: str, plan: Plan, roles: Sequence[str]) -> tuple[Level, ...]:
        """The levels that the turn names; a bare number is one of the ladder of `roles`."""
        if not plan.levels or _roles_named(plan) or not roles:
            return plan.levels
        return self.planner.plan(turn, of_roles=roles).levels

    def _carried_levels(
        self, base: Asked, labels: Sequence[str], roles: Sequence[str]
    ) -> tuple[Level, ...]:
        """The levels of before, where the roles have them or the question is about levels."""
        levels = self._levels(labels, ())
        if base.intent == Intent.COMPARE_ROLES:
            return self._shared(levels, roles)
        if self._levels_fit(levels, roles) or base.intent in _OF_A_ROLE - {Intent.SKILLS}:
            return levels
        return ()

    def _lacking(self, intent: str, roles: Sequence[str], levels: Sequence[Level]) -> Lost | None:
        """Of roles side by side, the one that lacks the level at which they are to be."""
        if intent != Intent.COMPARE_ROLES or len(levels) != 1:
            return None
        for role in (self._role(key) for key in roles):
            if role is not None and levels[0] not in role.described_levels:
                ladder = level_range(role.described_levels)
                return Lost(f"no such level: {levels[0]}; {role.title} has {ladder}")
        return None

    def _levels_fit(self, levels: Sequence[Level], roles: Sequence[str]) -> bool:
        """Whether one of `roles` has the levels, or no role of the index has."""
        every = self.evidence.generation.roles
        having = {r.key for r in every if any(x in r.described_levels for x in levels)}
        return bool(having & set(roles)) or not having

    def _shared(self, levels: Sequence[Level], roles: Sequence[str]) -> tuple[Level, ...]:
        """The levels that all of `roles` have."""
        ladders = [role.described_levels for key in roles if (role := self._role(key)) is not None]
        return tuple(level for level in levels if all(level in ladder for ladder in ladders))

    def _names_something(self, plan: Plan) -> bool:
        return bool(_roles_named(plan) or plan.candidates or plan.levels)

    def _among_candidates(self, plan: Plan) -> list[str]:
        """The roles among which the words of a plan do not decide, though they name each whole."""
        return list(dict.fromkeys(m.role.key for m in plan.candidates if m.score >= WHOLE))

    def _is_refused(self, key: str, refused: str | None) -> bool:
        return refused is not None and stem(refused.casefold()) in self._called(key)

    def _vocabulary(self, roles: Sequence[str]) -> set[str]:
        """The stems of all that the profiles of `roles` say."""
        return {
            word
            for key in roles
            if (role := self._role(key)) is not None
            for chunk in self.evidence.all_of(role)
            for text in (chunk.statement.text, chunk.statement.dimension or "")
            for word in stems(text)
        }


def _roles_named(plan: Plan) -> list[str]:
    """The roles that the words of a plan name, each once."""
    return list(dict.fromkeys(m.role.key for m in plan.roles if m.start >= 0))


def _is_beside_role(plan: Plan) -> bool:
    """Whether the level of a turn stands right beside the role, as in "with a P4 recruiter": a
    level said apart from it ("compare P4 with recruiters") is of both."""
    asked = fold(plan.question)
    level = re.search(rf"(?<!\w){re.escape(fold(str(plan.levels[0])))}(?!\w)", asked)
    named = [m for m in plan.roles if m.start >= 0]
    if level is None or not named:
        return False
    one, other = sorted([level.span(), (named[0].start, named[0].end)])
    return not any(c.isalnum() for c in asked[one[1] : other[0]])


def _asks_anything(plan: Plan) -> bool:
    asked = plan.words or plan.levels or plan.attribute or plan.dimensions or plan.term
    return bool(asked) or plan.of_a_role


def _lasting(plan: Plan, intent: str | None) -> Plan:
    """`plan`, doing what was done before where that goes on."""
    if intent is None or intent == plan.intent:
        return plan
    # Two levels that were talked about do not make a search for something a comparison.
    searches = intent == Intent.LOOKUP and plan.intent is Intent.COMPARE_LEVELS and plan.words
    if Intent(intent) not in _LASTING and not searches:
        return plan
    if intent == Intent.COMPARE_ROLES and len(plan.roles) < 2:
        return plan
    duties = plan.sections == (SectionKind.RESPONSIBILITIES,)
    return replace(plan, intent=Intent(intent), sections=plan.sections if duties else ())


def _parsed(label: str) -> Level | None:
    try:
        return Level.parse(label)
    except InvalidLevel:
        return None
