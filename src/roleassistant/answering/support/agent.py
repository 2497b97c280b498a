"""Whether a claim lets somebody else do what the evidence says that the role does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roleassistant.answering.support.claim import Clause
from roleassistant.answering.support.ground import Read
from roleassistant.answering.support.scorer import Reason

_PAUSE = re.compile(r"[;:()–—]")
_PASSIVE = frozenset("is are was were be been being gets get".split())
_DETERMINERS = frozenset("the a an its their his her own what how whether when where which".split())


def check(clause: Clause, grounds: Sequence[Read]) -> Iterator[Reason]:
    """ "Leads influence the roadmap" of "Presents findings to leads and influences the roadmap": a
    duty is said of the role, so a claim that begins with another subject turns it round."""
    verbs = {verb for ground in grounds for verb in _verbs(ground)}
    if not clause.stating or not verbs or clause.stating[0].root in verbs:
        return
    first = clause.stating[0]
    if any(first.stem in ground.around for ground in grounds):
        return
    for before, word in zip(clause.words, clause.words[1:], strict=False):
        is_name = before.is_content and before not in clause.stating
        begun = before.root in verbs and before not in clause.stating
        if is_name or begun or before.text in _PASSIVE or word.text in _PASSIVE:
            return
        if word.start > first.start:
            if _PAUSE.search(clause.text[before.end : word.start]):
                return
            if word.root in verbs:
                yield Reason("agent", f"“{first.written}” is not who the evidence says does this")
                return


def _verbs(ground: Read) -> Iterator[str]:
    """The verbs of a duty: that with which it begins, and those with which it goes on. What a
    skill is begins with one in -ing."""
    words = ground.words
    if words and words[0].text.endswith("ing"):
        yield words[0].root
    if not words or ground.label or not _is_third_person(words[0].text):
        return
    yield words[0].root
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if before.text == "and" and _is_third_person(word.text) and after.text in _DETERMINERS:
            yield word.root


def _is_third_person(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss")
