"""A claim taken apart: clauses, and the role and level that each of them is said of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from roleassistant.answering.support import sections
from roleassistant.answering.support.ground import Read
from roleassistant.answering.support.names import Called, NameBook, apart
from roleassistant.answering.support.quantities import (
    Quantity,
    literals_in,
    quantities_in,
    reworded,
)
from roleassistant.answering.support.quoted_names import is_quoted
from roleassistant.answering.support.subjects import LEADING, anchors_of, joined, stretches
from roleassistant.answering.support.words import Word, plain, words_of
from roleassistant.domain import Level

# The "Yes:" of an answer says nothing that the rest does not.
_REPLY = re.compile(r"^(?:yes|no)[,.:;!–—-]\s*", re.I)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[\"'“(]?[A-Z0-9])|\n+")


@dataclass(frozen=True, slots=True)
class Clause:
    """Words of a claim that are said of one subject.

    `roles`, `levels` and `place`, a section, are the subject's, empty where the claim leaves them
    to the evidence.
    `text` is of the whole sentence, as the places of words are; `own` is the clause's part of it.
    `words` are all of its words, `stating` those that have to be found in the evidence, `parts`
    what stands before, between and behind the names of its subject.
    """

    text: str
    own: str
    words: tuple[Word, ...]
    stating: tuple[Word, ...]
    parts: tuple[tuple[Word, ...], ...]
    quantities: tuple[Quantity, ...]
    literals: tuple[str, ...]
    roles: frozenset[str] = frozenset()
    levels: tuple[Level, ...] = ()
    place: str = ""
    named: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a claim, cut into clauses."""

    text: str
    words: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    quantities: tuple[Quantity, ...]


def sentences_of(claim: str, grounds: Sequence[Read], book: NameBook) -> list[Sentence]:
    """The claim's sentences; one that names no subject is said of that of the one before."""
    found: list[Sentence] = []
    roles: frozenset[str] = frozenset()
    levels: tuple[Level, ...] = ()
    for piece in _SENTENCE.split(_REPLY.sub("", plain(claim))):
        if not piece.strip():
            continue
        sentence = _sentence(reworded(piece), grounds, book, roles, levels)
        found.append(sentence)
        for clause in sentence.clauses:
            if clause.roles or clause.levels:
                roles, levels = clause.roles, clause.levels
    return found


def _sentence(
    text: str,
    grounds: Sequence[Read],
    book: NameBook,
    roles: frozenset[str],
    levels: tuple[Level, ...],
) -> Sentence:
    words = words_of(text)
    rungs = {
        " ".join(word.text for word in words_of(level.label)): level
        for read in grounds
        for level in (*read.ground.levels, *book.levels_of(read.ground.role))
        if not level.track or " " in level.label
    }
    called: list[Called] = []
    named = book.in_claim(text, words, rungs)
    for one in apart((*named, *sections.in_claim(text, words, grounds))):
        if one.place or not is_quoted(one, text, words, grounds, called):
            called.append(one)
    anchors = joined(anchors_of(called, text, words), words)
    quantities = quantities_in(text, words)
    literals = literals_in(text)
    names = {i for one in called for i in range(one.first, one.last + 1)}
    clauses = []
    place = ""
    for first, last, anchor in stretches(anchors, text, words, bool(roles or levels)):
        start = words[first].start if first < len(words) else 0
        end = words[last].end if last >= 0 else 0
        inside = [q for q in quantities if start <= q.span[0] < max(end, start + 1)]
        codes = [(c, s) for c, s in literals if start <= s[0] < max(end, start + 1)]
        taken = [q.span for q in inside] + [s for _, s in codes]
        here = words[first : last + 1]
        stating = tuple(
            word
            for i, word in enumerate(here, first)
            if i not in names
            and word.is_content
            and not any(a < word.end and word.start < b for a, b in taken)
        )
        clauses.append(
            Clause(
                text,
                text[start : _upto(text, end)],
                here,
                stating,
                tuple(_between_names(here, first, names)),
                tuple(inside),
                tuple(code for code, _ in codes),
                anchor.roles if anchor and anchor.roles else roles,
                anchor.levels if anchor and anchor.levels else levels,
                anchor.place if anchor and anchor.place else place,
                " ".join(w.written for w in words[anchor.first : anchor.last + 1])
                if anchor
                else "",
            )
        )
        # What is said of one subject of a sentence does not name the role again for the next.
        if anchor and anchor.roles:
            roles = anchor.roles
        if anchor and anchor.levels:
            levels = anchor.levels
        place = anchor.place if anchor else place
    return Sentence(text, words, tuple(_in_turn(clauses)), quantities)


def _in_turn(clauses: list[Clause]) -> list[Clause]:
    """ "P5 asks for more than P4: 12+ against 8+": two amounts behind both subjects are theirs, in
    the order in which they are named."""
    if len(clauses) != 2 or not all(clause.levels for clause in clauses):
        return clauses
    first, second = clauses
    behind = ":" in second.own or "(" in second.own
    if first.quantities or len(second.quantities) != 2 or not behind:
        return clauses
    mine, theirs = second.quantities
    return [replace(first, quantities=(mine,)), replace(second, quantities=(theirs,))]


def _between_names(
    words: Sequence[Word], first: int, names: Collection[int]
) -> Iterator[tuple[Word, ...]]:
    """The stretches of words that name nobody, without what leads to a name: "at", "for the"."""
    for is_named, run in groupby(enumerate(words, first), lambda one: one[0] in names):
        part = [word for _, word in run]
        while part and part[-1].text in LEADING:
            part.pop()
        if part and not is_named:
            yield tuple(part)


def _upto(text: str, end: int) -> int:
    """A clause ends with the signs right behind its last word: "12+"."""
    while end < len(text) and not text[end].isspace() and not text[end].isalnum():
        end += 1
    return end
