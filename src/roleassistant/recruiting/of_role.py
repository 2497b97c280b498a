"""What a beginner's post tells of the role as a whole: of the role, and never of the reader.

A summary is written for all levels of a role. At the lowest, and where the rows of a level speak of
learning, its holder does not do yet what the role does.
"""

from __future__ import annotations

import re

from roleassistant.recruiting.address.sentence import begins_with_a_verb, turned
from roleassistant.recruiting.address.written import ended, lowered, raised
from roleassistant.recruiting.hand import Hand
from roleassistant.recruiting.material import Material

_LEARNS = re.compile(
    r"^(?:learns?|shadows?|assists?)\b|\b(?:under|with) (?:close|constant|direct|full) "
    r"(?:supervision|guidance|direction)\b|\bworks? (?:to|on) instructions?\b|"
    r"\blearns? (?:the|on) (?:craft|trade|job|basics)\b",
    re.I,
)
_SAYS_ROLE = re.compile(r"(?:the|this) (?:role|position|job|focus|work)\b", re.I)
_IT = re.compile(r"it\b", re.I)
_OF_ALL = "Across its levels, "


def is_for_a_beginner(material: Material) -> bool:
    """Whether the level is the lowest of a ladder of several, or its own rows describe somebody
    who learns."""
    if material.next_level is not None and not material.levels_below:
        return True
    if material.next_level is None and not material.levels_below:
        return False
    cells = [c.statement.text for c in material.criteria if c.statement.dimension]
    return any(map(_LEARNS.search, cells))


def of_the_role(hand: Hand, text: str, *, is_first: bool) -> list[str]:
    """Wordings of a sentence of the summary with the role as its subject, the best first; none
    where its subject is not sure."""
    said = _with_the_role(hand, " ".join(text.split()))
    if said is None:
        return []
    said = raised(ended(said))
    return [_OF_ALL + lowered(said), said] if is_first else [said]


def _with_the_role(hand: Hand, text: str) -> str | None:
    title = hand.material.role.title
    if _SAYS_ROLE.match(text) or _IT.match(text):
        return text
    if begins_with_a_verb(text):
        return f"The role {lowered(text)}"
    if not text.casefold().startswith(title.casefold()):
        return None
    rest = text[len(title) :].lstrip()
    if begins_with_a_verb(rest) or re.match(r"(?:is|has|can|may|will|must)\b", rest):
        return f"The role {rest}"
    said = turned(text, hand.prose) or ""
    # "Account Manager focused on renewals": what lacks its "is".
    return (
        f"The role is {rest}" if rest and said.casefold().endswith(f" {rest}".casefold()) else None
    )
