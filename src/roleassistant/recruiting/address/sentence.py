"""A sentence that says what somebody does, turned to say it to that person.

    Runs deals and coaches newer sellers.  →  You run deals and coach newer sellers.
    Owning the plan.                       →  You own the plan.
    Trusted by boards; shapes the plan.    →  You are trusted by boards; you shape the plan.

Only verbs whose subject is surely the holder of the role change. Where a rule is not certain, the
sentence is left as it is, and `turned` is None: wrong grammar is worse than the third person.
"""

from __future__ import annotations

import re
from dataclasses import replace

from roleassistant.reading.sentences import sentences
from roleassistant.recruiting.address.clauses import Verb, verbs_in
from roleassistant.recruiting.address.describing import described
from roleassistant.recruiting.address.joins import begins_a_noun, is_adverb
from roleassistant.recruiting.address.persons import (
    from_first_person,
    is_first_person,
    with_your_own,
    with_yours,
)
from roleassistant.recruiting.address.small_words import ARTICLES, JOINS
from roleassistant.recruiting.address.subjects import (
    at_the_end,
    names_people,
    names_the_holder,
    permitted,
    with_subject,
)
from roleassistant.recruiting.address.unlisted import is_bare_among_verbs
from roleassistant.recruiting.address.verb_or_noun import Form, Uncertain
from roleassistant.recruiting.address.verbs import (
    base_of_gerund,
    base_of_third,
    is_also_noun,
    verbs,
)
from roleassistant.recruiting.address.voice import Manner, Voice, spoken
from roleassistant.recruiting.address.written import Token, lowered, raised, tokens_of

# "Technical Strategy - I set the direction"
_TITLED = re.compile(r"(?P<title>\w[\w /&]{2,40}(?: [-–]|:) )(?P<said>I(?: |['’](?:m|ve|ll) ).+)$")
_REFLEXIVE = re.compile(r"\b(?:himself|herself|oneself|themselves|his|hers?|him)\b", re.I)
# "whoever brings his case": not of the reader, and so no matter.
_REFLEXIVE_OF_OTHERS = re.compile(r"\bwho(?:ever)?\b.*\b(?:his|hers?|him|themselves)\b", re.I)


def turned(text: str, manner: Manner) -> str | None:
    """The text as it is said to the reader; None where that is not certain of each sentence."""
    found = [said for _, said in each_turned(text, manner)]
    return " ".join(one for one in found if one) if found and all(found) else None


def each_turned(text: str, manner: Manner) -> list[tuple[str, str | None]]:
    """The sentences of a text, each as it stands and as it is said to the reader: None where that
    is not certain."""
    whole = " ".join(text.split())
    if not manner.is_english:
        return [(whole[start:end], None) for start, end in sentences(whole)]
    speaks = is_first_person(whole) and manner.voice is not Voice.BARE
    found: list[tuple[str, str | None]] = []
    of_holder = manner.goes_on
    for start, end in sentences(whole):
        sentence = whole[start:end]
        said = _turned(sentence, replace(manner, goes_on=of_holder), is_first=not found)
        if said is None and speaks:
            # Beside what somebody says of himself, a sentence that says nothing of him may stand.
            said = from_first_person(sentence)
        of_holder = said is not None or names_the_holder(sentence, manner)
        found.append((sentence, said))
    return found


def _turned(sentence: str, manner: Manner, *, is_first: bool) -> str | None:
    if titled := _TITLED.match(sentence):
        if manner.voice is Voice.BARE:
            return None
        return titled["title"] + lowered(from_first_person(titled["said"]))
    if is_first_person(sentence):
        return None if manner.voice is Voice.BARE else from_first_person(sentence)
    if not sentence or (_is_of_others(sentence) and not manner.goes_on):
        return None
    sentence = with_your_own(sentence)
    try:
        found = (
            _verbs_first(sentence, manner)
            or with_subject(sentence, manner)
            or permitted(sentence, manner)
            or _described(sentence, manner)
        )
    except Uncertain:
        return None
    if found is None:
        return at_the_end(sentence, manner)
    lead = 2 if manner.voice is Voice.WILL else 1 if manner.voice is Voice.YOU else 0
    verb = tokens_of(found)[lead : lead + 1]
    found = with_yours(found, verb[0].end if verb else len(found), is_first=is_first)
    if _REFLEXIVE.search(found) and not _is_of_somebody_else(sentence):
        return None
    return raised(found)


def _is_of_somebody_else(sentence: str) -> bool:
    if _REFLEXIVE_OF_OTHERS.search(sentence):
        return True
    # "Helps sellers to organise themselves"
    return set(map(str.casefold, _REFLEXIVE.findall(sentence))) == {"themselves"}


def is_imperative(text: str) -> bool:
    """Whether a sentence begins with a bare verb: "Run deals"."""
    words = tokens_of(text)
    return bool(words) and words[0].text.casefold() in verbs()


def is_gerund(text: str) -> bool:
    """Whether a sentence begins with a verb in -ing: "Running deals"."""
    words = tokens_of(text)
    return bool(words) and base_of_gerund(words[0].folded) is not None


def begins_with_a_verb(text: str) -> bool:
    """Whether the first word may be a verb in the third person: "Plans for failure"."""
    words = tokens_of(text)
    return bool(words) and base_of_third(words[0].folded) is not None


def surely_begins_with_a_verb(text: str) -> bool:
    """Whether the first word is a verb in the third person, and cannot be a noun."""
    words = tokens_of(text)
    base = base_of_third(words[0].folded) if words else None
    if base is None:
        return False
    return not is_also_noun(base) or (len(words) > 1 and words[1].folded in ARTICLES)


def is_in_third_person(text: str) -> bool:
    """Whether a sentence that could not be turned says what somebody does: "Solves problems of
    people and deals with causes", not "Results of several teams"."""
    words = tokens_of(text)
    at = 1 if len(words) > 1 and is_adverb(words[0]) else 0
    base = base_of_third(words[at].folded) if words else None
    if base is None or not is_also_noun(base):
        return base is not None
    try:
        return bool(verbs_in(text, words, Form.THIRD))
    except Uncertain:
        return True


def _is_of_others(sentence: str) -> bool:
    """Whether it is said to the reader already, or of a subject that is not its holder."""
    return bool(re.match(r"(?:you|your|we|our|it|they|neither|none)\b", sentence, re.I))


def _verbs_first(sentence: str, manner: Manner) -> str | None:
    """ "Runs deals", "Regularly runs deals", "Run deals", "Running deals"."""
    words = tokens_of(sentence)
    if words and names_people(words, 0, manner):
        return None  # "Coopers work oak"
    if len(words) > 1 and words[0].folded == "be":
        return _spoken(sentence, [Verb(words[0].start, words[0].end, "be", False)], manner)
    found = verbs_in(sentence, words, Form.THIRD_LISTED if manner.third else Form.THIRD)
    if found and manner.nominal and _may_be_a_noun(words):
        return None
    if not found and _may_be_bare(words, manner):
        return _spoken(sentence, [], manner)
    if not found and words and base_of_gerund(words[0].folded):
        found = verbs_in(sentence, words, Form.GERUND)
        if not found:
            several = verbs_in(sentence, words, Form.GERUND_LISTED)
            found = several if manner.gerunds or len(several) > 1 else []
    if not found:
        return None
    return _spoken(sentence, found, manner)


def _may_be_a_noun(words: list[Token]) -> bool:
    """Whether the first word may be a plural: "Reviews and awards", and not "Reviews the plan"."""
    base = base_of_third(words[0].folded)
    follows = words[1].folded if len(words) > 1 else "and"
    return base is not None and is_also_noun(base) and follows in JOINS


def _spoken(sentence: str, found: list[Verb], manner: Manner) -> str:
    """With a part that lacks its "is" behind a semicolon: "Shapes the plan; known outside it"."""
    first, *parts = spoken(sentence, found, manner).split("; ")
    rest = [lowered(described(part, manner) or part) for part in parts]
    return "; ".join([first, *rest])


def _may_be_bare(words: list[Token], manner: Manner) -> bool:
    # "potentially manage", "Actively seek"
    leading = 1 if len(words) > 1 and is_adverb(words[0]) else 0
    if not words:
        return False
    if words[leading].folded not in verbs():
        return manner.imperative and is_bare_among_verbs(words, leading)
    if len(words) > leading + 1 and ":" in words[leading + 1].before:
        return False  # "Architect: sets direction"
    if _is_somebody(words, leading):
        return False
    if leading and not (manner.fragments or manner.imperative):
        return False
    # "Open questions", "Clear voice": without an article the first word may be an adjective.
    takes = len(words) > 1 and (begins_a_noun(words[1].text) or _lists_verbs(words))
    if manner.fragments and words[0].text[0].islower():
        return True
    return takes or (manner.imperative and words[0].folded != "own")


def _is_somebody(words: list[Token], at: int) -> bool:
    """ "Power user of all tools", "Point person for an area": who somebody is."""
    if len(words) < at + 3 or words[at + 2].folded not in {"of", "for", "to", "on", "in"}:
        return False
    return is_also_noun(words[at].folded) and _SOMEBODY.fullmatch(words[at + 1].folded) is not None


_SOMEBODY = re.compile(r"person|user|lead|expert|holder|owner|member|partner|manager|contact")


def _lists_verbs(words: list[Token]) -> bool:
    """ "Recruit, train, and develop a team": verbs one after the other, of which one is no noun."""
    if "," not in words[1].before or words[1].folded not in verbs():
        return False
    if len(words) < 3 or words[2].folded not in JOINS | verbs():
        return False  # "Clean, calm, fed patients"
    return not all(is_also_noun(word.folded) for word in words[:2])


def _described(sentence: str, manner: Manner) -> str | None:
    """A phrase of which what follows a semicolon is turned by itself, or left as it is."""
    first, *parts = sentence.split("; ")
    said = described(first, manner)
    if said is None:
        return None
    whole = replace(manner, fragments=False)
    rest = [(part, turned(part, whole)) for part in parts]
    if manner.fragments and not all(said for _, said in rest):
        return None  # "Expert in the field; key problem solver": headwords, and no sentence
    return "; ".join([said, *(lowered(turning or part) for part, turning in rest)])
