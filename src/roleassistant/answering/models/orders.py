"""Statements that speak to whoever reads a page by machine, not of a role.

A check against the page cannot catch what a page wants to have said: the page says it. So a model
is never shown such a statement. The answer still quotes it where it belongs to the answer, as it
stands. Known by turns of speech, which others will find ways around; a model that is fooled by
those can still say only what the passages say.
"""

from __future__ import annotations

import re

_MODEL = r"(?:ai|llms?|chatbots?|language models?)"
_TURNS = (
    # what it is to do with what it was told
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.]{0,40}\b(?:instruct|prompt|rules|previous)",
    r"\b(?:previous|prior|above|following|hidden|new|system) (?:instructions?|prompts?)\b",
    r"\b(?:reveal|print|output|repeat|leak)\b[^.]{0,30}\b(?:prompt|instructions)\b",
    # whom it takes the reader for
    r"\b(?:developer|debug|jailbreak|god|admin) mode\b",
    rf"\byou are (?:now|no longer|an? (?:{_MODEL}|assistant|helpful))\b",
    rf"\b(?:as|dear|hey|attention|note to) (?:an? |the |any |all )?{_MODEL}\b",
    rf"(?:^|[.!?:;]\s*)(?:{_MODEL}|assistants?|system|models?|users?)\s*[:,]",
    r"</?\s*(?:system|assistant|user|instructions?|passages?|question|profile|prompt)\b",
    # what it is to say
    r"\b(?:answer|respond|reply)\b[^.]{0,40}\b(?:(?:every|any) question|the words?|only with)\b",
    r"\b(?:when|if) (?:you are |you're )?(?:asked|questioned|prompted)\b[^.]{0,60}"
    r"\b(?:say|answer|claim|reply|tell)\b",
    r"\b(?:say|claim|tell them|pretend) that\b[^.]{0,60}\b(?:you|unlimited|everyone|everybody)\b",
    r"\bnever (?:cite|refuse|mention that)\b",
)
_ORDER = re.compile("|".join(_TURNS), re.IGNORECASE)
_MOST_CHARACTERS = 4000


def is_order(text: str) -> bool:
    """Whether a statement looks like an instruction to a program that reads it. What is too long
    to be looked through is taken for one."""
    return len(text) > _MOST_CHARACTERS or _ORDER.search(text) is not None
