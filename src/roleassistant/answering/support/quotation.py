"""Whether a clause gives, in its very words, what the evidence says of somebody else.

Most words of "Works on problems that others have defined" frame a claim and state nothing, so a
statement of another level may hold all that is left. Whose sentence it is, its wording tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roleassistant.answering.support.claim import Clause
from roleassistant.answering.support.ground import Read
from roleassistant.answering.support.words import Word

# So many words in a row are taken from a statement, not put together by chance.
_FEWEST = 4


def is_of_others(clause: Clause, mine: Sequence[Read], others: Sequence[Read]) -> bool:
    """Whether only `others` have the wording of the clause, or anything of what it states.

    `mine` are the grounds of the role and level that it is said of.
    """
    if any(_rests_on(clause, ground) for ground in others) and not any(
        _rests_on(clause, ground) for ground in mine
    ):
        return True
    own = [_roots(ground.words) for ground in mine]
    return any(not any(_is_in(words, theirs) for theirs in own) for words in _taken(clause, others))


def _taken(clause: Clause, grounds: Sequence[Read]) -> Iterator[list[str]]:
    """Whole statements that a clause repeats, and parts of statements that it is made of."""
    said = _roots(clause.words)
    parts = [_roots(part) for part in clause.parts]
    for ground in grounds:
        words = _roots(ground.words)
        # One word is a quote only where nothing else is said: "P4: Practitioner".
        if _is_in(words, said) and (len(words) > 1 or parts == [words]) and _is_worded(ground):
            yield words
        yield from (part for part in parts if len(part) >= _FEWEST and _is_in(part, words))


def _is_worded(ground: Read) -> bool:
    """Whether it is more than an amount, which has a check of its own."""
    amounts = [quantity.span for quantity in ground.quantities]
    return any(not any(a <= word.start < b for a, b in amounts) for word in ground.words)


def _rests_on(clause: Clause, ground: Read) -> bool:
    """Whether its own text, and not only what it stands under, has something of the clause."""
    if not clause.stating or clause.quantities or clause.literals:
        return True
    return any(ground.own.holds(word) for word in clause.stating)


def _roots(words: Sequence[Word]) -> list[str]:
    return [word.root for word in words]


def _is_in(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether `part` stands in `whole`, one word after the other."""
    return any(whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1))
