"""Whether a claim leaves out what its statement is limited by: supervision, approval, a condition.

"Closes deals" where the statement says "closes deals under close supervision" says more than it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roleassistant.answering.support.claim import Clause
from roleassistant.answering.support.ground import Read
from roleassistant.answering.support.scorer import Reason
from roleassistant.answering.support.words import words_of

# How a statement in English limits what it says, to the end of the phrase. What stands behind "and"
# is one more thing that is said.
LIMIT = re.compile(
    r"(?<!\band)(?<!\bor),?\s+(?:"
    r"(?:under|with|within|inside|subject to|after|on)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:supervision|guidance|direction|approval|oversight|sign-off|limits?|bands?)\b[^,.;:()]*"
    r"|(?:unless|except|but not|only (?:if|when|with|where|after|under)|provided that|"
    r"as long as|(?:if|when) asked)\b[^.;:()]*"
    r")",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"[.;:()]")
# A claim that has this share of the words before a limit speaks of what is limited.
_SHARE = 0.6


def check(clause: Clause, grounds: Sequence[Read]) -> Iterator[Reason]:
    """Limits of the statements that the clause rests on, of which it has no word."""
    said = {word.root for word in clause.words}
    for ground in grounds:
        for found in LIMIT.finditer(ground.text):
            limited = _roots(_SEGMENT.split(ground.text[: found.start()])[-1])
            held = [root for root in limited if root in said]
            speaks_of_it = len(held) > 1 and len(held) >= _SHARE * len(limited)
            if speaks_of_it and not said & set(_roots(found.group())):
                yield Reason("limit", f"leaves out “{found.group().strip(' ,')}”")


def _roots(text: str) -> list[str]:
    return [word.root for word in words_of(text) if word.is_content]
