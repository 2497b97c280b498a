"""The subjects of a sentence, and which stretch of its words is said of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from roleassistant.answering.support.names import Called
from roleassistant.answering.support.words import Word
from roleassistant.domain import Level

# Between two subjects: where one statement ends and the next begins. The weak ones count only
# beside a name.
STRONG = frozenset(
    "while whereas but against versus vs compared unlike instead rather where though".split()
)
_WEAK = frozenset("and to from than then with or".split())
LEADING = frozenset("at for in a an the of on as level levels only both than from to with".split())
BETWEEN = frozenset("and or to both at level levels the a an through as well".split())
_OPENING = LEADING | frozenset("every each any all typical typically for".split())
PAUSE = re.compile(r"[,;:()—\[\]]|\s[-–/]\s")
_LABEL = re.compile(r"[)\]]?(?::|\s+[—–-])\s")


@dataclass
class Anchor:
    """Neighbouring names that are one subject: "Account Executive / Field Sales — P5"."""

    first: int
    last: int
    roles: frozenset[str] = frozenset()
    levels: tuple[Level, ...] = ()
    place: str = ""


def anchors_of(called: Sequence[Called], text: str, words: Sequence[Word]) -> list[Anchor]:
    """The subjects that a sentence names, neighbouring names together."""
    anchors: list[Anchor] = []
    for one in called:
        if anchors and _belongs(anchors[-1], one, text, words):
            last = anchors[-1]
            last.last = one.last
            last.roles = (last.roles & one.roles) or last.roles or one.roles
            last.levels = tuple(dict.fromkeys((*last.levels, *one.levels)))
            last.place = last.place or one.place
        else:
            anchors.append(Anchor(one.first, one.last, one.roles, one.levels, one.place))
    return anchors


def joined(anchors: Sequence[Anchor], words: Sequence[Word]) -> list[Anchor]:
    """Role, level and section named apart in one statement are one subject: "An account executive
    needs 8 years at P4 according to the guidelines"."""
    found: list[Anchor] = []
    for one in anchors:
        last = found[-1] if found else None
        if last is None or not _completes(last, one, words):
            found.append(one)
            continue
        last.last = one.last
        last.roles = last.roles or one.roles
        last.levels = last.levels or one.levels
        last.place = last.place or one.place
    return found


def _completes(one: Anchor, other: Anchor, words: Sequence[Word]) -> bool:
    if (one.levels and other.levels) or (one.roles and other.roles) or (one.place and other.place):
        return False
    return not any(word.text in STRONG for word in words[one.last + 1 : other.first])


def _belongs(anchor: Anchor, one: Called, text: str, words: Sequence[Word]) -> bool:
    """Whether a name goes on with the subject: nothing but small words and signs between."""
    between = words[anchor.last + 1 : one.first]
    if any(w.text not in BETWEEN | LEADING for w in between):
        return False
    joined = {w.text for w in between}
    gap = text[words[anchor.last].end : words[one.first].start]
    if ";" in gap or ":" in gap:
        return False
    if anchor.levels and one.levels:
        return bool(joined & {"and", "or", "to", "through"} or re.search(r"[,/–-]", gap)) and not (
            joined - BETWEEN
        )
    return True


def stretches(
    anchors: Sequence[Anchor], text: str, words: Sequence[Word], goes_on: bool
) -> Iterator[tuple[int, int, Anchor | None]]:
    """First and last word of each clause, and its subject. A sentence that `goes_on` may begin
    with words that are still said of the subject before."""
    if not words:
        return
    if not anchors:
        yield 0, len(words) - 1, None
        return
    begin = _turn(anchors[0], words) if goes_on else 0
    if begin:
        yield 0, begin - 1, None
    for one, following in pairwise(anchors):
        cut = _cut(begin, one, following, text, words)
        yield begin, cut - 1, one
        begin = cut
    yield begin, len(words) - 1, anchors[-1]


def _is_label(one: Anchor, text: str, words: Sequence[Word]) -> bool:
    """Whether what is said of a subject stands behind it as behind a label: "P4: …", "P4 — …"."""
    return _LABEL.match(text, words[one.last].end) is not None


def _turn(following: Anchor, words: Sequence[Word]) -> int:
    """The word with which a sentence turns to its first subject: "…, while at P4 …"; 0 where all
    of it is said of that one."""
    at, best = following.first, 0
    while at > 0 and words[at - 1].text in LEADING | STRONG | _WEAK - {"or"}:
        at -= 1
        if words[at].text in STRONG:
            best = at
    return best


def _cut(begin: int, one: Anchor, following: Anchor, text: str, words: Sequence[Word]) -> int:
    """The word with which the clause of the following subject begins."""
    low, high = one.last + 1, following.first
    if low >= high and not PAUSE.search(text[words[one.last].end : words[high].start]):
        return high

    def pause(at: int) -> bool:
        return bool(PAUSE.search(text[words[at - 1].end : words[at].start]))

    if _is_label(one, text, words) and _is_label(following, text, words):
        while high - 1 >= low and words[high - 1].text in LEADING:
            high -= 1
        return high
    after = text[words[following.last].end : words[following.last].end + 1]
    enclosed = after == ")" and "(" in text[words[high - 1].end : words[high].start]
    if not enclosed:
        at = high
        best = None
        while at >= low:
            if (at < high and words[at].text in STRONG | _WEAK) or (at > one.last and pause(at)):
                best = at
            if at - 1 < low or words[at - 1].text not in LEADING | STRONG | _WEAK - {"or"}:
                break
            at -= 1
        if best is not None:
            return best
    leads = all(words[i].text in _OPENING | STRONG | _WEAK for i in range(begin, one.first))
    if not leads and low < high and (pause(low) or words[low].text in STRONG | _WEAK):
        return low
    for at in range(low, high):
        if words[at].text in STRONG:
            return at
    for at in range(high - 1, low - 1, -1):
        if pause(at):
            return at
    for at in range(high - 1, low - 1, -1):
        if words[at].text in _WEAK - {"or", "with"}:
            return at
    return high
