"""One turn of a conversation: a thread and a question in, an answer and the next thread out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from roleassistant.answering.conversation import cues, recall
from roleassistant.answering.conversation.acts import Act, act_of, aside, is_greeting, is_thanks
from roleassistant.answering.conversation.reshape import reshaped
from roleassistant.answering.conversation.saying import subject, understood_as
from roleassistant.answering.conversation.slips import mended
from roleassistant.answering.conversation.thread import Asked, Shape, Thread
from roleassistant.answering.conversation.understanding import Lost, Understood, understand
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.markdown import markdown
from roleassistant.answering.suggest import suggestions_for_index
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.domain.answer import Answer, Heading, Remark
from roleassistant.retrieval.plan import Intent, Plan
from roleassistant.retrieval.planner import Planner
from roleassistant.retrieval.words import fold

Answerer = Callable[[Plan], Answer]

# Kinds of questions whose answer may be about one role though they name none.
_FINDING = frozenset({Intent.FIND_LEVEL, Intent.LOOKUP, Intent.SELF_PLACEMENT})
# As many as are shown where a question goes back with its choices.
_MOST_CHOICES = 8
_WELCOME = "you are welcome; nothing was asked, so there is nothing to answer"
_GREETED = "hello; nothing was asked yet: ask what the profiles say of a role or of a level"
_NOTED = "very well; nothing was asked, so there is nothing to answer"
_NOTHING_SAID = "nothing was answered yet that this could be about: what do you want to know?"
_SKILLS_OF_A_ROLE = Remark("Skills are listed for the role as a whole, not level by level.")
_REBUILT = Remark(
    "The index was built anew since that answer. Ask again for what the profiles say now."
)


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer, the thread after it, and in words what was understood (empty: nothing was)."""

    answer: Answer
    plan: Plan
    thread: Thread
    understood: str


def history_of(thread: Thread) -> tuple[tuple[str, str], ...]:
    """What was asked and answered last, for whoever words a follow-up."""
    answer = thread.answer
    return () if answer is None or answer.abstained else ((answer.question, markdown(answer)),)


def take(
    thread: Thread, question: str, planner: Planner, evidence: Evidence, answerer: Answerer
) -> Turn:
    """Answer `question` as the next turn of `thread`. `answerer` answers a plan."""
    spoken = mended(question, lambda word: _is_of_the_profiles(word, evidence))
    act = None if _is_a_choice(thread, spoken) else act_of(spoken)
    if act is not None:
        return _acted(*act, thread, question, planner, evidence)
    shape, asked = aside(spoken)
    if shape is not None and not any(c.isalnum() for c in asked):
        return _acted(Act.RESHAPE, shape, thread, question, planner, evidence)
    meant = understand(asked, thread, planner, evidence)
    if isinstance(meant, Lost):
        return _lost(meant.reason, thread, question, planner.plan(question), evidence)
    meant, answer = _answered(meant, answerer)
    return _remembered(meant, answer, shape or Shape(), thread, question, evidence)


def _is_of_the_profiles(word: str, evidence: Evidence) -> bool:
    """Whether a folded word stands in a statement or in the name of a role."""
    generation = evidence.generation
    return generation.holds(word) or any(word in fold(n.text).split() for n in generation.names)


def _is_a_choice(thread: Thread, question: str) -> bool:
    """ "all" chooses where a choice was asked for, and else asks for the rest."""
    return bool(thread.choices) and cues.all_of_them(question)


def _answered(meant: Understood, answerer: Answerer) -> tuple[Understood, Answer]:
    """The answer to the first reading that the profiles answer, or else to the first."""
    first = answer = answerer(meant.plan)
    reading: Understood | None = meant
    while reading is not None and answer.abstained:
        reading = reading.otherwise
        if reading is not None:
            answer = answerer(reading.plan)
    return (meant, first) if reading is None else (reading, answer)


def _remembered(
    meant: Understood,
    answer: Answer,
    shape: Shape,
    thread: Thread,
    question: str,
    evidence: Evidence,
) -> Turn:
    understood = understood_as(meant.plan)
    answer = replace(answer, question=question)
    if meant.carried:
        answer = _with_understood(answer, meant.plan, understood, evidence)
    if meant.told is not None:
        thread = thread.heard(meant.told)
    choices = _choices(meant.plan, answer, evidence)
    if meant.asked is not None and (not answer.abstained or choices or _is_ours(meant)):
        thread = thread.turned_to(_learned(meant, answer, thread))
    thread = thread.answered(answer, shape, evidence.generation.number)
    return Turn(reshaped(answer, shape), meant.plan, replace(thread, choices=choices), understood)


def _is_ours(meant: Understood) -> bool:
    """Whether a question that is not answered is one about roles all the same."""
    plan = meant.plan
    asks = plan.attribute is not None or bool(plan.dimensions or plan.levels)
    return bool(plan.roles) and (meant.carried or asks or not plan.implied_role)


def _with_understood(answer: Answer, plan: Plan, understood: str, evidence: Evidence) -> Answer:
    """The answer, saying first what was taken from before, where it does not say so already."""
    titles = {mention.role.title for mention in plan.roles}
    needed = (*titles, *(str(level) for level in plan.levels))
    if answer.abstained:
        reason = answer.reason or ""
        if not understood or all(title in reason for title in titles):
            return answer
        return replace(answer, reason=f"{reason.rstrip('.')} (understood as: {understood})")
    if plan.intent is Intent.SKILLS and plan.levels and not _skills_have_levels(plan, evidence):
        return replace(answer, blocks=(_SKILLS_OF_A_ROLE, *answer.blocks))
    first = answer.blocks[0]
    if not understood or (isinstance(first, Heading) and all(x in first.text for x in needed)):
        return answer
    return replace(answer, blocks=(Heading(understood), *answer.blocks))


def _skills_have_levels(plan: Plan, evidence: Evidence) -> bool:
    return any(
        chunk.statement.levels
        for mention in plan.roles
        for chunk in evidence.of(
            mention.role, SectionKind.SKILLS, kinds=(StatementKind.TERM, StatementKind.FACT)
        )
    )


def _learned(meant: Understood, answer: Answer, thread: Thread) -> Asked:
    """The question, with the one role and the one level that only its answer names."""
    asked = meant.asked
    assert asked is not None
    held = {str(x) for m in meant.plan.roles for x in m.role.described_levels}
    if answer.abstained and held and asked.levels:
        there = tuple(level for level in asked.levels if level in held)
        before = thread.last.levels if thread.last and thread.last.roles == asked.roles else ()
        asked = replace(asked, levels=there or before)
    keys = dict.fromkeys(".".join(c.role_code.split(".")[:2]) for c in answer.citations)
    levels = tuple(dict.fromkeys(c.level for c in answer.citations if c.level))
    found = asked.intent == Intent.FIND_LEVEL and len(levels) == 1
    alone = asked.intent in _FINDING and len(keys) == 1
    return replace(
        asked,
        found_roles=tuple(keys) if alone and not asked.roles else (),
        found_levels=levels if found and not asked.levels else asked.found_levels,
    )


def _choices(plan: Plan, answer: Answer, evidence: Evidence) -> tuple[str, ...]:
    """The keys of the roles among which the answer asks to choose, in the order shown."""
    if not answer.abstained and plan.intent is Intent.LIST_ROLES:
        return tuple(dict.fromkeys(".".join(c.role_code.split(".")[:2]) for c in answer.citations))
    if not answer.abstained or not (answer.reason or "").endswith("?"):
        return ()
    if plan.candidates:
        return tuple(dict.fromkeys(m.role.key for m in plan.candidates))[:_MOST_CHOICES]
    if plan.roles:
        return ()
    roles = evidence.generation.roles
    fitting = [r.key for r in roles if all(x in r.described_levels for x in plan.levels)]
    return tuple(fitting[:_MOST_CHOICES])


# --- turns that ask nothing new -------------------------------------------------------------------


def _acted(
    act: Act,
    shape: Shape | None,
    thread: Thread,
    question: str,
    planner: Planner,
    evidence: Evidence,
) -> Turn:
    plan = planner.plan(question)
    if act is Act.COURTESY:
        if is_greeting(question):
            asked_nothing = replace(plan, intent=Intent.OFF_TOPIC)
            return _lost(_GREETED, thread, question, asked_nothing, evidence)
        reason = _WELCOME if is_thanks(question) else _NOTED
        return Turn(_said(question, Intent.OFF_TOPIC, reason), plan, thread, "")
    if thread.answer is None:
        return _lost(_NOTHING_SAID, thread, question, plan, evidence)
    shown = reshaped(thread.answer, thread.shape)
    understood = f"{_ACTS[act]}{_about(thread, planner)}"
    if act is Act.MORE and thread.shape.short:
        act, shape = Act.RESHAPE, Shape(thread.shape.layout)
    if act is Act.RESHAPE:
        return _reshaped(shape or Shape(), thread, question, plan, understood, evidence)
    if act is Act.EVIDENCE:
        answer = recall.evidence_of(shown, question)
    elif act is Act.MODALITY:
        answer = recall.modality_of(shown, question)
    else:
        answer = recall.more_of(thread.answer, question, evidence)
    answer = _as_of(answer, thread, evidence)
    if answer.abstained:
        return Turn(answer, plan, thread, understood)
    after = thread.answered(answer, Shape(), evidence.generation.number)
    return Turn(answer, plan, after, understood)


_ACTS = {
    Act.EVIDENCE: "where the last answer stands",
    Act.MODALITY: "how binding the last answer is",
    Act.MORE: "more on the last answer",
    Act.RESHAPE: "the last answer in another form",
}


def _reshaped(
    wanted: Shape,
    thread: Thread,
    question: str,
    plan: Plan,
    understood: str,
    evidence: Evidence,
) -> Turn:
    """The last answer in the form that is wanted; length and layout are wished for one by one."""
    assert thread.answer is not None
    if thread.answer.abstained:
        answer = recall.evidence_of(thread.answer, question)
        return Turn(answer, plan, thread, understood)
    before = thread.shape
    layout_only = not wanted.short and wanted.layout is not before.layout and before.short
    shape = Shape(before.layout if wanted.short else wanted.layout, wanted.short or layout_only)
    after = replace(thread, shape=shape)
    answer = replace(reshaped(thread.answer, shape), question=question)
    return Turn(_as_of(answer, thread, evidence), plan, after, understood)


def _as_of(answer: Answer, thread: Thread, evidence: Evidence) -> Answer:
    """The answer, saying so where the index has changed since it was given."""
    answer = replace(answer, warnings=evidence.generation.warnings)
    if answer.abstained or thread.generation == evidence.generation.number:
        return answer
    return replace(answer, blocks=(*answer.blocks, _REBUILT))


def _about(thread: Thread, planner: Planner) -> str:
    """ " (P3 of Account Executive / Field Sales)": what the last answer was about."""
    if thread.last is None:
        return ""
    asked = thread.last
    plan = planner.plan(asked.frame, of_roles=asked.roles)
    held = {str(x): x for m in plan.roles for x in m.role.described_levels}
    levels = tuple(held[x] for x in asked.levels if x in held)
    about = subject(replace(plan, levels=levels)) if asked.roles else ""
    return f" ({about})" if about else ""


def _lost(reason: str, thread: Thread, question: str, plan: Plan, evidence: Evidence) -> Turn:
    """A turn that refers to nothing: it is asked what is meant, and nothing is guessed."""
    suggestions = thread.answer.suggestions if thread.answer else suggestions_for_index(evidence)
    answer = _said(question, plan.intent, reason, suggestions)
    answer = replace(answer, warnings=evidence.generation.warnings)
    return Turn(answer, plan, thread, "")


def _said(question: str, intent: Intent, reason: str, suggestions: tuple[str, ...] = ()) -> Answer:
    return Answer(question, intent.value, abstained=True, reason=reason, suggestions=suggestions)
