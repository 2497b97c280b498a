"""How many of what somebody has in hand, and figures that are given in the same words.

What is counted is whatever the page counts: open files, wards, vehicles. Two numbers are of one
thing where the noun is the same, and both are said to be had (carried, handled, looked after) or
stand as the scope of the level. Two shares, sums or spans of time are of one thing only where the
words before them are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleassistant.answering.conflicts.context import Read, clause_before, match, search
from roleassistant.answering.conflicts.differences import words_of
from roleassistant.answering.conflicts.values import Counted, Value
from roleassistant.domain import SectionKind
from roleassistant.domain.quantity import Quantity
from roleassistant.retrieval.words import stem

GUIDED = "number of people guided"
BEYOND_NOUN = r"\b(?:of|and|or|in|on|at|to|for|with|from|by|who|that|which|per|a|an|the)\b"
_PEOPLE = frozenset(
    (
        "people person employee staff member colleague report fte engineer developer seller "
        "representative rep analyst designer consultant specialist lawyer planner recruiter "
        "scientist associate professional contributor manager lead director supervisor head "
        "executive technician partner counsel accountant nurse assistant clerk agent officer "
        "adviser advisor worker apprentice trainee junior"
    ).split()
)
# Somebody who does something, where people are led: "supervises three controllers".
_AGENT = r"[a-z]{3,}(?:er|or|ist|ian|man|men)"
_NO_AGENT = frozenset(
    (
        "customer supplier number center quarter order server computer matter sector error letter "
        "paper newsletter chapter cluster container register folder counter tender parameter meter "
        "printer trailer carrier reactor tractor motor sensor monitor investor competitor list "
        "checklist shortlist retailer dealer vendor contractor helicopter tanker ladder other "
        "corner theater harbor corridor"
    ).split()
)
_ADVERBS = (
    r"(?: (?:an?|the|its|own|of|about|around|some|typically|usually|approximately|as many as)\b)*"
    r"\s*$"
)
_GUIDES = rf"\b(?:guides?|guiding|mentors?|mentoring|coach(?:es|ing)?){_ADVERBS}"
_HAS = (
    r"\b(?:owns?|owning|holds?|holding|manag(?:es?|ing)|carr(?:y|ies|ying)|handl(?:es?|ing)|"
    r"looks? after|looking after|car(?:es?|ing) for|covers?|covering|serv(?:es?|ing)|"
    r"maintain(?:s|ing)?|process(?:es|ing)?|oversees?|overseeing|responsible for|answers? for|"
    r"in charge of|runs?|running|(?:portfolio|caseload|workload|list|set|load|fleet|book) of)"
    rf"(?: (?:portfolio|caseload|workload|list|set|load|fleet|book)\b)?{_ADVERBS}"
)
_SCOPES = (
    r"\b(?:scope|workload|case ?load|load|portfolio|remit|span|responsib\w+|in hand|fleet|volume)\b"
)
_BEGINS = r"(?:^|[,;] ?)(?:(?:about|around|usually|typically|some|a|the|has|an?) )*$"
_BY_LEVEL = frozenset(
    {SectionKind.RESPONSIBILITIES, SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION}
)
_SPANS = frozenset(
    "hour minute second day week month year quarter shift time percent point page step".split()
)
_PERIOD = r"(?:an?|per|each|every) (?P<period>day|week|month|quarter|year|shift|night)\b"
_OF = r"of (?P<of>[a-z][\w'’-]*(?: [a-z][\w'’-]*){0,2})"
_MAX_NOUN = 4
_MIN_WORDS = 2


def is_person(word: str, surely_led: bool = False) -> bool:
    """Whether a noun is one for people; any that ends as they do, where people are surely led."""
    one = one_of(word)
    return one in _PEOPLE or bool(surely_led and one not in _NO_AGENT and match(rf"{_AGENT}$", one))


def one_of(word: str) -> str:
    """The noun for one of what is counted."""
    return word.removesuffix("s")


def load(read: Read, amount: Quantity, shown: str) -> Iterator[Value]:
    """What a count says is had in hand, or the number of people who are guided."""
    if read.statement.section not in _BY_LEVEL or amount.text.casefold() == "one":
        return
    counted = amount.counted.casefold()
    words = re.split(BEYOND_NOUN, counted)[0].split()[:_MAX_NOUN]
    at = next((i for i, word in enumerate(words) if _is_several(word)), None)
    if at is None:
        return
    noun = one_of(words[at])
    before = clause_before(read.text, amount.start)
    narrowed = frozenset(stem(word) for word in words[:at])
    if search(_GUIDES, before) and is_person(noun, surely_led=True):
        yield Value(GUIDED, "count", shown, Counted(amount.range, narrowed | {stem(noun)}))
        return
    scope = bool(read.label) and search(_SCOPES, read.label) and search(_BEGINS, before)
    if noun in _SPANS or noun in _PEOPLE or not (scope or search(_HAS, before)):
        return
    behind = counted[counted.index(words[at]) + len(words[at]) :].strip()
    if kind := match(_OF, behind):
        narrowed |= words_of(kind["of"])
    period = match(_PERIOD, behind)
    unit = f"{stem(noun)} {period['period'].casefold()}" if period else stem(noun)
    yield Value(f"number of {words[at]}", unit, shown, Counted(amount.range, narrowed))


def _is_several(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith("ss")


def in_the_same_words(read: Read, amount: Quantity) -> Iterator[Value]:
    """A share, a sum or a span of time under the words that stand before it."""
    before = clause_before(read.text, amount.start)
    said = words_of(before)
    if read.statement.section not in _BY_LEVEL or len(said) < _MIN_WORDS:
        return
    about = f"“{' '.join(before.split())} …”"
    yield Value(about, amount.unit, amount.text, Counted(amount.range))
