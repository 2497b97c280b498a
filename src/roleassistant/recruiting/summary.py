"""The summary of a draft: what the role is, what the level is, and what its holder answers for.

A summary is written for the whole role. Of a level below it, only that is said which the level does
as well; in the post of a beginner it is told of the role, not of the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from roleassistant.indexing.chunks import Chunk
from roleassistant.recruiting.address.sentence import (
    begins_with_a_verb,
    each_turned,
    turned,
)
from roleassistant.recruiting.address.written import ended, raised
from roleassistant.recruiting.cells import shortened, there
from roleassistant.recruiting.hand import Hand, sentences_of
from roleassistant.recruiting.of_role import is_for_a_beginner, of_the_role
from roleassistant.recruiting.post import Line
from roleassistant.recruiting.strength import STRONGEST, Act, does, does_as_much, main_act, telling

# Sentences that tell the role from its neighbours: for colleagues, who know them.
_APART = re.compile(
    r"\b(?:distinct from|separate from|differs? from|unlike|different focus|other focus|focuses|"
    r"neighbou?rs?|are separate|does not|is not|not to be confused)\b|\bthis focus\b|"
    r"\bladder\b|\bnot part of this\b|\bis elsewhere\b|"
    r"\b(?:is|are|belongs? to|lies with|sits with) (?:an? |the |its )?"
    r"(?:separate|another|other|different|own|neighbou?ring)(?: \w+)? "
    r"(?:focus|role|job|discipline|function|team|profile|family|post|department|ladder)\b",
    re.I,
)
# Such sentences can be turned, and are still of the neighbours.
_NOT_OF_IT = re.compile(
    r"(?:(?:it|the role|this role|the focus) )?(?:does not|is not|is distinct|is separate|differs|"
    r"distinct|separate|unlike)\b|"
    # "This focus ends at the neck": of the focus, and of nobody who has it.
    r"(?:this|the) (?:focus|role|job|one) (?:ends?|begins?|starts|stops|lives|sits|covers|includes|"
    r"excludes|belongs|stays|remains|spans|exists)\b",
    re.I,
)
_JUDGED = re.compile(
    r"\b(?:measured|judged|answers?|accountable|rewarded|assessed) (?:by|on|for)\b", re.I
)
_MEASURED = re.compile(r"(?<=; )(?:[Tt]h(?:is|e) |an? ).+$")
_MOTTO = "what the level stands for, and no sentence to the reader: add it if it fits"
_OF_ABOVE = "for levels above: no statement of this level says so"
_OF_ALL_LEVELS = "said of the whole role, and not sure to hold for a beginner"
_OF_THE_ROLE = "the profile says it of the role, and has no page of this level: check that it holds"


def summary(hand: Hand) -> tuple[Line, ...]:
    """The sentences on the role and on the level, and what its holder answers for."""
    material = hand.material
    told = [c for c in material.definition if c.statement.dimension is None]
    found: list[Line | None] = []
    if beginner := is_for_a_beginner(material):
        found += _whole_role(hand)
    goes_on = False
    for chunk in told if beginner else (*material.summary, *told):
        manner = replace(hand.prose, goes_on=goes_on)
        for whole, whole_said in each_turned(chunk.statement.text, manner):
            text = _without_others(whole)
            said = whole_said if text == whole else turned(text, hand.prose)
            goes_on = said is not None
            if _NOT_OF_IT.match(text):
                continue
            if said is None and (is_apart(text) or _has_a_verb_first(text)):
                continue
            if chunk not in told and _is_of_above(hand, text):
                hand.sheet.drop(text, _OF_ABOVE, (chunk,))
                continue
            if chunk in told and said is None:
                hand.sheet.drop(text, _MOTTO, (chunk,))
                continue
            wordings = [raised(ended(one)) for one in (said, text) if one]
            line = hand.sheet.line(wordings, (chunk,), original=text)
            found.append(line if chunk in told else _checked(line, hand))
    return shortened(hand, [*there(found), *answers_for(hand, judged=False)], hand.limits.summary)


def _whole_role(hand: Hand) -> Iterator[Line | None]:
    """What the role as a whole does, told of the role."""
    is_first = True
    for chunk in hand.material.summary:
        for text in sentences_of(" ".join(chunk.statement.text.split())):
            if _NOT_OF_IT.match(text) or is_apart(text.removeprefix(hand.material.role.title)):
                continue
            wordings = of_the_role(hand, text, is_first=is_first)
            if not wordings:
                hand.sheet.drop(text, _OF_ALL_LEVELS, (chunk,))
                continue
            line = hand.sheet.line(wordings, (chunk,), original=text)
            is_first = is_first and line is None
            yield _checked(line, hand)


def answers_for(hand: Hand, *, judged: bool) -> Iterator[Line]:
    """ "…; this focus is measured by adoption": what the holder of the role answers for, or, with
    `judged`, by what."""
    for chunk in hand.material.summary:
        for text in sentences_of(chunk.statement.text):
            clause = _MEASURED.search(text)
            if clause is None or not is_apart(text) or _NOT_OF_IT.match(clause.group()):
                continue
            if (_JUDGED.search(clause.group()) is not None) is not judged:
                continue
            said = turned(raised(clause.group()), hand.prose)
            if said is None:
                continue
            beginner = is_for_a_beginner(hand.material)
            if (beginner or not judged) and not _is_of_level(hand, clause.group()):
                hand.sheet.drop(ended(said), _OF_ABOVE, (chunk,))
                continue
            line = hand.sheet.line([ended(said)], (chunk,), original=clause.group())
            yield from there([line])


def _without_others(text: str) -> str:
    """Without what a sentence on the role says of its neighbours behind a semicolon."""
    first, *rest = text.split("; ")
    if not rest or is_apart(first):
        return text
    return ended("; ".join([first, *(part for part in rest if not is_apart(part))]))


def set_apart(hand: Hand) -> tuple[Line, ...]:
    """What tells the role from its neighbours, in the words of the profile."""
    return there(
        hand.sheet.line([text], (chunk,), original=text)
        for chunk in hand.material.summary
        for text in sentences_of(chunk.statement.text)
        if is_apart(text)
    )


def is_apart(text: str) -> bool:
    """Whether a sentence tells the role from others."""
    return _APART.search(text) is not None or " / " in text


def _checked(line: Line | None, hand: Hand) -> Line | None:
    """The line, with a note where the pages are all of levels above."""
    if line is None or not hand.material.is_below_pages:
        return line
    return replace(line, notes=(*line.notes, _OF_THE_ROLE))


def _is_of_above(hand: Hand, text: str) -> bool:
    """Whether only duties of levels above say what the sentence says first. Where all pages are of
    levels above, what a beginner owns or decides has to be said of the level itself."""
    act = main_act(text)
    if act is None or does_as_much(_here(hand), act):
        return False
    owns = act.strength == STRONGEST and hand.material.is_below_pages
    return owns or does(_above(hand), act)


def _is_of_level(hand: Hand, text: str) -> bool:
    """Whether what the holder answers for may be said of the level: where all pages are of levels
    above, the statements of the level itself have to speak of it."""
    if not hand.material.is_below_pages and not is_for_a_beginner(hand.material):
        return not _is_of_above(hand, text)
    act = main_act(text) or Act(None, telling(text), telling(text))
    return does_as_much(_here(hand), act)


def _above(hand: Hand) -> list[str]:
    return [chunk.statement.text for chunk in hand.material.above]


def _here(hand: Hand) -> list[str]:
    found: tuple[Chunk, ...] = (*hand.material.up_to_here, *hand.material.definition)
    return [chunk.statement.text for chunk in found]


def _has_a_verb_first(text: str) -> bool:
    """Whether it, or a part behind a semicolon, would be left in the third person."""
    return any(map(begins_with_a_verb, text.split("; ")))
