"""Whether a claim denies what the evidence says, or says what the evidence denies."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from roleassistant.answering.support.alike import SAME
from roleassistant.answering.support.claim import Clause
from roleassistant.answering.support.ground import Read
from roleassistant.answering.support.lexicon import NEGATORS
from roleassistant.answering.support.scorer import Reason
from roleassistant.answering.support.words import Word

# So many words that state something are taken as denied; the first two decide.
_SCOPE = 4
_NEAR = 2
_END = re.compile(r"[;:.]")
_BREAKS = frozenset("but while whereas".split())
# "Not only", "no longer than": these deny nothing.
_NOT_DENYING = frozenset("only just merely later".split())


@dataclass(frozen=True, slots=True)
class _Denial:
    """A word that denies, the roots of what it denies, nearest first, and the very next word."""

    word: Word
    scope: tuple[str, ...]
    following: str


def check(clause: Clause, grounds: Sequence[Read]) -> Iterator[Reason]:
    """Denials without a counterpart on the other side."""
    aside = {id(word) for word in clause.words} - {id(word) for word in clause.stating}
    ours = _denials(clause, aside)
    theirs = [(ground, denial) for ground in grounds for denial in _denials(ground)]
    denied = frozenset(one for _, denial in theirs for one in denial.scope)
    for denial in ours:
        if any(_are_one(denial, other) for _, other in theirs):
            continue
        near = denial.scope[:_NEAR]
        if not theirs or not any(one in denied or SAME.get(one, _NONE) & denied for one in near):
            yield Reason("negation", f"“{denial.word.written}” denies what the evidence says")
    affirms = {w.root for w in clause.stating} - {one for denial in ours for one in denial.scope}
    for ground, denial in theirs:
        if any(_are_one(denial, other) for other in ours):
            continue
        near = denial.scope[:_NEAR]
        said = {word.text for word in clause.words}
        if not near and denial.following in said:
            yield Reason("negation", f"leaves out “{denial.word.written}”, which the evidence says")
        if near[:1] and near[0] in affirms and set(near) & affirms - _affirmed(ground):
            yield Reason("negation", f"leaves out “{denial.word.written}”, which the evidence says")


_NONE: frozenset[str] = frozenset()


def _are_one(one: _Denial, other: _Denial) -> bool:
    """ "Not expected" and "none expected" deny the same."""
    if one.following and one.following == other.following:
        return True
    return one.word.root == other.word.root and not one.following and not other.following


def _denials(said: Clause | Read, aside: Collection[int] = ()) -> list[_Denial]:
    """`aside` are the ids of words that are no part of what is said: names and amounts."""
    found = []
    words = said.words
    for at, word in enumerate(words):
        following = words[at + 1].text if at + 1 < len(words) else ""
        if not _denies(word, following):
            continue
        scope: list[str] = []
        for before, other in zip(words[at:], words[at + 1 :], strict=False):
            gap = said.text[before.end : other.start]
            if _END.search(gap) or other.text in _BREAKS or ("," in gap and not scope):
                break
            if other.is_content and id(other) not in aside and other.text != "longer":
                scope.append(other.root)
            if len(scope) == _SCOPE:
                break
        if not scope:
            behind = [w for w in reversed(words[:at]) if w.is_content and id(w) not in aside]
            scope = [w.root for w in behind][:_SCOPE]
        found.append(_Denial(word, tuple(scope), following))
    return found


def _denies(word: Word, following: str) -> bool:
    if word.text in ("rather", "instead"):
        return following in ("than", "of")
    return word.text in NEGATORS and following not in _NOT_DENYING


def _affirmed(ground: Read) -> frozenset[str]:
    """The roots that stand in the text where nothing denies them."""
    free = [word.root for word in ground.words if word.is_content]
    for denial in _denials(ground):
        for one in denial.scope:
            if one in free:
                free.remove(one)
    return frozenset(free)
