"""Which part of a post a heading opens, and which block is its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from roleassistant.recruiting.lint.post import Block, Kind, Part

# Tried in this order: "Preferred qualifications" are wishes, "Equal opportunities" no chances to
# grow. A heading in other words opens a part of its own, of which nothing is assumed.
_HEADINGS: tuple[tuple[Part, str], ...] = (
    (
        Part.EQUAL,
        r"equal|equity|diversity|inclusi\w+|accessib\w+|adjustments?|accommodations?|"
        r"everyone (?:is )?welcome",
    ),
    (
        Part.APPLY,
        r"appl(?:y|ying|ications?)|next steps?|(?:hiring|recruitment|interview|selection) process|"
        r"interviews?|closing date|deadline|contact|get in touch|interested\?|process",
    ),
    (
        Part.WISHES,
        r"nice.to.have|desirable|desired|preferred|bonus(?: points)?|a plus|pluses|advantage\w*|"
        r"ideally|good to have|would be (?:great|nice|helpful)|helpful|welcome but not",
    ),
    (
        Part.GROWTH,
        r"grow\w*|progression|career (?:path|development)|next level|what comes next|"
        r"where (?:this|it|the role) (?:can )?leads?|development",
    ),
    (
        Part.SUCCESS,
        r"success|first (?:\d+|thirty|sixty|ninety|three|six|twelve|year)|after (?:\d+|one|six)|"
        r"how we(?:’|'| wi)ll measure|outcomes|in your first|impact you",
    ),
    (
        Part.PAY,
        r"pay(?: range| rate)?|salary(?: range)?|compensation|remuneration|rate|wages?|stipend",
    ),
    (
        Part.BENEFITS,
        r"what (?:we|you(?:’|'| wi)?ll|you|is) (?:can )?(?:offer\w*|get|receive|expect in return)|"
        r"benefits|perks|we offer|our offer|rewards?|in return|why (?:join|work|us|you)|"
        r"what(?:’|')?s in it|the package|package",
    ),
    (Part.LOCATION, r"location|where|workplace|place of work|office"),
    (
        Part.TERMS,
        r"(?:employment|contract|job) (?:type|terms|details)|contract|hours|working hours|"
        r"schedule|shifts?|working pattern|terms|at a glance|key (?:facts|details)|the details",
    ),
    (
        Part.REQUIREMENTS,
        r"what you(?:’|'| wi)?(?:ll)? ?(?:bring|have|need)|requirements?|required|qualifications?|"
        r"must.haves?|"
        r"essential|who you are|about you|your (?:profile|background|skills|experience)|"
        r"you (?:bring|have|are|should have|need|will have)|person specification|"
        r"(?:what|who) (?:we(?:’|')?re|we are|are we) looking for|looking for|we look for|"
        r"experience|skills|"
        r"knowledge|what it takes|we need|what we (?:need|ask|expect)|ideal candidate|"
        r"candidate profile|minimum|education",
    ),
    (
        Part.TEAM,
        r"(?:the|your|our|meet the) team|who you(?:’|'| wi)?ll work with|working with|"
        r"collaborat\w+|reporting (?:line|to)|how we work",
    ),
    (
        Part.DUTIES,
        r"what you(?:’|'| wi)?(?:ll)? ?(?:be doing|do|own|work on|achieve)|responsibilit\w+|duties|"
        r"accountabilit\w+|your (?:role|tasks|work|job|day|mission|impact)|day.to.day|"
        r"a typical (?:day|week)|(?:main|key) tasks|tasks|you will|what the (?:job|work|role) is|"
        r"the (?:work|job)$|in this role|what you(?:’|')?re responsible|main purpose|purpose|"
        r"the (?:role|position|opportunity)|role (?:summary|overview|description)|job (?:summary|"
        r"description|purpose)|about the (?:role|job|position|work)|position summary|overview|"
        r"summary",
    ),
    (
        Part.ABOUT,
        r"about|who we are|company|the organi[sz]ation|our (?:mission|story|values|clinic|school|"
        r"service|culture)|values|mission|background",
    ),
)
_COMPILED = tuple((part, re.compile(rf"\b(?:{words})(?!\w)", re.I)) for part, words in _HEADINGS)
_LABEL = re.compile(r"^([A-Za-z][\w ’'/&-]{1,30}?)\s*[:–—]\s+\S")
_LABELS = (Part.PAY, Part.LOCATION, Part.TERMS, Part.APPLY, Part.EQUAL, Part.BENEFITS, Part.TEAM)
# Behind it stands what a working draft tells its author, and no reader of the post.
_WORKING = re.compile(r"for the recruiter:?", re.IGNORECASE)
_LONGEST_TITLE = 16


def part_of(heading: str) -> Part:
    """The part that a heading opens; OTHER where it says nothing of that."""
    return next((part for part, words in _COMPILED if words.search(heading)), Part.OTHER)


def is_known(heading: str) -> bool:
    """Whether the heading is made of hardly more than words that open a part."""
    text = re.sub(r"[^\w’' ]+", " ", heading).strip()
    for _, words in _COMPILED:
        found = words.search(text)
        # What is left beside the words that were found: "The Requirements", "About Brightwater".
        if found and len(text.split()) - len(found.group().split()) <= 3:
            return True
    return False


def placed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, each with the part that it belongs to."""
    found: list[Block] = []
    part = Part.OTHER
    for number, block in enumerate(blocks):
        if number == 0 and _is_title(block):
            found.append(replace(block, kind=Kind.HEADING, part=Part.TITLE))
            continue
        if block.kind is Kind.HEADING and _WORKING.fullmatch(block.text):
            break
        if block.kind is Kind.HEADING:
            opened = part_of(block.text)
            # Right under another heading, one that says nothing belongs to what that one opened.
            if opened is not Part.OTHER or blocks[number - 1].kind is not Kind.HEADING:
                part = opened
            found.append(replace(block, part=part))
            continue
        label = _LABEL.match(block.text)
        own = part_of(label[1]) if label else Part.OTHER
        found.append(replace(block, part=own if own in _LABELS else part))
    return tuple(found)


def _opens_part(heading: str) -> bool:
    """Whether a first heading names no job: "About us"; but "Benefits Manager" does."""
    text = re.sub(r"[^\w’' ]+", " ", heading).strip()
    if re.match(
        r"(?:about|what|how|who|why|where|our|your|the|you|we|in this)\b", text, re.IGNORECASE
    ):
        return True
    return any(words.fullmatch(text) for _, words in _COMPILED)


def _is_title(block: Block) -> bool:
    if len(block.words) > _LONGEST_TITLE or block.kind is Kind.BULLET:
        return False
    if block.kind is Kind.HEADING:
        return not _opens_part(block.text)
    return not re.search(r"[.:;?]$", block.text)
