"""Names that are part of what is said, and not whom it is said of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roleassistant.answering.support.ground import Read
from roleassistant.answering.support.names import Called
from roleassistant.answering.support.subjects import BETWEEN, LEADING, PAUSE, STRONG
from roleassistant.answering.support.words import Word

_PASSIVE = frozenset("is are was were be been being gets get receive receives".split())
_FRONTING = frozenset("at for in".split())
_SMALL = LEADING | BETWEEN | frozenset("by is are be who that which".split())


def is_quoted(
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
    turns = bool(PAUSE.search(text[words[subjects[-1].last].end : words[one.first].start]))
    turns = turns or any(w.text in STRONG | {"and"} for w in behind)
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
