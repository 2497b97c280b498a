"""Phrases without a verb that describe the holder of a role: "Trusted by boards", "Authority on
cargo", "Ownership of the plan"."""

from __future__ import annotations

import re

from roleassistant.recruiting.address.voice import Manner, Voice
from roleassistant.recruiting.address.written import Token, lowered, tokens_of

# Words with which a sentence begins that lacks its "is".
_BEING = frozenset(
    """able accountable adept answerable asked authorised authorized aware capable certified
    comfortable competent confident consulted curious effective entitled expected experienced
    familiar fluent independent knowledgeable known licensed proficient recognised recognized
    reliable responsible seen skilled sought transparent trusted valued willing""".split()
)
_BEHIND_ADJECTIVES = frozenset(
    "about to with by for in as on at of and or within across from out outside beyond".split()
)
# Nouns that say what somebody has: "Ownership of the plan".
_HAD = re.compile(
    r"(?:(?:full|sole|overall|joint|shared|final|deep|solid|broad|good|working|sound|strong|"
    r"direct) )?"
    r"(?:ownership|responsibility|accountability|authority|oversight|knowledge|mastery|command|"
    r"understanding|experience|fluency|proficiency)\b (?:of|for|over|with|in)\b",
    re.I,
)
_PRAISE = frozenset(
    "recognised recognized acknowledged accepted respected trusted leading senior principal chief "
    "technical subject matter subject-matter thought sole final key active visible".split()
)
_SOMEBODY = frozenset(
    """authority expert leader specialist professional practitioner contributor adviser advisor
    counterpart partner lead consultant mentor spokesperson strategist teacher coach trainer sponsor
    guardian steward ambassador""".split()
)
_BEHIND_SOMEBODY = frozenset("on in of for across to with beyond who whose at among within".split())
_FARTHEST = 4


def described(phrase: str, manner: Manner) -> str | None:
    """What the phrase says of the holder, said to the reader; None where it is no such phrase."""
    if manner.voice is Voice.BARE:
        return None
    return _being(phrase, manner) or _somebody(phrase, manner) or _having(phrase, manner)


def describes(words: list[Token]) -> bool:
    """Whether words behind "are" say what one alone may be: "are responsible for", and not "are
    leaders"."""
    return bool(words) and (words[0].folded in _BEING or words[0].folded.endswith("ed"))


def _being(phrase: str, manner: Manner) -> str | None:
    words = tokens_of(phrase)
    # "Fully independent in the role"
    leading = 1 if len(words) > 1 and re.fullmatch(r"\w{3,}ly", words[0].folded) else 0
    if not words or words[leading].folded not in _BEING or not _stands_alone(words[leading:]):
        return None
    return f"{manner.are} {lowered(phrase)}"


def _stands_alone(words: list[Token]) -> bool:
    """Whether an adjective stands before no noun: "Known by", not "Known problems"."""
    if len(words) == 1:
        return True
    after = words[1]
    return bool(after.before.strip()) or after.folded in _BEHIND_ADJECTIVES


def _somebody(phrase: str, manner: Manner) -> str | None:
    """ "Recognized authority across the company": "You are a recognized authority …"."""
    words = tokens_of(phrase)
    for at, word in enumerate(words[:_FARTHEST]):
        if word.before.strip():
            return None
        if word.folded in _SOMEBODY:
            behind = words[at + 1] if at + 1 < len(words) else None
            alone = behind is None or behind.before.strip() or behind.folded in _BEHIND_SOMEBODY
            # "Safety authority", "Ministry and software partner" are whom somebody deals with.
            if not all(map(_praises, words[:at])) or (not at and behind is None):
                return None
            if (behind is not None and "," in behind.before) or not alone:
                return None
            said = lowered(phrase)
            return f"{manner.are} {'an' if said[0] in 'aeiou' else 'a'} {said}"
    return None


def _praises(word: Token) -> bool:
    """Whether a word before "expert" or "authority" is said of a person."""
    return word.folded in _PRAISE or re.fullmatch(r"\w{4,}ly", word.folded) is not None


def _having(phrase: str, manner: Manner) -> str | None:
    return f"{manner.have} {lowered(phrase)}" if _HAD.match(phrase) else None
