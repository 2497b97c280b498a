"""Whether every word of a claim that states something is held by the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from roleassistant.answering.support.alike import SCALES
from roleassistant.answering.support.claim import Clause
from roleassistant.answering.support.ground import Read
from roleassistant.answering.support.lexicon import NEGATORS, OBLIGED, WEAK, WEAK_BEHIND
from roleassistant.answering.support.scorer import Reason
from roleassistant.answering.support.words import Word

_SEGMENT = re.compile(r"[,;:()–—]|\b(?:and|or|as well as)\b", re.I)
# Adverbs that praise or link and state nothing. Others, such as "independently", stand on scales.
# "Recruiters" are those of the role Recruiting.
_DOER = re.compile(r"(?:[eo]r|ist|ian)s?$")
# How strongly something is said, and what is denied, is looked at by checks of their own.
_MODAL = WEAK | WEAK_BEHIND | OBLIGED | NEGATORS
_ADVERB = re.compile(r"\w{3,}ly$")


def uncovered(clause: Clause, grounds: Sequence[Read]) -> tuple[Word, ...]:
    """The words of `clause` that no ground holds."""
    return tuple(
        word
        for word in clause.stating
        if word.text not in _MODAL
        and not any(ground.holds(word) for ground in grounds)
        and not _is_joined(word, clause, grounds)
        and not _is_whom(word, clause, grounds)
        and not (_ADVERB.fullmatch(word.text) and word.root not in SCALES)
    )


def check(clause: Clause, grounds: Sequence[Read]) -> Iterator[Reason]:
    """Words that exclude what the evidence says, names that it lacks, other words that it lacks."""
    missing = uncovered(clause, grounds)
    opposed = {word: other for word in missing if (other := _opposite(word, clause, grounds))}
    for word, following in pairwise(clause.stating):
        if word not in missing and (other := _exchanged(word, following, grounds)):
            opposed[word] = other
    for word, other in opposed.items():
        yield Reason("opposite", f"says “{word.written}” where the evidence says “{other}”")
    rest = [word for word in missing if word not in opposed]
    names = [word for word in rest if _is_name(word, clause)]
    for word in names:
        yield Reason("name", f"“{word.written}” is not in the evidence")
    others = [word.written for word in rest if word not in names]
    if others:
        yield Reason("words", f"not in the evidence: {', '.join(others)}")


def recombined(clause: Clause, grounds: Sequence[Read]) -> Iterator[Reason]:
    """Words that stand in different statements, put together into one that none of them makes."""
    if len(grounds) < 2:
        return
    for words in _segments(clause):
        held = [
            (word, frozenset(i for i, g in enumerate(grounds) if g.holds(word))) for word in words
        ]
        held = [(word, where) for word, where in held if where]
        if len(held) < 2:
            continue
        runs: list[list[Word]] = []
        common: frozenset[int] = frozenset()
        for word, where in held:
            if runs and common & where:
                runs[-1].append(word)
                common &= where
            else:
                runs.append([word])
                common = where
        lone = [run[0].written for run in runs if len(run) == 1]
        if len(runs) > 1 and lone:
            said = " ".join(word.written for word, _ in held)
            yield Reason("recombined", f"no one statement says “{said}”")


def _segments(clause: Clause) -> Iterator[list[Word]]:
    """The stating words of a clause, cut at commas and conjunctions."""
    segment: list[Word] = []
    for one, following in zip(clause.stating, (*clause.stating[1:], None), strict=False):
        segment.append(one)
        if following is None:
            yield segment
        elif _SEGMENT.search(clause.text[one.end : following.start]):
            yield segment
            segment = []


def _is_whom(word: Word, clause: Clause, grounds: Sequence[Read]) -> bool:
    """Whether it is the noun for those of the role, behind a name or first: "P2 sellers"."""
    at = next(i for i, w in enumerate(clause.words) if w is word)
    before = clause.words[at - 1] if at else None
    behind_a_name = before is not None and before.is_content and before not in clause.stating
    is_doer = _DOER.search(word.text) is not None
    if not (behind_a_name or at == 0) or (word.root in SCALES and not is_doer):
        return False
    if any(word.text in g.also or word.text.removesuffix("s") in g.also for g in grounds):
        return True
    return is_doer and any(word.root in g.callings for g in grounds)


def _is_joined(word: Word, clause: Clause, grounds: Sequence[Read]) -> bool:
    """Whether it is half of a word that the evidence writes as one: "road map", "e-mail"."""
    at = next((i for i, w in enumerate(clause.words) if w is word), None)
    if at is None:
        return False
    pairs = [
        a.text + b.text
        for a, b in zip(
            clause.words[max(0, at - 1) :], clause.words[max(0, at - 1) + 1 : at + 2], strict=False
        )
    ]
    return any(pair in g.own.texts for pair in pairs for g in grounds)


def _opposite(word: Word, clause: Clause, grounds: Sequence[Read]) -> str | None:
    """A word of the evidence that the claim lacks and that excludes this one."""
    places = SCALES.get(word.root, ())
    said = {w.root for w in clause.words}
    for ground in grounds:
        for other in ground.words:
            if other.root in said:
                continue
            for scale, step in SCALES.get(other.root, ()):
                if any(scale == s and step != t for s, t in places):
                    return other.written
    return None


def _exchanged(word: Word, following: Word, grounds: Sequence[Read]) -> str | None:
    """A word that excludes this one and stands before the same word: "senior vacancies" where the
    evidence speaks of junior vacancies, and of a senior recruiter elsewhere."""
    places = SCALES.get(word.root, ())
    if not places:
        return None
    before = [
        one
        for ground in grounds
        for one, other in pairwise([w for w in ground.words if w.is_content])
        if other.root == following.root
    ]
    if any(one.root == word.root for one in before):
        return None
    for one in before:
        for scale, step in SCALES.get(one.root, ()):
            if any(scale == s and step != t for s, t in places):
                return one.written
    return None


def _is_name(word: Word, clause: Clause) -> bool:
    first = clause.words and word is clause.words[0]
    return word.is_name or (word.written[0].isupper() and not first)
