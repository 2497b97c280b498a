"""What a statement requires: years of experience, a degree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roleassistant.answering.conflicts.context import Read, match, search
from roleassistant.answering.conflicts.values import Amounts, Degrees, Value
from roleassistant.domain import SectionKind
from roleassistant.domain.quantity import YEARS, Amount, amounts_in
from roleassistant.retrieval.attributes import EXPERIENCE

_EXPERIENCE, _EDUCATION = "typical experience", "degree required"
# Where a requirement is stated in prose; a duty may name the years of somebody else.
_REQUIRING = frozenset(
    {
        SectionKind.SUMMARY,
        SectionKind.FOCUS,
        SectionKind.GUIDELINES,
        SectionKind.LEVEL_DEFINITION,
        SectionKind.OTHER,
    }
)
_RANKS = (
    (r"^none\b|\bno (?:formal )?(?:degree|education|qualifications?)\b|\bnot required\b", 0),
    (r"\b(?:high school|secondary school|school.leaving)\b", 1),
    (r"\b(?:apprenticeship|vocational)\b", 2),
    (r"\b(?:associate(?:['’]s)?(?: or| degree)|diploma)\b", 3),
    (
        r"\b(?:bachelor|undergraduate degree|b\.?sc\b|b\.a\.|"
        r"(?:university|college|first) degree\b)",
        4,
    ),
    (r"\b(?:master['’]?s?\b(?! of| data)|mba\b|m\.?sc\b|(?:post)?graduate degree\b)", 5),
    (r"\b(?:ph\.?d\b|doctora)", 6),
)
_DEGREE = "|".join(f"(?P<r{rank}>{p})" for p, rank in _RANKS)
_DEGREE_LABEL = r"\bdegree|\beducation|\bqualification|\bacademic"
_OPTIONAL = (
    r"\b(?:welcome|preferred|desired|desirable|advantage|optional|nice to have|common|often|"
    r"favou?red|a plus|an asset|ideal|bonus)\b"
)
_IDEALLY = r"\b(?:ideally|preferably|often|or even)\b[^.;]{0,20}$"
_OR_EQUAL = (
    r"\bor (?:an? )?(?:equivalent|comparable|equal|similar|service|practical|relevant|related|"
    r"other|completed|technical)\b|\bor (?:work )?experience\b|\bequivalent\b"
)
_WITHIN = r"\b(?:of which|including|incl\.?|of them|thereof)(?: \w+)?\s*$"
_WHOLE = r"^\W{0,3}(?:overall|in total|total|altogether)\b"
_OF_EXPERIENCE = r"^[^.;:]{0,60}\bexperience\b"
_OF_ANY_EXPERIENCE = (
    r"['’]?(?: (?:of|relevant|related|professional|work|working|industry|prior|previous|total|"
    r"overall|full-time|proven|progressive|commercial))* experience"
    r"(?! (?:with|in|as|of|using|leading|managing|at|within|on|running|building|selling)\b)|"
    r"\W*$|\W*(?:required|in total|overall|or more)\W*$"
)
_ASKS = r"\b(?:needs?|requires?)$"
_LEVEL = r"\b[A-Z]{1,2}\d{1,2}\b"
_HINTS = ("experience", "need", "require")
_EXPERIENCE_BEFORE = r"\bexperience\b[^.;,]{0,25}$"
_REQUIRES = r"\b(?:requires?|required|needs?|minimum|at least|typical(?:ly)?|expects?)\b"
_BARE = r"\W{0,3}\d{1,3}(?:\.\d)?\s*(?:\+|(?:[–—‒‑−-]|to)\s*\d{1,3}\+?)?\W{0,3}"


def experience(read: Read) -> Iterator[Value]:
    """The years asked for; not those that are a part of them ("of which two in charge")."""
    of_years = EXPERIENCE.recorded_by(read.statement)
    if of_years:
        text = read.text
        amounts = amounts_in(text)
        if not amounts and re.fullmatch(_BARE, text, re.IGNORECASE):
            # "8–12" under "Years of experience".
            bare = text.strip(" .;,")
            amounts = tuple(Amount(bare, one.years) for one in amounts_in(f"{bare} years"))
        amounts = tuple(a for a in amounts if not search(_WITHIN, text[: a.start]))
        whole = tuple(a for a in amounts if match(_WHOLE, text[a.start + len(a.text) :]))
        yield from _years(text, whole or amounts)
    elif read.statement.section in _REQUIRING and any(hint in read.lower for hint in _HINTS):
        text = read.text
        amounts = tuple(
            amount
            for amount in amounts_in(text)
            if _asks_for(text, amount) and not search(_WITHIN, text[: amount.start])
        )
        yield from _years(text, amounts, in_prose=True)


def _years(text: str, amounts: Sequence[Amount], in_prose: bool = False) -> Iterator[Value]:
    """The first amount, with those that may stand in its place.

    Prose may ask for years of something, which are a part of all.
    """
    if not amounts:
        return
    first = amounts[0]
    ranges, end = [first.years], first.start + len(first.text)
    for other in amounts[1:]:
        between = text[end : other.start]
        if not re.search(r"\bor\b", between, re.IGNORECASE):
            break
        ranges.append(other.years)
        end = other.start + len(other.text)
    shown = first.text if len(ranges) == 1 else text[first.start : end]
    partial = in_prose and not match(_OF_ANY_EXPERIENCE, text[first.start + len(first.text) :])
    named = set(re.findall(_LEVEL, text)) if in_prose else set()
    of_level = named.pop() if len(named) == 1 else ""
    amounts_asked = Amounts(tuple(ranges), partial=partial)
    yield Value(_EXPERIENCE, YEARS, shown, amounts_asked, of_level=of_level)


def _asks_for(text: str, amount: Amount) -> bool:
    """Whether prose asks for this amount of experience, rather than telling of somebody's."""
    before, after = text[: amount.start], text[amount.start + len(amount.text) :]
    near = (
        match(_OF_EXPERIENCE, after)
        or search(_EXPERIENCE_BEFORE, before)
        or search(_ASKS, before.rstrip())
    )
    asked = not before.strip() or search(_REQUIRES, before[-60:]) or match(_REQUIRES, amount.text)
    return bool(near and asked)


def degrees(read: Read) -> Iterator[Value]:
    """The degrees that will do; one that is only welcome is no requirement."""
    of_years = EXPERIENCE.recorded_by(read.statement)
    if not (of_years or search(_DEGREE_LABEL, read.label)):
        return
    found = list(re.finditer(_DEGREE, read.text, re.IGNORECASE))
    if not found:
        return
    required: set[int] = set()
    ends = [degree.start() for degree in found[1:]] + [len(read.text)]
    optional = False
    # From the last: "a bachelor's or master's degree preferred" prefers both.
    for degree, end in reversed(list(zip(found, ends, strict=True))):
        window = re.split(r"[;.]", read.text[degree.end() : end])[0]
        joined = bool(re.fullmatch(r"(?:['’]s)?(?: degree)?,? or (?:an? )?", window))
        if not joined:
            optional = bool(
                search(_OPTIONAL, window) or search(_IDEALLY, read.text[: degree.start()])
            )
        rank = int((degree.lastgroup or "r0")[1:])
        if not optional:
            required.add(rank)
    if required:
        text = read.text[found[0].start() : ends[-1]]
        text = re.split(r";|\.(?:\s|$)", text)[0].strip()
        yield Value(
            _EDUCATION, "", text, Degrees(frozenset(required), bool(search(_OR_EQUAL, read.text)))
        )
