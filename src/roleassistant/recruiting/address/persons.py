"""Words that say whose something is: "my", "their", "own", where they are the reader's."""

from __future__ import annotations

import re
from itertools import pairwise

from roleassistant.recruiting.address.joins import begins_a_noun
from roleassistant.recruiting.address.small_words import (
    ADVERBS,
    JOINS,
    PREPOSITIONS,
    SUBORDINATORS,
)
from roleassistant.recruiting.address.verbs import verbs
from roleassistant.recruiting.address.written import raised, tokens_of

_HIS_OR_HER = re.compile(r"\b(?:his or her|his/her|her or his)\b", re.I)

# --- my ------------------------------------------------------------------------------------------

_PERSONS = (
    (re.compile(r"\bI(?:['’]m| am)\b"), "you are"),
    (re.compile(r"\bI['’](ve|ll|d)\b"), r"you’\1"),
    (re.compile(r"\bI was\b"), "you were"),
    (re.compile(r"\bI\b"), "you"),
    (re.compile(r"\bam\b"), "are"),
    (re.compile(r"\bmyself\b"), "yourself"),
    (re.compile(r"\bmine\b"), "yours"),
    (re.compile(r"\bmy\b"), "your"),
    (re.compile(r"\bMy\b"), "Your"),
    (re.compile(r"\bme\b"), "you"),
)
_FIRST_PERSON = re.compile(r"\b(?:I(?:['’](?:m|ve|ll|d))?|[Mm]y|myself)\b(?![./-])")
# What somebody says is not of the holder, and neither is a list numbered with letters.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)['‘][^'’]*['’](?!\w)")
_SPOKEN_TO = re.compile(r"\blet['’]s\b|\bI\)")


def is_first_person(text: str) -> bool:
    """Whether the holder of the role speaks: "With guidance from my manager, I deliver"."""
    if any(map(_FIRST_PERSON.search, _QUOTED.findall(text))) or _SPOKEN_TO.search(text):
        return False
    return _FIRST_PERSON.search(text) is not None


def speaks_of_itself(text: str) -> bool:
    """Whether a text still has an "I" that is nobody's quoted word."""
    return _FIRST_PERSON.search(_QUOTED.sub("", text)) is not None


def from_first_person(text: str) -> str:
    """ "I deliver my goals": "You deliver your goals", said by whoever holds the role."""
    for said, instead in _PERSONS:
        text = said.sub(instead, text)
    return re.sub(r"(?<=[.!?] )you\b", "You", raised(text))


# --- own -----------------------------------------------------------------------------------------

# Not the verb: "to own the plan", "Own the plan".
_OWN = re.compile(
    r"(?<=[\w,] )(?:the |an? )?own (?!(?:the|an?|and|or|its|their|your|every|each|all)\b)(?=\w)"
)
_POSSESSED = re.compile(
    r"(?:['’]s?|\b(?:its|their|our|my|your|his|her|whose|to|can|may|must|will|should|who|that|you|"
    r"they|we|\w{3,}ly))\s*$",
    re.I,
)
_JOINED = re.compile(r"(?:\b(?:and|or)|,)\s*$", re.I)
_OPENING = re.compile(r"Own (?=(?P<next>\w+))")


def with_your_own(text: str) -> str:
    """ "Sets own goals": "Sets your own goals". Whose own it is may be said already, and "own" may
    be what is done."""
    text = _HIS_OR_HER.sub("your", text)
    # In the third person "and own" is no verb: that would be "and owns".
    words = tokens_of(text)
    bare = bool(words) and (words[0].folded in verbs() or words[0].folded.startswith("you"))

    def own(match: re.Match[str]) -> str:
        before = text[: match.start()]
        if _POSSESSED.search(before) or (bare and _JOINED.search(before)):
            return match.group()
        return "your own "

    return _OWN.sub(own, text)


def with_your_own_first(text: str) -> str:
    """ "Own team" of a cell that says whose something is: "your own team"."""
    found = _OPENING.match(text)
    if found is None or begins_a_noun(found["next"]):
        return text
    return f"your own {text[found.end() :]}"


# --- their ---------------------------------------------------------------------------------------

_THEIRS = re.compile(r"\b(?:their|they(?P<short>['’](?:re|ve|ll))?|themselves)\b")
_AROUND = re.compile(r"(?<=\b(?:people|others) around )them\b|(?<=\bthose around )them\b")
# What only people have, so that "deliverables of their work" is no work of deliverables.
_OF_PEOPLE = frozenset(
    """work manager team squad career peers colleagues workload role craft own time tasks discipline
    remit mentor buddy area domain""".split()
)
# Of several people, in words that are not told from those of things.
_PEOPLE = frozenset(
    """novices deputies nurses families pupils guests graduates juniors seniors clerks heads chiefs
    apprentices interns executives relatives recruits hires reports citizens children midwives
    directs experts scientists sales""".split()
)
_SEVERAL = frozenset(
    """people team teams staff others they them children men women each every everyone squads group
    committee board community""".split()
)
_SOMEBODY = frozenset(
    """person somebody someone anyone client nurse chief head partner member peer company business
    organisation organization board committee candidate executive exec expert intern apprentice
    who whoever""".split()
)
_NO_PLURALS = frozenset("as this its is was has does us".split())
_ONE = re.compile(
    r"\w+(?:er|or|ist|ee|ian|ague|lyst|tient|udent|sident|istant|ultant|ipant|icant|enant)(?:['’]s)?"
)
_AGENT = re.compile(r"\w+(?:ers|ors|ists|ees|ants|ents|ians|agues|lysts)")


def with_yours(text: str, first: int, *, is_first: bool = True) -> str:
    """ "You drive success in their team": "in your team", where nobody was named whose it could be.
    `first` is where what follows the first verb begins. Where `is_first` is not so, a sentence
    before it may have named somebody."""
    pieces, at = [], 0
    of_reader = False
    for match in _THEIRS.finditer(text):
        before = [word.folded for word in tokens_of(text[first : match.start()])]
        following = [word.folded for word in tokens_of(text[match.end() :])[:1]]
        if of_reader or not _names_others(before, match.group(), following, is_first):
            pieces += [text[at : match.start()], _yours(match)]
            of_reader, at = True, match.end()
    return _AROUND.sub("you", "".join([*pieces, text[at:]]))


def _names_others(before: list[str], word: str, following: list[str], is_first: bool) -> bool:
    """Whether somebody stands before "their" or "they" whose it may be."""
    if word.startswith("they"):
        return not is_first or _names_somebody(before)
    of_people = bool(following) and following[0] in _OF_PEOPLE
    if not (before or of_people or is_first):
        return True  # "Meets buyers. Knows their industries."
    if of_people:
        return any(_may_act(one) or one in _PEOPLE for one in before)
    # "balances retention and growth with their costs"
    return _joins_things(before) or any(map(_is_several, before))


def _names_somebody(before: list[str]) -> bool:
    """Whether "they" may be of somebody or something that stands before it."""
    if before and before[-1] not in SUBORDINATORS | JOINS | PREPOSITIONS:
        before = before[:-1]  # "others they work with", "assumptions they've made"
    one = any(word in _SOMEBODY or _ONE.fullmatch(word) for word in before)
    return one or _joins_things(before) or any(map(_is_several, before))


def _joins_things(before: list[str]) -> bool:
    return any(one == "and" and after not in verbs() for one, after in pairwise(before))


def _is_several(word: str) -> bool:
    if word in ADVERBS | PREPOSITIONS | _NO_PLURALS:
        return False  # "always", "across"
    return _may_act(word) or (word.endswith("s") and not word.endswith(("ss", "'s", "’s")))


def _may_act(word: str) -> bool:
    return word in _SEVERAL or _AGENT.fullmatch(word) is not None


def _yours(match: re.Match[str]) -> str:
    if match.group() == "their":
        return "your"
    return "yourself" if match.group() == "themselves" else f"you{match['short'] or ''}"
