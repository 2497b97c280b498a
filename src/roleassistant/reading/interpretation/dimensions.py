"""What labels look like that are dimensions, or stand aside from levels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleassistant.reading.interpretation.jobs import plain
from roleassistant.reading.interpretation.tree import Label

# Stems of what frameworks call their dimensions: where neither axis names levels, these tell them.
DIMENSION = re.compile(
    r"\b(?:communicat|collaborat|leader|impact|deliver|technical|craft|scope|ownership|knowledge"
    r"|quality|influenc|mentor|autonom|team[ -]?work|strateg|execution|culture|people|process"
    r"|product|design|test|feedback|planning|complexity|skill|problem|decision|customer|business|responsib"
    r"|value|conduct"
    r"|expertise|innovation|accountab|growth|coach|security|reliab|architecture|code|domain|data"
    r"|independen|initiative|research|management|hiring|learning|reach|behaviou?r|mastery|talent)",
    re.IGNORECASE,
)
# Of these, what no field of work is called.
_SURELY = re.compile(
    r"\b(?:communicat|collaborat|leadership|impact|deliver|craft\b|scope|ownership|knowledge"
    r"|influenc|mentor|autonom|team[ -]?work|execution|culture|complexity|skill|problem|decision"
    r"|responsib|values?\b|conduct|accountab|personal|growth|coaching|initiative|independen"
    r"|behaviou?r|mastery|feedback|learning|adaptab|judg|reliab|planning|focus|empath|curio"
    r"|creativ|critical|stakeholder|relationship|thinking|mindset|attitude|expertise)",
    re.IGNORECASE,
)
# Columns of a table of levels that hold something else.
ASIDE = re.compile(
    r"(?:notes?|comments?|examples?|descriptions?|links?|resources?|evidence|definitions?|sources?"
    r"|remarks?|status|weight\w*|score|self[- ]?\w*|rating|what (?:it|this) (?:is|means)"
    r"|explanation"
    r"|summary|overview|all levels|every level|about)\W*",
    re.IGNORECASE,
)


def dimensional(labels: Sequence[Label]) -> float:
    """The share of labels that are called as dimensions are."""
    return sum(bool(DIMENSION.search(plain(one.text))) for one in labels) / max(1, len(labels))


def surely_dimension(text: str) -> bool:
    """Whether a label is called as dimensions are, and no field of work is: "Communication", and
    not "Product", of which there are managers."""
    return _SURELY.search(plain(text)) is not None
