"""What the licence of O*NET asks to be printed where an answer quotes its tables."""

from __future__ import annotations

from dataclasses import replace

from roleassistant.answering.draft import Draft, facts_of
from roleassistant.answering.evidence import Evidence
from roleassistant.domain import SectionKind
from roleassistant.domain.answer import Remark

# The key of a role that is an occupation: see `reading.onet_profiles`.
_OCCUPATION = "ONET.SOC-"


def is_occupation(role: str) -> bool:
    """Whether the role of this key was made from O*NET."""
    return role.startswith(_OCCUPATION)


def attributed(draft: Draft, evidence: Evidence) -> Draft:
    """The draft, with the attribution below it where a fact is of a role made from O*NET."""
    cited = (chunk.role for fact in facts_of(draft) for chunk in fact.chunks)
    key = next((role for role in cited if is_occupation(role)), None)
    if key is None:
        return draft
    from roleassistant.indexing.occupations.schema import ATTRIBUTION
    from roleassistant.reading.onet_tables import release_in

    said = evidence.generation.select(key, {SectionKind.PROVENANCE})
    release = next((found for one in said if (found := release_in(one.statement.text))), "")
    text = ATTRIBUTION.format(release=release).replace("  ", " ")
    if any(isinstance(block, Remark) and block.text == text for block in draft.blocks):
        return draft
    return replace(draft, blocks=(*draft.blocks, Remark(text)))
