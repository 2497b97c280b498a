"""Where in a post a dimension of a level belongs, whatever a house calls it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from roleassistant.retrieval.words import stems


class Purpose(StrEnum):
    """What a dimension of the guidelines, or of a level definition, says of the level."""

    REQUIREMENT = "requirement"  # degree, years, licences
    PAY = "pay"
    BENEFITS = "benefits"
    CONDITIONS = "conditions"  # when and where the work is done
    SUCCESS = "success"  # what is at stake, and how far it reaches
    TEAM = "team"  # with whom, for whom, how freely
    KNOWLEDGE = "knowledge"  # all else: what somebody has to be able to do


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem for word in words.split() for stem in stems(word))


# The first that a label has a word of is taken, in this order.
_LABELS = (
    (Purpose.PAY, _stems("pay salary compensation wage bonus remuneration differential")),
    (
        Purpose.CONDITIONS,
        _stems(
            """travel travelling hours shift shifts schedule location site workplace oncall rota
            remote physical conditions pattern"""
        ),
    ),
    (
        Purpose.REQUIREMENT,
        _stems(
            """
            degree degrees education educational year years experience qualification
            qualifications licence license licensure background diploma training certification
            certificate certifications credential credentials tenure record requirements
            schooling"""
        ),
    ),
    (
        Purpose.TEAM,
        _stems(
            """collaboration interaction communication communications relations relationship
            relationships partnership partnering partner people leadership mentoring coaching team
            teamwork teaching supervision supervisory cooperation coordination network stakeholder
            stakeholders influence reach autonomy independence freedom discretion guidance decision
            decisions authority mandate empowerment reporting advocacy culture integrity"""
        ),
    ),
    (
        Purpose.SUCCESS,
        _stems(
            """scope impact delivery result results outcome outcomes ownership accountability
            responsibility complexity horizon budget money breadth remit success performance value
            quality size"""
        ),
    ),
)


def purpose_of(label: str, cells: Sequence[str] = ()) -> Purpose:
    """The purpose of a dimension, by the words of its label, and where these are of no other, by
    its cells: such as hold years say what somebody has to bring, under "Path" and "Ticket" too."""
    said = set(stems(label))
    found = next((purpose for purpose, words in _LABELS if said & words), Purpose.KNOWLEDGE)
    if found is not Purpose.KNOWLEDGE or len(cells) < _SEVERAL:
        return found
    of_years = sum(1 for text in cells if _ASKS_FOR_YEARS.search(text))
    return Purpose.REQUIREMENT if 2 * of_years > len(cells) else found


_SEVERAL = 2
# "One shipped title; 2–5 years", and not "A title, two years ahead".
_ASKS_FOR_YEARS = re.compile(
    r"(?:^|; )(?:(?:up to|under|less than|at least|over) )?"
    r"\d[\d–+-]*(?: to \d+)? (?:years?|yrs?)\b",
    re.I,
)


# Headings of sections that a house adds of its own.
_HEADINGS = (
    (Purpose.PAY, re.compile(r"\b(?:pay|salar|compensat|bonus|wage|remunerat)\w*", re.I)),
    (
        Purpose.CONDITIONS,
        re.compile(
            r"\b(?:shifts?|hours|on-?call|rota|roster|travel\w*|location|site|workplace|remote|"
            r"hybrid|safety|uniform|equipment|environment|conditions|schedule|weekend|night)\b",
            re.I,
        ),
    ),
    (Purpose.BENEFITS, re.compile(r"\b(?:benefit|perk)s?\b|\bwhat we offer\b", re.I)),
    (
        Purpose.SUCCESS,
        re.compile(r"\b(?:success|measure|metric|kpi|outcome|result|objective|target)\w*", re.I),
    ),
    (
        Purpose.REQUIREMENT,
        re.compile(
            r"\b(?:licen[cs]|certificat|clearance|qualificat|requirement|eligib|prerequisit|"
            r"vaccinat|immuni[sz]|background check|language|physical|welcome|desirable|"
            r"preferred|nice to have|an advantage)\w*",
            re.I,
        ),
    ),
    (Purpose.TEAM, re.compile(r"\b(?:team|report|collaborat|stakeholder|interface)\w*", re.I)),
)


def purpose_of_heading(heading: str) -> Purpose | None:
    """The purpose of a section of a house's own; None where it may be about anything."""
    return next((purpose for purpose, cue in _HEADINGS if cue.search(heading)), None)
