"""A plan → a draft: one module per kind of answer, one table that says which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import cast

from roleassistant.answering.compose import skill_levels
from roleassistant.answering.compose.attribution import attributed, is_occupation
from roleassistant.answering.compose.unclear import (
    absent_role,
    as_off_topic,
    ask_which_level,
    ask_which_role,
    beyond_quoting,
    by_title,
    no_such_level,
    off_topic,
    without_seniority,
)
from roleassistant.answering.draft import Draft, DraftFacts
from roleassistant.answering.evidence import Evidence
from roleassistant.domain.answer import Heading
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval import retriever
from roleassistant.retrieval.forms import Form, asks_of_onet
from roleassistant.retrieval.plan import Intent, Plan, RoleMention
from roleassistant.retrieval.words import stems

OfRole = Callable[[Plan, Role, Evidence], Draft]
OfPlan = Callable[[Plan, Evidence], Draft]

# The module of each kind of answer. It is loaded when a question first wants it: a process that
# answers one question needs one or two of them.
_OF_ROLE = {
    Intent.COMPARE_LEVELS: "compare_levels",
    Intent.PROMOTION_GAP: "promotion_gap",
    Intent.LEVEL_CRITERIA: "level_criteria",
    Intent.LOOKUP: "lookup",
    Intent.SKILLS: "skills",
    Intent.ALIASES: "aliases",
    Intent.PROVENANCE: "provenance",
    Intent.ADJACENT_ROLES: "adjacent_roles",
}
_OF_PLAN = {
    Intent.COMPARE_ROLES: "compare_roles",
    Intent.FIND_LEVEL: "find_level",
    Intent.SELF_PLACEMENT: "self_placement",
    Intent.LIST_ROLES: "list_roles",
}


def _of_role(intent: Intent) -> OfRole:
    return cast(OfRole, import_module(f"{__name__}.{_OF_ROLE[intent]}").compose)


def _of_plan(intent: Intent) -> OfPlan:
    return cast(OfPlan, import_module(f"{__name__}.{_OF_PLAN[intent]}").compose)


def compose(plan: Plan, evidence: Evidence) -> Draft:
    """The draft for a plan. What cannot be answered comes back with its reason."""
    draft = by_words(plan, evidence)
    if draft.by_words:
        from roleassistant.answering.compose import second_look

        draft = second_look.answered(plan, draft, evidence) or draft
    elif draft.searched:
        from roleassistant.answering.compose import second_look

        draft = second_look.upheld(plan, draft, evidence)
    if draft.reason is not None:
        from roleassistant.answering.compose import occupations

        draft = occupations.by_title(plan, evidence) or occupations.filled(plan, draft, evidence)
    draft = attributed(as_off_topic(plan, draft), evidence)
    if not plan.language:
        return draft
    from roleassistant.answering.compose import other_language

    return other_language.said(plan, draft, evidence)


def by_words(plan: Plan, evidence: Evidence) -> Draft:
    """The draft for a plan as far as look-ups and the words of the question go."""
    several = plan.aspects or plan.parts
    draft = _together(plan, evidence) if several else _formed(plan, evidence)
    if draft.reason is not None and plan.parts:
        whole = replace(plan, parts=())
        draft = _together(whole, evidence) if whole.aspects else _formed(whole, evidence)
    named = plan.attribute or plan.dimensions
    unnamed = draft.by_words and plan.attribute is None
    searched = plan.intent in _SEARCHED and (plan.candidates or not named or unnamed)
    if plan.otherwise and searched and not _says_all(plan.otherwise, draft):
        second = _formed(plan.otherwise, evidence)
        better = _speaks_of(plan, second) if draft.reason else _says_all(plan.otherwise, second)
        draft = second if second.reason is None and better else draft
    if draft.by_words and plan.lesser:
        lighter = by_words(plan.of_the_main_clause(), evidence)
        draft = lighter if lighter.reason is None else draft
    return draft


def _together(plan: Plan, evidence: Evidence) -> Draft:
    from roleassistant.answering.compose import parts

    return parts.together(plan, evidence, _formed)


_OF_WHOLE_LEVELS = frozenset({Intent.COMPARE_LEVELS, Intent.LEVEL_CRITERIA, Intent.PROMOTION_GAP})
_OF_A_SECTION = frozenset({Intent.LOOKUP, Intent.LEVEL_CRITERIA})
_CONTRADICTING = frozenset({*stems("contradict contradictory inconsistent inconsistencies")})
# Kinds of questions that are searched for, so that a word more or less to search for counts.
_SEARCHED = frozenset({Intent.LOOKUP, Intent.FIND_LEVEL})


def _speaks_of(plan: Plan, draft: Draft) -> bool:
    """Whether the facts hold something besides the word that was taken for a name."""
    telling = retriever.told(plan)
    cited = _cited(draft)
    spoken_of = {x for c in cited for x in c.statement.levels or c.page_levels}
    if plan.levels and not spoken_of & set(plan.levels):
        return False
    return not telling or any(retriever.covered(plan, telling, chunk)[0] > 0 for chunk in cited)


def _says_all(plan: Plan, draft: Draft) -> bool:
    """Whether a fact holds every telling word of the question."""
    return any(
        not retriever.covered(plan, retriever.told(plan), chunk)[1] for chunk in _cited(draft)
    )


def _cited(draft: Draft) -> list[Chunk]:
    facts = [f for block in draft.blocks if isinstance(block, DraftFacts) for f in block.items]
    return [fact.chunks[0] for fact in facts]


def _formed(plan: Plan, evidence: Evidence) -> Draft:
    """The draft for one question in the form in which it is asked."""
    draft = _one(plan, evidence)
    if plan.form is Form.YES_NO:
        from roleassistant.answering.compose import yes_no

        return yes_no.answered(plan, draft, evidence)
    if plan.form is Form.COUNT:
        from roleassistant.answering.compose import counting

        return counting.counted(plan, draft)
    return draft


def _one(plan: Plan, evidence: Evidence) -> Draft:
    """The draft for what is asked, whatever the form of the question."""
    draft = _as_planned(plan, evidence)
    if draft.reason is not None and plan.level_by_alias:
        # The title may be used of other levels as well.
        wider = _as_planned(replace(plan, levels=(), level_by_alias=False), evidence)
        return draft if wider.reason is not None else wider
    return draft


def _as_planned(plan: Plan, evidence: Evidence) -> Draft:
    missing = absent_role(plan, evidence) or no_such_level(plan, evidence)
    if missing is not None:
        # No role was named: then levels that only the house has are those of all of its roles.
        return _as_planned(plan.of_all, evidence) if plan.of_all and plan.implied_role else missing
    if (graded := skill_levels.asked(plan, evidence)) is not None:
        return graded
    if len(plan.levels) == 2:
        from roleassistant.answering.compose import ladder_order

        if (order := ladder_order.asked(plan, evidence)) is not None:
            return order
    # Who earns more is told by no table of duties.
    if plan.intent is Intent.COMPARE_ROLES and plan.attribute is not None:
        from roleassistant.answering.compose import recorded

        if (nowhere := recorded.recorded_nowhere(plan, evidence)) is not None:
            return nowhere
    if plan.beyond is not None:
        from roleassistant.answering.compose import find_level

        return find_level.in_these_words(plan, evidence) or beyond_quoting(plan, evidence)
    if _CONTRADICTING & set(plan.words):
        from roleassistant.answering.compose import contradictions

        if (conflicting := contradictions.asked_for(plan, evidence)) is not None:
            return conflicting
    if plan.form is Form.YES_NO and len(plan.levels) == 1 and not plan.words:
        from roleassistant.answering.compose import list_roles

        if page := list_roles.page_of_level(plan, evidence):
            return page
    if plan.intent in _OF_A_SECTION:
        from roleassistant.answering.compose import own_sections

        section = own_sections.own_section(plan, evidence)
        if section is not None and not (section.reason and plan.of_all):
            return section
    if plan.seniority is not None and plan.intent in _OF_ROLE:
        from roleassistant.answering.compose import recorded, searching

        if (nowhere := recorded.recorded_nowhere(plan, evidence)) is not None:
            return nowhere
        titled = by_title(plan, evidence)
        if titled is None:
            told = replace(plan, seniority=None)
            found = searching.said_in_full(without_seniority(told), evidence)
            return found or ask_which_level(plan, evidence)
        plan = titled
    if plan.intent is Intent.ADJACENT_ROLES and len({m.start for m in plan.roles}) > 1:
        from roleassistant.answering.compose import adjacent_roles

        return adjacent_roles.between(plan, evidence)
    if plan.intent is Intent.OFF_TOPIC:
        return off_topic(plan, evidence)
    if plan.intent in _OF_PLAN:
        draft = _of_plan(plan.intent)(plan, evidence)
        if draft.reason is not None and plan.intent is Intent.FIND_LEVEL and plan.of_all:
            second = _as_planned(plan.of_all, evidence)
            return draft if second.reason is not None else second
        return draft
    if plan.intent is Intent.PROVENANCE and len(plan.candidates) == 1:
        plan = replace(plan, roles=plan.candidates, candidates=())
    if plan.candidates:
        from roleassistant.answering.compose import recorded

        return recorded.recorded_nowhere(plan, evidence) or ask_which_role(plan, evidence)
    if not plan.roles and (only := _of_the_one_with(plan, evidence)):
        plan = only
    if not plan.roles:
        return _without_role(plan, evidence)
    if plan.intent is Intent.SKILLS:
        from roleassistant.answering.compose import skills

        if shared := skills.in_common(plan, evidence):
            return shared
    # An occupation that was ingested as a role answers for itself.
    if asks_of_onet(plan.question.casefold()) and not is_occupation(plan.roles[0].role.key):
        from roleassistant.answering.compose import occupations

        return occupations.asked_of(plan, plan.roles[0].role, evidence)
    # Each role answers for itself: what is searched for one is not to be found with another.
    drafts = [
        _of_role(plan.intent)(replace(plan, roles=(mention,)), mention.role, evidence)
        for mention in plan.roles
    ]
    draft = drafts[0] if len(drafts) == 1 else _side_by_side(plan, drafts)
    draft = _with_all_roles(plan, draft, evidence)
    if draft.reason is not None and plan.intent is Intent.PROVENANCE:
        from roleassistant.answering.compose import provenance, searching

        # "Whose model is this based on" may be told in a sentence of the page; who reviewed it not.
        if provenance.words_beside(plan):
            sought = replace(plan, sections=(), noun=None)
            draft = searching.said_in_full(sought, evidence) or draft
    asked_of_it = plan.intent in _OF_A_SECTION and draft.reason is None
    if asked_of_it and plan.roles[0].kind == "alias":
        from roleassistant.answering.compose import aliases

        if alias := aliases.by_which(plan, evidence):
            return replace(draft, blocks=(alias, *draft.blocks))
    return draft


def _with_all_roles(plan: Plan, draft: Draft, evidence: Evidence) -> Draft:
    """`draft` with what the house says of all its roles, where the role alone does not answer, or
    where the whole of a level is asked for."""
    of_all = plan.of_all
    if of_all is None:
        return draft
    # What is asked may be the name of a dimension in what is said of all, and nowhere else.
    named = of_all.dimensions and not plan.dimensions
    if draft.reason is None and not named and plan.intent not in _OF_WHOLE_LEVELS:
        return draft
    second = _as_planned(of_all, evidence)
    if second.reason is not None:
        return draft
    if draft.reason is not None or named:
        return second
    return _side_by_side(replace(plan, roles=(*plan.roles, *of_all.roles)), [draft, second])


def _of_the_one_with(plan: Plan, evidence: Evidence) -> Plan | None:
    """The plan of the one role that has the levels and the dimension that are named, where no role
    is; None where several have them."""
    if not plan.levels or not plan.dimensions or plan.attribute is not None:
        return None
    bearing = [
        role
        for role in evidence.generation.roles
        if set(plan.levels) <= set(role.described_levels)
        and set(plan.dimensions) & set(evidence.generation.dimensions(role.key))
    ]
    if len(bearing) != 1:
        return None
    role = bearing[0]
    mention = RoleMention(role, "", role.title, 1.0, -1, -1)
    return replace(plan, roles=(mention,), implied_role=True)


def _without_role(plan: Plan, evidence: Evidence) -> Draft:
    from roleassistant.answering.compose import level_criteria, lookup, provenance, skills

    if plan.intent is Intent.LOOKUP:
        return lookup.anywhere(plan, evidence)
    if plan.intent is Intent.PROVENANCE and (found := provenance.anywhere(plan, evidence)):
        return found
    if plan.intent is Intent.LEVEL_CRITERIA and plan.levels:
        return level_criteria.of_every_role(plan, evidence) or ask_which_role(plan, evidence)
    if plan.intent is Intent.SKILLS and plan.term is not None:
        return skills.define_anywhere(plan, evidence)
    if plan.intent is Intent.SKILLS and (about := skills.about(plan, evidence)):
        return about
    return ask_which_role(plan, evidence)


def _side_by_side(plan: Plan, drafts: list[Draft]) -> Draft:
    """Several roles that the question names, or that bear the same title: one after the other."""
    answered = [
        (mention, draft)
        for mention, draft in zip(plan.roles, drafts, strict=True)
        if draft.reason is None
    ]
    if not answered:
        return drafts[0]
    return Draft(
        blocks=tuple(
            block
            for mention, draft in answered
            for block in (Heading(f"{mention.role.title} ({mention.role.key})"), *draft.blocks)
        ),
        suggestions=tuple(dict.fromkeys(s for _, draft in answered for s in draft.suggestions)),
        about=tuple(place for _, draft in answered for place in draft.about),
    )
