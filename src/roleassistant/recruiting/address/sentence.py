"""A sentence that says what somebody does, turned to say it to that person.

    Runs deals and coaches newer sellers.  →  You run deals and coach newer sellers.
    Owning the plan.                       →  You own the plan.
    Trusted by boards; shapes the plan.    →  You are trusted by boards; you shape the plan.

Only verbs whose subject is surely the holder of the role change. Where a rule is not certain, the
sentence is left as it is, and `turned` is None: wrong grammar is worse than the third person.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import Enum

from roleassistant.reading.sentences import sentences
from roleassistant.recruiting.address.clauses import (
    Form,
    Uncertain,
    Verb,
    begins_a_noun,
    verbs_behind,
    verbs_in,
)
from roleassistant.recruiting.address.verbs import (
    base_of_gerund,
    base_of_third,
    is_also_noun,
    verbs,
)
from roleassistant.recruiting.address.written import Token, lowered, raised, tokens_of
from roleassistant.retrieval.words import stem

# Words with which a sentence begins that lacks its "is".
_BEING = frozenset(
    """able accountable answerable asked authorised authorized capable certified comfortable
    consulted entitled expected experienced familiar fluent independent known licensed proficient
    recognised recognized responsible seen skilled sought trusted valued""".split()
)
# Nouns that say what somebody has: "Ownership of the plan".
_HAD = re.compile(
    r"(?:(?:full|sole|overall|joint|shared|final|deep|solid|broad|good|working|sound|strong|"
    r"direct) )?"
    r"(?:ownership|responsibility|accountability|authority|oversight|knowledge|mastery|command|"
    r"understanding|experience|fluency|proficiency)\b (?:of|for|over|with|in)\b",
    re.I,
)
# Not the verb: "to own the plan", "Own the plan".
_OWN = re.compile(
    r"(?<=\w )(?:the |an? )?own (?!(?:the|an?|and|or|its|their|your|every|each|all)\b)(?=\w)"
)
_POSSESSED = re.compile(
    r"(?:['’]s?|\b(?:its|their|our|my|your|his|her|whose|to|can|may|must|will|should|who|that|you|"
    r"they|we))\s*$",
    re.I,
)
_JOINED = re.compile(r"\b(?:and|or)\s*$", re.I)
_REFLEXIVE = re.compile(r"\b(?:himself|herself|oneself|themselves|his|hers?|him)\b", re.I)
_HIS_OR_HER = re.compile(r"\b(?:his or her|his/her|her or his)\b", re.I)
_HOLDER = (
    "role holder jobholder postholder incumbent position post person job individual focus one"
).split()
_SENIORITY = frozenset(map(stem, "junior associate senior lead staff principal head".split()))
_LONGEST_NAME = 4
_FRONTED = frozenset("at in on with within for from together under across during by as".split())


class Voice(Enum):
    """How the reader is addressed.

    YOU: "You run …, and are …". WILL: "You will run …, and be …". BARE: "Run …, and be …".
    """

    YOU = "you"
    WILL = "will"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Manner:
    """`names` are the stems of what the role is called, by which "The engineer plans" is known to
    speak of its holder; `imperative` and `gerunds` say that its neighbours in a list begin with a
    bare verb, or with one in -ing, `fragments` that a small first letter
    goes on with a list: "stay up to date". Nothing is turned of pages in another language."""

    voice: Voice = Voice.YOU
    names: frozenset[str] = frozenset()
    imperative: bool = False
    gerunds: bool = False
    fragments: bool = False
    is_english: bool = True


def turned(text: str, manner: Manner) -> str | None:
    """The text as it is said to the reader; None where that is not certain of each sentence."""
    whole = " ".join(text.split()) if manner.is_english else ""
    found = [_turned(whole[start:end], manner) for start, end in sentences(whole)]
    return " ".join(one for one in found if one) if found and all(found) else None


def _turned(sentence: str, manner: Manner) -> str | None:
    if titled := _TITLED.match(sentence):
        if manner.voice is Voice.BARE:
            return None
        return titled["title"] + lowered(_from_first_person(titled["said"]))
    if _FIRST_PERSON.match(sentence):
        return None if manner.voice is Voice.BARE else _from_first_person(sentence)
    if not sentence or _is_of_others(sentence):
        return None
    sentence = with_your_own(_HIS_OR_HER.sub("your", sentence))
    try:
        found = _verbs_first(sentence, manner) or _with_subject(sentence, manner)
    except Uncertain:
        return None
    found = (
        found
        or _allowed(sentence, manner)
        or _being(sentence, manner)
        or _somebody(sentence, manner)
        or _having(sentence, manner)
    )
    if found is None or (_REFLEXIVE.search(found) and not _REFLEXIVE_OF_OTHERS.search(found)):
        return None
    return raised(_with_yours(found))


def _from_first_person(sentence: str) -> str:
    """ "I deliver my goals": "You deliver your goals", said by whoever holds the role."""
    for said, instead in _PERSONS:
        sentence = said.sub(instead, sentence)
    return raised(sentence)


# "Technical Strategy - I set the direction"
_TITLED = re.compile(r"(?P<title>\w[\w /&]{2,40}(?: [-–]|:) )(?P<said>I(?: |['’](?:m|ve|ll) ).+)$")
_FIRST_PERSON = re.compile(r"I(?: |['’](?:m|ve|ll) )")
_PERSONS = (
    (re.compile(r"\bI(?:['’]m| am)\b"), "you are"),
    (re.compile(r"\bI['’](ve|ll)\b"), r"you’\1"),
    (re.compile(r"\bI was\b"), "you were"),
    (re.compile(r"\bI\b"), "you"),
    (re.compile(r"\bmyself\b"), "yourself"),
    (re.compile(r"\bmine\b"), "yours"),
    (re.compile(r"\bmy\b"), "your"),
    (re.compile(r"\bme\b"), "you"),
)


def _with_yours(text: str) -> str:
    """ "Drives success in their team": "in your team", where nobody was named whose it could be."""

    def whose(match: re.Match[str]) -> str:
        before = tokens_of(text[: match.start()])[2:]
        others = [w for w in before if w.folded.endswith("s") and not w.folded.endswith("ss")]
        several = any(word.folded in _SEVERAL for word in before)
        return match.group() if others or several else "your"

    return _THEIR.sub(whose, text)


_THEIR = re.compile(r"\btheir\b")
_SEVERAL = frozenset(
    "people team teams staff others they them children men women each every".split()
)


# "whoever brings his case": not of the reader, and so no matter.
_REFLEXIVE_OF_OTHERS = re.compile(r"\bwho(?:ever)?\b.*\b(?:his|hers?|him|themselves)\b", re.I)


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


def _is_of_others(sentence: str) -> bool:
    """Whether it is said to the reader already, or of a subject that is not its holder."""
    return bool(re.match(r"(?:you|your|we|our|it|they|neither|none)\b", sentence, re.I))


def _verbs_first(sentence: str, manner: Manner) -> str | None:
    """ "Runs deals", "Regularly runs deals", "Run deals", "Running deals"."""
    words = tokens_of(sentence)
    if len(words) > 1 and words[0].folded == "be":
        return _spoken(sentence, [Verb(words[0].start, words[0].end, "be", False)], 0, manner)
    found = verbs_in(sentence, words, Form.THIRD)
    if not found and _may_be_bare(words, manner):
        return _spoken(sentence, (), 0, manner)
    if not found and words and base_of_gerund(words[0].folded):
        found = verbs_in(sentence, words, Form.GERUND)
        if not found:
            several = verbs_in(sentence, words, Form.GERUND_LISTED)
            found = several if manner.gerunds or len(several) > 1 else []
    if not found:
        return None
    return _spoken(sentence, found, 0, manner)


def _may_be_bare(words: list[Token], manner: Manner) -> bool:
    if not words or words[0].folded not in verbs():
        return False
    # "Open questions", "Clear voice": without an article the first word may be an adjective.
    takes = len(words) > 1 and (begins_a_noun(words[1].text) or _lists_verbs(words))
    if manner.fragments and words[0].text[0].islower():
        return True
    return takes or (manner.imperative and words[0].folded != "own")


def _lists_verbs(words: list[Token]) -> bool:
    """ "Recruit, train, and develop a team": verbs one after the other, of which one is no noun."""
    if "," not in words[1].before or words[1].folded not in verbs():
        return False
    return not all(is_also_noun(word.folded) for word in words[:2])


def _with_subject(sentence: str, manner: Manner) -> str | None:
    """ "The engineer turns a plan …": "You turn a plan …"; "An Engineer focused on …"."""
    end = _subject_end(sentence, manner)
    if end is None:
        return _fronted(sentence, manner)
    rest = sentence[end:].lstrip()
    words = tokens_of(rest)
    if not words:
        return None
    if words[0].folded in _MODALS:
        return None if manner.voice is Voice.BARE else _modal(rest, words, manner)
    found = verbs_in(rest, words, Form.THIRD)
    if found:
        return _spoken(rest, found, 0, manner)
    if words[0].text.endswith("ed") and len(words) > 1:
        return f"{_are(manner)} {rest}"
    return None


def _subject_end(sentence: str, manner: Manner) -> int | None:
    """Where the rest begins of a sentence whose subject is the holder of the role."""
    opening = re.match(r"(?:The|This|A|An|Every|Each) ", sentence)
    words = tokens_of(sentence)
    start = 1 if opening else 0
    for count in range(1, _LONGEST_NAME + 1):
        name = words[start : start + count]
        if len(name) < count:
            return None
        head = name[-1].text.casefold()
        stems = {stem(word.text.casefold()) for word in name}
        after = words[start + count : start + count + 1]
        is_holder = opening is not None and count == 1 and head in _HOLDER
        # A calling by itself ("Nurses work shifts") speaks of all who have it.
        is_named = stem(head) in manner.names and stems <= manner.names | _SENIORITY
        if (is_holder or (is_named and (opening or count > 1))) and after:
            word = after[0].folded
            if stem(word) in manner.names and base_of_third(word) is None:
                continue
            if opening and opening[0] in ("Every ", "Each "):
                return None
            return after[0].start
    return None


def _fronted(sentence: str, manner: Manner) -> str | None:
    """ "Together with legal, negotiates terms": "Together with legal, you negotiate terms"."""
    words = tokens_of(sentence)
    comma = sentence.find(", ")
    if not words or comma < 0 or words[0].text.casefold() not in _FRONTED:
        return None
    rest = sentence[comma + 2 :]
    found = verbs_in(rest, tokens_of(rest), Form.THIRD)
    if not found or found[0].start != 0:
        return None
    said = _spoken(rest, found, 0, Manner(manner.voice, manner.names))
    front = sentence[:comma]
    return f"{front}, {lowered(said)}" if manner.voice is not Voice.BARE else None


def _allowed(sentence: str, manner: Manner) -> str | None:
    """ "May reject a part": "You may reject a part"."""
    words = tokens_of(sentence)
    if len(words) < 2 or words[0].folded not in _MODALS or manner.voice is Voice.BARE:
        return None
    if words[1].folded not in verbs() | {"be", "have", "not"}:
        return None
    try:
        return _modal(lowered(sentence), words, manner)
    except Uncertain:
        return None


def _modal(rest: str, words: list[Token], manner: Manner) -> str:
    """ "Can stop a line and is paid": "You can stop a line and are paid"."""
    pieces, at = ["You "], 0
    for verb in verbs_behind(words, 0):
        gap = rest[at : verb.start] + ("you " if verb.begins else "")
        pieces += [gap, "are" if verb.base == "be" else verb.base]
        at = verb.end
    return "".join([*pieces, rest[at:]])


_MODALS = frozenset("can cannot may must will should".split())


def _being(sentence: str, manner: Manner) -> str | None:
    words = tokens_of(sentence)
    # "Fully independent in the role"
    leading = 1 if len(words) > 1 and re.fullmatch(r"\w{3,}ly", words[0].folded) else 0
    if not words or words[leading].folded not in _BEING or not _stands_alone(words[leading:]):
        return None
    if manner.voice is Voice.BARE:
        return None
    rest = _after_semicolons(lowered(sentence), manner)
    return f"{_are(manner)} {rest}"


def _stands_alone(words: list[Token]) -> bool:
    """Whether an adjective stands before no noun: "Known by", not "Known problems"."""
    if len(words) == 1:
        return True
    after = words[1]
    return bool(after.before.strip()) or after.folded in _BEHIND_ADJECTIVES


_BEHIND_ADJECTIVES = frozenset("to with by for in as on at of and or within across from".split())


def _somebody(sentence: str, manner: Manner) -> str | None:
    """ "Recognized authority across the company": "You are a recognized authority …"."""
    words = tokens_of(sentence)
    for at, word in enumerate(words[:_LONGEST_NAME]):
        if word.before.strip():
            return None
        if word.folded in _SOMEBODY:
            behind = words[at + 1] if at + 1 < len(words) else None
            alone = behind is None or behind.before.strip() or behind.folded in _BEHIND_SOMEBODY
            # "Safety authority", "Ministry and software partner" are whom somebody deals with.
            if not all(map(_praises, words[:at])) or (not at and behind is None):
                return None
            if behind is not None and "," in behind.before:
                return None
            if not alone or manner.voice is Voice.BARE:
                return None
            said = _after_semicolons(lowered(sentence), manner)
            return f"{_are(manner)} {'an' if said[0] in 'aeiou' else 'a'} {said}"
    return None


def _praises(word: Token) -> bool:
    """Whether a word before "expert" or "authority" is said of a person."""
    return word.folded in _PRAISE or re.fullmatch(r"\w{4,}ly", word.folded) is not None


_PRAISE = frozenset(
    "recognised recognized acknowledged accepted respected trusted leading senior principal chief "
    "technical subject matter subject-matter thought sole final key active visible".split()
)
_SOMEBODY = frozenset(
    "authority expert leader specialist professional practitioner contributor adviser advisor "
    "counterpart partner lead consultant mentor spokesperson strategist".split()
)
_BEHIND_SOMEBODY = frozenset("on in of for across to with beyond who whose at among within".split())


def _having(sentence: str, manner: Manner) -> str | None:
    if not _HAD.match(sentence) or manner.voice is Voice.BARE:
        return None
    have = "You will have" if manner.voice is Voice.WILL else "You have"
    return f"{have} {lowered(sentence)}"


def _after_semicolons(text: str, manner: Manner) -> str:
    """What follows a semicolon, each part turned by itself, or left as it is."""
    first, *parts = re.split(r"(?<=;) ", text)
    whole = replace(manner, fragments=False)
    return " ".join([first, *(lowered(turned(part, whole) or part) for part in parts)])


def _are(manner: Manner) -> str:
    return "You will be" if manner.voice is Voice.WILL else "You are"


def _spoken(sentence: str, found: Collection[Verb], start: int, manner: Manner) -> str:
    """The sentence with its verbs in the form of the voice, and the reader as their subject."""
    pieces, at = [], start
    for verb in found:
        gap = sentence[at : verb.start]
        if verb.begins and at and manner.voice is not Voice.BARE:
            gap += "you will " if manner.voice is Voice.WILL else "you "
        pieces += [gap, _form(verb.base, manner.voice)]
        at = verb.end
    rest = "".join([*pieces, sentence[at:]])
    if manner.voice is Voice.BARE:
        if _MODAL_LATER.search(rest):
            raise Uncertain  # "would: hold the licence and may refuse"
        return rest
    return f"{'You will' if manner.voice is Voice.WILL else 'You'} {lowered(rest)}"


_MODAL_LATER = re.compile(
    r"(?<!can )(?<!may )\b(?:and|or|but) (?:may|can|cannot|must|will|should)\b"
)


def _form(base: str, voice: Voice) -> str:
    return "are" if base == "be" and voice is Voice.YOU else base


def with_your_own(text: str) -> str:
    """ "Sets own goals": "Sets your own goals". Whose own it is may be said already, and "own" may
    be what is done."""

    # In the third person "and own" is no verb: that would be "and owns".
    bare = is_imperative(text)

    def own(match: re.Match[str]) -> str:
        before = text[: match.start()]
        if _POSSESSED.search(before) or (bare and _JOINED.search(before)):
            return match.group()
        return "your own "

    return _OWN.sub(own, text)
