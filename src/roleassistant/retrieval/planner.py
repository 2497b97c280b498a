"""A question → what was understood of it, whether it asks one thing or several in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roleassistant.domain import Level
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.aspects import preamble, questions_in
from roleassistant.retrieval.forms import Form
from roleassistant.retrieval.heard import is_of_a_role
from roleassistant.retrieval.names import WHOLE
from roleassistant.retrieval.plan import Intent, Plan
from roleassistant.retrieval.planning.bearers import roles_over_others
from roleassistant.retrieval.planning.naming import Meant
from roleassistant.retrieval.planning.reader import Reader
from roleassistant.retrieval.words import LIGHT_STEMS, fold, stems

# Longer than any question a person types; what follows is not read.
MAX_QUESTION = 2000

# Kinds of answers that may stand one after the other; a comparison is asked in one.
_ASKED_APART = frozenset(
    {
        Intent.LOOKUP,
        Intent.FIND_LEVEL,
        Intent.LEVEL_CRITERIA,
        Intent.SKILLS,
        Intent.PROVENANCE,
        Intent.ALIASES,
        Intent.ADJACENT_ROLES,
    }
)
_ONE_OF_THE_RUNGS = Pattern(
    r"\b(?P<which>top|highest|bottom|lowest|first|last|final)(?:most)? one\b"
)


class Planner:
    """Plans questions for one generation of an index."""

    def __init__(self, generation: Generation) -> None:
        self._reader = Reader(generation)
        self._of_all = roles_over_others(generation.roles)

    def plan(
        self,
        question: str,
        role: str | None = None,
        *,
        of_roles: Sequence[str] = (),
        at_levels: Sequence[Level] = (),
    ) -> Plan:
        """Understand `question`. `role` (a role key) stands in where the question names none.

        `of_roles` (keys) and `at_levels`, where given, are what is meant, whatever the question
        names: in a conversation that was said before.
        """
        asked = " ".join(question.split())[:MAX_QUESTION]
        meant = Meant(role, tuple(of_roles), tuple(at_levels))
        whole = self._reader.read(asked, meant)
        named = whole.roles or ()
        if not named and whole.words and whole.intent is Intent.FIND_LEVEL:
            named = whole.candidates
        modified = [m for m in whole.candidates if stems(m.matched)[-1:] != stems(m.name)[-1:]]
        if whole.candidates and len(modified) == len(whole.candidates):
            named = whole.candidates
        if any(m.score < WHOLE or m.kind == "head" for m in named):
            # What was taken for part of a name may be a word like any other.
            whole = replace(whole, otherwise=self._reader.read(asked, meant, whole_names=True))
        if whole.intent in _ASKED_APART:
            parts: list[Plan] = []
            for part in questions_in(_without_preamble(asked)):
                parts.append(self._part(part, parts[-1] if parts else None, whole, meant))
            whole = _at_each_level(replace(whole, parts=tuple(parts)))
        common = self._of_all.get(whole.roles[0].role.key) if len(whole.roles) == 1 else None
        if common is None or not set(whole.levels) <= set(common.described_levels):
            return whole  # a level of its own is of no other role
        of_all = self._reader.read(asked, Meant(meant.role, (common.key,), whole.levels))
        return replace(whole, of_all=of_all)

    def _part(self, asked: str, before: Plan | None, whole: Plan, meant: Meant) -> Plan:
        """One of several questions in one. Where it names no role or level, those of the question
        before are meant, or of the whole: it is read again as asked of them."""
        if before is not None and before.intent is Intent.LIST_ROLES and before.roles:
            # "How many levels …, and what is the top one called": the top level.
            asked = _ONE_OF_THE_RUNGS.sub(r"\g<which> level", asked)
        part = self._reader.read(asked, meant)
        own = [m for m in part.roles if m.start >= 0] or (part.candidates and not part.implied_role)
        source = before if before is not None and before.roles else whole
        levels = part.levels or source.levels or whole.levels
        if own and not (before and _is_bare(part)):
            return part
        if before is not None and before.roles and part.levels and _is_bare(part):
            # "… at P2, and how much at P4": the same is asked of another level.
            roles = part.roles if own else before.roles
            same = any(x in m.role.described_levels for x in part.levels for m in roles)
            if same and {m.role.key for m in roles} == {m.role.key for m in before.roles}:
                return replace(before, question=part.question, levels=part.levels)
        if own:
            return part
        if not source.roles:
            return replace(part, candidates=whole.candidates, levels=levels)
        keys = tuple(mention.role.key for mention in source.roles)
        fitting = tuple(
            x for x in levels if any(x in m.role.described_levels for m in source.roles)
        )
        return self._reader.read(asked, Meant(meant.role, keys, fitting or levels))


def _without_preamble(asked: str) -> str:
    """What is asked, without what only leads up to it ("Quick question: …")."""
    text = fold(asked)
    # Folding a ligature makes two letters of one; then the place is not the same.
    return asked[preamble(text) :].lstrip(" :,–-") if len(text) == len(asked) else asked


def _is_bare(part: Plan) -> bool:
    """Whether a question names levels and says nothing of what is asked of them."""
    telling = [w for w in part.words if w not in LIGHT_STEMS and not is_of_a_role(w)]
    asks = part.attribute or part.dimensions or part.term or part.sections or telling
    return not asks and part.form is not Form.YES_NO


def _at_each_level(plan: Plan) -> Plan:
    """A plan of parts that ask the same of several levels, as the one comparison that they are."""
    first = plan.parts[0] if plan.parts else None
    if first is None or len(plan.parts) < 2 or not first.levels:
        return plan
    alike = all(
        replace(part, question=first.question, levels=first.levels) == first
        for part in plan.parts[1:]
    )
    levels = tuple(dict.fromkeys(level for part in plan.parts for level in part.levels))
    if not alike or len(levels) < 2:
        return plan
    narrowed = first.dimensions or (first.attribute and first.attribute.dimension)
    if narrowed and not [w for w in first.qualifiers if w not in LIGHT_STEMS]:
        whole = replace(first, question=plan.question, form=Form.OPEN)
        return replace(whole, intent=Intent.COMPARE_LEVELS, levels=levels, parts=())
    return replace(plan, intent=Intent.COMPARE_LEVELS, levels=levels)
