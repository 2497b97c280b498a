"""Sentences that name the holder of the role: "The engineer plans", "Theatre nurses assist"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleassistant.recruiting.address.clauses import Verb, verbs_in
from roleassistant.recruiting.address.describing import describes
from roleassistant.recruiting.address.joins import is_adverb
from roleassistant.recruiting.address.verb_or_noun import Form
from roleassistant.recruiting.address.verbs import base_of_third, verbs
from roleassistant.recruiting.address.voice import MODALS, Manner, Voice, allowed, spoken
from roleassistant.recruiting.address.written import Token, lowered, tokens_of
from roleassistant.retrieval.words import stem

_HOLDER = (
    "role holder jobholder postholder incumbent position post person job individual focus one"
).split()
_SENIORITY = frozenset(map(stem, "junior associate senior lead staff principal head".split()))
_LONGEST_NAME = 6
_FRONTED = frozenset("at in on with within for from together under across during by as".split())
_ARE = {"are": "be", "have": "have", "do": "do"}


def with_subject(sentence: str, manner: Manner) -> str | None:
    """ "The engineer turns a plan …": "You turn a plan …"; None where it names nobody so.

    Raises:
        Uncertain: it cannot be told of one of its verbs.
    """
    if manner.goes_on and sentence.startswith("They "):
        return _of_several(sentence.removeprefix("They "), manner)
    end, several = _subject_end(sentence, manner)
    if end is None:
        return _fronted(sentence, manner)
    rest = sentence[end:].lstrip()
    if several:
        return _of_several(rest, manner)
    words = tokens_of(rest)
    if not words:
        return None
    if words[0].folded in MODALS:
        return None if manner.voice is Voice.BARE else allowed(rest, words)
    found = verbs_in(rest, words, Form.THIRD_NAMED)
    if found:
        return spoken(rest, found, manner)
    if words[0].text.endswith("ed") and len(words) > 1:
        return f"{manner.are} {rest}"
    return None


def names_the_holder(sentence: str, manner: Manner) -> bool:
    """Whether the subject of a sentence is the holder of the role, whatever its verbs are."""
    return _subject_end(sentence, manner)[0] is not None


def names_people(words: Sequence[Token], at: int, manner: Manner) -> bool:
    """Whether the word at `at` is what all who have the role are called, whatever else its form may
    be: "Brokers watch rates", and not "Partners with the board"."""
    if at + 1 >= len(words) or stem(words[at].folded) not in manner.names:
        return False
    after = words[at + 1].folded
    acts = after in verbs() | MODALS | set(_ARE) or is_adverb(words[at + 1])
    return acts and _AGENTS.fullmatch(words[at].folded) is not None


_AGENTS = re.compile(r"\w{2,}(?:ers|ors|ists|ants|ians|ees|men|women)")


def speaks_of_all(sentence: str, manner: Manner) -> bool:
    """Whether a sentence is of all who have the role: "Sound archivists rescue recordings"."""
    return _subject_end(sentence, manner)[1] or names_people(tokens_of(sentence), 0, manner)


def _of_several(rest: str, manner: Manner) -> str | None:
    """ "lead the board and own the plan", said of all who have the role."""
    words = tokens_of(rest)
    if not words:
        return None
    if words[0].folded in MODALS:
        return None if manner.voice is Voice.BARE else f"You {lowered(rest)}"
    # "proactively monitor"
    at = 1 if len(words) > 1 and is_adverb(words[0]) else 0
    base = words[at].folded if words[at].folded in verbs() else _ARE.get(words[at].folded)
    if base is None:
        return None
    if base == "be" and not describes(words[at + 1 :]):
        return None  # "are leaders"
    return spoken(rest, [Verb(words[at].start, words[at].end, base, False)], manner)


def _subject_end(sentence: str, manner: Manner) -> tuple[int | None, bool]:
    """Where the rest begins of a sentence whose subject is the holder of the role, and whether it
    speaks of all who have it."""
    opening = re.match(r"(?:The|This|A|An|Every|Each) ", sentence)
    words = tokens_of(sentence)
    start = 1 if opening else 0
    for count in range(1, _LONGEST_NAME + 1):
        name = words[start : start + count]
        if len(name) < count:
            return None, False
        head = name[-1].text.casefold()
        stems = {stem(word.text.casefold()) for word in name if word.folded != "and"}
        after = words[start + count : start + count + 1]
        is_holder = opening is not None and count == 1 and head in _HOLDER
        # A calling by itself ("Nurses work shifts") speaks of all who have it.
        is_named = stem(head) in manner.names and stems <= manner.names | _SENIORITY
        if (is_holder or (is_named and (opening or count > 1))) and after:
            word = after[0].folded
            named = stem(word) in manner.names and base_of_third(word) is None
            if named or word == "and" or names_people(words, start + count, manner):
                continue
            if opening and opening[0] in ("Every ", "Each "):
                return None, False
            return after[0].start, opening is None and _is_plural(name[-1], after[0])
    return None, False


def _is_plural(head: Token, after: Token) -> bool:
    """Whether "release managers lead", not "release manager leads", stands there."""
    if not head.folded.endswith("s") or head.folded.endswith("ss"):
        return False
    return after.folded in verbs() | MODALS | set(_ARE) or after.folded.endswith("ly")


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
    said = spoken(rest, found, Manner(manner.voice, manner.names))
    front = sentence[:comma]
    return f"{front}, {lowered(said)}" if manner.voice is not Voice.BARE else None


def at_the_end(sentence: str, manner: Manner) -> str | None:
    """ "Props are logged by the assistant": "Props are logged by you"; "Drills are in the hands of
    the stage manager": "Drills are in your hands"."""
    found = _AT_THE_END.search(sentence)
    if found is None or manner.voice is Voice.BARE:
        return None
    name = tokens_of(found["name"])
    head = name[-1].folded if name else ""
    stems = {stem(word.folded) for word in name}
    if not (stem(head) in manner.names and stems <= manner.names | _SENIORITY):
        return None
    said = f"your {found['what']}" if found["what"] else "by you"
    return sentence[: found.start()] + said + found["mark"]


_AT_THE_END = re.compile(
    r"\b(?:by|the (?P<what>hands|responsibility|duty|task|job|decision) of) the "
    r"(?P<name>[A-Za-z -]{3,40}?)(?P<mark>[.;]?)$"
)


_DOES_NOT = re.compile(r"Does(?:(?P<short>n['’]t)| not) (?=[a-z])(?![^;.]*\b(?:and|but) \w+s\b)")


def permitted(sentence: str, manner: Manner) -> str | None:
    """ "May reject a part": "You may reject a part".

    Raises:
        Uncertain: it cannot be told of one of its verbs.
    """
    words = tokens_of(sentence)
    if manner.voice is Voice.YOU and (denied := _DOES_NOT.match(sentence)):
        return f"You do{denied['short'] or ' not'} {sentence[denied.end() :]}"
    if len(words) < 2 or words[0].folded not in MODALS or manner.voice is Voice.BARE:
        return None
    at = 2 if len(words) > 2 and is_adverb(words[1]) else 1
    if words[at].folded not in verbs() | {"be", "have", "not"}:
        return None
    return allowed(lowered(sentence), words)
