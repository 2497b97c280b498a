"""What a statement counts or measures: people, accounts, money, travel, notice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roleassistant.answering.conflicts.context import Read, around, clause_before, match, search
from roleassistant.answering.conflicts.loads import (
    BEYOND_NOUN,
    in_the_same_words,
    is_person,
    load,
    one_of,
)
from roleassistant.answering.conflicts.reporting import people_managed
from roleassistant.answering.conflicts.values import Amounts, Value
from roleassistant.domain import SectionKind
from roleassistant.domain.quantity import (
    COUNT,
    DAYS,
    PERCENT,
    YEARS,
    Quantity,
    Range,
    quantities_in,
)
from roleassistant.retrieval.words import stem

REPORTS, TEAM, ACCOUNTS = "number of direct reports", "team size", "number of accounts"
BUDGET, LIMIT, QUOTA = "budget", "approval limit", "quota"
TRAVEL, NOTICE = "travel share", "notice period"

_LABELLED = frozenset(
    {SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION, SectionKind.OTHER, SectionKind.FOCUS}
)
_NUMBER = (
    r"\d|½|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"forty|fifty)\b"
)
# The labels under which a bare value stands, in the order in which they are tried.
_LABELS: tuple[tuple[str, str, str], ...] = (
    ((r"\b(?:direct reports?|span of control|number of reports)\b"), REPORTS, COUNT),
    ((r"\b(?:team size|head ?count|size of (?:the )?team|people managed)\b"), TEAM, COUNT),
    (
        (
            r"^(?:number of |managed |assigned )?(?:key |direct )?(?:accounts|customers|clients)$|"
            r"\b(?:portfolio size|account load|book of business)\b"
        ),
        ACCOUNTS,
        COUNT,
    ),
    ((r"\btravel"), TRAVEL, PERCENT),
    ((r"\bnotice\b"), NOTICE, DAYS),
    ((r"\bbudget\b"), BUDGET, "money"),
    ((r"\b(?:quota|sales target|bookings target)\b"), QUOTA, "money"),
    (
        (
            r"\b(?:approval|signing|signature|signatory|spending)s? (?:limit|authority|power)s?\b|"
            r"\bdecision rights?\b"
        ),
        LIMIT,
        "money",
    ),
)
_LEADS_PEOPLE = (
    r"\b(?:leads?|leading|heads?|heading|supervis(?:es?|ing))"
    r"(?: (?:an?|the|its|own|about|around|approximately|usually|typically|some|directly)\b)*\s*$"
)
_DEADLINE = r"\b(?:within|every|after|no later than|in less than)\s*$"
_ANYBODY = frozenset("people person employee staff member colleague fte".split())
_BOSSES = frozenset("manager lead director supervisor head".split())
_CUSTOMERS = frozenset("account customer client".split())
# A team that is put together for a task is not the team that is managed.
_FOR_A_TASK = (
    r"\b(?:projects?|temporary|virtual|pursuits?|deals?|cross-functional|scrum|working|task|"
    r"tender|bid|incident|tests?|workshops?|meetings?|sessions?|interviews?|panels?|classes)\b"
)
_LEADS = (
    r"\b(?:leads?|leading|manag(?:es?|ing)|heads?|heading|supervis(?:es?|ing)|runs?|running|"
    r"directs?|directing|oversees?|overseeing|responsible for|in charge of)"
    r"(?: (?:an?|the|one|its|their|own|teams?|groups?|units?|staff|departments?|of|about|around|"
    r"approximately|usually|typically|some|direct|directly|small|large|whole)\b)*\s*$"
)
_MAYBE = r"\b(?:may|might|can|could|potentially|sometimes|occasionally|helps?)\b"
_TEAM_OF = (
    r"\b(?:team|group|unit|department|staff) of (?:about |around |usually |typically )?$|"
    r"^(?:(?:one|a|the|own) )?(?:team|group|unit|department)(?: of|,)?(?: \w+)?\s*$"
)
_HOLDS_ACCOUNTS = (
    r"\b(?:owns?|owning|manag(?:es?|ing)|carr(?:y|ies|ying)|handl(?:es?|ing)|looks? after|covers?|"
    r"serv(?:es?|ing)|responsible for|portfolio of|book of|territory of)"
    r"(?: (?:an?|the|its|own|portfolio|book|list|set|territory|of|about|around|some|typically|"
    r"usually|approximately)\b)*\s*$"
)
_NONE = r"(?:none|no|nobody|no one)\W*$"
_NO_TRAVEL = r"\b(?:no|without) (?:business )?travel(?:l?ing)?\b|\bdoes not travel\b"
_FILLERS = frozenset(
    "the a an own its their his her of for total annual yearly year up to about around overall "
    "entire whole whose with and or operating typical usually approx".split()
)
_MAX_LABELLED_WORDS = 14
_MAX_FIGURE_WORDS = 6
_MAX_NOUN_WORDS = 3
_NOTICE_TOLERANCE = 0.1  # four weeks are a month, twelve weeks are three


def figures(read: Read) -> Iterator[Value]:
    """A value under a label that says what it is; else those of which the words do; else the one
    figure of a label of the house's own."""
    if "travel" in read.lower and (found := search(_NO_TRAVEL, read.text)):
        yield Value(TRAVEL, PERCENT, found.group(), Amounts((Range(0.0, 0.0),)))
    if read.label and match(_NONE, read.text):
        yield from _none(read)
    if not _may_hold_number(read.text):
        return
    amounts = quantities_in(read.text)
    if labelled := _labelled(read, amounts):
        yield labelled
        if labelled.attribute == REPORTS:
            yield people_managed(labelled.text, amounts[0].range.high != 0)
        return
    told = list(_told(read, amounts))
    yield from told
    if not told and (own := _own_label(read, amounts)):
        yield own


def _may_hold_number(text: str) -> bool:
    """Whether any number stands in the text: most statements hold none, and parsing costs."""
    return bool(search(_NUMBER, text))


def _labelled(read: Read, amounts: Sequence[Quantity]) -> Value | None:
    """The value of a short text under a label that says what it is: "Team size: 5–8 people"."""
    if read.statement.section not in _LABELLED or not read.label or not amounts:
        return None
    for pattern, attribute, unit in _LABELS:
        if not search(pattern, read.label):
            continue
        fitting = [a for a in amounts if a.unit == unit or (unit == "money" and a.unit.isupper())]
        if unit == DAYS:
            fitting = [a for a in amounts if a.unit in (DAYS, YEARS)]
            return _notice(fitting[0]) if fitting else None
        if not fitting or len(read.text.split()) > _MAX_LABELLED_WORDS:
            return None
        return _amount(attribute, fitting[0].unit, fitting[0])
    return None


def _none(read: Read) -> Iterator[Value]:
    """Nothing, under a label of what is counted: "Direct reports: none"."""
    for pattern, attribute, unit in _LABELS:
        if unit in (COUNT, PERCENT) and search(pattern, read.label):
            yield Value(attribute, unit, read.text, Amounts((Range(0.0, 0.0),)))
            if attribute == REPORTS:
                yield people_managed(read.text, False)
            return


def _own_label(read: Read, amounts: Sequence[Quantity]) -> Value | None:
    """One figure under a label of the house's own: the same label elsewhere has the same one."""
    where = read.statement.section in _LABELLED - {SectionKind.GUIDELINES}
    short = len(amounts) == 1 and len(read.text.split()) <= _MAX_FIGURE_WORDS
    if not (where and short and read.label) or amounts[0].unit == YEARS:
        return None
    only = amounts[0]
    noun = only.counted.split()[:1] if only.unit == COUNT else []
    unit = " ".join([only.unit, *(stem(word.casefold()) for word in noun)])
    return _amount(" ".join(read.label.split()).casefold(), unit, only)


def _told(read: Read, amounts: Sequence[Quantity]) -> Iterator[Value]:
    """Values of which the words of the statement say what they are of."""
    for amount in amounts:
        if amount.unit == COUNT:
            yield from _counted(read, amount)
        elif amount.unit == PERCENT:
            if search(r"\btravel", around(read, amount, 40)):
                yield _amount(TRAVEL, PERCENT, amount)
            else:
                yield from in_the_same_words(read, amount)
        elif amount.unit in (DAYS, YEARS):
            if search(r"\bnotice\b", around(read, amount, 25)):
                yield _notice(amount)
            elif search(_DEADLINE, read.text[: amount.start]):
                yield from in_the_same_words(read, amount)
        else:
            money = list(_money(read, amount))
            yield from money or in_the_same_words(read, amount)


def _counted(read: Read, amount: Quantity) -> Iterator[Value]:
    words = re.split(BEYOND_NOUN, amount.counted.casefold())[0].split()
    before = clause_before(read.text, amount.start)
    if match(r"(?:[\w-]+ ){0,2}direct reports?\b", amount.counted):
        yield _amount(REPORTS, COUNT, amount)
        yield people_managed(_shown(amount), amount.range.high != 0)
        return
    if search(_MAYBE, before):
        return
    surely = search(_LEADS_PEOPLE, before) is not None
    at = next((i for i, word in enumerate(words[:4]) if is_person(word, surely)), None)
    if at is not None and not search(_FOR_A_TASK, before + amount.counted):
        noun = one_of(words[at])
        if (leads := search(_LEADS, before)) or search(_TEAM_OF, before):
            unit = noun if noun in _BOSSES else COUNT
            if leads:
                yield people_managed(_shown(amount), True)
            yield _amount(TEAM, unit, amount, _narrowing(words[:at], noun))
            return
    if not words and search(_LEADS, before) and search(_TEAM_OF, before):
        yield _amount(TEAM, COUNT, amount)  # "manages a team of about 20"
        return
    at = next((i for i, word in enumerate(words[:4]) if one_of(word) in _CUSTOMERS), None)
    if at is not None and search(_HOLDS_ACCOUNTS, before):
        yield _amount(ACCOUNTS, COUNT, amount, frozenset(map(stem, words[:at])) - {"direct"})
        return
    yield from load(read, amount, _shown(amount))


def _narrowing(words: Sequence[str], noun: str) -> frozenset[str]:
    """The words that narrow who is counted; "people" are anybody."""
    named = set() if noun in _ANYBODY else {noun}
    return frozenset(map(stem, words)) | named


def _money(read: Read, amount: Quantity) -> Iterator[Value]:
    near = around(read, amount, 50)
    if found := search(r"(?P<which>[\w-]+)? ?\bbudgets?\b", near):
        which = (found["which"] or "").casefold()
        narrowed = frozenset({stem(which)} if which and which not in _FILLERS else ())
        narrowed = frozenset(word for word in narrowed if not word[:1].isdigit())
        # Each budget is a pot of its own.
        yield _amount(BUDGET, " ".join([amount.unit, *narrowed]), amount)
    elif search(r"\b(?:quota|target)\b", near):
        yield _amount(QUOTA, amount.unit, amount)
    elif search(r"\b(?:signs? off|approves?|authori[sz]es?)\b", near):
        yield _amount(LIMIT, amount.unit, amount)


def _notice(amount: Quantity) -> Value:
    days = 365.0 if amount.unit == YEARS else 1.0
    high = amount.range.high
    span = Range(amount.range.low * days, None if high is None else high * days)
    return Value(NOTICE, DAYS, amount.text, Amounts((span,), _NOTICE_TOLERANCE))


def _amount(
    attribute: str, unit: str, amount: Quantity, qualified: frozenset[str] = frozenset()
) -> Value:
    amounts = Amounts((amount.range,), of_number=amount.unit == COUNT)
    return Value(attribute, unit, _shown(amount), amounts, qualified=qualified)


def _shown(amount: Quantity) -> str:
    """The amount with what it counts, as written: "ten to twelve people"."""
    noun = re.split(BEYOND_NOUN, amount.counted, flags=re.IGNORECASE)[0].split(" ")[
        :_MAX_NOUN_WORDS
    ]
    return " ".join([amount.text, *filter(None, noun)])
