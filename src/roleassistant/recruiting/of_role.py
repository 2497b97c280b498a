"""What a beginner's post tells of the role as a whole: of the role, and never of the reader.

A summary is written for all levels of a role. At the lowest, and where the rows of a level speak of
learning, its holder does not do yet what the role does.
"""

from __future__ import annotations

import re

from roleassistant.domain.quantity import amounts_in
from roleassistant.recruiting.address.sentence import begins_with_a_verb, turned
from roleassistant.recruiting.address.subjects import names_people, speaks_of_all
from roleassistant.recruiting.address.written import ended, lowered, raised, tokens_of
from roleassistant.recruiting.dimensions import Purpose
from roleassistant.recruiting.hand import Hand
from roleassistant.recruiting.material import Material

_LEARNS = re.compile(
    r"^(?:learns?|shadows?|assists?)\b|\b(?:under|with) (?:close|constant|direct|full) "
    r"(?:supervision|guidance|direction)\b|\bworks? (?:to|on) instructions?\b|"
    r"\blearns? (?:the|on) (?:craft|trade|job|basics)\b",
    re.I,
)
_LEADS = re.compile(
    r"^(?:leads?|manages?|runs?|supervises?|heads?|directs?) "
    r"(?:(?!(?:of|in|with|for|to)\b)[\w-]+ ){0,4}?"
    r"(?:teams?|crews?|people|staff|squads?|shifts?|managers?|reports|employees|sellers)\b|"
    r"\b(?:line manager|people manager|direct reports)\b",
    re.I,
)
# Nobody who learns a trade has so many years of it.
_NO_BEGINNER = 3
_SAYS_ROLE = re.compile(r"(?:the|this) (?:role|position|job|focus|work)\b", re.I)
_IT = re.compile(r"it\b", re.I)
_OF_ALL = "Across its levels, "


def is_for_a_beginner(material: Material) -> bool:
    """Whether the level is the lowest of a ladder of several, or its own rows describe somebody
    who learns. Who leads people, or has to bring years, is none: the lowest of the managers."""
    if material.next_level is None and not material.levels_below:
        return False
    cells = [c.statement.text for c in material.criteria if c.statement.dimension]
    if any(map(_LEARNS.search, cells)):
        return True
    if material.levels_below:
        return False
    return not _leads_people(material) and _fewest_years(material) < _NO_BEGINNER


def _leads_people(material: Material) -> bool:
    own = [c.statement.text for c in (*material.duties, *material.criteria)]
    return any(map(_LEADS.search, own))


def _fewest_years(material: Material) -> float:
    """The fewest years that the level asks for; 0 where it asks for none."""
    asked = [
        amount.years.low
        for chunk in material.criteria
        if material.purpose(chunk) is Purpose.REQUIREMENT
        for amount in amounts_in(chunk.statement.text)
    ]
    return min(asked, default=0.0)


def of_the_role(hand: Hand, text: str, *, is_first: bool) -> list[str]:
    """Wordings of a sentence of the summary with the role as its subject, the best first; none
    where its subject is not sure."""
    if speaks_of_all(text, hand.prose):
        return [raised(ended(text))]
    said = _with_the_role(hand, " ".join(text.split()))
    if said is None:
        return []
    said = raised(ended(said))
    return [_OF_ALL + lowered(said), said] if is_first else [said]


def _with_the_role(hand: Hand, text: str) -> str | None:
    title = hand.material.role.title
    if _SAYS_ROLE.match(text) or _IT.match(text):
        return text
    words = tokens_of(text)
    if names_people(words, 0, hand.prose):
        return None  # "Brokers watch rates": what they are called may be a verb as well
    if begins_with_a_verb(text):
        return f"The role {lowered(text)}"
    if not re.match(rf"{re.escape(title)}(?!\w)", text, re.I):
        return None
    rest = text[len(title) :].lstrip()
    if begins_with_a_verb(rest) or re.match(r"(?:is|has|can|may|will|must)\b", rest):
        return f"The role {rest}"
    said = turned(text, hand.prose) or ""
    # "Account Manager focused on renewals": what lacks its "is".
    return (
        f"The role is {rest}" if rest and said.casefold().endswith(f" {rest}".casefold()) else None
    )
