"""Kinds of questions, by what their follow-ups keep of them."""

from __future__ import annotations

from roleassistant.retrieval.plan import Intent

COMPARISONS = frozenset({Intent.COMPARE_LEVELS, Intent.COMPARE_ROLES})
# What a follow-up keeps doing, even where its own words would be read as another kind of question.
LASTING = COMPARISONS | {Intent.PROMOTION_GAP, Intent.SELF_PLACEMENT}
# Kinds of questions that every role can be asked.
OF_A_ROLE = frozenset(
    {
        *(Intent.SKILLS, Intent.ALIASES, Intent.ADJACENT_ROLES, Intent.PROVENANCE),
        *(Intent.LEVEL_CRITERIA, Intent.COMPARE_LEVELS, Intent.PROMOTION_GAP),
    }
)
OF_ANY_LEVEL = frozenset({Intent.SKILLS, Intent.FIND_LEVEL, Intent.LIST_ROLES})
OF_A_PAGE = frozenset({Intent.ALIASES, Intent.ADJACENT_ROLES, Intent.PROVENANCE})
