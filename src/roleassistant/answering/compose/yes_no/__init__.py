"""Yes or no, as far as the profiles bear it out.

"Yes" is said only where one statement of the role, and of a level that was asked for, holds every
word that tells what is asked, says it of this role, and says no less than is asked. "No" is said
where a statement denies it, or a profile sets the role apart from what is asked. Where the thing
is described for another level only, that is said. Else the nearest statements are shown as such.
"""

from __future__ import annotations

from dataclasses import replace

from roleassistant.answering.compose.statements import where
from roleassistant.answering.compose.yes_no.affirming import affirms, denies
from roleassistant.answering.compose.yes_no.amounts import by_years, within_the_limit
from roleassistant.answering.compose.yes_no.apart import sets_apart
from roleassistant.answering.compose.yes_no.asked import SAME, SAYING, is_plain, telling_words
from roleassistant.answering.draft import Draft, DraftFacts, quoted
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.answering.wording import listed
from roleassistant.domain import Level, StatementKind
from roleassistant.domain.answer import Remark
from roleassistant.indexing.chunks import Chunk
from roleassistant.retrieval.plan import Intent, Plan
from roleassistant.retrieval.retriever import covered

_OF_ONE_ROLE = frozenset({Intent.LOOKUP, Intent.SKILLS, Intent.LEVEL_CRITERIA, Intent.FIND_LEVEL})
_SHOWN = 2
# A statement of the level asked for that holds so much of the question is shown beside the others.
_IN_PART = 0.4
# What is shown for these answers a question in other words, if it does; a list or a table of what
# a level is stands for itself.
_SEARCHED = frozenset({Intent.LOOKUP, Intent.FIND_LEVEL})
_NEITHER = "The profiles do not say so in these words; nearest:"
# One word tells what is asked where few statements hold it: log(1 + N / (1 + n)).
_RARE = 3.0


def answered(plan: Plan, draft: Draft, evidence: Evidence) -> Draft:
    """`draft` under a line that says yes, no, or for which level it is said, where one is due."""
    if plan.intent is Intent.COMPARE_ROLES and SAME.search(plan.question.casefold()):
        titles = {m.role.title for m in plan.roles}
        if draft.reason is None and len(titles) > 1:
            return _under(f"No: these are {len(titles)} roles here.", draft)
        return draft
    if plan.intent not in _OF_ONE_ROLE or len(plan.roles) > 1 or plan.candidates:
        return draft
    if draft.blocks and isinstance(draft.blocks[0], Remark):
        return draft  # it says so itself
    asked_of = {m.role.key for m in plan.roles}
    facts = [f for b in draft.blocks if isinstance(b, DraftFacts) for f in b.items]
    # What is said of another role affirms nothing.
    chunks = [c for f in facts for c in f.chunks if not asked_of or c.role in asked_of]
    if draft.reason is None and (lead := _lead(plan, chunks)):
        return _under(lead, draft)
    if plan.roles and (said := _said_elsewhere(plan, evidence)):
        return said
    if plan.roles and (other := _of_another_level(plan, chunks, evidence)):
        return other
    nearest = draft.reason is None and facts and plan.intent in _SEARCHED
    return _under(_NEITHER, draft) if nearest else draft


def _said_elsewhere(plan: Plan, evidence: Evidence) -> Draft | None:
    """The statement of the role that affirms or denies what is asked, where no search showed it."""
    for chunk in evidence.of(plan.roles[0].role, *SAYING):
        if plan.levels and not set(plan.levels) & set(chunk.statement.levels):
            continue
        if lead := _lead(plan, [chunk]):
            return Draft(
                (Remark(lead), DraftFacts((quoted(chunk, where(chunk)),))),
                suggestions=suggestions_for(plan.roles[0].role, evidence, plan),
            )
    return None


def _lead(plan: Plan, chunks: list[Chunk]) -> str | None:
    asked = plan.question.casefold()
    if any(sets_apart(plan, chunk, asked) for chunk in chunks):
        return "No: the profile sets them apart."
    if (within := within_the_limit(plan, chunks)) is not None:
        return "Yes, within what is stated." if within else "No: that is more than is stated."
    if lead := by_years(plan, chunks):
        return lead
    affirming = [chunk for chunk in chunks if affirms(plan, chunk, asked)]
    denying = [chunk for chunk in chunks if denies(plan, chunk, asked)]
    if not affirming:
        return "No." if denying else None
    if denying:
        return None  # the statements are at odds, and stand for themselves
    levels = sorted({level for chunk in affirming for level in chunk.statement.levels})
    if not plan.levels and all(chunk.statement.levels for chunk in affirming):
        return f"Yes, at {listed([str(level) for level in levels])}."
    return "Yes."


def _of_another_level(plan: Plan, own: list[Chunk], evidence: Evidence) -> Draft | None:
    """What is asked, where it is described in full, and for none of the levels asked for."""
    telling = telling_words(plan)
    if not plan.levels or not telling or (plan.attribute is not None and not is_plain(plan)):
        return None
    if any(not covered(plan, telling, chunk)[1] for chunk in own):
        return None
    mention = plan.roles[0]
    described = [
        chunk
        for chunk in evidence.retriever.holding_all(replace(plan, levels=()))
        if chunk.statement.levels and chunk.statement.kind is StatementKind.FACT
    ]
    if not described or (len(telling) < 2 and not _rare(plan, telling)):
        return None
    if any(set(chunk.statement.levels) & set(plan.levels) for chunk in described):
        return None
    shares = {
        chunk.row: covered(plan, telling, chunk)[0]
        for chunk in evidence.of(mention.role, *SAYING)
        if set(chunk.statement.levels) & set(plan.levels)
    }
    near = sorted(shares, key=lambda row: (-shares[row], row))[:_SHOWN]
    partly = evidence.generation.chunks([row for row in near if shares[row] >= _IN_PART])
    levels: list[Level] = sorted(
        {x for chunk in described[:_SHOWN] for x in chunk.statement.levels}
    )
    asked = listed([str(level) for level in plan.levels], "or")
    facts = tuple(quoted(c, where(c)) for c in (*partly, *described[:_SHOWN]))
    elsewhere = listed([str(level) for level in levels])
    lead = (
        f"Nearest at {asked}, and what the profiles describe for {elsewhere}:"
        if partly
        else f"Not said of {asked}; the profiles describe it for {elsewhere}."
    )
    return Draft(
        (Remark(lead), DraftFacts(facts)),
        suggestions=suggestions_for(mention.role, evidence, plan),
    )


def _rare(plan: Plan, telling: list[str]) -> bool:
    return all(plan.weights.get(word, 0.0) >= _RARE for word in telling)


def _under(lead: str, draft: Draft) -> Draft:
    return replace(draft, blocks=(Remark(lead), *draft.blocks))
