"""Cells of tables and sections of a house's own, each under its label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from roleassistant.indexing.chunks import Chunk
from roleassistant.recruiting.address.persons import (
    speaks_of_itself,
    with_your_own,
    with_your_own_first,
)
from roleassistant.recruiting.address.sentence import begins_with_a_verb, is_in_third_person, turned
from roleassistant.recruiting.address.subjects import names_the_holder
from roleassistant.recruiting.address.verbs import is_also_noun, verbs
from roleassistant.recruiting.address.voice import Manner
from roleassistant.recruiting.address.written import ended, lowered, raised, tokens_of
from roleassistant.recruiting.dimensions import Purpose, purpose_of_heading
from roleassistant.recruiting.hand import Hand, said_to_reader, sentences_of
from roleassistant.recruiting.post import Dropped, Line

_NOTHING = re.compile(r"^(?:none|n/?a|not applicable|nothing|–|—|-)\b|^[–—-]$", re.I)
NOT_TURNED = "stands as the profile has it: turn it to the reader"
MAY_BE_A_NOUN = "its first word may be a noun: check that it was turned rightly"


def labelled(hand: Hand, chunk: Chunk) -> Line | None:
    """A cell under its label, each part of it turned where that is certain."""
    text = " ".join(chunk.statement.text.split()).rstrip(".")
    if _NOTHING.match(text):
        return None
    label = chunk.statement.dimension
    manner = hand.in_column(label)
    wordings = _wordings(hand, text, manner)
    plain = "; ".join(p for p in text.split("; ") if not hand.sheet.codes.found_in(p))
    if plain and plain != text:
        wordings += _wordings(hand, plain, manner)
    line = hand.sheet.line(wordings, (chunk,), label=raised(label) if label else None)
    return noted(line, hand)


def noted(line: Line | None, hand: Hand) -> Line | None:
    """The line, with a note where it is left in the third person; None where somebody speaks in it
    who is not the reader."""
    english = hand.listed.is_english
    if line is not None and english and speaks_of_itself(line.text):
        hand.sheet.dropped.append(Dropped(line.shown, "speaks in the first person", line.marks))
        return None
    if line is None or not english:
        return line
    if stays_in_third_person(line.text, hand.prose):
        return replace(line, notes=(*line.notes, NOT_TURNED))
    return replace(line, notes=(*line.notes, MAY_BE_A_NOUN)) if _may_be_a_noun(line.text) else line


def stays_in_third_person(text: str, manner: Manner) -> bool:
    """Whether a sentence of it, or a part behind a semicolon, says what somebody does who is the
    holder of the role."""
    parts = [part for one in sentences_of(text) for part in one.split("; ")]
    return any(is_in_third_person(part) or names_the_holder(part, manner) for part in parts)


def _may_be_a_noun(text: str) -> bool:
    """ "You plan for failure", "You result of work": behind "You" stands a word that may as well be
    a noun, and nothing that only a verb takes."""
    for sentence in sentences_of(text):
        words = [word.folded for word in tokens_of(sentence)]
        words = words[2 if words[1:2] == ["will"] else 1 :] if words[:1] == ["you"] else []
        if not words or not is_also_noun(words[0]):
            continue
        behind = [*words[1:3], "", ""]
        joins = behind[0] in ("and", "or") and behind[1] not in verbs()
        if joins or behind[0] in ("", "of", "per"):
            return True
    return False


def cells_of(hand: Hand, purpose: Purpose) -> list[Chunk]:
    """Cells of the level, those of its definition first for what it is to do, and those of the
    guidelines first for what it is to know."""
    guidelines = hand.material.guidelines
    defined = [c for c in hand.material.definition if c.statement.dimension]
    both = (
        [*guidelines, *defined]
        if purpose in (Purpose.KNOWLEDGE, Purpose.TEAM)
        else [*defined, *guidelines]
    )
    return [c for c in both if c.statement.dimension and hand.material.purpose(c) is purpose]


def own_sections(hand: Hand, purpose: Purpose) -> list[Line]:
    """Sections of the house's own with that purpose, each line under its heading."""
    found = []
    for chunk in hand.material.own_sections:
        if purpose_of_heading(chunk.statement.heading) is not purpose:
            continue
        heading = None if purpose is Purpose.BENEFITS else chunk.statement.heading
        label = chunk.statement.dimension or heading
        text = " ".join(chunk.statement.text.split())
        found.append(noted(hand.sheet.line([text], (chunk,), label=label), hand))
    return under_one_label(there(found))


def shortened(hand: Hand, lines: Sequence[Line], limit: int) -> tuple[Line, ...]:
    """The first of the lines; the others are told to be left out."""
    for line in lines[limit:]:
        hand.sheet.dropped.append(Dropped(line.shown, "left out for length", line.marks))
    return tuple(lines[:limit])


def there(lines: Iterable[Line | None]) -> tuple[Line, ...]:
    """The lines that there are."""
    return tuple(line for line in lines if line is not None)


def each_label_once(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Sentences to the reader under the label of the line before stand without it."""
    found: list[Line] = []
    label = None
    for line in lines:
        again = line.label is not None and line.label == label
        label = line.label
        if again and _ADDRESSED.search(line.text):
            found.append(replace(line, label=None, text=ended(raised(line.text))))
        else:
            found.append(line)
    return tuple(found)


_ADDRESSED = re.compile(r"\byou\b", re.I)


def _wordings(hand: Hand, text: str, manner: Manner) -> list[str]:
    own = text if hand.listed.imperative else with_your_own_first(text)
    return [raised(one) for one in (*_spoken(text, manner), with_your_own(own), own, text)]


def _spoken(text: str, manner: Manner) -> list[str]:
    """The cell turned as a whole, or part by part where what is left cannot be a sentence of
    somebody else's: "independent in daily work; monthly review"."""
    if (said := said_to_reader(text, manner)) is not None:
        return [said]
    first, *rest = [(piece, turned(piece, manner)) for piece in text.split("; ")]
    left = [piece for piece, said in (first, *rest) if said is None]
    if not rest or any(map(begins_with_a_verb, left)):
        return []
    pieces = [first[1] or with_your_own(first[0])]
    return ["; ".join([*pieces, *(lowered(said) if said else piece for piece, said in rest)])]


def under_one_label(lines: Sequence[Line]) -> list[Line]:
    """Lines under the same label as one of several sentences: the label stands once."""
    found: list[Line] = []
    for label, group in groupby(lines, key=lambda line: line.label):
        same = list(group)
        if len(same) == 1 or label is None:
            found += same
            continue
        found.append(
            Line(
                " ".join(ended(line.text) for line in same),
                marks=tuple(dict.fromkeys(mark for line in same for mark in line.marks)),
                label=label,
                notes=tuple(dict.fromkeys(note for line in same for note in line.notes)),
                support=min(line.support or 0.0 for line in same),
            )
        )
    return found
