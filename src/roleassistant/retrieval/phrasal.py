"""Verbs of several words: "throws old tapes away" asks who discards them.

People ask in phrasal verbs and pages say the single verb, or the other way round. A verb and its
particle say together what neither says alone, so the two are read as the one verb that they stand
for: in a question and in what statements hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from roleassistant.retrieval.words import Token, stem, tokens

# The single verb, and after it the phrases that say the same. Slashes part the forms of one verb;
# "…" may be up to three words, where the particle stands behind the object: "turn it down". What
# may be no verb at all has a "^": it counts behind "who", "can" and the like.
_PHRASES = """
    discard: throw/threw/thrown … away | throw/threw/thrown … out | chuck … out | chuck … away |
        get rid of | got rid of | gets rid of | getting rid of | clear … out
    refuse: turn … down | knock … back | say no to | says no to
    halt: shut … down | call a halt to | put/puts a stop to | bring … to a halt
    cancel: call … off
    shut: turn … off | switch … off | shut … off | cut … off
    investigate: look into | dig into | find/finds out why | look at why | get to the bottom of
    issue: hand … out | give/gave/given … out | pass … out
    hire: take/took/taken … on board | bring … on board
    dismiss: kick … out | lay/laid … off | let … go | give the sack
    donate: give/gave/given … away | hand … away
    fail: go/went/gone wrong
    approve: give/gave/given the okay | give/gave/given the ok | give/gave/given the go-ahead |
        give/gave/given the green light | give/gave/given the nod | wave … through | rubber stamp |
        ^okay | ^ok | ^greenlight | ^green light | sign … off | give/gave/given … okay |
        give/gave/given … go-ahead | give/gave/given … blessing | give/gave/given … approval
    contact: stay in touch | keep/kept in touch | get/got in touch | be in touch | reach out to
    visit: come/came by | drop by | drop in on | stop by | pop in
    inspect: check up on | check on | check … over | look … over | go/goes/went over |
        go/goes/went through | have/has a look at | take/took a look at
    reply: write/wrote back | get/got back to | answer back | come/came back to
    calculate: work … out | figure … out | add … up
    draft: draw/drew/drawn … up | write/wrote … up
    complete: fill … in | fill … out | finish … off
    establish: set … up
    begin: kick … off | start … off
    replace: fill in for | stand/stood in for | cover for | step in for | take/took the place of
    recall: call … back | take/took … back | pull … back
    refund: give/gave/given money back | pay/paid money back | get money back | hand money back
    summon: call … in | pull … in | fetch … in
    postpone: put … off | push … back
    reduce: bring/brought … down | cut … down | cut back on | cut back
    explain: spell … out | talk … through | walk … through
    train: show/showed the ropes | bring/brought … up to speed | get … up to speed | break … in
    forward: pass … on | hand … on
    handover: hand … over | pass … over
    monitor: keep/kept an eye on | watch over | keep/kept track of | keep/kept tabs on
    resolve: sort … out | iron … out | clear … up | smooth … over
    decide: break/broke the tie | break/broke a tie | have/has the last word |
        make the call | makes the call | call the shots | calls the shots
    negotiate: haggle over | haggle
    record: write/wrote … down | note … down | take/took … down | jot … down
    search: look … up
    withhold: hold/held … back | keep/kept … back
    dismantle: take/took … apart | pull … down | take/took … to pieces
    intervene: step in
    attend: turn up | show up
    defend: stand/stood up for | stick/stuck up for
    mention: point … out
    prepare: get … ready | make … ready
    introduce: roll … out | phase … in
    compile: put … together
    tidy: clean … up | tidy … up
    answer: pick up the phone | take/took the call
    lead: head … up
    remove: take/took … off | strike/struck … off | cross … off
    close: lock … up | close … down
    ensure: make sure | see to it
"""

_GAP = 3
_DETERMINERS = frozenset("the a an our your their his her its my this that each every any".split())
_BEFORE_A_VERB = frozenset("who can may must could should to will would".split())
# What ends a phrase: behind it something else is said.
_CLAUSE = frozenset(
    "who what which when where why how that if because while and or but is are was were".split()
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    verb: str
    head: tuple[str, ...]
    tail: tuple[str, ...]
    is_a_verb: bool = True


@dataclass(frozen=True, slots=True)
class Single:
    """A phrase among words: the single `verb` that it stands for, and at which words it stands."""

    verb: str
    at: tuple[int, ...]


def _read() -> dict[str, tuple[_Phrase, ...]]:
    found: dict[str, list[_Phrase]] = {}
    for line in _PHRASES.replace("|\n", "|").splitlines():
        verb, _, phrases = line.strip().partition(":")
        for phrase in phrases.split("|"):
            words = phrase.replace("-", " ").split()
            for form in words[0].split("/") if words else ():
                rest = words[1:]
                cut = rest.index("…") if "…" in rest else len(rest)
                head = tuple(map(stem, (form.lstrip("^"), *rest[:cut])))
                tail = tuple(map(stem, rest[cut + 1 :]))
                phrase_of = _Phrase(verb, head, tail, not words[0].startswith("^"))
                found.setdefault(head[0], []).append(phrase_of)
    return {first: tuple(phrases) for first, phrases in found.items()}


_BY_FIRST = _read()


def _standing(words: Sequence[Token], text: str) -> Iterator[Single]:
    taken: set[int] = set()
    for at, token in enumerate(words):
        found = [
            Single(phrase.verb, places)
            for phrase in _BY_FIRST.get(token.stem, ())
            if (places := _places(phrase, words, at, text)) and taken.isdisjoint(places)
        ]
        if found:  # the longer phrase, "cut back on" before "cut back"; then the closer particle
            single = min(found, key=lambda it: (-len(it.at), it.at[-1]))
            yield single
            taken.update(single.at)


def _places(phrase: _Phrase, words: Sequence[Token], at: int, text: str) -> tuple[int, ...] | None:
    behind = at + len(phrase.head)
    if tuple(t.stem for t in words[at:behind]) != phrase.head:
        return None
    if not phrase.is_a_verb and not (at and words[at - 1].text in _BEFORE_A_VERB):
        return None
    if not phrase.tail:
        said = text[words[at].start : words[behind - 1].end]
        return None if "-" in said else tuple(range(at, behind))
    for gap in range(_GAP + 1):
        start = behind + gap
        if gap and (start > len(words) or words[start - 1].text in _CLAUSE):
            return None
        end = start + len(phrase.tail)
        if tuple(t.stem for t in words[start:end]) == phrase.tail:
            between = text[words[at].start : words[end - 1].end]
            if gap and phrase.tail == ("in",) and _begins_a_noun(words[end : end + 1]):
                return None  # "call an incident in the control centre"
            if any(mark in between for mark in ",;:.?!()-"):
                return None
            return (*range(at, behind), *range(start, end))
    return None


def _is_told_of(words: Sequence[Token], at: int) -> bool:
    before = words[at - 1].text if at else ""
    return before in ("who", "has", "have", "did") and words[at].text.endswith("ed")


def _begins_a_noun(following: Sequence[Token]) -> bool:
    return any(token.text in _DETERMINERS for token in following)


def in_single_verbs(question: str) -> str:
    """`question` with each phrasal verb put as the single verb that it stands for."""
    words = tokens(question)
    parts = []
    at = 0
    replaced = {}
    for single in _standing(words, question):
        if _is_told_of(words, single.at[0]):
            continue  # "who looked it over" asks of a time that is over
        replaced[single.at[0]] = _like(words[single.at[0]].text, single.verb)
        replaced.update(dict.fromkeys(single.at[1:], ""))
    for place, verb in sorted(replaced.items()):
        parts += [question[at : words[place].start], verb]
        at = words[place].end
    return " ".join("".join([*parts, question[at:]]).split()) if replaced else question


@lru_cache(maxsize=65536)
def single_verbs(text: str) -> frozenset[str]:
    """The stems of the single verbs for which phrases of a statement stand."""
    words = tokens(text)
    return frozenset(stem(single.verb) for single in _standing(words, text))


def _like(said: str, verb: str) -> str:
    """`verb` in the form of `said`: of the third person, past, or neither."""
    if said.endswith("s") and len(said) > _SHORT:
        if verb.endswith("y") and verb[-2] not in "aeiou":
            return f"{verb[:-1]}ies"
        return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
    if said.endswith("ed") and verb not in _AS_IN_THE_PRESENT:
        return f"{verb}d" if verb.endswith("e") else f"{verb}ed"
    return verb


_SHORT = 3
# Verbs whose past has a form of its own: their present is as good to search with.
_AS_IN_THE_PRESENT = frozenset("shut withhold begin lead".split())
