"""Several things asked at once: each is answered on its own, and what is missing is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from roleassistant.answering.draft import Draft, DraftBlock, DraftFacts
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.wording import listed
from roleassistant.domain.answer import Heading, Remark
from roleassistant.indexing.chunks import Chunk
from roleassistant.retrieval.forms import Form
from roleassistant.retrieval.plan import Aspect, Plan


def together(plan: Plan, evidence: Evidence, one: Callable[[Plan, Evidence], Draft]) -> Draft:
    """The answers to each part or aspect of `plan`, as `one` gives them; a fact is shown once."""
    asked = plan.parts or tuple(_only(plan, aspect) for aspect in plan.aspects)
    drafts = [one(part, evidence) for part in asked]
    answered = [draft for draft in drafts if draft.reason is None]
    if not answered:
        reasons = dict.fromkeys(draft.reason or "" for draft in drafts)
        return replace(drafts[0], reason="; ".join(reasons))
    blocks: list[DraftBlock] = []
    shown: set[tuple[int, ...]] = set()
    for part, draft in zip(asked, drafts, strict=True):
        if plan.parts:
            blocks.append(Heading(_as_heading(part.question)))
        if draft.reason is not None:
            blocks.append(Remark(f"{draft.reason[:1].upper()}{draft.reason[1:]}."))
            continue
        for block in draft.blocks:
            if isinstance(block, DraftFacts):
                fresh = tuple(f for f in block.items if _rows(f.chunks) not in shown)
                shown |= {_rows(f.chunks) for f in fresh}
                if fresh:
                    blocks.append(DraftFacts(fresh))
                elif plan.parts:
                    blocks.append(_nothing_fresh(part, block))
            else:
                blocks.append(block)
    return Draft(
        tuple(blocks),
        suggestions=answered[0].suggestions,
        about=tuple(dict.fromkeys(place for draft in answered for place in draft.about)),
    )


def _nothing_fresh(part: Plan, shown: DraftFacts) -> Remark:
    """What is said where a part has no fact of its own: what was shown of another level or of the
    whole role does not answer for the level that is asked about."""
    told = {x for fact in shown.items for c in fact.chunks for x in c.statement.levels}
    if part.levels and not told & set(part.levels):
        return Remark(f"Nothing else is found for {listed([str(x) for x in part.levels])}.")
    return Remark("As above.")


def _as_heading(question: str) -> str:
    return f"{question[:1].upper()}{question[1:].rstrip(' ?!.,;')}?"


def _only(plan: Plan, aspect: Aspect) -> Plan:
    """The plan that asks for `aspect` alone: the words that name the others narrow nothing."""
    return replace(
        plan,
        intent=aspect.intent,
        attribute=aspect.attribute,
        dimensions=aspect.dimensions,
        sections=aspect.sections,
        term=None,
        words=(),
        qualifiers=(),
        topic="",
        form=Form.OPEN,
        value=None,
        noun=None,
        aspects=(),
    )


def _rows(chunks: Sequence[Chunk]) -> tuple[int, ...]:
    return tuple(chunk.row for chunk in chunks)
