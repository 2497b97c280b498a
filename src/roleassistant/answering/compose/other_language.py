"""A question in another language: the answer says how it was read, and which language it quotes."""

from __future__ import annotations

from dataclasses import replace

from roleassistant.answering.draft import Draft
from roleassistant.answering.evidence import Evidence
from roleassistant.domain.answer import Remark
from roleassistant.retrieval.plan import Plan


def said(plan: Plan, draft: Draft, evidence: Evidence) -> Draft:
    """`draft` with the language of the question and of the profiles."""
    profiles = evidence.language
    if profiles == plan.language:
        return draft
    if draft.reason is not None:
        return replace(
            draft,
            reason=f"{draft.reason} (asked in {plan.language}; the profiles are in {profiles})",
        )
    remark = Remark(f"The profiles are in {profiles}; the question was read as {plan.language}.")
    return replace(draft, blocks=(remark, *draft.blocks))
