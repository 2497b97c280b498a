"""The statements that a clause rests on, among those that are cited."""

from __future__ import annotations

from collections.abc import Sequence

from roleassistant.answering.support.claim import Clause
from roleassistant.answering.support.ground import Read


def bearing(clause: Clause, grounds: Sequence[Read]) -> list[Read]:
    """The fewest statements that hold what can be held of the clause's words, the best first.

    A "may" or a "not" of a statement that the clause does not draw on is none of the clause's.
    All of them, where no word tells.
    """
    left = set(clause.stating)
    rest = list(grounds)
    found: list[Read] = []
    while left and rest:
        held = [(len({w for w in left if g.own.holds(w)}), -i) for i, g in enumerate(rest)]
        most, place = max(held)
        if not most:
            break
        best = rest.pop(-place)
        found.append(best)
        left = {word for word in left if not best.own.holds(word)}
    return found or list(grounds)
