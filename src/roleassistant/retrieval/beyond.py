"""What of a question no quote can answer."""

from __future__ import annotations

from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval import cues
from roleassistant.retrieval.plan import Intent
from roleassistant.retrieval.topic import RUNG

_BY_NAME = Pattern(
    r"\bby name\b|\b(?:first|last|full|actual|real) names?\b|\bthe names? of the (?:person|people|one|man|woman)\b|"
    r"\bname names\b|\bnamed person\b"
)
_SUPERLATIVE = Pattern(
    # "Speaks on the biggest pursuits" is said of one level; "has the biggest budget" ranks them.
    r"\b(?<!\bon )(?<!\bof )(?<!\bfor )(?<!\bin )(?<!\bwith )(?<!\bto )(?:(?:the )?(?<!\bon the )(?<!\bof the )(?<!\bfor the )"
    r"(?<!\bin the )(?<!\bwith the )(?<!\bto the )(?:most|least|fewest|highest|lowest|largest|biggest|smallest|longest|shortest|"
    r"oldest|best|worst|hardest|easiest)\b(?! (?:recent|likely|of (?:the|them|all)\b))|"
    r"more \w+ than any)",
)
_NEGATION = Pattern(
    r"\b(?:not|never|cannot|nobody|none|without|besides|except|no longer)\b|n['’]t\b"
)
_PAST = Pattern(r"^\W*who (?:has |have |had )?(?:\w+[^e\W]ed|won|wrote|built|made|took|was|were)\b")
_RANKED = frozenset({Intent.FIND_LEVEL, Intent.LIST_ROLES})
# "The lowest grade that may …" ranks nothing: rungs have an order.
_OF_THE_RUNGS = Pattern(
    rf"\b(?:the )?(?:lowest|highest|earliest|minimum|most junior|most senior)(?: possible)? {RUNG}\b"
)
_NEGATED = frozenset({Intent.FIND_LEVEL, Intent.LIST_ROLES, Intent.LEVEL_CRITERIA})


# Asked of a time that is over: profiles say what is done, and no page records what was.
_HAPPENED = Pattern(
    r"\b(?:did|was|were|had|have|has|came|won|lost|made)\b.*"
    r"\b(?:last|past|previous) (?:year|month|quarter|week|season|spring|summer|autumn|winter)\b|"
    r"\b(?:last|past|previous) (?:year|month|quarter|week|season)\b.*\b(?:did|was|were|had)\b"
)
_OF_THE_HOUSE = Pattern(
    r"\bhow (?:many|much)\b[^,;?]*\b(?:do|does) (?:we|the (?:company|firm|business|house|organi[sz]ation))"
    r" (?:have|own|employ|make|earn|serve)\b(?! to\b)|"
    r"\bhow (?:many|much) (?!(?:[\w-]+ )?(?:levels|grades|rungs|bands|tiers|steps|roles|skills|dimensions|tracks|"
    r"ladders|families|pages|profiles|titles|aliases|sections|columns|criteria|competenc\w+)\b)[\w' -]{2,40}? "
    r"(?:(?:are|were) there(?: (?:in total|altogether|overall|here|now))?\W*$|did we\b|have we (?:had|got)\b)"
)
_ASKED_OF_PAGES = frozenset({Intent.LOOKUP, Intent.FIND_LEVEL})


def beyond_quoting(text: str, intent: Intent) -> str | None:
    """What of a question no quote can answer: a ranking of levels, or what is not done."""
    if intent is Intent.LIST_ROLES and cues.RUNGS.search(text):
        return None
    if intent not in (Intent.PROVENANCE, Intent.ALIASES) and _BY_NAME.search(text):
        return "who somebody is by name"
    if intent in _ASKED_OF_PAGES and _HAPPENED.search(text):
        return "what happened at some time"
    if intent in _ASKED_OF_PAGES and _OF_THE_HOUSE.search(text):
        return "a figure of the company"
    if intent is Intent.FIND_LEVEL and _PAST.search(text):
        return "what somebody did"
    if intent in _RANKED and _SUPERLATIVE.search(_OF_THE_RUNGS.sub(" ", text)):
        return "which is the most or the least of several"
    if intent in _NEGATED and _NEGATION.search(text):
        return "what a level does not do"
    return None
