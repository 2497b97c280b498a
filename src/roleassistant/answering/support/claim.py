"""A claim taken apart: clauses, and the role and level that each of them is said of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from roleassistant.answering.support import sections
from roleassistant.answering.support.ground import Read
from roleassistant.answering.support.names import Called, NameBook, apart
from roleassistant.answering.support.quantities import (
    Quantity,
    literals_in,
    quantities_in,
    reworded,
)
from roleassistant.answering.support.words import Word, plain, words_of
from roleassistant.domain import Level

# Between two subjects: where one statement ends and the next begins. The weak ones count only
# beside a name.
_STRONG = frozenset(
    "while whereas but against versus vs compared unlike instead rather where though".split()
)
_WEAK = frozenset("and to from than then with or".split())
_LEADING = frozenset("at for in a an the of on as level levels only both than from to with".split())
_BETWEEN = frozenset("and or to both at level levels the a an through as well".split())
_OPENING = _LEADING | frozenset("every each any all typical typically for".split())
_PASSIVE = frozenset("is are was were be been being gets get receive receives".split())
_FRONTING = frozenset("at for in".split())
_SMALL = _LEADING | _BETWEEN | frozenset("by is are be who that which".split())
_PAUSE = re.compile(r"[,;:()—\[\]]|\s[-–/]\s")
_LABEL = re.compile(r"[)\]]?(?::|\s+[—–-])\s")
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


@dataclass
class _Anchor:
    """Neighbouring names that are one subject: "Account Executive / Field Sales — P5"."""

    first: int
    last: int
    roles: frozenset[str] = frozenset()
    levels: tuple[Level, ...] = ()
    place: str = ""


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
        if one.place or not _is_quoted(one, text, words, grounds, called):
            called.append(one)
    anchors = _joined(_anchors(called, text, words), words)
    quantities = quantities_in(text, words)
    literals = literals_in(text)
    names = {i for one in called for i in range(one.first, one.last + 1)}
    clauses = []
    place = ""
    for first, last, anchor in _stretches(anchors, text, words, bool(roles or levels)):
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
        while part and part[-1].text in _LEADING:
            part.pop()
        if part and not is_named:
            yield tuple(part)


def _upto(text: str, end: int) -> int:
    """A clause ends with the signs right behind its last word: "12+"."""
    while end < len(text) and not text[end].isspace() and not text[end].isalnum():
        end += 1
    return end


def _is_quoted(
    one: Called,
    text: str,
    words: Sequence[Word],
    grounds: Sequence[Read],
    subjects: Sequence[Called],
) -> bool:
    """Whether a name stands in a statement too, beside the same word: then it is part of what is
    said ("develops P4 colleagues"), not whom it is said of. So is a name that comes behind subject
    and verb ("builds it for the account executive") where the statement has both."""
    object_of = _object_of(one, text, words, subjects)
    # "M1 managers manage …" says another thing than "Manages M1 managers"; "M1 managers are managed
    # by …" says the same.
    opens = all(w.text in _SMALL for w in words[: one.first]) and not any(
        w.text in _PASSIVE for w in words[one.last + 1 :]
    )
    # "At P4, …" is whom it is said of, unless the statement says "at P4" too.
    ahead = words[one.first - 1].text if one.first else ""
    before, after = _beside(words, one.first, one.last)
    wanted = [w.root for w in words[one.first : one.last + 1]]
    for ground in grounds:
        # "Field Sales — P4" is a title: whom a claim is of, whatever else it cites.
        if all(ground.is_called(word) for word in ground.words if word.is_content):
            continue
        is_object = object_of is not None and object_of.root in ground.own.roots
        for own in (ground.words, ground.label):
            for at in _places(wanted, own):
                fronted = ahead in _FRONTING and ahead != (own[at - 1].text if at else "")
                if (fronted and not is_object) or (opens and any(w.is_content for w in own[:at])):
                    continue
                left, right = _beside(own, at, at + len(wanted) - 1)
                if is_object or before & left or after & right:
                    return True
    return False


def _object_of(
    one: Called, text: str, words: Sequence[Word], subjects: Sequence[Called]
) -> Word | None:
    """The word that a name may be the object of: the last that states something between the
    subject and it, where the sentence does not turn to another subject."""
    if not subjects:
        return None
    behind = words[subjects[-1].last + 1 : one.first]
    turns = bool(_PAUSE.search(text[words[subjects[-1].last].end : words[one.first].start]))
    turns = turns or any(w.text in _STRONG | {"and"} for w in behind)
    if not behind or behind[-1].text == "by" or (turns and not one.roles):
        return None
    return next((w for w in reversed(behind) if w.is_content and not w.text.isdigit()), None)


def _places(wanted: Sequence[str], words: Sequence[Word]) -> Iterator[int]:
    """Where the roots `wanted` stand one after the other."""
    for at in range(len(words) - len(wanted) + 1):
        if [w.root for w in words[at : at + len(wanted)]] == wanted:
            yield at


def _beside(words: Sequence[Word], first: int, last: int) -> tuple[set[str], set[str]]:
    """The words on both sides of a stretch: the very next, and the next that states something."""
    sides = []
    for side in (words[:first][::-1], words[last + 1 :]):
        telling = [w.root for w in side if w.is_content][:1]
        nearest = [w.root for w in side[:1] if w.text not in _SMALL]
        sides.append({*telling, *nearest})
    return sides[0], sides[1]


def _anchors(called: Sequence[Called], text: str, words: Sequence[Word]) -> list[_Anchor]:
    anchors: list[_Anchor] = []
    for one in called:
        if anchors and _belongs(anchors[-1], one, text, words):
            last = anchors[-1]
            last.last = one.last
            last.roles = (last.roles & one.roles) or last.roles or one.roles
            last.levels = tuple(dict.fromkeys((*last.levels, *one.levels)))
            last.place = last.place or one.place
        else:
            anchors.append(_Anchor(one.first, one.last, one.roles, one.levels, one.place))
    return anchors


def _joined(anchors: Sequence[_Anchor], words: Sequence[Word]) -> list[_Anchor]:
    """Role, level and section named apart in one statement are one subject: "An account executive
    needs 8 years at P4 according to the guidelines"."""
    found: list[_Anchor] = []
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


def _completes(one: _Anchor, other: _Anchor, words: Sequence[Word]) -> bool:
    if (one.levels and other.levels) or (one.roles and other.roles) or (one.place and other.place):
        return False
    return not any(word.text in _STRONG for word in words[one.last + 1 : other.first])


def _belongs(anchor: _Anchor, one: Called, text: str, words: Sequence[Word]) -> bool:
    """Whether a name goes on with the subject: nothing but small words and signs between."""
    between = words[anchor.last + 1 : one.first]
    if any(w.text not in _BETWEEN | _LEADING for w in between):
        return False
    joined = {w.text for w in between}
    gap = text[words[anchor.last].end : words[one.first].start]
    if ";" in gap or ":" in gap:
        return False
    if anchor.levels and one.levels:
        return bool(joined & {"and", "or", "to", "through"} or re.search(r"[,/–-]", gap)) and not (
            joined - _BETWEEN
        )
    return True


def _stretches(
    anchors: Sequence[_Anchor], text: str, words: Sequence[Word], goes_on: bool
) -> Iterator[tuple[int, int, _Anchor | None]]:
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


def _is_label(one: _Anchor, text: str, words: Sequence[Word]) -> bool:
    """Whether what is said of a subject stands behind it as behind a label: "P4: …", "P4 — …"."""
    return _LABEL.match(text, words[one.last].end) is not None


def _turn(following: _Anchor, words: Sequence[Word]) -> int:
    """The word with which a sentence turns to its first subject: "…, while at P4 …"; 0 where all
    of it is said of that one."""
    at, best = following.first, 0
    while at > 0 and words[at - 1].text in _LEADING | _STRONG | _WEAK - {"or"}:
        at -= 1
        if words[at].text in _STRONG:
            best = at
    return best


def _cut(begin: int, one: _Anchor, following: _Anchor, text: str, words: Sequence[Word]) -> int:
    """The word with which the clause of the following subject begins."""
    low, high = one.last + 1, following.first
    if low >= high and not _PAUSE.search(text[words[one.last].end : words[high].start]):
        return high

    def pause(at: int) -> bool:
        return bool(_PAUSE.search(text[words[at - 1].end : words[at].start]))

    if _is_label(one, text, words) and _is_label(following, text, words):
        while high - 1 >= low and words[high - 1].text in _LEADING:
            high -= 1
        return high
    after = text[words[following.last].end : words[following.last].end + 1]
    enclosed = after == ")" and "(" in text[words[high - 1].end : words[high].start]
    if not enclosed:
        at = high
        best = None
        while at >= low:
            if (at < high and words[at].text in _STRONG | _WEAK) or (at > one.last and pause(at)):
                best = at
            if at - 1 < low or words[at - 1].text not in _LEADING | _STRONG | _WEAK - {"or"}:
                break
            at -= 1
        if best is not None:
            return best
    leads = all(words[i].text in _OPENING | _STRONG | _WEAK for i in range(begin, one.first))
    if not leads and low < high and (pause(low) or words[low].text in _STRONG | _WEAK):
        return low
    for at in range(low, high):
        if words[at].text in _STRONG:
            return at
    for at in range(high - 1, low - 1, -1):
        if pause(at):
            return at
    for at in range(high - 1, low - 1, -1):
        if words[at].text in _WEAK - {"or", "with"}:
            return at
    return high
