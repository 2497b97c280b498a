"""Whether a claim says it more strongly or more weakly than the evidence: must, may, all, some."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from roleassistant.answering.support.claim import Clause
from roleassistant.answering.support.ground import Read
from roleassistant.answering.support.lexicon import (
    OBLIGED,
    PARTIAL,
    STRONG,
    UNIVERSAL,
    WEAK,
    WEAK_BEHIND,
)
from roleassistant.answering.support.scorer import Reason
from roleassistant.answering.support.words import Word, words_of

_PAUSE = re.compile(r"[,;:()]")
_MODAL = frozenset("may might could".split())
_CAN = frozenset("can able".split())
_STRENGTH = {"may": 1, "might": 1, "could": 1, "can": 1, "should": 2, "must": 3, "shall": 3}
# "Every P4", "all account executives", "each person": whom it is said of, not how much.
_WHOLE_ROLE = frozenset("level levels role roles person people".split())
_SOFT = WEAK | WEAK_BEHIND
_EXAMPLES = {("such", "as"), ("for", "example"), ("for", "instance"), ("e", "g")}
_BEING = frozenset("is are be being was were remains".split())
# These soften a requirement without changing it.
_RIGHTS = frozenset(word.root for word in words_of("rights authority permission power"))
_HEDGES = frozenset("usually mostly".split())


def check(clause: Clause, grounds: Sequence[Read]) -> Iterator[Reason]:
    """Modal verbs and quantities of things and times, on both sides."""
    said = {word.text for word in clause.words}
    given = {word.text for ground in grounds for word in (*ground.words, *ground.label)}
    segment = list(clause.words)
    weak = _weak(segment)
    for at in weak:
        mark = segment[at]
        beside = segment[:at][::-1] if mark.text in WEAK_BEHIND else segment[at + 1 :]
        head = next((w for w in beside if w in clause.stating and w.text not in _SOFT), None)
        if not _is_weak_there((mark, *beside[:1]), head, grounds):
            yield Reason("modality", f"“{segment[at].written}” is weaker than the evidence")
    if said & (_CAN | {"should"}) and given & OBLIGED and not said & OBLIGED:
        yield Reason("modality", "leaves open what the evidence requires")
    yield from _exchanged(clause, grounds)
    if not weak:
        yield from _strengthened(clause, grounds, said)
    yield from _quantified(clause, grounds, said, given)


def _is_weak_there(said: Sequence[Word], head: Word | None, grounds: Sequence[Read]) -> bool:
    """Whether a statement that speaks of the same is weak too."""
    # "Decision rights: signs off …": there "may" is what is said.
    if any(word.root in _RIGHTS for ground in grounds for word in ground.label):
        return True
    pair = tuple(word.root for word in said)
    if any(pair == (a.root, b.root) for ground in grounds for a, b in pairwise(ground.words)):
        return True
    return any(
        (head is None or ground.own.holds(head)) and any(_weak(part) for part in _segments(ground))
        for ground in grounds
    )


def _exchanged(clause: Clause, grounds: Sequence[Read]) -> Iterator[Reason]:
    """Another modal verb before the same verb: "must be asked" for "may be asked"."""
    theirs = {pair for ground in grounds for pair in _modals(ground.words)}
    for modal, verb in sorted(_modals(clause.words)):
        others = {m for m, v in theirs if v == verb}
        if others and not any(_STRENGTH[m] == _STRENGTH[modal] for m in others):
            yield Reason("modality", f"says “{modal}” where the evidence says “{min(others)}”")


def _modals(words: Sequence[Word]) -> set[tuple[str, str]]:
    return {
        (modal.text, verb.root)
        for modal, verb in pairwise(words)
        if modal.text in _STRENGTH and not verb.text.isdigit()
    }


def _strengthened(clause: Clause, grounds: Sequence[Read], said: set[str]) -> Iterator[Reason]:
    """What the evidence leaves open, said as required or as done."""
    demands = bool(said & STRONG)
    roots = {word.root for word in clause.stating}
    for ground in grounds:
        for segment in _segments(ground):
            weak = _weak(segment)
            # What is only an example is not required.
            if not weak and said & OBLIGED and not said & {"such", "example", "instance"}:
                weak = [
                    at
                    for at, (one, other) in enumerate(pairwise(segment))
                    if (one.text, other.text) in _EXAMPLES
                ]
            if not weak:
                continue
            mark = segment[weak[0]]
            # "May grant …" is of what follows, "… preferred" of what stands before it.
            scope = segment if mark.text in WEAK_BEHIND else segment[weak[0] + 1 :]
            open_ = {w.root for w in scope if w.is_content and w is not mark}
            elsewhere = {w.root for w in ground.words if w.is_content} - open_
            shared = (roots & open_) - elsewhere
            is_modal = mark.text in _MODAL | PARTIAL
            if shared and (demands or (is_modal and not said & _CAN and len(shared) > 1)):
                yield Reason("modality", f"leaves out “{mark.written}”, which the evidence says")


def _weak(segment: Sequence[Word]) -> list[int]:
    """Where a stretch of words says that something is left open. "May 2026" is a month."""
    found = []
    for at, word in enumerate(segment):
        following = segment[at + 1].text if at + 1 < len(segment) else ""
        # "Business master's common", "a CFA is welcome", but "common problems", "welcome messages".
        ends = not following or segment[at - 1 if at else 0].text in _BEING
        behind = word.text in WEAK_BEHIND and ends
        if (word.text in WEAK or behind) and not following.isdigit():
            found.append(at)
    return found


def _quantified(
    clause: Clause, grounds: Sequence[Read], said: set[str], given: set[str]
) -> Iterator[Reason]:
    for at, word in enumerate(clause.words):
        if word.text in UNIVERSAL and not given & UNIVERSAL and not _of_the_role(clause, at):
            yield Reason("modality", f"“{word.written}” is more than the evidence says")
        if word.text in PARTIAL - _HEDGES and not given & PARTIAL:
            yield Reason("modality", f"“{word.written}” is less than the evidence says")
    if said & PARTIAL:
        return
    roots = {word.root for word in clause.stating}
    for ground in grounds:
        content = [word for word in ground.words if word.is_content]
        for at, word in enumerate(ground.words):
            if word.text not in PARTIAL:
                continue
            head = next((w for w in ground.words[at + 1 :] if w.is_content), None)
            if head and head.root in roots and [w.root for w in content].count(head.root) == 1:
                yield Reason("modality", f"leaves out “{word.written}”, which the evidence says")


def _of_the_role(clause: Clause, at: int) -> bool:
    """Whether "every" or "all" only says that it holds for whoever is of the role."""
    following = clause.words[at + 1 : at + 2]
    if not following:
        return False
    word = following[0]
    if word.text in _WHOLE_ROLE:
        return True
    return word.text in clause.named.casefold() and word not in clause.stating


def _segments(ground: Read) -> Iterator[list[Word]]:
    """The words of a statement, cut at its signs."""
    segment: list[Word] = []
    for word in ground.words:
        if segment and _PAUSE.search(ground.text[segment[-1].end : word.start]):
            yield segment
            segment = []
        segment.append(word)
    if segment:
        yield segment
